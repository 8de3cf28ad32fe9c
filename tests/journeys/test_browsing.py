"""All annotations in one list: found, changed by the hundred, undone, and opened where they stand."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from coopviewer.app.annotations.browser.browser_controller import BrowserController
from coopviewer.domain.annotations.annotation import (
    Annotation,
    AnnotationStatus,
    Motivation,
    new_uuid,
    sorted_tags,
    utc_now,
)
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.query import AnnotationQuery, Narrowing, View
from coopviewer.domain.browsing.addresses import Address, annotations_address, parse_address
from coopviewer.exchange.state.session_file import read_session
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import AFIC
from tests.journeys.desk import Desk, Sits

_Key = Qt.Key
_ENTRIES = ("project/afic", "country/NE", "organisation/frontex", "source/frontex-other-partners")


def _write(desk: Desk, count: int, **fields: object) -> list[Annotation]:
    """Write that many notes in one step, each changed a second after the one before."""
    file = desk.feature.services.file_session.file
    assert file is not None
    begin = utc_now() - timedelta(hours=1)
    notes = [
        Annotation(
            uuid=new_uuid(),
            revision=1,
            dataset=desk.composition.reference.edition.dataset,
            entry_id=_ENTRIES[number % len(_ENTRIES)],
            motivation=Motivation.COMMENTING,
            creator=file.person,
            created=begin,
            modified=begin + timedelta(seconds=number),
            body=f"Note {number}",
            tags=sorted_tags(("verify", f"tag {number % 3}")),
            **fields,  # type: ignore[arg-type]
        )
        for number in range(count)
    ]
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Write", notes)
    return notes


def _controller(desk: Desk) -> BrowserController:
    return desk.feature.browser


def _browse(desk: Desk, address: Address | None = None) -> BrowserController:
    """Open the list, by its action or its address, and wait until its first rows are read."""
    if address is None:
        desk.window.actions_by_id[ActionId.ALL_ANNOTATIONS].trigger()
    else:
        desk.composition.reading.open(address)
    desk.qtbot.waitUntil(lambda: _controller(desk).browser.view.current is not None)
    return _controller(desk)


def _uuids(desk: Desk) -> tuple[str, ...]:
    model = _controller(desk).browser.model
    return model.rows.uuids(0, model.rowCount())


def test_the_list_stands_in_the_place_of_the_page_and_back_leads_to_where_one_was(sits: Sits) -> None:
    desk = sits()
    _write(desk, 8)
    controller = _browse(desk)
    assert controller.browser.isVisible()
    assert not desk.page.isVisible()
    assert desk.window.windowTitle() == "Annotations"
    assert controller.browser.view.hasFocus()
    row = [
        controller.browser.model.index(0, column).data() for column in (AnnotationColumn.ENTRY, AnnotationColumn.NOTE)
    ]
    assert row[1] == "Note 7"
    assert row[0] != "source/frontex-other-partners"
    desk.composition.reading.step(-1)
    assert desk.page.isVisible()
    assert not controller.browser.isVisible()


def test_a_narrowed_list_is_an_address_that_back_and_forward_lead_through(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 9)
    controller = _browse(desk)
    controller.browser.query_changed.emit(AnnotationQuery(tags=("tag 1",)), True)
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 3)
    assert desk.composition.reading.address == parse_address("coop:annotations?tag=tag%201")
    desk.composition.reading.step(-1)
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 9)
    assert controller.browser.query == AnnotationQuery()
    desk.composition.reading.step(1)
    desk.qtbot.waitUntil(lambda: set(_uuids(desk)) == {notes[1].uuid, notes[4].uuid, notes[7].uuid})


def _turns_to(desk: Desk, query: AnnotationQuery) -> list[tuple[str, ...]]:
    """Ask for another list, and give the rows that were asked for apart, since its head did not reach so far."""
    controller, apart = _controller(desk), []
    controller.browser.rows_wanted.connect(apart.append)
    controller.browser.query_changed.emit(query, True)
    desk.qtbot.waitUntil(
        lambda: controller.browser.model.rowCount() == 200 and controller.browser.header.export_button.isEnabled()
    )
    controller.browser.view.viewport().repaint()
    with desk.qtbot.waitCallback() as tags:
        desk.feature.services.queries.ask_tags(tags)
    controller.browser.rows_wanted.disconnect(apart.append)
    return apart


def test_the_head_of_a_list_fills_the_table_wherever_one_comes_from(sits: Sits) -> None:
    desk = sits()
    _write(desk, 200)
    desk.composition.reading.open(parse_address("coop:annotations?view=review"))
    desk.qtbot.waitUntil(lambda: _controller(desk).browser.isVisible())
    assert _controller(desk).browser.most_rows is None  # no table stands there yet
    assert _turns_to(desk, AnnotationQuery()) == []
    several = AnnotationQuery(tags=("verify", *(f"a rather long tag of number {number}" for number in range(9))))
    assert _turns_to(desk, several) == []  # chips in several lines
    assert _turns_to(desk, AnnotationQuery()) == []  # and none


def test_what_is_chosen_stays_chosen_when_hundreds_are_changed(sits: Sits) -> None:
    desk = sits()
    _write(desk, 900)
    controller = _browse(desk, parse_address("coop:annotations?tag=tag%201"))
    view, model = controller.browser.view, controller.browser.model
    desk.qtbot.waitUntil(lambda: model.rowCount() == 300 and controller.browser.header.export_button.isEnabled())
    view.selectAll()
    before, order = view.selected_rows.uuids(), _uuids(desk)
    with desk.qtbot.waitSignal(controller.listed):
        controller.browser.edits.status.actions()[2].trigger()
    assert view.selected_rows.uuids() == before
    assert _uuids(desk) == order  # nothing jumps
    assert controller.browser.bar.selection_label.text() == "300 of 300 selected"
    view.viewport().repaint()
    desk.qtbot.waitUntil(lambda: model.index(0, AnnotationColumn.STATUS).data() == "to verify")
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(5, 1)).center())
    desk.do(ActionId.UNDO)
    desk.qtbot.waitUntil(lambda: model.index(0, AnnotationColumn.STATUS).data() == "")
    assert view.selected_rows.uuids() == order[5:6]
    view.selectAll()
    with desk.qtbot.waitSignal(controller.listed):
        controller.browser.edits.to_bin.trigger()
    assert model.rowCount() == 0


def test_a_list_is_narrowed_to_a_region(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 8)
    query = AnnotationQuery(regions=("region/africa",))
    desk.composition.reading.open(annotations_address(str(query)))
    controller = desk.feature.browser
    assert controller.browser.header.chips.buttons[0].toolTip() == "Remove: Region: Africa"  # at once, never as an id
    desk.qtbot.waitUntil(lambda: 0 < len(_uuids(desk)) < 8)
    inside = {each.uuid for each in notes if each.entry_id in ("country/NE", "project/afic")}
    assert set(_uuids(desk)) <= inside
    assert {each.uuid for each in notes if each.entry_id == "country/NE"} <= set(_uuids(desk))
    assert controller.browser.header.chips.buttons[0].toolTip() == "Remove: Region: Africa"


def test_enter_opens_the_entry_at_the_annotation(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 8)
    controller = _browse(desk)
    controller.browser.view.select_annotation(notes[5].uuid)
    with desk.qtbot.waitSignal(desk.feature.page_annotations.listed):
        desk.qtbot.keyClick(controller.browser.view, _Key.Key_Return)
    assert desk.composition.reading.address == Address("country/NE")
    assert desk.pane.cards.currentIndex().data() is not None
    assert notes[5].body in str(desk.pane.annotations.get(notes[5].uuid))
    desk.composition.reading.step(-1)
    desk.qtbot.waitUntil(lambda: controller.browser.isVisible())
    assert controller.browser.view.current is not None
    assert controller.browser.view.current.uuid == notes[5].uuid


def test_ctrl_enter_opens_the_entry_in_a_new_tab(sits: Sits) -> None:
    desk = sits()
    _write(desk, 2)
    controller = _browse(desk)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.composition.reading.tab_set.tabs.tabs) == 2
    assert desk.composition.reading.address in (Address("country/NE"), AFIC)


def test_five_hundred_are_changed_in_one_step_and_undone_in_one(sits: Sits) -> None:
    desk = sits()
    _write(desk, 500)
    controller = _browse(desk)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    menu = controller.browser.edits.status
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        next(each for each in menu.actions() if each.data().value == "verified").trigger()
    assert desk.step_words[0] == "&Undo: Set the status of 500 annotations"
    desk.qtbot.waitUntil(lambda: controller.browser.model.index(0, AnnotationColumn.STATUS).data() == "verified")
    desk.do(ActionId.UNDO)
    desk.qtbot.waitUntil(lambda: controller.browser.model.index(0, AnnotationColumn.STATUS).data() == "")
    assert len(_uuids(desk)) == 500


def test_all_of_a_long_list_are_chosen_although_its_head_came_first(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 2500)
    controller = _browse(desk)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(controller.browser.view.selected_rows.uuids()) < 2500
    assert not controller.browser.header.export_button.isEnabled()  # it would be the head alone
    assert "60" not in controller.browser.bar.selection_label.text()  # nobody knows yet of how many
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 2500)
    assert controller.browser.view.selected_rows.uuids() == tuple(each.uuid for each in reversed(notes))
    assert controller.browser.message.text() == "2,500 annotations"
    assert controller.browser.bar.selection_label.text() == "2,500 of 2,500 selected"
    assert controller.browser.header.export_button.isEnabled()


def test_a_note_is_edited_in_the_list_as_one_step(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 4)
    controller = _browse(desk)
    controller.browser.view.select_annotation(notes[0].uuid)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_F2)
    editor = controller.browser.view.findChild(NoteCellEditor)
    assert editor is not None
    desk.qtbot.keyClicks(editor, "Draft")
    with desk.qtbot.waitSignal(desk.writer.saved):
        pass  # written while the editor is open
    desk.qtbot.keyClicks(editor, " and more")
    with desk.qtbot.waitSignal(desk.writer.saved):
        desk.qtbot.keyClick(editor, _Key.Key_Return)
    row = controller.browser.model.rows.row_of(notes[0].uuid)
    assert row == 3  # where it stood
    desk.qtbot.waitUntil(lambda: controller.browser.model.index(3, AnnotationColumn.NOTE).data() == "Draft and more")
    desk.do(ActionId.UNDO)
    desk.qtbot.waitUntil(lambda: controller.browser.model.index(3, AnnotationColumn.NOTE).data() == "Note 0")


def test_what_is_typed_in_the_list_when_the_window_is_closed_is_written(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 1)
    controller = _browse(desk)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_F2)
    editor = controller.browser.view.findChild(NoteCellEditor)
    assert editor is not None
    desk.qtbot.keyClicks(editor, "At the last moment")
    file = desk.feature.services.file_session.file
    assert file is not None
    desk.leave()
    store = AnnotationStore.open(file.path, read_only=True)
    assert store.get([notes[0].uuid])[0].body == "At the last moment"
    store.close()


def test_a_tag_used_500_times_is_renamed_in_the_dialog_and_that_is_undone(sits: Sits) -> None:
    desk = sits()
    _write(desk, 500)
    desk.window.actions_by_id[ActionId.TAGS].trigger()
    assert "tags" in vars(desk.feature)
    tags = desk.feature.tags
    desk.qtbot.waitUntil(lambda: tags.dialog.model.rowCount() == 4)
    desk.qtbot.keyClick(tags.dialog.table, _Key.Key_F2)
    prompt = next(each for each in tags.dialog.findChildren(TagPrompt) if each.isVisible())
    prompt.line.setText("checked")
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        prompt.buttons.button(prompt.buttons.StandardButton.Ok).click()
    desk.qtbot.waitUntil(lambda: tags.dialog.model.index(0, 0).data() == "checked")
    assert tags.dialog.model.index(0, 1).data() == "500"
    desk.do(ActionId.UNDO)
    desk.qtbot.waitUntil(lambda: tags.dialog.model.index(0, 0).data() == "verify")
    desk.qtbot.keyClick(tags.dialog.table, _Key.Key_Return)
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 500)
    assert desk.composition.reading.address == parse_address("coop:annotations?tag=verify")


def test_what_is_moved_to_the_bin_is_found_there_and_restored(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 3)
    controller = _browse(desk)
    controller.browser.view.select_annotation(notes[1].uuid)
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.qtbot.keyClick(controller.browser.view, _Key.Key_Delete)
    assert set(_uuids(desk)) == {notes[0].uuid, notes[2].uuid}
    controller.browser.header.views.setCurrentIndex(2)
    desk.qtbot.waitUntil(lambda: _uuids(desk) == (notes[1].uuid,))
    assert controller.browser.query.view is View.BIN
    desk.qtbot.waitUntil(lambda: controller.browser.view.current is not None)
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        controller.browser.edits.restore.trigger()
    assert _uuids(desk) == ()


def test_yesterdays_backup_is_looked_into_restored_and_that_is_undone(sits: Sits) -> None:
    desk = sits()
    notes = _write(desk, 3)
    desk.feature.services.file_session.put(lambda job: back_up(job.kept.store, BackupReason.DAILY))
    _browse(desk)
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.edit("Lose it all", [each.uuid for each in notes], lambda each: each.changed(utc_now(), body=""))
    desk.window.actions_by_id[ActionId.RESTORE_ANNOTATIONS].trigger()
    assert "restoring" in vars(desk.feature)
    restoring = desk.feature.restoring
    desk.qtbot.waitUntil(restoring.dialog.restore.isEnabled)
    assert restoring.dialog.message.text() == "Restoring it concerns 3 annotations: 3 become as they were."
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        restoring.dialog.restore.click()
    model = _controller(desk).browser.model
    desk.qtbot.waitUntil(lambda: model.index(0, AnnotationColumn.NOTE).data() == "Note 2")
    assert not restoring.dialog.isVisible()
    desk.do(ActionId.UNDO)
    desk.qtbot.waitUntil(lambda: model.index(0, AnnotationColumn.NOTE).data() == "Note")


def test_escape_leads_back_from_the_list(sits: Sits) -> None:
    desk = sits()
    _write(desk, 2)
    controller = _browse(desk)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_Escape)
    assert desk.composition.reading.address == AFIC
    assert desk.page.isVisible()


def test_a_list_is_kept_in_the_session(sits: Sits) -> None:
    desk = sits()
    _write(desk, 2)
    _browse(
        desk,
        annotations_address(
            str(AnnotationQuery().toggled(Narrowing.STATUS, AnnotationStatus.VERIFIED).without_filters())
        ),
    )
    desk.composition.settle()
    desk.composition.session_controller.write()
    session = read_session(desk.composition.files.session)
    assert session is not None
    assert session.histories[0].current is not None
    assert session.histories[0].current.address == annotations_address()


def test_search_and_list_give_way_to_each_other(sits: Sits) -> None:
    desk = sits()
    _write(desk, 2)
    controller = _browse(desk)
    desk.composition.search.controller.look_for("niger")
    assert not controller.browser.isVisible()
    desk.qtbot.keyClick(desk.window.search, _Key.Key_Escape)
    assert controller.browser.isVisible()
    assert not desk.composition.search.controller.pane.isVisible()


def _search(desk: Desk, query: str) -> list[str]:
    """Search for a query, and give what is found: titles, with where each was found."""
    controller = desk.composition.search.controller
    with desk.qtbot.waitSignal(controller.search_service.counted):
        controller.look_for(query)
    rows = [controller.hits.index(row) for row in range(controller.hits.rowCount())]
    return [controller.hits.match_text(row) or f"# {row.data()}" for row in rows]


def test_a_search_finds_by_tag_and_says_that_it_is_ones_own(sits: Sits) -> None:
    desk = sits()
    _write(desk, 3)
    found = [row for row in _search(desk, "tag:verify") if not row.startswith("#")]
    assert sorted(found) == [f"{kind} · your tag: verify" for kind in ("Country", "Organisation", "Project")]
    controller = desk.composition.search.controller
    assert [button.toolTip() for button in controller.pane.chips.buttons] == ["Remove: Tag: verify"]
    assert _search(desk, "tag:verify kind:country") == ["# Countries", "Country · your tag: verify"]
    assert _search(desk, "has:bookmark") == []


def test_a_search_finds_the_words_of_a_note_under_a_heading_of_its_own(sits: Sits) -> None:
    desk = sits()
    _write(desk, 1)
    desk.write("Niger: ask for the zebra")
    controller = desk.composition.search.controller
    _search(desk, "zebra kind:country")
    assert controller.pane.message.text().startswith("Nothing was found for zebra kind:country.")
    _search(desk, "niger")
    assert controller.pane.message.text().endswith("results, and 1 in your annotations")
    assert _search(desk, "zebra") == ["# Your annotations", "Project · your note"]
    said = controller.pane.message.text()
    assert said == "1 result in your annotations. Nothing else was found for zebra."
    offer = next(each for each in controller.pane.offers.buttons if "annotations" in each.text())
    offer.click()
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 1)
    assert desk.composition.reading.address == parse_address("coop:annotations?text=zebra")
    found = _search(desk, "niger")
    assert found[:2] == ["# Countries", "Country · title"]
    assert found[found.index("# Your annotations") + 1] == "Project · your note"


def test_enter_opens_the_entry_of_ones_own_note(sits: Sits) -> None:
    desk = sits()
    desk.write("Only here: zebra")
    desk.open("country/NE")
    _search(desk, "zebra")
    desk.qtbot.keyClick(desk.window.search, _Key.Key_Return)
    assert desk.composition.reading.address == AFIC


def test_undo_takes_back_what_is_being_typed_in_the_list(sits: Sits) -> None:
    desk = sits()
    _write(desk, 3)
    controller = _browse(desk)
    desk.qtbot.keyClick(controller.browser.view, _Key.Key_F2)
    (editor,) = (each for each in controller.browser.view.findChildren(NoteCellEditor) if each.isVisible())
    desk.qtbot.keyClicks(editor, "Typed over it")
    model = controller.browser.model
    desk.window.actions_by_id[ActionId.UNDO].trigger()  # from the menu, which takes no keyboard away
    desk.qtbot.waitUntil(lambda: desk.step_words[1] == "Re&do: Edit a note")
    desk.qtbot.waitUntil(lambda: model.index(0, AnnotationColumn.NOTE).data() == "Note 2")
    desk.do(ActionId.REDO)
    desk.qtbot.waitUntil(lambda: model.index(0, AnnotationColumn.NOTE).data() == "Typed over it")


def test_a_list_goes_on_with_the_new_name_of_its_tag(sits: Sits) -> None:
    desk = sits()
    _write(desk, 9)
    controller = _browse(desk, parse_address("coop:annotations?tag=tag%201"))
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 3)
    before = _uuids(desk)
    desk.window.actions_by_id[ActionId.TAGS].trigger()
    desk.feature.tags.dialog.retag_wanted.emit(("tag 1",), "first")
    desk.qtbot.waitUntil(lambda: controller.browser.query == AnnotationQuery(tags=("first",)))
    desk.qtbot.waitUntil(lambda: controller.browser.model.index(0, AnnotationColumn.TAGS).data() == "first, verify")
    assert _uuids(desk) == before
    desk.feature.tags.dialog.retag_wanted.emit(("first",), None)
    desk.qtbot.waitUntil(lambda: len(_uuids(desk)) == 9)
    assert controller.browser.query == AnnotationQuery()
    desk.feature.tags.dialog.close()


def test_the_keys_of_the_page_are_those_of_the_list_in_its_place(sits: Sits) -> None:
    desk = sits()
    _write(desk, 3)
    desk.select("direct channels of cooperation")
    controller = _browse(desk)
    browser, keys = controller.browser, desk.window.actions_by_id
    keys[ActionId.COPY].trigger()
    copied = QGuiApplication.clipboard().text().split("\t")
    assert (len(copied), copied[2:4]) == (8, ["Note 2", "tag 2, verify"])
    assert desk.window.statusBar().currentMessage() == "1 row was copied."
    browser.view.selectAll()
    keys[ActionId.COPY].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4  # the headings of the columns, and the rows
    assert desk.window.statusBar().currentMessage() == "3 rows were copied."
    keys[ActionId.FIND].trigger()
    assert browser.header.search_line.hasFocus()
    keys[ActionId.FIND_NEXT].trigger()  # there is no next place in a list
    keys[ActionId.TO_TREE].trigger()
    assert not browser.view.hasFocus()
    keys[ActionId.TO_PAGE].trigger()
    assert browser.view.hasFocus()
    desk.composition.reading.step(-1)
    keys[ActionId.COPY].trigger()
    assert QGuiApplication.clipboard().text() == "direct channels of cooperation"
    keys[ActionId.FIND].trigger()
    assert desk.window.page_side.find_bar.isVisible()
