"""The same source, packaged twice, results in the same bytes."""

import hashlib
from pathlib import Path

import pytest

from devtools.packing import pack_folder, read_release

pytestmark = pytest.mark.slow


def contents_of(folder: Path) -> dict[str, str]:
    """Return for each file by its path the hash of its content, or the target of a link."""
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}"
        if path.is_symlink()
        else f"{path.stat().st_mode & 0o777:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def test_the_same_source_is_packaged_to_equal_folders(tmp_path):
    release = read_release()
    first = pack_folder(release, tmp_path / "one" / "dist", tmp_path / "one" / "build")
    second = pack_folder(release, tmp_path / "two" / "dist", tmp_path / "two" / "build")
    assert contents_of(first) == contents_of(second)


def test_the_time_of_a_release_is_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert (read_release().epoch, read_release().day) == (1700000000, "2023-11-14")
