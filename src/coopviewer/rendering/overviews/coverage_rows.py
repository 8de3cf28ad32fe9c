"""The coverage of a query: which countries are shown, in which order and groups, and what is counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnChoice,
    ColumnKind,
    Coverage,
    CoverageRow,
    ProjectCounts,
    parse_column_filters,
)
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.rendering.overviews.coverage_grid import (
    PROJECTS,
    GridColumn,
    GridGroup,
    GridLine,
    GridNote,
    GridRow,
    GroupCell,
    grid_column,
    grid_columns,
)
from coopviewer.rendering.overviews.coverage_table import coverage_table
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable
from coopviewer.rendering.words.overview_words import (
    cell_word,
    choice_heading,
    counted_notes_words,
    countries_words,
    uncounted_words,
    unstated_words,
)


class CoverageView(NamedTuple):
    """The coverage as it is drawn: columns, and the lines (regions, countries, notes) from top to bottom.

    ``totals``: for each column the two lines of text under it.
    ``heading``: the common heading over the columns of projects.
    ``choice``: what each of these columns stands for (a project, a year, a sector …); ``choices``: all that the user
    may choose from.
    ``filters``: for each filter, by the key of its column, the column's title and the state that it filters by.
    ``sort``: the key of the column that sorts the rows, with ``-`` before it if in reverse; empty: no column does.
    ``frame``: the texts around the grid. ``table``: a table that says the same as the grid.
    """

    columns: tuple[GridColumn, ...]
    lines: tuple[GridLine, ...]
    totals: tuple[tuple[str, str], ...]
    heading: str
    filters: Mapping[str, tuple[str, CellState]]
    choice: ColumnChoice
    choices: tuple[ColumnChoice, ...]
    sort: str
    frame: OverviewFrame
    table: OverviewTable


def lay_out_coverage(
    coverage: Coverage, query: OverviewQuery, matching: frozenset[str] | None, tr: Translate
) -> CoverageView:
    """Lay out the coverage for a query; ``matching`` are the ids of the countries that its search finds, None: all.

    Countries that the search or a filter on a column excludes have no row, and do not count in numbers and totals.
    """
    layout = _Layout(coverage, query, tr)
    rows = layout.kept(matching)
    lines = tuple(layout.lines(rows))
    return CoverageView(
        layout.columns,
        lines,
        tuple(layout.total(column, rows) for column in layout.columns),
        choice_heading(coverage.choice, tr),
        {column.key: (column.title, column.filtered) for column in layout.filtering if column.filtered is not None},
        coverage.choice,
        coverage.choices,
        query.sort,
        OverviewFrame(
            tr("Coverage"),
            tr("What the source lists for each country. A cell shows its source; a heading sorts, its signs filter."),
            layout.count_words(len(rows)),
            layout.hint(rows),
            tuple(layout.notes(rows)),
        ),
        coverage_table(coverage, layout.columns, lines, tr),
    )


class _Layout:
    """Lays out one query of the coverage in one language."""

    def __init__(self, coverage: Coverage, query: OverviewQuery, tr: Translate) -> None:
        self._coverage, self._query, self._tr = coverage, query, tr
        filters = parse_column_filters(query.where)
        columns = list(grid_columns(coverage, filters, tr))
        projects = [place for place, column in enumerate(columns) if column.is_project]
        if coverage.projects is not None:
            place = projects[-1] + 1 if projects else len(columns)
            columns.insert(place, grid_column(coverage.projects, filters, tr))
        self.columns = tuple(columns)
        self._unions: dict[tuple[int, frozenset[str]], int] = {}
        self._of_rows: tuple[Sequence[CoverageRow], frozenset[str]] | None = None
        also = (grid_column(each, filters, tr) for each in coverage.also)
        self.filtering = tuple(each for each in (*self.columns, *also) if each.filtered is not None)
        """The columns that limit the rows; some of them are not shown."""

    def kept(self, matching: frozenset[str] | None) -> tuple[CoverageRow, ...]:
        """Return the rows that search (``matching``, None: all) and column filters allow, sorted as the query says."""
        rows = [
            row
            for row in self._coverage.rows
            if (matching is None or row.ref.id in matching) and all(_meets(row, each) for each in self.filtering)
        ]
        key = self._query.sort.removeprefix("-")
        column = next((each for each in self.columns if each.key == key), None)
        if column is not None:
            rows.sort(key=lambda row: _rank(column, row.ref.id))
        if self._query.sort.startswith("-"):
            rows.reverse()
        return tuple(rows)

    def lines(self, rows: Sequence[CoverageRow]) -> Iterator[GridLine]:
        """Yield the rows under their regions, or alone if not grouped; a country of two regions is in both.

        Those of no region are last. A region without rows is left out, unless all countries are shown and the source
        names none of that region, which is in no other one: then a note says so.
        """
        if self._query.group == "none":
            yield from map(_row, rows)
            return
        members: dict[str, list[CoverageRow]] = {}
        for row in rows:
            for region_id in row.regions or ("",):
                members.setdefault(region_id, []).append(row)
        shows_all = len(rows) == len(self._coverage.rows)
        for region in self._coverage.regions:
            if region.id in members:
                yield self._group(region, members[region.id])
                yield from map(_row, members[region.id])
            elif shows_all and region.id in self._coverage.empty:
                yield GridGroup(region, region.title, 0, tuple(_empty_cell(each, region) for each in self.columns))
                yield GridNote(self._tr("The source names no country of this group."))
        if "" in members:
            yield self._group(None, members[""])
            yield from map(_row, members[""])

    def _group(self, region: EntryRef | None, rows: Sequence[CoverageRow]) -> GridGroup:
        title = region.title if region is not None else self._tr("No region stated")
        ids = frozenset(row.ref.id for row in rows)
        return GridGroup(region, title, len(ids), tuple(self._cell(column, region, ids) for column in self.columns))

    def _cell(self, column: GridColumn, region: EntryRef | None, ids: frozenset[str]) -> GroupCell:
        if column.has_counts or column.is_stated:
            return self._tr.number(self._number(column, ids))
        return column.state(region.id if region is not None else "")

    def _number(self, column: GridColumn, ids: frozenset[str]) -> int:
        """Return how many of the countries a column lists, or how many projects or notes they have, each once."""
        counts = column.columns[0].counts
        if counts is None:
            return len(column.columns[0].facts.keys() & ids)
        if not isinstance(counts, ProjectCounts):
            return counts.of(ids)
        key = (id(counts.listing), ids)  # the columns of a choice have one listing
        if key not in self._unions:
            self._unions[key] = counts.union(ids)
        return (self._unions[key] & counts.among).bit_count()

    def _ids(self, rows: Sequence[CoverageRow]) -> frozenset[str]:
        if self._of_rows is None or self._of_rows[0] is not rows:
            self._of_rows = (rows, frozenset(row.ref.id for row in rows))
        return self._of_rows[1]

    def total(self, column: GridColumn, rows: Sequence[CoverageRow]) -> tuple[str, str]:
        """Return the two lines under a column: number and what is counted; each country counts once.

        Of a column that states nothing, an empty line and the word for that.
        """
        tr = self._tr
        if not column.has_counts and not column.is_stated:
            return "", tr("not read") if column.is_unread else cell_word(column.state(""), tr)
        number = self._number(column, self._ids(rows))
        if column.kind is ColumnKind.NOTES:
            return tr.number(number), tr.plural("note", "notes", number)
        if column.has_counts:
            return tr.number(number), tr.plural("project", "projects", number)
        return tr.number(number), tr("listed")

    def count_words(self, shown: int) -> str:
        """Return how many countries are shown: ``49 countries``, ``12 of 49 countries``."""
        return countries_words(shown, len(self._coverage.rows), self._tr)

    def hint(self, rows: Sequence[CoverageRow]) -> str:
        """Return why nothing is shown and what to do; empty if there are rows."""
        if rows:
            return ""
        if not self._coverage.rows:
            return self._tr("This reference has no countries.")
        return self._tr("No country meets all filters. Remove one of them to see more.")

    def notes(self, rows: Iterable[CoverageRow]) -> Iterator[tuple[str, str, str]]:
        """Yield the notes under the grid, as in OverviewFrame: on absent projects, on counts, and legal notes."""
        tr, coverage = self._tr, self._coverage
        asks_for_none = any(each.key == PROJECTS and each.filtered is CellState.NOT_LISTED for each in self.filtering)
        if asks_for_none and coverage.unstated.total:
            text = unstated_words(coverage.unstated, tr)
            yield tr("What “none” means here"), text, coverage.unstated.first[0].id
        elif coverage.unstated.total and any(column.has_counts for column in self.columns):
            yield tr("Projects in no row"), uncounted_words(coverage.unstated, tr), coverage.unstated.first[0].id
        if ColumnChoice.PROJECT not in coverage.choices:
            text = tr("There are more projects than columns. The numbers count projects, each of them once a column.")
            yield tr("Projects as numbers"), text, ""
        if any(column.kind is ColumnKind.NOTES for column in self.columns):
            yield tr("My notes on the country"), counted_notes_words(tr), ""
        for row in rows:
            if row.legal_note:
                marked = tr("{marker} {note}").format(marker=row.ref.marker or row.ref.title, note=row.legal_note)
                yield "", marked, row.ref.id


def _row(row: CoverageRow) -> GridRow:
    return GridRow(row.ref, row.legal_note)


def _meets(row: CoverageRow, column: GridColumn) -> bool:
    if column.has_counts:
        return bool(column.count(row.ref.id)) is (column.filtered is CellState.LISTED)
    return column.state(row.ref.id) is column.filtered


def _empty_cell(column: GridColumn, region: EntryRef) -> GroupCell:
    """Return what a column says of a region without countries: empty, or the state if the source lists the region."""
    if column.has_counts:
        return ""
    state = column.state(region.id)
    return "" if state is CellState.NOT_LISTED else state


def _rank(column: GridColumn, country_id: str) -> int:
    """Return the sort key of a row by a column: listed countries first, or greater numbers before smaller ones."""
    if column.has_counts:
        return -column.count(country_id)
    return tuple(CellState).index(column.state(country_id))
