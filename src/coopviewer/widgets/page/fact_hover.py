"""How long a card stays: while its page stands, and if the mouse brought it, while that is on it or its fact."""

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from coopviewer.widgets.page.fact_card import FactCard
from coopviewer.widgets.page.page_view import PageView

_GRACE = 350  # milliseconds to get from the fact to its card


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
        # a shortcut comes before the page's own way with Esc: it closes a card first, wherever the keyboard is
        self._escape = QShortcut(QKeySequence("Esc"), page.window())
        self._escape.setEnabled(False)
        self._escape.activated.connect(self._end)
        card.finished.connect(self._closed)
        page.stirred.connect(self._page_stirred)
        card.mouse_left.connect(self._wait)
        page.verticalScrollBar().valueChanged.connect(self._end)
        page.page_shown.connect(self._end)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    def begin(self, fact: QRect, *, by_mouse: bool) -> None:
        """Watch over a card that is shown now; the rectangle is its fact's, in the viewport."""
        self._fact, self._by_mouse = fact, by_mouse
        self._timer.stop()
        self._escape.setEnabled(True)

    @Slot()
    def _closed(self) -> None:
        self._escape.setEnabled(False)

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        if self._card.isVisible():
            self._card.reject()

    @Slot(bool)
    def _page_stirred(self, ends: bool) -> None:
        if ends:
            self._end()
        else:
            self._wait()

    @Slot()
    def _wait(self) -> None:
        """Look in a moment whether the mouse is still where the card is wanted."""
        if self._by_mouse and self._card.isVisible() and not self._timer.isActive():
            self._timer.start()

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
