"""Measures how long the window's thread works at a time: ``python3 dev.py bench steps [ENTRY …]``.

In the real window, offscreen, it does what a user does, and measures the longest step of the window's thread: the
processor time between two turns of its event loop. First it opens some entries (ENTRY: their ids), scrolls, changes the
size of the text and of the window, finds words, goes back, opens a tab, and filters the navigator. Then comes the hunt
(``hunt.py``): everything that the menus, dialogs and panes offer. Exit status 1 where a step takes more than 50 ms.

``--file`` names another reference than the bundled one, ``--other`` another edition of it, ``--annotations`` an
annotations file, of which a copy is used; ``--only reading`` and ``--only hunt`` do one half; ``--where`` shows what
the longest steps did.
"""

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import as_started  # noqa: F401
from hunt import deeds
from step_timer import Profile, StepTimer

from coopviewer import paths
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, parse_address
from coopviewer.widgets.shell.actions import ActionId

MOST = 50.0  # milliseconds of the processor
LONG = 40.0  # milliseconds from which on a step of the hunt is shown


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


def parse(words: list[str]) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="dev.py bench steps")
    parser.add_argument("--file", type=Path, default=paths.reference_file())
    parser.add_argument("--annotations", type=Path, help="an annotations file, of which a copy is used")
    parser.add_argument("--other", type=Path, help="another edition of FILE, with which it is compared")
    parser.add_argument("--only", choices=("reading", "hunt"), help="one of the two parts")
    parser.add_argument("--where", action="store_true", help="also show what the longest steps did")
    parser.add_argument("entries", nargs="*", default=["country/NE", "project/afic", "organisation/frontex"])
    return parser.parse_args(words)


class Report:
    """Prints the longest step of each action, of those of the hunt only what is long."""

    def __init__(self, timer: StepTimer) -> None:
        """Measure by a timer."""
        self._timer = timer
        self.missed: list[tuple[float, str]] = []
        self.count = 0

    def measure(self, name: str, act: Callable[[], object], done: Callable[[], bool] | None = None) -> float:
        """Do something; return its longest step in milliseconds."""
        taken = self._timer.longest(act, done)
        self.count += 1
        if taken > MOST:
            self.missed.append((taken, name))
        if self._timer.timed_out:
            print(f"{name}: had not ended after two minutes", flush=True)
        return taken

    def line(self, name: str, taken: float) -> None:
        """Print one figure."""
        print(f"{name:70}{taken:8.1f} ms  {'PASS' if taken <= MOST else 'MISS'}", flush=True)
        for each in self._timer.found if taken > LONG else ():
            print(f"      {each}", flush=True)


@contextmanager
def opened(asked: argparse.Namespace, folder: Path) -> Iterator[Composition]:
    """Open the window of a benchmark, with everything loaded that the program loads by itself."""
    application = make_application()
    gc.disable()  # as __main__ does
    annotations = None
    if asked.annotations is not None:
        annotations = folder / "annotations.db"
        shutil.copyfile(asked.annotations, annotations)
    start = Start(asked.file.resolve(), HOME_ADDRESS, folder=folder, annotations=annotations)
    composition = Composition(application, start)
    composition.window.resize(1440, 900)
    composition.window.show()
    composition.show_first_page()
    composition.settle()
    if annotations is not None:
        composition.begin_annotations()
    Garbage(composition.window)
    gc.freeze()
    yield composition
    composition.window.close()
    composition.stop()


def main(words: list[str]) -> int:
    """Measure; return the exit status."""
    asked = parse(words)
    with TemporaryDirectory() as folder, opened(asked, Path(folder)) as composition:
        timer = StepTimer(
            lambda: getattr(getattr(composition.reading.ahead, "__self__", None), "is_reading", False),
            Profile() if asked.where else None,
        )
        report = Report(timer)
        timer.longest(lambda: None)
        if asked.only != "hunt":
            for name, act in actions(composition, tuple(asked.entries)):
                report.line(name, report.measure(name, act))
        if asked.only != "reading":
            for deed in deeds(composition, tuple(asked.entries), Path(folder), asked.other):
                taken = report.measure(*deed)
                if taken > LONG:
                    report.line(deed.name, taken)
        print(f"{report.count} actions, {len(report.missed)} with a step of more than {MOST:.0f} ms")
    return int(bool(report.missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
