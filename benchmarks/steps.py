"""Measures how long the window's thread works at a time: ``python3 dev.py bench steps [--file FILE [ENTRY …]]``.

In the real window, offscreen, it opens some entries of a reference (FILE, else the bundled one; ENTRY: their ids), and
does what a user does: scrolls, changes the size of the text and of the window, finds words, goes back, opens a tab, and
filters the navigator. It measures the longest step of the window's thread: the processor time between two turns of its
event loop. Exit status 1 where a step takes more than 50 ms.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import as_started  # noqa: F401
from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot

from coopviewer import paths
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, parse_address
from coopviewer.widgets.shell.actions import ActionId

MOST = 50.0  # milliseconds of the processor
_QUIET = 0.25  # seconds without a long step, after which an action is over
_LONG = 0.004  # seconds of the processor from which on a step is not quiet


class StepTimer(QObject):
    """Measures steps of this thread by a timer that is due in every turn of the event loop."""

    def __init__(self, is_busy: Callable[[], bool]) -> None:
        """Measure until the window is quiet; ``is_busy`` returns whether it awaits something."""
        super().__init__()
        self._is_busy = is_busy
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._before = time.thread_time()
        self._busy = time.monotonic()
        self._longest = 0.0
        self._loop = QEventLoop()

    def longest(self, act: Callable[[], object]) -> float:
        """Return the longest step of an action, until the window is quiet again, in milliseconds."""
        self._longest, self._busy = 0.0, time.monotonic()
        QTimer.singleShot(0, self, act)
        self._before = time.thread_time()
        self._timer.start(0)
        self._loop.exec()
        self._timer.stop()
        return self._longest * 1000

    @Slot()
    def _tick(self) -> None:
        now = time.thread_time()
        step, self._before = now - self._before, now
        self._longest = max(self._longest, step)
        moment = time.monotonic()
        if step > _LONG or self._is_busy():
            self._busy = moment
        if moment - self._busy > _QUIET:
            self._loop.quit()
        time.sleep(0.0005)  # so that other threads have their turn
        self._before = time.thread_time()


def actions(composition: Composition, targets: tuple[str, ...]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what a user does, each with its name."""
    window, reading, page, navigator = (
        composition.window,
        composition.reading,
        composition.page,
        composition.navigator,
    )
    bar = page.verticalScrollBar()

    def trigger(key: ActionId) -> Callable[[], object]:
        return window.actions_by_id[key].trigger

    def find() -> None:
        find_bar = window.page_side.find_bar
        find_bar.open()
        find_bar.field.setText("a")
        find_bar.next()

    for target in targets:
        address = parse_address(f"coop:{target}")
        yield f"open {target}", partial(navigator.address_chosen.emit, address)
        yield "  scroll to the end", lambda: bar.setValue(bar.maximum())
        yield "  larger text", trigger(ActionId.TEXT_LARGER)
        yield "  usual text", trigger(ActionId.TEXT_NORMAL)
        yield "  dark", trigger(ActionId.DARK)
        yield "  light", trigger(ActionId.LIGHT)
        yield "  narrower", partial(window.resize, 1000, 800)
        yield "  wider", partial(window.resize, 1440, 900)
        yield "  find", find
        yield "  close finding", lambda: window.page_side.find_bar.close_bar()
        yield "  home", partial(navigator.address_chosen.emit, HOME_ADDRESS)
        yield "  back", trigger(ActionId.BACK)
        yield "  forward", trigger(ActionId.FORWARD)
        yield "  a further tab", partial(page.new_tab_chosen.emit, address)
        yield "  the tab before", trigger(ActionId.PREVIOUS_TAB)
    for grouping in reading.reference.store.outline.groupings():
        yield f"navigator by {grouping}", partial(composition.outline_service.group_by, grouping)
        yield "  open its first row", lambda: navigator.tree.expand(navigator.tree.model().index(0, 0))
        for text in ("w", "wa", ""):
            yield f"  filter {text!r}", partial(navigator.filter_edited.emit, text)


def main(words: list[str]) -> int:
    """Measure; return the exit status."""
    file = Path(words[1]).resolve() if words[:1] == ["--file"] else paths.reference_file()
    targets = tuple(words[2:]) or ("country/NE", "project/afic", "organisation/frontex")
    application = make_application()
    status = 0
    with TemporaryDirectory() as folder:
        composition = Composition(application, Start(file, HOME_ADDRESS, folder=Path(folder)))
        composition.window.resize(1440, 900)
        composition.window.show()
        composition.show_first_page()
        composition.settle()
        timer = StepTimer(lambda: getattr(getattr(composition.reading.ahead, "__self__", None), "is_reading", False))
        timer.longest(lambda: None)
        for name, act in actions(composition, targets):
            taken = timer.longest(act)
            status = max(status, int(taken > MOST))
            print(f"{name:50}{taken:8.1f} ms  {'PASS' if taken <= MOST else 'MISS'}", flush=True)
        composition.window.close()
        composition.stop()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
