"""The sizes of many cards after a change of width or font: those in view are measured at once, the others later."""

from PySide6.QtCore import QModelIndex, QObject, QPoint, QTimer, Slot
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from coopviewer.widgets.annotations.pane.card_delegate import CardDelegate

_IN_VIEW = 20  # cards, more than fit into nearly any window
_AT_ONCE = 30  # cards that are measured in a turn: some 10 ms
_INSIDE = QPoint(8, 8)  # a point of the first card in view


class CardSizes(QObject):
    """Has the cards of a list measured again when ``measure_again`` or ``fit`` asks; the first card in view stays put.

    A card out of view keeps its earlier size until all cards are measured, or until it is scrolled into view.
    """

    def __init__(self, view: QListView, delegate: CardDelegate) -> None:
        """Measure the cards that ``delegate`` draws in ``view``."""
        super().__init__(view)
        self._view, self._delegate = view, delegate
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._measure_more)
        view.verticalScrollBar().valueChanged.connect(self._follow)

    @property
    def is_measuring(self) -> bool:
        """Whether cards out of view may still wait to be measured again, with the sizes that they had before."""
        return self._timer.isActive()

    @Slot()
    def measure_again(self) -> None:
        """Measure all cards again, as after a change of the font: those in view first, the others later."""
        first = self._first()
        self._delegate.clear_sizes()
        self._lay_out_from(first)

    def fit(self) -> None:
        """Lay out the cards again; if the view has another width than before, have all of them measured too."""
        if self._delegate.is_fitting:
            self._view.scheduleDelayedItemsLayout()
        else:
            self.measure_again()

    def _first(self) -> QModelIndex:
        return self._view.indexAt(_INSIDE)

    def _lay_out_from(self, first: QModelIndex) -> None:
        row = max(first.row(), 0)
        self._delegate.in_view.update(range(row, row + _IN_VIEW))
        self._view.scheduleDelayedItemsLayout()
        self._timer.start()

    @Slot()
    def _follow(self) -> None:
        if self._timer.isActive():
            self._lay_out_from(self._first())

    @Slot()
    def _measure_more(self) -> None:
        option = QStyleOptionViewItem()
        self._view.initViewItemOption(option)
        if self._delegate.measure_more(option, _AT_ONCE):
            return
        self._timer.stop()
        first = self._first()
        before = self._view.visualRect(first).top()
        self._view.doItemsLayout()
        if first.isValid():
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + self._view.visualRect(first).top() - before)
