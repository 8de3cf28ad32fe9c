"""Folders that the program creates for its files, readable only by their owner. Qt-free."""

import errno
import os
from pathlib import Path

from coopviewer.file_kinds import FileKind, kind_of

_PRIVATE = 0o700


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, each readable only by its owner; existing folders are not changed.

    Raises OSError if one cannot be created, and NotADirectoryError if something else is in place of one.
    """
    if kind_of(folder) not in (FileKind.ABSENT, FileKind.FOLDER):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    missing = [each for each in (folder, *folder.parents) if kind_of(each) is FileKind.ABSENT]
    for each in reversed(missing):  # mkdir's ``parents`` would apply the mode only to the last folder
        each.mkdir(mode=_PRIVATE, exist_ok=True)
