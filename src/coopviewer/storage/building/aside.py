"""A temporary folder beside a file that is being written; the complete file is moved from it in one step."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import FileKind, descriptor_of, full_path, is_plain_file, kind_of
from coopviewer.storage.files.held_signals import held_signals
from coopviewer.storage.files.lock import AnnotationLock, holder_of, lock_file_of

_MODE = 0o644  # a published file
_FILLED, _PACKED = "filled.db", "packed.db"
_SUFFIX = ".tmp"
_JUST_NOW = 60.0  # seconds; a folder gets its lock file within a moment


class Aside:
    """A temporary folder beside ``target``, in which the file is prepared; ``remove`` deletes the folder.

    ``filled``: the path of the database that the caller fills.
    ``packed``: the path of its compact copy, which the caller makes, and ``put_in_place`` moves to ``target``.

    Creating the folder deletes folders for the same target that a killed process left behind.
    """

    def __init__(self, target: Path) -> None:
        """Create the folder beside ``target``; raises OSError if that fails.

        Raises EnvironmentFault if ``target`` is something else than a file, such as a folder, or if the folder that it
        is to be in does not exist.
        """
        self._target = _checked(target)
        _remove_abandoned(self._target)
        prefix = f".{self._target.name}."
        self._folder = Path(mkdtemp(dir=self._target.parent, prefix=prefix, suffix=_SUFFIX))
        self.filled, self.packed = self._folder / _FILLED, self._folder / _PACKED
        self._lock: AnnotationLock | None = None
        with suppress(EnvironmentFault):  # where nothing can be written, writing the file says so
            self._lock = AnnotationLock(self.filled)

    def put_in_place(self) -> None:
        """Put the packed file in place of the target, readable by everybody; raises OSError if that fails.

        The packed file must be closed.
        """
        _flush(self.packed)
        self.packed.chmod(_MODE)
        self.packed.replace(self._target)
        _flush_folder(self._target.parent)

    def remove(self) -> None:
        """Delete the folder with its files, as far as possible; Ctrl+C has its effect only after that."""
        with held_signals():
            if self._lock is not None:
                self._lock.release()
            _remove(self._folder)


def _checked(target: Path) -> Path:
    if descriptor_of(target) is not None or not is_plain_file(target):
        raise EnvironmentFault("reference.target-not-a-file", path=target)
    path = full_path(target)
    if kind_of(path.parent) is not FileKind.FOLDER:
        raise EnvironmentFault("file.no-folder", folder=path.parent)
    return path


def _remove_abandoned(target: Path) -> None:
    for folder in _folders_beside(target):
        if lock_file_of(folder / _FILLED).exists():
            if holder_of(folder / _FILLED) is None:
                _remove(folder)
        else:  # it may have been created just now
            _remove_old(folder)


def _folders_beside(target: Path) -> Iterator[Path]:
    with suppress(OSError):
        for each in target.parent.iterdir():
            if (
                each.name.startswith(f".{target.name}.")
                and each.name.endswith(_SUFFIX)
                and kind_of(each) is FileKind.FOLDER
            ):
                yield each


def _remove(folder: Path) -> None:
    with suppress(OSError):
        for each in list(folder.iterdir()):
            with suppress(OSError):
                each.unlink()
        folder.rmdir()


def _remove_old(folder: Path) -> None:
    with suppress(OSError):
        if time.time() - folder.stat().st_mtime > _JUST_NOW:
            folder.rmdir()  # fails unless it is empty


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # a new name is on the disk only once its folder is flushed; Windows neither needs nor allows this
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
