"""Files are written completely or not at all, and a failure is reported in a sentence."""

import errno
import os
import re
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer.exchange import files
from coopviewer.exchange.files import (
    read_bounded,
    replace_file,
    replace_parts,
    save_file,
    save_new_file,
    save_new_files,
    save_parts,
)
from tests.faults import raises_fault

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions and limits")

# run apart: permissions and limits hold for a whole process
APART = """
import os, sys
from pathlib import Path
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.files import save_file
from coopviewer.rendering.words.faults.fault_words import fault_sentence
{before}
try:
    save_file(Path(sys.argv[1]), b"x" * 100_000)
except EnvironmentFault as fault:
    print(fault_sentence(fault, ENGLISH))
"""
NO_ROOM = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))"
NOT_ROOT = "os.geteuid() == 0 and os.seteuid(65534)"


def sentence_for(path: Path, before: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", APART.format(before=before), str(path)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user can read, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    save_file(file, b"first")
    save_file(file, "zweite – ثان".encode())
    assert file.read_text(encoding="utf-8") == "zweite – ثان"
    assert list(tmp_path.iterdir()) == [file]


@POSIX
def test_a_saved_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    for umask, rights in ((0o027, 0o640), (0o002, 0o664)):
        before = os.umask(umask)
        try:
            save_file(tmp_path / f"{rights}.txt", b"")
            replace_file(tmp_path / "own.json", b"", private=True)
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / f"{rights}.txt").stat().st_mode) == rights
        assert stat.S_IMODE((tmp_path / "own.json").stat().st_mode) == 0o600


@POSIX
def test_a_replaced_file_keeps_its_permissions_unless_it_is_private(tmp_path: Path) -> None:
    for name in ("page.txt", "own.json"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o664)
    save_file(tmp_path / "page.txt", b"")
    replace_file(tmp_path / "own.json", b"", private=True)
    assert stat.S_IMODE((tmp_path / "page.txt").stat().st_mode) == 0o664
    assert stat.S_IMODE((tmp_path / "own.json").stat().st_mode) == 0o600


@POSIX
def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "page.txt")
    save_file(tmp_path / "link", b"text")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "page.txt").read_bytes() == b"text"


@POSIX
def test_a_full_disk_is_reported_and_the_old_file_is_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(b"before")
    assert sentence_for(file, NO_ROOM) == f"There is no room for {file}. Make room, or choose another place."
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@POSIX
def test_a_folder_without_permission_is_reported_and_the_old_file_is_unchanged(open_folder: Path) -> None:
    file = open_folder / "page.pdf"
    file.write_bytes(b"before")
    open_folder.chmod(0o555)
    assert sentence_for(file, NOT_ROOT).startswith(f"{file} may not be written by you, or another program holds it. ")
    assert file.read_bytes() == b"before"
    assert list(open_folder.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "{folder} is a folder. Give the name of a file in it."),
        ("no/page.pdf", "There is no folder {folder}/no. Make it first, or choose another place."),
        ("file/page.pdf", "There is no folder {folder}/file. Make it first, or choose another place."),
        ("n" * 300, "The name " + "n" * 300 + " is too long for this disk. Choose a shorter one."),
        ("round", "{folder}/round could not be written ("),
        ("nowhere", "{folder}/nowhere could not be written (No such file or directory). Choose another place."),
    ],
)
@POSIX
def test_an_obstacle_to_saving_is_reported(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "nowhere").symlink_to(tmp_path / "no" / "page.pdf")
    before = sorted(tmp_path.iterdir())
    with raises_fault() as raised:
        save_file(tmp_path / name, b"text")
    assert raised.words.startswith(sentence.format(folder=tmp_path))
    assert sorted(tmp_path.iterdir()) == before


def test_a_database_is_never_overwritten(tmp_path):
    database = tmp_path / "mine.db"
    database.write_bytes(b"SQLite format 3\x00" + b"what a person wrote")
    with raises_fault("is a database, and is not replaced"):
        save_file(database, b"{}")
    assert database.read_bytes().endswith(b"what a person wrote")


def test_a_file_is_read_up_to_one_byte_beyond_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "x"
    for length, read in ((0, 0), (4, 4), (5, 5), (6, 6), (7, 6)):
        file.write_bytes(b"x" * length)
        assert len(read_bounded(file, 5, "choose-jsonld")) == read


