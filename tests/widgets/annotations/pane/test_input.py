"""Hands in the list: keys while a cell is edited, clicks elsewhere, and what is chosen after rows go."""

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
_Held = Qt.KeyboardModifier


@pytest.fixture
def harness(qtbot: QtBot, tmp_path: Path) -> Iterator[BrowserHarness]:
    """Show a browser over a file of ten annotations; the one changed last stands first."""
    harness = BrowserHarness(tmp_path / "annotations.db", many(10)).shown(qtbot)
    yield harness
    harness.store.close()


def edit(harness: BrowserHarness, row: int, column: AnnotationColumn, kind: type[QWidget]) -> QWidget:
    view = harness.browser.view
    view.setCurrentIndex(harness.browser.model.index(row, column))
    QTest.keyClick(view, _Key.Key_F2)
    (editor,) = (each for each in view.findChildren(kind) if each.isVisible())
    return editor


def choose(harness: BrowserHarness, row: int) -> None:
    """Click a row: what is chosen otherwise depends on the keys that the test before held down."""
    view = harness.browser.view
    place = view.visualRect(harness.browser.model.index(row, AnnotationColumn.ENTRY)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def chosen(harness: BrowserHarness) -> list[int]:
    return sorted({index.row() for index in harness.browser.view.selectedIndexes()})


def test_enter_in_a_cell_ends_its_editor_and_opens_nothing(harness: BrowserHarness, qtbot: QtBot) -> None:
    editor = edit(harness, 2, AnnotationColumn.TAGS, TagsText)
    qtbot.keyClicks(editor, "zebra")
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: harness.store.get([annotation(7).uuid])[0].tags == ("zebra",))
    value = edit(harness, 2, AnnotationColumn.STATUS, ValueEditor)
    assert isinstance(value, ValueEditor)
    qtbot.waitUntil(lambda: value.view().isVisible())
    value.hidePopup()
    value.setCurrentIndex(value.findData("disputed"))
    qtbot.keyClick(value, _Key.Key_Return)
    qtbot.waitUntil(lambda: harness.store.get([annotation(7).uuid])[0].status is AnnotationStatus.DISPUTED)
    assert harness.opened == []
    assert harness.browser.view.hasFocus()


def test_a_key_that_an_editor_leaves_alone_does_nothing_to_the_rows(harness: BrowserHarness, qtbot: QtBot) -> None:
    value = edit(harness, 2, AnnotationColumn.COLOUR, ValueEditor)
    assert isinstance(value, ValueEditor)
    qtbot.waitUntil(lambda: value.view().isVisible())
    value.hidePopup()
    qtbot.keyClick(value, _Key.Key_Delete)
    assert harness.browser.model.rowCount() == 10
    assert all(not each.is_deleted for each in harness.store.get([annotation(number).uuid for number in range(10)]))


@pytest.mark.parametrize("kind", [NoteCellEditor, TagsText])
def test_what_is_typed_is_written_before_another_list_is_shown(
    harness: BrowserHarness, qtbot: QtBot, kind: type[QWidget]
) -> None:
    qtbot.keyClicks(
        edit(harness, 2, AnnotationColumn.NOTE if kind is NoteCellEditor else AnnotationColumn.TAGS, kind), "typed"
    )
    harness.browser.header.views.setCurrentIndex(2)  # as a click does, which takes no keyboard away
    assert harness.browser.query == AnnotationQuery(view=View.BIN)
    (now,) = harness.store.get([annotation(7).uuid])
    assert "typed" in (now.body if kind is NoteCellEditor else ", ".join(now.tags))


def test_what_is_typed_is_written_before_its_row_goes_into_the_bin(harness: BrowserHarness, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(harness, 2, AnnotationColumn.TAGS, TagsText), "typed")
    harness.browser.edits.to_bin.trigger()
    (now,) = harness.store.get([annotation(7).uuid])
    assert (now.tags, now.is_deleted) == (("typed",), True)


