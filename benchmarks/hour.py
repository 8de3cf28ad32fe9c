"""Measures the memory after an hour of use, and how often a window at rest is woken: ``python3 dev.py bench hour``.

The hour is simulated: in the real window, offscreen, each of 60 rounds does what a user may do within a minute, and
collects garbage as often as the window does within that minute. The memory after an hour of reading is compared with
that of a started window. Features are loaded on first use, so the memory after an hour of everything is compared with
that after everything was done once. Then a window under Xvfb is left alone: the number of times that its threads are
woken in the second minute is compared with that of a bare window. Exit status 1 where a target is missed, 2 where
nothing could be measured.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import as_started  # noqa: F401
from launch import BARE, SOURCE
from outside import Tree, environment_of
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from xvfb import Screen, Unmeasured, xvfb

from coopviewer import paths
from coopviewer.app.annotations.feature import AnnotationFeature
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import SHORTEST_PAUSE, Garbage
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, annotations_address
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.shell.actions import ActionId

ROUNDS = 60  # minutes of use
PASSES = 60_000 // SHORTEST_PAUSE  # of garbage collection within a minute of use
PAGES = 15  # opened in a round
WORDS = ("border", "risk analysis", "tag:seen", "kind:project")
MOST_GROWTH = 1.1  # times
MOST_WOKEN = 6  # times a minute more than a bare window: one garbage collection takes two or three
UNTIL_REST, REST = 65.0, 60.0  # seconds; by then garbage is collected once a minute
_MOMENT = 20  # milliseconds


class User:
    """Does in a window what a user may do within a minute."""

    def __init__(self, composition: Composition, garbage: Garbage) -> None:
        """Read the reference of the window entry by entry."""
        self._composition, self._garbage = composition, garbage
        store = ReferenceStore(paths.reference_file())
        self._entries = [ref.id for kind in EntryKind for ref in store.entries(kind)]
        store.close()
        self._next = 0

    def read(self) -> None:
        """Read pages, some in tabs of their own, and go home."""
        for number in range(PAGES):
            self._open(in_tab=number % 3 == 2)
        self._composition.reading.open(HOME_ADDRESS)
        pause()
        for _ in range(PAGES // 3):
            self._trigger(ActionId.CLOSE_TAB)
        for _ in range(PASSES):
            self._garbage.collect()

    def do_everything(self) -> None:
        """Read, and search, filter, group, list annotations, write a note and undo it."""
        self._open(in_tab=False)
        self._annotate()
        self._search()
        self._navigate()
        self._composition.reading.open(annotations_address())
        pause()
        self.read()

    def _open(self, *, in_tab: bool) -> None:
        reading, page = self._composition.reading, self._composition.page
        address = Address(self._entries[self._next % len(self._entries)])
        self._next += 1
        (reading.open_in_new_tab if in_tab else reading.open)(address)
        pause()
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        pause()

    def _annotate(self) -> None:
        cursor = QTextCursor(self._composition.page.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.WordLeft, QTextCursor.MoveMode.KeepAnchor, 3)
        self._composition.page.setTextCursor(cursor)
        self._composition.page.passage_selected.emit()
        self._trigger(ActionId.NOTE)
        feature_of(self._composition).pane.editor.field.insertPlainText("A note of some words, seen and undone.")
        self._composition.window.focus_page()
        pause()
        self._trigger(ActionId.UNDO)

    def _search(self) -> None:
        field = self._composition.window.search
        for words in WORDS:
            for end in range(1, len(words) + 1):
                field.setText(words[:end])
                field.textEdited.emit(words[:end])
                pause()

    def _navigate(self) -> None:
        navigator = self._composition.navigator
        for grouping in Grouping:
            self._composition.outline_service.group_by(grouping)
            for typed in ("n", "ni", "nig", ""):
                navigator.filter_edited.emit(typed)
                navigator.tree.grab()
            navigator.tree.expandToDepth(1)
            pause()

    def _trigger(self, key: ActionId) -> None:
        self._composition.window.actions_by_id[key].trigger()
        pause()


def feature_of(composition: Composition) -> AnnotationFeature:
    """Return the annotation feature, which has been loaded."""
    assert composition.annotations is not None
    return composition.annotations


def pause() -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(_MOMENT, loop.quit)
    loop.exec()


def resident() -> float:
    """Return the memory of this process, in MiB."""
    return Tree(os.getpid()).resident()


def use() -> bool:
    """Use a window for a simulated hour; return whether its memory stays within its bounds."""
    application = make_application()
    gc.disable()  # as __main__ does
    with tempfile.TemporaryDirectory() as folder:
        composition = Composition(application, Start(paths.reference_file(), HOME_ADDRESS, folder=Path(folder)))
        composition.window.show()
        composition.show_first_page()
        garbage = Garbage(composition.window)
        composition.settle()
        pause()
        gc.freeze()  # as app/window.py does
        user = User(composition, garbage)
        started = resident()
        met = spend_hour("reading", user.read)
        composition.begin_annotations()
        user.do_everything()
        met = spend_hour("everything", user.do_everything) and met
        print(f"beside the started window of {started:.1f} MiB: {resident() / started:.2f} ×")
        composition.window.close()
        composition.stop()
    return met


def spend_hour(what: str, spend_minute: Callable[[], None]) -> bool:
    """Call ``spend_minute`` 60 times; return whether the memory stays within its bound."""
    before = resident()
    for _ in range(ROUNDS):
        spend_minute()
    ratio = resident() / before
    print(
        f"an hour of {what:11}{before:7.1f} MiB before, {resident():7.1f} MiB after: {ratio:5.2f} ×, "
        f"at most {MOST_GROWTH:.2f} ×  {'PASS' if ratio <= MOST_GROWTH else 'MISS'}",
        flush=True,
    )
    return ratio <= MOST_GROWTH


def woken(command: tuple[str, ...], screen: Screen, home: Path) -> int:
    """Return how often the threads of a program begin to run within a minute, once it is at rest."""
    with subprocess.Popen(command, env=environment_of(screen, home), start_new_session=True) as process:
        try:
            time.sleep(UNTIL_REST)
            before = switches(process.pid)
            time.sleep(REST)
            return switches(process.pid) - before
        finally:
            process.terminate()


def switches(pid: int) -> int:
    """Return how often the threads of a process gave up the processor by themselves: each was woken before."""
    total = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        lines = status.read_text(encoding="ascii").splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches:"))
    return total


def rest() -> bool:
    """Leave a window alone, and a bare one; return whether ours is woken little more often."""
    with tempfile.TemporaryDirectory() as folder, xvfb() as screen:
        bare = woken(BARE, screen, Path(folder, "bare"))
        ours = woken(SOURCE, screen, Path(folder, "ours"))
    met = ours - bare <= MOST_WOKEN
    print(
        f"woken within a minute at rest: {ours} times, a bare window {bare}, at most {MOST_WOKEN} more  "
        f"{'PASS' if met else 'MISS'}"
    )
    return met


def main() -> int:
    """Measure; return the exit status."""
    met = use()
    if not sys.platform.startswith("linux"):
        print("A window at rest is measured on Linux alone.")
        return 0 if met else 1
    try:
        return 0 if rest() and met else 1
    except Unmeasured as reason:
        print(reason, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
