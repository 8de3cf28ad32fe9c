"""The flow layout has the height that its lines need after every change of its widgets."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.flow_layout import FlowLayout


class _Buttons(QWidget):
    """Buttons in a flow layout."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = FlowLayout(self, 4)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.buttons = [QPushButton(f"Button {number}", self) for number in range(6)]
        for button in self.buttons:
            self.lines.addWidget(button)

    def height_in(self, width: int) -> int:
        """Return the height for a width, asked twice since the first answer is cached."""
        height = self.lines.heightForWidth(width)
        assert self.lines.heightForWidth(width) == height
        return height


@pytest.fixture
def widget(qtbot: QtBot) -> _Buttons:
    widget = _Buttons()
    qtbot.addWidget(widget)
    widget.resize(widget.buttons[0].sizeHint().width() * 3, 300)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_narrower_layout_is_higher(widget: _Buttons) -> None:
    line = widget.buttons[0].sizeHint().height()
    assert widget.height_in(10_000) == line
    assert widget.height_in(1) == 6 * line + 5 * 4


def test_a_longer_text_needs_another_line(widget: _Buttons) -> None:
    wide = widget.lines.heightForWidth(10_000)
    width = sum(button.sizeHint().width() + 4 for button in widget.buttons)
    assert widget.height_in(width) == wide
    widget.buttons[2].setText("A button with a much longer text than before")
    assert widget.height_in(width) > wide


def test_hiding_removing_and_adding_widgets_changes_the_height(widget: _Buttons) -> None:
    full = widget.height_in(1)
    widget.buttons[0].hide()
    less = widget.height_in(1)
    assert less < full
    widget.lines.takeAt(1)
    fewer = widget.height_in(1)
    assert fewer < less
    more = QPushButton("More", widget)
    widget.lines.addWidget(more)
    more.show()
    assert widget.height_in(1) == less
    widget.buttons[0].show()
    assert widget.height_in(1) == full


def test_a_larger_font_changes_the_height(widget: _Buttons) -> None:
    before = widget.height_in(1)
    font = widget.font()
    font.setPointSizeF(2 * font.pointSizeF())
    widget.setFont(font)
    assert widget.height_in(1) > before
