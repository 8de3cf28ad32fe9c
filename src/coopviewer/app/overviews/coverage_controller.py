"""Controller of the coverage: reads it, and shows it as a grid and as a table."""

from functools import partial

from PySide6.QtCore import Slot

from coopviewer.app.overviews.controller import OverviewController, OverviewParts
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnChoice,
    ColumnKind,
    Coverage,
    parse_column_filters,
    write_column_filters,
)
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_grid import GridRow
from coopviewer.rendering.overviews.coverage_rows import CoverageView, lay_out_coverage
from coopviewer.rendering.words.overview_words import cell_word, choice_word, grouping_words
from coopviewer.widgets.common.quiet_wheel import QuietComboBox
from coopviewer.widgets.overviews.canvas import Item
from coopviewer.widgets.overviews.coverage_canvas import CoverageCanvas
from coopviewer.widgets.overviews.coverage_columns import NAME
from coopviewer.widgets.overviews.coverage_geometry import Cell
from coopviewer.widgets.overviews.coverage_legend import CoverageLegend
from coopviewer.widgets.overviews.pane import OverviewPane
from coopviewer.workspace.overviews import GridRequest


def _lay_out(query: OverviewQuery, coverage: Coverage, matching: frozenset[str] | None) -> CoverageView:
    """Lay out the coverage; runs on the thread that reads it.

    ``matching`` are the ids of the countries that match the filter, None: there is no filter.
    """
    return lay_out_coverage(coverage, query, matching, language())


class CoverageController(OverviewController):
    """Shows the coverage instead of a page: a grid with a row for each country and a column for each list or count."""

    def __init__(self, parts: OverviewParts) -> None:
        """Create the pane; ``show`` shows it."""
        self.canvas, context = CoverageCanvas(), parts.context
        pane = OverviewPane(self.canvas, context.icons, context.window)
        tr = language()
        super().__init__(parts, OverviewKind.COVERAGE, pane, tr("Coverage"))
        self._choices: tuple[ColumnChoice, ...] = ()
        pane.offer_groups([(group, grouping_words(group, tr)) for group in (TimelineGroup.REGION, TimelineGroup.NONE)])
        self.canvas.item_chosen.connect(self._choose)
        self.canvas.sort_wanted.connect(self._sort)
        self.canvas.filter_wanted.connect(self._filter)
        self.columns = QuietComboBox(pane)
        self.columns.setAccessibleName(tr("Columns"))
        self.columns.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
        self.columns.activated.connect(self._choose_columns)
        pane.add_field(self.columns)
        self.legend = CoverageLegend(context.theme(), pane)
        context.window.theme_changed.connect(self.legend.set_theme)
        pane.add_under(self.legend)

    def ask(self, query: OverviewQuery) -> None:
        """Read the coverage of a query in the background, and show it."""
        choice = ColumnChoice(query.columns) if query.columns in set(ColumnChoice) else None
        also = frozenset(parse_column_filters(query.where))
        asked = GridRequest(query.filter, choice, self.context.today(), also)
        self.service.ask_grid(asked, partial(_lay_out, query), partial(self._take, query))

    def _take(self, query: OverviewQuery, view: CoverageView) -> None:
        if query != self.query:
            return
        self.canvas.show_view(view)
        self._offer_columns(view)
        self.show_filters([self._chip(*each) for each in view.filters.items()])
        self.show_answer(view.frame, view.table)

    def _offer_columns(self, view: CoverageView) -> None:
        words = [choice_word(choice, language()) for choice in view.choices]
        if [self.columns.itemText(index) for index in range(self.columns.count())] != words:
            self.columns.clear()
            self.columns.addItems(words)
        self.columns.setCurrentIndex(view.choices.index(view.choice))
        self._choices = view.choices

    def _chip(self, key: str, title_and_state: tuple[str, CellState]) -> str:
        title, state = title_and_state
        view, tr = self.canvas.grid.view, language()
        has_counts = view is not None and any(each.key == key and each.has_counts for each in view.columns)
        word = cell_word(state, tr)
        if has_counts:
            word = self.tr("one or more") if state is CellState.LISTED else self.tr("none")
        return tr("{column}: {state}").format(column=title, state=word)

    @Slot(int)
    def _choose_columns(self, index: int) -> None:
        if self.query is not None and 0 <= index < len(self._choices):
            choice = "" if index == 0 else str(self._choices[index])
            self.change_query(self.query.having(columns=choice), True)

    @Slot(str, object)
    def _filter(self, key: str, state: CellState) -> None:
        """Limit the countries to those of a state in a column; if that limit is in force, remove it."""
        if self.query is None:
            return
        filters = parse_column_filters(self.query.where)
        if filters.get(key) is state:
            del filters[key]
        else:
            filters[key] = state
        self.change_query(self.query.having(where=write_column_filters(filters)), True)

    def remove_other(self, index: int) -> None:
        """Remove the filter on a column whose chip has this index, from 0, among the chips of column filters.

        Nothing happens for another index.
        """
        view = self.canvas.grid.view
        if self.query is None or view is None or not 0 <= index < len(view.filters):
            return
        filters = parse_column_filters(self.query.where)
        filters.pop(list(view.filters)[index], None)
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
        elif isinstance(line, GridRow) and self._is_notes(cell):
            self._list_notes(line, apart=apart)
        else:
            self.show_card(cell)

    def _is_notes(self, cell: Cell) -> bool:
        view = self.canvas.grid.view
        return view is not None and cell.column >= 0 and view.columns[cell.column].kind is ColumnKind.NOTES

    def _list_notes(self, line: GridRow, *, apart: bool) -> None:
        address = annotations_address(f"entry={line.ref.id}")
        reading = self.context.reading
        (reading.open_in_new_tab if apart else reading.open)(address)

    def show_card(self, item: Item) -> None:
        """Show the card of a cell; nothing happens for a cell that has none, such as a heading."""
        content = self.canvas.content_of(item) if isinstance(item, Cell) else None
        if content is not None:
            self.cards.show(content, self.canvas.rect_of(item))

    def step_card(self, by: int) -> None:
        """Move to the next cell below (1) or above (-1) that has a card: make it current, and show its card.

        Nothing happens if there is no such cell.
        """
        found = self.canvas.neighbour(self.canvas.current, 0, by)
        while isinstance(found, Cell) and self.canvas.content_of(found) is None:
            found = self.canvas.neighbour(found, 0, by) if found.line >= 0 else None
        if isinstance(found, Cell):
            self.canvas.set_current(found)
            self.show_card(found)
