"""The annotation browser over a real file: searching, filtering, editing cells and several rows, by keyboard too."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour
from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.annotations.query import AnnotationQuery, Narrowing, View
from coopviewer.domain.language import ENGLISH
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.rendering.words.annotation_list_words import BETWEEN, CHANGED
from coopviewer.rendering.words.operation_words import operation_words
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor, ValueEditor
from coopviewer.widgets.annotations.browser.day_range_dialog import DayRangeDialog
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.annotations.browser.tags_text import TagsText
from tests.widgets.annotations.browser.browser_harness import TITLES, TODAY, BrowserHarness
from tests.widgets.annotations.browser.browser_samples import annotation, few, many

_Key = Qt.Key
NewHarness = Callable[..., BrowserHarness]


@pytest.fixture
def new_harness(qtbot: QtBot, tmp_path: Path) -> Iterator[NewHarness]:
    """Return a function that shows a browser over a new file with these annotations."""
    made: list[BrowserHarness] = []

    def shown(annotations: Sequence[Annotation]) -> BrowserHarness:
        harness = BrowserHarness(tmp_path / f"{len(made)}.db", annotations)
        made.append(harness)
        return harness.shown(qtbot)

    yield shown
    for harness in made:
        harness.store.close()


def _notes(harness: BrowserHarness) -> list[str]:
    model = harness.browser.model
    return [model.index(row, AnnotationColumn.NOTE).data() for row in range(model.rowCount())]


def _uuids(harness: BrowserHarness) -> tuple[str, ...]:
    return harness.browser.model.rows.uuids(0, harness.browser.model.rowCount())


def _set_current(harness: BrowserHarness, number: int, column: AnnotationColumn = AnnotationColumn.NOTE) -> None:
    row = harness.browser.model.rows.row_of(annotation(number).uuid)
    assert row is not None
    harness.browser.view.setCurrentIndex(harness.browser.model.index(row, column))


def _stored(harness: BrowserHarness, number: int) -> Annotation:
    return harness.store.get([annotation(number).uuid])[0]


def test_all_annotations_are_listed_with_the_last_changed_one_first(new_harness: NewHarness) -> None:
    harness = new_harness(few())
    assert _uuids(harness) == tuple(annotation(number).uuid for number in reversed(range(10)))
    assert harness.browser.message.text() == "10 annotations"
    row = [harness.browser.model.index(9, column).data() for column in AnnotationColumn]
    assert row[:6] == ["Niger", "", "Which year does this figure belong to?", "niger, verify", "", "to verify"]


def test_texts_are_drawn_in_their_own_direction_whatever_the_windows(new_harness: NewHarness) -> None:
    harness = new_harness([annotation(0, body="2017- 2023", tags=["2017- 2023"]), annotation(1, body="تونس 2017-2023")])
    view = harness.browser.view
    assert [_drawn(harness, row) for row in range(2)] == ["\u2068تونس 2017-2023\u2069", "2017- 2023"]
    harness.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.isRightToLeft()
    assert "\u20682017- 2023  1\u2069" in _drawn_values(harness)
    assert [_drawn(harness, row) for row in range(2)] == ["تونس 2017-2023", "\u20682017- 2023\u2069"]


def _drawn(harness: BrowserHarness, row: int) -> str:
    return _drawn_in(harness.browser.view, harness.browser.model.index(row, AnnotationColumn.NOTE))


def _drawn_values(harness: BrowserHarness) -> list[str]:
    fields, tree = harness.browser.fields, harness.browser.tree
    groups = [fields.index(row, 0) for row in range(fields.rowCount())]
    values = [fields.index(row, 0, group) for group in groups for row in range(fields.rowCount(group))]
    return [_drawn_in(tree, value) for value in values]


def _drawn_in(view: QAbstractItemView, index: QModelIndex) -> str:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    view.itemDelegateForIndex(index).initStyleOption(option, index)
    return str(option.text)


def test_without_annotations_a_message_says_how_to_create_one(new_harness: NewHarness) -> None:
    harness = new_harness([])
    assert harness.browser.pages.empty.isVisible()
    assert harness.browser.pages.empty.text().startswith("There are no annotations on this reference yet.")
    assert not harness.browser.message.isVisible()


def test_if_all_annotations_are_in_the_bin_a_message_says_so(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    harness.browser.view.selectAll()
    qtbot.keyClick(harness.browser.view, _Key.Key_Delete)
    harness.show_surroundings()
    words = "All annotations lie in the bin. Choose Bin above to see them and to bring them back."
    assert (harness.browser.pages.empty.text(), harness.browser.pages.empty.isVisible()) == (words, True)
    harness.show(AnnotationQuery(text="nowhere to be found"))
    assert harness.browser.pages.empty.text().startswith("No annotation fits all of this.")
    harness.show(AnnotationQuery(view=View.BIN))
    assert len(_uuids(harness)) == 10


def test_a_filter_without_matches_shows_what_to_do(new_harness: NewHarness) -> None:
    harness = new_harness(few())
    harness.show(AnnotationQuery(text="nowhere to be found"))
    assert harness.browser.pages.empty.text().startswith("No annotation fits all of this.")
    harness.browser.focus_rows()
    assert harness.browser.header.search_line.hasFocus()


def test_typing_searches_without_adding_steps_to_the_history(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    qtbot.keyClicks(harness.browser.header.search_line, "office")
    qtbot.waitUntil(lambda: _uuids(harness) == (annotation(7).uuid,))
    assert harness.steps[1:] == [False]
    assert harness.browser.query.text == "office"
    qtbot.keyClick(harness.browser.header.search_line, _Key.Key_Escape)
    assert len(_uuids(harness)) == 10


def test_ticking_a_value_adds_a_filter_and_a_history_step_and_its_chip_removes_it(new_harness: NewHarness) -> None:
    harness = new_harness(few())
    _tick(harness, Narrowing.TAG, "verify")
    assert set(_uuids(harness)) == {annotation(0).uuid, annotation(2).uuid}
    assert harness.steps[1:] == [True]
    _tick(harness, Narrowing.STATUS, "disputed")
    assert _uuids(harness) == (annotation(2).uuid,)
    assert [button.toolTip() for button in harness.browser.header.chips.buttons] == [
        "Remove: Status: disputed",
        "Remove: Tag: verify",
    ]
    harness.browser.header.chips.buttons[1].click()
    assert harness.browser.query == AnnotationQuery(statuses=(AnnotationStatus.DISPUTED,))


@pytest.mark.parametrize(
    ("key", "value", "numbers"),
    [
        (Narrowing.COLOUR, "green", {5}),
        (Narrowing.MOTIVATION, "bookmarking", {3}),
        (Narrowing.KIND, "country", {0}),
        (Narrowing.KIND, "source", {8, 9}),
        (Narrowing.AUTHOR, "00000000-0000-4000-8000-00000000000b", {4, 5}),
        (CHANGED, "today", set()),
        (CHANGED, "week", set(range(10))),
    ],
)
def test_the_list_can_be_filtered_by_every_field(
    new_harness: NewHarness, key: str, value: str, numbers: set[int]
) -> None:
    harness = new_harness(few())
    _tick(harness, key, value)
    assert set(_uuids(harness)) == {annotation(number).uuid for number in numbers}
    _tick(harness, key, value)
    assert harness.browser.query == AnnotationQuery()


def test_two_days_are_chosen_in_a_dialog(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _tick(harness, CHANGED, BETWEEN)
    dialog = harness.browser.findChild(DayRangeDialog)
    assert dialog is not None
    dialog.from_day.setDate(dialog.to_day.date().addDays(1))
    assert dialog.message.text() == "The last day is before the first day."
    dialog.from_day.setDate(dialog.to_day.date().addDays(-3))
    with qtbot.waitSignal(dialog.chosen):
        dialog.buttons.accepted.emit()
    assert harness.browser.query == AnnotationQuery(since=date(2026, 11, 20), until=TODAY)
    assert (
        harness.browser.header.chips.buttons[0].toolTip() == "Remove: Changed from 20 November 2026 to 23 November 2026"
    )
    assert len(_uuids(harness)) == 10


def test_clicking_a_header_sorts_the_list_and_clicking_it_again_reverses_it(new_harness: NewHarness) -> None:
    harness = new_harness(few())
    header = harness.browser.view.horizontalHeader()
    header.sectionClicked.emit(AnnotationColumn.AUTHOR)
    assert (harness.browser.query.order, harness.browser.query.descending) == (Order.AUTHOR, False)
    assert _uuids(harness)[-1] in (annotation(4).uuid, annotation(5).uuid)
    header.sectionClicked.emit(AnnotationColumn.AUTHOR)
    assert _uuids(harness)[0] in (annotation(4).uuid, annotation(5).uuid)
    header.sectionClicked.emit(AnnotationColumn.TAGS)  # a column that cannot be sorted by
    assert harness.browser.query.order is Order.AUTHOR
    assert harness.steps[1:] == [False, False]


def test_the_list_is_sorted_by_the_sort_menu(new_harness: NewHarness) -> None:
    harness = new_harness(few())
    menu = harness.browser.header.sort_button.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Creation").trigger()
    menu.actions()[-1].trigger()
    assert (harness.browser.query.order, harness.browser.query.descending) == (Order.CREATED, False)
    assert _uuids(harness)[0] == annotation(0).uuid


def test_enter_opens_the_entry_and_ctrl_enter_in_a_new_tab(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _set_current(harness, 0)
    qtbot.keyClick(harness.browser.view, _Key.Key_Return)
    qtbot.keyClick(harness.browser.view, _Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert harness.opened == [("country/NE", False), ("country/NE", True)]


def test_a_double_click_on_a_read_only_cell_opens_the_entry_and_a_middle_click_in_a_new_tab(
    new_harness: NewHarness, qtbot: QtBot
) -> None:
    harness = new_harness(few())
    view, model = harness.browser.view, harness.browser.model
    value_row = view.visualRect(model.index(9, AnnotationColumn.ENTRY)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=value_row)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=value_row)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=value_row)
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        qtbot.mouseDClick(view.viewport(), button, pos=value_row)
    assert harness.opened == [("country/NE", False), ("country/NE", True)]


def test_escape_leaves_the_list(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    for part in (harness.browser.view, harness.browser.tree, harness.browser.header.search_line):
        with qtbot.waitSignal(harness.browser.leave_wanted):
            qtbot.keyClick(part, _Key.Key_Escape)


def test_a_note_of_several_lines_is_edited_in_its_cell_as_one_operation(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _set_current(harness, 7)
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    editor = _editor(harness, NoteCellEditor)
    assert editor.text() == "Call the office in Niamey.\nAsk for the list of equipment."
    qtbot.keyClicks(editor, "One")
    qtbot.keyClick(editor, _Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "two")
    qtbot.waitUntil(lambda: _stored(harness, 7).body == "One\ntwo")  # a draft, while the editor is open
    qtbot.keyClicks(editor, " three")
    qtbot.keyClick(editor, _Key.Key_Return)
    assert _stored(harness, 7).body == "One\ntwo three"
    assert _stored(harness, 7).revision == 2
    assert harness.browser.view.hasFocus()
    harness.show_change(harness.store.undo())
    assert _stored(harness, 7).body == few()[7].body
    assert harness.store.steps().undo == "Write"


def test_escape_reverts_the_typed_text_even_if_a_draft_was_saved(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _set_current(harness, 7)
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    editor = _editor(harness, NoteCellEditor)
    qtbot.keyClicks(editor, "Gone")
    qtbot.waitUntil(lambda: _stored(harness, 7).body == "Gone")
    qtbot.keyClick(editor, _Key.Key_Escape)
    assert _stored(harness, 7).body == few()[7].body
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    qtbot.keyClick(_editor(harness, NoteCellEditor), _Key.Key_Escape)
    assert _stored(harness, 7).body == few()[7].body


def test_editing_a_note_keeps_its_no_break_spaces(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness([annotation(0, body="4\u00a0million")])
    _set_current(harness, 0)
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    editor = _editor(harness, NoteCellEditor)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, "!")
    qtbot.keyClick(editor, _Key.Key_Return)
    assert _stored(harness, 0).body == "4\u00a0million!"


def test_tags_are_edited_in_their_cell_with_completion(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _set_current(harness, 0, AnnotationColumn.TAGS)
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    editor = _editor(harness, TagsText)
    qtbot.keyClicks(editor, "cap")
    assert editor.offered_tags == ("capacity",)
    editor.setText("capacity, new")
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(harness, 0).tags == ("capacity", "new"))


def test_a_tag_with_a_comma_stays_whole_when_its_cell_is_edited(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _set_current(harness, 0, AnnotationColumn.TAGS)
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    editor = _editor(harness, TagsText)
    editor.setText('x, "Libya, 2019"')
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(harness, 0).tags == ("Libya, 2019", "x"))
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    editor = _editor(harness, TagsText)
    assert editor.text() == '"Libya, 2019", x'
    editor.setText(f"{editor.text()}, X, libya")
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(harness, 0).tags == ("libya", "Libya, 2019", "x"))


def test_status_and_colour_are_chosen_in_their_cells(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    for column, value in ((AnnotationColumn.STATUS, "verified"), (AnnotationColumn.COLOUR, "blue")):
        _set_current(harness, 0, column)
        qtbot.keyClick(harness.browser.view, _Key.Key_F2)
        editor = _editor(harness, ValueEditor)
        editor.setCurrentIndex(editor.findData(value))
        editor.activated.emit(editor.currentIndex())
    assert (_stored(harness, 0).status, _stored(harness, 0).colour) == (AnnotationStatus.VERIFIED, Colour.BLUE)


def test_an_edit_repaints_one_row_which_keeps_its_position(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    changed: list[tuple[int, int]] = []
    harness.browser.model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    _select(harness, [0])
    _edit(harness, harness.browser.edits.status, "disputed")
    assert changed == [(9, 9)]
    assert _uuids(harness)[9] == annotation(0).uuid


def test_many_annotations_are_edited_in_one_operation(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(many(500))
    qtbot.keyClick(harness.browser.view, _Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert harness.browser.bar.selection_label.text() == "500 of 500 selected"
    _edit(harness, harness.browser.edits.status, "verified")
    assert operation_words(harness.store.steps().undo, ENGLISH) == "Set the status of 500 annotations"
    assert all(each.status is AnnotationStatus.VERIFIED for each in harness.store.get(_uuids(harness)))
    harness.show_change(harness.store.undo())
    assert _stored(harness, 1).status is many(2)[1].status


def test_tags_are_added_to_all_selected_annotations_and_removed_again(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _select(harness, [0, 3, 5])
    harness.browser.edits.add_tag.trigger()
    prompt = _prompt(harness)
    ok = prompt.buttons.button(prompt.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    prompt.line.setText("later, verify")
    ok.click()
    assert [_stored(harness, number).tags for number in (0, 3, 5)] == [
        ("later", "niger", "verify"),
        ("later", "verify"),
        ("later", "verify"),
    ]
    harness.browser.edits.remove_tag.trigger()
    _prompt(harness).line.setText("verify")
    _prompt(harness).buttons.accepted.emit()
    assert _stored(harness, 3).tags == ("later",)


def test_deleted_annotations_are_in_the_bin_and_can_be_restored(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _select(harness, [7])
    qtbot.keyClick(harness.browser.view, _Key.Key_Delete)
    assert annotation(7).uuid not in _uuids(harness)
    assert harness.browser.message.text() == "9 annotations"
    harness.browser.header.views.setCurrentIndex(2)
    assert harness.browser.query.view is View.BIN
    assert _uuids(harness) == (annotation(7).uuid,)
    assert harness.browser.message.text() == ("1 annotation in the bin. Each is kept for 90 days after it was deleted.")
    qtbot.waitUntil(lambda: harness.browser.view.current is not None)
    assert not harness.browser.view.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    _select(harness, [7])
    harness.browser.edits.restore.trigger()
    assert harness.browser.pages.empty.text().startswith("The bin is empty.")
    assert not _stored(harness, 7).is_deleted


def test_undoing_a_deletion_restores_the_row_at_its_position(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    before = _uuids(harness)
    _select(harness, [7, 2])
    harness.browser.edits.to_bin.trigger()
    harness.show_change(harness.store.undo())
    assert _uuids(harness) == before


def test_a_large_selection_is_exact_even_if_most_rows_have_not_been_read(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(many(3000))
    view = harness.browser.view
    qtbot.keyClick(view, _Key.Key_Down)
    qtbot.keyClick(view, _Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_rows.uuids() == _uuids(harness)[1:]
    assert sum(map(len, harness.requested)) < 1000


def test_the_selected_annotations_or_the_whole_list_are_exported(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    wanted: list[tuple[str, ...]] = []
    harness.browser.export_wanted.connect(wanted.append)
    _select(harness, [1, 2])
    harness.browser.edits.export.trigger()
    harness.browser.header.export_button.click()
    assert set(wanted[0]) == {annotation(1).uuid, annotation(2).uuid}
    assert wanted[1] == _uuids(harness)


def test_the_context_menu_has_all_actions(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    _select(harness, [0])
    harness.browser.view.menu_wanted.emit(QPoint(10, 10))
    menu = next(each for each in harness.browser.findChildren(QMenu) if each.isVisible())
    texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert texts == [
        *("Open", "Open in new tab", "Status", "Colour", "Add tag…", "Remove tag…", "Move to bin", "Export…"),
    ]
    menu.actions()[1].trigger()
    assert harness.opened == [("country/NE", True)]
    menu.close()


def test_annotations_of_a_read_only_file_can_be_listed_but_not_edited(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    harness.browser.set_writable(False)
    _select(harness, [0])
    qtbot.keyClick(harness.browser.view, _Key.Key_F2)
    qtbot.keyClick(harness.browser.view, _Key.Key_Delete)
    assert harness.browser.view.findChild(NoteCellEditor) is None
    assert len(_uuids(harness)) == 10
    edits = harness.browser.edits
    assert [edits.add_tag.isEnabled(), edits.to_bin.isEnabled(), edits.export.isEnabled()] == [False, False, True]


def test_a_note_that_could_not_be_saved_is_still_in_its_editor(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    typed = annotation(7, body="Typed for nothing")
    harness.browser.show_unsaved(typed, "The disk is full.")
    editor = _editor(harness, NoteCellEditor)
    assert editor.text() == "Typed for nothing"
    assert harness.browser.message.text() == "The disk is full."
    qtbot.keyClick(editor, _Key.Key_Return)
    assert _stored(harness, 7).body == "Typed for nothing"


def test_annotations_created_elsewhere_need_the_list_to_be_read_again(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    change = harness.store.perform("Write", [annotation(20)])
    assert not harness.browser.show_changed(change.uuids, harness.store.get(change.uuids), TITLES)
    harness.list()
    assert _uuids(harness)[0] == annotation(20).uuid


def test_the_review_is_shown_instead_of_the_list(new_harness: NewHarness, qtbot: QtBot) -> None:
    harness = new_harness(few())
    harness.browser.header.views.setCurrentIndex(1)
    assert harness.browser.pages.empty.text() == "There is nothing to review."
    review = QLineEdit()
    harness.browser.set_review(review)
    harness.browser.header.show_review_count(3)
    assert harness.browser.header.views.tabText(1) == "To review (3)"
    assert review.isVisible()
    harness.browser.focus_rows()
    assert review.hasFocus()
    assert not harness.browser.bar.isVisible()


def test_a_narrow_window_hides_the_filter_fields_until_the_user_shows_them(
    new_harness: NewHarness, qtbot: QtBot
) -> None:
    harness = new_harness(few())
    assert harness.browser.tree.isVisible()
    harness.window.resize(600, 500)
    qtbot.waitUntil(lambda: not harness.browser.tree.isVisible())
    harness.browser.header.fields_button.click()
    assert harness.browser.tree.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_list_wider_than_the_window_starts_with_its_first_column(
    new_harness: NewHarness, direction: Qt.LayoutDirection
) -> None:
    harness = new_harness(few())
    harness.window.setLayoutDirection(direction)
    font = harness.window.font()
    font.setPointSizeF(font.pointSizeF() * 2.4)
    harness.window.setFont(font)
    harness.window.resize(500, 480)
    harness.show(AnnotationQuery(view=View.BIN))
    harness.show(AnnotationQuery())
    scroll_bar = harness.browser.view.horizontalScrollBar()
    assert scroll_bar.maximum() > 0
    assert (scroll_bar.value(), harness.browser.view.currentIndex().column()) == (0, AnnotationColumn.NOTE)
    harness.browser.view.edit_cell_of(annotation(0).uuid)
    assert scroll_bar.value() > 0, "the edited cell is scrolled into view"


def test_every_control_has_a_name(new_harness: NewHarness) -> None:
    harness = new_harness(few())
    for part in harness.browser.findChildren(QWidget):
        if isinstance(part, QToolButton | QLineEdit) and part.isVisible():
            interface = QAccessible.queryAccessibleInterface(part)
            assert interface.text(QAccessible.Text.Name), part
    assert QAccessible.queryAccessibleInterface(harness.browser.view).text(QAccessible.Text.Name) == "Annotations"


def test_editors_in_the_table_have_the_colours_of_the_theme(new_harness: NewHarness, qapp: QApplication) -> None:
    harness = new_harness(few())
    assert harness.browser.palette().color(QPalette.ColorRole.Base) == qapp.palette().color(QPalette.ColorRole.Base)


def _tick(harness: BrowserHarness, key: str, value: str) -> None:
    fields = harness.browser.fields
    for row in range(fields.rowCount()):
        parent = fields.index(row, 0)
        for value_row in range(fields.rowCount(parent)):
            index = fields.index(value_row, 0, parent)
            if fields._groups[row].key == key and fields._groups[row].choices[value_row].value == value:
                assert fields.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
                QCoreApplication.sendPostedEvents()
                return
    raise AssertionError(f"no such check box: {key} {value}")


def _editor(harness: BrowserHarness, kind: type[QWidget]) -> QWidget:
    editors = [each for each in harness.browser.view.findChildren(kind) if each.isVisible()]
    assert len(editors) == 1
    return editors[0]


def _prompt(harness: BrowserHarness) -> TagPrompt:
    return next(each for each in harness.browser.findChildren(TagPrompt) if each.isVisible())


def _select(harness: BrowserHarness, numbers: list[int]) -> None:
    view, model = harness.browser.view, harness.browser.model
    view.clearSelection()
    flags = view.selectionModel().SelectionFlag
    for number in numbers:
        row = model.rows.row_of(annotation(number).uuid)
        view.selectionModel().setCurrentIndex(model.index(row, AnnotationColumn.NOTE), flags.Select | flags.Rows)


def _edit(harness: BrowserHarness, menu: QMenu, value: str) -> None:
    next(action for action in menu.actions() if action.data().value == value).trigger()


def test_the_buttons_do_not_move_when_the_selection_changes(new_harness: NewHarness, qapp: QApplication) -> None:
    bar, geometries = new_harness(few()).browser.bar, []
    for chosen, total in ((10_000, 10_000), (1, 5), (0, 10_000), (2_345, 10_000)):
        bar.show_selection_count(chosen, total)
        qapp.processEvents()
        geometries.append([button.geometry() for button in bar.findChildren(QToolButton)])
    assert all(each == geometries[0] for each in geometries)


def test_the_columns_fill_the_width_of_the_table(new_harness: NewHarness, qapp: QApplication) -> None:
    harness = new_harness(many(100))
    view = harness.browser.view
    for width in (1200, 1500, 1300):
        harness.window.resize(width, 640)
        qapp.processEvents()
        widths = [view.columnWidth(column) for column in AnnotationColumn]
        assert sum(widths) == view.viewport().width()
        assert widths[AnnotationColumn.NOTE] > widths[AnnotationColumn.ENTRY]
        assert view.horizontalScrollBar().maximum() == 0
    view.setColumnWidth(AnnotationColumn.NOTE, 300)
    harness.window.resize(1400, 640)
    qapp.processEvents()
    assert view.columnWidth(AnnotationColumn.NOTE) == 300  # as the user has set it
