"""The documents and launchers in the packages agree with the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coopviewer.commands import VERBS, help_text
from coopviewer.domain.language import ENGLISH
from devtools.packing import ROOT

LINUX = ROOT / "packaging" / "linux"
MANUAL = (LINUX / "coopviewer.1").read_text(encoding="utf-8").replace("\\-", "-")

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a launcher of Linux")


def test_the_manual_page_names_every_option_and_verb():
    options = set(re.findall(r"--[a-z]+", help_text(ENGLISH)))
    assert "--smoke" in options
    assert sorted(option for option in options if option not in MANUAL) == []
    assert sorted(verb for verb in VERBS if f"\n.B {verb}\n" not in MANUAL) == []


@pytest.fixture
def portable(tmp_path: Path) -> Path:
    """Return a folder with the launcher and a program that prints its arguments."""
    folder = tmp_path / "mit ü und عربي"
    folder.mkdir()
    shutil.copy(LINUX / "coopviewer-portable", folder)
    (folder / "coopviewer").write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    (folder / "coopviewer").chmod(0o755)
    return folder


@on_linux
def test_the_portable_launcher_creates_portable_txt_and_passes_arguments_on(portable, tmp_path):
    (tmp_path / "link").symlink_to(portable / "coopviewer-portable")
    for arguments, output in (([], "|"), (["coop:country/NE", "a b"], "coop:country/NE|a b|")):
        done = subprocess.run([tmp_path / "link", *arguments], capture_output=True, text=True, check=True, cwd="/")
        assert done.stdout == output
        assert (portable / "portable.txt").is_file()


@on_linux
def test_the_portable_launcher_reports_a_folder_it_cannot_write_to(portable):
    (portable / "portable.txt").symlink_to("nowhere/portable.txt")  # not writable even for root
    done = subprocess.run([portable / "coopviewer-portable"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "may not be written by you" in done.stderr
