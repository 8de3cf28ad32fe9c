"""Folders that the program creates for its files, readable only by their owner. Qt-free."""

from pathlib import Path

from coopviewer.file_kinds import FileKind, kind_of

_PRIVATE = 0o700


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, each readable only by its owner; existing folders are not changed.

    Raises OSError if one cannot be created; if there is a file in place of the folder itself, nothing happens.
    """
    missing = [each for each in (folder, *folder.parents) if kind_of(each) is FileKind.ABSENT]
    for each in reversed(missing):  # mkdir's ``parents`` would apply the mode only to the last folder
        each.mkdir(mode=_PRIVATE, exist_ok=True)
