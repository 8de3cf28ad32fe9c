"""Controller of the timeline: reads it, and shows it as a picture and as a table."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QToolButton

from coopviewer.app.overviews.controller import OverviewController, OverviewParts
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup
from coopviewer.models.language import language
from coopviewer.rendering.overviews.timeline_rows import grouping_of
from coopviewer.rendering.overviews.timeline_view import TimelineView, lay_out_timeline
from coopviewer.rendering.pages.cell_card import lay_out_unstated_card
from coopviewer.rendering.words.overview_words import grouping_words
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.overviews.canvas import Item
from coopviewer.widgets.overviews.pane import OverviewPane
from coopviewer.widgets.overviews.timeline_canvas import TimelineCanvas
from coopviewer.workspace.overviews import TimelineRequest


class TimelineController(OverviewController):
    """Shows the timeline instead of a page: projects in rows, with bars where they have dates."""

    def __init__(self, parts: OverviewParts) -> None:
        """Create the pane; ``show`` shows it."""
        self.canvas, context = TimelineCanvas(), parts.context
        pane = OverviewPane(self.canvas, context.icons, context.window)
        tr = language()
        super().__init__(parts, OverviewKind.TIMELINE, pane, tr("Timeline"))
        pane.offer_groups([(group, grouping_words(group, tr)) for group in TimelineGroup])
        for text, name, steps in (("–", tr("Zoom out"), -1), ("+", tr("Zoom in"), 1), (tr("Fit"), tr("Fit"), 0)):
            button = QToolButton(pane)
            button.setText(text)
            button.setAccessibleName(name)
            button.clicked.connect(partial(self.canvas.zoom, steps))
            pane.tools.addWidget(button)
        self.year = ClearableLine(pane)
        self.year.setPlaceholderText(tr("Active in year"))
        self.year.setAccessibleName(tr("Active in year"))
        self.year.setMaxLength(4)
        self.year.textEdited.connect(self._choose_year)
        pane.add_field(self.year)
        self.canvas.item_chosen.connect(self._open_item)
        self.canvas.year_chosen.connect(self._toggle_year)
        for bar in (self.canvas.horizontalScrollBar(), self.canvas.verticalScrollBar()):
            bar.valueChanged.connect(self.service.give_way)

    def ask(self, query: OverviewQuery) -> None:
        """Read a query's timeline in the background, and show it.

        Of very many projects, grouped by region and without filter and year, the first rows are shown first.
        """
        shown = "" if query.year is None else f"{query.year:04}"
        if self.year.text() != shown and not self.year.hasFocus():
            self.year.setText(shown)
        group, today, edition, tr = grouping_of(query), self.context.today(), self.context.reference.edition, language()
        may_begin = group is TimelineGroup.REGION and not query.filter and query.year is None

        def lay_out(timeline: Timeline, matching: frozenset[str] | None) -> TimelineView:
            return lay_out_timeline(timeline, query, matching, edition, today, tr)

        asked = TimelineRequest(group, query.filter, today, may_begin)
        self.service.ask_timeline(asked, lay_out, partial(self._take, query))

    def _take(self, query: OverviewQuery, view: TimelineView) -> None:
        if query != self.query:
            return
        self.canvas.show_view(view)
        self.show_answer(view.frame, view.table if view.is_complete else None)

    @Slot(str)
    def _choose_year(self, text: str) -> None:
        """Mark the projects active in a typed year; a year that is not typed to its end changes nothing."""
        if self.query is not None and (not text or (len(text) == 4 and text.isascii() and text.isdigit())):
            self.change_query(self.query.having(year=int(text) if text else None), True)

    @Slot(int)
    def _toggle_year(self, year: int) -> None:
        """Mark the projects active in a year, or none if that year is marked."""
        if self.query is not None:
            self.change_query(self.query.having(year=None if self.query.year == year else year), True)

    def show_card(self, item: Item) -> None:
        """Show a card with the source of a project's timeframe or milestone, or one that says that none is stated.

        Nothing happens for an item that is no project.
        """
        row = self.canvas.row(item)
        if row is not None and row.fact_id:
            self.cards.show_fact(row.ref, row.fact_id, self.canvas.bar_of(item))
        elif row is not None:
            document = lay_out_unstated_card(row.ref, language())
            self.cards.show_document(row.ref, document, self.canvas.bar_of(item))

    @Slot(object, bool)
    def _open_item(self, item: int, apart: bool) -> None:
        row = self.canvas.row(item)
        if row is not None:
            self.open_entry(row.ref.id, apart)
