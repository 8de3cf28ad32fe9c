"""Tables of 100,000 rows in the window: it stays at hand while they are previewed and imported, and cancels at once."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from coopviewer.widgets.shell.actions import ActionId
from coopviewer.workspace.importing.imports import ImportService
from tests.journeys.conftest import Opens

ROWS = 100_000
MOST_OWN, MOST_KEPT, MOST_CANCEL = 0.05, 0.1, 0.2  # seconds of the processor
MOST_AT_END = 0.4  # seconds until a cancellation while SQLite does the longest single steps
WAIT = 600_000  # milliseconds


class Turns(NamedTuple):
    """The longest time between two turns of the window's loop, in seconds of the processor.

    ``own`` is that of the window's thread, ``kept`` that of the whole process, which holds Python's lock meanwhile.
    """

    own: list[float]
    kept: list[float]


@contextmanager
def watched() -> Iterator[Turns]:
    """Watch the turns of the window's loop. Time on the processor is compared, whatever else runs on the machine."""
    turns, last = Turns([], []), [time.thread_time(), time.process_time()]

    def note() -> None:
        own, whole = time.thread_time(), time.process_time()
        turns.own.append(own - last[0])
        turns.kept.append(whole - last[1])
        last[:] = time.thread_time(), time.process_time()

    timer = QTimer()
    timer.timeout.connect(note)
    timer.start(1)
    yield turns
    timer.stop()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a table of ROWS projects."""
    path = tmp_path_factory.mktemp("large") / "projects.xlsx"
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Projects")
        sheet.write_row(0, 0, ("Project ID", "Title", "Country", "Amount (EUR)", "Start", "End", "Funder"))
        for number in range(1, ROWS + 1):
            dates = f"{2010 + number % 12}-{number % 12 + 1:02}-01", f"{2024 + number % 5}-12-31"
            country = ("Niger", "Mali", "Tchad; Niger", "Kenya")[number % 4]
            row = (
                f"P-{number:06}",
                f"Project number {number}",
                country,
                1000 + number,
                *dates,
                f"Agency {number % 50}",
            )
            sheet.write_row(number, 0, row)
    return path


def cancel_at(service: ImportService, share: float, asked: list[float]) -> Callable[[int, int], None]:
    """Return a slot of ``progressed`` that cancels once a share is done, and notes when on the processor's clock."""

    def cancel(done: int, total: int) -> None:
        if done >= share * total and not asked:
            asked.append(time.process_time())
            service.cancel()

    service.progressed.connect(cancel)
    return cancel


@pytest.mark.slow
def test_the_window_stays_at_hand_and_cancels_at_once(opens: Opens, qtbot: QtBot, table: Path, tmp_path: Path) -> None:
    composition = opens()
    composition.settle()
    composition.window.actions_by_id[ActionId.IMPORT_DATA].trigger()
    controller = composition.references.importing
    dialog, service = controller.dialog, controller.service
    with watched() as turns, qtbot.waitSignal(controller.tables.service.previewed, timeout=WAIT):
        dialog.files.add((table,))
    found = {"preview": (max(turns.own), max(turns.kept), 0.0)}
    for share in (0, 0.26, 0.5, 0.9, 1):  # while the workbook is read, while rows are written, and at the end
        dialog.target.setText(str(tmp_path / "new.db"))
        asked: list[float] = []
        cancel = cancel_at(service, share, asked)
        with watched() as turns, qtbot.waitSignal(service.cancelled, timeout=WAIT):
            dialog.import_button.click()
        found[f"import, {share:.0%}"] = max(turns.own), max(turns.kept), time.process_time() - asked[0]
        service.progressed.disconnect(cancel)
        qtbot.waitUntil(lambda: not [path for path in tmp_path.iterdir() if "new.db" in path.name], timeout=WAIT)
    assert {name: own for name, (own, _, _) in found.items() if own > MOST_OWN} == {}
    assert {name: kept for name, (_, kept, _) in found.items() if kept > MOST_KEPT} == {}
    assert found.pop("import, 100%")[2] <= MOST_AT_END
    assert {name: taken for name, (_, _, taken) in found.items() if taken > MOST_CANCEL} == {}
