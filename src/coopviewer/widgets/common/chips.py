"""Chips: small buttons that each show a label, such as a tag or a part of a query; pressing one asks to remove it."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.roles import plain_tip
from coopviewer.widgets.common.flow_layout import FlowLayout

# besides the space bar, which presses every button
_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 48  # characters; the tool tip has the whole label


class _Chip(QToolButton):
    focused = Signal()

    @property
    def drawn_text(self) -> str:
        """The text as it is drawn at the current width, elided in the middle so that the cross at its end is shown."""
        metrics, mnemonic = self.fontMetrics(), Qt.TextFlag.TextShowMnemonic.value
        padding = self.sizeHint().width() - metrics.size(mnemonic, self.text()).width()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width() - padding, mnemonic)

    # Qt overrides

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self.drawn_text
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVE_KEYS:
            self.click()
            return
        super().keyPressEvent(event)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class Chips(QWidget):
    """Shows labels as chips in one or more rows; the user asks by a click or a key on a chip to remove it.

    The widget only emits ``removed``: the chip stays until ``show_labels`` is called without its label.
    """

    removed = Signal(int)
    """The index, from 0, of the chip that the user wants to remove."""
    chip_focused = Signal(QWidget)
    """The chip that got the keyboard focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without chips, hidden."""
        super().__init__(parent)
        self._layout = FlowLayout(self, 6)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[_Chip] = []
        self.hide()

    def show_labels(self, labels: Sequence[str]) -> None:
        """Show these labels in place of the previous ones; without labels the widget is hidden.

        Of a label of more than 48 characters the beginning is shown; the tool tip has all of it.
        The keyboard focus stays at its place in the row, or moves to the last chip if that place is gone.
        """
        if [button.toolTip() for button in self.buttons] == [plain_tip(self._removal_text(label)) for label in labels]:
            return
        self._drop(self.buttons[len(labels) :])
        for button, label in zip(self.buttons, labels, strict=False):
            self._set_label(button, label)
        known = len(self.buttons)
        self.buttons += [self._chip(label) for label in labels[known:]]
        for before, after in pairwise((self._widget_before(), *self.buttons)):
            self.setTabOrder(before, after)  # Qt puts new widgets last in the tab order
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

    def _widget_before(self) -> QWidget:
        """Return the widget before the first chip in the tab order."""
        before = self.previousInFocusChain()
        while before is not None and before is not self and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        return before or self

    def _chip(self, label: str) -> _Chip:
        button = _Chip(self)
        self._set_label(button, label)
        button.clicked.connect(self._remove)
        button.focused.connect(self._emit_focused)
        self._layout.addWidget(button)
        button.show()
        return button

    def _set_label(self, button: _Chip, label: str) -> None:
        short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
        button.setText(f"{short.replace('&', '&&')}  ✕")
        button.setToolTip(plain_tip(self._removal_text(label)))
        button.setAccessibleName(self._removal_text(label))

    def _removal_text(self, label: str) -> str:
        return self.tr("Remove: {label}").format(label=label)

    @Slot()
    def _emit_focused(self) -> None:
        self.chip_focused.emit(self.sender())

    @Slot()
    def _remove(self) -> None:
        indexes = [index for index, button in enumerate(self.buttons) if button is self.sender()]
        for index in indexes:
            self.removed.emit(index)
