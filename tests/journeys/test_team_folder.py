"""Two colleagues at two windows share a folder: what one writes arrives at the other, who goes on working."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from coopviewer.domain.annotations.team.team import TeamStatus
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.teams.team_words import joining_words
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import join_team
from coopviewer.widgets.annotations.files.team_dialog import TeamDialog
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.annotations.team import TeamService
from tests.exchange.annotations.annotation_values import note
from tests.journeys.conftest import Sits
from tests.journeys.desk import Desk
from tests.journeys.test_working_together import change, file_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "Desk"
    folder.mkdir()
    return folder


def dialog_of(desk: Desk) -> TeamDialog:
    desk.window.actions_by_id[ActionId.TEAM_FOLDER].trigger()
    team = desk.feature._file.team
    desk.qtbot.waitUntil(lambda: team.dialog is not None)
    assert team.dialog is not None
    return team.dialog


def service_of(desk: Desk) -> TeamService:
    return desk.feature._file.team.service


def join(desk: Desk, place: Path) -> None:
    dialog = dialog_of(desk)
    dialog.set_place(str(place))
    desk.qtbot.waitUntil(dialog.join.isEnabled)
    with desk.qtbot.waitSignal(service_of(desk).synchronised):
        desk.qtbot.mouseClick(dialog.join, LEFT)
    desk.qtbot.waitUntil(dialog.leave.isVisible)
    dialog.reject()


def leave(desk: Desk, dialog: TeamDialog) -> None:
    desk.qtbot.waitUntil(dialog.leave.isVisible)
    desk.qtbot.mouseClick(dialog.leave, LEFT)
    assert dialog.question is not None
    with desk.qtbot.waitSignal(service_of(desk).left):
        desk.qtbot.mouseClick(dialog.question.leave, LEFT)
    desk.qtbot.waitUntil(dialog.join.isVisible)


def write(desk: Desk, text: str) -> None:
    """Write a note, and leave its editor, which a window in the background does not notice."""
    desk.write(text)
    leave_editor(desk)


def leave_editor(desk: Desk) -> None:
    desk.pane.finish()
    desk.writer.leave_editor()


def synchronise(desk: Desk) -> None:
    with desk.qtbot.waitSignal(service_of(desk).synchronised):
        service_of(desk).synchronise()


@pytest.fixture
def pair(sits: Sits, place: Path, tmp_path: Path) -> tuple[Desk, Desk]:
    ana, ben = (sits(annotations=file_of(tmp_path, name)) for name in ("Ana", "Ben"))
    write(ana, "Which partners are named here?")
    join(ana, place)
    join(ben, place)
    ben.qtbot.waitUntil(lambda: len(ben.annotations) == 1)
    return ana, ben


def test_what_will_be_sent_is_shown_before_anything_is(sits: Sits, place: Path, tmp_path: Path) -> None:
    ana = sits(annotations=file_of(tmp_path, "Ana"))
    write(ana, "Which partners?")
    dialog = dialog_of(ana)
    ana.qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1)
    assert dialog.waiting_label.text() == "1 annotation waits to be sent."
    assert all(words in dialog.cautions.text() for words in joining_words(ENGLISH))
    assert not dialog.join.isEnabled()  # no folder yet
    (place / "thesis.odt").touch()
    dialog.set_place(str(place))
    ana.qtbot.waitUntil(lambda: "you begin the team “Desk”" in dialog.joining.place_hint.text())
    assert "The folder has 1 other file or folder." in dialog.joining.place_hint.text()
    (place / "thesis.odt").unlink()
    assert dialog.name.text() == "Ana"
    dialog.name.setText(" ")
    assert not dialog.join.isEnabled()  # nobody is shown under a name that was not chosen
    dialog.name.setText("Ana Sá")
    dialog.tagged.setChecked(True)
    dialog.tags.setText("none has this")
    assert not dialog.join.isEnabled()
    ana.qtbot.waitUntil(lambda: dialog.rows.rowCount() == 0)
    ana.qtbot.waitUntil(dialog.join.isEnabled)
    dialog.set_place(str(place / "missing"))
    ana.qtbot.mouseClick(dialog.join, LEFT)
    ana.qtbot.waitUntil(lambda: "is not a folder" in dialog.fault.text())
    assert list(place.iterdir()) == []
    dialog.set_place(str(place))
    with ana.qtbot.waitSignal(service_of(ana).synchronised):
        ana.qtbot.mouseClick(dialog.join, LEFT)
    assert ana.feature.services.file_session.file.person.name == "Ana Sá"


def test_what_one_writes_arrives_as_one_step_that_can_be_undone(pair: tuple[Desk, Desk]) -> None:
    ana, ben = pair
    assert ben.cards == ["Which partners are named here?"]
    assert ben.step_words[0] == "&Undo: Receive 1 change from Ana"
    ana.pane.edit(ana.annotations[0].uuid)
    with ana.qtbot.waitSignal(ana.writer.saved):
        ana.pane.editor.field.setPlainText("Which partners are meant?")
        ana.pane.editor.emit_draft()
    with ana.qtbot.waitSignal(service_of(ana).synchronised):  # on leaving the editor
        leave_editor(ana)
    synchronise(ben)
    ben.qtbot.waitUntil(lambda: ben.cards == ["Which partners are meant?"])
    assert "Received 1 change from Ana" in ben.window.statusBar().currentMessage()
    with ben.qtbot.waitSignal(ben.writer.annotations_changed):
        ben.window.actions_by_id[ActionId.UNDO].trigger()
    ben.qtbot.waitUntil(lambda: ben.cards == ["Which partners are named here?"])


def test_an_edit_against_a_deletion_is_told_on_both_sides(pair: tuple[Desk, Desk]) -> None:
    ana, ben = pair
    with ana.qtbot.waitSignal(ana.writer.annotations_changed):
        ana.pane.delete_wanted.emit((ana.annotations[0].uuid,))
    change(ben, "Which partners are meant?")
    with ben.qtbot.waitSignal(service_of(ben).synchronised):
        leave_editor(ben)
    synchronise(ana)
    said = ana.window.statusBar().currentMessage()
    assert "Received 1 change from Ben" in said
    assert "1 annotation that was in your bin was changed by a colleague and is back" in said
    synchronise(ben)
    assert "1 annotation that a colleague deleted stays" in ben.window.statusBar().currentMessage()
    ana.qtbot.waitUntil(lambda: ana.cards == ["Which partners are meant?"])


def test_keeping_private_what_the_team_has_says_that_it_stays_there(pair: tuple[Desk, Desk], place: Path) -> None:
    ana, ben = pair
    first, bar = ana.annotations[0].uuid, ana.window.statusBar()
    ana.feature.pane.cards.only_mine_wanted.emit((first,), True)
    ana.qtbot.waitUntil(lambda: "what was sent stays with your colleagues" in bar.currentMessage())
    ana.feature.pane.cards.only_mine_wanted.emit((first,), False)
    ana.qtbot.waitUntil(lambda: bar.currentMessage() == "")
    away = place.rename(place.with_name("away"))
    write(ana, "Written offline")
    second = next(each.uuid for each in ana.annotations if each.uuid != first)
    counts: list[int] = []
    service_of(ana).ask_known((second,), counts.append)
    ana.qtbot.waitUntil(lambda: counts == [0])  # of which nothing is said
    away.rename(place)
    synchronise(ben)
    assert "Which partners are named here?" in ben.cards


def test_nothing_arrives_while_the_user_is_typing(pair: tuple[Desk, Desk]) -> None:
    ana, ben = pair
    write(ana, "A second note")
    synchronise(ana)
    ben.window.actions_by_id[ActionId.NOTE].trigger()
    with ben.qtbot.waitSignal(ben.writer.saved):
        ben.type("I am typing")
    assert ben.writer.is_typing
    service_of(ben).synchronise()
    ben.qtbot.waitUntil(lambda: not service_of(ben)._is_busy)
    assert "A second note" not in ben.cards
    assert ben.pane.editor.field.toPlainText() == "I am typing"
    leave_editor(ben)
    ben.qtbot.waitUntil(lambda: {"A second note", "I am typing"} <= set(ben.cards))


def test_a_folder_that_is_away_is_told_once_and_what_waits_is_sent_later(pair: tuple[Desk, Desk], place: Path) -> None:
    ana, ben = pair
    away = place.rename(place.with_name("away"))
    write(ana, "Written offline")
    with ana.qtbot.waitSignal(service_of(ana).not_reached):
        service_of(ana).synchronise()
    assert "cannot be reached now" in ana.window.statusBar().currentMessage()
    ana.window.show_status("")
    with ana.qtbot.waitSignal(service_of(ana).not_reached):
        service_of(ana).synchronise()
    assert ana.window.statusBar().currentMessage() == ""
    away.rename(place)
    synchronise(ana)
    synchronise(ben)
    ben.qtbot.waitUntil(lambda: "Written offline" in ben.cards)


def test_what_could_not_be_written_waits_until_it_is(pair: tuple[Desk, Desk], place: Path) -> None:
    def waiting() -> int:
        answers: list[TeamStatus] = []
        service_of(ana).ask_status(answers.append)
        ana.qtbot.waitUntil(lambda: bool(answers))
        return answers[0].waiting.total

    ana, ben = pair
    (own,) = (each.parent for each in place.glob("*/00000001.jsonl.gz"))
    aside = own.rename(place / "aside")
    own.write_text("nothing can be written here")
    with ana.qtbot.waitSignal(service_of(ana).not_reached):
        write(ana, "Written offline")
    assert waiting() > 0
    own.unlink()
    aside.rename(own)
    synchronise(ana)
    assert waiting() == 0
    synchronise(ben)
    ben.qtbot.waitUntil(lambda: "Written offline" in ben.cards)


def test_segments_that_stay_unreadable_are_told_once_after_a_day(
    pair: tuple[Desk, Desk], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = pair
    folder = place / "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
    folder.mkdir()
    (folder / "00000001.jsonl.gz").write_bytes(b"x")
    synchronise(ana)
    assert "cannot be read" not in ana.window.statusBar().currentMessage()
    monkeypatch.setattr("coopviewer.app.annotations.files.team_controller.DAYS_UNTIL_TOLD", 0)
    synchronise(ana)
    ana.qtbot.waitUntil(lambda: "1 file of a colleague cannot be read" in ana.window.statusBar().currentMessage())
    ana.window.show_status("")
    synchronise(ana)
    assert ana.window.statusBar().currentMessage() == ""


def test_closing_sends_what_waits(pair: tuple[Desk, Desk]) -> None:
    ana, ben = pair
    write(ana, "The last words")
    ana.leave()
    synchronise(ben)
    ben.qtbot.waitUntil(lambda: "The last words" in ben.cards)


def test_closing_while_the_folder_is_away_says_nothing_and_loses_nothing(
    pair: tuple[Desk, Desk], sits: Sits, place: Path, tmp_path: Path
) -> None:
    ana, ben = pair
    write(ana, "Written on the train")
    away = place.rename(place.with_name("away"))
    faults: list[object] = []
    ana.feature.services.file_session.failed.connect(faults.append)
    ana.leave()
    ana.qtbot.wait(1)
    assert faults == []
    away.rename(place)
    sits(annotations=tmp_path / "ana.db")  # at the next start
    ben.qtbot.waitUntil(lambda: len(list(place.glob("*/00000002.jsonl.gz"))) == 1)
    synchronise(ben)
    ben.qtbot.waitUntil(lambda: "Written on the train" in ben.cards)


def test_a_file_of_a_team_is_shared_from_the_start_and_leaving_ends_it(sits: Sits, place: Path, tmp_path: Path) -> None:
    ana, path = sits(annotations=file_of(tmp_path, "Ana")), file_of(tmp_path, "Ben")
    join(ana, place)
    write(ana, "From Ana")
    synchronise(ana)
    store = AnnotationStore.open(path)
    join_team(store, place, "Desk", ana.composition.reference.edition.dataset)
    store.close()
    ben = sits(annotations=path)
    ben.qtbot.waitUntil(lambda: "From Ana" in ben.cards)
    dialog = dialog_of(ben)
    ben.qtbot.waitUntil(lambda: "Ana" in [cells[0] for cells in dialog.colleague_cells])
    leave(ben, dialog)
    assert not service_of(ben).is_active
    assert ben.cards == ["From Ana"]
    dialog.reject()


def test_leaving_asks_before_and_joining_again_offers_the_limit_by_tags(
    sits: Sits, place: Path, tmp_path: Path
) -> None:
    ana = sits(annotations=file_of(tmp_path, "Ana"))
    write(ana, "Not for the team")
    dialog = dialog_of(ana)
    dialog.set_place(str(place))
    dialog.tagged.setChecked(True)
    dialog.tags.setText("legal, budget")
    ana.qtbot.waitUntil(dialog.join.isEnabled)
    with ana.qtbot.waitSignal(service_of(ana).synchronised):
        ana.qtbot.mouseClick(dialog.join, LEFT)
    ana.qtbot.waitUntil(dialog.leave.isVisible)
    assert dialog.leave.y() < dialog.synchronise.mapTo(dialog, dialog.synchronise.rect().topLeft()).y()
    ana.qtbot.mouseClick(dialog.leave, LEFT)
    question = dialog.question
    assert question is not None
    said = question.informativeText()
    assert ("“Desk”" in question.text(), "stay in your file" in said, "cannot be called back" in said) == (True,) * 3
    ana.qtbot.keyClick(question, Qt.Key.Key_Return)  # a slip
    assert service_of(ana).is_active
    leave(ana, dialog)
    assert (dialog.place.text(), dialog.tags.text()) == (str(place), "legal, budget")
    assert dialog.tagged.isChecked()
    dialog.reject()
    dialog = dialog_of(ana)  # also another time
    ana.qtbot.waitUntil(lambda: dialog.tags.text() == "legal, budget")
    ana.qtbot.waitUntil(dialog.join.isEnabled)
    assert dialog.rows.rowCount() == 0
    dialog.reject()


def test_without_a_team_nothing_of_it_is_created(sits: Sits, tmp_path: Path) -> None:
    ana = sits(annotations=file_of(tmp_path, "Ana"))
    write(ana, "Alone")
    assert "team" not in vars(ana.feature._file)


def test_a_new_name_arrives_without_another_annotation(pair: tuple[Desk, Desk]) -> None:
    ana, ben = pair
    session = ana.feature.services.file_session
    with ana.qtbot.waitSignal(session.opened), ana.qtbot.waitSignal(service_of(ana).synchronised):
        session.name_person("Ana Adébáyọ̀")
    synchronise(ana)
    dialog = dialog_of(ben)
    synchronise(ben)
    ben.qtbot.waitUntil(lambda: [name for name, _ in dialog.colleague_cells] == ["Ana Adébáyọ̀"])
    ben.qtbot.waitUntil(lambda: ben.annotations[0].creator.name == "Ana Adébáyọ̀")
    dialog.reject()


def test_what_is_sent_can_be_changed_after_joining(pair: tuple[Desk, Desk]) -> None:
    ana, ben = pair
    dialog = dialog_of(ana)
    ana.qtbot.waitUntil(dialog.choose.isVisible)
    ana.qtbot.mouseClick(dialog.choose, LEFT)
    assert dialog.all.isVisible()
    assert dialog.all.isChecked()
    assert "cannot be called back" in dialog.joining.changing.text()
    assert not dialog.place.isVisible()
    dialog.tagged.setChecked(True)
    assert not dialog.send.isEnabled()  # no tag yet
    dialog.tags.setText("for the team")
    ana.qtbot.waitUntil(dialog.send.isEnabled)
    with ana.qtbot.waitSignal(service_of(ana).synchronised):
        ana.qtbot.mouseClick(dialog.send, LEFT)
    ana.qtbot.waitUntil(lambda: "these tags are sent: “for the team”" in dialog.status.text())
    assert dialog.leave.isVisible()
    ana.qtbot.mouseClick(dialog.choose, LEFT)
    assert dialog.tags.text() == "for the team"
    ana.qtbot.mouseClick(dialog.back, LEFT)
    assert dialog.synchronise.isVisible()
    dialog.reject()
    write(ana, "kept here")
    synchronise(ana)
    synchronise(ben)
    assert ben.cards == ["Which partners are named here?"]


def test_what_no_colleague_could_receive_is_named_and_waits_for_nothing(
    sits: Sits, place: Path, tmp_path: Path
) -> None:
    path = file_of(tmp_path, "Ana")
    with closing(AnnotationStore.open(path)) as store:
        tags = tuple(f"tag {number}" for number in range(101))
        store.perform("Note", [note(1, body="Which partners?", tags=tags)])
    ana = sits(annotations=path)
    dialog = dialog_of(ana)
    ana.qtbot.waitUntil(lambda: "it has more than 100 tags" in dialog.waiting_label.text())
    assert dialog.waiting_label.text().startswith("Nothing waits to be sent.")
    dialog.reject()
    join(ana, place)
    dialog = dialog_of(ana)
    ana.qtbot.waitUntil(dialog.unsent.isVisible)
    assert "it has more than 100 tags" in dialog.unsent.text()
    assert "Nothing waits to be sent." in dialog.status.text()
    dialog.reject()


def test_a_chosen_tag_with_commas_stays_one_tag(pair: tuple[Desk, Desk]) -> None:
    ana, _ = pair
    dialog = dialog_of(ana)
    ana.qtbot.waitUntil(dialog.choose.isVisible)
    ana.qtbot.mouseClick(dialog.choose, LEFT)
    dialog.tagged.setChecked(True)
    dialog.tags.setText('legal, "energy, wat')
    assert dialog.chosen_tags() == ()
    assert not dialog.send.isEnabled()
    dialog.tags.setText('"energy, water", legal')
    assert dialog.chosen_tags() == ("energy, water", "legal")
    ana.qtbot.waitUntil(dialog.send.isEnabled)
    with ana.qtbot.waitSignal(service_of(ana).synchronised):
        ana.qtbot.mouseClick(dialog.send, LEFT)
    ana.qtbot.waitUntil(lambda: "“energy, water”" in dialog.status.text())
    ana.qtbot.mouseClick(dialog.choose, LEFT)  # and nothing is typed: the choice is as it was
    assert dialog.tags.text() == '"energy, water", legal'
    assert dialog.chosen_tags() == ("energy, water", "legal")
    ana.qtbot.mouseClick(dialog.back, LEFT)
    leave(ana, dialog)
    ana.qtbot.waitUntil(lambda: dialog.chosen_tags() == ("energy, water", "legal"))  # offered to one who joins again


def test_whoever_left_is_listed_as_one_who_left(pair: tuple[Desk, Desk], place: Path) -> None:
    def listed(desk: Desk) -> list[tuple[str, str]]:
        synchronise(desk)
        dialog = dialog_of(desk)
        desk.qtbot.waitUntil(lambda: bool(dialog.colleague_cells))
        cells = list(dialog.colleague_cells)
        dialog.reject()
        return cells

    ana, ben = pair
    write(ben, "From Ben")
    synchronise(ben)
    assert [name for name, _ in listed(ana)] == ["Ben"]
    assert "left" not in listed(ana)[0][1]
    dialog = dialog_of(ben)
    leave(ben, dialog)
    assert "your colleagues see that you left" in ben.window.statusBar().currentMessage()
    dialog.reject()
    assert listed(ana)[0][1].startswith("left the team: ")
    join(ben, place)
    write(ben, "From Ben again")
    synchronise(ben)
    assert [(name, "left" in when) for name, when in listed(ana)] == [("Ben", False)]


def test_leaving_a_folder_that_is_away_says_that_colleagues_do_not_see_it(pair: tuple[Desk, Desk], place: Path) -> None:
    ana, _ = pair
    dialog = dialog_of(ana)
    ana.qtbot.waitUntil(dialog.leave.isVisible)
    away = place.rename(place.with_name("away"))
    leave(ana, dialog)
    assert "your colleagues still see you in their list" in ana.window.statusBar().currentMessage()
    dialog.reject()
    assert all("left" not in each.read_text() for each in away.glob("*/person.json"))
