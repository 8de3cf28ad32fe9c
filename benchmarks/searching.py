"""Measures the search field in the real window: ``python3 dev.py bench searching [FILE]``.

On a reference of 100,000 entries, or on that in a file, from each key typed until the results are painted: frequent
words letter by letter, pairs of them, and names. Then from outside, with real keys, until the pixels of the results
change (search_seen.py). Between the two, for some of the keys, the longest step of the window's thread until the window
is quiet, in processor time. Exit status 1 where a target is missed.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from search import keys_of, percentile, verdict
from search_seen import watch_search
from step_timer import StepTimer
from steps import MOST
from synthetic import synthetic
from xvfb import Unmeasured

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.browsing.addresses import HOME_ADDRESS

ENTRIES = 100_000
LIMIT = 35.0  # milliseconds from a key to painted results, of 95 in 100
STEPPED = 12  # of so many keys, one is measured by its longest step
BETWEEN = 60  # milliseconds between two keys of a fast typist; what the one before began goes on meanwhile
PATIENCE = 10_000  # milliseconds until an answer that has not come counts as lost


class Typist:
    """Types into the search field of a window, and waits until what came of it is painted."""

    def __init__(self, composition: Composition) -> None:
        """Type into this window."""
        self._field = composition.window.search
        self._controller = composition.search.controller
        self._loop = QEventLoop()
        self._painted = 1.0
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._loop.quit)
        self._controller.search_service.begun.connect(self._paint)
        self._controller.search_service.answered.connect(self._paint)

    def type(self, text: str) -> float:
        """Return the milliseconds from a key until the first results are painted."""
        self._timer.start(BETWEEN)
        self._loop.exec()
        self._painted = 0.0
        self._timer.start(PATIENCE)
        begun = time.perf_counter()
        self._field.setText(text)
        self._field.textEdited.emit(text)
        self._loop.exec()
        return (self._painted - begun) * 1000

    def longest_step(self, text: str) -> float:
        """Return the milliseconds of the processor of the window's thread in its longest turn after a key."""

        def press() -> None:
            self._field.setText(text)
            self._field.textEdited.emit(text)

        return StepTimer(lambda: False).longest(press)

    def _paint(self, _answer: object) -> None:
        if not self._painted:
            self._controller.pane.list.grab()
            self._painted = time.perf_counter()
            self._loop.quit()


def main(words: list[str]) -> int:
    """Measure the made-up reference, or the file in ``words``; return the exit status."""
    reference = Path(words[0]).resolve() if words else synthetic(ENTRIES)
    application = make_application()
    connection = sqlite3.connect(reference)
    keys = keys_of(connection)
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        composition = Composition(application, Start(reference, HOME_ADDRESS, dark=False, folder=Path(folder)))
        composition.window.show()
        composition.show_first_page()
        Garbage(composition.window)  # as app/window.py does
        typist = Typist(composition)
        typist.type("warm")
        taken = [typist.type(key) for several in keys.values() for key in several]
        steps = [typist.longest_step(key) for several in keys.values() for key in several[::STEPPED]]
        composition.window.close()
        composition.reference.close()
    met = percentile(taken, 0.95) <= LIMIT
    print(f"{len(taken)} keys, {reference.name}: key to painted results")
    print(f"p50 {statistics.median(taken):.1f} ms   p99 {percentile(taken, 0.99):.1f} ms   max {max(taken):.1f} ms")
    print(f"p95 {percentile(taken, 0.95):.1f} ms, at most {LIMIT:.0f}  {verdict(met)}")
    met = met and max(steps) <= MOST
    print(f"longest step of the window's thread, {len(steps)} keys: p50 {statistics.median(steps):.1f} ms", end="   ")
    print(f"max {max(steps):.1f} ms, at most {MOST:.0f}  {verdict(max(steps) <= MOST)}")
    typed = [*keys["frequent words"], ""]
    whole = [key for key, after in pairwise(typed) if not after.startswith(key) and key.isascii() and key.isalpha()]
    try:
        met = watch_search(reference, whole) and met
    except Unmeasured as reason:
        print(f"from outside: {reason}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
