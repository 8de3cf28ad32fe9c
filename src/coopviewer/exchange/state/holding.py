"""Locks on files, each held by one of the program's windows, and released by the system when a process ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from coopviewer.private_folders import make_private_folder

if sys.platform != "win32":
    import fcntl
else:
    import msvcrt

_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_TRIES, _PAUSE = 4, 0.01  # seconds: the window's thread waits no longer than this for another window's few kilobytes


class Hold:
    """A lock on a file that one window holds until ``release``, or the end of its process.

    Meanwhile ``take_hold`` returns None for that file. Where files cannot be locked, a Hold locks nothing.
    """

    def __init__(self, descriptor: int) -> None:
        """Take over the descriptor of a locked file, which ``release`` closes; -1: no file could be locked."""
        self._descriptor = descriptor

    def release(self) -> None:
        """Release the hold; further calls do nothing. The file stays: removing it would let two windows hold it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def take_hold(path: Path) -> Hold | None:
    """Lock a file for this window; return None, at once, if the file is locked already.

    The file is created if needed (0600), and only locked, neither read nor written. Where it cannot be created or
    locked, as on some network drives, a Hold that locks nothing is returned, to every window.
    """
    try:
        make_private_folder(path.parent)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return Hold(-1)
    try:
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        return None if error.errno in _TAKEN else Hold(-1)
    return Hold(descriptor)


@contextmanager
def holding(path: Path) -> Iterator[None]:
    """Lock ``x.ini.lock`` beside a file ``x.ini`` (``path``) during the block, so that changes follow each other.

    The block runs in any case: without the lock if another window still holds it after 40 ms, or if locking fails.
    """
    name = path.with_name(f"{path.name}.lock")
    hold = take_hold(name)
    for _ in range(_TRIES):
        if hold is not None:
            break
        Event().wait(_PAUSE)
        hold = take_hold(name)
    try:
        yield
    finally:
        if hold is not None:
            hold.release()


def _lock(descriptor: int) -> None:
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
