"""A window with Qt's lock and the command line with ours respect each other, and take over what the dead left."""

import ctypes
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QLockFile, QSysInfo

from coopviewer.storage.files import lock
from coopviewer.storage.files.lock import AnnotationLock, Holder, holder_of, lock_file_of
from tests.faults import raises_fault

if sys.platform != "win32":
    import fcntl

CHILD = Path(__file__).with_name("lock_holder.py")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@contextmanager
def child(kind: str, path: Path) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    command = [sys.executable, str(CHILD), kind, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip().split("|")
        finally:
            process.stdin.close()  # which ends it; it may have ended by itself meanwhile
            process.wait(20)


def qt_lock(path: Path) -> QLockFile:
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    return lock


def test_a_lock_is_taken_told_and_given_up(path: Path) -> None:
    assert holder_of(path) is None
    with AnnotationLock(path):
        assert holder_of(path) == Holder(
            socket.gethostname(), os.getpid(), Path(sys.executable).resolve().name, "command"
        )
        with raises_fault(r"is held by a coopviewer command that is running\. Close it there"):
            AnnotationLock(path)
    assert holder_of(path) is None
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_a_lock_is_private(path: Path) -> None:
    with AnnotationLock(path):
        assert stat.S_IMODE(lock_file_of(path).stat().st_mode) == 0o600


def test_ours_is_written_as_qt_writes_it(path: Path) -> None:
    with AnnotationLock(path):
        ours = lock_file_of(path).read_bytes()
    lock = qt_lock(path)
    assert lock.tryLock(0)
    assert lock_file_of(path).read_bytes() + b"command\n" == ours
    lock.unlock()


def test_ours_stops_at_the_lock_of_a_window(path: Path) -> None:
    with child("qt", path) as (process, said):
        assert said[0] == "held"
        found = holder_of(path)
        assert found is not None
        assert (found.process_id, found.host) == (process.pid, socket.gethostname())
        with raises_fault("is held by coopviewer"):
            AnnotationLock(path)
    AnnotationLock(path).release()


def test_a_window_stops_at_ours(path: Path) -> None:
    with AnnotationLock(path), child("qt", path) as (_, said):
        assert said == ["refused", str(os.getpid()), socket.gethostname(), name()]
    with child("qt", path) as (_, said):
        assert said[0] == "held"


def test_two_command_lines_do_not_hold_one_file(path: Path) -> None:
    with child("ours", path) as (process, said):
        assert said == ["held"]
        lock = qt_lock(path)
        assert not lock.tryLock(0)
        assert lock.getLockInfo() == (process.pid, socket.gethostname(), name())
        with child("ours", path) as (_, refused):
            assert refused[0] == "refused"
            assert "a coopviewer command that is running" in refused[1]


@pytest.mark.parametrize("kind", ["qt", "ours"])
def test_the_lock_of_a_killed_process_is_taken_over_by_both(path: Path, kind: str) -> None:
    for take in (lambda: AnnotationLock(path).release(), lambda: (lock := qt_lock(path)).tryLock(0) and lock.unlock()):
        with child(kind, path) as (process, said):
            assert said[0] == "held"
            process.kill()
            process.wait(20)
            assert lock_file_of(path).exists()
            assert holder_of(path) is None
            take()
            assert not lock_file_of(path).exists()


def lines(process: int, name: str, host: str, machine: str, boot: str) -> bytes:
    return "".join(f"{line}\n" for line in (process, name, host, machine, boot)).encode()


def machine() -> str:
    return QSysInfo.machineUniqueId().data().decode()


def boot() -> str:
    return QSysInfo.bootUniqueId().data().decode()


def name() -> str:
    return Path(sys.executable).resolve().name


@pytest.mark.skipif(sys.platform != "linux", reason="ids of machine and start are read on Linux")
def test_a_lock_is_stale_when_the_machine_started_anew_or_the_number_went_to_another_program(path: Path) -> None:
    host = socket.gethostname()
    for content in (
        lines(os.getpid(), name(), host, machine(), "another-start"),
        lines(os.getpid(), "another-program", host, machine(), boot()),
        lines(os.getpid(), "another-program", host, "", ""),
    ):
        lock_file_of(path).write_bytes(content)
        assert holder_of(path) is None
        AnnotationLock(path).release()


@pytest.mark.skipif(sys.platform != "linux", reason="names of programs are read on Linux")
def test_a_lock_whose_file_somebody_still_holds_is_not_taken_over(path: Path) -> None:
    content = lines(os.getpid(), "another-program", socket.gethostname(), "", "")
    lock_file_of(path).write_bytes(content)
    with lock_file_of(path).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with raises_fault("is held by another program"):
            AnnotationLock(path)
        assert lock_file_of(path).read_bytes() == content
    AnnotationLock(path).release()


@pytest.mark.skipif(os.name != "posix", reason="such locks are POSIX's")
def test_what_is_held_is_held_by_the_file_itself_too(path: Path) -> None:
    with AnnotationLock(path), lock_file_of(path).open("rb") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_lock_of_another_machine_is_never_taken_over(path: Path) -> None:
    for content in (
        lines(4_000_000, "coopviewer", "elsewhere", "another-machine", "x"),
        lines(4_000_000, "coopviewer", "elsewhere", "", ""),
    ):
        lock_file_of(path).write_bytes(content)
        assert holder_of(path) == Holder("elsewhere", 4_000_000, "coopviewer")
        with raises_fault("is held by coopviewer on elsewhere"):
            AnnotationLock(path)
        assert not qt_lock(path).tryLock(0)
        assert lock_file_of(path).read_bytes() == content


@pytest.mark.parametrize(("handle", "code", "is_held"), [(0, 0, False), (7, 259, True), (7, 0, False), (7, 260, False)])
def test_windows_is_asked_whether_the_process_of_a_lock_still_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch, handle: int, code: int, is_held: bool
) -> None:
    """https://learn.microsoft.com/windows/win32/api/processthreadsapi: 259 is STILL_ACTIVE."""
    asked: list[int] = []
    closed: list[int] = []

    def open_process(_access: int, _inherits: bool, process: int) -> int:
        asked.append(process)
        return handle

    def exit_code(_handle: int, place: Any) -> None:
        place._obj.value = code

    kernel = SimpleNamespace(OpenProcess=open_process, GetExitCodeProcess=exit_code, CloseHandle=closed.append)
    lock_file_of(path).write_bytes(lines(4242, "coopviewer", "", "", ""))
    with monkeypatch.context() as patched:
        patched.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        patched.setattr(lock, "ctypes", ctypes, raising=False)  # imported there only
        patched.setattr(sys, "platform", "win32")
        holder = holder_of(path)
    assert holder == (Holder("", 4242, "coopviewer") if is_held else None)
    assert asked == [4242]
    assert closed == ([handle] if handle else [])


@pytest.mark.parametrize("content", [b"", b"\n\n", b"words", b"-4\na\nb\n", b"0\na\nb\n", b"\xff\xfe"])
def test_a_lock_that_says_nothing_is_left_alone_and_told(path: Path, content: bytes) -> None:
    lock_file_of(path).write_bytes(content)
    with raises_fault(r"is held by another program.*or delete"):
        AnnotationLock(path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with raises_fault("cannot be locked"):
        AnnotationLock(tmp_path / "nowhere" / "annotations.db")


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_a_link_leads_to_the_same_lock(path: Path) -> None:
    path.touch()
    link = path.with_name("link.db")
    link.symlink_to(path)
    with AnnotationLock(link), raises_fault():
        AnnotationLock(path)
