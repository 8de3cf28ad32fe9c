"""Whether a file lies on a network drive is found out by what each system says of its drives."""

import ctypes
import ntpath
import os
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from coopviewer.storage.files import file_systems
from coopviewer.storage.files.file_systems import file_system_of, is_network_drive

REMOTE, FIXED = 4, 3  # what GetDriveTypeW answers: https://learn.microsoft.com/windows/win32/api/fileapi


@pytest.mark.skipif(os.name != "posix", reason="mounts are POSIX's")
@pytest.mark.parametrize(
    "line",
    [
        "",
        "nothing that is known",
        "36 35 98:0 /",
        "36 35 98:0 - nfs server:/x rw",
        "36 35 98:0 / /mnt/share rw shared:1",
    ],
)
def test_a_line_that_tells_of_no_mount_is_passed_over(line: str) -> None:
    mount = "36 35 98:0 / / rw - ext4 /dev/sda1 rw"
    assert file_system_of(Path("/mnt/share/notes.db"), f"{line}\n{mount}\n{line}") == "ext4"
    assert file_system_of(Path("/mnt/share/notes.db"), line) == ""


@pytest.mark.skipif(os.name != "posix", reason="mounts are POSIX's")
def test_the_deepest_mount_counts_and_of_two_at_one_place_the_later() -> None:
    lines = [
        *("36 35 98:0 / /mnt/share rw - nfs server:/x rw", "37 35 98:0 / / rw - ext4 /dev/sda1 rw"),
        *("38 35 98:0 / /mnt rw - xfs /dev/sdb1 rw", "39 35 98:0 / /mnt/shared rw - tmpfs tmpfs rw"),
    ]
    for order in (lines, lines[::-1]):
        assert file_system_of(Path("/mnt/share/notes.db"), "\n".join(order)) == "nfs"
        assert file_system_of(Path("/mnt/notes.db"), "\n".join(order)) == "xfs"
        assert file_system_of(Path("/notes.db"), "\n".join(order)) == "ext4"
    again = [*lines, "40 35 98:0 / /mnt/share rw - btrfs /dev/sdc1 rw"]
    assert file_system_of(Path("/mnt/share/notes.db"), "\n".join(again)) == "btrfs"


def is_remote_on_windows(monkeypatch: pytest.MonkeyPatch, path: str, drives: dict[str, int]) -> bool:
    """Have the system answer as Windows does, of these drives, for no longer than it is asked."""
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: drives[drive])
    asked: Any = PureWindowsPath(path)
    with monkeypatch.context() as patched:
        patched.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        patched.setattr(file_systems, "ctypes", ctypes, raising=False)  # imported there only
        patched.setattr(os, "path", ntpath)
        patched.setattr(sys, "platform", "win32")
        return is_network_drive(asked)


@pytest.mark.parametrize(("answer", "is_remote"), [(REMOTE, True), (FIXED, False), (REMOTE + 1, False)])
def test_windows_is_asked_of_a_drive_with_a_letter(
    monkeypatch: pytest.MonkeyPatch, answer: int, is_remote: bool
) -> None:
    assert is_remote_on_windows(monkeypatch, "Z:\\notes\\a.db", {"Z:\\": answer}) is is_remote


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        ("\\\\server\\share\\a.db", True),
        ("//server/share/a.db", True),
        ("\\\\?\\UNC\\server\\share\\a.db", True),
        ("\\\\?\\unc\\server\\share\\a.db", True),
        ("\\\\?\\C:\\a.db", False),
        ("\\\\.\\C:\\a.db", False),
    ],
)
def test_a_share_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch, path: str, is_remote: bool) -> None:
    assert is_remote_on_windows(monkeypatch, path, {}) is is_remote
