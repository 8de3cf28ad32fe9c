"""Measures the launch from outside, beside a bare window and a shell: ``python3 dev.py bench launch``.

All programs are started in turn, ten times each, in an Xvfb of our own, with a warm cache and bytecode written. Each is
watched until it rests, for five seconds at least, then closed (``benchmarks/outside.py``). What counts is the median of
the ten ratios, since a busy machine slows all of a round alike. Exit status 1 where a target is missed, 2 where nothing
could be measured.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from outside import Watched, watch
from xvfb import Unmeasured, xvfb

ROUNDS = 10
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
SHELL = (sys.executable, str(Path(__file__).with_name("shell.py")))
SOURCE = (str(Path(sys.executable).with_name("coopviewer")),)  # as pip installs it
UNITS = {"mapped": "ms", "painted": "ms", "complete": "ms", "idle": "ms", "processor": "ms", "resident": "MiB"}
LABELS = {
    "mapped": "window mapped",
    "painted": "painted",
    "complete": "looks as at rest",
    "idle": "idle",
    "processor": "processor, 5 s",
    "resident": "resident memory",
}
SHELL_TAKES, BESIDE_SHELL = 0.87, 1.15


class Program(NamedTuple):
    """What is started; ``returns``: in the home that it left behind the last time, else in an empty one."""

    name: str
    command: Sequence[str]
    returns: bool = True


class Target(NamedTuple):
    """The most that a figure of a program may be, as a multiple of another program's."""

    program: str
    figure: str
    limit: float
    beside: str = "bare"


PROGRAMS = (
    Program("bare", BARE),
    Program("shell", SHELL),
    Program("second start", SOURCE),
    Program("first start", SOURCE, returns=False),
)
TARGETS = (
    Target("second start", "painted", 1.5),
    Target("second start", "idle", 2.0),
    Target("second start", "processor", 2.0),
    Target("second start", "resident", 1.5),
    Target("first start", "idle", 2.5),
)
Rounds = Sequence[Mapping[str, Watched]]


def measure(programs: Sequence[Program], rounds: int = ROUNDS) -> Rounds:
    """Start programs in turn; returns what was seen of each in each round but the first, which warms up."""
    with tempfile.TemporaryDirectory() as folder, xvfb() as screen:
        seen = []
        for number in range(rounds + 1):
            homes = {program.name: Path(folder, program.name) for program in programs}
            for program in programs:
                if not program.returns:
                    shutil.rmtree(homes[program.name], ignore_errors=True)
            seen.append({each.name: watch(each.command, screen, homes[each.name]) for each in programs})
            print(f"\r{number} of {rounds} rounds", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    return seen[1:]


def ratio(rounds: Rounds, figure: str, program: str, beside: str) -> float:
    """Return the median over the rounds of a program's figure to that of another."""
    ratios = [getattr(each[program], figure) / getattr(each[beside], figure) for each in rounds]
    return float(statistics.median(ratios))


def print_figures(rounds: Rounds, programs: Sequence[Program]) -> None:
    """Print each program's figures, and as multiples of those of the first program."""
    first = programs[0].name
    print(f"{'median of ' + str(len(rounds)):17}" + "".join(f"{each.name:>21}" for each in programs))
    for figure, label in LABELS.items():
        line = f"{label:17}"
        for program in programs:
            value = statistics.median(getattr(each[program.name], figure) for each in rounds)
            line += f"{value:9.1f} {UNITS[figure]:3}{ratio(rounds, figure, program.name, first):6.2f} ×"
        print(line)


def judge(rounds: Rounds, targets: Sequence[Target]) -> bool:
    """Print each target beside what was measured; returns whether all are met."""
    met = True
    for target in targets:
        found = ratio(rounds, target.figure, target.program, target.beside)
        limit, reason = target.limit, f"of {target.beside}"
        if target.beside == "bare":
            of_shell = ratio(rounds, target.figure, "shell", "bare")
            if of_shell > SHELL_TAKES * limit:  # most of it is Qt's own
                found, reason = ratio(rounds, target.figure, target.program, "shell"), "of shell"
                limit = BESIDE_SHELL
        met = met and found <= limit
        label = f"{target.program}: {LABELS[target.figure]}"
        print(f"{label:36}{found:6.2f} × {reason:16} at most {limit:4.2f} ×  {'PASS' if found <= limit else 'MISS'}")
    return met


def main() -> int:
    """Measure; return the exit status."""
    if not sys.platform.startswith("linux"):
        print("The launch is measured on Linux alone: the bounds are set there.")
        return 0
    try:
        rounds = measure(PROGRAMS)
    except Unmeasured as reason:
        print(reason, file=sys.stderr)
        return 2
    print_figures(rounds, PROGRAMS)
    return 0 if judge(rounds, TARGETS) else 1


if __name__ == "__main__":
    sys.exit(main())
