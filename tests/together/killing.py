"""Kills processes in the middle of writing, at a place that a test chooses."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "tests" / "failing" / "failing_calls.c"
CHILD = "tests.together.killed_child"
CAN_KILL = sys.platform.startswith("linux") and shutil.which("cc") is not None
"""Whether there is what killing needs: LD_PRELOAD and a C compiler."""


def build(folder: Path) -> Path:
    """Compile the library that kills, and return its path."""
    built = folder / "failing_calls.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(built), str(SOURCE), "-ldl"], check=True)
    return built


class Killer:
    """A process that starts those that are killed; it is one for many tests, since starting Python takes long."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.kills = 0

    def __call__(self, what: str, call: int, below: Path, **values: object) -> bool:
        """Let a process do something, and kill it at its n-th call; return whether it came so far."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"what": what, "call": call, "below": str(below), **values}
        self._process.stdin.write(json.dumps(request, default=str) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer in ("0\n", f"{int(signal.SIGKILL)}\n"), request
        is_killed = answer != "0\n"
        self.kills += is_killed
        return is_killed


@contextmanager
def killing(folder: Path) -> Iterator[Killer]:
    """Start a killer, whose library is built in a folder."""
    environment = os.environ | {"LD_PRELOAD": str(build(folder))}
    command = [sys.executable, "-m", CHILD]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Killer(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0
