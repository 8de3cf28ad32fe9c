"""The place beside the page comes and goes with the room there is."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.shell.window_sides import AnnotationSide


def test_it_stands_where_there_is_room_and_comes_when_asked_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    side = AnnotationSide()
    QHBoxLayout(window).addWidget(side)
    window.resize(1300, 400)
    side.fit(1300)
    assert not side.isHidden()
    side.fit(900)
    assert side.isHidden()
    window.resize(900, 400)
    side.want(True)
    assert side.isHidden()
    side.want(True, now=True)
    assert not side.isHidden()
    side.fit(899)
    assert side.isHidden()
    window.resize(1300, 400)
    side.fit(1300)
    side.give_way(True)
    assert side.isHidden()
    side.give_way(False)
    assert not side.isHidden()
    side.want(False)
    side.fit(1300)
    assert side.isHidden()
    assert not side.is_wanted
