"""Garbage: what Python's collector would delete on any thread is deleted on the window's alone."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

SHORTEST_PAUSE, LONGEST_PAUSE = 1000, 60_000
"""Milliseconds between two looks: the shortest while the window is used; each look that finds little doubles it."""
LITTLE = 700
"""New objects up to which the window counts as resting; Python's own collector would not have looked at them yet."""
_GROWTH = 1.25  # of what has stayed for long, before all of it is looked at again; Python's own rule
OLDER = 10
"""Looks, of which the last is at what stayed after the others too."""
BULK = 30_000
"""New objects that say that something large is being read or written; most of them go by themselves."""
PATIENCE = 60
"""Looks left out for that, at most."""


class Garbage(QObject):
    """Collects garbage between the window's events, in place of Python's own collector.

    That one works on whichever thread happens to allocate. Objects of Qt that go there, timers above all, crash the
    program now and then; and looking through all that a thread has read holds the window up each time.
    """

    def __init__(self, parent: QObject) -> None:
        """Take the place of Python's collector for good; nothing is collected any more once the parent has gone."""
        super().__init__(parent)
        gc.disable()
        self._looks = self._left_out = self._stayed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(SHORTEST_PAUSE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @property
    def pause(self) -> int:
        """Milliseconds until the next look."""
        return self._timer.interval()

    @Slot()
    def collect(self) -> None:
        """Look at what is new, and now and then at what is older; a window at rest is hardly ever woken for it."""
        new = gc.get_count()[0]
        self._timer.setInterval(SHORTEST_PAUSE if new > LITTLE else min(2 * self.pause, LONGEST_PAUSE))
        if new > BULK and self._left_out < PATIENCE:
            self._left_out += 1
            return
        self._left_out = 0
        self._looks = (self._looks + 1) % OLDER
        if self._looks:
            gc.collect(0)
        else:
            self._collect_older()

    def _collect_older(self) -> None:
        if _count_stayed() > self._stayed * _GROWTH:
            gc.collect()
            self._stayed = _count_stayed()
        else:
            gc.collect(1)
            self._stayed = min(self._stayed, _count_stayed())


def _count_stayed() -> int:
    return len(gc.get_objects(generation=1)) + len(gc.get_objects(generation=2))
