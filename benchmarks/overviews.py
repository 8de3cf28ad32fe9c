"""Measures the overviews in the real window: ``python3 dev.py bench overviews``.

From the click to the first paint, the first time and later, and frames, from the input until they are painted, while
panning, zooming and scrolling: coverage with 250 countries and 400 columns, the timeline of 5,000 and of 100,000
projects, and the map. Each is measured in a process of its own. Beside the time is what the process took of the
processor for it, all threads together, since a busy machine lengthens the time alone. From outside, in an Xvfb, the
keys of each overview are pressed, and the picture of the window is compared until it shows what it shows at rest. Exit
status 1 where a target is missed.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from keyboard import Keyboard
from outside import LOOK_EVERY, alike, environment_of
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from search import percentile, verdict
from synthetic import FOLDER, Shape, make
from xvfb import Screen, Unmeasured, xvfb

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import Garbage
from coopviewer.app.on_demand import OVERVIEW_PARTS
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, parse_address
from coopviewer.storage.search.project_sets import write_project_sets

COUNTRIES, SECTORS, BENEFICIARIES = 250, 400, 5
PATIENCE = 30.0  # seconds until an overview that has not been painted counts as lost
AGAIN = 7
FRAMES = 60
VERSION = 2
RESTS = 1.5  # seconds without a change, after which a picture is at rest
KEYS = {"coverage": "g", "timeline": "l", "map": "m"}  # with Ctrl and Alt


class Taken(NamedTuple):
    """What something took: milliseconds from its beginning to its end, and those of the processor."""

    time: float
    processor: float


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured, and the most milliseconds: first paint, later paints, and 95 in 100 frames."""

    label: str
    address: str
    projects: int
    first: float
    later: float
    frame: float


TARGETS = (
    Target("Coverage, 250 x 400", "coop:coverage?columns=sector", 5_000, 100, 60, 8),
    Target("Timeline, 5,000 projects", "coop:timeline", 5_000, 100, 60, 8),
    Target("Timeline, 100,000 projects", "coop:timeline", 100_000, 150, 150, 16),
    Target("Map", "coop:map", 5_000, 100, 60, 8),
)


