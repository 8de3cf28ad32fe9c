"""What could go wrong with what a person wrote, and must not: other files, faults, and what is under way meanwhile."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.shell.actions import ActionId
from tests.activity_values import WELL
from tests.editions import write_edition
from tests.faults import words_of
from tests.journeys.conftest import Opens
from tests.journeys.desk import Desk, Sits
from tests.journeys.test_annotations_move import GONE, highlight, look, other_edition
from tests.reference_values import ref

__all__ = ["other_edition"]  # a fixture


def open_file(desk: Desk, qtbot: QtBot, path: Path) -> None:
    """Open another file, and wait until it is open and what is on the page is listed."""
    file_session = desk.feature.services.file_session
    desk.feature.files._open(str(path))
    qtbot.waitUntil(lambda: file_session.file is not None and file_session.file.path == path.resolve())
    assert file_session.wait()
    assert file_session.wait()


def test_the_editor_lets_go_of_a_note_of_another_file(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("In the first file")
    open_file(desk, qtbot, tmp_path / "second.db")
    assert desk.cards == []
    assert desk.pane.editor.uuid == ""
    assert desk.pane.editor.field.text() == ""
    desk.write("In the second")
    assert desk.cards == ["In the second"]
    desk.do(ActionId.UNDO)
    assert desk.cards == []
    open_file(desk, qtbot, tmp_path / "annotations.db")
    assert desk.cards == ["In the first file"]


def test_what_is_typed_when_another_file_is_chosen_stays_in_its_own(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    qtbot.keyClicks(desk.pane.editor.field, "Half a sentence")
    open_file(desk, qtbot, tmp_path / "second.db")
    assert desk.cards == []
    open_file(desk, qtbot, tmp_path / "annotations.db")
    assert desk.cards == ["Half a sentence"]


def test_the_open_file_can_be_opened_again(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Still mine")
    open_file(desk, qtbot, tmp_path / "annotations.db")
    assert desk.feature.services.file_session.file is not None
    assert not desk.feature.services.file_session.file.read_only
    desk.write("And this")
    assert desk.cards == ["Still mine", "And this"]


def test_a_half_typed_tag_is_written_when_the_window_closes(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("Tagged at the last moment")
    desk.pane.edit(desk.annotations[0].uuid, tags=True)
    qtbot.keyClicks(desk.pane.editor.tags.field, "late")
    desk.leave()
    assert [each.tags for each in sits().annotations] == [("late",)]


def test_undo_takes_back_what_was_just_typed(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("First")
    desk.do(ActionId.BOOKMARK)
    desk.pane.edit(next(each.uuid for each in desk.annotations if each.body), tags=False)
    qtbot.keyClicks(desk.pane.editor.field, " and second")
    desk.window.actions_by_id[ActionId.UNDO].trigger()
    qtbot.waitUntil(lambda: "First" in desk.cards)
    assert len(desk.cards) == 2, "the bookmark, which was the step before, is still there"


def test_what_could_not_be_saved_is_tried_again_before_the_window_closes(
    sits: Sits, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = sits()
    file = tmp_path / "annotations.db"
    for text in ("One", "Two"):
        file.chmod(0o400)
        desk.window.actions_by_id[ActionId.NOTE].trigger()
        with qtbot.waitSignal(desk.writer.not_saved):
            desk.type(text)
    file.chmod(0o600)
    assert desk.window.close()
    desk.leave()
    assert sits().cards == ["OneTwo"]


def test_a_deleted_note_that_was_never_saved_does_not_come_back(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    file = tmp_path / "annotations.db"
    file.chmod(0o400)
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.waitSignal(desk.writer.not_saved):
        desk.type("Never mind")
    desk.pane.editor.bin_button.click()
    file.chmod(0o600)
    assert desk.window.close()
    desk.leave()
    assert sits().cards == []


def test_a_defect_on_the_files_thread_leaves_the_text_in_its_editor(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    store: list[AnnotationStore] = []
    desk.feature.services.file_session.put(lambda job: store.append(job.kept.store))
    assert desk.feature.services.file_session.wait()
    store[0].perform = None  # type: ignore[method-assign,assignment]  # a defect: what is called is not there
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.captureExceptions() as defects, qtbot.waitSignal(desk.writer.not_saved) as told:
        desk.type("Not lost")
    assert "coopviewer failed at it" in words_of(told.args[1])
    assert desk.pane.editor.has_fault
    assert desk.pane.editor.field.text() == "Not lost"
    with qtbot.captureExceptions() as more:
        assert not desk.window.close()
    assert defects or more
    del store[0].perform  # as it was, for the end


def test_a_chosen_file_that_is_gone_is_told_and_not_made_anew(
    sits: Sits, opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "mine.db"
    desk = sits()
    open_file(desk, qtbot, stick)
    desk.write("On the stick")
    desk.leave()
    stick.parent.rename(tmp_path / "away")
    composition = opens(Address("country/NE"))
    composition.begin_annotations()
    again = Desk(composition, qtbot)
    assert f"{stick} is not there" in again.pane.message.text()
    assert not stick.parent.exists()
    again.leave()
    (tmp_path / "away").rename(stick.parent)
    assert sits().cards == ["On the stick"]


def test_a_backup_of_another_file_is_not_restored_into_this_one(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("In the first")
    desk.feature.services.file_session.put(lambda job: back_up(job.kept.store, BackupReason.ASKED))
    desk.feature.files._copy(str(tmp_path / "copy.db"))
    qtbot.waitUntil(lambda: "copy.db" in str(desk.feature.services.file_session.file))
    desk.window.actions_by_id[ActionId.RESTORE_ANNOTATIONS].trigger()
    assert "restoring" in vars(desk.feature)
    dialog = desk.feature.restoring.dialog
    assert dialog.isVisible()
    open_file(desk, qtbot, tmp_path / "annotations.db")
    assert not dialog.isVisible()


def test_re_attaching_keeps_what_was_typed_meanwhile(sits: Sits, qtbot: QtBot, other_edition: Path) -> None:
    desk = sits()
    highlight(desk, GONE)
    look(desk, qtbot, other_edition)
    desk.open_review()
    with qtbot.waitSignal(desk.feature.page_annotations.listed):
        desk.feature.review_queue.queue.attach_button.click()
    desk.pane.edit(desk.annotations[0].uuid)
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("Typed meanwhile")
    desk.window.focus_page()
    desk.select("Increase the capacity")
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.feature.reattaching.bar.attach_button.click()
    assert desk.cards == ["Typed meanwhile"]
    desk.feature.reattaching.bar.show()
    desk.composition.reading.open_reference(str(paths.reference_file()))
    assert not desk.feature.reattaching.bar.isVisible()


def test_the_reason_is_said_where_nothing_can_be_written(sits: Sits, tmp_path: Path) -> None:
    first = sits()
    first.write("Mine")
    second = sits()
    for key in (ActionId.NOTE, ActionId.HIGHLIGHT, ActionId.BOOKMARK, ActionId.LINK_ENTRY):
        second.window.actions_by_id[key].trigger()
        assert "is being written by another coopviewer window" in second.window.statusBar().currentMessage(), key
    assert not second.window.actions_by_id[ActionId.UNDO].isEnabled()


def test_markup_in_a_quotation_or_a_tag_is_shown_as_it_stands(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("<h1>BIG</h1>")
    desk.pane.edit(desk.annotations[0].uuid)
    assert desk.pane.editor.title.textFormat() is Qt.TextFormat.PlainText
    assert desk.pane.editor.state.label.textFormat() is Qt.TextFormat.PlainText


def test_a_long_job_lets_the_window_answer_and_close_when_it_is_done(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(Address("country/NE"))
    desk.write("Before the long job")
    done = Event()
    desk.feature.services.file_session.put(lambda _job: done.wait(10))
    with qtbot.waitSignal(desk.window.closing):
        assert not desk.window.close()
        assert "Saving" in desk.window.statusBar().currentMessage()
        done.set()
    desk.leave()


def test_ctrl_z_in_an_empty_note_undoes_what_was_done_to_annotations(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("Deleted, and back")
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(desk.pane.cards, Qt.Key.Key_Delete)
    desk.pane.editor.field.setFocus()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        QTest.keySequence(desk.pane.editor.field, QKeySequence("Ctrl+Z"))
    assert desk.cards == ["Deleted, and back"]
    assert desk.window.statusBar().currentMessage().startswith("Undone: Move an annotation to the bin")


def test_steps_are_named_after_what_was_written(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.window.actions_by_id[ActionId.TAG].trigger()
    qtbot.keyClicks(desk.pane.editor.tags.field, "verify")
    with qtbot.waitSignal(desk.writer.saved):
        qtbot.keyClick(desk.pane.editor.tags.field, Qt.Key.Key_Return)
    assert desk.step_words[0] == "&Undo: Tag"


def test_cells_that_are_selected_in_a_table_are_what_is_highlighted_and_copied(sits: Sits) -> None:
    desk = sits()
    document = desk.page.document()
    first, last = document.find("4 million euros"), document.find("European Union")
    cursor = QTextCursor(document)
    cursor.setPosition(first.selectionStart())
    cursor.setPosition(last.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    desk.page.setTextCursor(cursor)
    assert desk.page.textCursor().hasComplexSelection()
    copied = desk.page.createMimeDataFromSelection().text()
    assert "European Union" in copied
    assert "Status" not in copied
    desk.do(ActionId.HIGHLIGHT)
    assert sorted(each.quotation for each in desk.annotations) == ["4 million euros", "European Union"]


def test_a_relation_seen_from_its_other_end_is_not_highlighted_with_words_that_are_not_there(sits: Sits) -> None:
    desk = sits(Address("country/NE"))
    desk.page.selectAll()
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.window.actions_by_id[ActionId.HIGHLIGHT].trigger()
    text = desk.page.toPlainText()
    shown = [each for each in desk.annotations if each.uuid in desk.feature.highlights.positions]
    assert shown
    assert all(each.quotation in text for each in shown)
    by_name = [each for each in shown if "Strengthening" in each.quotation]
    assert {each.anchors[0].selector.field for each in by_name} == {"subject_id"}, "the title, not the object's name"


def test_the_same_words_are_highlighted_once_and_headings_are_told_apart(sits: Sits) -> None:
    desk = sits()
    desk.select("4 million euros")
    desk.do(ActionId.HIGHLIGHT)
    desk.select("4 million euros")
    desk.window.actions_by_id[ActionId.HIGHLIGHT].trigger()
    assert desk.window.statusBar().currentMessage() == "These words are highlighted in this colour already."
    desk.select("Funded by")
    desk.window.actions_by_id[ActionId.HIGHLIGHT].trigger()
    assert desk.window.statusBar().currentMessage().startswith("Only the words of a fact can be highlighted")
    assert len(desk.annotations) == 1
    desk.window.actions_by_id[ActionId.TAG].trigger()
    assert (
        desk.window.statusBar().currentMessage()
        == "The selected text is not of a fact. The note or tag is on the whole entry."
    )


def test_the_backup_of_the_day_holds_what_was_written_last(sits: Sits, qtbot: QtBot) -> None:
    for text in ("First", "Second"):
        desk = sits()
        desk.write(text)
        desk.leave()
    again = sits()
    with qtbot.waitCallback() as told:
        again.feature.services.backups.list_backups(told)
    assert [(backup.reason.value, backup.count) for backup in told.args[0]] == [("daily", 2)]


def test_about_names_the_files_of_a_portable_program(sits: Sits, tmp_path: Path) -> None:
    desk = sits()
    desk.window.actions_by_id[ActionId.ABOUT].trigger()
    (box,) = desk.window.findChildren(QMessageBox)
    for name in ("settings.ini", "session.json", "coopviewer.log", "annotations.db"):
        assert str(tmp_path / name) in box.text()
    box.close()


def test_ones_own_annotations_are_no_reference_and_are_told_so(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Mine")
    with qtbot.waitSignal(desk.composition.reading.failed) as told:
        desk.composition.reading.open_reference(str(tmp_path / "annotations.db"))
    assert "holds annotations, and is no reference" in words_of(told.args[0])
    desk.write("Still mine")
    assert desk.cards == ["Mine", "Still mine"]


def test_a_step_on_another_reference_names_it_and_comes_back(sits: Sits, tmp_path: Path, qtbot: QtBot) -> None:
    """All references have one undo list: the step is on an entry that the open window does not show."""
    desk = sits()
    desk.write("Ask again")
    other = write_edition(tmp_path / "other.db", entries=[ref(WELL, "Wells")])
    desk.composition.references.service.note_opened(paths.reference_file(), desk.composition.reference.edition)
    assert desk.composition.references.service.wait()
    desk.composition.reading.open_reference(str(other))
    assert desk.feature.services.file_session.dataset == desk.composition.reference.edition.dataset
    desk.do(ActionId.UNDO)
    said = desk.window.statusBar().currentMessage()
    assert said == (
        "Undone in another reference, Frontex and non-EU countries: Write a note (project/afic). Redo brings it back."
    )
    desk.do(ActionId.REDO)
    assert desk.window.statusBar().currentMessage().startswith("Done again in another reference, Frontex")
    desk.composition.reading.open_reference(str(paths.reference_file()))
    desk.do(ActionId.UNDO)
    assert desk.window.statusBar().currentMessage().startswith("Undone: Write a note (Strengthening the Africa-Frontex")


def test_a_note_on_an_entry_that_is_gone_names_it_and_leads_back(sits: Sits, tmp_path: Path, qtbot: QtBot) -> None:
    old = write_edition(tmp_path / "old.db", entries=[ref(WELL, "Wells"), ref("project/road", "A road")], edition="1")
    new = write_edition(tmp_path / "new.db", entries=[ref(WELL, "Wells")], edition="2")
    desk = sits(Address("project/road"), reference=old)
    desk.write("Ask about the road")
    composition = desk.composition
    composition.references.service.note_opened(old, composition.reference.edition)
    assert composition.references.service.wait()
    composition.reading.open_reference(str(new))
    browsing = desk.feature.browser
    with qtbot.waitSignal(browsing.listed):
        composition.reading.open(annotations_address(""))
    model = browsing.browser.model
    column = int(AnnotationColumn.ENTRY)
    qtbot.waitUntil(lambda: model.index(0, column).data() == "A road (no longer listed in this edition)")
    browsing.browser.view.setFocus()
    qtbot.keyClick(browsing.browser.view, Qt.Key.Key_Return)
    question = browsing.former.question
    assert question is not None
    assert question.text() == "“A road” is no longer listed in this edition. The edition 1 lists it (old.db)."
    question.defaultButton().click()
    qtbot.waitUntil(lambda: composition.reading.reference.path == old)
    assert composition.reading.address == Address("project/road")


def test_a_note_on_an_entry_that_no_edition_lists_says_what_to_do(sits: Sits, tmp_path: Path, qtbot: QtBot) -> None:
    old = write_edition(tmp_path / "old.db", entries=[ref("project/road", "A road")], edition="1")
    new = write_edition(tmp_path / "new.db", entries=[ref(WELL, "Wells")], edition="2")
    desk = sits(Address("project/road"), reference=old)
    desk.write("Ask about the road")
    desk.composition.reading.open_reference(str(new))
    old.unlink()
    browsing = desk.feature.browser
    with qtbot.waitSignal(browsing.listed):
        desk.composition.reading.open(annotations_address(""))
    browsing.browser.view.setFocus()
    qtbot.keyClick(browsing.browser.view, Qt.Key.Key_Return)
    said = desk.window.statusBar().currentMessage()
    assert said.startswith("project/road is not listed in this edition, nor in another one that you opened.")
