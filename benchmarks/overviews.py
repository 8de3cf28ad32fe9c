"""Measures the overviews in the real window: ``python3 dev.py bench overviews [--profile]``.

From the click to the first paint, the first time and later, and frames, from the input until they are painted, while
panning, zooming and scrolling: coverage with 250 countries and 400 columns, the timeline of 5,000 and of 100,000
projects, and the map. Exit status 1 where a target is missed.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from search import percentile, verdict
from synthetic import FOLDER, Shape, make

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, parse_address

COUNTRIES, SECTORS, BENEFICIARIES = 250, 400, 5
PATIENCE = 30.0  # seconds until an overview that has not been painted counts as lost
AGAIN = 7
FRAMES = 60
VERSION = 1


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
            connection.executemany("INSERT INTO fact VALUES (?, ?, 'relation', 'stated', NULL)", facts)
            relations = (
                (fact_id, f"project/e{number}", predicate_id, other_id, number, other)
                for fact_id, number, other_id, other in rows
            )
            connection.executemany("INSERT INTO relation VALUES (?, ?, ?, ?, 1, NULL, NULL, ?, ?)", relations)
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
        self.rest()

    def rest(self, seconds: float = 0.3) -> None:
        """Let everything be done that was begun."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._application.processEvents()

    def open(self, address: str) -> float:
        """Return the milliseconds until an overview is painted with what it shows."""
        name = parse_address(address).target
        begun = time.perf_counter()
        self.composition.reading.open(parse_address(address))
        controller = self.composition.menu.overviews.controller(name)
        controller.pane.count.setText("")
        while not controller.pane.count.text():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit(f"{address} was not shown in {PATIENCE:.0f} seconds.")
        self._application.processEvents()
        return (time.perf_counter() - begun) * 1000

    def back(self) -> None:
        """Return to home."""
        self.composition.reading.open(HOME_ADDRESS)
        self.rest(0.1)

    def frames(self, name: str) -> Iterator[tuple[str, list[float]]]:
        """Yield what is moved, and the milliseconds of each frame."""
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

    def _frame(self, move: Callable[[], object]) -> float:
        begun = time.perf_counter()
        move()
        self._application.processEvents()
        return (time.perf_counter() - begun) * 1000

    def close(self) -> None:
        """Close it."""
        self.composition.window.close()
        self.composition.stop()


def measure(application: QApplication, target: Target) -> bool:
    """Measure one overview; gives whether its targets are met."""
    with tempfile.TemporaryDirectory() as folder:
        window = Window(application, reference_of(target.projects), Path(folder))
        first = window.open(target.address)
        later = []
        for _ in range(AGAIN):
            window.back()
            later.append(window.open(target.address))
        window.rest()
        frames = dict(window.frames(parse_address(target.address).target))
        window.close()
    print(target.label)
    again = statistics.median(later)
    print(f"  first paint {first:6.1f} ms, at most {target.first:.0f}  {verdict(first <= target.first)}")
    print(f"  later       {again:6.1f} ms, at most {target.later:.0f}  {verdict(again <= target.later)}")
    met = first <= target.first and again <= target.later
    for moved, taken in frames.items():
        p95 = percentile(taken, 0.95)
        met = met and p95 <= target.frame
        middle = statistics.median(taken)
        print(
            f"  {moved:11} {p95:6.1f} ms p95, {middle:.1f} median, at most {target.frame:.0f}  "
            f"{verdict(p95 <= target.frame)}"
        )
    return met


def main(words: list[str]) -> int:
    """Measure each overview in a process of its own, since the first time is measured; gives the exit status."""
    if words:
        application = make_application()
        return 0 if measure(application, TARGETS[int(words[0])]) else 1
    for target in TARGETS:
        reference_of(target.projects)
    import subprocess

    commands = [[sys.executable, __file__, str(place)] for place in range(len(TARGETS))]
    return max(subprocess.call(command) for command in commands)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
