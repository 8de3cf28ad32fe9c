"""Measures the launch of coopviewer against a bare window: ``python3 dev.py bench launch [--profile]``.

Both are started in turn, ten times each, with the same interpreter on the same screen, a warm cache and bytecode
written. What counts is the median of the ten ratios, since a busy machine slows both of a pair alike. Exit status 1
where a target is missed, 2 where nothing could be measured. ``--profile`` lists the 25 imports that cost most instead.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PAIRS = 10
PATIENCE = 60.0  # seconds until a launch that has not settled counts as stuck
LOOK_EVERY = 0.001  # seconds between two looks at a launch; its memory is known to this
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
COOPVIEWER = (sys.executable, "-m", "coopviewer")


class Unmeasured(Exception):
    """Nothing can be measured; the message says why, and what to do."""


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


@contextmanager
def screen() -> Iterator[str]:
    """Give the screen to draw on: the one there is, else an Xvfb of our own while this lasts."""
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    if shutil.which("Xvfb") is None:
        raise Unmeasured("There is no screen and no Xvfb to make one. Install it: sudo apt-get install --yes xvfb")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()  # comes when the server is ready; empty where it ended instead
    try:
        if not number:
            raise Unmeasured("Xvfb did not start. Try it by hand: Xvfb :99")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def child_environment(display: str, home: Path) -> dict[str, str]:
    """Give the environment of a launch: this one, with a screen and an empty home, and bytecode written as ever."""
    changed = ("XDG_", "QT_", "WAYLAND_", "PYTHONDONT", "PYTHONPYCACHE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(changed)}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return kept | {"DISPLAY": display, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb"}


def resident(pid: int) -> float | None:
    """Give a process's resident memory in MiB, None where it has ended."""
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
    """Launch bare window and coopviewer in turn; gives the pairs, the first launch of each (cold) left out."""
    rounds = [(launch(BARE, environment, trace), launch(COOPVIEWER, environment, trace)) for _ in range(PAIRS + 1)]
    return rounds[1:]


def report(pairs: list[tuple[Launch, Launch]]) -> bool:
    """Print what was measured beside the targets; gives whether all are met."""
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
    """Measure, or profile; gives the exit status."""
    if not sys.platform.startswith("linux"):
        print("The launch is measured on Linux alone: the bounds are set there.")
        return 0
    try:
        with tempfile.TemporaryDirectory() as folder, screen() as display:
            environment = child_environment(display, Path(folder))
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
