"""Measures the launch until the page is shown, as the program itself tells: ``python3 dev.py bench page_shown``.

What is loaded after that is not counted; ``benchmarks/launch.py`` looks at all of it from outside. Beside it stands a
bare window, which tells the same of itself.

Both are started in turn, ten times each, with the same interpreter on the same screen, a warm cache and bytecode
written. What counts is the median of the ten ratios, since a busy machine slows both of a pair alike. Exit status 1
where a target is missed, 2 where nothing could be measured. ``--profile`` lists the 25 imports that cost most instead.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from outside import environment_of
from xvfb import Unmeasured, xvfb

PAIRS = 10
PATIENCE = 60.0  # seconds until a launch that has not settled counts as stuck
LOOK_EVERY = 0.001  # seconds between two looks at a launch; its memory is known to this
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
COOPVIEWER = (sys.executable, "-m", "coopviewer")


@dataclass(frozen=True, slots=True)
class Launch:
    """One launch: milliseconds from just before the process until it had painted and settled, and its memory in MiB."""

    painted: float
    settled: float
    resident: float


@dataclass(frozen=True, slots=True)
class Target:
    """The most that a figure of coopviewer may be, as a multiple of the bare window's."""

    figure: str
    label: str
    unit: str
    limit: float


TARGETS = (
    Target("painted", "first painted window", "ms", 1.7),
    Target("settled", "settled", "ms", 2.0),
    Target("resident", "resident memory", "MiB", 1.5),
)


def resident(pid: int) -> float | None:
    """Return a process's resident memory in MiB, None where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(found[0]) / 1024 if found else None


def launch(command: tuple[str, ...], environment: dict[str, str], trace: Path) -> Launch:
    """Start a program that writes ``painted`` and ``settled`` with their times into a file, and wait for its end."""
    trace.unlink(missing_ok=True)
    memory = 0.0
    begun = time.monotonic_ns()
    with subprocess.Popen(command, env={**environment, "COOPVIEWER_TRACE": str(trace)}) as process:
        while True:
            memory = resident(process.pid) or memory  # looked at first: no later than 1 ms after it had settled
            if trace.exists() or process.poll() is not None:
                break
            if time.monotonic_ns() - begun > PATIENCE * 1e9:
                process.kill()
                raise Unmeasured(f"{' '.join(command)} had not settled after {PATIENCE:.0f} seconds.")
            time.sleep(LOOK_EVERY)
    if process.returncode != 0 or not trace.exists():
        raise Unmeasured(f"{' '.join(command)} ended with status {process.returncode}; see above.")
    times = dict(line.split() for line in trace.read_text(encoding="ascii").splitlines())
    painted, settled = ((int(times[name]) - begun) / 1e6 for name in ("painted", "settled"))
    return Launch(painted, settled, memory)


def measure(environment: dict[str, str], trace: Path) -> list[tuple[Launch, Launch]]:
    """Launch bare window and coopviewer in turn; return the pairs, the first launch of each (cold) left out."""
    rounds = [(launch(BARE, environment, trace), launch(COOPVIEWER, environment, trace)) for _ in range(PAIRS + 1)]
    return rounds[1:]


def report(pairs: list[tuple[Launch, Launch]]) -> bool:
    """Print what was measured beside the targets; return whether all are met."""
    print(f"{'median of ' + str(len(pairs)):22}{'bare':>13}{'coopviewer':>13}{'ratio':>10}{'target':>10}")
    met = True
    for target in TARGETS:
        values = [(getattr(bare, target.figure), getattr(ours, target.figure)) for bare, ours in pairs]
        ratio = statistics.median(ours / bare for bare, ours in values)
        met = met and ratio <= target.limit
        bare, ours = (statistics.median(column) for column in zip(*values, strict=True))
        print(
            f"{target.label:22}{bare:9.1f} {target.unit:3}{ours:9.1f} {target.unit:3}{ratio:8.2f} ×"
            f"{target.limit:8.1f} ×  {'PASS' if ratio <= target.limit else 'MISS'}"
        )
    return met


def profile(environment: dict[str, str], trace: Path) -> None:
    """Print the 25 imports that take longest by themselves, as ``-X importtime`` tells them (microseconds)."""
    command = [COOPVIEWER[0], "-X", "importtime", *COOPVIEWER[1:]]
    done = subprocess.run(
        command, env={**environment, "COOPVIEWER_TRACE": str(trace)}, capture_output=True, text=True, check=False
    )
    rows = [line.removeprefix("import time:").split("|") for line in done.stderr.splitlines() if "|" in line]
    timed = [(int(own), int(total), name.strip()) for own, total, name in rows if own.strip().isdigit()]
    print(f"{'own µs':>9}{'total µs':>10}  import")
    for own, total, name in sorted(timed, reverse=True)[:25]:
        print(f"{own:9}{total:10}  {name}")
    print(f"{sum(own for own, _, _ in timed):9}{'':10}  all {len(timed)}")


def main(words: list[str]) -> int:
    """Measure, or profile; return the exit status."""
    if not sys.platform.startswith("linux"):
        print("The launch is measured on Linux alone: the bounds are set there.")
        return 0
    try:
        with tempfile.TemporaryDirectory() as folder, xvfb() as screen:
            environment = environment_of(screen, Path(folder))
            trace = Path(folder, "trace")
            if "--profile" in words:
                launch(COOPVIEWER, environment, trace)
                profile(environment, trace)
                return 0
            return 0 if report(measure(environment, trace)) else 1
    except Unmeasured as reason:
        print(reason, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
