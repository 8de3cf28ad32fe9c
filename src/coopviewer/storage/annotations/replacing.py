"""Restoring a backup in place of an annotations file that cannot be opened; that file is kept beside it."""

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from coopviewer.file_kinds import full_path
from coopviewer.storage.annotations.file.backup_files import LOGS, flush_folder, write_copy
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.file.faults import telling_of
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.files.lock import AnnotationLock


def replace_by_backup(path: Path, backup: Path) -> Path | None:
    """Put a copy of a backup in the place of a file that cannot be opened, and return where that file is kept.

    It is kept beside its place, with the logs that SQLite wrote for it: ``notes.db`` as ``notes.damaged.db``, or
    ``notes.damaged-2.db`` if that name is taken. None is returned if there was no file. Raises EnvironmentFault if the
    backup cannot be read, another program has locked the file, or writing fails; then the file is as before, but the
    kept copy may have been made already.
    """
    path = full_path(path)
    absent = is_absent(path)  # raises a fault if it is no file
    opened = open_annotation_file(backup, read_only=True)
    try:
        with AnnotationLock(path):
            kept = None if absent else _keep(path)
            with opened.reading() as connection:
                write_copy(connection, path)
            return kept
    finally:
        opened.close()


def _keep(path: Path) -> Path:
    """Copy a file and its logs under a name that is free, flush them, and return the copy's path."""
    with telling_of(path):
        kept = _free_name(path)
        for suffix in (*LOGS, ""):
            beside = path.with_name(f"{path.name}{suffix}")
            if beside.is_file():
                _copy(beside, kept.with_name(f"{kept.name}{suffix}"))
        flush_folder(path.parent)
        return kept


def _copy(source: Path, target: Path) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp", delete=False) as file:
        try:
            with source.open("rb") as damaged:
                shutil.copyfileobj(damaged, file)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        middle = ".damaged" if number == 1 else f".damaged-{number}"
        kept = path.with_name(f"{path.stem}{middle}{path.suffix}")
        if not kept.exists() and not kept.is_symlink():
            return kept
        number += 1
