"""What the launch loads, since every import counts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import enum
import gc
import sys
made = []
make = enum.EnumType.__new__
def noting(kind, name, *others, **more):
    made.append(name)
    return make(kind, name, *others, **more)
enum.EnumType.__new__ = noting
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
quit_at_once = QApplication.quit
import coopviewer.app.launch.trace as trace
def settled(self):
    heavy = {"sqlite_utils", "click", "jinja2", "json", "tomllib", "babel"}
    late = ("fact_card", "fact_words", "fact_locations", "field_index", "source_", "attach", "passage_texts")
    ours = {name for name in sys.modules if name.startswith("coopviewer.")}
    heavy |= {name for name in ours if name.rpartition(".")[2].startswith(late)}
    print("loaded:", *sorted(heavy & set(sys.modules)))
    print("of the Qt namespace:", *sorted({"GlobalColor", "KeyboardModifier"}.intersection(made)))
    print("collects on any thread:", gc.isenabled())
    print("collects on its own:", [type(child).__name__ for w in QApplication.topLevelWidgets()
        for child in w.findChildren(QObject) if type(child).__name__ == "Garbage"])
    print("stands:", [w.objectName() or type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()])
    quit_at_once()
trace.Trace._settled = settled
from coopviewer.__main__ import main
sys.exit(main([]))
"""

FILLING = """
from pathlib import Path
from PySide6.QtWidgets import QScrollBar
from coopviewer.app.composition import make_application
application = make_application()
bar = QScrollBar()
bar.resize(20, 900)
bar.grab()
print(*(task.read_text() for task in Path("/proc/self/task").glob("*/comm")))
"""


def test_the_window_stands_without_the_modules_it_does_not_need(tmp_path: Path) -> None:
    environment = {**os.environ, "COOPVIEWER_TRACE": str(tmp_path / "trace")}
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0, done.stderr
    assert "loaded:\n" in done.stdout
    assert "of the Qt namespace:\n" in done.stdout  # they cost a tenth of the launch: docs/architecture.md
    assert "MainWindow" in done.stdout
    assert "collects on any thread: False\ncollects on its own: ['Garbage']\n" in done.stdout


def test_the_launch_is_traced_for_the_benchmark(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "coopviewer"]
    subprocess.run(command, timeout=60, check=True, env={**os.environ, "COOPVIEWER_TRACE": str(trace)})
    (painted, first), (settled, then) = (line.split() for line in trace.read_text().splitlines())
    assert (painted, settled) == ("painted", "settled")
    assert int(first) <= int(then)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the names of threads are read where Linux has them")
def test_areas_are_filled_without_threads_that_are_waited_for() -> None:
    done = subprocess.run([sys.executable, "-c", FILLING], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip()
    assert "pool" not in done.stdout.lower()
