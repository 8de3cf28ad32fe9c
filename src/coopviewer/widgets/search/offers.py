"""Suggestions of a search: a button for each query or entry that the user may have meant, or may want to try."""

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

_AROUND = 14  # pixels by which a flat button is wider than its text


class Offer(NamedTuple):
    """A suggestion: the text of its button, and ``target``, the text of a query to run or an Address to open.

    An offer with a ``hint`` is shown on a separate line, with the hint beside it.
    """

    text: str
    target: str | Address
    hint: str = ""


class Offers(QWidget):
    """Buttons for suggestions; hidden if there are none."""

    chosen = Signal(object)
    """The target of the offer that the user chose: a query's text or an Address."""

    def __init__(self, parent: QWidget) -> None:
        """Start without suggestions."""
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self.buttons: list[QPushButton] = []
        self._flow_area = QWidget(self)
        self._hint_area = QWidget(self)
        FlowLayout(self._flow_area, 4).setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout(self._hint_area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._hint_area)
        layout.addWidget(self._flow_area)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these offers in place of the previous ones, those with hints above all others."""
        if tuple(offers) == self._offers:
            return
        for child in (*self._flow_area.findChildren(QWidget), *self._hint_area.findChildren(QWidget)):
            child.hide()
            child.deleteLater()
        self._offers = tuple(offers)
        self.buttons = []
        for offer in offers:
            self.buttons.append(self._button(offer))
        self._flow_area.setVisible(any(not offer.hint for offer in offers))
        self._hint_area.setVisible(any(offer.hint for offer in offers))
        self.setVisible(bool(offers))
        self.updateGeometry()

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.text.replace("&", "&&"), self._hint_area if offer.hint else self._flow_area)
        button.setFlat(True)
        button.clicked.connect(self._choose)
        if offer.hint:
            button.setAccessibleDescription(offer.hint)
            # no wider than its text, since Qt centres a short text in a wide button
            button.setMaximumWidth(button.fontMetrics().horizontalAdvance(offer.text) + _AROUND)
            grid = self._hint_area.layout()
            assert isinstance(grid, QGridLayout)
            row = len(self.buttons)
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            hint = QLabel(offer.hint, self._hint_area)
            hint.setWordWrap(True)  # or else the longest one takes the width of the facets beside the results
            hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(hint, row, 1)
        else:
            flow_layout = self._flow_area.layout()
            assert flow_layout is not None
            flow_layout.addWidget(button)
            button.show()
        return button

    @Slot()
    def _choose(self) -> None:
        for button, offer in zip(self.buttons, self._offers, strict=True):
            if button is self.sender():
                self.chosen.emit(offer.target)
                return
