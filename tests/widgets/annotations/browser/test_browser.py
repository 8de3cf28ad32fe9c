"""The annotation browser, over a real file: searched, narrowed, edited in place, several at once, by keys."""

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
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.rendering.words.annotation_list_words import BETWEEN, CHANGED
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor, ValueEditor
from coopviewer.widgets.annotations.browser.day_range_dialog import DayRangeDialog
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.annotations.browser.tags_text import TagsText
from tests.widgets.annotations.browser.browser_desk import TITLES, TODAY, Desk
from tests.widgets.annotations.browser.browser_samples import annotation, few, many

_Key = Qt.Key
Makes = Callable[..., Desk]


@pytest.fixture
def makes(qtbot: QtBot, tmp_path: Path) -> Iterator[Makes]:
    """Show a browser over a file with these annotations."""
    made: list[Desk] = []

    def shown(annotations: Sequence[Annotation]) -> Desk:
        desk = Desk(tmp_path / f"{len(made)}.db", annotations)
        made.append(desk)
        return desk.shown(qtbot)

    yield shown
    for desk in made:
        desk.store.close()


def _notes(desk: Desk) -> list[str]:
    model = desk.browser.model
    return [model.index(row, AnnotationColumn.NOTE).data() for row in range(model.rowCount())]


def _uuids(desk: Desk) -> tuple[str, ...]:
    return desk.browser.model.rows.uuids(0, desk.browser.model.rowCount())


def _go_to(desk: Desk, number: int, column: AnnotationColumn = AnnotationColumn.NOTE) -> None:
    row = desk.browser.model.rows.row_of(annotation(number).uuid)
    assert row is not None
    desk.browser.view.setCurrentIndex(desk.browser.model.index(row, column))


def _stored(desk: Desk, number: int) -> Annotation:
    return desk.store.get([annotation(number).uuid])[0]


def test_all_annotations_are_listed_the_one_changed_last_first(makes: Makes) -> None:
    desk = makes(few())
    assert _uuids(desk) == tuple(annotation(number).uuid for number in reversed(range(10)))
    assert desk.browser.message.text() == "10 annotations"
    row = [desk.browser.model.index(9, column).data() for column in AnnotationColumn]
    assert row[:6] == ["Niger", "", "Which year does this figure belong to?", "niger, verify", "", "to verify"]


def test_a_text_runs_its_own_way_in_a_window_that_runs_the_other(makes: Makes) -> None:
    desk = makes([annotation(0, body="2017- 2023", tags=["2017- 2023"]), annotation(1, body="تونس 2017-2023")])
    view = desk.browser.view
    assert [_drawn(desk, row) for row in range(2)] == ["\u2068تونس 2017-2023\u2069", "2017- 2023"]
    desk.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.isRightToLeft()
    assert "\u20682017- 2023  1\u2069" in _drawn_values(desk)
    assert [_drawn(desk, row) for row in range(2)] == ["تونس 2017-2023", "\u20682017- 2023\u2069"]


def _drawn(desk: Desk, row: int) -> str:
    return _drawn_in(desk.browser.view, desk.browser.model.index(row, AnnotationColumn.NOTE))


def _drawn_values(desk: Desk) -> list[str]:
    fields, tree = desk.browser.fields, desk.browser.tree
    groups = [fields.index(row, 0) for row in range(fields.rowCount())]
    values = [fields.index(row, 0, group) for group in groups for row in range(fields.rowCount(group))]
    return [_drawn_in(tree, value) for value in values]


def _drawn_in(view: QAbstractItemView, index: QModelIndex) -> str:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    view.itemDelegateForIndex(index).initStyleOption(option, index)
    return str(option.text)


def test_without_annotations_it_is_said_how_to_make_one(makes: Makes) -> None:
    desk = makes([])
    assert desk.browser.pages.empty.isVisible()
    assert desk.browser.pages.empty.text().startswith("There are no annotations yet.")
    assert not desk.browser.message.isVisible()


