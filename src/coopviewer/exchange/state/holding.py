"""Exclusive holds among the program's windows, which the system releases when a process ends, however it ends."""

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
    """A hold of one window: no other can take the same until ``release``, or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        """Hold by a locked file, whose descriptor ``release`` closes; -1: nothing is locked."""
        self._descriptor = descriptor

    def release(self) -> None:
        """Release the hold; further calls do nothing. The file stays: removing it would let two windows hold it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def take_hold(path: Path) -> Hold | None:
    """Take the hold of an empty file, which is created, private to its owner; None if another window has it.

    Where the file cannot be created or locked, as on some network drives, everyone gets a hold: there is then no way
    to learn of each other.
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
    """Hold a file's name for the time of a change, so that the changes of two windows follow each other.

    A change is not kept waiting for long: after some hundredths of a second it is made all the same.
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
