"""What is at a path is known before it is opened: nothing is waited for that never comes, and no device is replaced."""

import errno
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coopviewer import file_kinds
from coopviewer.exchange.files import save_file
from coopviewer.file_kinds import (
    FileKind,
    NotAFile,
    descriptor_of,
    exists,
    full_path,
    kind_of,
    read_within,
    write_stream,
)
from tests.faults import raises_fault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices have no paths there")


def loop(folder: Path) -> Path:
    path = folder / "loop"
    path.symlink_to("loop")
    return path


def pipe(folder: Path) -> Path:
    path = folder / "pipe"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda folder: folder / "nothing", FileKind.ABSENT),
        (lambda folder: folder, FileKind.FOLDER),
        (pipe, FileKind.PIPE),
        (lambda _: Path("/dev/null"), FileKind.STREAM),
        (lambda _: Path("/dev/zero"), FileKind.STREAM),
    ],
)
def test_each_kind_is_recognised(tmp_path: Path, make: Callable[[Path], Path], kind: FileKind) -> None:
    path = make(tmp_path)
    assert kind_of(path) is kind
    assert exists(path) is (kind is not FileKind.ABSENT)
    link = tmp_path / "link"
    link.symlink_to(path)
    assert kind_of(link) is kind


@pytest.mark.parametrize("make", [loop, lambda folder: folder / ("x" * 300), lambda folder: folder / "a\0b"])
def test_what_cannot_be_found_out_is_an_error_and_not_absent(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    with pytest.raises(OSError, match=r"."):
        kind_of(path)
    with pytest.raises(OSError, match=r"."):
        read_within(path, 10)
    assert not exists(path)
    full_path(path)


def test_a_tilde_before_no_user_is_part_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = tmp_path.resolve()
    assert full_path(Path("~notes.db")) == here / "~notes.db"
    assert full_path(Path("~nosuchuser/notes.db")) == here / "~nosuchuser" / "notes.db"
    assert full_path(Path("~/notes.db")) == Path(os.environ["HOME"]).resolve() / "notes.db"


def test_in_a_deleted_folder_a_relative_path_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with monkeypatch.context() as elsewhere:  # what pytest does after a test needs a folder
        elsewhere.chdir(gone)
        gone.rmdir()
        for name in ("notes.db", "folder/notes.db", "../notes.db", "~nosuchuser/notes.db"):
            assert full_path(Path(name)) == Path(name)
            assert not exists(Path(name))
    assert full_path(tmp_path / "notes.db") == tmp_path.resolve() / "notes.db"


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(name: str) -> None:
    with pytest.raises(OSError, match=r"."):
        read_within(Path(name), 10, pipes=True)


def test_a_pipe_is_read_to_its_end_but_never_beyond_the_bound(tmp_path: Path) -> None:
    path = pipe(tmp_path)

    def write() -> None:
        with path.open("wb") as file:
            file.write(b"x" * 1000)

    for most, found in ((5000, 1000), (99, 100)):
        writer = threading.Thread(target=write)
        writer.start()
        assert len(read_within(path, most, pipes=True)) == found
        writer.join()


def test_a_pipe_is_read_only_where_pipes_are_expected(tmp_path: Path) -> None:
    with pytest.raises(NotAFile):
        read_within(pipe(tmp_path), 10)


def test_a_pipe_that_nobody_writes_or_reads_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "PATIENCE", 0.1)
    path = pipe(tmp_path)
    with pytest.raises(TimeoutError):
        read_within(path, 10, pipes=True)
    with pytest.raises(TimeoutError):
        write_stream(path, [b"x"])


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = pipe(tmp_path)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(path.read_bytes()))
    reader.start()
    write_stream(path, [b"x" * 100_000, b"y"])
    reader.join()
    assert found == [b"x" * 100_000 + b"y"]
    assert kind_of(path) is FileKind.PIPE


def test_a_descriptor_is_named_by_several_paths(tmp_path: Path) -> None:
    link = tmp_path / "out"
    link.symlink_to("/dev/stdout")
    assert descriptor_of(Path("/dev/stdout")) == descriptor_of(Path("/dev/fd/1")) == descriptor_of(link) == 1
    assert descriptor_of(Path("/dev/../dev/fd/63")) == 63
    assert descriptor_of(tmp_path / "file") is None
    assert descriptor_of(Path("/dev/fd/x")) is None
    assert descriptor_of(loop(tmp_path)) is None


def test_a_folder_is_no_file_and_leaves_nothing_open(tmp_path: Path) -> None:
    opened = Path("/proc/self/fd")
    before = len([*opened.iterdir()]) if sys.platform == "linux" else 0
    for _ in range(3):
        with pytest.raises(NotAFile, match=os.strerror(errno.EISDIR)):
            read_within(tmp_path, 10)
    assert (len([*opened.iterdir()]) if sys.platform == "linux" else 0) == before


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("99999999", 99_999_999),
        ("999999999", 999_999_999),
        ("1000000000", None),
        ("9" * 5000, None),
        ("0000001", None),
        ("1000001", 1_000_001),
    ],
)
def test_a_long_number_names_no_other_descriptor(name: str, number: int | None) -> None:
    assert descriptor_of(Path("/dev/fd", name)) == number


@pytest.mark.parametrize("number", ["99999999", "9" * 20])
def test_a_descriptor_that_nobody_opened_is_reported(number: str) -> None:
    with raises_fault(f"/dev/fd/{number}"):
        save_file(Path("/dev/fd", number), b"x")
