"""How long a card stays: while its page stands, and if the mouse brought it, while that is on it or its fact."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from coopviewer.widgets.fact_card import FactCard
from coopviewer.widgets.page_view import PageView

_GRACE = 350  # milliseconds to get from the fact to its card
_MOVED = (QEvent.Type.MouseMove, QEvent.Type.Leave, QEvent.Type.Enter)
_ENDS = (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.Resize)


class FactHover(QObject):
    """Hides a card when it is no longer wanted."""

    def __init__(self, card: FactCard, page: PageView) -> None:
        """Watch the mouse over card and page."""
        super().__init__(card)
        self._card = card
        self._page = page
        self._fact = QRect()
        self._by_mouse = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GRACE)
        self._timer.timeout.connect(self._leave)
        page.viewport().installEventFilter(self)
        card.installEventFilter(self)
        page.verticalScrollBar().valueChanged.connect(self._end)
        page.page_shown.connect(self._end)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    def begin(self, fact: QRect, *, by_mouse: bool) -> None:
        """Watch over a card that is shown now; the rectangle is its fact's, in the viewport."""
        self._fact, self._by_mouse = fact, by_mouse
        self._timer.stop()

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        self._card.reject()

    @Slot()
    def _leave(self) -> None:
        if self._by_mouse and not self._is_wanted(self._page.viewport().mapFromGlobal(QCursor.pos())):
            self._end()

    def _is_wanted(self, point: QPoint) -> bool:
        on_card = self._card.underMouse() or self._card.isAncestorOf(QApplication.focusWidget() or self._page)
        return on_card or self._fact.contains(point)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Close a card that had the keyboard when the keyboard goes elsewhere in the window."""
        had_it = self._card.isVisible() and before is not None and self._card.isAncestorOf(before)
        if had_it and now is not None and not self._card.isAncestorOf(now):
            self._end()

    # Qt's names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._card.isVisible():
            if watched is self._card:
                if event.type() == QEvent.Type.Leave and self._by_mouse:
                    self._timer.start()
            elif event.type() in _ENDS:
                self._end()
            elif event.type() in _MOVED and self._by_mouse and not self._timer.isActive():
                self._timer.start()
        return super().eventFilter(watched, event)
