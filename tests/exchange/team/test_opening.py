"""Files that others write into a team folder are read only if they are plain files of a bounded length."""

import errno
import os
from pathlib import Path

import pytest

from coopviewer.exchange.team.opening import read_plain


@pytest.mark.parametrize("length", [0, 1, 4, 5])
def test_a_file_is_read_up_to_the_length_that_is_allowed(tmp_path: Path, length: int) -> None:
    (tmp_path / "a").write_bytes(b"x" * length)
    assert read_plain(tmp_path / "a", 5) == b"x" * length


@pytest.mark.parametrize("length", [6, 7, 1_000_000])
def test_a_longer_file_is_not_read(tmp_path: Path, length: int) -> None:
    (tmp_path / "a").write_bytes(b"x" * length)
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)) as refused:
        read_plain(tmp_path / "a", 5)
    assert (refused.value.errno, refused.value.filename) == (errno.EFBIG, str(tmp_path / "a"))


def test_a_folder_and_a_link_are_no_plain_files_and_a_missing_one_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for path in (tmp_path, tmp_path / "link"):
        with pytest.raises(OSError, match=os.strerror(errno.EINVAL)):
            read_plain(path, 5)
    with pytest.raises(FileNotFoundError):
        read_plain(tmp_path / "none", 5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize(("grown", "number"), [(b"x" * 9, errno.EFBIG), (None, errno.EINVAL)])
def test_what_takes_the_place_of_a_file_just_before_it_is_opened_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grown: bytes | None, number: int
) -> None:
    path, opened = tmp_path / "a", os.open
    path.write_bytes(b"x")

    def open_late(name: os.PathLike[str], flags: int) -> int:
        if grown is None:
            path.unlink()
            os.mkfifo(path)
        else:
            path.write_bytes(grown)
        return opened(name, flags)

    monkeypatch.setattr(os, "open", open_late)
    with pytest.raises(OSError, match=os.strerror(number)):
        read_plain(path, 5)


@pytest.mark.parametrize(("length", "is_read"), [(5, True), (6, False)])
def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int, is_read: bool
) -> None:
    path, look = tmp_path / "a", os.fstat
    path.write_bytes(b"x")

    def grow_after(descriptor: int) -> os.stat_result:
        found = look(descriptor)
        path.write_bytes(b"x" * length)
        return found

    monkeypatch.setattr(os, "fstat", grow_after)
    if is_read:
        assert read_plain(path, 5) == b"xxxxx"
    else:
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            read_plain(path, 5)
