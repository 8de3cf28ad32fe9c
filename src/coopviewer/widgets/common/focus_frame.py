"""A frame around the pane that has the keyboard focus, so that focus is not shown by colour alone."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QPlainTextEdit,
    QRubberBand,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from coopviewer.models.guard import guarded

# widgets whose focus the style shows too faintly, or not at all
_PANES = (QAbstractItemView, QTextEdit, QPlainTextEdit, QTabBar)
_WIDTH = 2  # pixels


class FocusFrame(QRubberBand):
    """Covers the focused pane of one window, follows its size, and passes every click on to it.

    Panes are lists, trees, tables, texts of several lines, and tab bars; other widgets get no frame. It is a
    QRubberBand because that passes clicks on by itself: the attribute that makes another widget do so would create the
    enumerations of the Qt namespace, which delays the first window.
    """

    def __init__(self, window: QWidget) -> None:
        """Frame the pane of ``window`` that has the keyboard focus, now and after each change of focus."""
        super().__init__(QRubberBand.Shape.Rectangle, window)
        self._pane: QWidget | None = None
        self._watched: tuple[QWidget, ...] = ()
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._frame_focused)
        self._frame_focused(None, application.focusWidget())

    @property
    def pane(self) -> QWidget | None:
        """The pane that is framed: the one with the keyboard focus; None if no pane of the window has it."""
        return self._pane

    @Slot(QWidget, QWidget)
    def _frame_focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):  # one that is being deleted loses the focus, and is no widget of Qt's any more
                watched.removeEventFilter(self)
        framed = isinstance(now, _PANES) and now.window() is self.parentWidget()
        self._pane = now if framed else None
        self.setVisible(framed)
        self._watched = tuple(self._around())
        for watched in self._watched:
            watched.installEventFilter(self)
        self._cover_pane()

    def _around(self) -> Iterator[QWidget]:
        """Yield the framed pane and the widgets around it, below the window: the pane moves with each of them."""
        watched = self._pane
        while watched is not None and watched is not self.parentWidget():
            yield watched
            watched = watched.parentWidget()

    def _cover_pane(self) -> None:
        window, pane = self.parentWidget(), self._pane
        if window is not None and pane is not None:
            frame = pane.rect().translated(pane.mapTo(window, pane.rect().topLeft()))
            for around in self._around():  # of a pane in a scrolled form only a part may be in view
                frame &= around.rect().translated(around.mapTo(window, around.rect().topLeft()))
            self.setGeometry(frame)
            self.raise_()

    # Qt overrides

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._cover_pane()
        return False

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        # neither setPen() nor QPen(colour): asked which of their kinds is meant, PySide makes the Qt namespace
        pen, edge = QPen(), QPainterPath()
        pen.setColor(self.palette().color(QPalette.ColorRole.Accent))
        pen.setWidth(_WIDTH)
        inset = _WIDTH // 2
        edge.addRect(self.rect().adjusted(inset, inset, -inset, -inset))
        QPainter(self).strokePath(edge, pen)
