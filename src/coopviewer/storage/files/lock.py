"""The lock file beside an annotations file, in the format of Qt's QLockFile.

Earlier versions of coopviewer locked the file with a QLockFile: they and this version thus respect each other's locks.
``<name>.lock`` has six lines: process id, application, host, machine id, the boot id of the machine, and, which Qt
ignores, ``window`` or ``command`` for what has locked the file. It is readable by its owner only, unlike a QLockFile's.
Qt's sources ``qlockfile.cpp`` and ``qlockfile_unix.cpp`` are the reference for the content and for when a lock is
stale.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import full_path, read_within

if sys.platform != "win32":
    import fcntl
if sys.platform in ("win32", "darwin"):
    import ctypes  # a start on Linux does not wait for it

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TRIES = 3
_PAGES = ".coopviewer"  # the name of the lock file of a folder of pages, without its ending
_KINDS = ("window", "command")
_MOST_BYTES = 4096  # of a lock file
_QUERY_LIMITED_INFORMATION, _STILL_ACTIVE = 0x1000, 259  # of OpenProcess; of GetExitCodeProcess


class Holder(NamedTuple):
    """The process that has locked a file, as the lock file names it.

    ``host`` and ``application`` (the program's name) may be empty. ``kind`` is ``window`` or ``command``, or empty if
    the lock file does not say which: it is that of another program, or of an earlier version.
    """

    host: str
    process_id: int
    application: str
    kind: str = ""


class _Content(NamedTuple):
    holder: Holder
    machine: str
    boot: str


def lock_file_of(path: Path) -> Path:
    """Return the path of an annotations file's lock file, ``notes.db.lock``; symbolic links are resolved first."""
    path = full_path(path)
    return Path(f"{path}.lock")  # the root of a disk has no name


def holder_of(path: Path) -> Holder | None:
    """Return the process that has locked an annotations file; None if there is none or the lock is stale.

    None also if the lock file cannot be read or does not name a process, although the file may then be locked.
    """
    lock = lock_file_of(path)
    content = _read(lock)
    return None if content is None or _is_stale(content) else content.holder


def is_held_here(path: Path) -> bool:
    """Return whether this process has locked an annotations file."""
    holder = holder_of(path)
    return holder is not None and holder.process_id == os.getpid() and holder.host in ("", _host())


class AnnotationLock:
    """Locks an annotations file against other processes that use such locks; from creation until ``release``.

    Creating one raises EnvironmentFault if the lock file cannot be written, or if the file is locked already, also by
    this process; the fault names the holder if the lock file does. A stale lock, left by a process of this machine that
    no longer runs, is replaced. As a context manager it is released at the end of the block.
    """

    def __init__(self, path: Path, kind: str = "command") -> None:
        """Lock the file at ``path``; ``kind``, ``window`` or ``command``, is shown to those who find it locked."""
        self._lock = lock_file_of(path)
        self._descriptor = _take(self._lock, path, kind)

    def release(self) -> None:
        """Release the lock; further calls do nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            with suppress(OSError):
                self._lock.unlink()

    def __enter__(self) -> "AnnotationLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Lock a folder of exported pages while they are written.

    Raises EnvironmentFault if they are being written already, by this process or another. A folder in which no lock
    file can be written is not locked, and the block runs all the same.
    """
    try:
        lock = AnnotationLock(folder / _PAGES)
    except EnvironmentFault as fault:
        if fault.code == "annotations.not-locked":  # writing the first page says why
            yield
            return
        raise EnvironmentFault("folder.busy", path=folder, lock=lock_file_of(folder / _PAGES)) from fault
    with lock:
        yield


def _take(lock: Path, path: Path, kind: str) -> int:
    for _ in range(_TRIES):
        try:
            return _create(lock, kind)
        except FileExistsError:
            if not _remove_stale(lock):
                break
        except OSError as error:
            raise EnvironmentFault("annotations.not-locked", path=path, lock=lock, error=error.strerror) from error
    raise fault_of_holder(path, holder_of(path))


def fault_of_holder(path: Path, holder: Holder | None) -> EnvironmentFault:
    """Return the error that a file is locked; ``holder`` None: the lock file does not say by which process."""
    if holder is None:
        return EnvironmentFault("annotations.held-elsewhere", path=path, lock=lock_file_of(path))
    host = "" if holder.host == _host() else holder.host
    values = {"application": _program_of(holder), "host": host, "process": str(holder.process_id)}
    return EnvironmentFault("annotations.held", path=path, **values)


def _program_of(holder: Holder) -> str:
    """Return what the user knows a holder as: ``window`` or ``command`` if it is coopviewer, else its program name."""
    is_ours = holder.application.lower().startswith(("python", "coopviewer"))
    return holder.kind or ("coopviewer" if is_ours else holder.application)


def _create(lock: Path, kind: str = "") -> int:
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with suppress(OSError):  # some file systems have no flock; the lock file itself is then the lock
        _hold(descriptor)
    try:
        os.write(descriptor, _own_content() + (f"{kind}\n" if kind else "").encode())
        os.fsync(descriptor)
    except BaseException:  # also where the system ends the program: a lock would stay that nobody holds
        os.close(descriptor)
        with suppress(OSError):
            lock.unlink()
        raise
    return descriptor


def _remove_stale(lock: Path) -> bool:
    """Remove the lock file of a process that no longer runs; False if it runs, or another process removes the lock."""
    if not _seems_stale(lock):
        return False
    removing = lock.with_name(f"{lock.name}.rmlock")  # the name Qt uses, so that only one process removes the lock
    try:
        descriptor = _create(removing)
    except OSError:
        return False
    try:
        return _seems_stale(lock) and _remove_unheld(lock)
    finally:
        os.close(descriptor)
        with suppress(OSError):
            removing.unlink()


def _seems_stale(lock: Path) -> bool:
    content = _read(lock)
    return content is not None and _is_stale(content)


def _remove_unheld(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe has nobody to wait for
    except OSError:  # removed already, or no permission
        return not lock.exists()
    try:
        _hold(descriptor)
        if os.name == "posix":
            lock.unlink()
    except OSError:
        return False
    finally:
        os.close(descriptor)
    if os.name != "posix":  # Windows refuses to remove a file that the holder, or this process, has open
        with suppress(OSError):
            lock.unlink()
    return not lock.exists()


def _hold(descriptor: int) -> None:
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(lock: Path) -> _Content | None:
    try:
        text = read_within(lock, _MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    lines = [*text.split("\n"), *("" for _ in range(6))]
    try:
        process = int(lines[0])
    except ValueError:
        return None
    kind = lines[5] if lines[5] in _KINDS else ""
    return _Content(Holder(lines[2], process, lines[1], kind), lines[3], lines[4]) if process > 0 else None


def _is_stale(content: _Content) -> bool:
    holder, machine = content.holder, _machine_id()
    here = holder.host in ("", _host())
    if content.machine and machine:
        here = content.machine == machine
    if not here:
        return False
    if content.boot and _boot_id() and content.boot != _boot_id():  # the machine was restarted since
        return True
    return not _is_running(holder.process_id, holder.application)


def _is_running(process: int, application: str) -> bool:
    if sys.platform == "win32":  # os.kill would end the process there
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (mypy knows no windll on other systems)
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, process)
        if not handle:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return bool(code.value == _STILL_ACTIVE)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):  # the latter: a number that no process of this system has
        return False
    except OSError:  # a process of another user
        return True
    name = _name_of(process)
    return not name or name == Path(application).name  # otherwise the process id was reused by another program


def _host() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _own_content() -> bytes:
    lines = [str(os.getpid()), _name_of(os.getpid()), _host(), _machine_id(), _boot_id()]
    return "".join(f"{line}\n" for line in lines).encode()


def _name_of(process: int) -> str:
    """Return the program name of a process, as Qt determines it; empty if it cannot be found."""
    if sys.platform == "win32":
        return Path(sys.executable).stem
    if sys.platform == "darwin":
        buffer = ctypes.create_string_buffer(1024)
        ctypes.CDLL(None).proc_name(process, buffer, len(buffer))
        return os.fsdecode(buffer.value)
    try:
        return Path(f"/proc/{process}/exe").readlink().name.removesuffix(" (deleted)")
    except OSError:
        return ""


def this_machine() -> str:
    """Return what tells this machine from others: its id, or else its host name; empty if it has neither."""
    return _machine_id() or _host()


def _machine_id() -> str:
    for place in _MACHINE_IDS:
        with suppress(OSError):
            found = place.read_text(encoding="utf-8", errors="replace").strip()
            if found:
                return found
    return ""


def _boot_id() -> str:
    with suppress(OSError):
        return _BOOT_ID.read_text(encoding="utf-8", errors="replace").strip()
    return ""
