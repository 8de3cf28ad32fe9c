"""Chips are changed in place, so that the keyboard focus stays among them."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.chips import Chips


class _Row(QWidget):
    """Chips between two line edits; a chip that the user removes is taken out of the labels."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.labels = list(labels)
        self.before, self.chips, self.after = QLineEdit(self), Chips(self), QLineEdit(self)
        layout = QVBoxLayout(self)
        for part in (self.before, self.chips, self.after):
            layout.addWidget(part)
        self.chips.removed.connect(self._remove)
        self.chips.show_labels(self.labels)

    def _remove(self, index: int) -> None:
        del self.labels[index]
        self.chips.show_labels(self.labels)


@pytest.fixture
def row(qtbot: QtBot) -> _Row:
    row = _Row(["one", "two", "three"])
    qtbot.addWidget(row)
    with qtbot.waitActive(row):
        row.show()
    return row


def test_removing_a_chip_moves_the_focus_to_the_next_one(row: _Row, qtbot: QtBot) -> None:
    row.chips.buttons[1].setFocus()
    qtbot.keyClick(row.chips.buttons[1], Qt.Key.Key_Space)
    assert [button.accessibleName() for button in row.chips.buttons] == ["Remove: one", "Remove: three"]
    assert row.chips.buttons[1].hasFocus()
    qtbot.keyClick(row.chips.buttons[1], Qt.Key.Key_Delete)
    qtbot.keyClick(row.chips.buttons[0], Qt.Key.Key_Return)
    assert not row.chips.buttons
    assert not row.chips.isVisible()


def test_removing_the_last_chip_moves_the_focus_to_the_previous_one(row: _Row, qtbot: QtBot) -> None:
    row.chips.buttons[2].setFocus()
    qtbot.keyClick(row.chips.buttons[2], Qt.Key.Key_Space)
    assert row.chips.buttons[1].hasFocus()


def test_tab_moves_through_the_chips_in_their_order(row: _Row, qtbot: QtBot) -> None:
    row.chips.show_labels(["one"])
    row.chips.show_labels(["one", "two & more", "three", "four"])
    row.before.setFocus()
    reached = []
    for _ in range(5):
        qtbot.keyClick(row.focusWidget(), Qt.Key.Key_Tab)
        reached.append(row.focusWidget())
    assert reached == [*row.chips.buttons, row.after]
    assert row.chips.buttons[1].text() == "two && more  ✕"
