"""The annotations beside the page are shown or hidden according to the window's width."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.shell.window_sides import AnnotationSide


def test_annotations_are_shown_in_a_wide_window_or_on_request(qtbot: QtBot) -> None:
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
    side.set_wanted(True)
    assert side.isHidden()
    side.set_wanted(True, now=True)
    assert not side.isHidden()
    side.fit(899)
    assert side.isHidden()
    window.resize(1300, 400)
    side.fit(1300)
    side.set_suppressed(True)
    assert side.isHidden()
    side.set_suppressed(False)
    assert not side.isHidden()
    side.set_wanted(False)
    side.fit(1300)
    assert side.isHidden()
    assert not side.is_wanted
