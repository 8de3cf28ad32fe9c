"""Measures the frozen folder against the source: ``python3 dev.py bench frozen``.

Both are started in turn, ten times each, a first and a second start, and watched from outside as by
``benchmarks/launch.py``; what counts is the median of the ten ratios. The folder is that in ``dist/``, made where there
is none. Exit status 1 where a bound is missed, 2 where nothing could be measured.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from launch import SOURCE, Program, Target, judge, measure, print_figures
from xvfb import Unmeasured

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "coopviewer"
MOST_STARTS = 1.05  # times the source: no worse, and two runs of the same program differ by as much
MOST_MEGABYTES = 130.0
MOST_PACKED = 40.0
PROGRAMS = (
    Program("source, second", SOURCE),
    Program("folder, second", (str(FOLDER / "coopviewer"),)),
    Program("source, first", SOURCE, returns=False),
    Program("folder, first", (str(FOLDER / "coopviewer"),), returns=False),
)
TARGETS = tuple(
    Target(f"folder, {which}", figure, MOST_STARTS, f"source, {which}")
    for which in ("second", "first")
    for figure in ("painted", "idle", "processor", "resident")
)


def report_sizes() -> bool:
    """Print what the folder and the archives that were made weigh; return whether that is little enough."""
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
    """Measure; return the exit status."""
    if not sys.platform.startswith("linux"):
        print("The folder is measured on Linux alone: the bounds are set there.")
        return 0
    if not FOLDER.exists():
        subprocess.run([sys.executable, str(ROOT / "dev.py"), "package"], check=True)
    try:
        rounds = measure(PROGRAMS)
    except Unmeasured as reason:
        print(reason, file=sys.stderr)
        return 2
    print_figures(rounds, PROGRAMS)
    starts = judge(rounds, TARGETS)
    return 0 if report_sizes() and starts else 1


if __name__ == "__main__":
    sys.exit(main())
