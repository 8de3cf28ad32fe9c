"""The query of the annotation browser, and how each input of the user changes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_list_words import Chip, Surroundings, chips, toggle
from coopviewer.widgets.annotations.browser.day_range_dialog import DayRangeDialog


class AnnotationQueryState(QObject):
    """Holds the query that is shown, and turns each input of the user into the query that the user wants.

    An input does not change ``query`` but emits ``query_changed``, unless the wanted query is the same. The browser
    sets ``query`` when it shows a query. It also sets ``around``: the tags, authors and regions by which a list can be
    filtered; ``chips`` takes names from it.
    """

    query_changed = Signal(object, bool)
    """The AnnotationQuery that the user wants; True to add it to the history, False to replace the current step."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        """Start with the query of all annotations; ``today`` returns the current day."""
        super().__init__(parent)
        self._parent_widget, self._today = parent, today
        self.query = AnnotationQuery()
        self.around = Surroundings(today=today())

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips of the active filters, one for each value, in the order shown; the search text has none."""
        return chips(self.query, self.around, language())

    @Slot(object)
    def choose_view(self, view: View) -> None:
        """Request (``query_changed``) all annotations, review or bin, without text or filters, latest change first."""
        self._request(AnnotationQuery(view=view))

    @Slot(str)
    def search(self, text: str) -> None:
        """Request the same query with another text to search for, in place of the current step of the history."""
        self._request(self.query.with_text(text), step=False)

    @Slot(int)
    def remove_chip(self, index: int) -> None:
        """Request the query without the filter of the chip at ``index``, which must be an index of ``chips``."""
        self._request(self.chips[index].without)

    @Slot(str, str)
    def toggle(self, key: str, value: str) -> None:
        """Request the query with a value added to a filter, or removed if the filter has it.

        ``key`` names the group of choices beside the table (``ChoiceGroup.key``), such as that of tags, and ``value``
        the choice in it. Of the times of the last change, only one can be chosen; *Between two days* opens a dialog
        that asks for the days.
        """
        query = toggle(self.query, key, value, self._today())
        if query is not None:
            self._request(query)
            return
        dialog = DayRangeDialog(self.query.since, self.query.until, self._today(), self._parent_widget)
        dialog.chosen.connect(self._choose_days)
        dialog.open()

    @Slot(object)
    def choose_order(self, order: Order) -> None:
        """Request another order, or the reverse direction if ``order`` is the current one.

        Another order begins with the latest for dates, and ascending for all others. The new query replaces the current
        step of the history, so that Back does not lead to the former order.
        """
        late_first = order in (Order.MODIFIED, Order.CREATED)
        descending = not self.query.descending if order is self.query.order else late_first
        self._request(self.query.sorted_by(order, descending=descending), step=False)

    @Slot(bool)
    def choose_direction(self, descending: bool) -> None:
        """Request the present order, but descending or ascending, in place of the current step of the history."""
        self._request(replace(self.query, descending=descending), step=False)

    @Slot(object, object)
    def _choose_days(self, since: date | None, until: date | None) -> None:
        self._request(self.query.changed_between(since, until))

    def _request(self, query: AnnotationQuery, *, step: bool = True) -> None:
        if query != self.query:
            self.query_changed.emit(query, step)
