"""The side panes are beside the page where there is space, and over it where there is not."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.shell.side_panes import SidePanes


class Window(QMainWindow):
    """A window with three panes, each with two fields."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.parts = [QWidget() for _ in range(3)]
        for part in self.parts:
            column = QVBoxLayout(part)
            column.addWidget(QLineEdit(part))
            column.addWidget(QPushButton(part))
        self.panes = SidePanes(*self.parts)
        self.setCentralWidget(self.panes)
        self.resize(width, 500)
        self.panes.fit()


@pytest.fixture
def narrow(qtbot: QtBot) -> Window:
    return shown(qtbot, 500)


def shown(qtbot: QtBot, width: int) -> Window:
    window = Window(width)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def beside(window: Window) -> list[bool]:
    return [not part.isHidden() for part in window.parts]


def test_the_annotations_give_way_first_and_then_the_navigator(qtbot: QtBot) -> None:
    window = shown(qtbot, 1400)
    assert beside(window) == [True, True, True]
    window.resize(1000, 500)
    assert beside(window) == [True, True, False]
    window.resize(600, 500)
    assert beside(window) == [False, True, False]
    window.resize(1400, 500)
    assert beside(window) == [True, True, True]


def test_panes_give_way_to_larger_text(qtbot: QtBot, qapp: QApplication) -> None:
    window = shown(qtbot, 1400)
    font = window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    window.setFont(font)
    assert beside(window) == [True, True, False]
    assert window.panes.navigator.width > 500
    window.resize(1024, 500)
    assert beside(window) == [False, True, False]


def test_what_the_user_hid_stays_hidden_and_has_its_width_when_it_comes_back(qtbot: QtBot) -> None:
    window = shown(qtbot, 1400)
    panes = window.panes
    panes.set_widths(330, 300)
    panes.hide_pane(panes.navigator)
    assert beside(window) == [False, True, True]
    window.resize(600, 500)
    window.resize(1400, 500)
    assert beside(window) == [False, True, True]
    with qtbot.waitSignal(panes.changed):
        panes.show_pane(panes.navigator)
    assert beside(window) == [True, True, True]
    assert window.parts[0].width() == pytest.approx(330, abs=2)
    assert panes.widths == (330, 300)


def test_suppressed_annotations_come_back(qtbot: QtBot) -> None:
    window = shown(qtbot, 1400)
    panes = window.panes
    panes.set_suppressed(panes.annotations, True)
    assert not panes.is_shown(panes.annotations)
    panes.set_suppressed(panes.annotations, False)
    assert panes.annotations.is_docked


def test_a_pane_without_space_opens_over_the_page_and_goes_back_beside_it(narrow: Window) -> None:
    panes = narrow.panes
    panes.show_pane(panes.navigator)
    overlay = panes.overlay
    assert panes.is_over_page(panes.navigator)
    assert overlay.size() == panes.size()
    assert narrow.parts[0].isVisible()
    assert narrow.parts[0].mapTo(overlay, QPoint(0, 0)).x() == 0
    panes.show_pane(panes.annotations)
    assert not panes.is_shown(panes.navigator)
    assert narrow.parts[2].mapTo(overlay, narrow.parts[2].rect().topRight()).x() == overlay.width() - 1
    narrow.resize(1400, 500)
    assert overlay.isHidden()
    assert [panes.widget(index) for index in range(3)] == narrow.parts
    assert beside(narrow) == [True, True, True]


def test_in_a_window_from_right_to_left_the_navigator_is_at_the_right(narrow: Window) -> None:
    narrow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    panes = narrow.panes
    panes.show_pane(panes.navigator)
    assert narrow.parts[0].mapTo(panes.overlay, narrow.parts[0].rect().topRight()).x() == panes.overlay.width() - 1


def test_a_click_on_the_shade_esc_and_the_button_close_it(narrow: Window, qtbot: QtBot) -> None:
    panes = narrow.panes
    closers = (
        lambda: qtbot.mouseClick(panes.overlay, Qt.MouseButton.LeftButton, pos=QPoint(panes.overlay.width() - 2, 200)),
        lambda: qtbot.keyClick(narrow.parts[0].findChild(QPushButton), Qt.Key.Key_Escape),
        lambda: qtbot.mouseClick(panes.overlay.close_button, Qt.MouseButton.LeftButton),
    )
    for close in closers:
        panes.show_pane(panes.navigator)
        with qtbot.waitSignals([panes.overlay_left, panes.changed]):
            close()
        assert not panes.is_shown(panes.navigator)
        assert panes.navigator.is_wanted


def test_a_click_in_the_pane_leaves_it_open(narrow: Window, qtbot: QtBot) -> None:
    panes = narrow.panes
    panes.show_pane(panes.navigator)
    qtbot.mouseClick(narrow.parts[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 400))
    assert panes.is_over_page(panes.navigator)


def test_tab_stays_in_the_pane_and_the_focus_elsewhere_closes_it(narrow: Window, qtbot: QtBot) -> None:
    narrow.activateWindow()
    panes = narrow.panes
    panes.show_pane(panes.navigator)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        reached = set()
        for _ in range(5):
            focused = QApplication.focusWidget()
            assert focused is not None
            reached.add(focused)
            QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        fields = {narrow.parts[0].findChild(QLineEdit), narrow.parts[0].findChild(QPushButton)}
        assert reached == {*fields, panes.overlay.close_button}
    field = narrow.parts[1].findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    assert not panes.is_over_page(panes.navigator)
