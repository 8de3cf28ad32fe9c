"""What the annotation browser is asked for, and how each thing a person does changes it. Imported when used."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.rendering.words.annotation_list_words import Chip, Surroundings, chips, toggle
from coopviewer.widgets.annotations.browser.day_range_dialog import DayRangeDialog


class AnnotationQueryState(QObject):
    """Holds the query that is shown; another one is wanted by a signal, and shown once it is set."""

    query_changed = Signal(object, bool)
    """Another AnnotationQuery is wanted; true: as a step of its own in the history."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        """Start with all annotations; ``today`` gives the day by the clock."""
        super().__init__(parent)
        self._over, self._today = parent, today
        self.query = AnnotationQuery()
        self.around = Surroundings(today=today())

    @property
    def chips(self) -> tuple[Chip, ...]:
        """By what the list is narrowed."""
        return chips(self.query, self.around, self.tr)

    @Slot(object)
    def choose_view(self, view: View) -> None:
        """Ask for another view, not narrowed."""
        self._ask(AnnotationQuery(view=view))

    @Slot(str)
    def search(self, text: str) -> None:
        """Ask for other words, in place of those before."""
        self._ask(self.query.with_text(text), step=False)

    @Slot(int)
    def remove_chip(self, place: int) -> None:
        """Take away what a chip narrows."""
        self._ask(self.chips[place].without)

    @Slot(str, str)
    def toggle(self, key: str, value: str) -> None:
        """Narrow by a value, or not any more; two days are asked for in a dialog."""
        query = toggle(self.query, key, value, self._today())
        if query is not None:
            self._ask(query)
            return
        dialog = DayRangeDialog(self.query.since, self.query.until, self._today(), self._over)
        dialog.chosen.connect(self._choose_days)
        dialog.open()

    @Slot(object)
    def choose_order(self, order: Order) -> None:
        """Sort by something else; by the same again: the other way round."""
        late_first = order in (Order.MODIFIED, Order.CREATED)
        descending = not self.query.descending if order is self.query.order else late_first
        self._ask(self.query.sorted_by(order, descending=descending), step=False)

    @Slot(bool)
    def choose_direction(self, descending: bool) -> None:
        """Sort with the last one first, or the first one."""
        self._ask(replace(self.query, descending=descending), step=False)

    @Slot(object, object)
    def _choose_days(self, since: date | None, until: date | None) -> None:
        self._ask(self.query.changed_between(since, until))

    def _ask(self, query: AnnotationQuery, *, step: bool = True) -> None:
        if query != self.query:
            self.query_changed.emit(query, step)
