"""Two people at two windows send each other their files: nobody's words are lost, and both texts can be chosen."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, Person, new_uuid
from coopviewer.domain.annotations.exchange import ExportSelection
from coopviewer.domain.annotations.query import View
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.browsing.addresses import HOME_ADDRESS
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.annotations.jsonld import jsonld_lines
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.annotations.files.export_dialog import ExportDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Sits
from tests.journeys.desk import Desk

LEFT = Qt.MouseButton.LeftButton
MARIE = Person("22222222-2222-4222-8222-222222222222", "Marie")


def file_of(folder: Path, name: str) -> Path:
    """Return a new annotations file that belongs to somebody."""
    path = folder / f"{name.lower()}.db"
    store = AnnotationStore.open(path)
    store.rename_owner(name)
    store.close()
    return path


def receive(desk: Desk, file: Path) -> list[str]:
    """Import a file; return the lines of the report."""
    transfers = desk.feature.transfers
    with desk.qtbot.waitSignal(transfers.transfer.imported):
        transfers._import(str(file))
    report = transfers.report
    assert report is not None
    lines = [report.message.text(), *report.lines.text().splitlines()]
    report.reject()
    return lines


def send(desk: Desk, to: Desk, folder: Path) -> list[str]:
    """Export everything at one desk and import it at another; return the lines of the report there."""
    file = folder / "sent.jsonld"
    transfer = desk.feature.transfers.transfer
    with desk.qtbot.waitSignal(transfer.exported):
        transfer.export(file, "jsonld", ExportSelection(), desk.composition.reference.path, ENGLISH)
    return receive(to, file)


def test_the_first_mail_does_not_go_out_under_a_name_that_nobody_chose(sits: Sits, tmp_path: Path) -> None:
    ana, ben = sits(annotations=file_of(tmp_path, "root")), sits(annotations=file_of(tmp_path, "Ben"))
    ana.write("Who sent this?")
    transfers, file = ana.feature.transfers, tmp_path / "mail.jsonld"
    transfers.export()
    ana.qtbot.waitUntil(lambda: isinstance(transfers.dialog, ExportDialog))
    dialog = transfers.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.name.text() == "root"
    dialog.name.setText("Ana Sá")
    ana.qtbot.mouseClick(dialog.export, LEFT)
    with ana.qtbot.waitSignal(transfers.transfer.exported):
        transfers._export(str(file), 0)
    assert "root" not in file.read_text(encoding="utf-8")
    receive(ben, file)
    ben.qtbot.waitUntil(lambda: [each.creator.name for each in ben.annotations] == ["Ana Sá"])
    transfers.dialog.reject()


def test_an_export_says_that_deletions_go_with_it(sits: Sits, tmp_path: Path) -> None:
    ana, ben = sits(annotations=file_of(tmp_path, "Ana")), sits(annotations=file_of(tmp_path, "Ben"))
    ana.write("Gone soon.")
    send(ana, ben, tmp_path)
    with ben.qtbot.waitSignal(ben.writer.annotations_changed):
        ben.pane.delete_wanted.emit((ben.annotations[0].uuid,))
    ben.write("A note of Ben's.")
    send(ben, ana, tmp_path)
    said = ben.window.statusBar().currentMessage()
    assert said.startswith("1 annotation was written to ")
    assert "1 deletion went with them, and the file has the text of that annotation too" in said
    assert ana.cards == ["A note of Ben's."]


def test_an_edit_against_a_deletion_is_told_on_both_sides(sits: Sits, tmp_path: Path) -> None:
    ana, ben = sits(annotations=file_of(tmp_path, "Ana")), sits(annotations=file_of(tmp_path, "Ben"))
    ana.write("Which partners?")
    send(ana, ben, tmp_path)
    change(ben, "Which partners are named?")
    with ana.qtbot.waitSignal(ana.writer.annotations_changed):
        ana.pane.delete_wanted.emit((ana.annotations[0].uuid,))
    report = receive(ben, send_to_file(ana, tmp_path / "ana.jsonld"))
    assert "1 annotation that a colleague deleted stays, since it was changed" in report[0]
    assert "former state" not in report[0]
    preview = previewed(send_to_file(ben, tmp_path / "ben.jsonld"), ana)
    assert any(line.startswith("in your bin, and comes back") for line in preview)
    assert {"Ana", "changed by Ben"} <= set(preview)
    report = receive(ana, tmp_path / "ben.jsonld")
    assert "1 annotation that was in your bin was changed by a colleague and is back" in report[0]
    ana.qtbot.waitUntil(lambda: ana.cards == ben.cards == ["Which partners are named?"])


def send_to_file(desk: Desk, file: Path) -> Path:
    """Export everything at a desk."""
    transfer = desk.feature.transfers.transfer
    with desk.qtbot.waitSignal(transfer.exported):
        transfer.export(file, "jsonld", ExportSelection(), desk.composition.reference.path, ENGLISH)
    return file


def previewed(file: Path, desk: Desk) -> list[str]:
    """Return the parts of the lines of the preview of a file, and close the preview."""
    transfers = desk.feature.transfers
    transfers._preview(str(file))
    desk.qtbot.waitUntil(lambda: transfers.preview is not None)
    dialog = transfers.preview
    assert dialog is not None
    groups = [dialog.choices.index(row, 0) for row in range(dialog.choices.rowCount())]
    lines = [dialog.choices.index(0, 0, group).data() for group in groups]
    dialog.reject()
    plain = ["".join(line.split("\u2068")).replace("\u2069", "").replace("\n", " · ") for line in lines]
    return [part for line in plain for part in line.split(" · ")]


def change(desk: Desk, text: str, times: int = 1) -> None:
    """Write other words into the only note on the page; each time is a change of its own."""
    for count in range(times):
        desk.pane.edit(desk.annotations[0].uuid)
        with desk.qtbot.waitSignal(desk.writer.saved):
            desk.pane.editor.field.setPlainText(text if count == times - 1 else f"draft {count}")
            desk.pane.editor.emit_draft()
        desk.window.focus_page()
        desk.pane.editor.show_new()


def conflicts(desk: Desk) -> list[Conflict]:
    """Open To review, and return the conflicts there."""
    desk.open_review()
    reviews = desk.feature.review_queue.queue.reviews
    desk.qtbot.waitUntil(lambda: bool(reviews.reviews))
    return [each for each in reviews.reviews if isinstance(each, Conflict)]


def press(desk: Desk, button: QPushButton) -> None:
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.qtbot.mouseClick(button, LEFT)
    queue = desk.feature.review_queue.queue
    desk.qtbot.waitUntil(lambda: not queue.reviews.reviews)
    desk.open("project/afic")


@pytest.fixture
def pair(sits: Sits, tmp_path: Path) -> tuple[Desk, Desk]:
    """Return the desks of Ana, who wrote a note, and of Ben, who has it from her."""
    ana, ben = (sits(annotations=file_of(tmp_path, name)) for name in ("Ana", "Ben"))
    ana.write("Which partners are named here?")
    assert send(ana, ben, tmp_path)[0] == "sent.jsonld: 1 annotation was added."
    ben.qtbot.waitUntil(lambda: len(ben.annotations) == 1)
    return ana, ben


def test_home_says_of_a_colleague_s_note_whose_it_is(pair: tuple[Desk, Desk]) -> None:
    for desk, line in zip(pair, ("AFIC · ", "AFIC · Ana · "), strict=True):
        desk.composition.reading.open(HOME_ADDRESS)
        desk.qtbot.waitUntil(lambda desk=desk: "Which partners are named here?" in desk.composition.page.toPlainText())
        below = desk.composition.page.toPlainText().split("Which partners are named here?")[1].split("\n")[1]
        assert below.startswith(line)
        assert ("Ana" in below) is ("Ana" in line)


@pytest.mark.parametrize("times", [3, 1])
def test_own_later_words_stay_though_the_colleague_changed_more_often(
    pair: tuple[Desk, Desk], tmp_path: Path, times: int
) -> None:
    ana, ben = pair
    change(ben, "Which partners are named in the annex?", times)
    change(ana, "Which partners are named on page 3?")
    first, *more = send(ben, ana, tmp_path)
    assert "1 annotation differs from the one here: both versions are kept" in first
    assert more == [
        (
            "• Other versions wait under Annotate > All annotations > To review, on these entries: Strengthening the "
            "Africa-Frontex Intelligence Community (AFIC)."
        )
    ]
    assert len(conflicts(ana)) == 1
    queue = ana.feature.review_queue.queue
    assert (queue.sheet.old.heading.text().split(" (")[0], queue.sheet.old.text.toPlainText()) == (
        "Mine",
        "Which partners are named on page 3?",
    )
    assert queue.sheet.new.heading.text().split(" (")[0] == "Ben"
    assert queue.sheet.new.text.toPlainText() == "Which partners are named in the annex?"
    assert [each.text() for each in (queue.keep_button, queue.take_button, queue.both_button)] == [
        "&Keep mine",
        "T&ake Ben’s",
        "Keep b&oth",
    ]
    press(ana, queue.keep_button)
    assert [each.body for each in ana.annotations] == ["Which partners are named on page 3?"]
    send(ana, ben, tmp_path)
    assert ben.feature.conflicts.uuids == frozenset()
    ben.open("project/afic")
    assert [each.body for each in ben.annotations] == ["Which partners are named on page 3?"]


def test_a_colleague_s_change_is_under_the_colleague_s_name_and_the_author_stays(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    ana, ben = pair
    change(ben, "In the annex.")
    assert send(ben, ana, tmp_path)[0] == "sent.jsonld: 1 annotation was updated."
    ana.open("project/afic")
    (found,) = ana.annotations
    spoken = ana.pane.annotations.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (found.body, found.creator.name) == ("In the annex.", "Ana")
    assert spoken.endswith("changed by Ben")
    change(ana, "On page 3.")
    assert "changed by" not in ana.pane.annotations.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_deletion_travels_and_an_edit_beats_it(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    ana, ben = pair
    with ana.qtbot.waitSignal(ana.writer.annotations_changed):
        ana.pane.delete_wanted.emit((ana.annotations[0].uuid,))
    assert "1 annotation was updated." in send(ana, ben, tmp_path)[0]
    ben.open("project/afic")
    assert ben.annotations == ()
    with ben.qtbot.waitSignal(ben.writer.annotations_changed):
        ben.window.actions_by_id[ActionId.UNDO].trigger()
    ben.open("project/afic")
    change(ben, "Still of use.")
    send(ben, ana, tmp_path)
    ana.open("project/afic")
    assert [each.body for each in ana.annotations] == ["Still of use."]


def with_a_conflict(sits: Sits, tmp_path: Path) -> tuple[Desk, Annotation]:
    """Return a desk at which Marie's version of the user's note was imported, though the user wrote later."""
    desk = sits(annotations=file_of(tmp_path, "Zoë"))
    desk.write("Which partners are named here?")
    (mine,) = desk.annotations
    file = tmp_path / "marie.jsonld"
    theirs = mine.changed(mine.modified, body="Which partners are named in the annex?")
    file.write_bytes(b"".join(jsonld_lines([theirs], sender=MARIE)))
    receive(desk, file)
    return desk, mine


def test_a_conflict_is_marked_on_the_card_and_counted_and_leads_to_the_review(
    sits: Sits, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, _ = with_a_conflict(sits, tmp_path)
    qtbot.waitUntil(lambda: desk.feature.conflicts.button is not None)
    button = desk.feature.conflicts.button
    assert button is not None
    assert button.text() == "⚠ 1 conflict"
    spoken = desk.pane.annotations.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Another version waits for your decision")
    desk.pane.cards.target_chosen.emit("coop:annotations?view=review")
    queue = desk.feature.review_queue.queue
    qtbot.waitUntil(lambda: len(queue.reviews.reviews) == 1)
    heading = queue.reviews.index(0)
    assert heading.data() == "Conflicts: two versions of one annotation"
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    header = desk.feature.browser.browser.header.views
    assert "To review (1)" in [header.tabText(index) for index in range(header.count())]
    (index,) = queue.list.selectedIndexes()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(
        "Your version and Marie’s. “Which partners are named in the annex?”"
    )
    assert queue.sheet.new.text.accessibleDescription() == "New: “in the annex”."
    press(desk, queue.keep_button)
    qtbot.waitUntil(button.isHidden)
    assert "waits" not in desk.pane.annotations.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("both", [False, True])
def test_a_colleague_s_version_is_taken_or_added_and_waits_again_with_undo(
    sits: Sits, qtbot: QtBot, tmp_path: Path, both: bool
) -> None:
    desk, mine = with_a_conflict(sits, tmp_path)
    conflicts(desk)
    queue = desk.feature.review_queue.queue
    press(desk, queue.both_button if both else queue.take_button)
    assert desk.step_words[0].endswith("Decide between versions of annotations")
    theirs = "Which partners are named in the annex?"
    expected = {(theirs, mine.creator, MARIE)} | ({(mine.body, mine.creator, None)} if both else set())
    assert {(each.body, each.creator, each.changed_by) for each in desk.annotations} == expected
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.step(-1)
    qtbot.waitUntil(lambda: len(queue.reviews.reviews) == 1)
    desk.open("project/afic")
    assert [each.body for each in desk.annotations] == [mine.body]


def test_a_former_version_is_taken_back_from_the_history(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits(annotations=file_of(tmp_path, "Zoë"))
    desk.write("First thought.")
    change(desk, "Second thought.")
    change(desk, "Third thought.")
    desk.pane.show_annotation(desk.annotations[0].uuid)
    desk.pane.cards.make_menu().history_wanted.emit()
    qtbot.waitUntil(lambda: desk.feature.versions.history is not None)
    dialog = desk.feature.versions.history
    assert dialog is not None
    rows = [dialog.list.item(row).text().rstrip("\u2069").rsplit(" · ", 1)[-1] for row in range(dialog.list.count())]
    assert rows == ["“Second thought.”", "“First thought.”"]
    dialog.list.setCurrentRow(1)
    assert (dialog.sheet.old.text.toPlainText(), dialog.sheet.new.text.toPlainText()) == (
        "First thought.",
        "Third thought.",
    )
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(dialog.take_button, LEFT)
    assert desk.cards == ["First thought."]
    assert desk.pane.editor.field.toPlainText() == "First thought."
    assert desk.step_words[0].endswith("Take a former version of an annotation back")
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.step(-1)
    assert desk.cards == ["Third thought."]


def test_the_history_does_not_repeat_what_is_said_now_while_another_version_waits(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    ana, ben = pair
    change(ben, "In the annex.")
    change(ana, "On page 3.")
    send(ben, ana, tmp_path)
    ana.open("project/afic")
    ana.pane.show_annotation(ana.annotations[0].uuid)
    ana.pane.cards.make_menu().history_wanted.emit()
    ana.qtbot.waitUntil(lambda: ana.feature.versions.history is not None)
    dialog = ana.feature.versions.history
    assert dialog is not None
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    (now,) = [each.body for each in ana.annotations]  # whichever of the two is the later one
    (other,) = {"In the annex.", "On page 3."} - {now}
    found = [row.rstrip("\u2069").rsplit(" · ", 1)[-1] for row in rows]
    assert sorted(found) == sorted([f"“{other}”", "“Which partners are named here?”"])
    dialog.reject()


def test_an_annotation_is_only_mine_by_menu_and_form_and_that_is_undone(
    sits: Sits, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = sits(annotations=file_of(tmp_path, "Zoë"))
    desk.write("Between us.")
    desk.pane.show_annotation(desk.annotations[0].uuid)
    menu = desk.pane.cards.make_menu()
    assert menu.private is not None
    assert not menu.private.isChecked()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        menu.private.trigger()
    assert [each.only_mine for each in desk.annotations] == [True]
    assert "Only mine" in desk.pane.annotations.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert desk.pane.editor.private.isChecked()
    assert desk.step_words[0].endswith("Keep an annotation to yourself")
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(desk.pane.editor.private, LEFT, pos=desk.pane.editor.private.rect().center() / 4)
    assert [each.only_mine for each in desk.annotations] == [False]
    desk.pane.editor.show_new()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.step(-1)
    assert [each.only_mine for each in desk.annotations] == [True]


def test_an_import_is_previewed_and_what_is_not_wanted_is_left_out(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits(annotations=file_of(tmp_path, "Zoë"))
    desk.write("Mine.")
    (mine,) = desk.annotations
    file = tmp_path / "marie.jsonld"
    notes = [
        replace(mine, body="Marie's."),
        replace(mine, uuid=new_uuid(), body="wanted"),
        replace(mine, uuid=new_uuid(), body="not wanted"),
        replace(mine, uuid=new_uuid(), body="elsewhere", entry_id="country/nowhere"),
    ]
    file.write_bytes(b"".join(jsonld_lines(notes, sender=MARIE)))
    transfers = desk.feature.transfers
    with qtbot.waitSignal(transfers.transfer.previewed):
        transfers._preview(str(file))
    dialog = transfers.preview
    assert dialog is not None
    choices = dialog.choices
    groups = [choices.index(row, 0) for row in range(choices.rowCount())]
    texts = [group.data().split("\n")[0] for group in groups]
    assert texts == ["New: 2", "In conflict: 1", "On entries that this reference does not have: 1"]
    assert desk.cards == ["Mine."], "nothing is written yet"
    states, check = Qt.CheckState, Qt.ItemDataRole.CheckStateRole
    for group in groups:
        choices.setData(group, states.Unchecked, check)
    assert not dialog.import_button.isEnabled()
    choices.setData(groups[1], states.Checked, check)
    children = [choices.index(row, 0, groups[0]) for row in range(choices.rowCount(groups[0]))]
    (wanted,) = [each for each in children if "“wanted”" in each.data()]
    choices.setData(wanted, states.Checked, check)
    assert [group.data(check) for group in groups] == [states.PartiallyChecked, states.Checked, states.Unchecked]
    assert dialog.import_button.isEnabled()
    with qtbot.waitSignal(transfers.transfer.imported):
        qtbot.mouseClick(dialog.import_button, LEFT)
    assert transfers.report is not None
    transfers.report.reject()
    assert sorted(desk.cards) == ["Mine.", "wanted"]
    assert len(conflicts(desk)) == 1
    steps = desk.step_words
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.step(-1)
    desk.open("project/afic")
    assert (desk.cards, desk.step_words != steps) == (["Mine."], True)


def test_where_a_file_brings_nothing_only_the_report_is_shown(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits(annotations=file_of(tmp_path, "Zoë"))
    desk.write("Mine.")
    file = tmp_path / "same.jsonld"
    file.write_bytes(b"".join(jsonld_lines(desk.annotations, sender=MARIE)))
    transfers = desk.feature.transfers
    with qtbot.waitSignal(transfers.transfer.imported):
        transfers._preview(str(file))
    assert transfers.preview is None
    assert transfers.report is not None
    assert transfers.report.message.text() == (
        "same.jsonld: Nothing was added or updated. 1 annotation was here already."
    )
    transfers.report.reject()


@pytest.mark.parametrize(("saved_before", "waits"), [(False, False), (True, False), (False, True)])
def test_what_is_being_typed_while_an_import_changes_it_is_kept_beside_it(
    pair: tuple[Desk, Desk], tmp_path: Path, saved_before: bool, waits: bool
) -> None:
    ana, ben = pair
    change(ben, "Ben's words.")
    change(ben, "Ben's last words.", times=3)
    ana.pane.edit(ana.annotations[0].uuid)
    field = ana.pane.editor.field
    if saved_before:
        with ana.qtbot.waitSignal(ana.writer.saved):
            field.setPlainText("Ana's first words.")
            ana.pane.editor.emit_draft()
    file = tmp_path / "ben.jsonld"
    transfer = ben.feature.transfers.transfer
    with ben.qtbot.waitSignal(transfer.exported):
        transfer.export(file, "jsonld", ExportSelection(), ben.composition.reference.path, ENGLISH)
    ana.feature.transfers._import(str(file))
    field.setPlainText("Ana's words, not saved yet.")
    if waits:  # for the import to end: the draft is behind it in the queue of the file
        ana.pane.editor.emit_draft()
    ana.qtbot.waitUntil(lambda: len(ana.annotations) == 2)
    assert sorted(each.body for each in ana.annotations) == ["Ana's words, not saved yet.", "Ben's last words."]
    report = ana.feature.transfers.report
    assert report is not None
    report.reject()
    field.moveCursor(QTextCursor.MoveOperation.End)
    with ana.qtbot.waitSignal(ana.writer.saved):
        ana.qtbot.keyClicks(field, " More.")
        ana.pane.editor.emit_draft()
    assert "Ana's words, not saved yet. More." in ana.cards
    if saved_before:
        assert [each.annotation.body for each in conflicts(ana)] == ["Ana's first words."]


def test_words_of_the_review_are_copied_and_find_leads_to_all_annotations(sits: Sits, tmp_path: Path) -> None:
    desk, _ = with_a_conflict(sits, tmp_path)
    conflicts(desk)
    with desk.qtbot.waitActive(desk.window):
        desk.window.activateWindow()
    text = desk.feature.review_queue.queue.sheet.new.text
    text.setFocus()
    text.selectAll()
    desk.window.actions_by_id[ActionId.COPY].trigger()
    assert QGuiApplication.clipboard().text() == "Which partners are named in the annex?"
    browser = desk.feature.browser.browser
    desk.window.actions_by_id[ActionId.FIND].trigger()
    assert browser.query.view is View.LIST
    assert browser.header.search_line.hasFocus()
    desk.qtbot.keyClicks(browser.header.search_line, "partners")
    desk.qtbot.waitUntil(lambda: browser.query.text == "partners")
    desk.composition.reading.step(-1)
    assert browser.query.view is View.REVIEW
    assert not browser.header.search_line.hasFocus()
