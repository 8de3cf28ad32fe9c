"""The annotations file may be any file: it is made, opened, read only, or refused with a sentence of its own."""

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.storage.annotations.file.creation import CURRENT, Schema, make
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files import file_systems
from coopviewer.storage.files.lock import AnnotationLock
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import SAMPLES, note

UUIDS = [each.uuid for each in SAMPLES]
Shares = Callable[..., None]
posix = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Import", SAMPLES)
    return path


@pytest.fixture
def filled(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "annotations.db"))


def run_sql(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_text(path: Path) -> None:
    path.write_text("My notes about Niger\n" * 20)


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10_000])


def cut_in_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def make_foreign(path: Path) -> None:
    path.unlink()
    run_sql(path, "CREATE TABLE bookmarks (id INTEGER)")


def make_reference(path: Path) -> None:
    shutil.copy(paths.reference_file(), path)


def make_newer(path: Path) -> None:
    run_sql(path, "PRAGMA user_version = 7")


def make_unknown_schema(path: Path) -> None:
    run_sql(path, "PRAGMA user_version = 0")


def lack_a_table(path: Path) -> None:
    run_sql(path, "DROP TABLE anchor")


def have_another_column(path: Path) -> None:
    run_sql(path, "ALTER TABLE tag ADD COLUMN colour TEXT")


def have_a_trigger(path: Path) -> None:
    run_sql(path, "CREATE TRIGGER wipe AFTER INSERT ON tag BEGIN DELETE FROM annotation; END")


def have_a_view(path: Path) -> None:
    run_sql(path, "CREATE VIEW everything AS SELECT * FROM annotation")


def spoil_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


WRONG_FILES = [
    (make_folder, "is a folder"),
    (make_text, "is not an annotations file"),
    (make_empty, "is empty"),
    (cut_off, "is damaged, or its end is missing"),
    (cut_in_header, "is not an annotations file"),
    (make_foreign, "is a database of another application"),
    (make_reference, "is a reference, not an annotations file"),
    (make_newer, "was made by a newer coopviewer (schema 7; this one knows schema 4)"),
    (make_unknown_schema, "has schema 0, which coopviewer never wrote"),
    (lack_a_table, "lacks the table anchor"),
    (have_another_column, "its table tag is another one"),
    (have_a_trigger, "holds the trigger wipe"),
    (have_a_view, "holds the view everything"),
    (spoil_pages, "is damaged"),
]


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize(("spoil", "words"), WRONG_FILES, ids=[spoil.__name__ for spoil, _ in WRONG_FILES])
def test_a_wrong_file_is_told_in_a_sentence(
    filled: Path, spoil: Callable[[Path], None], words: str, read_only: bool
) -> None:
    spoil(filled)
    before = filled.read_bytes() if filled.is_file() else None
    with raises_fault() as told:
        AnnotationStore.open(filled, read_only=read_only)
    sentence = told.words
    assert words in sentence
    assert sentence.startswith(str(filled))
    assert sentence.endswith(".")
    assert (filled.read_bytes() if filled.is_file() else None) == before


