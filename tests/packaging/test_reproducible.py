"""The same source, packed twice, gives the same bytes."""

import hashlib
from pathlib import Path

import pytest

from devtools.packing import pack_folder, read_release

pytestmark = pytest.mark.slow


def content(folder: Path) -> dict[str, str]:
    """Give each file by its place: the hash of what it holds, or where a link leads."""
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}"
        if path.is_symlink()
        else f"{path.stat().st_mode & 0o777:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def test_the_same_source_gives_the_same_folder_in_another_place(tmp_path):
    release = read_release()
    first = pack_folder(release, tmp_path / "one" / "dist", tmp_path / "one" / "build")
    second = pack_folder(release, tmp_path / "two" / "dist", tmp_path / "two" / "build")
    assert content(first) == content(second)


def test_the_time_is_that_which_is_asked_for(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert (read_release().epoch, read_release().day) == (1700000000, "2023-11-14")
