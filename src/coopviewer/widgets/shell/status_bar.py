"""The status bar: a permanent text and passing messages, each with an ellipsis where it is cut, and whole in a tip."""

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.roles import plain_tip

_MARGIN = 8  # pixels before and after a text


class ElidedLabel(QLabel):
    """A label of one line that cuts its text to its own width, with an ellipsis; set the text by ``set_whole_text``."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._whole = ""
        self.setContentsMargins(_MARGIN, 2, _MARGIN, 2)
        self.setMinimumWidth(1)  # else the text would set how narrow the window can be

    @property
    def whole_text(self) -> str:
        """The text, also where it is shown with an ellipsis."""
        return self._whole

    def set_whole_text(self, text: str) -> None:
        """Set the text, which is shown with an ellipsis where it is too wide, and whole in the tool tip."""
        self._whole = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        shown = elided(self._whole, self.fontMetrics(), self.width() - 2 * _MARGIN)
        if shown != self.text():
            self.setText(shown)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @guarded
    def changeEvent(self, event: QtCore.QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QtCore.QEvent.Type.FontChange:
            self._fit()


class _PermanentLabel(ElidedLabel):
    """Stays hidden beside a message: Qt shows it with each new layout, below the message."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar

    # Qt overrides

    @guarded
    def setVisible(self, visible: bool) -> None:
        if not (visible and self._bar.currentMessage()):
            super().setVisible(visible)


class StatusBar(QStatusBar):
    """Shows the text of ``label``; while there is a message of ``showMessage``, the message is shown in its place."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.label = _PermanentLabel(self)
        self.addWidget(self.label, 1)
        self.setSizeGripEnabled(False)
        self._at_end: list[QWidget] = []
        self.messageChanged.connect(self._show_tip)

    def add_at_end(self, widget: QWidget) -> None:
        """Add a widget at the end, which stays visible beside a message."""
        self._at_end.append(widget)
        self.addPermanentWidget(widget)

    @Slot(str)
    def _show_tip(self, message: str) -> None:
        self.setToolTip(plain_tip(message))

    def _message_area(self) -> QRect:
        area = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        for widget in self._at_end:
            if not widget.isVisible():
                continue
            if widget.geometry().center().x() < area.center().x():
                area.setLeft(max(area.left(), widget.geometry().right() + _MARGIN))
            else:
                area.setRight(min(area.right(), widget.geometry().left() - _MARGIN))
        return area

    # Qt overrides

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        message = self.currentMessage()
        area = self._message_area() if message else QRect()
        shown = elided(message, self.fontMetrics(), area.width())
        if shown == message:
            super().paintEvent(event)
            return
        painter, option = QtWidgets.QStylePainter(self), QtWidgets.QStyleOption()
        option.initFrom(self)
        painter.drawPrimitive(QtWidgets.QStyle.PrimitiveElement.PE_PanelStatusBar, option)
        painter.setPen(self.palette().color(QtGui.QPalette.ColorRole.WindowText))
        painter.drawText(area, QtCore.Qt.AlignmentFlag.AlignLeading | QtCore.Qt.AlignmentFlag.AlignVCenter, shown)


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a text, with an ellipsis instead of its end if it is wider than ``width`` pixels.

    For a width of 0 or less the text is unchanged. QFontMetrics.elidedText() is not used, since calling it makes
    PySide create the enumerations of the Qt namespace.
    """
    if width <= 0 or metrics.horizontalAdvance(text) <= width:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if metrics.horizontalAdvance(f"{text[:middle].rstrip()}…") <= width:
            fits = middle
        else:
            too_long = middle
    return f"{text[:fits].rstrip()}…"
