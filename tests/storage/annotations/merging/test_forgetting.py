"""What is undone comes back whole, and what is old is forgotten without a decision or a conflict being lost."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import DAYS_IN_BIN
from coopviewer.domain.annotations.versions.conflicts import Decision
from coopviewer.storage.annotations.backups import back_up, list_backups, restore
from coopviewer.storage.annotations.merging.conflicts import decide, read_history
from coopviewer.storage.annotations.transfer import import_annotations
from tests.storage.annotations.annotation_samples import DATASET
from tests.storage.annotations.merging.desks import FileDesk, exchange

UUID = "11111111-1111-4111-8111-111111111111"
Pair = tuple[FileDesk, FileDesk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Pair]:
    """Return Ana's and Ben's files, in which each has changed Ana's note; Ana's words count in both."""
    ana, ben = FileDesk(tmp_path / "ana.db"), FileDesk(tmp_path / "ben.db")
    ana.write("first", UUID)
    ben.take(ana.file())
    ben.edit(UUID, body="Ben's")
    ana.edit(UUID, times=2, body="Ana's")
    yield ana, ben
    ana.store.close()
    ben.store.close()


def later(desk: FileDesk, days: int = DAYS_IN_BIN + 1) -> None:
    """Let days pass, on some of which something is written, and delete what is old."""
    desk.clock.now += timedelta(days=days)
    for count in range(6):
        desk.clock.now += timedelta(days=1)
        desk.write(f"work {count}")
    desk.store.purge()


def test_an_import_that_brings_only_a_conflict_is_a_step_that_can_be_undone(desks: Pair) -> None:
    ana, ben = desks
    before = ana.store.steps().undo
    _, change = import_annotations(ana.store, ana.read(ben.file()), DATASET)
    assert change is not None
    assert change.uuids == ()
    assert len(ana.conflicts) == 1
    assert ana.store.steps().undo != before
    ana.store.undo()
    assert ana.conflicts == ()
    assert ana.store.steps().undo == before
    ana.store.redo()
    assert [each.annotation.body for each in ana.conflicts] == ["Ben's"]
    ana.store.undo()
    assert ana.take(ben.file()).conflicts, "the file can be imported again"


def test_where_the_import_changes_nothing_the_last_own_step_stays_the_last(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())
    before = ana.store.steps()
    assert import_annotations(ana.store, ana.read(ben.file()), DATASET)[1] is None
    ana.edit(UUID, body="Ben's")  # now both say the same
    steps = ana.store.steps()
    assert import_annotations(ana.store, ana.read(ben.file()), DATASET)[1] is None
    assert ana.store.steps() == steps != before


def test_a_decision_comes_back_with_the_import_that_it_was_about(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())
    decide(ana.store, ana.conflicts, Decision.TAKE)
    ana.store.undo()
    ana.store.undo()
    ana.store.redo()
    assert len(ana.conflicts) == 1
    ana.store.redo()
    assert (ana.bodies, ana.conflicts) == (["Ben's"], ())
    exchange(desks)
    assert ana.seen == ben.seen
    assert not ben.conflicts


def test_undoing_a_later_import_leaves_what_came_with_an_earlier_one(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())
    ben.write("new")
    assert ana.take(ben.file()).new
    ana.store.undo()
    assert (ana.bodies, [each.annotation.body for each in ana.conflicts]) == (["Ana's"], ["Ben's"])


def test_a_decision_outlives_its_operation(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())
    decide(ana.store, ana.conflicts, Decision.KEEP)
    later(ana)
    assert ana.conflicts == ()
    ben.take(ana.file())
    assert ben.seen[UUID][0] == "Ana's"
    assert ben.conflicts == ()


def test_what_replaced_versions_said_is_forgotten_after_90_days_and_their_ids_stay(desks: Pair) -> None:
    ana, ben = desks
    old = ana.file()
    ben.take(old)
    ana.edit(UUID, body="newer")
    assert [each.annotation.body for each in read_history(ana.store, UUID)] == ["Ana's", "Ana's", "first"]
    later(ana, days=DAYS_IN_BIN - 20)
    assert len(read_history(ana.store, UUID)) == 3
    later(ana)
    assert [each.annotation.body for each in read_history(ana.store, UUID)] == ["Ana's"], "which none replaces yet"
    assert ana.take(old).stored == (), "a former state is still known as one"
    assert ana.seen[UUID][0] == "newer"


def test_a_conflict_and_the_words_that_a_deletion_deleted_are_not_forgotten(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())
    later(ana, days=400)
    assert [each.annotation.body for each in ana.conflicts] == ["Ben's"]
    ben.store.undo()
    ben.bin(UUID)  # deletes the words "first", which Ana has replaced
    ana.take(ben.file())
    later(ana, days=400)
    ana.edit(UUID, body="again")
    ana.take(ben.file())
    assert ana.conflicts == (), "what Ben deleted is still known to be no loss"
    assert ana.seen[UUID][0] == "again"


def test_an_annotation_that_was_purged_comes_back_by_an_edit_only(desks: Pair) -> None:
    ana, ben = desks
    ben.store.undo()
    old = ana.file()
    ben.take(old)
    ana.bin(UUID)
    deleted = ana.file()
    later(ana)
    assert UUID not in [each.uuid for each in ana.all]
    for file in (old, deleted):
        assert ana.take(file).stored == ()
    assert UUID not in [each.uuid for each in ana.all]
    ben.edit(UUID, body="still of use")
    assert ana.take(ben.file()).new
    assert ana.seen[UUID][0] == "still of use"


def test_a_clock_that_jumped_forgets_nothing(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())
    ana.edit(UUID, body="newer")
    ana.clock.now += timedelta(days=4000)
    ana.store.purge()
    assert [each.annotation.body for each in read_history(ana.store, UUID)] != []


def test_what_a_restored_backup_lacks_is_deleted_for_others_too(desks: Pair) -> None:
    ana, ben = desks
    empty = back_up(ben.store)
    shared = ana.write("later")
    ben.take(ana.file())
    restore(ben.store, empty)
    assert [each.uuid for each in ben.all if each.is_deleted] == [shared.uuid]
    ben.store.undo()
    ben.store.redo()
    ana.take(ben.file())
    assert shared.uuid not in ana.seen
    assert [each.uuid for each in ana.all if each.is_deleted] == [shared.uuid]


@pytest.mark.parametrize("how", ["undo", "restore"])
def test_what_only_a_copy_of_the_file_has_still_is_deleted_there_too(tmp_path: Path, how: str) -> None:
    ana = FileDesk(tmp_path / "ana.db")
    empty = back_up(ana.store)
    written = ana.write("never sent", UUID)
    ana.store.close()
    shutil.copy(ana.store.path, tmp_path / "copy.db")
    ana, copy = FileDesk(tmp_path / "ana.db", ana.clock), FileDesk(tmp_path / "copy.db", ana.clock)
    with closing(ana.store), closing(copy.store):
        if how == "undo":
            ana.store.undo()
        else:
            restore(ana.store, empty)
        exchange([ana, copy])
        assert (ana.bodies, copy.bodies) == ([], [])
        assert [each.uuid for each in copy.all] == [each.uuid for each in ana.all] == [written.uuid]
        assert ana.take(copy.file()).stored == copy.take(ana.file()).stored == ()


def test_a_restored_backup_goes_out_as_a_new_version(desks: Pair) -> None:
    ana, ben = desks
    ana.take(ben.file())  # after a backup
    decide(ana.store, ana.conflicts, Decision.TAKE)
    ben.take(ana.file())
    (backup,) = list_backups(ana.store.path)
    restore(ana.store, backup.path)
    assert ana.seen[UUID][0] == "Ana's"
    assert ben.take(ana.file()).newer
    assert ana.seen == ben.seen
    assert ana.take(ben.file()).stored == ()
