"""Folders that the program makes for its files: for their owner alone. Qt-free; for whoever writes files."""

from pathlib import Path

_PRIVATE = 0o700


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, each for its owner alone; one that is there stays as it is.

    Raises OSError.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):  # mkdir's own ``parents`` leaves all but the last open to others
        each.mkdir(mode=_PRIVATE, exist_ok=True)
