"""The modules of the overviews are imported once the user has opened a page, and not before."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import coopviewer.app.window as window
from coopviewer.app.on_demand import OVERVIEW_PARTS
from coopviewer.domain.browsing.addresses import Address
window._UNTIL_READ = 0
loads = window._Launch._load_overviews
kept = []
def loaded():
    return sum(name in sys.modules for name in OVERVIEW_PARTS)
def looking(launch):
    print("at home:", loaded())
    launch._composition.reading.open(Address("country/NE"))
    look(launch)
def look(launch):
    if loaded() == len(OVERVIEW_PARTS):
        print("after a page:", loaded())
        QApplication.quit()
    else:
        QTimer.singleShot(5, lambda: look(launch))
show = window._Launch._show_page
def shown(launch):
    show(launch)
    kept.append(launch)
    QTimer.singleShot(300, lambda: looking(launch))
window._Launch._show_page = shown
from coopviewer.__main__ import main
sys.exit(main([]))
"""


def test_the_overviews_are_loaded_once_a_page_was_opened(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    at_home, after = done.stdout.splitlines()
    assert at_home == "at home: 0"
    assert after.startswith("after a page: ")