def test_after_rows_go_the_one_in_their_place_is_chosen(harness: BrowserHarness, qtbot: QtBot) -> None:
    view = harness.browser.view
    choose(harness, 3)
    for left in (9, 8):
        qtbot.keyClick(view, _Key.Key_Delete)
        assert (harness.browser.model.rowCount(), chosen(harness)) == (left, [3])
    choose(harness, 7)
    qtbot.keyClick(view, _Key.Key_Delete)  # the last one
    assert (harness.browser.model.rowCount(), chosen(harness)) == (7, [6])


def test_a_list_begins_with_one_row_chosen_whichever_keys_are_held(harness: BrowserHarness, qtbot: QtBot) -> None:
    view = harness.browser.view
    choose(harness, 4)
    qtbot.keyPress(view, _Key.Key_Control, _Held.ControlModifier)
    view.select_annotation()
    qtbot.keyRelease(view, _Key.Key_Control, _Held.NoModifier)
    assert chosen(harness) == [0]


def test_a_header_that_sorts_nothing_leaves_the_arrow_where_it_is(harness: BrowserHarness, qtbot: QtBot) -> None:
    header = harness.browser.view.horizontalHeader()
    before = (header.sortIndicatorSection(), header.sortIndicatorOrder())
    for column in (AnnotationColumn.TAGS, AnnotationColumn.QUOTATION):
        place = header.viewport().rect().center()
        place.setX(header.sectionViewportPosition(column) + header.sectionSize(column) // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == before


def test_in_a_list_of_any_kind_the_next_row_follows(qtbot: QtBot) -> None:
    model, view = QStringListModel(list("abcdef")), QListView()
    qtbot.addWidget(view)
    view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    view.setModel(model)
    following = NextRow(view)
    for first, count, then in ((2, 1, "d"), (1, 2, "e"), (0, 1, "e"), (1, 1, "e")):
        following.go_to(model.index(first))
        model.removeRows(first, count)
        assert [index.data() for index in view.selectedIndexes()] == [then]
    following.go_to(model.index(0))
    model.removeRows(0, 1)
    assert view.selectedIndexes() == []


@pytest.mark.parametrize("larger", [1.0, 1.4])
def test_columns_of_few_values_show_them_whole(harness: BrowserHarness, qtbot: QtBot, larger: float) -> None:
    font = harness.window.font()
    font.setPointSizeF(larger * font.pointSizeF())
    harness.window.setFont(font)
    view, model = harness.browser.view, harness.browser.model
    qtbot.waitUntil(lambda: view.rowHeight(0) > view.fontMetrics().height())
    for column in (AnnotationColumn.COLOUR, AnnotationColumn.STATUS, AnnotationColumn.CHANGED):
        for row in range(model.rowCount()):
            words = model.index(row, column).data()
            picture = 32 if column is AnnotationColumn.COLOUR and words else 0
            assert view.fontMetrics().horizontalAdvance(words) + picture + 6 <= view.columnWidth(column), words
    assert (
        view.columnWidth(AnnotationColumn.NOTE)
        > view.columnWidth(AnnotationColumn.QUOTATION)
        > view.columnWidth(AnnotationColumn.AUTHOR)
    )


def test_the_editor_of_a_note_at_the_foot_is_brought_into_view(harness: BrowserHarness, qtbot: QtBot) -> None:
    harness.window.resize(1200, 330)
    view, model = harness.browser.view, harness.browser.model
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    row = view.rowAt(view.viewport().height() - 4)
    assert row < model.rowCount() - 3  # there is something below it
    edit(harness, row, AnnotationColumn.NOTE, NoteCellEditor)
    (editor,) = (each for each in view.findChildren(NoteCellEditor) if each.isVisible())
    qtbot.waitUntil(lambda: editor.geometry().top() == view.visualRect(model.index(row, AnnotationColumn.NOTE)).top())
    assert view.viewport().rect().contains(editor.geometry())
