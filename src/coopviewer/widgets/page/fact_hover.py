"""Hides the card of a fact once the user has turned away from it, as when the mouse pointer has left card and fact."""

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from coopviewer.widgets.page.fact_card import FactCard
from coopviewer.widgets.page.page_view import PageView

_GRACE = 350  # milliseconds in which the pointer can move from the fact to its card


class FactHover(QObject):
    """Hides the card of a fact once the user has turned away from it.

    The card is hidden at once

    - if the page is drawn again, resized, or scrolled up or down,
    - if a mouse button is pressed, or the wheel turned, on the page,
    - on Esc,
    - if the keyboard focus moves from the card to another widget of the program.

    If the card was shown because the pointer rests on a fact, it is also hidden 350 ms after the pointer has left the
    fact or the card. It stays if the pointer is then on one of them, or if the card has the keyboard focus.
    """

    def __init__(self, card: FactCard, page: PageView) -> None:
        """Start watching the card and the page; call ``watch`` each time the card is shown."""
        super().__init__(card)
        self._card = card
        self._page = page
        self._fact = QRect()
        self._by_mouse = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GRACE)
        self._timer.timeout.connect(self._close_if_left)
        # a shortcut, since it takes Esc before the page does: Esc closes a card first, wherever the focus is
        self._escape = QShortcut(QKeySequence("Esc"), page.window())
        self._escape.setEnabled(False)
        self._escape.activated.connect(self._close_card)
        card.finished.connect(self._on_closed)
        page.hover_disturbed.connect(self._on_hover_disturbed)
        card.mouse_left.connect(self._start_timer)
        page.verticalScrollBar().valueChanged.connect(self._close_card)
        page.page_shown.connect(self._close_card)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    def watch(self, fact: QRect, *, by_mouse: bool) -> None:
        """Hide the card, which was just shown, once the user turns away from it, as the class says.

        ``fact`` is the rectangle of the card's fact in the page's viewport. ``by_mouse``: the card was shown because
        the pointer rests on the fact, and is also hidden after the pointer has left fact and card.
        """
        self._fact, self._by_mouse = fact, by_mouse
        self._timer.stop()
        self._escape.setEnabled(True)

    @Slot()
    def _on_closed(self) -> None:
        self._escape.setEnabled(False)

    @Slot()
    def _close_card(self) -> None:
        self._timer.stop()
        if self._card.isVisible():
            self._card.reject()

    @Slot(bool)
    def _on_hover_disturbed(self, ends_hover: bool) -> None:
        if ends_hover:
            self._close_card()
        else:
            self._start_timer()

    @Slot()
    def _start_timer(self) -> None:
        """Start the time after which the card is hidden unless the pointer is then on the card or on its fact."""
        if self._by_mouse and self._card.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _close_if_left(self) -> None:
        if self._by_mouse and not self._is_hovered(self._page.viewport().mapFromGlobal(QCursor.pos())):
            self._close_card()

    def _is_hovered(self, point: QPoint) -> bool:
        on_card = self._card.underMouse() or self._card.isAncestorOf(QApplication.focusWidget() or self._page)
        return on_card or self._fact.contains(point)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Close the card if the keyboard focus moves from it to another widget of the window."""
        had_it = self._card.isVisible() and before is not None and self._card.isAncestorOf(before)
        if had_it and now is not None and not self._card.isAncestorOf(now):
            self._close_card()
