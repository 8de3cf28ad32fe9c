"""A file that something else damages while it is open: noticed before anything counts as saved, and rescued."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.operations import operation
from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.file import connection as connection_module
from coopviewer.storage.annotations.merging.conflicts import read_history
from coopviewer.storage.annotations.merging.receiving import Receiving
from coopviewer.storage.annotations.rescue import rescue
from coopviewer.storage.annotations.store import AnnotationStore
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import START, note
from tests.storage.annotations.merging.desks import Clock, FileDesk

NOTES = [note(f"n{number:03}", f"body {number} " * 20, tags=(f"t{number % 5}",)) for number in range(150)]


def truncate_all(path: Path) -> None:
    os.truncate(path, 0)


def truncate_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite(path: Path, content: bytes, at: int = 0) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def zero_beginning(path: Path) -> None:
    overwrite(path, bytes(8192))


def write_letter(path: Path) -> None:
    overwrite(path, b"Dear reader, " * 500)


def spoil_middle(path: Path) -> None:
    overwrite(path, os.urandom(8192), 40_960)


def lengthen(path: Path) -> None:
    overwrite(path, bytes(4096), path.stat().st_size)


def put_older_copy(path: Path) -> None:
    overwrite(path, path.with_name("older.db").read_bytes())


def keep_times(damage: Callable[[Path], None]) -> Callable[[Path], None]:
    """Damage a file as programs that synchronise do, which set its time back."""

    def damaged(path: Path) -> None:
        before = path.stat()
        damage(path)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    damaged.__name__ = f"{damage.__name__}_keeping_times"
    return damaged


DAMAGES = [truncate_all, truncate_half, zero_beginning, write_letter, spoil_middle, lengthen, put_older_copy,
           *map(keep_times, (truncate_half, zero_beginning, put_older_copy))]  # fmt: skip
# the ends of a file that has grown since are not damaged by an older copy of its beginning
damages = pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody else write into an open file so")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[AnnotationStore]:
    """A store whose file has a backup, and has all annotations in the file itself, not in the log."""
    with closing(AnnotationStore.open(path)) as first:
        first.perform("Import", NOTES[:100])
    shutil.copy(path, path.with_name("older.db"))
    with closing(AnnotationStore.open(path)) as second:
        second.perform("Import", NOTES[100:140])
        back_up(second)
    opened = AnnotationStore.open(path)
    yield opened
    opened.close()


def texts(path: Path) -> dict[str, str]:
    with closing(AnnotationStore.open(path)) as store:
        assert store.file.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return dict(store.file.connection.execute("SELECT uuid, body FROM annotation"))


def all_texts(until: int) -> dict[str, str]:
    return {each.uuid: each.body for each in NOTES[:until]}


@damages
def test_nothing_counts_as_saved_in_a_file_that_was_damaged(
    store: AnnotationStore, path: Path, damage: Callable[[Path], None]
) -> None:
    store.perform("Import", NOTES[140:149])
    damage(path)
    for _ in range(2):
        with raises_fault("was damaged or overwritten by another program while it was open. This change was not saved"):
            store.perform("Note", [NOTES[149]])
        with raises_fault("was damaged or overwritten"):
            store.undo()
        with raises_fault("was damaged or overwritten"):
            store.get(["n001"])


@damages
def test_what_was_written_is_rescued_with_the_draft(
    store: AnnotationStore, path: Path, damage: Callable[[Path], None]
) -> None:
    store.perform("Import", NOTES[140:149])
    damage(path)
    damaged = path.read_bytes()
    rescued = rescue(store, [NOTES[149]])
    store.close()
    assert texts(rescued.path) == all_texts(150)
    assert path.read_bytes() == damaged, "it stays as it is, for somebody who can read more of it"
    assert rescued.path.stat().st_mode & 0o777 == 0o600


@damages
def test_a_file_whose_pages_were_read_is_rescued_whole_without_a_backup(
    store: AnnotationStore, path: Path, damage: Callable[[Path], None]
) -> None:
    shutil.rmtree(path.with_name("backups"))
    store.perform("Import", NOTES[140:149])
    store.file.check_pages()
    damage(path)
    rescued = rescue(store)
    assert rescued.is_whole
    assert texts(rescued.path) == all_texts(149)
    with closing(AnnotationStore.open(rescued.path)) as again:
        assert again.person == store.person
        assert len(again.undo() or ()) > 0


def test_without_backup_and_pages_what_was_written_is_rescued_for_its_owner(store: AnnotationStore, path: Path) -> None:
    shutil.rmtree(path.with_name("backups"))
    store.perform("Import", NOTES[140:149])
    truncate_all(path)
    rescued = rescue(store, [NOTES[149]])
    assert {each.uuid for each in NOTES[140:]} <= texts(rescued.path).keys()
    with closing(AnnotationStore.open(rescued.path)) as again:
        assert again.person == store.person


@damages
def test_closing_writes_nothing_into_a_file_that_was_damaged(
    store: AnnotationStore, path: Path, damage: Callable[[Path], None]
) -> None:
    store.perform("Import", NOTES[140:149])
    damage(path)
    damaged, log = path.read_bytes(), path.with_name("annotations.db-wal")
    store.close()
    assert path.read_bytes() == damaged
    assert log.stat().st_size > 0


def damaged_after_reading(path: Path, uuids: list[str], draft: Annotation) -> dict[str, str]:
    """Read some annotations of a file, cut it, and rescue it; return the texts of the new file."""
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", [draft])
        assert len(store.get(uuids)) == len(uuids)
        store.file.connection.execute("SELECT uuid FROM annotation").fetchall()  # which there are is in memory too
        truncate_half(path)
        rescued = rescue(store)
    assert not rescued.is_whole
    return texts(rescued.path)


def test_what_was_changed_since_the_backup_is_rescued_as_it_was_changed(store: AnnotationStore, path: Path) -> None:
    store.close()
    changed = replace(NOTES[3], body="another text", revision=2)
    assert damaged_after_reading(path, [], changed) == all_texts(140) | {changed.uuid: "another text"}


def test_what_was_written_after_the_backup_in_an_earlier_run_is_rescued_if_it_can_be_read(
    store: AnnotationStore, path: Path
) -> None:
    store.perform("Import", NOTES[140:145])
    store.close()
    found = damaged_after_reading(path, [each.uuid for each in NOTES[140:145]], NOTES[149])
    assert found == all_texts(145) | {NOTES[149].uuid: NOTES[149].body}


def test_what_was_marked_only_mine_after_the_backup_in_an_earlier_run_stays_so_if_it_can_be_read(
    store: AnnotationStore, path: Path
) -> None:
    marked, other = (each.uuid for each in NOTES[:2])
    store.perform("Mark", [replace(NOTES[0], only_mine=True)])
    store.perform("Edit", [replace(NOTES[1], body="other words")])
    store.close()
    with closing(AnnotationStore.open(path)) as damaged:
        damaged.get([marked, other])
        zero_beginning(path)
        rescued = rescue(damaged)
    assert not rescued.is_whole
    with closing(AnnotationStore.open(rescued.path)) as found:
        assert [each.only_mine for each in found.get([marked, other])] == [True, False]
        assert found.file.connection.execute("SELECT count(*) FROM annotation").fetchone() == (140,)


@pytest.mark.parametrize("author", ["Ana", "Ben"])
def test_rescued_words_stay_those_of_the_colleague_who_wrote_them(
    store: AnnotationStore, path: Path, tmp_path: Path, author: str
) -> None:
    store.close()
    ana, ben = FileDesk(path, Clock()), FileDesk(tmp_path / "ben.db", Clock())
    one, other = (ana, ben) if author == "Ana" else (ben, ana)
    written = one.write("first")
    other.take(one.file())
    back_up(ana.store)
    ben.edit(written.uuid, body="Ben's words")
    ana.store.close()
    with closing(AnnotationStore.open(path, now=ana.clock)) as damaged:
        Receiving(damaged, ana.read(ben.file()).versions).run(operation("receive"))
        (before,) = damaged.get([written.uuid])
        truncate_half(path)
        rescued = rescue(damaged)
    assert (before.body, before.creator, rescued.is_whole) == ("Ben's words", one.store.person, False)
    found = FileDesk(rescued.path)
    (after,) = found.store.get([written.uuid])
    assert (after.body, after.changed_by or after.creator) == ("Ben's words", ben.store.person)
    assert [each.by for each in read_history(found.store, written.uuid)] == [ben.store.person, one.store.person]
    assert not ben.take(found.file()).stored, "it is what the colleague has"
    for desk in (ben, found):
        desk.store.close()


def test_each_rescue_has_a_name_of_its_own(store: AnnotationStore, path: Path) -> None:
    truncate_all(path)
    names = [rescue(store).path.name for _ in range(3)]
    assert names == ["annotations.rescued.db", "annotations.rescued-2.db", "annotations.rescued-3.db"]


def test_a_file_that_is_touched_or_gets_another_mode_is_not_damaged(store: AnnotationStore, path: Path) -> None:
    for change in (path.touch, lambda: path.chmod(0o640), lambda: os.link(path, path.with_name("second.db"))):
        change()
        store.perform("Note", [note("after")])
        store.undo()
        assert len(store.get(["n001"])) == 1


def test_what_another_program_writes_by_the_rules_of_sqlite_is_no_damage(store: AnnotationStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE person SET name = 'Other'")
        other.commit()
    store.perform("Note", [note("after")])
    assert len(store.get(["after"])) == 1


def test_a_truncated_log_is_noticed(store: AnnotationStore, path: Path) -> None:
    store.perform("Import", NOTES[140:149])
    os.truncate(path.with_name("annotations.db-wal"), 0)
    with raises_fault("was damaged or overwritten"):
        store.perform("Note", [NOTES[149]])
    rescued = rescue(store, [NOTES[149]])
    assert texts(rescued.path) == all_texts(150)


def test_a_long_log_is_written_into_the_file_and_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "_LONGEST_LOG", 50_000)
    with closing(AnnotationStore.open(path)) as store:
        for number in range(40):
            store.perform("Note", [note(f"m{number}", "x" * 5000)])
        assert path.with_name("annotations.db-wal").stat().st_size < 150_000
        assert path.stat().st_size > 200_000
    assert len(texts(path)) == 40


def test_a_file_on_a_network_drive_is_watched_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "is_network_drive", lambda _: True)
    with closing(AnnotationStore.open(path, now=lambda: START + timedelta(days=1))) as store:
        store.perform("Import", NOTES[:100])
        back_up(store)
        with closing(sqlite3.connect(path)) as other:
            other.execute("UPDATE person SET name = 'Other'")
            other.commit()
        store.perform("Import", NOTES[100:149])
        zero_beginning(path)
        with raises_fault("was damaged or overwritten"):
            store.perform("Note", [NOTES[149]])
        assert texts(rescue(store, [NOTES[149]]).path).keys() >= {each.uuid for each in NOTES[:100]} | {"n149"}


@pytest.fixture
def on_network(store: AnnotationStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnnotationStore]:
    """The store's file, opened as on a network drive."""
    store.close()
    monkeypatch.setattr(connection_module, "is_network_drive", lambda _: True)
    with closing(AnnotationStore.open(path)) as opened:
        opened.perform("Import", NOTES[140:149])
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A colleague's annotations file."""
    made = tmp_path / "colleague.db"
    with closing(AnnotationStore.open(made)) as store:
        for number in range(50):
            store.perform("Note", [note(f"c{number}", "colleague's " * 200)])
    return made


