"""The timer of what is saved: after a pause, and within a limit also if there is none."""

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.pause_timer import PauseTimer


def changing(timer: PauseTimer, every: int, parent: QObject) -> QTimer:
    """Report a change every few milliseconds, until the answer is stopped."""
    changes = QTimer(parent)
    changes.timeout.connect(timer.start)
    timer.start()
    changes.start(every)
    return changes


def test_a_pause_ends_the_waiting(qtbot: QtBot) -> None:
    owner = QObject()
    timer = PauseTimer(10, 60_000, owner)
    with qtbot.waitSignal(timer.due):
        timer.start()
    assert not timer.is_active


def test_changes_without_a_pause_are_reported_at_the_limit_again_and_again(qtbot: QtBot) -> None:
    owner = QObject()
    timer = PauseTimer(60_000, 30, owner)
    changes = changing(timer, 5, owner)
    for _ in range(3):
        with qtbot.waitSignal(timer.due):
            pass
    changes.stop()


def test_what_was_saved_meanwhile_is_not_reported(qtbot: QtBot) -> None:
    owner = QObject()
    timer = PauseTimer(5, 10, owner)
    timer.start()
    timer.stop()
    with qtbot.assertNotEmitted(timer.due, wait=50):
        assert not timer.is_active
