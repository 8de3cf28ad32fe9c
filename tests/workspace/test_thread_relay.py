"""What threads still have to tell when the program ends."""

import subprocess
import sys

PROGRAM = """
import gc
import sys
import threading
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from coopviewer.workspace.thread_relay import SignalRelay

gc.disable()  # as the window has it


class Told(SignalRelay):
    told = Signal(object, object)


class Door(QObject):
    def __init__(self, parent):
        super().__init__(parent)
        self.heard = 0
        self.relay = Told()
        self.relay.told.connect(self.take)

    @Slot(object, object)
    def take(self, one, other):
        self.heard += 1
        if all(door.heard for door in doors):
            application.quit()


def go_on_telling(relay):
    while True:
        relay.send(relay.told, [1], {})


application = QApplication([])
window = QWidget()
labels = [QLabel(str(number), window) for number in range(300)]
doors = [Door(window) for _ in range(3)]
for door in doors:
    threading.Thread(target=go_on_telling, args=(door.relay,), daemon=True).start()
window.show()
QTimer.singleShot(30_000, application.quit)
application.exec()
print("heard" if all(door.heard for door in doors) else "not heard")
sys.exit(3)
"""


def test_the_program_ends_quietly_while_threads_tell() -> None:
    for _ in range(8):
        ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
        assert (ended.returncode, ended.stdout) == (3, "heard\n"), ended.stderr
        assert "Traceback" not in ended.stderr
