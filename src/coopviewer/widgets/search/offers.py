"""What a person may have meant, or may like to try: a button for each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.common.flow_layout import FlowLayout

_AROUND = 14  # pixels of a flat button beside its text


class Offer(NamedTuple):
    """Something that a person may have meant: what a button says, and a query's text or an Address to go to.

    One with a ``hint`` stands on a line of its own, the hint beside it.
    """

    text: str
    target: str | Address
    hint: str = ""


class Offers(QWidget):
    """Buttons for what a person may have meant."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self.buttons: list[QPushButton] = []
        self._controller = QWidget(self)
        self._lines = QWidget(self)
        FlowLayout(self._controller, 4).setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lines)
        layout.addWidget(self._controller)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these in place of those before."""
        if tuple(offers) == self._offers:
            return
        for child in (*self._controller.findChildren(QWidget), *self._lines.findChildren(QWidget)):
            child.hide()
            child.deleteLater()
        self._offers = tuple(offers)
        self.buttons = []
        for offer in offers:
            self.buttons.append(self._button(offer))
        self._controller.setVisible(any(not offer.hint for offer in offers))
        self._lines.setVisible(any(offer.hint for offer in offers))
        self.setVisible(bool(offers))
        self.updateGeometry()

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.text.replace("&", "&&"), self._lines if offer.hint else self._controller)
        button.setFlat(True)
        button.clicked.connect(self._choose)
        if offer.hint:
            button.setAccessibleDescription(offer.hint)
            # no wider than its text: a short one would stand in the middle of a button, out of line with the others
            button.setMaximumWidth(button.fontMetrics().horizontalAdvance(offer.text) + _AROUND)
            grid = self._lines.layout()
            assert isinstance(grid, QGridLayout)
            row = len(self.buttons)
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            hint = QLabel(offer.hint, self._lines)
            hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(hint, row, 1)
        else:
            controller = self._controller.layout()
            assert controller is not None
            controller.addWidget(button)
            button.show()
        return button

    @Slot()
    def _choose(self) -> None:
        for button, offer in zip(self.buttons, self._offers, strict=True):
            if button is self.sender():
                self.chosen.emit(offer.target)
                return
