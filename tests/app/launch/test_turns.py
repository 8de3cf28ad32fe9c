"""Deferred work is done in turns of the event loop, whatever becomes of one of its parts."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopviewer.app.launch.turns import Turns
from coopviewer.app.on_demand import FEATURES, PARTS

WAIT = 20_000  # milliseconds; a busy machine is no fault


def fail() -> None:
    raise ValueError("This part does not work.")


def test_the_next_parts_are_done_after_one_that_fails(qtbot: QtBot) -> None:
    done: list[int] = []
    owner = QObject()
    turns = Turns([lambda: done.append(1), fail, lambda: done.append(2)], owner)
    with qtbot.capture_exceptions() as raised, qtbot.waitSignal(turns.destroyed, timeout=WAIT):
        pass
    assert done == [1, 2]
    assert [kind for kind, _, _ in raised] == [ValueError]


def test_turns_end_after_a_last_part_that_fails(qtbot: QtBot) -> None:
    owner = QObject()
    turns = Turns([fail], owner)
    with qtbot.capture_exceptions() as raised, qtbot.waitSignal(turns.destroyed, timeout=WAIT):
        pass
    assert [kind for kind, _, _ in raised] == [ValueError]


FIRST_USE = """
import sys
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
import coopviewer.app.composition
from coopviewer.app.launch.turns import FirstUses
from coopviewer.app.on_demand import FEATURES
application = QApplication([])
window, loop, said = QWidget(), QEventLoop(), []
window.show()
uses = FirstUses(window)
module = FEATURES[sys.argv[1]][0]
for _ in range(2):
    uses.use(sys.argv[1], lambda: (said.append(module in sys.modules), loop.quit()))
if sys.argv[2:] == ["closed"]:
    window.close()
    uses.findChildren(QObject)[0].destroyed.connect(loop.quit)
    loop.exec()
    assert module in sys.modules
    assert not said
    sys.exit()
assert not said, "it is used before its modules are loaded"
turns, timer = [], QTimer()
timer.timeout.connect(lambda: turns.append(len(sys.modules)))
timer.start(0)
loop.exec()
assert said == [True], said
steps = [after - before for before, after in zip(turns, turns[1:]) if after > before]
uses.use(sys.argv[1], lambda: said.append(True))
assert said == [True, True], "later uses follow at once"
print(max(steps), sum(steps))
"""


def first_use(*words: str) -> str:
    command = [sys.executable, "-c", FIRST_USE, *words]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("feature", ["brief", "editions"])
def test_a_feature_is_loaded_in_several_turns_before_its_first_use(feature: str) -> None:
    longest, total = map(int, first_use(feature).split())
    assert total > 20
    assert longest < 0.7 * total, "modules loaded in one turn"


def test_nothing_is_used_once_the_window_is_closed() -> None:
    first_use("iati", "closed")


def test_the_parts_of_each_feature_end_with_its_module() -> None:
    assert {feature: parts[-1] for feature, parts in PARTS.items()} == {each: FEATURES[each][0] for each in PARTS}