def test_an_unreadable_file_is_reported_with_the_systems_reason(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with raises_fault() as raised:
        read_bounded(missing, 5, "choose-document")
    advice = "Choose the document saved as plain text."
    assert raised.words == f"{missing} could not be read ({os.strerror(2)}). {advice}"
    with raises_fault(rf"could not be read \({os.strerror(22)}\)"):
        read_bounded(tmp_path / "a\0b", 5, "choose-jsonld")


HOURS_AGO = 7_200  # seconds


def left(folder: Path, name: str = f".coopviewer-{'0a' * 8}.tmp", *, age: float = HOURS_AGO) -> Path:
    """Make a temporary file as a killed process leaves it."""
    file = folder / name
    file.write_text("half", encoding="utf-8")
    os.utime(file, (time.time() - age, time.time() - age))
    return file


def test_the_temporary_file_of_a_killed_process_is_removed_at_the_next_save(tmp_path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from coopviewer.exchange.files import save_parts
def parts():
    yield b"half"
    os.kill(os.getpid(), signal.SIGKILL) if os.name == "posix" else os._exit(1)
save_parts(Path(sys.argv[1]), parts())
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "page.txt")], check=False)
    (file,) = tmp_path.iterdir()
    os.utime(file, (time.time() - HOURS_AGO, time.time() - HOURS_AGO))
    save_file(tmp_path / "page.txt", b"whole")
    assert list(tmp_path.iterdir()) == [tmp_path / "page.txt"]


@pytest.mark.parametrize(
    ("name", "age"),
    [
        (f".coopviewer-{'0a' * 8}.tmp", 60),
        (".coopviewer-notes.tmp", HOURS_AGO),
        (f"coopviewer-{'0a' * 8}.tmp", HOURS_AGO),
        (f".coopviewer-{'0a' * 8}.tmp.md", HOURS_AGO),
    ],
    ids=["just written", "not our name", "not hidden", "other ending"],
)
def test_a_file_that_may_be_anothers_stays(tmp_path: Path, name: str, age: float) -> None:
    file = left(tmp_path, name, age=age)
    save_file(tmp_path / "page.txt", b"whole")
    assert file.exists()


@POSIX
def test_a_file_that_is_still_written_stays_however_old_it_is(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"first "
        (being_written,) = tmp_path.iterdir()
        os.utime(being_written, (time.time() - HOURS_AGO, time.time() - HOURS_AGO))
        files._remove_left.cache_clear()
        save_file(tmp_path / "other.txt", b"whole")
        yield b"last"

    save_parts(tmp_path / "page.txt", parts())
    assert (tmp_path / "page.txt").read_bytes() == b"first last"


@POSIX
def test_a_link_or_a_folder_of_that_name_stays(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("mine", encoding="utf-8")
    link, folder = (tmp_path / f".coopviewer-{sign * 16}.tmp" for sign in "ab")
    link.symlink_to(tmp_path / "other.txt")
    os.utime(link, (0, 0), follow_symlinks=False)
    folder.mkdir()
    os.utime(folder, (0, 0))
    save_file(tmp_path / "page.txt", b"whole")
    assert link.is_symlink()
    assert folder.is_dir()
    assert (tmp_path / "other.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_instead_of_a_file_is_reported_as_one(tmp_path: Path) -> None:
    with raises_fault("is not a file. Choose the document saved as plain text."):
        read_bounded(tmp_path, 5, "choose-document")


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_that_could_not_be_put_in_place_leaves_its_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refuse)

    def taken_away() -> Iterator[bytes]:
        yield b"whole"
        for each in tmp_path.glob(".coopviewer-*"):  # as a virus scanner may
            each.rename(tmp_path / "elsewhere")

    path = tmp_path / "team.json"
    with pytest.raises(FileNotFoundError):
        replace_parts(path, taken_away(), private=False, new=True)
    assert not path.exists()
    (tmp_path / "elsewhere").unlink()
    replace_file(path, b"whole", private=False, new=True)
    assert path.read_bytes() == b"whole"
    with pytest.raises(FileExistsError):
        replace_file(path, b"other", private=False, new=True)
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_nlink == 1


@pytest.mark.parametrize("is_replaced", [True, False])
def test_what_another_program_puts_under_a_new_name_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_replaced: bool
) -> None:
    path, other = tmp_path / "team.json", tmp_path / "other"
    other.touch()

    def refuse(*_: object) -> None:  # as a file system without hard links
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def fail(*_: object) -> None:
        if is_replaced:
            path.unlink()
            other.rename(path)
        else:
            path.write_bytes(b"mine")
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        replace_file(path, b"whole", private=False, new=True)
    assert path.read_bytes() == (b"" if is_replaced else b"mine")


@pytest.mark.parametrize("place", ["b.csv", "c.csv"])
def test_of_several_new_files_all_are_saved_or_none(tmp_path: Path, place: str) -> None:
    obstacle = tmp_path / place
    obstacle.write_bytes(b"mine")
    files = [(tmp_path / name, (b"x",)) for name in ("a.csv", "b.csv", "c.csv")]
    with raises_fault(f"{place} is there already"):
        save_new_files(files)
    assert [each.name for each in tmp_path.iterdir()] == [place]
    assert obstacle.read_bytes() == b"mine"
    obstacle.unlink()

    def fails() -> Iterator[bytes]:
        yield b"x"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_new_files([*files[:2], (tmp_path / "c.csv", fails())])
    assert list(tmp_path.iterdir()) == []
    save_new_files(files)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "b.csv", "c.csv"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "may not be written by you"),
        (errno.EPERM, "may not be written by you"),
        (errno.EROFS, "may not be written by you"),
        (errno.ENOSPC, "There is no room"),
        (errno.EFBIG, "There is no room"),
        (errno.ENAMETOOLONG, "The name page.txt is too long"),
        (errno.ENOENT, "could not be written"),
        (errno.ENOTDIR, "could not be written"),
        (errno.EIO, re.escape(f"could not be written ({os.strerror(errno.EIO)})")),
    ],
)
def test_why_a_file_could_not_be_written_is_said_by_what_the_system_raised(
    tmp_path: Path, number: int, words: str
) -> None:
    with raises_fault(words):
        raise files.fault_of(tmp_path / "page.txt", OSError(number, "in other words"))


