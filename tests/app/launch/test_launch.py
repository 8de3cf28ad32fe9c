"""What the launch loads, since every import counts: compared with the list in launch_modules.toml."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from coopviewer.storage.annotations.store import AnnotationStore

ALLOWED = Path(__file__).with_name("launch_modules.toml")
ADVICE = f"""
What the first window does not show is named in the table of app/on_demand.py, or imported by a module that is loaded
from there. What it cannot do without is added to {ALLOWED.name}; `python3 dev.py bench` then says what that costs."""

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
QMainWindow().show()
print(*sys.modules)
"""

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
painted = trace.Trace._painted
def tell_painted(self):
    print("first paint:", *sys.modules)
    painted(self)
def settled(self):
    print("page shown:", *sys.modules)
    print("costly enumerations:", *sorted({"GlobalColor", "KeyboardModifier", "SegmentStyle"}.intersection(made)))
    print("collects on any thread:", gc.isenabled())
    print("collects on its own:", [type(child).__name__ for w in QApplication.topLevelWidgets()
        for child in w.findChildren(QObject) if type(child).__name__ == "Garbage"])
    print("stands:", [w.objectName() or type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()])
    quit_at_once()
trace.Trace._painted = tell_painted
trace.Trace._settled = settled
from coopviewer.__main__ import main
sys.exit(main([]))
"""

AT_REST = """
import enum
import gc
import sys
made = []
make = enum.EnumType.__new__
def noting(kind, name, *others, **more):
    made.append(name)
    return make(kind, name, *others, **more)
enum.EnumType.__new__ = noting
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
freeze = gc.freeze
def at_rest():
    print("at rest:", *sys.modules)
    print("costly enumerations:", *sorted({"GlobalColor", "KeyboardModifier", "SegmentStyle"}.intersection(made)))
    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "" and each.isVisible())
    print("shown beside the page:", *(label.text() for label in window.annotation_side.findChildren(QLabel)))
    QApplication.quit()
def freezing():
    freeze()
    QTimer.singleShot(WAIT, at_rest)
gc.freeze = freezing
from PySide6.QtWidgets import QLabel
from coopviewer.__main__ import main
sys.exit(main(sys.argv[1:]))
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


def run(code: str, *words: str, **environment: str) -> str:
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def launch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Start the program until its first page is shown, and return what was found, by the words before the colon."""
    return told(run(CODE, COOPVIEWER_TRACE=str(tmp_path_factory.mktemp("launch") / "trace")))


def told(text: str) -> dict[str, str]:
    """Read what a start printed, by the words before the colon."""
    return dict(line.split(": ", 1) if ": " in line else (line.removesuffix(":"), "") for line in text.splitlines())


def rest(home: Path, *words: str) -> dict[str, str]:
    """Start the program in a home until nothing is left to do, and return what was found."""
    folders = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    return told(run(AT_REST.replace("WAIT", "0"), *words, HOME=str(home), **folders))


@pytest.fixture(scope="module")
def bare() -> frozenset[str]:
    """The modules that a window with nothing in it loads."""
    return frozenset(run(BARE).split())


def allowed(stage: str, kind: str) -> set[str]:
    """Read which modules may be loaded by a stage: those of the stages before it too."""
    stages = ["first paint", "page shown"]
    lists = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    return {name for each in stages[: stages.index(stage) + 1] for name in lists[each][kind]}


@pytest.mark.parametrize("stage", ["first paint", "page shown"])
def test_the_launch_loads_the_modules_of_the_list_and_no_others(launch: dict[str, str], stage: str) -> None:
    of_ours = {name.removeprefix("coopviewer.") for name in launch[stage].split() if name.startswith("coopviewer.")}
    loaded, listed = of_ours - {"app.launch.trace"}, allowed(stage, "coopviewer")  # which this test has loaded
    assert not loaded - listed, f"New by {stage}: {', '.join(sorted(loaded - listed))}.{ADVICE}"
    assert not listed - loaded, f"Not loaded by {stage}, take it from the list: {', '.join(sorted(listed - loaded))}"


@pytest.mark.parametrize("stage", ["first paint", "page shown"])
def test_the_launch_loads_little_of_others_besides_what_a_bare_window_loads(
    launch: dict[str, str], bare: frozenset[str], stage: str
) -> None:
    loaded = {name.partition(".")[0] for name in set(launch[stage].split()) - bare}
    new = {name for name in loaded if not name.startswith("_")} - allowed(stage, "others") - {"coopviewer"}
    assert not new, f"New by {stage}: {', '.join(sorted(new))}.{ADVICE}"


def test_the_window_stands_without_what_makes_the_launch_slow(launch: dict[str, str]) -> None:
    assert launch["costly enumerations"] == ""  # of the Qt namespace, or of every widget class: docs/pitfalls.md
    assert "MainWindow" in launch["stands"]
    assert launch["collects on any thread"] == "False"
    assert launch["collects on its own"] == "['Garbage']"


def test_who_has_no_annotations_loads_nothing_of_them(tmp_path: Path) -> None:
    found = rest(tmp_path)
    loaded = {name for name in found["at rest"].split() if name.startswith("coopviewer.") and "annotations" in name}
    assert loaded == {"coopviewer.app.annotations", "coopviewer.app.annotations.on_demand"}
    assert found["costly enumerations"] == ""
    assert "Open an entry or a source" in found["shown beside the page"]
    assert not list(tmp_path.rglob("annotations.db*"))


def test_a_window_at_rest_has_not_loaded_what_a_few_lines_replace(tmp_path: Path) -> None:
    loaded = set(rest(tmp_path)["at rest"].split())
    assert not loaded & {"heapq", "html", "html.entities", "platformdirs", "queue", "signal"}


def test_home_opens_the_annotations_file_and_loads_no_pane(tmp_path: Path) -> None:
    AnnotationStore.open(tmp_path / "mine.db").close()
    found = rest(tmp_path, "--annotations", str(tmp_path / "mine.db"))
    loaded = set(found["at rest"].split())
    assert "coopviewer.app.annotations.files.file_feature" in loaded
    assert not [name for name in loaded if name.startswith("coopviewer.widgets.annotations")]
    assert "coopviewer.storage.annotations.reader" in loaded
    what_writes = {"coopviewer.storage.annotations.store", "coopviewer.storage.annotations.versions"}
    assert not loaded & {*what_writes, "ctypes", "hashlib", "platform", "uuid", "encodings.ascii"}
    assert "Open an entry or a source" in found["shown beside the page"]


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
