"""The annotations file through the real window: another one, one that cannot be written, and what happens to words."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.addresses import Address
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.shell.actions import ActionId
from tests.faults import words_of
from tests.journeys.conftest import Opens
from tests.journeys.desk import Desk, Sits


def choose(desk: Desk, qtbot: QtBot, path: Path) -> None:
    """Name a file in the dialog that is open, and wait until it is open itself."""
    dialog = desk.feature.files.dialog
    assert dialog is not None
    with qtbot.waitSignal(desk.feature.page_annotations.listed):
        dialog.fileSelected.emit(str(path))
    dialog.close()


def test_another_file_is_kept_to_at_the_next_start(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("In the usual file")
    desk.window.actions_by_id[ActionId.ANNOTATION_FILE].trigger()
    choose(desk, qtbot, tmp_path / "elsewhere" / "mine.db")
    assert desk.cards == []
    desk.write("In my own file")
    desk.leave()
    again = sits()
    assert again.cards == ["In my own file"]
    again.window.actions_by_id[ActionId.ANNOTATION_FILE].trigger()
    choose(again, qtbot, tmp_path / "annotations.db")
    assert again.cards == ["In the usual file"]
    assert again.composition.settings.current.annotations_file == ""


def test_a_file_named_at_the_start_is_used_and_not_kept_to(sits: Sits, tmp_path: Path) -> None:
    desk = sits(annotations=tmp_path / "named.db")
    desk.write("In the file that was named")
    desk.leave()
    assert sits().cards == []


def test_what_cannot_be_saved_stays_and_goes_elsewhere(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Saved before")
    file = tmp_path / "annotations.db"
    file.chmod(0o400)
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.waitSignal(desk.writer.not_saved) as told:
        qtbot.keyClicks(desk.pane.editor.field, "Written into nothing?")
    assert str(file) in words_of(told.args[1])
    assert desk.pane.editor.has_fault
    assert desk.pane.editor.field.toPlainText() == "Written into nothing?"
    assert not desk.window.close()
    assert desk.feature.files.question is not None
    desk.feature.files.question.save_elsewhere_wanted.emit()
    desk.feature.files.question.close()
    with qtbot.waitSignal(desk.writer.saved):
        choose(desk, qtbot, tmp_path / "rescued.db")
    qtbot.waitUntil(lambda: not desk.pane.editor.has_fault)
    assert sorted(desk.cards) == ["Saved before", "Written into nothing?"]
    assert desk.window.close()
    desk.leave()
    file.chmod(0o600)
    assert sorted(sits().cards) == ["Saved before", "Written into nothing?"]


def test_a_file_that_was_deleted_is_told_and_saved_elsewhere(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Saved before")
    for part in tmp_path.glob("annotations.db*"):
        if part.suffix != ".lock":
            part.unlink()
    session = desk.feature.services.file_session
    # what is read next notices it, and saves what is in memory
    desk.composition.reading.open(Address("country/NE"))
    qtbot.waitUntil(lambda: session.file is not None and session.file.path.name == "annotations.rescued.db")
    desk.open("project/afic")
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("Where did it go?")
    qtbot.waitUntil(lambda: sorted(desk.cards) == ["Saved before", "Where did it go?"])
    desk.leave()
    with closing(AnnotationStore.open(tmp_path / "annotations.rescued.db", read_only=True)) as rescued:
        assert rescued.lists.counts(session.dataset) == {"project/afic": 2}


def test_a_second_window_on_the_same_file_only_reads(sits: Sits, qtbot: QtBot) -> None:
    first = sits()
    first.write("Mine")
    second = sits()
    assert second.cards == ["Mine"]
    assert "is being written by another coopviewer window" in second.pane.message.text()
    second.window.actions_by_id[ActionId.HIGHLIGHT].trigger()
    second.window.actions_by_id[ActionId.NOTE].trigger()
    assert not second.pane.editor.field.isEnabled() or second.pane.editor.field.isReadOnly()


def test_a_name_is_given_to_all_that_was_written(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("By whom?")
    desk.window.actions_by_id[ActionId.YOUR_NAME].trigger()
    dialog = desk.feature.files.dialog
    assert dialog is not None
    with qtbot.waitSignal(desk.feature.page_annotations.listed):
        dialog.textValueSelected.emit("  Ada   Lovelace ")
    dialog.close()
    assert [each.creator.name for each in desk.annotations] == ["Ada Lovelace"]


def test_a_file_that_is_no_database_is_told_and_another_can_be_opened(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "annotations.db").write_bytes(b"no database at all " * 100)
    composition = opens(Address("project/afic"))
    composition.begin_annotations()
    with qtbot.waitSignal(composition.annotations.services.file_session.failed) as told:
        pass
    desk = Desk(composition, qtbot)
    assert "annotations.db" in words_of(told.args[0])
    assert desk.pane.message.text() == words_of(told.args[0])
    desk.window.actions_by_id[ActionId.ANNOTATION_FILE].trigger()
    choose(desk, qtbot, tmp_path / "another.db")
    desk.write("Here instead")
    assert (tmp_path / "annotations.db").read_bytes().startswith(b"no database")
    desk.leave()


def test_a_backup_of_the_day_is_made_when_one_begins(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Kept twice")
    desk.leave()
    again = sits()
    looking_after = again.composition.annotations_on_demand.file.backups.looking_after
    assert looking_after.isActive()
    looking_after.timeout.emit()
    with qtbot.waitCallback() as told:
        again.feature.services.backups.list_backups(told)
    assert [backup.reason.value for backup in told.args[0]] == ["daily"]
    assert (tmp_path / "backups").is_dir()


def test_badges_count_what_is_about_the_open_reference_alone(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("Here")
    (here,) = desk.annotations
    elsewhere = [replace(here, uuid=f"elsewhere-{number}", dataset="urn:other") for number in range(3)]
    with qtbot.waitSignal(desk.feature.badges.shown):
        desk.writer.perform("There", elsewhere)
    with qtbot.waitCallback() as told:
        desk.feature.services.queries.ask_counts(told)
    assert told.args[0] == {here.entry_id: 1}
