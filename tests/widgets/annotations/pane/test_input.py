"""Input in the annotation browser: keys while a cell is edited, clicks elsewhere, and selection after removing rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import AnnotationStatus
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor, ValueEditor
from coopviewer.widgets.annotations.browser.tags_text import TagsText
from coopviewer.widgets.common.next_row import NextRow
from tests.widgets.annotations.browser.browser_harness import BrowserHarness
from tests.widgets.annotations.browser.browser_samples import annotation, many

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier


@pytest.fixture
def harness(qtbot: QtBot, tmp_path: Path) -> Iterator[BrowserHarness]:
    """Return a shown browser over a file of ten annotations, of which the last changed one is first."""
    harness = BrowserHarness(tmp_path / "annotations.db", many(10)).shown(qtbot)
    yield harness
    harness.store.close()


def edit(harness: BrowserHarness, row: int, column: AnnotationColumn, kind: type[QWidget]) -> QWidget:
    view = harness.browser.view
    view.setCurrentIndex(harness.browser.model.index(row, column))
    QTest.keyClick(view, _Key.Key_F2)
    (editor,) = (each for each in view.findChildren(kind) if each.isVisible())
    return editor


def select_row(harness: BrowserHarness, row: int) -> None:
    """Select a row by a click, since other ways depend on keys that the previous test had pressed."""
    view = harness.browser.view
    position = view.visualRect(harness.browser.model.index(row, AnnotationColumn.ENTRY)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=position)


def selected_rows(harness: BrowserHarness) -> list[int]:
    return sorted({index.row() for index in harness.browser.view.selectedIndexes()})


def test_enter_in_a_cell_closes_its_editor_and_does_not_open_the_entry(harness: BrowserHarness, qtbot: QtBot) -> None:
    editor = edit(harness, 2, AnnotationColumn.TAGS, TagsText)
    qtbot.keyClicks(editor, "zebra")
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: harness.store.get([annotation(7).uuid])[0].tags == ("zebra",))
    editor = edit(harness, 2, AnnotationColumn.STATUS, ValueEditor)
    assert isinstance(editor, ValueEditor)
    qtbot.waitUntil(lambda: editor.view().isVisible())
    editor.hidePopup()
    editor.setCurrentIndex(editor.findData("disputed"))
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: harness.store.get([annotation(7).uuid])[0].status is AnnotationStatus.DISPUTED)
    assert harness.opened == []
    assert harness.browser.view.hasFocus()


def test_a_key_that_an_editor_ignores_does_not_affect_the_rows(harness: BrowserHarness, qtbot: QtBot) -> None:
    editor = edit(harness, 2, AnnotationColumn.COLOUR, ValueEditor)
    assert isinstance(editor, ValueEditor)
    qtbot.waitUntil(lambda: editor.view().isVisible())
    editor.hidePopup()
    qtbot.keyClick(editor, _Key.Key_Delete)
    assert harness.browser.model.rowCount() == 10
    assert all(not each.is_deleted for each in harness.store.get([annotation(number).uuid for number in range(10)]))


@pytest.mark.parametrize("kind", [NoteCellEditor, TagsText])
def test_a_typed_text_is_saved_before_another_list_is_shown(
    harness: BrowserHarness, qtbot: QtBot, kind: type[QWidget]
) -> None:
    qtbot.keyClicks(
        edit(harness, 2, AnnotationColumn.NOTE if kind is NoteCellEditor else AnnotationColumn.TAGS, kind), "typed"
    )
    harness.browser.header.views.setCurrentIndex(2)  # like a click, this does not move the keyboard focus
    assert harness.browser.query == AnnotationQuery(view=View.BIN)
    (now,) = harness.store.get([annotation(7).uuid])
    assert "typed" in (now.body if kind is NoteCellEditor else ", ".join(now.tags))


def test_a_typed_text_is_saved_before_its_row_is_moved_to_the_bin(harness: BrowserHarness, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(harness, 2, AnnotationColumn.TAGS, TagsText), "typed")
    harness.browser.edits.to_bin.trigger()
    (now,) = harness.store.get([annotation(7).uuid])
    assert (now.tags, now.is_deleted) == (("typed",), True)


def test_after_rows_are_removed_the_next_one_is_selected(harness: BrowserHarness, qtbot: QtBot) -> None:
    view = harness.browser.view
    select_row(harness, 3)
    for remaining in (9, 8):
        qtbot.keyClick(view, _Key.Key_Delete)
        assert (harness.browser.model.rowCount(), selected_rows(harness)) == (remaining, [3])
    select_row(harness, 7)
    qtbot.keyClick(view, _Key.Key_Delete)  # the last one
    assert (harness.browser.model.rowCount(), selected_rows(harness)) == (7, [6])


def test_a_list_starts_with_one_selected_row_whatever_keys_are_pressed(harness: BrowserHarness, qtbot: QtBot) -> None:
    view = harness.browser.view
    select_row(harness, 4)
    qtbot.keyPress(view, _Key.Key_Control, _Modifier.ControlModifier)
    view.select_annotation()
    qtbot.keyRelease(view, _Key.Key_Control, _Modifier.NoModifier)
    assert selected_rows(harness) == [0]


def test_clicking_the_header_of_an_unsortable_column_keeps_the_sort_indicator(
    harness: BrowserHarness, qtbot: QtBot
) -> None:
    header = harness.browser.view.horizontalHeader()
    before = (header.sortIndicatorSection(), header.sortIndicatorOrder())
    for column in (AnnotationColumn.TAGS, AnnotationColumn.QUOTATION):
        position = header.viewport().rect().center()
        position.setX(header.sectionViewportPosition(column) + header.sectionSize(column) // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=position)
        assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == before


def test_the_next_row_is_selected_in_a_view_of_any_kind(qtbot: QtBot) -> None:
    model, view = QStringListModel(list("abcdef")), QListView()
    qtbot.addWidget(view)
    view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    view.setModel(model)
    next_row = NextRow(view)
    for first, count, expected in ((2, 1, "d"), (1, 2, "e"), (0, 1, "e"), (1, 1, "e")):
        next_row.go_to(model.index(first))
        model.removeRows(first, count)
        assert [index.data() for index in view.selectedIndexes()] == [expected]
    next_row.go_to(model.index(0))
    model.removeRows(0, 1)
    assert view.selectedIndexes() == []


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_columns_without_free_text_are_wide_enough_for_all_their_values(
    harness: BrowserHarness, qtbot: QtBot, scale: float
) -> None:
    font = harness.window.font()
    font.setPointSizeF(scale * font.pointSizeF())
    harness.window.setFont(font)
    view, model = harness.browser.view, harness.browser.model
    qtbot.waitUntil(lambda: view.rowHeight(0) > view.fontMetrics().height())
    for column in (AnnotationColumn.COLOUR, AnnotationColumn.STATUS, AnnotationColumn.CHANGED):
        for row in range(model.rowCount()):
            text = model.index(row, column).data()
            picture = 32 if column is AnnotationColumn.COLOUR and text else 0
            assert view.fontMetrics().horizontalAdvance(text) + picture + 6 <= view.columnWidth(column), text
    assert (
        view.columnWidth(AnnotationColumn.NOTE)
        > view.columnWidth(AnnotationColumn.QUOTATION)
        > view.columnWidth(AnnotationColumn.AUTHOR)
    )


def test_the_table_scrolls_to_the_editor_of_a_note_at_the_bottom(harness: BrowserHarness, qtbot: QtBot) -> None:
    harness.window.resize(1200, 330)
    view, model = harness.browser.view, harness.browser.model
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    row = view.rowAt(view.viewport().height() - 4)
    assert row < model.rowCount() - 3  # there are rows below it
    edit(harness, row, AnnotationColumn.NOTE, NoteCellEditor)
    (editor,) = (each for each in view.findChildren(NoteCellEditor) if each.isVisible())
    qtbot.waitUntil(lambda: editor.geometry().top() == view.visualRect(model.index(row, AnnotationColumn.NOTE)).top())
    assert view.viewport().rect().contains(editor.geometry())
