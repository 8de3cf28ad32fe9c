"""A pane over the page, in a window that is too narrow to show it beside the page."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenuBar, QToolButton, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.icons import icon_size
from coopviewer.widgets.common.interaction import focus_by_key

_SHADE = QColor(0, 0, 0, 72)  # over the page
_STRIP = 3  # heights of a line of the page that stay visible at least
_MARGINS = (12, 10, 12, 4)  # pixels around the title, as in the annotation pane
_CORNER = 6  # pixels between the button and the edges


class Overlay(QWidget):
    """Covers the panes of a window with a shade, and shows one pane over it.

    Esc, the button and a click on the shade close the pane. So does moving the keyboard focus elsewhere in the window,
    except to the menus. Tab moves within the pane.
    """

    closed = Signal()
    """The pane was closed, by the user, by ``close_pane``, or because the keyboard focus moved elsewhere in the window.
    """
    left = Signal()
    """The user closed the pane, to return to the page; ``closed`` was emitted before."""

    def __init__(self, window: QWidget, covered: QWidget) -> None:
        """Cover the widget ``covered`` of a window; hidden until ``show_pane``."""
        super().__init__(window)
        self._covered = covered
        self._leading = True
        self._width = 0
        self.shown: QWidget | None = None
        """The pane that is shown, None if there is none."""
        self._frame = QFrame(self)
        self._frame.setAutoFillBackground(True)
        self._title = QLabel(self._frame)
        self._title.setContentsMargins(*_MARGINS)
        self.close_button = QToolButton(self._frame)
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(self._leave)
        self._column = QVBoxLayout(self._frame)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def show_pane(self, pane: QWidget, title: str, width: int, *, leading: bool) -> None:
        """Show a pane, and move the keyboard focus to the pane's focus proxy, or without one to the close button.

        The pane stays a child of this widget until it is added to another one. A pane shown before is hidden, without
        ``closed``. ``title`` is shown above the pane, empty if the pane shows a title itself. ``width`` is the least
        width of the pane in pixels; the pane is narrower if else nothing of the page would stay visible. ``leading``:
        the pane is at the side where lines of text begin.
        """
        if self.shown is not None:
            self.shown.hide()
        self.shown, self._leading, self._width = pane, leading, width
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(bold)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        if pane.parentWidget() is not self._frame:
            self._column.addWidget(pane, 1)
        self.setAccessibleName(title or pane.accessibleName())
        self.close_button.setIconSize(icon_size())
        self.show()
        pane.show()
        self.cover()
        self.raise_()
        self.close_button.raise_()
        focus_by_key(pane if pane.focusProxy() is not None else self.close_button)

    def close_pane(self) -> None:
        """Hide the pane and the shade, without moving the keyboard focus to the page, and emit ``closed``.

        Nothing happens if no pane is shown.
        """
        if self.shown is not None:
            pane, self.shown = self.shown, None
            self.hide()
            pane.hide()
            self.closed.emit()

    @Slot()
    def _leave(self) -> None:
        self.close_pane()
        self.left.emit()

    def cover(self) -> None:
        """Move and resize this widget to lie over the covered widget, and with it the shown pane.

        To be called when the covered widget was moved or resized; nothing happens if no pane is shown.
        """
        if self.shown is None:
            return
        corner = self._covered.mapTo(self.window(), QRect().topLeft())
        self.setGeometry(QRect(corner, self._covered.size()))
        line = self.fontMetrics().height()
        needed = max(self._width, self.shown.minimumSizeHint().width())
        width = min(needed, max(self.width() - _STRIP * line, 1))
        at_left = self._leading is not self.isRightToLeft()
        self._frame.setGeometry(0 if at_left else self.width() - width, 0, width, self.height())
        size = self.close_button.sizeHint()
        left = _CORNER if self.isRightToLeft() else width - size.width() - _CORNER
        self.close_button.setGeometry(QRect(left, _CORNER, size.width(), size.height()))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close the pane when the user goes elsewhere in the window, as to the search field."""
        if self.shown is None or now is None or isinstance(now, QMenuBar) or now.window() is not self.window():
            return
        if not self.isAncestorOf(now):
            self.close_pane()

    def _stops(self) -> list[QWidget]:
        """Return the widgets that Tab stops at, in order."""
        stops: list[QWidget] = []
        widget = self._frame.nextInFocusChain()
        while widget is not None and widget is not self._frame:
            takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
            if takes_tab and widget.isVisible() and widget.isEnabled() and self.isAncestorOf(widget):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    # Qt overrides

    @guarded
    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        stops, focused = self._stops(), QApplication.focusWidget()
        if not stops:
            return False
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        at = stops.index(focused) if focused in stops else -1 if next else 0
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._frame.geometry().contains(event.position().toPoint()):
            self._leave()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _SHADE)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cover()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.shown is not None:
            self.cover()
