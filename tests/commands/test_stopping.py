"""Ctrl+C while the program loads its modules: one line, and the status that shells report."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coopviewer.stopping import StopsAtOnce
from tests.authoring.trees import BASE_TREE

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


_AT_EVENTS = """
import atexit, signal, sys

def press(event, _arguments):
    if event in wanted:
        signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored if the tests run in the background
wanted, sys.argv[1:] = sys.argv[1].split(), sys.argv[2:]
sys.addaudithook(press)
atexit.register(press, "exit", ())
from coopviewer.__main__ import main
sys.exit(main())
"""


def built(folder: Path, events: str) -> tuple[int, str, list[str]]:
    """Build a reference while Ctrl+C is pressed at events; return the status, what is said, and the files left."""
    command = [sys.executable, "-c", _AT_EVENTS, events, "build", str(BASE_TREE), "-o", "new.db"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stderr, [each.name for each in folder.iterdir()]


@pytest.mark.parametrize("events", ["sqlite3.connect", "sqlite3.connect os.rmdir exit"])
def test_ctrl_c_that_is_held_down_ends_a_verb_with_one_line_and_leaves_nothing(tmp_path: Path, events: str) -> None:
    assert built(tmp_path, events) == (130, "Stopped.\n", [])


@pytest.mark.parametrize("events", ["exit", "os.rename os.rmdir exit"])
def test_ctrl_c_once_the_file_is_in_place_is_too_late(tmp_path: Path, events: str) -> None:
    assert built(tmp_path, events) == (0, "", ["new.db"])


@pytest.mark.parametrize(
    "words", [("--format", "package", "-o", "new"), ("-o", "new.csv"), ("-o", "new.xlsx")], ids=lambda words: words[-1]
)
def test_ctrl_c_that_is_held_down_leaves_no_half_table(tmp_path: Path, words: tuple[str, ...]) -> None:
    events = "os.rename os.remove os.rmdir exit"
    command = [sys.executable, "-c", _AT_EVENTS, events, "list", "themes", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (130, "Stopped.\n", [])
