"""Offline is proved: the program does its work where the first socket of the internet would end it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offline.guard import can_guard

ROOT = Path(__file__).resolve().parents[2]
GUARD = Path(__file__).with_name("guard.py")
pytestmark = pytest.mark.skipif(not can_guard(), reason="the kernel's filter of calls is known on Linux alone")


def guarded(*words: str, timeout: float = 280, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GUARD), *words]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=timeout, cwd=ROOT, env={**os.environ, **environment}
    )


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_the_guard_ends_whoever_tries(tmp_path: Path, family: str) -> None:
    module = tmp_path / "tries.py"
    module.write_text(f"import socket\nprint('before', flush=True)\nsocket.socket(socket.{family})\nprint('after')\n")
    done = guarded("tries", PYTHONPATH=str(tmp_path))
    assert done.stdout == "before\n"
    assert done.returncode == -signal.SIGSYS


def test_the_guard_lets_sockets_of_this_machine_through(tmp_path: Path) -> None:
    (tmp_path / "local.py").write_text("import socket\nsocket.socket(socket.AF_UNIX).close()\nprint('made')\n")
    done = guarded("local", PYTHONPATH=str(tmp_path))
    assert (done.stdout, done.returncode) == ("made\n", 0), done.stderr


def test_the_program_tries_itself_without_the_internet(tmp_path: Path) -> None:
    done = guarded("coopviewer", "--smoke", str(tmp_path / "smoke"), HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("verb", [["show", "country/NE"], ["search", "niger"], ["list", "projects"]])
def test_the_command_line_does_without_the_internet(verb: list[str]) -> None:
    done = guarded("coopviewer", *verb)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_every_journey_is_made_without_the_internet() -> None:
    done = guarded("pytest", "-q", "-p", "no:cacheprovider", "tests/journeys", timeout=1500)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