def check_that_nothing_is_written(store: AnnotationStore, path: Path, words: str) -> None:
    content = path.read_bytes()
    for _ in range(2):
        with raises_fault(words):
            store.perform("Note", [NOTES[149]])
        with raises_fault(words):
            store.undo()
        with raises_fault(words):
            store.get(["n001"])
    assert path.read_bytes() == content


def test_another_file_in_place_of_one_on_a_network_drive_is_noticed(
    on_network: AnnotationStore, path: Path, other: Path
) -> None:
    other.replace(path)
    check_that_nothing_is_written(on_network, path, "was replaced by another file")
    assert on_network.file.connection.execute("SELECT count(*) FROM annotation").fetchone() == (149,)


def test_a_copy_in_place_of_a_file_on_a_network_drive_is_noticed_before_a_change_counts_as_saved(
    on_network: AnnotationStore, path: Path
) -> None:
    shutil.copy2(path, path.with_name("copy.db"))
    path.with_name("copy.db").replace(path)
    assert len(on_network.get(["n001"])) == 1  # it is the same
    content = path.read_bytes()
    for _ in range(2):
        with raises_fault("while it was open. This change was not saved"):
            on_network.perform("Note", [NOTES[149]])
    assert path.read_bytes() == content


@pytest.mark.parametrize("source", ["colleague.db", "older.db"])
def test_another_file_written_over_one_on_a_network_drive_is_noticed_and_rescued_from_the_backup(
    on_network: AnnotationStore, path: Path, other: Path, source: str
) -> None:
    path.write_bytes(other.with_name(source).read_bytes())
    check_that_nothing_is_written(on_network, path, "was damaged or overwritten")
    rescued = rescue(on_network, [NOTES[149]])
    assert not rescued.is_whole
    assert texts(rescued.path) == {**all_texts(140), NOTES[149].uuid: NOTES[149].body}


def test_what_another_program_writes_into_a_file_on_a_network_drive_is_no_damage(
    on_network: AnnotationStore, path: Path
) -> None:
    with closing(AnnotationStore.open(path)) as beside:  # without a lock
        beside.perform("Note", [note("beside")])
        on_network.perform("Note", [NOTES[149]])
        assert len(beside.get([NOTES[149].uuid])) == 1
    os.utime(path)
    on_network.undo()
    assert len(on_network.get(["beside"])) == 1
