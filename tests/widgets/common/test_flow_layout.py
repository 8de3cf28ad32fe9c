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
def flow(qtbot: QtBot) -> _Flow:
    flow = _Flow()
    qtbot.addWidget(flow)
    flow.resize(flow.buttons[0].sizeHint().width() * 3, 300)
    with qtbot.waitExposed(flow):
        flow.show()
    return flow


def test_narrower_is_higher(flow: _Flow) -> None:
    line = flow.buttons[0].sizeHint().height()
    assert flow.height_in(10_000) == line
    assert flow.height_in(1) == 6 * line + 5 * 4


def test_a_longer_word_takes_another_line(flow: _Flow) -> None:
    wide = flow.lines.heightForWidth(10_000)
    room = sum(button.sizeHint().width() + 4 for button in flow.buttons)
    assert flow.height_in(room) == wide
    flow.buttons[2].setText("A button that says very much more than before")
    assert flow.height_in(room) > wide


def test_what_is_hidden_taken_out_or_put_in_counts(flow: _Flow) -> None:
    full = flow.height_in(1)
    flow.buttons[0].hide()
    less = flow.height_in(1)
    assert less < full
    flow.lines.takeAt(1)
    fewer = flow.height_in(1)
    assert fewer < less
    more = QPushButton("More", flow)
    flow.lines.addWidget(more)
    more.show()
    assert flow.height_in(1) == less
    flow.buttons[0].show()
    assert flow.height_in(1) == full


def test_larger_letters_count(flow: _Flow) -> None:
    before = flow.height_in(1)
    font = flow.font()
    font.setPointSizeF(2 * font.pointSizeF())
    flow.setFont(font)
    assert flow.height_in(1) > before
