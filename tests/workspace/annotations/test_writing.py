"""Annotations through the door of the workspace: real files, real threads."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QObject
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person, new_uuid, utc_now
from coopviewer.domain.annotations.lists import AnnotationFilter, Change, ListedAnnotations, PageFacts, Steps
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from coopviewer.workspace.annotations.locked_file import hold_annotations
from coopviewer.workspace.annotations.queries import HEAD, AnnotationQueries
from coopviewer.workspace.annotations.writing import MOST_TOLD, AnnotationWriter
from tests.faults import words_of

DATASET = "urn:example:reference"


class Notes:
    """The doors to one file of annotations."""

    def __init__(self, dataset: str, parent: QObject) -> None:
        self.file_session = AnnotationFileSession(dataset, parent)
        self.writer = AnnotationWriter(self.file_session)
        self.queries = AnnotationQueries(self.file_session)


Opens = Callable[..., Notes]


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    """Open a file of annotations as the window does; closed when the test ends."""
    made: list[Notes] = []
    parent = QObject()

    def opened(path: Path = tmp_path / "notes" / "annotations.db", dataset: str = DATASET) -> Notes:
        notes = Notes(dataset, parent)
        made.append(notes)
        with qtbot.waitSignal(notes.file_session.opened):
            notes.file_session.open(path)
        return notes

    yield opened
    assert all(notes.file_session.finish() for notes in made)


def a_note(notes: Notes, body: str, entry_id: str = "country/NE") -> Annotation:
    assert notes.file_session.file is not None
    return Annotation(
        uuid=new_uuid(),
        revision=1,
        dataset=notes.file_session.dataset,
        entry_id=entry_id,
        motivation=Motivation.COMMENTING,
        creator=notes.file_session.file.person,
        created=utc_now(),
        modified=utc_now(),
        body=body,
    )


def on_page(qtbot: QtBot, notes: Notes, entry_id: str = "country/NE") -> tuple[Annotation, ...]:
    with qtbot.waitCallback() as told:
        notes.queries.ask_page(PageFacts(entry_id), told)
    return told.args[0]


def test_the_first_note_makes_the_file_for_its_owner_alone(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    notes = opens()
    note = a_note(notes, "Ask for exact dates. 🙂 مرحبا")
    with qtbot.waitSignal(notes.writer.annotations_changed) as told:
        notes.writer.perform("Write a note", [note])
    (change,) = told.args
    assert isinstance(change, Change)
    assert (change.label, change.uuids, change.counts) == ("Write a note", (note.uuid,), {"country/NE": 1})
    assert change.now == (note,)
    assert on_page(qtbot, notes) == (note,)
    file = tmp_path / "notes" / "annotations.db"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_all_folders_made_for_the_file_are_its_owners_alone(tmp_path: Path) -> None:
    hold_annotations(tmp_path / "a" / "b" / "annotations.db").close()
    modes = [each.stat().st_mode & 0o777 for each in (tmp_path / "a", tmp_path / "a" / "b")]
    assert modes == [0o700, 0o700]


def test_what_is_typed_into_one_editor_is_one_step(opens: Opens, qtbot: QtBot) -> None:
    notes = opens()
    note = a_note(notes, "")
    for text in ("C", "Com", "Compare"):
        with qtbot.waitSignal(notes.writer.saved) as told:
            notes.writer.type_into("Write a note", replace(note, body=text))
        assert told.args == [note.uuid]
    notes.writer.leave_editor()
    with qtbot.waitSignal(notes.writer.saved):
        notes.writer.type_into("Edit a note", replace(note, revision=2, body="Compared"))
    assert [each.body for each in on_page(qtbot, notes)] == ["Compared"]
    with qtbot.waitSignal(notes.file_session.steps_changed) as steps:
        notes.writer.step(-1)
    assert steps.args == [Steps(undo="Write a note", redo="Edit a note")]
    assert [each.body for each in on_page(qtbot, notes)] == ["Compare"]
    with qtbot.waitSignal(notes.file_session.steps_changed):
        notes.writer.step(-1)
    assert on_page(qtbot, notes) == ()


def test_undo_holds_through_a_restart(opens: Opens, qtbot: QtBot) -> None:
    first = opens()
    note = a_note(first, "Kept")
    with qtbot.waitSignal(first.writer.annotations_changed):
        first.writer.perform("Write a note", [note])
    assert first.file_session.finish()
    again = opens()
    with qtbot.waitSignal(again.writer.annotations_changed) as told:
        again.writer.step(-1)
    assert told.args[0].now == ()
    with qtbot.waitSignal(again.writer.annotations_changed) as told:
        again.writer.step(1)
    assert told.args[0].now == (note,)


def test_many_are_changed_in_one_step_and_lists_are_asked_for_anew(opens: Opens, qtbot: QtBot) -> None:
    notes = opens()
    many = [a_note(notes, f"note {number}") for number in range(MOST_TOLD + 1)]
    with qtbot.waitSignal(notes.writer.annotations_changed):
        notes.writer.perform("Import", many)
    everything = AnnotationFilter(dataset=DATASET)

    def tagged(annotation: Annotation) -> Annotation:
        return annotation.changed(utc_now(), tags=("verify",))

    with qtbot.waitSignal(notes.writer.annotations_changed) as told:
        notes.writer.edit("Add the tag “verify”", everything, tagged)
    (change,) = told.args
    assert (len(change.uuids), change.now) == (MOST_TOLD + 1, ())
    with qtbot.waitCallback() as found:
        verified = everything._replace(tags=frozenset(("verify",)))
        notes.queries.ask_list(verified, paths.reference_file(), found, head=HEAD)
    answer = found.args[0]
    assert isinstance(answer, ListedAnnotations)
    assert (len(answer.uuids), len(answer.first)) == (MOST_TOLD + 1, HEAD)
    with qtbot.waitCallback() as tags:
        notes.queries.ask_tags(tags)
    assert [(tag.name, tag.count) for tag in tags.args[0]] == [("verify", MOST_TOLD + 1)]
    with qtbot.waitSignal(notes.writer.annotations_changed):
        notes.writer.step(-1)
    with qtbot.waitCallback() as tags:
        notes.queries.ask_tags(tags)
    assert tags.args[0] == ()


def test_a_file_held_by_another_window_is_read_only_and_says_by_whom(opens: Opens, qtbot: QtBot) -> None:
    first = opens()
    note = a_note(first, "Mine")
    with qtbot.waitSignal(first.writer.annotations_changed):
        first.writer.perform("Write a note", [note])
    second = opens()
    assert second.file_session.file is not None
    assert second.file_session.file.read_only
    assert "is being written by another coopviewer window" in words_of(second.file_session.file.notice)
    assert on_page(qtbot, second) == (note,)
    with qtbot.waitSignal(second.file_session.failed) as told:
        second.writer.perform("Write a note", [a_note(second, "Not mine")])
    assert "for reading only" in words_of(told.args[0])


def test_a_stale_lock_is_taken_over(opens: Opens, tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    lock = QLockFile(f"{path}.lock")
    assert lock.tryLock(0)
    lines = Path(f"{path}.lock").read_text().splitlines()
    lock.unlock()
    Path(f"{path}.lock").write_text("\n".join(["4194999", *lines[1:]]) + "\n")  # a process that is long gone
    notes = opens(path)
    assert notes.file_session.file is not None
    assert not notes.file_session.file.read_only


def test_another_dataset_has_its_own_annotations(opens: Opens, qtbot: QtBot) -> None:
    notes = opens()
    with qtbot.waitSignal(notes.writer.annotations_changed):
        notes.writer.perform("Write a note", [a_note(notes, "One")])
    with qtbot.waitSignal(notes.file_session.opened):
        notes.file_session.use("urn:example:another")
    assert on_page(qtbot, notes) == ()
    with qtbot.waitCallback() as counts:
        notes.queries.ask_counts(counts)
    assert counts.args == [{}]


def test_what_cannot_be_opened_leaves_the_file_before_open(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    notes = opens()
    wrong = tmp_path / "wrong.db"
    wrong.write_text("not a database, but long enough to be looked at " * 10)
    with qtbot.waitSignal(notes.file_session.failed) as told:
        notes.file_session.open(wrong)
    assert "wrong.db" in words_of(told.args[0])
    with qtbot.waitSignal(notes.writer.annotations_changed):
        notes.writer.perform("Write a note", [a_note(notes, "Still here")])
    assert wrong.read_text().startswith("not a database")


def test_a_person_keeps_one_key_for_all_annotations(opens: Opens) -> None:
    first = opens()
    assert first.file_session.file is not None
    person = first.file_session.file.person
    assert isinstance(person, Person)
    assert person.name
    first.file_session.finish()
    again = opens()
    assert again.file_session.file is not None
    assert again.file_session.file.person == person


def test_waiting_brings_all_answers(opens: Opens) -> None:
    notes = opens()
    saved: list[str] = []
    notes.writer.saved.connect(saved.append)
    note = a_note(notes, "Written at the last moment")
    notes.writer.type_into("Write a note", note)
    assert notes.file_session.wait()
    assert saved == [note.uuid]


def test_a_write_protected_file_is_opened_for_reading_and_said_to_be(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "annotations.db"
    first = opens(path)
    with qtbot.waitSignal(first.writer.annotations_changed):
        first.writer.perform("Note", [a_note(first, "kept")])
    assert first.file_session.finish()
    path.chmod(0o400)
    again = opens(path)
    assert again.file_session.file is not None
    assert again.file_session.file.read_only
    assert "annotations.db may not be written by you" in words_of(again.file_session.file.notice)
    assert [each.body for each in on_page(qtbot, again)] == ["kept"]
    path.chmod(0o600)
    assert not QLockFile(f"{path}.lock").getLockInfo()[0]


def test_a_defect_is_told_and_the_file_stays_open(opens: Opens, qtbot: QtBot) -> None:
    notes = opens()
    told: list[object] = []
    notes.file_session.put(lambda job: job.kept.no_such_thing, defect=told.append)  # type: ignore[attr-defined]
    notes.file_session.put(lambda job: job.kept.store.path.name, told.append)
    with qtbot.captureExceptions() as defects:
        assert notes.file_session.wait()
    words = "coopviewer failed at it, and has written down in its log what happened."
    assert [words_of(told[0]), *told[1:]] == [words, "annotations.db"]
    assert [kind for kind, *_ in defects] == [AttributeError]


@pytest.mark.skipif(os.name != "posix", reason="links are made by everybody there")
def test_a_file_with_a_second_name_is_held_for_reading_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    hold_annotations(path).close()
    os.link(path, tmp_path / "second.db")
    held = hold_annotations(path)
    assert held.for_writing().read_only
    assert held.notice is not None
    assert "several names (hard links)" in words_of(held.notice)
    held.close()
