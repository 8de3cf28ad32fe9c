"""A table is copied in one program and pasted in another, through the clipboard of a real screen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

COPYING = """
import sys, tempfile
from pathlib import Path
from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QTextCursor
from coopviewer import paths
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.shell.actions import ActionId
application = make_application()
with tempfile.TemporaryDirectory() as own:
    start = Start(paths.reference_file(), Address("country/NE"), True, folder=Path(own))
    composition = Composition(application, start)
    composition.window.show()
    composition.show_first_page()
    table = composition.page.document().find("Timeframe").currentTable()
    cursor = QTextCursor(composition.page.document())
    cursor.setPosition(table.firstPosition())
    cursor.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    composition.page.setTextCursor(cursor)
    composition.window.actions_by_id[ActionId.COPY].trigger()
    print("copied", flush=True)
    end = QSocketNotifier(0, QSocketNotifier.Type.Read)
    end.activated.connect(application.quit)
    application.exec()
    composition.window.close()
    composition.stop()
"""
PASTING = """
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication, QTextEdit
application = QApplication([])
editor = QTextEdit()
editor.show()
application.processEvents()
editor.paste()
for frame in editor.document().rootFrame().childFrames():
    if isinstance(frame, QTextTable):
        print(frame.rows(), frame.columns(), frame.cellAt(0, 1).firstCursorPosition().block().text())
print(application.clipboard().text().split("\\n")[0])
"""


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """Return the environment of a real screen."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as displays:
        display = displays.readline().strip()
    yield {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait()


@pytest.mark.slow
def test_a_copied_table_is_pasted_as_a_table_by_another_program(screen: dict[str, str]) -> None:
    command = [sys.executable, "-c", COPYING]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=screen, stdin=pipe, stdout=pipe, text=True) as copying:
        assert copying.stdout is not None
        assert copying.stdin is not None
        assert copying.stdout.readline() == "copied\n"
        pasted = subprocess.run(
            [sys.executable, "-c", PASTING], env=screen, capture_output=True, text=True, timeout=60, check=False
        )
        copying.stdin.write("\n")
        copying.stdin.close()
        assert copying.wait(30) == 0
    assert pasted.stdout.splitlines() == ["3 5 Timeframe", "What\tTimeframe\tStatus\tGrant\tPartners"], pasted.stderr
