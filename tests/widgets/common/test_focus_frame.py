"""The frame around the pane that has the keyboard focus, while panes come and go."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QTabBar, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coopviewer.widgets.common.focus_frame import FocusFrame


class Room(QWidget):
    """A window with a pane inside another widget, a line of text below it, and a frame."""

    def __init__(self, kind: type[QWidget]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.around = QWidget()
        layout.addWidget(self.around)
        self.line = QLineEdit()
        layout.addWidget(self.line)
        self.pane = kind()
        if isinstance(self.pane, QTabBar):
            self.pane.addTab("One")
        QVBoxLayout(self.around).addWidget(self.pane)
        self.frame = FocusFrame(self)


@pytest.fixture(params=[QListView, QTextEdit, QPlainTextEdit, QTabBar], ids=lambda kind: kind.__name__)
def room(qtbot: QtBot, request: pytest.FixtureRequest) -> Room:
    made = Room(request.param)
    made.show()
    qtbot.waitExposed(made)
    made.pane.setFocus()
    qtbot.waitUntil(lambda: made.frame.pane is made.pane)
    return made


def test_the_pane_with_the_focus_is_framed_and_other_widgets_are_not(room: Room, qtbot: QtBot) -> None:
    qtbot.addWidget(room)
    assert room.frame.isVisible()
    assert room.frame.geometry() == room.pane.rect().translated(room.pane.mapTo(room, room.pane.rect().topLeft()))
    room.line.setFocus()
    qtbot.waitUntil(lambda: room.frame.pane is None)
    assert not room.frame.isVisible()


def test_the_frame_follows_the_pane(room: Room, qtbot: QtBot) -> None:
    qtbot.addWidget(room)
    before = room.frame.geometry()
    room.resize(room.width() + 80, room.height() + 60)
    qtbot.waitUntil(lambda: room.frame.geometry() != before)
    assert room.frame.geometry() == room.pane.rect().translated(room.pane.mapTo(room, room.pane.rect().topLeft()))


@pytest.mark.parametrize(
    "delete_one",
    [
        lambda room: delete(room.pane),
        lambda room: delete(room.around),
        lambda room: room.pane.deleteLater(),
        lambda room: room.around.deleteLater(),
    ],
    ids=["pane", "around", "pane-later", "around-later"],
)
def test_a_pane_that_is_deleted_while_it_has_the_focus_is_framed_no_more(
    room: Room, qtbot: QtBot, delete_one: Callable[[Room], None]
) -> None:
    qtbot.addWidget(room)
    with qtbot.waitSignal(room.pane.destroyed):
        delete_one(room)
    assert room.frame.pane is None
    assert not room.frame.isVisible()
    room.line.setFocus()
    qtbot.waitUntil(room.line.hasFocus)
