"""The lock beside an annotations file, in the form of Qt's QLockFile, for whoever works on the file without Qt.

So a window, which takes a QLockFile, and the command line respect each other. The file, ``<name>.lock``, has five
lines: process id, application, host, the machine's id, and the id of its present start. Qt's source, ``qlockfile.cpp``
and ``qlockfile_unix.cpp``, is the reference for what is in them and when a lock is stale.
"""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from coopviewer.domain.errors import EnvironmentFault

if sys.platform != "win32":
    import fcntl

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TRIES = 3
_QUERY_LIMITED_INFORMATION, _STILL_ACTIVE = 0x1000, 259  # of OpenProcess and GetExitCodeProcess


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file: the host's name, the id of the process, and the name of its program; either may be empty."""

    host: str
    process_id: int
    application: str


@dataclass(frozen=True, slots=True)
class _Content:
    holder: Holder
    machine: str
    boot: str


def lock_file_of(path: Path) -> Path:
    """Return the lock file of an annotations file, beside the file itself where a link leads to it."""
    path = path.expanduser().resolve()
    return path.with_name(f"{path.name}.lock")


def holder_of(path: Path) -> Holder | None:
    """Find who holds an annotations file; None: nobody, also where whoever held it is no more."""
    lock = lock_file_of(path)
    content = _read(lock)
    return None if content is None or _is_stale(content) else content.holder


def is_held_here(path: Path) -> bool:
    """Return whether this process holds an annotations file."""
    holder = holder_of(path)
    return holder is not None and holder.process_id == os.getpid() and holder.host in ("", _host())


class AnnotationLock:
    """Holds an annotations file against all others that ask; taken when it is made, given up by ``release``.

    Raises EnvironmentFault, naming the holder, where another process holds the file, and where no lock can be written.
    """

    def __init__(self, path: Path) -> None:
        self._lock = lock_file_of(path)
        self._descriptor = _take(self._lock, path)

    def release(self) -> None:
        """Give the file up; the second time does nothing."""
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


def _take(lock: Path, path: Path) -> int:
    for _ in range(_TRIES):
        try:
            return _create(lock)
        except FileExistsError:
            if not _remove_stale(lock):
                break
        except OSError as error:
            raise EnvironmentFault(
                f"{path} cannot be locked, since {lock} could not be written ({error.strerror}). "
                "Check that the folder is there and may be written."
            ) from error
    raise is_held(path, holder_of(path))


def is_held(path: Path, holder: Holder | None) -> EnvironmentFault:
    """Say who holds a file; None: somebody who does not say."""
    if holder is None:
        lock = lock_file_of(path)
        return EnvironmentFault(
            f"{path} is held by another program. Close it there, or delete {lock} if no program uses the file."
        )
    host = "" if holder.host in ("", _host()) else f" on {holder.host}"
    who = f"{holder.application or 'another program'}{host} (process {holder.process_id})"
    return EnvironmentFault(f"{path} is held by {who}. Close it there, and try again.")


def _create(lock: Path) -> int:
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with suppress(OSError):  # some drives know no such locks; the file itself is one already
        _hold(descriptor)
    try:
        os.write(descriptor, _own_content())
        os.fsync(descriptor)
    except OSError:
        os.close(descriptor)
        with suppress(OSError):
            lock.unlink()
        raise
    return descriptor


def _remove_stale(lock: Path) -> bool:
    """Remove the lock of a process that is no more; False: it is not, or somebody else is just doing so."""
    if not _seems_stale(lock):
        return False
    removing = lock.with_name(f"{lock.name}.rmlock")  # Qt's own name: two must not remove it at the same time
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
        descriptor = os.open(lock, os.O_WRONLY)
    except OSError:  # gone already, or not ours to remove
        return not lock.exists()
    try:
        _hold(descriptor)
        if os.name == "posix":
            lock.unlink()
    except OSError:
        return False
    finally:
        os.close(descriptor)
    if os.name != "posix":  # where the holder's open file cannot be removed, and not while it is open here
        with suppress(OSError):
            lock.unlink()
    return not lock.exists()


def _hold(descriptor: int) -> None:
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(lock: Path) -> _Content | None:
    try:
        text = lock.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None
    lines = [*text.split("\n"), *("" for _ in range(5))]
    try:
        process = int(lines[0])
    except ValueError:
        return None
    return _Content(Holder(lines[2], process, lines[1]), lines[3], lines[4]) if process > 0 else None


def _is_stale(content: _Content) -> bool:
    holder, machine = content.holder, _machine_id()
    here = holder.host in ("", _host())
    if content.machine and machine:
        here = content.machine == machine
    if not here:
        return False
    if content.boot and _boot_id() and content.boot != _boot_id():  # started anew since then
        return True
    return not _is_running(holder.process_id, holder.application)


def _is_running(process: int, application: str) -> bool:
    if sys.platform == "win32":  # where os.kill would end it
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another person's
        return True
    name = _name_of(process)
    return not name or name == Path(application).name  # else the number was given to another program meanwhile


def _is_running_on_windows(process: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there is none elsewhere, as mypy knows)
    handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE


def _host() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _own_content() -> bytes:
    lines = [str(os.getpid()), _name_of(os.getpid()), _host(), _machine_id(), _boot_id()]
    return "".join(f"{line}\n" for line in lines).encode()


def _name_of(process: int) -> str:
    """Return the name of a process's program, as Qt does; empty: it cannot be found out."""
    if sys.platform == "win32":
        return Path(sys.executable).stem
    if sys.platform == "darwin":
        import ctypes

        buffer = ctypes.create_string_buffer(1024)
        ctypes.CDLL(None).proc_name(process, buffer, len(buffer))
        return os.fsdecode(buffer.value)
    try:
        return Path(f"/proc/{process}/exe").readlink().name.removesuffix(" (deleted)")
    except OSError:
        return ""


def _machine_id() -> str:
    for place in _MACHINE_IDS:
        with suppress(OSError):
            found = place.read_text(encoding="ascii", errors="replace").strip()
            if found:
                return found
    return ""


def _boot_id() -> str:
    with suppress(OSError):
        return _BOOT_ID.read_text(encoding="ascii", errors="replace").strip()
    return ""