def test_where_all_lie_in_the_bin_it_is_said_that_they_do(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    desk.browser.view.selectAll()
    qtbot.keyClick(desk.browser.view, _Key.Key_Delete)
    desk.show_surroundings()
    words = "All annotations lie in the bin. Choose Bin above to see them and to bring them back."
    assert (desk.browser.pages.empty.text(), desk.browser.pages.empty.isVisible()) == (words, True)
    desk.show(AnnotationQuery(text="nowhere to be found"))
    assert desk.browser.pages.empty.text().startswith("No annotation fits all of this.")
    desk.show(AnnotationQuery(view=View.BIN))
    assert len(_uuids(desk)) == 10


def test_what_narrows_to_nothing_says_so_and_how_to_go_on(makes: Makes) -> None:
    desk = makes(few())
    desk.show(AnnotationQuery(text="nowhere to be found"))
    assert desk.browser.pages.empty.text().startswith("No annotation fits all of this.")
    desk.browser.focus_rows()
    assert desk.browser.head.line.hasFocus()


def test_typing_searches_and_stays_one_step_in_the_history(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    qtbot.keyClicks(desk.browser.head.line, "office")
    qtbot.waitUntil(lambda: _uuids(desk) == (annotation(7).uuid,))
    assert desk.steps[1:] == [False]
    assert desk.browser.query.text == "office"
    qtbot.keyClick(desk.browser.head.line, _Key.Key_Escape)
    assert len(_uuids(desk)) == 10


def test_ticking_a_field_narrows_the_list_as_a_step_and_its_chip_takes_it_away(makes: Makes) -> None:
    desk = makes(few())
    _tick(desk, Narrowing.TAG, "verify")
    assert set(_uuids(desk)) == {annotation(0).uuid, annotation(2).uuid}
    assert desk.steps[1:] == [True]
    _tick(desk, Narrowing.STATUS, "disputed")
    assert _uuids(desk) == (annotation(2).uuid,)
    assert [button.toolTip() for button in desk.browser.head.chips.buttons] == [
        "Remove: Status: disputed",
        "Remove: Tag: verify",
    ]
    desk.browser.head.chips.buttons[1].click()
    assert desk.browser.query == AnnotationQuery(statuses=(AnnotationStatus.DISPUTED,))


@pytest.mark.parametrize(
    ("key", "value", "found"),
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
def test_the_list_is_narrowed_by_every_field(makes: Makes, key: str, value: str, found: set[int]) -> None:
    desk = makes(few())
    _tick(desk, key, value)
    assert set(_uuids(desk)) == {annotation(number).uuid for number in found}
    _tick(desk, key, value)
    assert desk.browser.query == AnnotationQuery()


def test_two_days_are_asked_for_in_a_dialog(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _tick(desk, CHANGED, BETWEEN)
    dialog = desk.browser.findChild(DayRangeDialog)
    assert dialog is not None
    dialog.from_day.setDate(dialog.to_day.date().addDays(1))
    assert dialog.message.text() == "The last day is before the first one."
    dialog.from_day.setDate(dialog.to_day.date().addDays(-3))
    with qtbot.waitSignal(dialog.chosen):
        dialog.buttons.accepted.emit()
    assert desk.browser.query == AnnotationQuery(since=date(2026, 11, 20), until=TODAY)
    assert desk.browser.head.chips.buttons[0].toolTip() == "Remove: Changed from 20 November 2026 to 23 November 2026"
    assert len(_uuids(desk)) == 10


def test_clicking_a_header_sorts_and_clicking_it_again_turns_the_list_round(makes: Makes) -> None:
    desk = makes(few())
    header = desk.browser.view.horizontalHeader()
    header.sectionClicked.emit(AnnotationColumn.AUTHOR)
    assert (desk.browser.query.order, desk.browser.query.descending) == (Order.AUTHOR, False)
    assert _uuids(desk)[-1] in (annotation(4).uuid, annotation(5).uuid)
    header.sectionClicked.emit(AnnotationColumn.AUTHOR)
    assert _uuids(desk)[0] in (annotation(4).uuid, annotation(5).uuid)
    header.sectionClicked.emit(AnnotationColumn.TAGS)  # by which nothing can be sorted
    assert desk.browser.query.order is Order.AUTHOR
    assert desk.steps[1:] == [False, False]


def test_the_list_is_sorted_by_a_menu_too(makes: Makes) -> None:
    desk = makes(few())
    menu = desk.browser.head.sort.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Creation").trigger()
    menu.actions()[-1].trigger()
    assert (desk.browser.query.order, desk.browser.query.descending) == (Order.CREATED, False)
    assert _uuids(desk)[0] == annotation(0).uuid


def test_enter_opens_the_entry_and_ctrl_enter_in_a_new_tab(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _go_to(desk, 0)
    qtbot.keyClick(desk.browser.view, _Key.Key_Return)
    qtbot.keyClick(desk.browser.view, _Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.opened == [("country/NE", False), ("country/NE", True)]


def test_a_double_click_opens_where_nothing_is_edited_and_the_middle_button_in_a_new_tab(
    makes: Makes, qtbot: QtBot
) -> None:
    desk = makes(few())
    view, model = desk.browser.view, desk.browser.model
    place = view.visualRect(model.index(9, AnnotationColumn.ENTRY)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    assert desk.opened == [("country/NE", False), ("country/NE", True)]


def test_escape_leaves_the_list(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    for part in (desk.browser.view, desk.browser.tree, desk.browser.head.line):
        with qtbot.waitSignal(desk.browser.leave_wanted):
            qtbot.keyClick(part, _Key.Key_Escape)


def test_a_note_is_edited_in_place_in_several_lines_and_is_one_step(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _go_to(desk, 7)
    qtbot.keyClick(desk.browser.view, _Key.Key_F2)
    editor = _editor(desk, NoteCellEditor)
    assert editor.text() == "Call the office in Niamey.\nAsk for the list of equipment."
    qtbot.keyClicks(editor, "One")
    qtbot.keyClick(editor, _Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "two")
    qtbot.waitUntil(lambda: _stored(desk, 7).body == "One\ntwo")  # a draft, while the editor is open
    qtbot.keyClicks(editor, " three")
    qtbot.keyClick(editor, _Key.Key_Return)
    assert _stored(desk, 7).body == "One\ntwo three"
    assert _stored(desk, 7).revision == 2
    assert desk.browser.view.hasFocus()
    desk.take(desk.store.undo())
    assert _stored(desk, 7).body == few()[7].body
    assert desk.store.steps().undo == "Write"


def test_escape_takes_back_what_was_typed_even_where_it_was_written_as_a_draft(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _go_to(desk, 7)
    qtbot.keyClick(desk.browser.view, _Key.Key_F2)
    editor = _editor(desk, NoteCellEditor)
    qtbot.keyClicks(editor, "Gone")
    qtbot.waitUntil(lambda: _stored(desk, 7).body == "Gone")
    qtbot.keyClick(editor, _Key.Key_Escape)
    assert _stored(desk, 7).body == few()[7].body
    qtbot.keyClick(desk.browser.view, _Key.Key_F2)
    qtbot.keyClick(_editor(desk, NoteCellEditor), _Key.Key_Escape)
    assert _stored(desk, 7).body == few()[7].body


def test_a_no_break_space_of_a_note_survives_its_editor(makes: Makes, qtbot: QtBot) -> None:
    desk = makes([annotation(0, body="4\u00a0million")])
    _go_to(desk, 0)
    qtbot.keyClick(desk.browser.view, _Key.Key_F2)
    editor = _editor(desk, NoteCellEditor)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, "!")
    qtbot.keyClick(editor, _Key.Key_Return)
    assert _stored(desk, 0).body == "4\u00a0million!"


def test_tags_are_edited_in_place_with_completion(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _go_to(desk, 0, AnnotationColumn.TAGS)
    qtbot.keyClick(desk.browser.view, _Key.Key_F2)
    editor = _editor(desk, TagsText)
    qtbot.keyClicks(editor, "cap")
    assert editor.offered == ("capacity",)
    editor.setText("capacity, new")
    qtbot.keyClick(editor, _Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(desk, 0).tags == ("capacity", "new"))


def test_status_and_colour_are_chosen_in_place(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    for column, value in ((AnnotationColumn.STATUS, "verified"), (AnnotationColumn.COLOUR, "blue")):
        _go_to(desk, 0, column)
        qtbot.keyClick(desk.browser.view, _Key.Key_F2)
        editor = _editor(desk, ValueEditor)
        editor.setCurrentIndex(editor.findData(value))
        editor.activated.emit(editor.currentIndex())
    assert (_stored(desk, 0).status, _stored(desk, 0).colour) == (AnnotationStatus.VERIFIED, Colour.BLUE)


def test_an_edit_repaints_one_row_and_leaves_it_where_it_stands(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    told: list[tuple[int, int]] = []
    desk.browser.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    _choose(desk, [0])
    _edit(desk, desk.browser.edits.status, "disputed")
    assert told == [(9, 9)]
    assert _uuids(desk)[9] == annotation(0).uuid


def test_many_are_edited_in_one_step(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(many(500))
    qtbot.keyClick(desk.browser.view, _Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.browser.bar.chosen.text() == "500 of 500 chosen"
    _edit(desk, desk.browser.edits.status, "verified")
    assert desk.store.steps().undo == "Set the status of 500 annotations"
    assert all(each.status is AnnotationStatus.VERIFIED for each in desk.store.get(_uuids(desk)))
    desk.take(desk.store.undo())
    assert _stored(desk, 1).status is many(2)[1].status


def test_tags_are_added_to_all_that_are_chosen_and_taken_off_again(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _choose(desk, [0, 3, 5])
    desk.browser.edits.add_tag.trigger()
    prompt = _prompt(desk)
    ok = prompt.buttons.button(prompt.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    prompt.line.setText("later, verify")
    ok.click()
    assert [_stored(desk, number).tags for number in (0, 3, 5)] == [
        ("later", "niger", "verify"),
        ("later", "verify"),
        ("later", "verify"),
    ]
    desk.browser.edits.remove_tag.trigger()
    _prompt(desk).line.setText("verify")
    _prompt(desk).buttons.accepted.emit()
    assert _stored(desk, 3).tags == ("later",)


def test_the_bin_takes_what_is_deleted_and_gives_it_back(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _choose(desk, [7])
    qtbot.keyClick(desk.browser.view, _Key.Key_Delete)
    assert annotation(7).uuid not in _uuids(desk)
    assert desk.browser.message.text() == "9 annotations"
    desk.browser.head.views.setCurrentIndex(2)
    assert desk.browser.query.view is View.BIN
    assert _uuids(desk) == (annotation(7).uuid,)
    assert desk.browser.message.text() == ("1 annotation in the bin. Each is kept for 90 days after it was deleted.")
    qtbot.waitUntil(lambda: desk.browser.view.current is not None)
    assert not desk.browser.view.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    _choose(desk, [7])
    desk.browser.edits.restore.trigger()
    assert desk.browser.pages.empty.text().startswith("The bin is empty.")
    assert not _stored(desk, 7).is_deleted


def test_undoing_a_deletion_brings_the_row_back_to_its_place(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    before = _uuids(desk)
    _choose(desk, [7, 2])
    desk.browser.edits.to_bin.trigger()
    desk.take(desk.store.undo())
    assert _uuids(desk) == before


def test_the_selection_of_many_is_exact_though_most_rows_were_never_read(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(many(3000))
    view = desk.browser.view
    qtbot.keyClick(view, _Key.Key_Down)
    qtbot.keyClick(view, _Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.chosen_rows.uuids() == _uuids(desk)[1:]
    assert sum(map(len, desk.asked)) < 1000


def test_what_is_chosen_is_exported_else_the_whole_list(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    wanted: list[tuple[str, ...]] = []
    desk.browser.export_wanted.connect(wanted.append)
    _choose(desk, [1, 2])
    desk.browser.edits.export.trigger()
    desk.browser.head.export.click()
    assert set(wanted[0]) == {annotation(1).uuid, annotation(2).uuid}
    assert wanted[1] == _uuids(desk)


def test_a_menu_offers_what_can_be_done(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    _choose(desk, [0])
    desk.browser.view.menu_wanted.emit(QPoint(10, 10))
    menu = next(each for each in desk.browser.findChildren(QMenu) if each.isVisible())
    texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert texts == [
        *("Open", "Open in new tab", "Status", "Colour", "Add tag…", "Remove tag…", "Move to bin", "Export…"),
    ]
    menu.actions()[1].trigger()
    assert desk.opened == [("country/NE", True)]
    menu.close()


def test_a_file_that_can_only_be_read_is_browsed_and_not_edited(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    desk.browser.set_writable(False)
    _choose(desk, [0])
    qtbot.keyClick(desk.browser.view, _Key.Key_F2)
    qtbot.keyClick(desk.browser.view, _Key.Key_Delete)
    assert desk.browser.view.findChild(NoteCellEditor) is None
    assert len(_uuids(desk)) == 10
    edits = desk.browser.edits
    assert [edits.add_tag.isEnabled(), edits.to_bin.isEnabled(), edits.export.isEnabled()] == [False, False, True]


def test_a_note_that_could_not_be_written_is_still_in_its_editor(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    typed = annotation(7, body="Typed for nothing")
    desk.browser.show_unsaved(typed, "The disk is full.")
    editor = _editor(desk, NoteCellEditor)
    assert editor.text() == "Typed for nothing"
    assert desk.browser.message.text() == "The disk is full."
    qtbot.keyClick(editor, _Key.Key_Return)
    assert _stored(desk, 7).body == "Typed for nothing"


def test_annotations_made_elsewhere_ask_for_the_list_anew(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    change = desk.store.perform("Write", [annotation(20)])
    assert not desk.browser.show_changed(change.uuids, desk.store.get(change.uuids), TITLES)
    desk.list()
    assert _uuids(desk)[0] == annotation(20).uuid


def test_the_review_stands_in_the_place_of_the_list(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    desk.browser.head.views.setCurrentIndex(1)
    assert desk.browser.pages.empty.text() == "There is nothing to review."
    review = QLineEdit()
    desk.browser.set_review(review)
    desk.browser.head.show_review_count(3)
    assert desk.browser.head.views.tabText(1) == "To review (3)"
    assert review.isVisible()
    desk.browser.focus_rows()
    assert review.hasFocus()
    assert not desk.browser.bar.isVisible()


def test_narrow_windows_give_the_fields_up_until_they_are_wanted(makes: Makes, qtbot: QtBot) -> None:
    desk = makes(few())
    assert desk.browser.tree.isVisible()
    desk.window.resize(600, 500)
    qtbot.waitUntil(lambda: not desk.browser.tree.isVisible())
    desk.browser.head.narrow.click()
    assert desk.browser.tree.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_list_that_has_no_room_begins_with_its_first_column(makes: Makes, direction: Qt.LayoutDirection) -> None:
    desk = makes(few())
    desk.window.setLayoutDirection(direction)
    font = desk.window.font()
    font.setPointSizeF(font.pointSizeF() * 2.4)
    desk.window.setFont(font)
    desk.window.resize(500, 480)
    desk.show(AnnotationQuery(view=View.BIN))
    desk.show(AnnotationQuery())
    across = desk.browser.view.horizontalScrollBar()
    assert across.maximum() > 0
    assert (across.value(), desk.browser.view.currentIndex().column()) == (0, AnnotationColumn.NOTE)
    desk.browser.view.edit_note_of(annotation(0).uuid)
    assert across.value() > 0, "what is edited is brought into view"


def test_every_control_has_a_name(makes: Makes) -> None:
    desk = makes(few())
    for part in desk.browser.findChildren(QWidget):
        if isinstance(part, QToolButton | QLineEdit) and part.isVisible():
            interface = QAccessible.queryAccessibleInterface(part)
            assert interface.text(QAccessible.Text.Name), part
    assert QAccessible.queryAccessibleInterface(desk.browser.view).text(QAccessible.Text.Name) == "Annotations"


def test_what_is_typed_in_the_table_follows_the_theme(makes: Makes, qapp: QApplication) -> None:
    desk = makes(few())
    assert desk.browser.palette().color(QPalette.ColorRole.Base) == qapp.palette().color(QPalette.ColorRole.Base)


def _tick(desk: Desk, key: str, value: str) -> None:
    fields = desk.browser.fields
    for row in range(fields.rowCount()):
        parent = fields.index(row, 0)
        for place in range(fields.rowCount(parent)):
            index = fields.index(place, 0, parent)
            if fields._groups[row].key == key and fields._groups[row].choices[place].value == value:
                assert fields.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
                QCoreApplication.sendPostedEvents()
                return
    raise AssertionError(f"no such box: {key} {value}")


def _editor(desk: Desk, kind: type[QWidget]) -> QWidget:
    found = [each for each in desk.browser.view.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def _prompt(desk: Desk) -> TagPrompt:
    return next(each for each in desk.browser.findChildren(TagPrompt) if each.isVisible())


def _choose(desk: Desk, numbers: list[int]) -> None:
    view, model = desk.browser.view, desk.browser.model
    view.clearSelection()
    flags = view.selectionModel().SelectionFlag
    for number in numbers:
        row = model.rows.row_of(annotation(number).uuid)
        view.selectionModel().setCurrentIndex(model.index(row, AnnotationColumn.NOTE), flags.Select | flags.Rows)


def _edit(desk: Desk, menu: QMenu, value: str) -> None:
    next(action for action in menu.actions() if action.data().value == value).trigger()


def test_the_buttons_stay_where_they_are_when_other_rows_are_chosen(makes: Makes, qapp: QApplication) -> None:
    bar, places = makes(few()).browser.bar, []
    for chosen, total in ((10_000, 10_000), (1, 5), (0, 10_000), (2_345, 10_000)):
        bar.show_chosen(chosen, total)
        qapp.processEvents()
        places.append([button.geometry() for button in bar.findChildren(QToolButton)])
    assert all(each == places[0] for each in places)


def test_the_columns_share_the_width_that_there_is(makes: Makes, qapp: QApplication) -> None:
    desk = makes(many(100))
    view = desk.browser.view
    for width in (1200, 1500, 1300):
        desk.window.resize(width, 640)
        qapp.processEvents()
        widths = [view.columnWidth(column) for column in AnnotationColumn]
        assert sum(widths) == view.viewport().width()
        assert widths[AnnotationColumn.NOTE] > widths[AnnotationColumn.ENTRY]
        assert view.horizontalScrollBar().maximum() == 0
    view.setColumnWidth(AnnotationColumn.NOTE, 300)
    desk.window.resize(1400, 640)
    qapp.processEvents()
    assert view.columnWidth(AnnotationColumn.NOTE) == 300  # as the person wants it
