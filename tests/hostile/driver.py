"""Runs verbs and windows on hostile inputs, and says what they did that no input may make them do."""

import gc
import io
import os
import signal
import stat
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unicodedata import category

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.app.composition import Start
from coopviewer.app.drawing import picture_of
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.errors import EnvironmentFault
from tests.faults import words_of
from tests.hostile.summary import HOSTILE_INPUTS

Record = Callable[[str, object], None]
LONGEST = 10.0  # seconds of work for one verb
HANGS = 60.0  # seconds of waiting, on a machine that other work may share
DEVICES = ("/dev/null", "/dev/zero", "/dev/full")
_LEFT = (".tmp", ".rmlock")


@dataclass
class Verdicts:
    """What went wrong, a line each, empty if nothing did; and how many verbs and windows were judged."""

    record: Record
    faults: list[str] = field(default_factory=list)
    verbs: int = 0
    windows: int = 0

    def judge(self, kind: str, cases: int) -> None:
        """Report a number of cases of one kind to the run's summary, and fail with all faults, if any."""
        self.record(HOSTILE_INPUTS, (kind, cases, self.verbs, self.windows))
        if self.faults:
            pytest.fail("\n".join(self.faults), pytrace=False)

    def add(self, case: str, did: Sequence[str], fault: str) -> None:
        """Note a fault of one case."""
        self.faults.append(f"{case}: {' '.join(map(ascii, did))[:300]}: {fault}")


class Hangs(Exception):
    """A verb was given up."""


def run_verb(case: str, words: Sequence[str], verdicts: Verdicts, *, input_folder: Path) -> str:
    """Run one verb in this process and judge it; return what it printed."""
    verdicts.verbs += 1
    out, err = _Stream(), _Stream()
    begun, worked = time.monotonic(), time.process_time()
    status: object = None
    try:
        with _streams(out, err), _alarm():
            status = main(list(words))
    except SystemExit as end:
        status = end.code
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        last = traceback.format_exception(error)
        verdicts.add(case, words, f"{type(error).__name__}: {str(error)[:200]} {''.join(last[-4:])[-900:]}")
    printed = out.text() + err.text()
    if status not in (0, 1, 2, None):
        verdicts.add(case, words, f"status {status}")
    if status == 2 and not err.text().strip():
        verdicts.add(case, words, "status 2 without a sentence")
    if "Traceback" in printed:
        verdicts.add(case, words, "a traceback is printed")
    signs = set(printed)
    steering = {sign for sign in signs - set("\n\t") if category(sign) in ("Cc", "Cs")}
    if steering or signs & set("\u202e\u2066"):
        verdicts.add(case, words, f"the terminal is steered by {sorted(map(ascii, steering))}")
    if time.process_time() - worked > LONGEST or time.monotonic() - begun > HANGS:
        verdicts.add(case, words, f"took {time.monotonic() - begun:.1f} s")
    _judge_folder(case, words, input_folder, verdicts)
    return printed


def open_window(
    case: str, application: QApplication, verdicts: Verdicts, *, reference: Path, annotations: Path | None, entry: str
) -> None:
    """Open a window on a page with annotations, draw it, and judge it."""
    verdicts.windows += 1
    words = ("window", str(reference), str(annotations), entry)
    defects: list[str] = []
    begun, worked = time.monotonic(), time.process_time()

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        defects.append("".join(traceback.format_exception(error))[-900:])

    before, sys.excepthook = sys.excepthook, hook
    try:
        start = Start(reference, _address(entry), annotations=annotations)
        with _alarm():
            assert not picture_of(application, start).isNull()
    except EnvironmentFault as fault:
        words_of(fault)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        defects.append("".join(traceback.format_exception(error))[-900:])
    finally:
        sys.excepthook = before
    _delete_windows(application)
    gc.collect()
    for defect in defects:
        verdicts.add(case, words, defect)
    if time.process_time() - worked > LONGEST or time.monotonic() - begun > HANGS:
        verdicts.add(case, words, f"took {time.monotonic() - begun:.1f} s")


def _delete_windows(application: QApplication) -> None:
    """Delete every window and message, since later tests look at all that are open."""
    for each in application.topLevelWidgets():
        if isValid(each) and each.parent() is None:
            delete(each)


def _address(entry: str) -> Address:
    return parse_address(entry)


def _judge_folder(case: str, words: Sequence[str], folder: Path, verdicts: Verdicts) -> None:
    for place, _folders, names in os.walk(folder):
        half = [name for name in names if name.endswith(_LEFT)]
        if half:
            verdicts.add(case, words, f"left {half}")
            for name in half:
                Path(place, name).unlink()
    for device in DEVICES:
        if not stat.S_ISCHR(Path(device).stat().st_mode):
            raise AssertionError(f"{device} was replaced by {words}")


@contextmanager
def _alarm() -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Stream(io.TextIOWrapper):
    """A standard stream that keeps what is written."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")

    def text(self) -> str:
        """Return what was written."""
        self.flush()
        content = self.buffer
        assert isinstance(content, io.BytesIO)
        return content.getvalue().decode()


@contextmanager
def _streams(out: _Stream, err: _Stream) -> Iterator[None]:
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def bundled_reference() -> Path:
    """Return the reference that comes with the program."""
    return paths.reference_file()
