"""Backups: whole, few enough, and restored in a step that can be undone."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Decider, tag_key
from coopviewer.domain.annotations.backups import BackupReason, Effect
from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.domain.annotations.operations import operation
from coopviewer.storage.annotations.backups import back_up, back_up_daily, compare, list_backups, restore, save_copy
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock, lock_file_of
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import DATASET, GOAL, SAMPLES, START, anchor, note
from tests.storage.annotations.merging.desks import Clock as TickingClock
from tests.storage.annotations.merging.desks import FileDesk

_PAGE = 4_096  # bytes of a page of a new file


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[AnnotationStore]:
    opened = AnnotationStore.open(tmp_path / "annotations.db", now=clock)
    yield opened
    opened.close()


def all_of(store: AnnotationStore) -> tuple[Annotation, ...]:
    return store.get([uuid for (uuid,) in store.file.connection.execute("SELECT uuid FROM annotation ORDER BY uuid")])


def test_a_backup_is_one_whole_private_file(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    backup = back_up(store)
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with closing(AnnotationStore.open(backup, read_only=True)) as kept:
        assert kept.get([each.uuid for each in SAMPLES]) == SAMPLES
    if os.name == "posix":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_backups_are_listed_with_when_why_and_how_many(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    first = back_up(store, BackupReason.IMPORT)
    store.perform("Note", [note()])
    second = back_up(store)
    found = list_backups(store.path)
    assert [(each.path, each.reason, each.count) for each in found] == [
        (second, BackupReason.ASKED, 8),
        (first, BackupReason.IMPORT, 7),
    ]
    assert found[0].at > found[1].at > START


def test_a_backup_says_to_the_millisecond_when_it_was_made(tmp_path: Path) -> None:
    with closing(AnnotationStore.open(tmp_path / "annotations.db", now=lambda: START)) as store:
        back_up(store)
        assert [each.at for each in list_backups(store.path)] == [START]
        assert START.microsecond == 123_000


def test_no_backup_is_kept_of_a_file_that_is_damaged(store: AnnotationStore) -> None:
    store.perform("Note", [note()])
    store.close()
    query = "UPDATE sqlite_schema SET sql = {} WHERE name = 'annotation_of_person'"
    for change in ("sql || ' WHERE 0'", "replace(sql, ' WHERE 0', '')"):
        with closing(sqlite3.connect(store.path)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(query.format(change))
            connection.commit()
        with closing(sqlite3.connect(store.path)) as connection:
            if "||" in change:
                connection.execute("REINDEX annotation_of_person")  # which now lacks what its definition says
                connection.commit()
    with closing(AnnotationStore.open(store.path)) as opened:
        with raises_fault("copy of the annotations is damaged"):
            back_up(opened)
        assert list(opened.path.with_name("backups").iterdir()) == []


def test_a_backup_that_cannot_be_read_is_listed_without_a_count(store: AnnotationStore) -> None:
    backup = back_up(store)
    backup.write_bytes(b"not a database")
    assert [each.count for each in list_backups(store.path)] == [None]
    with raises_fault("is not an annotations file"):
        restore(store, backup)
    assert len(list_backups(store.path)) == 1


def test_a_damaged_backup_never_keeps_the_list_or_the_days_backup_from_being_made(
    store: AnnotationStore, clock: Clock
) -> None:
    store.perform("Import", SAMPLES)
    store.perform("Notes", [note(body=f"Note {number} " + "x" * 200) for number in range(100)])
    backup = back_up_daily(store)
    assert backup is not None
    whole = backup.read_bytes()
    store.perform("Note", [note()])
    counts = set()
    for page in range(len(whole) // _PAGE):
        at = page * _PAGE
        backup.write_bytes(whole[:at] + b"\xff" * _PAGE + whole[at + _PAGE :])
        (listed,) = list_backups(store.path)
        counts.add(listed.count)
        clock.now += timedelta(days=1)
        made = back_up_daily(store)
        assert made is not None, page
        assert list_backups(store.path)[0].count == 108
        made.unlink()
    assert counts == {None, 107}


def test_files_beside_backups_are_no_backups(store: AnnotationStore) -> None:
    folder = back_up(store).parent
    for name in (
        "annotations.db",
        "annotations.notes.db",
        "annotations.20261125T093000000Z.other.db",
        "annotations.20261125T093000000Z.daily.x.db",
        "annotations.20261125T093000000Z.daily..db",
        "letter.txt",
    ):
        (folder / name).write_text("x")
    assert len(list_backups(store.path)) == 1


def test_ten_of_each_reason_are_kept(store: AnnotationStore, clock: Clock) -> None:
    for _ in range(12):
        store.perform("Note", [note()])
        clock.now += timedelta(days=1)
        back_up_daily(store)
    for _ in range(11):
        back_up(store, BackupReason.IMPORT)
    reasons = [each.reason for each in list_backups(store.path)]
    assert (reasons.count(BackupReason.DAILY), reasons.count(BackupReason.IMPORT)) == (10, 10)
    assert min(each.count or 0 for each in list_backups(store.path)) == 3


@pytest.mark.parametrize("name", ["notes", "notes.v2", ".notes", "my.notes.db"])
def test_backups_are_known_by_their_names_whatever_the_file_is_called(tmp_path: Path, clock: Clock, name: str) -> None:
    with closing(AnnotationStore.open(tmp_path / name, now=clock)) as store:
        made = [back_up(store) for _ in range(12)]
        assert [each.path for each in list_backups(store.path)] == made[:1:-1]
    for other in ("notes", "notes.db", "notes.v2", "my", "my.notes"):
        assert other == name or list_backups(tmp_path / other) == ()


def test_a_backup_that_was_broken_off_is_cleared_away(store: AnnotationStore) -> None:
    folder = back_up(store).parent
    for name in (".annotations.x.db.abc.tmp", ".another.x.db.abc.tmp"):
        (folder / name).write_bytes(b"half")
    back_up(store)
    assert [each.name for each in folder.iterdir() if each.suffix == ".tmp"] == [".another.x.db.abc.tmp"]


def test_one_backup_a_day_is_enough_and_none_where_nothing_was_written(store: AnnotationStore, clock: Clock) -> None:
    store.perform("Note", [note("a")])
    assert back_up_daily(store) is not None
    store.perform("Note", [note("b")])
    assert back_up_daily(store) is None
    clock.now += timedelta(days=1)
    assert back_up_daily(store) is not None
    clock.now += timedelta(days=1)
    assert back_up_daily(store) is None
    store.undo()
    assert back_up_daily(store) is not None


def with_later_dates(store: AnnotationStore, reason: BackupReason, times: int = 10) -> list[Path]:
    """Make backups named as an earlier version named them while its clock was ten years ahead."""
    made = []
    for day in range(times):
        backup = back_up(store, reason)
        made.append(backup.rename(backup.with_name(f"annotations.20361125T0930{day:02}000Z.{reason}.db")))
    return made


@pytest.mark.parametrize("reason", BackupReason)
def test_a_backup_that_was_just_made_stays_whatever_the_times_of_the_others_say(
    store: AnnotationStore, clock: Clock, reason: BackupReason
) -> None:
    later = with_later_dates(store, reason)
    made = []
    for number in range(10):
        store.perform("Note", [note(f"n{number}")])
        clock.now -= timedelta(days=1)  # it falls back all the time
        made.append(back_up(store, reason))
        assert [each.path for each in list_backups(store.path)] == [*reversed(made), *reversed(later[number + 1 :])]
    assert [each.count for each in list_backups(store.path)] == list(range(10, 0, -1))


def test_an_unchanged_file_is_not_copied_again_because_of_a_later_date(store: AnnotationStore, clock: Clock) -> None:
    with_later_dates(store, BackupReason.DAILY, 1)
    store.perform("Note", [note("a")])
    assert back_up_daily(store) is not None
    for _ in range(3):
        clock.now += timedelta(days=1)
        assert back_up_daily(store) is None
        assert back_up_daily(store, renew=True) is None
    assert len(list_backups(store.path)) == 2


def test_a_clock_that_fell_back_to_the_day_of_an_old_backup_replaces_none(store: AnnotationStore, clock: Clock) -> None:
    made = []
    for day in range(3):
        store.perform("Note", [note(f"day {day}")])
        made.append(back_up_daily(store))
        clock.now += timedelta(days=1)
    clock.now = START + timedelta(seconds=1)
    store.perform("Note", [note("later")])
    assert back_up_daily(store) is not None
    store.perform("Note", [note("latest")])
    assert back_up_daily(store, renew=True) is not None
    assert [each.count for each in list_backups(store.path)] == [5, 3, 2, 1]
    clock.now = START
    store.perform("Note", [note("once more")])
    assert back_up_daily(store, renew=True) is not None
    assert [each.count for each in list_backups(store.path)] == [6, 5, 3, 2, 1]


def test_at_the_end_of_the_work_the_backup_of_the_day_is_made_anew(store: AnnotationStore, clock: Clock) -> None:
    store.perform("Note", [note("a")])
    back_up_daily(store)
    clock.now += timedelta(days=1)
    store.perform("Note", [note("b")])
    first = back_up_daily(store)
    store.perform("Note", [note("c")])
    second = back_up_daily(store, renew=True)
    assert None not in (first, second)
    found = list_backups(store.path)
    assert [each.count for each in found] == [3, 1]
    assert found[0].path == second
    assert back_up_daily(store, renew=True) is None  # nothing was written since


def test_a_backup_of_the_day_that_is_made_anew_within_a_millisecond_stays(tmp_path: Path) -> None:
    with closing(AnnotationStore.open(tmp_path / "annotations.db", now=lambda: START)) as still:
        still.perform("Note", [note("a")])
        back_up_daily(still)
        still.perform("Note", [note("b")])
        second = back_up_daily(still, renew=True)
        assert [(each.path, each.count) for each in list_backups(still.path)] == [(second, 2)]


def test_a_copy_over_another_file_that_this_program_holds_is_refused(store: AnnotationStore, tmp_path: Path) -> None:
    target = tmp_path / "target.db"
    AnnotationStore.open(target).close()
    with AnnotationLock(target), raises_fault("is held by"):
        save_copy(store, target)


def test_a_backup_is_compared_with_what_is_there_now(store: AnnotationStore) -> None:
    kept = [note("back", "will be\nback"), note("text"), note("tagged"), note("same"), note("renamed", tags=("x",))]
    store.perform("Import", [*kept, note("anchored", "", anchors=(anchor(),))])
    backup = back_up(store)
    assert compare(store, backup).is_none
    store.add_anchors({"same": replace(anchor(), decided_by=Decider.PROGRAM)})
    assert compare(store, backup).is_none
    with closing(sqlite3.connect(store.path)) as connection:  # as a purge would
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM annotation WHERE uuid = 'back'")
        connection.commit()
    store.perform("Changes", [kept[1].changed(START, body="other"), kept[2].changed(START, tags=("new",))])
    store.perform("Re-attach", [note("anchored", "", anchors=(anchor(), anchor(3, 6)))])
    store.retag("Rename", ["x"], "y")
    store.perform("New", [note("new", "", anchors=(anchor(0, len(GOAL)),))])
    found = compare(store, backup)
    assert (found.back, found.changed, found.gone) == (1, 4, 1)
    assert [(each.effect, each.uuid) for each in found.examples] == [
        (Effect.BACK, "back"),
        *((Effect.CHANGED, uuid) for uuid in ("text", "tagged", "renamed", "anchored")),
        (Effect.GONE, "new"),
    ]
    assert (found.examples[0].text, found.examples[0].entry_id) == ("will be back", "project/afic")
    assert found.examples[-1].text.endswith("…")
    assert len(found.examples[-1].text) == 80


def test_restoring_is_a_step_that_can_be_undone_and_redone(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    then = all_of(store)
    backup = back_up(store)
    store.perform("Edit", [SAMPLES[0].changed(START, body="other", tags=("new",))])
    store.perform("New", [note("new", tags=("new", "verify"), anchors=(anchor(),))])
    store.retag("Rename", ["verify"], "checked")
    now = all_of(store)
    change, restored = restore(store, backup), operation("restore-backup")
    assert (all_of(store), change.label, change.steps.undo) == (then, restored, restored)
    assert {"new", "s1", "s5", "s7"} <= set(change.uuids)
    assert compare(store, backup).is_none
    assert [each.reason for each in list_backups(store.path)] == [BackupReason.RESTORE, BackupReason.ASKED]
    store.undo()
    assert all_of(store) == now
    store.redo()
    assert all_of(store) == then
    store.undo()
    for _ in range(3):
        store.undo()
    assert all_of(store) == then


def test_what_was_there_before_a_restore_is_backed_up(store: AnnotationStore) -> None:
    backup = back_up(store)
    store.perform("Note", [note("a")])
    now = all_of(store)
    restore(store, backup)
    assert all_of(store) == ()
    restore(store, list_backups(store.path)[0].path)
    assert all_of(store) == now


def test_the_oldest_of_ten_backups_of_its_reason_can_be_restored(store: AnnotationStore) -> None:
    store.perform("Note", [note("a")])
    then = all_of(store)
    oldest = back_up(store, BackupReason.RESTORE)
    for number in range(9):
        store.perform("Note", [note(f"later {number}")])
        back_up(store, BackupReason.RESTORE)
    restore(store, oldest)
    assert all_of(store) == then
    restored = list_backups(store.path)
    assert (len(restored), restored[-1].path) == (11, oldest)
    back_up(store, BackupReason.RESTORE)
    assert (len(list_backups(store.path)), oldest.exists()) == (10, False)


def test_a_backup_of_another_copy_of_the_file_is_restored_as_well(store: AnnotationStore, tmp_path: Path) -> None:
    store.perform("Note", [note("a", tags=("x",), anchors=(anchor(),))])
    copied = save_copy(store, tmp_path / "laptop.db")
    store.perform("Here", [note("here", tags=("y", "z"), anchors=(anchor(1, 5),))])
    now = all_of(store)
    with closing(AnnotationStore.open(copied)) as laptop:
        laptop.perform("There", [note("there", tags=("y",), anchors=(anchor(2, 6),))])
        laptop.retag("Rename", ["x"], "z")
        then = all_of(laptop)
        backup = back_up(laptop)
    restore(store, backup)
    assert all_of(store) == then
    store.undo()
    assert all_of(store) == now


def test_a_copy_elsewhere_holds_everything(store: AnnotationStore, tmp_path: Path) -> None:
    store.perform("Import", SAMPLES)
    target = save_copy(store, tmp_path / "elsewhere.db")
    with closing(AnnotationStore.open(target)) as copied:
        assert all_of(copied) == all_of(store)
        assert copied.steps() == store.steps()
        assert copied.lists.find(AnnotationFilter(dataset=DATASET, text="double")).total == 1


def left_by_a_crash(target: Path, *suffixes: str) -> None:
    """Make a file of five notes, as a crash leaves it: its notes are in the log alone."""
    made = target.with_name("crashing.db")
    with closing(AnnotationStore.open(made)) as crashing:
        crashing.perform("Old", [note(f"old {number}") for number in range(5)])
        for suffix in ("", *suffixes):
            shutil.copy(f"{made}{suffix}", f"{target}{suffix}")
    made.unlink()


def test_a_copy_over_a_file_with_a_log_beside_it_holds_what_was_saved(store: AnnotationStore, tmp_path: Path) -> None:
    target = tmp_path / "target.db"
    left_by_a_crash(target, "-wal", "-shm")
    target.with_name("target.db-journal").write_bytes(b"the journal of an older file")
    store.perform("Import", SAMPLES)
    save_copy(store, target)
    assert [each.name for each in tmp_path.glob("target*")] == ["target.db"]
    with closing(AnnotationStore.open(target)) as copied:
        assert all_of(copied) == all_of(store)


def test_a_copy_may_be_put_where_the_file_was_that_is_gone(store: AnnotationStore) -> None:
    if os.name != "posix":
        pytest.skip("Windows deletes no open file")
    store.perform("Import", SAMPLES)
    with AnnotationLock(store.path):  # as a window holds it all the time
        store.path.unlink()
        save_copy(store, store.path)
        assert [each.name for each in store.path.parent.glob("*-wal")] == []
    store.close()
    with closing(AnnotationStore.open(store.path)) as copied:
        assert copied.get([each.uuid for each in SAMPLES]) == SAMPLES


def test_a_copy_over_a_file_that_another_program_holds_is_refused(store: AnnotationStore, tmp_path: Path) -> None:
    target = tmp_path / "target.db"
    left_by_a_crash(target, "-wal")
    before = {each: each.read_bytes() for each in tmp_path.glob("target*")}
    lock_file_of(target).write_bytes(b"4000000\ncoopviewer\nelsewhere\nanother-machine\nx\n")
    with raises_fault("is held by coopviewer on elsewhere"):
        save_copy(store, target)
    assert {each: each.read_bytes() for each in before} == before
    lock_file_of(target).unlink()
    save_copy(store, target)
    assert not lock_file_of(target).exists()


def test_a_copy_over_the_open_file_or_into_no_folder_is_refused(store: AnnotationStore, tmp_path: Path) -> None:
    with raises_fault("is the file that is open"):
        save_copy(store, store.path)
    with raises_fault("There is no folder"):
        save_copy(store, tmp_path / "nowhere" / "x.db")


def test_where_no_backup_can_be_made_nothing_is_restored(store: AnnotationStore) -> None:
    store.perform("Note", [note("a")])
    backup = back_up(store)
    kept = backup.rename(store.path.with_name("kept.db"))
    backup.parent.rmdir()
    backup.parent.write_text("a file where the folder should be")
    store.perform("Note", [note("b")])
    with raises_fault("could not be reached"):
        restore(store, kept)
    assert [each.uuid for each in all_of(store)] == ["a", "b"]


@pytest.mark.parametrize("theirs", ["Alpha", "alpha"])
@pytest.mark.parametrize("renamed", [False, True])
def test_a_tag_that_came_back_with_a_colleagues_note_is_the_one_that_is_restored(
    tmp_path: Path, theirs: str, *, renamed: bool
) -> None:
    clock = TickingClock()
    ana, ben = FileDesk(tmp_path / "ana.db", clock), FileDesk(tmp_path / "ben.db", clock)
    with closing(ana.store), closing(ben.store):
        mine, other = ana.write("mine"), ana.write("other")
        for each in (mine, other):
            ana.edit(each.uuid, tags=("Alpha",))
        backup = back_up(ana.store)
        if renamed:
            ana.store.retag("rename", ["Alpha"], "Beta")
        else:
            ana.edit(mine.uuid, tags=())
            ana.edit(other.uuid, tags=("Gamma",))
        before = {each.body: each.tags for each in ana.all}
        hers = ben.write("theirs")
        ben.edit(hers.uuid, tags=(theirs,))
        ana.take(ben.file())
        restore(ana.store, backup)
        tags = {each.body: [tag_key(tag) for tag in each.tags] for each in ana.all if each.body != "theirs"}
        assert tags == {"mine": ["alpha"], "other": ["alpha"]}
        known = [tag_key(row[0]) for row in ana.store.file.connection.execute("SELECT name FROM tag")]
        assert known.count("alpha") == 1
        ana.store.undo()
        assert {each.body: each.tags for each in ana.all} == {**before, "theirs": (theirs,)}