def test_a_file_that_is_not_there_is_made_and_marked_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        assert (store.path, store.read_only, store.journal) == (path.resolve(), False, "wal")
        assert store.person.name
        assert store.lists.counts("any") == {}
    with closing(sqlite3.connect(path)) as connection:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    assert found == [0x436F416E, 4]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_to_read_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with raises_fault("There is no file"):
        AnnotationStore.open(tmp_path / "annotations.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_where_a_file_cannot_be_made_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with raises_fault("could not be reached"):
        AnnotationStore.open(tmp_path / "file" / "annotations.db")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@posix
def test_files_are_private_and_so_are_the_folders_made_for_them(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", [note()])
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == dict.fromkeys(("annotations.db", "annotations.db-wal", "annotations.db-shm"), 0o600)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_two_who_make_a_file_at_once_get_one(tmp_path: Path) -> None:
    from coopviewer.storage.annotations.file.creation import make

    path = tmp_path / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Import", SAMPLES)
        make(path)
        assert store.get(UUIDS) == SAMPLES
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def refuse_links(*_places: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_file_is_made_where_the_file_system_has_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse_links)
    path = tmp_path / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", [note("a")])
        before = store.person
    make(path)  # as another program would that looked a moment earlier
    with closing(AnnotationStore.open(path)) as store:
        assert (store.person, len(store.get(["a"]))) == (before, 1)
    assert [each.name for each in tmp_path.iterdir()] == ["annotations.db"]


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_no_file_is_made_over_a_log_that_another_left(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "annotations.db"
    log = path.with_name(f"annotations.db{suffix}")
    log.write_bytes(b"what was written last")
    with raises_fault(r"is not there, but .* is, .*Put the file back .* or move"):
        AnnotationStore.open(path)
    assert [each.name for each in tmp_path.iterdir()] == [log.name]
    log.write_bytes(b"")
    with closing(AnnotationStore.open(path)) as store:
        assert store.lists.counts("any") == {}


@pytest.mark.parametrize("name", ["a b.db", "ü.db", "عربي.db", "100%.db", "what?.db", "#1.db", "a%20b.db", "'.db", "x"])
def test_a_file_opens_whatever_its_name(tmp_path: Path, name: str) -> None:
    for read_only in (False, True):
        with closing(AnnotationStore.open(tmp_path / name, read_only=read_only)) as store:
            assert store.path.name == name
    assert [each.name for each in tmp_path.iterdir() if not each.name.endswith(("-wal", "-shm"))] == [name]


@posix
def test_a_link_leads_to_the_file_and_its_log_lies_beside_the_file(filled: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.db"
    link.parent.mkdir()
    link.symlink_to(filled)
    with closing(AnnotationStore.open(link)) as store:
        store.perform("Note", [note()])
        assert store.path == filled
        assert filled.with_name("annotations.db-wal").exists()
    assert [each.name for each in link.parent.iterdir()] == ["link.db"]


def test_a_current_file_is_opened_without_sqlite_utils(filled: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from coopviewer.storage.annotations.store import AnnotationStore; "
        "AnnotationStore.open(Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, filled], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_reading_only_shows_all_and_writes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    with closing(AnnotationStore.open(filled, read_only=True)) as store:
        assert store.get(UUIDS) == SAMPLES
        for write in (
            lambda: store.perform("Note", [note()]),
            store.undo,
            store.redo,
            lambda: store.retag("Rename", ["verify"], "x"),
            lambda: store.add_anchors({}),
            store.purge,
        ):
            with raises_fault("is open for reading only"):
                write()
        with pytest.raises(sqlite3.OperationalError):
            store.file.connection.execute("DELETE FROM annotation")
    assert filled.read_bytes() == before


def test_a_reader_sees_what_a_writer_has_just_written(filled: Path) -> None:
    with (
        closing(AnnotationStore.open(filled)) as writer,
        closing(AnnotationStore.open(filled, read_only=True)) as reader,
    ):
        writer.perform("Note", [note("new")])
        assert [each.uuid for each in reader.get(["new"])] == ["new"]


@posix
def test_looking_at_a_file_again_lets_go_of_no_lock_on_it(filled: Path) -> None:
    """POSIX drops the locks of a process on a file when it closes any descriptor of it."""
    with closing(AnnotationStore.open(filled)) as store:
        store.perform("Note", [note()])
        for read_only in (True, False):
            AnnotationStore.open(filled, read_only=read_only).close()
        alone = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode = DELETE')"
        done = subprocess.run([sys.executable, "-c", alone, filled], capture_output=True, text=True, check=False)
        assert "locked" in done.stderr  # it is not alone
        store.perform("Note", [note("after")])
        assert len(store.get(["after"])) == 1


def test_a_log_that_a_crash_left_is_read_to_its_end(filled: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed" / "annotations.db"
    crashed.parent.mkdir()
    with closing(AnnotationStore.open(filled)) as store:
        store.perform("Note", [note("new")])
        for suffix in ("", "-wal"):  # as they lie on the disk at this moment
            shutil.copy(f"{filled}{suffix}", f"{crashed}{suffix}")
    for read_only in (True, False):
        with closing(AnnotationStore.open(crashed, read_only=read_only)) as store:
            assert [each.uuid for each in store.get(["new"])] == ["new"]


@posix
def test_a_write_protected_file_is_told_and_can_be_read(filled: Path) -> None:
    filled.chmod(0o400)
    with raises_fault(r"is write-protected, or may not be written by you.*for reading only"):
        AnnotationStore.open(filled)
    with closing(AnnotationStore.open(filled, read_only=True)) as store:
        assert store.get(UUIDS) == SAMPLES


@posix
@pytest.mark.parametrize(
    "scene",
    ["file_not_to_be_read", "folder_not_to_be_written", "log_in_a_folder_not_to_be_written", "folder_taken_away"],
)
def test_without_permission(scene: str) -> None:
    script = Path(__file__).with_name("unprivileged.py")
    done = subprocess.run([sys.executable, script, scene], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("as it should be", "")


@pytest.fixture
def shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shares:
    """Let a folder count as one of a network drive."""

    def shared(folder: Path, mounted: str = "rw - nfs4 server:/share") -> None:
        mounts = tmp_path / "mountinfo"
        mounts.write_text(f"36 35 98:0 / {folder} {mounted} rw\n")
        monkeypatch.setattr(file_systems, "_MOUNTS", mounts)

    return shared


def test_on_a_network_drive_a_rollback_journal_is_used_and_said(
    filled: Path, monkeypatch: pytest.MonkeyPatch, shares: Shares
) -> None:
    shares(filled.parent, "rw,noatime master:1 - cifs //server/share")
    with closing(AnnotationStore.open(filled, read_only=True)) as store:  # the log that it still has stays untouched
        assert store.get(UUIDS) == SAMPLES
        assert store.file.path.parent == filled.parent
        place = store.file.connection.execute("PRAGMA database_list").fetchone()[2]
        assert Path(place).parent != filled.parent
    for read_only in (False, True, False):
        with closing(AnnotationStore.open(filled, read_only=read_only)) as store:
            assert (store.journal, store.get(UUIDS)) == ("delete", SAMPLES)
            assert not filled.with_name("annotations.db-wal").exists()
            with closing(AnnotationStore.open(filled, read_only=True)) as reader:  # the lock was let go of
                assert reader.get(UUIDS) == SAMPLES
            if not read_only:
                store.perform("Note", [note()])
    monkeypatch.undo()
    with closing(AnnotationStore.open(filled)) as store:
        assert store.journal == "wal"


def is_locked_for_others(path: Path, statement: str) -> bool:
    alone = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute(sys.argv[2])"
    done = subprocess.run([sys.executable, "-c", alone, path, statement], capture_output=True, text=True, check=False)
    return "locked" in done.stderr


@posix
def test_a_file_that_this_process_is_writing_is_not_copied_to_be_read(filled: Path, shares: Shares) -> None:
    """Closing the file after it was copied would drop the lock of the write, as POSIX has it."""
    shares(filled.parent)
    with AnnotationLock(filled), closing(AnnotationStore.open(filled)) as store:
        assert store.journal == "delete"
        store.file.connection.execute("BEGIN EXCLUSIVE")
        with raises_fault("is being used"):
            AnnotationStore.open(filled, read_only=True)
        assert is_locked_for_others(filled, "BEGIN IMMEDIATE")
        store.file.connection.execute("ROLLBACK")
        with closing(AnnotationStore.open(filled, read_only=True)) as reader:
            assert reader.get(UUIDS) == SAMPLES


@posix
def test_a_log_on_a_network_drive_is_read_in_place_by_the_process_that_writes_it(filled: Path, shares: Shares) -> None:
    with AnnotationLock(filled), closing(AnnotationStore.open(filled)) as store:
        store.perform("Note", [note("new")])
        shares(filled.parent)
        with closing(AnnotationStore.open(filled, read_only=True)) as reader:
            assert [each.uuid for each in reader.get(["new"])] == ["new"]
        assert is_locked_for_others(filled, "PRAGMA journal_mode = DELETE")


@posix
def test_an_older_file_that_this_process_is_bringing_up_to_date_is_not_copied(filled: Path) -> None:
    older = Path(shutil.copy(Path(__file__).with_name("annotations-schema-1.db"), filled.with_name("older.db")))
    newer = Schema(2, CURRENT.migrations)
    with AnnotationLock(older), closing(sqlite3.connect(older, isolation_level=None)) as migrating:
        migrating.execute("BEGIN IMMEDIATE")
        with raises_fault("is just being brought up to date"):
            open_annotation_file(older, read_only=True, schema=newer)
        assert is_locked_for_others(older, "BEGIN IMMEDIATE")


def test_a_log_brought_to_a_network_drive_is_worked_in(filled: Path, tmp_path: Path, shares: Shares) -> None:
    moved = tmp_path / "share" / "annotations.db"
    moved.parent.mkdir()
    with closing(AnnotationStore.open(filled)) as store:
        store.perform("Note", [note("new")])
        for suffix in ("", "-wal"):
            shutil.copy(f"{filled}{suffix}", f"{moved}{suffix}")
    shares(moved.parent)
    with closing(AnnotationStore.open(moved)) as store:
        assert (store.journal, [each.uuid for each in store.get(["new"])]) == ("delete", ["new"])
    assert [each.name for each in moved.parent.iterdir()] == [moved.name]


MOUNTS = r"""
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
36 22 0:30 / /mnt/team\040share rw,relatime shared:9 master:2 - cifs //server/share rw
37 36 0:31 / /mnt/team\040share/local rw - ext4 /dev/vdb rw
38 22 0:32 / /home rw - nfs4 server:/home rw
39 22 0:33 / /over rw - nfs4 server:/over rw
40 22 0:34 / /over rw - tmpfs tmpfs rw
41 22 0:35 / /run/user/0/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
a line of another kind
"""
PLACES = [
    ("/srv/a.db", "ext4"),
    ("/mnt/team share/notes/a.db", "cifs"),
    ("/mnt/team share/local/a.db", "ext4"),
    ("/mnt/team shared/a.db", "ext4"),
    ("/homely/a.db", "ext4"),
    ("/home/ana/a.db", "nfs4"),
    ("/over/a.db", "tmpfs"),
    ("/run/user/0/gvfs/sftp/a.db", "fuse.gvfsd-fuse"),
]


@posix
@pytest.mark.parametrize(("place", "kind"), PLACES)
def test_the_file_system_of_a_place_is_that_of_the_nearest_mount(place: str, kind: str) -> None:
    assert file_systems.file_system_of(Path(place), MOUNTS) == kind


def test_a_local_file_is_on_no_network_drive(tmp_path: Path) -> None:
    assert not file_systems.is_network_drive(tmp_path / "annotations.db")


@posix
def test_a_file_with_a_second_name_is_only_read_by_either(filled: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.db"
    os.link(filled, second)
    for name in (filled, second):
        with raises_fault("is a file with several names"):
            AnnotationStore.open(name)
        with closing(AnnotationStore.open(name, read_only=True)) as store:
            assert store.get([SAMPLES[0].uuid]) != ()
    assert [each for each in tmp_path.glob("*-wal") if each.stat().st_size] == []
    second.unlink()
    with closing(AnnotationStore.open(filled)) as store:
        store.perform("Note", [note()])


@posix
def test_a_second_name_that_a_killed_creation_left_is_removed(filled: Path, tmp_path: Path) -> None:
    left = tmp_path / f".{filled.name}.abc.tmp"
    other = tmp_path / f".{filled.name}.other.tmp"
    os.link(filled, left)
    other.write_bytes(b"another file")
    with closing(AnnotationStore.open(filled)) as store:
        store.perform("Note", [note()])
    assert (left.exists(), other.exists()) == (False, True)


@posix
@pytest.mark.parametrize("name", [".mine.tmp", "{0}.abc.tmp", ".other.db.abc.tmp", ".{0}.tmp", ".{0}.abc"])
def test_a_second_name_that_the_user_made_is_never_removed(filled: Path, tmp_path: Path, name: str) -> None:
    second = tmp_path / name.format(filled.name)
    os.link(filled, second)
    with raises_fault("is a file with several names"):
        AnnotationStore.open(filled)
    assert second.exists()
