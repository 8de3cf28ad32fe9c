"""A note is typed without a pause, and the program is ended: by a kill, which loses little, or in order."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from string import ascii_lowercase
from threading import Timer
from typing import NamedTuple

import pytest

from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import lock_file_of

ROOT = Path(__file__).parents[2]
CHILD = "tests.journeys.typing_child"
MOST_LOST = 2.0  # seconds of typing
KILLS, SLOW_KILLS = 2, 100
AT_ONCE = 2  # windows
PATIENCE = 120.0  # seconds after which a window that goes on is killed, so that its output ends
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


class Ended(NamedTuple):
    """What was typed: the moments of the keys, and the moment at which the signal was sent."""

    keys: Sequence[float]
    at: float
    status: int
    errors: str


class TypingWindow:
    """The window of typing_child.py, with its own folder of files."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "annotations.db"
        folder.mkdir()
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", CHILD, str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        self._limit = Timer(PATIENCE, self.process.kill)
        self._limit.daemon = True
        self._limit.start()

    def end_by(self, number: int, seconds: float) -> Ended:
        """Let it type for some seconds, and send it a signal."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        lines = [self.process.stdout.readline()]
        begun = time.monotonic()
        while time.monotonic() - begun < seconds and lines[-1]:
            lines.append(self.process.stdout.readline())
        at = time.monotonic()
        self.process.send_signal(number)
        lines += self.process.stdout.readlines()
        keys = [float(line.split()[1]) for line in lines if line.endswith("\n")]
        errors = self.process.stderr.read()
        assert self._limit.is_alive(), f"still open {PATIENCE:.0f} seconds after its start"
        self._limit.cancel()
        with self.process:
            return Ended(keys, at, self.process.wait(60), errors)

    def saved_text(self) -> str:
        with closing(AnnotationStore.open(self.path)) as store:
            assert store.file.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return "".join(body for (body,) in store.file.connection.execute("SELECT body FROM annotation"))


def typed_text(length: int) -> str:
    return "".join(ascii_lowercase[index % 26] for index in range(length))


def kill_while_typing(folder: Path, times: int, seed: int) -> float:
    """Kill windows at random moments; return the most seconds of typing that were lost."""
    moments = random.Random(seed)
    worst = 0.0
    for round_ in range(0, times, AT_ONCE):
        windows = [TypingWindow(folder / f"{round_ + each}") for each in range(AT_ONCE)]
        for window in windows:  # the second one types longer
            ended = window.end_by(signal.SIGKILL, moments.uniform(2.5, 4.5))
            saved = window.saved_text()
            assert saved == typed_text(len(saved))
            assert len(saved) <= len(ended.keys)
            if len(saved) < len(ended.keys):
                worst = max(worst, ended.at - ended.keys[len(saved)])
    return worst


def test_a_kill_while_typing_without_a_pause_loses_two_seconds_at_most(tmp_path: Path) -> None:
    assert kill_while_typing(tmp_path, KILLS, seed=2) <= MOST_LOST


@pytest.mark.slow
def test_a_hundred_kills_while_typing_lose_two_seconds_at_most(tmp_path: Path) -> None:
    assert kill_while_typing(tmp_path, SLOW_KILLS, seed=100) <= MOST_LOST


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_to_end_saves_what_was_typed_and_ends_in_order(tmp_path: Path, name: str) -> None:
    window = TypingWindow(tmp_path / "files")
    ended = window.end_by(getattr(signal, name), 0.3)
    assert (ended.status, ended.errors) == (0, "")
    assert window.saved_text() == typed_text(len(ended.keys))
    assert not lock_file_of(window.path).exists()
    assert (window.path.parent / "session.json").exists()
