"""Measures the navigator on a reference of 200,000 entries: ``python3 dev.py bench navigation``.

A start on it, in turn with one on the bundled reference (ratios and differences, ten pairs); then, in the real window,
opening a node of 100,000 children until its first screen is painted, and each key typed into the filter until the rows
that are left are painted. Exit status 1 where a target is missed.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from outside import environment_of
from page_shown import COOPVIEWER, Launch, launch
from synthetic import synthetic
from xvfb import Unmeasured, xvfb

from coopviewer import paths
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.browsing.addresses import HOME_ADDRESS
from coopviewer.domain.reference.outline import Grouping

ENTRIES, WORDS = 200_000, 12
CROWDED = "region/e1"
PAIRS = 10
SLOWER, HEAVIER, STALL = 1.15, 5.0, 50.0  # times, MiB, milliseconds
_TIMES = 5


def launches(reference: Path) -> list[tuple[Launch, Launch]]:
    """Start on the bundled reference and on another in turn; return the pairs, the first of each (cold) left out."""
    with tempfile.TemporaryDirectory() as folder, xvfb() as screen:
        environment, trace = environment_of(screen, Path(folder)), Path(folder, "trace")
        small, large = (*COOPVIEWER, str(paths.reference_file())), (*COOPVIEWER, str(reference))
        return [(launch(small, environment, trace), launch(large, environment, trace)) for _ in range(PAIRS + 1)][1:]


def milliseconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def open_crowded(composition: Composition) -> float:
    """Open the node of 100,000 children afresh, until its first screen is painted."""
    composition.navigator.show_grouping(Grouping.REGIONS)
    tree = composition.navigator.tree
    index = tree.row_at([CROWDED])
    tree.collapse(index)

    def work() -> None:
        tree.expand(index)
        tree.grab()

    return milliseconds(work)


def type_keys(composition: Composition, grouping: Grouping, text: str) -> list[float]:
    """Type a text letter by letter into the filter, each until the rows are painted."""
    composition.outline_service.group_by(grouping)
    navigator = composition.navigator
    times = []
    for end in range(1, len(text) + 1):

        def work(typed: str = text[:end]) -> None:
            navigator.filter_edited.emit(typed)
            navigator.tree.grab()

        times.append(milliseconds(work))
    navigator.filter_edited.emit("")
    return times


def report(label: str, value: float, unit: str, limit: float) -> bool:
    """Print a figure beside its target; return whether it is met."""
    met = value <= limit
    print(f"{label:52}{value:9.2f} {unit:4}{limit:9.2f} {unit:4} {'PASS' if met else 'MISS'}")
    return met


def in_window(reference: Path) -> bool:
    """Measure in the real window; return whether all targets are met."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        start = Start(reference, HOME_ADDRESS, dark=False, folder=Path(folder))
        composition = Composition(application, start)
        composition.window.show()
        composition.show_first_page()
        Garbage(composition.window)  # as app/window.py does
        opened = [open_crowded(composition) for _ in range(_TIMES)]
        titles = [node.ref.title for node in composition.outline_service.rows(CROWDED, 0, 0, 200) if node.ref]
        words = [title.lower() for title in titles[::40]]
        keys = [taken for grouping in Grouping for text in words for taken in type_keys(composition, grouping, text)]
        composition.window.close()
        composition.reference.close()
    keys.sort()
    print(f"{len(keys)} keys: median {statistics.median(keys):.1f} ms, slowest {keys[-1]:.1f} ms")
    met = report("100,000 children: first screen painted, median", statistics.median(opened), "ms", STALL)
    return report("filter: key to painted rows, p95", keys[int(len(keys) * 0.95)], "ms", STALL) and met


def main(words: list[str]) -> int:
    """Measure; return the exit status."""
    reference = synthetic(ENTRIES, WORDS)
    met = True
    if "--window" not in words and sys.platform.startswith("linux"):
        try:
            pairs = launches(reference)
        except Unmeasured as reason:
            print(reason, file=sys.stderr)
            return 2
        for figure, label in (("painted", "first painted window"), ("settled", "settled")):
            ratio = statistics.median(getattr(large, figure) / getattr(small, figure) for small, large in pairs)
            met = report(f"200,000 entries against the bundled: {label}", ratio, "×", SLOWER) and met
        more = statistics.median(large.resident - small.resident for small, large in pairs)
        met = report("200,000 entries against the bundled: memory", more, "MiB", HEAVIER) and met
    return 0 if in_window(reference) and met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
