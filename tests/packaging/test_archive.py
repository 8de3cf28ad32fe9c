"""The portable archive: its content, and equal bytes for equal content."""

import hashlib
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from devtools.archive import write_archive, write_sums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "program"
    (inside / "_internal").mkdir(parents=True)
    (inside / "_internal" / "library.so.1").write_bytes(bytes(range(256)) * 100)
    (inside / "_internal" / "library.so").symlink_to("library.so.1")
    (inside / "program").write_text("#!/bin/sh\necho started\n")
    (inside / "program").chmod(0o700)
    return inside


def pack(folder: Path, target: Path) -> bytes:
    write_archive(target, folder, "program-1.0", 1_764_000_000, {"README.txt": (b"Read this.\n", 0o644)})
    return target.read_bytes()


def test_equal_content_is_packed_to_equal_bytes_regardless_of_times_and_umask(folder, tmp_path):
    first = pack(folder, tmp_path / "first.tar.xz")
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (1, 1), follow_symlinks=False)
    (folder / "_internal" / "library.so.1").chmod(0o600)
    assert pack(folder, tmp_path / "second.tar.xz") == first


def test_a_packed_folder_is_unpacked_unchanged(folder, tmp_path):
    pack(folder, tmp_path / "a.tar.xz")
    subprocess.run(["tar", "-xJf", "a.tar.xz"], cwd=tmp_path, check=True)
    unpacked = tmp_path / "program-1.0"
    assert (unpacked / "README.txt").read_text() == "Read this.\n"
    assert (unpacked / "_internal" / "library.so").readlink() == Path("library.so.1")
    assert (unpacked / "_internal" / "library.so").read_bytes() == bytes(range(256)) * 100
    assert subprocess.run([unpacked / "program"], capture_output=True, check=True).stdout == b"started\n"


def test_the_archive_does_not_identify_its_packer(folder, tmp_path):
    pack(folder, tmp_path / "a.tar.xz")
    with tarfile.open(tmp_path / "a.tar.xz") as archive:
        members = archive.getmembers()
    assert {(each.uid, each.gid, each.uname, each.gname, each.mtime) for each in members} == {
        (0, 0, "", "", 1_764_000_000)
    }
    assert {each.mode for each in members if each.isfile()} == {0o755, 0o644}
    assert [each.name for each in members] == sorted(each.name for each in members)


def test_hashes_are_in_the_format_of_sha256sum(tmp_path):
    (tmp_path / "b").write_bytes(b"b")
    (tmp_path / "a").write_bytes(b"a")
    sums = write_sums(tmp_path, [tmp_path / "b", tmp_path / "a"])
    assert sums.read_text() == "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in "ab")
