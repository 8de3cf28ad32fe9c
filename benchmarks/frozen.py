"""Measures the frozen folder against the source: ``python3 dev.py bench frozen``.

Both are started in turn, ten times each, on the same screen and with a warm cache, as ``benchmarks/launch.py`` does.
What counts is the median of the ten ratios. The folder is that in ``dist/``, made where there is none. Exit status 1
where a bound is missed, 2 where nothing could be measured.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from launch import COOPVIEWER, PAIRS, Launch, Unmeasured, child_environment, launch, screen

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "coopviewer"
FIGURES = (
    ("painted", "first painted window", "ms"),
    ("settled", "settled", "ms"),
    ("resident", "resident memory", "MiB"),
)
MOST_STARTS = 1.1  # times the source, for the two times
MOST_MEGABYTES = 122.7
MOST_PACKED = 33.6


def measure() -> list[tuple[Launch, Launch]]:
    """Launch source and folder in turn; gives the pairs, the first launch of each (cold) left out."""
    with tempfile.TemporaryDirectory() as home, screen() as display:
        environment, trace = child_environment(display, Path(home)), Path(home, "trace")
        frozen = (str(FOLDER / "coopviewer"),)
        rounds = [
            (launch(COOPVIEWER, environment, trace), launch(frozen, environment, trace)) for _ in range(PAIRS + 1)
        ]
    return rounds[1:]


def report_starts(pairs: list[tuple[Launch, Launch]]) -> bool:
    """Print the figures of both; gives whether the folder starts fast enough."""
    print(f"{'median of ' + str(len(pairs)):22}{'source':>13}{'folder':>13}{'ratio':>10}{'target':>10}")
    met = True
    for figure, label, unit in FIGURES:
        values = [(getattr(source, figure), getattr(frozen, figure)) for source, frozen in pairs]
        ratio = statistics.median(frozen / source for source, frozen in values)
        source, frozen = (statistics.median(column) for column in zip(*values, strict=True))
        line = f"{label:22}{source:9.1f} {unit:3}{frozen:9.1f} {unit:3}{ratio:8.2f} ×"
        if unit == "ms":
            met = met and ratio <= MOST_STARTS
            line += f"{MOST_STARTS:8.1f} ×  {'PASS' if ratio <= MOST_STARTS else 'MISS'}"
        print(line)
    return met


def report_sizes() -> bool:
    """Print what the folder and the archives that were made weigh; gives whether that is little enough."""
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    met = _say(f"the folder, {len(files)} files", files, MOST_MEGABYTES)
    for archive in sorted(FOLDER.parent.glob("coopviewer[-_]*.tar.xz")) + sorted(
        FOLDER.parent.glob("coopviewer_*.deb")
    ):
        met = _say(archive.name, [archive], MOST_PACKED) and met
    return met


def _say(label: str, files: Iterable[Path], most: float) -> bool:
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{label:46}{size:9.1f} MB{most:9.1f} MB  {'PASS' if size <= most else 'MISS'}")
    return size <= most


def main() -> int:
    """Measure; gives the exit status."""
    if not sys.platform.startswith("linux"):
        print("The folder is measured on Linux alone: the bounds are set there.")
        return 0
    if not FOLDER.exists():
        subprocess.run([sys.executable, str(ROOT / "dev.py"), "package"], check=True)
    try:
        starts = report_starts(measure())
    except Unmeasured as reason:
        print(reason, file=sys.stderr)
        return 2
    return 0 if report_sizes() and starts else 1


if __name__ == "__main__":
    sys.exit(main())
