"""Garbage collection on the window's thread only; Python's own collector would run on any thread."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from coopviewer.app.on_demand import load

SHORTEST_PAUSE, LONGEST_PAUSE = 1000, 60_000
"""Milliseconds between two passes: the shortest while the window is used; each pass that finds little doubles it."""
LITTLE = 700
"""New objects up to which the window counts as idle; Python's own collector would not run for them yet."""
_GROWTH = 1.25  # of the older objects, before all of them are scanned again; Python's own rule
OLDER = 10
"""Every tenth pass also scans the older generations."""
BULK = 30_000
"""New objects above which something large is probably being read or written; most of them are freed without a pass."""
PATIENCE = 60
"""Passes in a row that are skipped, at most, because there are more than BULK new objects."""

SCANNED = 200_000
"""Older objects at most that are scanned while the window is used, some 30 ms; more are set aside until it rests."""


class Garbage(QObject):
    """Collects garbage between the window's events, in place of Python's own collector, and returns free memory.

    Python's own collector runs on whichever thread happens to allocate. Deleting Qt objects there, above all timers,
    can crash the program; and scanning everything that a thread has read blocks the window each time.
    """

    def __init__(self, parent: QObject) -> None:
        """Replace Python's collector permanently; nothing is collected any more once the parent is deleted."""
        super().__init__(parent)
        gc.disable()
        self._looks = self._left_out = self._stayed = 0
        self._since_given = 0  # milliseconds since memory was given back
        self._has_set_aside = False
        self._timer = QTimer(self)
        self._timer.setInterval(SHORTEST_PAUSE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @property
    def pause(self) -> int:
        """The milliseconds from one pass to the next: 1,000 while the window is used, up to 60,000 while it rests."""
        return self._timer.interval()

    @Slot()
    def collect(self) -> None:
        """Collect the new objects, in every tenth pass older ones too, and schedule the next pass.

        If there are more than 30,000 new objects (BULK), nothing is collected, up to 60 times in a row (PATIENCE). If
        more than 200,000 would be scanned (SCANNED), all present objects are set aside instead, and no pass scans them
        until the window rests. After a pass with at most 700 new objects (LITTLE), free memory is returned to the
        system, but not more often than once a minute.
        """
        new = gc.get_count()[0]
        self._since_given += self.pause
        self._timer.setInterval(SHORTEST_PAUSE if new > LITTLE else min(2 * self.pause, LONGEST_PAUSE))
        if new > BULK and self._left_out < PATIENCE:
            self._left_out += 1
            return
        self._left_out = 0
        self._looks = (self._looks + 1) % OLDER
        if self._has_set_aside and new <= LITTLE and self.pause == LONGEST_PAUSE:
            self._collect_all()
        elif new > SCANNED:
            self._set_aside()
        elif self._looks:
            gc.collect(0)
        else:
            self._collect_older()
        if new <= LITTLE and self._since_given >= LONGEST_PAUSE:
            self._since_given = 0
            load("give_back")()

    def _collect_older(self) -> None:
        stayed = _count_stayed()
        if stayed > SCANNED:
            self._set_aside()
        elif stayed > self._stayed * _GROWTH:
            gc.collect()
            self._stayed = _count_stayed()
        else:
            gc.collect(1)
            self._stayed = min(self._stayed, _count_stayed())

    def _set_aside(self) -> None:
        """Leave out all present objects from now on; most of them need no collector to be freed."""
        gc.freeze()
        self._has_set_aside, self._stayed = True, 0

    def _collect_all(self) -> None:
        """Collect what was set aside, too, which may take tenths of a second: the window has rested for minutes."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._has_set_aside, self._stayed = False, 0


def _count_stayed() -> int:
    return len(gc.get_objects(generation=1)) + len(gc.get_objects(generation=2))
