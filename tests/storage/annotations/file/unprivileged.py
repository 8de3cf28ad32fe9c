"""A child process without the rights of root, to whom a folder or a file can be closed; says whether all went well."""

import getpass  # noqa: F401  (where Python lies may be closed, too)
import os
import shutil
import stat
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[4]))


import coopviewer.storage.annotations.file.creation  # noqa: F401
from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.store import AnnotationStore
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import DATASET, note

NOBODY = 65534


def told(words: str, path: Path, *, read_only: bool = False) -> None:
    with raises_fault(words):
        AnnotationStore.open(path, read_only=read_only)


def total(store: AnnotationStore) -> int:
    return store.lists.find(AnnotationFilter(dataset=DATASET)).total


def fill(path: Path) -> None:
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", [note("a")])


def file_not_to_be_read(folder: Path) -> None:
    path = folder / "annotations.db"
    fill(path)
    path.chmod(0)
    told("may not be read by you", path)
    told("may not be read by you", path, read_only=True)


def folder_not_to_be_written(folder: Path) -> None:
    path = folder / "annotations.db"
    fill(path)
    folder.chmod(0o500)
    told(f"{folder} is write-protected", path)
    told("could not be reached", folder / "new.db")
    with closing(AnnotationStore.open(path, read_only=True)) as store:
        assert total(store) == 1
        assert stat.S_IMODE(Path(store.file._copy.name).stat().st_mode) == 0o700  # type: ignore[union-attr]
    assert [each.name for each in folder.iterdir()] == ["annotations.db"]


def log_in_a_folder_not_to_be_written(folder: Path) -> None:
    path, crashed = folder / "annotations.db", folder / "crashed"
    crashed.mkdir()
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", [note("a")])
        store.perform("Note", [note("b")])
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", crashed)
    crashed.chmod(0o500)
    with closing(AnnotationStore.open(crashed / path.name, read_only=True)) as store:
        assert total(store) == 2
    crashed.chmod(0o700)


def folder_taken_away(folder: Path) -> None:
    """Where the folder is closed while the file is open, what is written is kept, or told as not kept."""
    path = folder / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", [note("a")])
        folder.chmod(0o500)
        kept = 1
        with suppress(EnvironmentFault):
            store.perform("Note", [note("b")])
            kept = 2
        assert total(store) == kept
        folder.chmod(0o700)
        store.perform("Note", [note("c")])
    with closing(AnnotationStore.open(path)) as store:
        assert total(store) == kept + 1


def main(scene: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="coopviewer-unprivileged-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        os.environ["TMPDIR"] = tempfile.tempdir = "/tmp"
        globals()[scene](folder)
        print("as it should be")
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1])