def reference_of(projects: int) -> Path:
    """Return a reference with so many projects, each with some beneficiaries and sectors; made if it is not there."""
    path = FOLDER / f"overviews-{projects}-{VERSION}.db"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        aside = path.with_suffix(".part")
        aside.unlink(missing_ok=True)
        others = Shape(0, regions=12, countries=COUNTRIES, organisations=200, themes=SECTORS)
        entries = 12 + COUNTRIES + 200 + SECTORS + others.networks + others.funding_instruments + projects
        shape = Shape(entries, projects // 10, 12, COUNTRIES, 200, SECTORS, words=8)
        make(aside, shape)
        _relate_more(aside)
        aside.replace(path)
    return path


def _relate_more(path: Path) -> None:
    """Give each project further beneficiaries and two sectors."""
    with closing(sqlite3.connect(path)) as connection:
        numbers = {
            kind: [row[0] for row in connection.execute("SELECT number FROM entry WHERE kind = ? ORDER BY 1", (kind,))]
            for kind in ("project", "country", "theme")
        }
        predicate = ("concerns", "concerns", "is a concern of", "project", "theme", None)
        connection.execute("INSERT INTO predicate VALUES (?, ?, ?, ?, ?, ?)", predicate)
        wanted = {"has-beneficiary": ("country", BENEFICIARIES - 1), "concerns": ("theme", 2)}
        for predicate_id, (kind, count) in wanted.items():
            rows = [
                (f"project/e{number}/{predicate_id}-{place}", number, f"{kind}/e{other}", other)
                for number in numbers["project"]
                for place in range(count)
                for other in (numbers[kind][(number * 7 + place * 31 + number // 9) % len(numbers[kind])],)
            ]
            facts = ((fact_id, f"project/e{number}") for fact_id, number, _, _ in rows)
            connection.executemany("INSERT INTO fact VALUES (?, ?, 'relation', 'stated', NULL, NULL)", facts)
            relations = (
                (fact_id, f"project/e{number}", predicate_id, other_id, number, other)
                for fact_id, number, other_id, other in rows
            )
            values = "(?, ?, ?, ?, 1, NULL, NULL, ?, ?, NULL, NULL, NULL)"
            connection.executemany(f"INSERT INTO relation VALUES {values}", relations)
        connection.execute("DELETE FROM search_projects")
        write_project_sets(connection)
        connection.commit()


class Window:
    """A window on a reference, in which overviews are opened as a click does."""

    def __init__(self, application: QApplication, reference: Path, folder: Path) -> None:
        """Show home."""
        self._application = application
        self.composition = Composition(application, Start(reference, HOME_ADDRESS, dark=False, folder=folder))
        self.composition.window.resize(1440, 900)
        self.composition.window.show()
        self.composition.show_first_page()
        self.composition.settle()
        Garbage(self.composition.window)  # as app/window.py does
        for part in OVERVIEW_PARTS:  # likewise, once the user has opened a page
            import_module(part)
        self.composition.window.page.viewport()
        self.rest()

    def rest(self, seconds: float = 0.3) -> None:
        """Let everything be done that was begun."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._application.processEvents()

    def open(self, address: str) -> Taken:
        """Return what it takes until an overview is painted with what it shows."""
        name = parse_address(address).target
        begun, processor = time.perf_counter(), time.process_time()
        self.composition.reading.open(parse_address(address))
        controller = self.composition.menu.overviews.controller(name)
        controller.pane.count.setText("")
        while not controller.pane.count.text():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit(f"{address} was not shown in {PATIENCE:.0f} seconds.")
        self._application.processEvents()
        return Taken((time.perf_counter() - begun) * 1000, (time.process_time() - processor) * 1000)

    def back(self) -> None:
        """Return to home."""
        self.composition.reading.open(HOME_ADDRESS)
        self.rest(0.1)

    def frames(self, name: str) -> Iterator[tuple[str, list[Taken]]]:
        """Yield what is moved, and what each frame takes."""
        canvas = self.composition.menu.overviews.controller(name).pane.canvas
        down, across = canvas.verticalScrollBar(), canvas.horizontalScrollBar()
        zoom: Callable[[int], object] | None = getattr(canvas, "zoom", None)
        if zoom is not None:
            yield "zooming", [self._frame(lambda: zoom(1)) for _ in range(8)]
            yield "zooming out", [self._frame(lambda: zoom(-1)) for _ in range(6)]
        if down.maximum() > down.minimum():
            step = max(down.singleStep(), 3)
            yield "scrolling", [self._frame(lambda: down.setValue(down.value() + step)) for _ in range(FRAMES)]
        if across.maximum() > across.minimum():
            yield "panning", [self._frame(lambda: across.setValue(across.value() + 23)) for _ in range(FRAMES)]

    def _frame(self, move: Callable[[], object]) -> Taken:
        begun, processor = time.perf_counter(), time.process_time()
        move()
        self._application.processEvents()
        return Taken((time.perf_counter() - begun) * 1000, (time.process_time() - processor) * 1000)

    def close(self) -> None:
        """Close it."""
        self.composition.window.close()
        self.composition.stop()


def measure(application: QApplication, target: Target, reference: Path | None = None) -> bool:
    """Measure one overview of a reference, None: of a synthetic one; return whether its targets are met."""
    with tempfile.TemporaryDirectory() as folder:
        window = Window(application, reference or reference_of(target.projects), Path(folder))
        first = window.open(target.address)
        later = []
        for _ in range(AGAIN):
            window.back()
            later.append(window.open(target.address))
        window.rest()
        frames = dict(window.frames(parse_address(target.address).target))
        window.close()
    print(target.label)
    again = Taken(statistics.median(each.time for each in later), statistics.median(each.processor for each in later))
    met = [report("first paint", first, target.first), report("later", again, target.later)]
    for moved, taken in frames.items():
        p95 = Taken(*(percentile([each[place] for each in taken], 0.95) for place in (0, 1)))
        met.append(report(f"{moved}, p95", p95, target.frame))
    return all(met)


def report(label: str, taken: Taken, most: float) -> bool:
    """Print a figure; return whether its target is met."""
    met = taken.time <= most
    bound = f"at most {most:3.0f}  {verdict(met)}"
    print(f"  {label:17} {taken.time:8.1f} ms, {taken.processor:8.1f} of the processor, {bound}")
    return met


def watch(screen: Screen, target: Target) -> None:
    """Press the keys of an overview in a window on a screen, and print how long its picture changes."""
    with tempfile.TemporaryDirectory() as folder, Keyboard(screen.display) as keyboard:
        command = [sys.executable, "-m", "coopviewer", "--fresh", str(reference_of(target.projects))]
        surroundings = environment_of(screen, Path(folder))
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.DEVNULL) as process:
            try:
                window = _await_window(screen)
                screen.windows.give_keyboard(window)
                _settle(screen)
                begun = time.perf_counter()
                keyboard.press("Control_L", "Alt_L", KEYS[parse_address(target.address).target])
                changes = [(at - begun) * 1000 for at in _settle(screen)]
                said = f"first change {changes[0]:.0f} ms, last {changes[-1]:.0f}" if changes else "no change"
                print(f"  from outside, the first time: {said}")
            finally:
                process.terminate()


def _await_window(screen: Screen) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        window = screen.windows.mapped()
        if window is not None:
            return window
        time.sleep(LOOK_EVERY)
    raise Unmeasured("No window was shown.")


def _settle(screen: Screen) -> list[float]:
    """Wait until the picture has been the same for some time; return when it changed, a caret's blinking apart."""
    before, changes, last = screen.picture(), [], time.perf_counter()
    while time.perf_counter() - last < RESTS:
        time.sleep(LOOK_EVERY)
        picture = screen.picture()
        if not alike(picture, before):
            before, last = picture, time.perf_counter()
            changes.append(last)
    return changes


def main(words: list[str]) -> int:
    """Measure each overview in a process of its own, since the first time is measured; return the exit status."""
    if words:
        return 0 if measure(make_application(), TARGETS[int(words[0])]) else 1
    for target in TARGETS:
        reference_of(target.projects)
    inner = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    inner.pop("PYTHONDONTWRITEBYTECODE", None)  # as in a program that is installed
    status = 0
    for place, target in enumerate(TARGETS):
        status = max(status, subprocess.call([sys.executable, __file__, str(place)], env=inner))
        try:
            with xvfb() as screen:
                watch(screen, target)
        except Unmeasured as reason:
            print(f"  from outside: {reason}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
