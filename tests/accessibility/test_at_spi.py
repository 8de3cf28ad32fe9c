"""The real accessibility tree, as a screen reader receives it from the running program, and focus events."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devtools.accessibility import SYSTEM_PYTHON, missing_packages

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("at_spi_session.py")
SECONDS = 120


@pytest.fixture
def display() -> Iterator[str]:
    """A separate X screen."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


def run_session(display: str, target: Path) -> dict[str, Any]:
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "QT_SCALE_FACTOR"}},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    command = ["dbus-run-session", "--", str(SYSTEM_PYTHON), str(SCRIPT), sys.executable, str(target)]
    session = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that its child processes can be ended with it
    )
    try:
        output, _ = session.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(session.pid, signal.SIGKILL)
        output, _ = session.communicate()
    assert target.exists(), output
    received: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return received


def test_a_screen_reader_receives_controls_and_focus(tmp_path: Path, request: Any) -> None:
    missing = missing_packages() if sys.platform.startswith("linux") else ["Linux"]
    if missing:
        pytest.skip(f"needs {' '.join(missing)}")
    received = run_session(request.getfixturevalue("display"), tmp_path / "told.json")
    window = {(role, name) for role, name in received["window"]}
    for role, name in [
        ("tree", "Navigator: entries by region"),
        ("page tab", "Niger"),
        ("tool bar", "Toolbar"),
        ("push button", "Home"),
        ("menu bar", "Menus"),
        ("menu item", "Help"),
        ("label", "Niger"),
    ]:
        assert (role, name) in window
    assert received["Down"] == ["table cell", "Nigeria"]
    assert received["F7"] == ["label", "Niger"]
    assert "Timeframe: 2017- 2023 · 2017 to 2023, known to the year" in received["lines"]
    assert received["announced"][0].startswith("No action or key has these words.")
    assert received["ctrl+F1"] == ["text", "Find an action or a key"]
