"""Controller of the coverage: reads it, and shows it as a grid and as a table."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot

from coopviewer.app.context import AppContext
from coopviewer.app.overviews.cell_cards import CellCards
from coopviewer.app.overviews.controller import OverviewController
from coopviewer.domain.overviews.coverage import CellState, Coverage, parse_column_filters, write_column_filters
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_rows import PROJECTS, CoverageView, GridRow, lay_out_coverage
from coopviewer.rendering.pages.fact_card import Attachments
from coopviewer.rendering.words.overview_words import cell_word
from coopviewer.widgets.overviews.coverage_canvas import CoverageCanvas
from coopviewer.widgets.overviews.coverage_geometry import NAME, Cell
from coopviewer.widgets.overviews.pane import OverviewPane
from coopviewer.workspace.overviews import OverviewService


class CoverageController(OverviewController):
    """Shows the coverage of an address instead of a page."""

    def __init__(self, context: AppContext, service: OverviewService, attachments: Callable[[], Attachments]) -> None:
        """Create the pane; ``show`` shows it. ``attachments`` returns the attached documents, by their sources."""
        self.canvas = CoverageCanvas()
        pane = OverviewPane(self.canvas, context.icons, context.window)
        tr = language()
        super().__init__(context, service, OverviewKind.COVERAGE, pane, tr("Coverage"))
        pane.offer_groups([("region", tr("Region")), ("none", tr("No grouping"))])
        self.cards = CellCards(context, service, attachments, self.canvas)
        self.cards.step_wanted.connect(self._step)
        self.canvas.item_chosen.connect(self._choose)
        self.canvas.sort_wanted.connect(self._sort)
        self.canvas.filter_wanted.connect(self._filter)
        pane.part_removed.connect(self._remove_filter)

    def show_source(self) -> None:
        """Show the card of the current cell, or close the one that is shown."""
        if self.cards.is_shown:
            self.cards.card.reject()
        elif isinstance(self.canvas.current, Cell):
            self._show_card(self.canvas.current)

    def ask(self, query: OverviewQuery) -> None:
        """Read the coverage of a query, and show it."""
        self.service.ask_coverage(query.filter, partial(self._take, query))

    def _take(self, query: OverviewQuery, coverage: Coverage, matching: frozenset[str] | None) -> None:
        if query != self.query:
            return
        view = lay_out_coverage(coverage, query, matching, language())
        self.canvas.show_view(view)
        self.pane.show_chips(self._chips(view))
        self.show_answer(view.frame, view.table)

    def _chips(self, view: CoverageView) -> list[str]:
        tr = language()
        titles = {column.key: column.title for column in view.columns} | {PROJECTS: tr("Projects")}
        filters = parse_column_filters(self.query.where if self.query is not None else "")
        return [
            tr("{column}: {state}").format(column=titles.get(key, key), state=self._state_word(key, state))
            for key, state in filters.items()
        ]

    def _state_word(self, key: str, state: CellState) -> str:
        if key != PROJECTS:
            return cell_word(state, language())
        return self.tr("one or more") if state is CellState.LISTED else self.tr("none")

    @Slot(str, object)
    def _filter(self, key: str, state: CellState) -> None:
        """Limit a column to a state; the state in force is no limit any more."""
        if self.query is None:
            return
        filters = parse_column_filters(self.query.where)
        if filters.get(key) is state:
            del filters[key]
        else:
            filters[key] = state
        self.change_query(self.query.having(where=write_column_filters(filters)), True)

    @Slot(int)
    def _remove_filter(self, index: int) -> None:
        if self.query is None:
            return
        filters = parse_column_filters(self.query.where)
        filters.pop(tuple(filters)[index], None)
        self.change_query(self.query.having(where=write_column_filters(filters)), True)

    @Slot(str)
    def _sort(self, key: str) -> None:
        if self.query is not None:
            again = bool(key) and self.query.sort == key
            self.change_query(self.query.having(sort=f"-{key}" if again else key), True)

    @Slot(object, bool)
    def _choose(self, cell: Cell, apart: bool) -> None:
        if self.canvas.activate(cell):
            return
        line = self.canvas.row(cell)
        if isinstance(line, GridRow) and cell.column == NAME:
            self.open_entry(line.ref.id, apart)
        else:
            self._show_card(cell)

    def _show_card(self, cell: Cell) -> None:
        content = self.canvas.content_of(cell)
        if content is not None:
            self.cards.show(content, self.canvas.rect_of(cell))

    @Slot(int)
    def _step(self, by: int) -> None:
        """Show the card of the next cell in the same column that has one."""
        found = self.canvas.neighbour(self.canvas.current, 0, by)
        while isinstance(found, Cell) and self.canvas.content_of(found) is None:
            found = self.canvas.neighbour(found, 0, by) if found.line >= 0 else None
        if isinstance(found, Cell):
            self.canvas.set_current(found)
            self._show_card(found)
