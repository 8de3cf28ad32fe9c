"""Chips: the parts of a query, each a button that takes it away."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from coopviewer.models.roles import plain_tip
from coopviewer.widgets.common.flow_layout import FlowLayout

_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)  # as well as the space bar
_LONGEST = 48  # characters; the whole is the tool tip


class _Chip(QToolButton):
    reached = Signal()

    @property
    def drawn(self) -> str:
        """The text as it is drawn at this width, shortened in its middle: the sign at its end stays."""
        metrics, mnemonic = self.fontMetrics(), Qt.TextFlag.TextShowMnemonic.value
        air = self.sizeHint().width() - metrics.size(mnemonic, self.text()).width()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width() - air, mnemonic)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self.drawn
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVES:
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()


class Chips(QWidget):
    """Shows labels in a row, several rows where there are many; each is removed by clicking it or by its key."""

    removed = Signal(int)
    """The place of the chip that the person took away."""
    reached = Signal(QWidget)
    """The chip that has the keyboard now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with none."""
        super().__init__(parent)
        self._layout = FlowLayout(self, 6)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[_Chip] = []
        self.hide()

    def show_labels(self, labels: Sequence[str]) -> None:
        """Show these labels in place of those before; the keyboard stays where it is among them."""
        if [button.toolTip() for button in self.buttons] == [plain_tip(self._hint(label)) for label in labels]:
            return
        self._drop(self.buttons[len(labels) :])
        for button, label in zip(self.buttons, labels, strict=False):
            self._write(button, label)
        known = len(self.buttons)
        self.buttons += [self._chip(label) for label in labels[known:]]
        for before, after in pairwise((self._before(), *self.buttons)):
            self.setTabOrder(before, after)  # where the row stands: new widgets come last
        self.setVisible(bool(labels))
        self._layout.invalidate()
        self.updateGeometry()

    def _drop(self, buttons: Sequence[_Chip]) -> None:
        self.buttons = self.buttons[: len(self.buttons) - len(buttons)]
        if self.buttons and any(button.hasFocus() for button in buttons):
            self.buttons[-1].setFocus()
        for button in buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()

    def _before(self) -> QWidget:
        """Give what has the keyboard before the first chip."""
        before = self.previousInFocusChain()
        while before is not None and before is not self and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        return before or self

    def _chip(self, label: str) -> _Chip:
        button = _Chip(self)
        self._write(button, label)
        button.clicked.connect(self._remove)
        button.reached.connect(self._tell_reached)
        self._layout.addWidget(button)
        button.show()
        return button

    def _write(self, button: _Chip, label: str) -> None:
        short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
        button.setText(f"{short.replace('&', '&&')}  ✕")
        button.setToolTip(plain_tip(self._hint(label)))
        button.setAccessibleName(self._hint(label))

    def _hint(self, label: str) -> str:
        return self.tr("Remove: {label}").format(label=label)

    @Slot()
    def _tell_reached(self) -> None:
        self.reached.emit(self.sender())

    @Slot()
    def _remove(self) -> None:
        places = [place for place, button in enumerate(self.buttons) if button is self.sender()]
        for place in places:
            self.removed.emit(place)
