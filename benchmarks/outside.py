"""Watches a program from outside: when its window is mapped and painted, when it rests, what it takes of the machine.

The programs that are watched need not know of it. Linux alone, in the Xvfb of ``xvfb.py``.
"""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xvfb import Screen, Unmeasured

PATIENCE = 60.0  # seconds until a program that does not rest counts as stuck
IDLE_SHARE, IDLE_FOR = 0.05, 0.3  # of one core, over so many seconds
WATCHED = 5.0  # seconds from the start, of which the processor's time is counted
LOOK_EVERY, LOOK_LESS = 0.002, 0.02  # seconds between two looks, until it rests and from then on
FIND_EVERY = 0.05  # seconds between two looks for further processes
_TILE = 64  # bytes of a row that are compared together, 16 pixels
_MAY_DIFFER = 1 / 200  # of all tiles: a caret that blinks, and the pointer, are not counted
_NANOSECONDS, _MIB = 1e9, 1 << 20


@dataclass(frozen=True, slots=True)
class Watched:
    """One start, seen from outside. Milliseconds count from just before the process is made.

    ``mapped``: the window is there. ``painted``: it shows something. ``complete``: it shows what it shows at rest.
    ``idle``: after that, all processes of the program begin to use less than 5 % of a core for 300 ms. ``processor``:
    milliseconds of it that they use within five seconds. ``resident``: their memory then, in MiB.
    """

    mapped: float
    painted: float
    complete: float
    idle: float
    processor: float
    resident: float


@dataclass(frozen=True, slots=True)
class _Record:
    """What was seen of one start: seconds, and the picture or the nanoseconds of the processor at that time."""

    mapped: float
    pictures: Sequence[tuple[float, bytes]]
    processor: Sequence[tuple[float, int]]
    resident: float

    def summary(self, begun: float) -> Watched:
        """Work out the figures."""
        painted = next((at for at, picture in self.pictures if not alike(picture, self.pictures[0][1])), None)
        if painted is None:
            raise Unmeasured("The window shows nothing.")
        complete = completed(self.pictures)
        idle = rest_begins(self.processor, complete)
        if idle is None:
            raise Unmeasured("The program did not come to rest.")
        within = max(used for at, used in self.processor if at <= begun + WATCHED)
        mapped, painted, complete, idle = ((at - begun) * 1000 for at in (self.mapped, painted, complete, idle))
        return Watched(mapped, painted, complete, idle, within / 1e6, self.resident)


def completed(pictures: Sequence[tuple[float, bytes]]) -> float:
    """Return since when the picture has been as the last one is, but for very little."""
    since, last = pictures[-1]
    for at, picture in reversed(pictures):
        if not alike(picture, last):
            break
        since = at
    return since


def alike(one: bytes, other: bytes) -> bool:
    """Tell whether two pictures are the same but for very little, such as a caret or the pointer."""
    tiles = range(0, len(one), _TILE)
    differing = sum(one[start : start + _TILE] != other[start : start + _TILE] for start in tiles)
    return differing <= len(tiles) * _MAY_DIFFER


def rest_begins(processor: Sequence[tuple[float, int]], after: float) -> float | None:
    """Return when the first stretch of rest begins that does not begin before a time; None where there is none."""
    most, end = IDLE_SHARE * IDLE_FOR * _NANOSECONDS, 0
    for at, used in processor:
        while end < len(processor) and processor[end][0] < at + IDLE_FOR:
            end += 1
        if end == len(processor):
            return None
        if at >= after and processor[end][1] - used < most:
            return at
    return None


class Tree:
    """The processes of a program: the one that was started, and all that came of it."""

    def __init__(self, leader: int) -> None:
        """Look after the processes of a session, by its leader."""
        self._leader = leader
        self._members: dict[int, int] = {leader: 0}
        self._found = 0.0

    def processor(self) -> int:
        """Return the nanoseconds of the processor that all have used so far, those that have ended too."""
        now = time.monotonic()
        if now - self._found > FIND_EVERY:
            self._find()
            self._found = now
        for member in self._members:
            try:  # CPUCLOCK_SCHED of a process, as clock_getcpuclockid makes it
                self._members[member] = time.clock_gettime_ns((~member << 3) | 2)
            except OSError:
                continue  # has ended, so what it had used stays
        return sum(self._members.values())

    def resident(self) -> float:
        """Return the memory of all together, in MiB."""
        pages = 0
        for member in self._members:
            try:
                pages += int(Path(f"/proc/{member}/statm").read_text(encoding="ascii").split()[1])
            except OSError:
                continue
        return pages * os.sysconf("SC_PAGE_SIZE") / _MIB

    def kill(self) -> None:
        """End whatever is left."""
        for member in self._members:
            try:
                os.kill(member, signal.SIGKILL)
            except OSError:
                continue

    def _find(self) -> None:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self._leader:
                self._members.setdefault(int(folder.name), 0)


def environment_of(screen: Screen, home: Path) -> dict[str, str]:
    """Return the environment of a start: this one, with another screen and home, and bytecode written as ever."""
    changed = ("XDG_", "QT_", "WAYLAND_", "PYTHONDONT", "PYTHONPYCACHE", "COOPVIEWER_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(changed)}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {"DISPLAY": screen.display, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb"}
    return kept | own


def watch(command: Sequence[str], screen: Screen, home: Path) -> Watched:
    """Start a program, watch it for five seconds and until it rests, and close it as a user does."""
    environment = environment_of(screen, home)
    while not alike(screen.picture(), screen.empty):  # the window before has not gone yet
        time.sleep(LOOK_EVERY)
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, start_new_session=True) as process:
        tree = Tree(process.pid)
        try:
            window, record = _watch(process, tree, screen, begun)
            screen.windows.ask_to_close(window)
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Unmeasured(f"{' '.join(command)} did not end when its window was closed.") from None
        finally:
            tree.kill()
    if process.returncode != 0:
        raise Unmeasured(f"{' '.join(command)} ended with status {process.returncode}; see above.")
    return record.summary(begun)


def _watch(process: "subprocess.Popen[bytes]", tree: Tree, screen: Screen, begun: float) -> tuple[int, _Record]:
    window, mapped, resting = None, 0.0, False
    pictures, processor = [(begun, screen.empty)], [(begun, 0)]
    while not resting or time.monotonic() < max(begun + WATCHED, pictures[-1][0] + IDLE_FOR + 2 * LOOK_LESS):
        if window is None:
            window = screen.windows.mapped()
            if window is not None:
                mapped = time.monotonic()
                screen.windows.give_keyboard(window)
        picture = screen.picture()
        if picture != pictures[-1][1]:
            pictures.append((time.monotonic(), picture))
        processor.append((time.monotonic(), tree.processor()))
        resting = window is not None and _rests(processor)
        if process.poll() is not None:
            raise Unmeasured(f"A program ended with status {process.returncode} before it was closed; see above.")
        if time.monotonic() > begun + PATIENCE:
            raise Unmeasured(f"A program had not come to rest after {PATIENCE:.0f} seconds.")
        time.sleep(LOOK_LESS if resting else LOOK_EVERY)
    if window is None:  # never: it rests only once there is one
        raise Unmeasured("A program has no window.")
    return window, _Record(mapped, pictures, processor, tree.resident())


def _rests(processor: Sequence[tuple[float, int]]) -> bool:
    """Tell whether the last stretch was one of rest."""
    now, used = processor[-1]
    before = next((then for at, then in reversed(processor) if at <= now - IDLE_FOR), 0)
    return used - before < IDLE_SHARE * IDLE_FOR * _NANOSECONDS
