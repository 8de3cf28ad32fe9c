"""Suggestions of a search: a button for each query or entry that the user may have meant, or may want to try."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.browsing.addresses import Address
from coopviewer.models.guard import guarded
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.search.hint_rows import HintLayout, WrappedButton

_LEAST_LINES = 6  # lines of the suggestions that are always shown


class Offer(NamedTuple):
    """A suggestion: the text of its button, and ``target``, the text of a query to run or an Address to open.

    An offer with a ``hint`` is shown on a separate line, with the hint beside or below it.
    """

    text: str
    target: str | Address
    hint: str = ""


class Offers(QScrollArea):
    """Buttons for suggestions, as high as they need and scrolled where there is less room; hidden if there are none."""

    chosen = Signal(object)
    """The target of the offer that the user chose: a query's text or an Address."""

    def __init__(self, parent: QWidget) -> None:
        """Start without suggestions."""
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self.buttons: list[QPushButton] = []
        self._content = QWidget(self)
        self._flow_area = QWidget(self._content)
        self._hint_area = QWidget(self._content)
        FlowLayout(self._flow_area, 4).setContentsMargins(0, 0, 0, 0)
        HintLayout(self._hint_area, 2).setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._hint_area)
        layout.addWidget(self._flow_area)
        layout.addStretch(1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons take the focus, and are scrolled to
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        for each in (self._content, self.viewport()):
            each.setAutoFillBackground(False)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these offers in place of the previous ones, those with hints above all others."""
        if tuple(offers) == self._offers:
            return
        for area in (self._flow_area, self._hint_area):
            layout = area.layout()
            assert layout is not None
            for child in area.findChildren(QWidget):
                layout.removeWidget(child)
                child.hide()
                child.deleteLater()
        self._offers = tuple(offers)
        self.buttons = [self._button(offer) for offer in offers]
        self._flow_area.setVisible(any(not offer.hint for offer in offers))
        self._hint_area.setVisible(any(offer.hint for offer in offers))
        self.setVisible(bool(offers))
        self.updateGeometry()

    def _button(self, offer: Offer) -> QPushButton:
        area = self._hint_area if offer.hint else self._flow_area
        layout = area.layout()
        assert layout is not None
        button = WrappedButton(offer.text, area, is_query=bool(offer.hint))
        button.clicked.connect(self._choose)
        layout.addWidget(button)
        button.show()
        if offer.hint:
            button.setAccessibleDescription(offer.hint)
            hint = QLabel(offer.hint, area)
            hint.setWordWrap(True)
            hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            layout.addWidget(hint)
            hint.show()
        return button

    def _wanted_height(self) -> int:
        return max(0, self._content.heightForWidth(self.viewport().width()))

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(0, self._wanted_height())

    @guarded
    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._wanted_height(), _LEAST_LINES * self.fontMetrics().lineSpacing()))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @Slot()
    def _choose(self) -> None:
        for button, offer in zip(self.buttons, self._offers, strict=True):
            if button is self.sender():
                self.chosen.emit(offer.target)
                return
