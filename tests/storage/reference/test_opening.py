"""A reference may come from anyone: each way in which it can be wrong has its own calm sentence."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock
from coopviewer.storage.reference.activities import ActivitySource
from coopviewer.storage.reference.opening import IS_DATA, open_reference, quick_check
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import note


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))


def run_sql(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()


def make_nothing(path: Path) -> None:
    path.unlink()


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_text(path: Path) -> None:
    path.write_text("Country;Project\nNiger;AFIC\n" * 20)


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])


def cut_in_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def make_foreign(path: Path) -> None:
    path.unlink()
    run_sql(path, "CREATE TABLE bookmarks (id INTEGER)")


def make_newer(path: Path) -> None:
    run_sql(path, "PRAGMA user_version = 7")


def make_unknown_schema(path: Path) -> None:
    run_sql(path, "PRAGMA user_version = 0")


def lack_a_table(path: Path) -> None:
    run_sql(path, "PRAGMA foreign_keys = OFF; DROP TABLE quantity")


def lack_a_column(path: Path) -> None:
    run_sql(
        path,
        "PRAGMA foreign_keys = OFF; DROP TABLE edition; CREATE TABLE edition (id TEXT);"
        "INSERT INTO edition VALUES ('x')",
    )


def have_two_editions(path: Path) -> None:
    run_sql(
        path,
        "CREATE TABLE e AS SELECT * FROM edition; DROP TABLE edition; ALTER TABLE e RENAME TO edition;"
        "INSERT INTO edition SELECT * FROM edition",
    )


def leave_journal(path: Path) -> None:
    path.with_name("copy.db-journal").write_bytes(b"half a transaction")


def spoil_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)


WRONG_FILES = [
    (make_nothing, "There is no file"),
    (make_folder, "is a folder"),
    (make_text, "is not a database"),
    (make_empty, "is empty"),
    (cut_off, "is cut off"),
    (cut_in_header, "is cut off"),
    (make_foreign, "is a database of another application"),
    (make_newer, "was made for a newer coopviewer (schema 7; this one reads schema 2)"),
    (make_unknown_schema, "has schema 0, which coopviewer never wrote"),
    (lack_a_table, "lacks the table quantity"),
    (lack_a_column, "its table edition is another one"),
    (have_two_editions, "its table edition is another one"),
    (leave_journal, "copy.db-journal lies beside it"),
    (spoil_pages, "is damaged"),
]


@pytest.mark.parametrize(("spoil", "words"), WRONG_FILES, ids=[spoil.__name__ for spoil, _ in WRONG_FILES])
def test_a_wrong_file_is_told_in_a_sentence(copied: Path, spoil: Callable[[Path], None], words: str) -> None:
    spoil(copied)
    with raises_fault() as told:
        ReferenceStore(copied)
    sentence = told.words
    assert words in sentence
    assert sentence.startswith((str(copied), "There is no file"))
    assert sentence.endswith(".")


def test_a_file_with_a_live_wal_is_not_opened_half(copied: Path) -> None:
    writer = sqlite3.connect(copied)
    try:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE edition SET title = 'changed'")
        writer.commit()
        with raises_fault(r"being changed by another program.*copy\.db-wal"):
            open_reference(copied)
    finally:
        writer.close()


def test_a_file_without_read_permission_is_told(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied.chmod(0)
    if os.access(copied, os.R_OK):  # root reads everything, so the system's own refusal is borrowed

        def refuse(self: Path, *_args: object, **_names: object) -> None:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "open", refuse)
    with raises_fault("may not be read by you"):
        open_reference(copied)


@pytest.mark.parametrize("name", ["a b.db", "ü.db", "عربي.db", "100%.db", "what?.db", "#1.db", "a%20b.db", "'.db"])
def test_a_reference_opens_whatever_its_name(tmp_path: Path, name: str) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / name))
    connection = open_reference(copied)
    assert connection.execute("SELECT count(*) FROM country").fetchone() == (49,)
    connection.close()


@pytest.mark.parametrize("page_size", [512, 65536])
def test_a_reference_opens_whatever_the_size_of_its_pages(copied: Path, page_size: int) -> None:
    run_sql(copied, f"PRAGMA page_size = {page_size}; VACUUM")
    connection = open_reference(copied)
    assert connection.execute("PRAGMA page_size").fetchone() == (page_size,)
    connection.close()
    copied.write_bytes(copied.read_bytes()[:-page_size])
    with raises_fault("its end is missing"):
        open_reference(copied)


@pytest.mark.skipif(os.name != "posix", reason="POSIX drops the locks of a process on a file when it closes it once")
def test_to_take_the_open_annotations_for_a_reference_lets_go_of_no_lock_on_them(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    with closing(AnnotationStore.open(path)) as annotations, AnnotationLock(path):
        annotations.perform("Note", [note()])
        with raises_fault("annotations"):
            open_reference(path)
        alone = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode = DELETE')"
        done = subprocess.run([sys.executable, "-c", alone, path], capture_output=True, text=True, check=False)
        assert "locked" in done.stderr  # it is not alone


def test_a_lock_beside_a_reference_that_nobody_holds_does_not_keep_it_closed(copied: Path) -> None:
    Path(f"{copied}.lock").write_bytes(b"")
    open_reference(copied).close()


def test_opening_writes_nothing_beside_the_file(copied: Path) -> None:
    ReferenceStore(copied).close()
    assert [path.name for path in copied.parent.iterdir()] == ["copy.db"]


def test_nothing_can_be_written_through_it(copied: Path) -> None:
    connection = open_reference(copied)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM fact")
    connection.close()


def test_an_unknown_word_in_a_table_is_told(copied: Path) -> None:
    run_sql(copied, "PRAGMA ignore_check_constraints = ON; UPDATE fact SET basis = 'rumoured' WHERE kind = 'timeframe'")
    store = ReferenceStore(copied)
    with raises_fault(r"holds a value that this version of coopviewer does not know.*rumoured"):
        store.page(Address("project/afic"))
    store.close()


def test_damage_beyond_the_first_pages_is_found_in_the_background(copied: Path) -> None:
    content = bytearray(copied.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    copied.write_bytes(content)
    with raises_fault("is damaged"):
        quick_check(copied)


def test_a_whole_file_passes_the_quick_check() -> None:
    quick_check(paths.reference_file())


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", b"a;b;c;d\n1;2;3;4\n", "CSV"),
        ("a.txt", b"a\tb,c;d\n", "CSV"),
        ("a.txt", b"a;b;c\n1;2;3;4\n", None),
        ("a.txt", b"\na;b;c;d\n", None),
        ("a.csv", b"a\n", "CSV"),
        ("a.CSV", b"", None),
        ("a.csv", b"a\0b", None),
        ("a.csv", b"\xff\xfea\0;\0", "CSV"),
        ("a.txt", b"\xef\xbb\xbf <x/>", "XML"),
        ("a.txt", b"PK\x03\x04", "ZIP"),
        ("a.txt", b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_a_file_of_data_is_told_from_one_that_is_none(
    name: str, content: bytes, found: str | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(EnvironmentFault) as raised:
        open_reference(path)
    is_data = raised.value.code == IS_DATA
    assert (raised.value.values.get("format") if is_data else None) == found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux which files are open")
@pytest.mark.parametrize(
    ("open_", "sql"),
    [
        (ReferenceStore, "UPDATE edition SET as_of_basis = 'x'"),
        (ActivitySource, "UPDATE predicate SET label = CAST(x'ff' AS TEXT) WHERE id > 'c'"),
        (ReferenceSearch, "DROP TABLE search_key"),
    ],
)
def test_a_file_that_cannot_be_read_does_not_stay_open(
    copied: Path, open_: Callable[[Path], ReferenceStore | ActivitySource | ReferenceSearch], sql: str
) -> None:
    opened = open_(copied)
    assert copied in open_files()
    opened.close()
    run_sql(copied, f"PRAGMA ignore_check_constraints = ON; {sql}")
    with suppress(EnvironmentFault):
        open_(copied)
        pytest.fail("it was opened")
    assert copied not in open_files()


def open_files() -> set[Path]:
    return {link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
