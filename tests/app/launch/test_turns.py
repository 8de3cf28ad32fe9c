"""Deferred work is done in turns of the event loop, whatever becomes of one of its parts."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopviewer.app.launch.turns import Turns

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
