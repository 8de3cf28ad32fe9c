"""The program works where the kernel would end it at the first internet socket.

That of the window is noticed by the self-test of tests/app/smoke, which runs under the same guard.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offline.guard import can_guard

ROOT = Path(__file__).resolve().parents[2]
GUARD = Path(__file__).with_name("guard.py")
pytestmark = pytest.mark.skipif(not can_guard(), reason="the filter of system calls exists only on Linux")


def run_guarded(*words: str, timeout: float = 280, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GUARD), *words]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=timeout, cwd=ROOT, env={**os.environ, **environment}
    )


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_the_guard_ends_a_process_that_opens_an_internet_socket(tmp_path: Path, family: str) -> None:
    module = tmp_path / "tries.py"
    module.write_text(f"import socket\nprint('before', flush=True)\nsocket.socket(socket.{family})\nprint('after')\n")
    done = run_guarded("tries", PYTHONPATH=str(tmp_path))
    assert done.stdout == "before\n"
    assert done.returncode == -signal.SIGSYS


def test_the_guard_allows_local_sockets(tmp_path: Path) -> None:
    (tmp_path / "local.py").write_text("import socket\nsocket.socket(socket.AF_UNIX).close()\nprint('made')\n")
    done = run_guarded("local", PYTHONPATH=str(tmp_path))
    assert (done.stdout, done.returncode) == ("made\n", 0), done.stderr


@pytest.mark.parametrize("verb", [["show", "country/NE"], ["search", "niger"], ["list", "projects"]])
def test_the_command_line_works_without_the_internet(verb: list[str]) -> None:
    done = run_guarded("coopviewer", *verb)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_every_journey_passes_without_the_internet() -> None:
    done = run_guarded("pytest", "-q", "-p", "no:cacheprovider", "tests/journeys", timeout=1500)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
