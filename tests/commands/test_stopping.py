"""Ctrl+C while the program loads its modules: one line, and the status that shells report."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coopviewer.stopping import StopsAtOnce

_INTERRUPTED = """
import signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored if the tests run in the background
wanted, sys.argv[1:] = sys.argv[1], sys.argv[2:]
sys.meta_path.insert(0, Interrupting())
from coopviewer.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    "module",
    [
        "coopviewer.domain.errors",
        "coopviewer.domain.language",
        "coopviewer.languages",
        "coopviewer.commands",
        "coopviewer.commands.search",
        "coopviewer.storage.search",
    ],
)
def test_ctrl_c_while_modules_are_loaded_ends_with_a_line(module: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _INTERRUPTED, module, "search", "health"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.split()) == (130, b"", [b"Stopped."])


def test_the_line_is_in_the_language_of_the_program(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _INTERRUPTED, "coopviewer.commands.search", "--language", "qps", "search", "x"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 130
    assert "Stopped." not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_ctrl_c_is_as_before_once_modules_are_loaded() -> None:
    loading, before = StopsAtOnce("Stopped."), signal.getsignal(signal.SIGINT)
    loading.begin()
    loading.end()
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        loading = StopsAtOnce("Stopped.")
        loading.begin()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        loading.end()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
