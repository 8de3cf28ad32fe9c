"""Watches the search field from outside: real keys by XTEST, and the pixels of the results every 2 milliseconds.

``benchmarks/searching.py`` calls it. For each key it reports when the results change first and last, and what the
program took of the processor. The row of the search field itself is not compared.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from keyboard import Keyboard
from outside import LOOK_EVERY, Tree, environment_of
from search import percentile, verdict
from xvfb import Screen, Unmeasured, xvfb

FIRST, LAST = 35.0, 100.0  # milliseconds, of 95 in 100 keys, to the first and to the last change
RESTS = 0.35  # seconds without a change, after which all of an answer is shown
PATIENCE = 30.0  # seconds until a window that is not there counts as lost
WORDS, LETTERS = 16, 6  # typed letter by letter
_ABOVE = 0.13  # of the picture's height: menus, tool bar and tabs


class Seen(NamedTuple):
    """Milliseconds from a key until the results change first and last, and of the processor until then."""

    first: float
    last: float
    processor: float


def watch_search(reference: Path, words: Sequence[str]) -> bool:
    """Type words in a window on a screen of its own and print the figures; return whether the bounds are met."""
    with xvfb() as screen, tempfile.TemporaryDirectory() as folder, Keyboard(screen.display) as keyboard:
        command = [sys.executable, "-m", "coopviewer", "--fresh", str(reference)]
        surroundings = environment_of(screen, Path(folder))
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            try:
                _await_window(screen)
                seen = _type(screen, keyboard, Tree(process.pid), words)
            finally:
                process.terminate()
    return report(seen)


def _type(screen: Screen, keyboard: Keyboard, tree: Tree, words: Sequence[str]) -> list[Seen]:
    keyboard.press("Control_L", "k")
    for key in "warm":
        keyboard.press(key)
    _after(screen, tree)
    seen = []
    for word in words[:WORDS]:
        keyboard.press("Control_L", "a")
        for letter in word[:LETTERS]:
            keyboard.press(letter)
            found = _after(screen, tree)
            if found is not None:
                seen.append(found)
    return seen


def _after(screen: Screen, tree: Tree) -> Seen | None:
    """Return what is seen after a key until nothing changes any more; None if nothing changed."""
    begun, used = time.perf_counter(), tree.processor()
    before, changes = _results(screen), []
    last = begun
    while time.perf_counter() - last < RESTS:
        time.sleep(LOOK_EVERY)
        picture = _results(screen)
        if picture != before:
            before, last = picture, time.perf_counter()
            changes.append((last - begun) * 1000)
    return Seen(changes[0], changes[-1], (tree.processor() - used) / 1e6) if changes else None


def _results(screen: Screen) -> bytes:
    picture = screen.picture()
    return picture[int(len(picture) * _ABOVE) :]


def _await_window(screen: Screen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        window = screen.windows.mapped()
        if window is not None:
            screen.windows.give_keyboard(window)
            time.sleep(2.0)  # until all of the start is done
            return
        time.sleep(LOOK_EVERY)
    raise Unmeasured("No window was shown.")


def report(seen: Sequence[Seen]) -> bool:
    """Print the figures; return whether the bounds are met."""
    if not seen:
        raise Unmeasured("No key changed the results.")
    print(f"{len(seen)} real keys, the pixels of the results watched from outside")
    met = []
    for label, taken, most in (
        ("first change", [each.first for each in seen], FIRST),
        ("last change", [each.last for each in seen], LAST),
    ):
        p95 = percentile(taken, 0.95)
        met.append(p95 <= most)
        middle = statistics.median(taken)
        print(f"  {label:13} p50 {middle:6.1f} ms   p95 {p95:6.1f} ms, at most {most:.0f}  {verdict(p95 <= most)}")
    print(f"  processor     p50 {statistics.median(each.processor for each in seen):6.1f} ms a key")
    return all(met)