def test_a_folder_is_missing_only_where_the_system_found_none(tmp_path: Path) -> None:
    gone = tmp_path / "none" / "page.txt"
    for number in (errno.ENOENT, errno.ENOTDIR):
        with raises_fault("There is no folder"):
            raise files.fault_of(gone, OSError(number, ""))
    with raises_fault("may not be written by you"):
        raise files.fault_of(gone, OSError(errno.EACCES, ""))


def test_an_error_without_a_number_is_told_in_its_own_words(tmp_path: Path) -> None:
    with raises_fault(re.escape("could not be written (of zlib)")):
        raise files.fault_of(tmp_path / "page.txt", OSError("of zlib"))


def test_a_new_file_is_saved_unless_something_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    save_new_file(path, b"one ", b"two")
    assert path.read_bytes() == b"one two"
    with raises_fault("page.txt is there already"):
        save_new_file(path, b"other")
    with raises_fault("is a folder"):
        save_new_file(tmp_path, b"other")
    database = tmp_path / "mine.db"
    database.write_bytes(b"SQLite format 3\x00")
    with raises_fault("mine.db is there already"):
        save_new_file(database, b"other")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine.db", "page.txt"]


@pytest.mark.parametrize(
    ("content", "is_replaced"),
    [(b"SQLite format 3\x00", False), (b"SQLite format 3", True), (b"sqlite format 3\x00", True)],
)
def test_only_a_database_is_not_replaced(tmp_path: Path, content: bytes, is_replaced: bool) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    if is_replaced:
        save_parts(path, [b"new"])
    else:
        with raises_fault("is a database"):
            save_parts(path, [b"new"])
    assert path.read_bytes() == (b"new" if is_replaced else content)


@POSIX
def test_what_is_saved_to_a_device_is_written_there_and_a_socket_is_refused(tmp_path: Path) -> None:
    save_file(Path("/dev/null"), b"x")
    save_new_file(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "socket"))
        for save in (save_file, save_new_file):
            with raises_fault("is a device or a pipe"):
                save(tmp_path / "socket", b"x")


@POSIX
def test_the_programs_own_files_are_never_written_into_pipes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match=os.strerror(errno.EINVAL)):
        replace_file(tmp_path / "pipe", b"x", private=True)
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]
    with raises_fault("is not a file"):
        read_bounded(tmp_path / "pipe", 5, "choose-document")


@POSIX
def test_a_link_is_replaced_by_a_file_of_the_programs_own(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"mine")
    (tmp_path / "own.json").symlink_to(tmp_path / "other")
    replace_parts(tmp_path / "own.json", [b"a", b"b"], private=True)
    assert not (tmp_path / "own.json").is_symlink()
    assert ((tmp_path / "own.json").read_bytes(), (tmp_path / "other").read_bytes()) == (b"ab", b"mine")


@pytest.mark.parametrize(("age", "stays"), [(3_500, True), (3_700, False)])
def test_a_temporary_file_is_one_that_was_left_after_an_hour(tmp_path: Path, age: float, stays: bool) -> None:
    file = left(tmp_path, age=age)
    save_file(tmp_path / "page.txt", b"whole")
    assert file.exists() is stays


def test_an_error_in_making_the_content_names_the_file_and_the_old_one_stays(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.EIO, "I/O error")

    path = tmp_path / "page.txt"
    path.write_bytes(b"before")
    with raises_fault("page.txt could not be written"):
        save_parts(path, failing())
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
