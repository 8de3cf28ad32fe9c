"""Lines of widgets: as high as they need, whatever changes in them."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.flow_layout import FlowLayout


class _Flow(QWidget):
    """Buttons in lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = FlowLayout(self, 4)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.buttons = [QPushButton(f"Button {number}", self) for number in range(6)]
        for button in self.buttons:
            self.lines.addWidget(button)

    def height_in(self, width: int) -> int:
        """Ask twice: what was said once is kept."""
        height = self.lines.heightForWidth(width)
        assert self.lines.heightForWidth(width) == height
        return height


@pytest.fixture
def controller(qtbot: QtBot) -> _Flow:
    controller = _Flow()
    qtbot.addWidget(controller)
    controller.resize(controller.buttons[0].sizeHint().width() * 3, 300)
    with qtbot.waitExposed(controller):
        controller.show()
    return controller


def test_narrower_is_higher(controller: _Flow) -> None:
    line = controller.buttons[0].sizeHint().height()
    assert controller.height_in(10_000) == line
    assert controller.height_in(1) == 6 * line + 5 * 4


def test_a_longer_word_takes_another_line(controller: _Flow) -> None:
    wide = controller.lines.heightForWidth(10_000)
    room = sum(button.sizeHint().width() + 4 for button in controller.buttons)
    assert controller.height_in(room) == wide
    controller.buttons[2].setText("A button that says very much more than before")
    assert controller.height_in(room) > wide


def test_what_is_hidden_taken_out_or_put_in_counts(controller: _Flow) -> None:
    full = controller.height_in(1)
    controller.buttons[0].hide()
    less = controller.height_in(1)
    assert less < full
    controller.lines.takeAt(1)
    fewer = controller.height_in(1)
    assert fewer < less
    more = QPushButton("More", controller)
    controller.lines.addWidget(more)
    more.show()
    assert controller.height_in(1) == less
    controller.buttons[0].show()
    assert controller.height_in(1) == full


def test_larger_letters_count(controller: _Flow) -> None:
    before = controller.height_in(1)
    font = controller.font()
    font.setPointSizeF(2 * font.pointSizeF())
    controller.setFont(font)
    assert controller.height_in(1) > before
