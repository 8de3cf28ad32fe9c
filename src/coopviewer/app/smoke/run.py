"""The self-test ``--smoke DIR``: does what a user does, in a real window, and reports every step.

The report is in English in every language of the window, since it is for developers. Loaded only on request. The user's
files are not touched: the window uses a temporary folder for its files.
"""

import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import PySide6
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from coopviewer import __version__
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.shell.about_controller import build_words
from coopviewer.app.smoke.plan import steps
from coopviewer.app.smoke.stage import Stage, StepFailed
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.standard_output import print_lines


@dataclass(frozen=True, slots=True)
class StepReport:
    """The result of one step: its ``name``, whether it ``passed``, and ``said``, what it found or what went wrong.

    ``picture`` is the name of the file that it drew; None: it drew none.
    """

    name: str
    passed: bool
    milliseconds: float
    said: str
    picture: str | None = None


def run_smoke(start: Start, folder: Path) -> int:
    """Run every step of the self-test in a new window, and write a report; return 0 if all passed, else 1.

    The report is ``report.json`` in the folder, which is made if it is missing, with the pictures beside it; a line for
    each step is printed. The window uses a temporary folder for its files and a new annotations file, whatever
    ``start`` names. The process must have no QApplication yet. Raises EnvironmentFault if the folder cannot be written
    to, if the reference cannot be opened, or, though the report is written by then, if the lines cannot be printed.
    """
    messages: list[str] = []

    def keep(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        messages.append(message)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:  # short: the path of a socket must be
            qInstallMessageHandler(keep)
            alone = start._replace(folder=Path(own), annotations=None, fresh=True)
            composition = Composition(make_application(start.tr), alone)
            stage = Stage(composition, folder.resolve(), Path(own))
            done = [_do(name, step, stage) for name, step in steps(start.reference)]
            composition.reference.close()
            qInstallMessageHandler(None)
        passed = all(step.passed for step in done)
        report = _about() | {"passed": passed, "steps": [asdict(step) for step in done], "messages": messages}
        (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise EnvironmentFault("start.no-report", folder=folder, error=error.strerror) from None
    _say(done, folder)
    return 0 if passed else 1


def _do(name: str, step: Callable[[Stage], tuple[str, str | None]], stage: Stage) -> StepReport:
    begun = time.perf_counter()
    picture = None
    try:
        said, picture = step(stage)
        passed = True
    except (StepFailed, EnvironmentFault) as failure:
        said, passed = str(failure), False
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for: it is reported, status 1
        said, passed = f"{type(error).__name__}: {error}", False
    return StepReport(name, passed, round((time.perf_counter() - begun) * 1000, 1), said, picture)


def _about() -> dict[str, object]:
    return {
        "program": f"coopviewer {__version__}",
        "build": build_words(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "screen": QGuiApplication.platformName(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "qt": PySide6.__version__,
    }


def _say(done: list[StepReport], folder: Path) -> None:
    for step in done:
        print_lines(f"{'passed' if step.passed else 'FAILED'}  {step.milliseconds:8.1f} ms  {step.name}: {step.said}")
    missed = sum(not step.passed for step in done)
    words = "All steps passed" if not missed else f"{missed} of {len(done)} steps failed"
    print_lines(f"{words}. The report and the pictures are in {folder}.")
