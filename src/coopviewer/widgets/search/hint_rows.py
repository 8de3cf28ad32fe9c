"""Rows of a button and its hint, as in the search help; the hint is beside the button, or below where space lacks."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.flow_layout import FlowLayout

_AROUND = 14  # pixels by which a flat button is wider than its text
_GAP = 16  # pixels between a button and its hint
_BUTTON_SHARE = 0.45  # of the width, which the buttons with a hint beside them take at most
_LEAST_HINT = 20  # average letters; in less width, each hint is below its button


class WrappedButton(QPushButton):
    """A flat button whose text begins at its leading side, and continues in further lines where it is too long."""

    def __init__(self, text: str, parent: QWidget, *, is_query: bool) -> None:
        """Show ``text``, in which an ampersand is no mnemonic; a query is always written from left to right."""
        super().__init__(text.replace("&", "&&"), parent)
        self._is_query = is_query
        self.setFlat(True)
        preferred = QSizePolicy.Policy.Preferred  # so that it can be narrower and higher than a line
        policy = QSizePolicy(preferred, preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _flags(self) -> int:
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        wrapping = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
        if self._is_query:
            wrapping |= Qt.TextFlag.TextForceLeftToRight
        return int((side | Qt.AlignmentFlag.AlignVCenter).value | wrapping.value)

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        text = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text())
        return QSize(text.width() + _AROUND, super().sizeHint().height())

    @guarded
    def minimumSizeHint(self) -> QSize:
        return QSize(_AROUND, super().sizeHint().height())

    @guarded
    def heightForWidth(self, width: int) -> int:
        metrics = self.fontMetrics()
        lines = metrics.boundingRect(QRect(0, 0, max(1, width - _AROUND), 1), self._flags, self.text())
        return super().sizeHint().height() + max(0, lines.height() - metrics.height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        area = self.rect().adjusted(_AROUND // 2, 0, -(_AROUND // 2), 0)
        role = self.foregroundRole()
        self.style().drawItemText(painter, area, self._flags, option.palette, self.isEnabled(), text, role)


class HintLayout(FlowLayout):
    """Rows of two widgets, which are added in turn: a button and its hint.

    The hints are in a column beside the buttons. The hint of a very long button is in that column too, but below the
    button. In a narrow window every hint is below its button.
    """

    def _lay_out(self, area: QRect, *, apply: bool) -> int:
        """Return the height that the rows need in the width of ``area``; with ``apply``, move the widgets there."""
        pairs = list(zip(self._items[::2], self._items[1::2], strict=True))
        widths = [button.sizeHint().width() for button, _ in pairs]
        column = max((width for width in widths if width <= area.width() * _BUTTON_SHARE), default=0)
        start = column + _GAP
        widget = self.parentWidget()
        if widget is not None and area.width() - start < _LEAST_HINT * widget.fontMetrics().averageCharWidth():
            column, start = 0, _GAP
        y = area.top()
        for (button, hint), width in zip(pairs, widths, strict=True):
            shown = min(width, area.width())
            height, hint_width = button.heightForWidth(shown), max(1, area.width() - start)
            hint_height = hint.heightForWidth(hint_width)
            is_beside = width <= column
            if is_beside:
                height = hint_height = max(height, hint_height)
            if apply:
                hint_top = y if is_beside else y + height
                button.setGeometry(self._mirrored(QRect(QPoint(area.left(), y), QSize(shown, height)), area))
                place = QPoint(area.left() + start, hint_top)
                hint.setGeometry(self._mirrored(QRect(place, QSize(hint_width, hint_height)), area))
            y += height + (0 if is_beside else hint_height) + self._gap
        return max(0, y - self._gap - area.top()) if pairs else 0

    def _mirrored(self, place: QRect, area: QRect) -> QRect:
        widget = self.parentWidget()
        direction = widget.layoutDirection() if widget is not None else Qt.LayoutDirection.LeftToRight
        return QStyle.visualRect(direction, area, place)
