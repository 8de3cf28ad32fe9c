"""The rows and columns of the coverage as they are drawn and as its table says them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnKind,
    Coverage,
    CoverageColumn,
    CoverageRow,
    parse_column_filters,
)
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable, OverviewTableRow
from coopviewer.rendering.words.overview_words import cell_word, column_title

PROJECTS = "projects"
"""The key of the filter on all columns of projects together."""
NETWORKS = "networks"
"""The key of the one column of networks that name no member."""


class GridColumn(NamedTuple):
    """A column as it is shown.

    ``detail`` is a second, softer line. ``columns`` are the lists behind it: several for networks that are one column.
    ``is_project``: it is under the heading of all projects. ``filtered`` is the state that its filter asks for, None
    without a filter.
    """

    key: str
    title: str
    detail: str
    columns: tuple[CoverageColumn, ...]
    is_project: bool
    filtered: CellState | None

    @property
    def kind(self) -> ColumnKind:
        """The subject of the column."""
        return self.columns[0].kind

    @property
    def has_counts(self) -> bool:
        """Whether its cells are numbers."""
        return self.columns[0].counts is not None

    def state(self, country_id: str) -> CellState:
        """Return the state of a country in the column."""
        return self.columns[0].state(country_id)

    def count(self, country_id: str) -> int:
        """Return the number in a cell of a column of numbers."""
        counts = self.columns[0].counts
        return counts.get(country_id, 0) if counts is not None else 0


class GridGroup(NamedTuple):
    """The heading of a region: its title, the number of its rows, and for each column the text of its cell.

    ``ref`` is None for the countries of no region. ``note`` says why a region has no rows, empty if it has some.
    """

    ref: EntryRef | None
    title: str
    rows: int
    cells: tuple[str, ...]
    note: str = ""


class GridRow(NamedTuple):
    """A country; ``cells`` has its state in each column. ``legal_note`` is empty for nearly all."""

    ref: EntryRef
    cells: tuple[CellState, ...]
    legal_note: str = ""


class CoverageView(NamedTuple):
    """The grid: columns, and the lines from top to bottom; ``totals`` has two lines of text for each column.

    ``projects`` is the state that the filter on all projects asks for: none of them, or any; None without a filter.
    """

    columns: tuple[GridColumn, ...]
    lines: tuple[GridGroup | GridRow, ...]
    totals: tuple[tuple[str, str], ...]
    projects: CellState | None
    sort: str
    frame: OverviewFrame
    table: OverviewTable


def lay_out_coverage(
    coverage: Coverage, query: OverviewQuery, matching: frozenset[str] | None, tr: Translate
) -> CoverageView:
    """Return the coverage of a query; ``matching`` are the ids that its filters allow, None: all."""
    layout = _Layout(coverage, query, tr)
    rows = layout.kept(matching)
    lines = tuple(layout.lines(rows))
    return CoverageView(
        layout.columns,
        lines,
        tuple(layout.total(column, rows) for column in layout.columns),
        layout.filters.get(PROJECTS),
        query.sort,
        OverviewFrame(
            tr("Coverage"),
            tr("What the source lists for each country. A cell shows its source; a heading sorts, its signs filter."),
            layout.count_words(len(rows)),
            layout.hint(rows),
            tuple(layout.notes()),
        ),
        layout.table(lines),
    )


def grid_columns(coverage: Coverage, filters: Mapping[str, CellState], tr: Translate) -> tuple[GridColumn, ...]:
    """Return the columns as they are shown: networks that name no member are one column."""
    found: list[GridColumn] = []
    networks = tuple(each for each in coverage.columns if each.kind is ColumnKind.NETWORK)
    if networks and not any(each.is_stated for each in networks):
        folded = GridColumn(
            NETWORKS,
            tr.plural("{n} network", "Networks {n}", len(networks)),
            tr("members not stated"),
            networks,
            is_project=False,
            filtered=filters.get(NETWORKS),
        )
        networks = ()
    else:
        folded = None
    for each in coverage.columns:
        if each.kind is ColumnKind.NETWORK and folded is not None:
            if folded not in found:
                found.append(folded)
            continue
        is_project = each.kind in (ColumnKind.PROJECT, ColumnKind.COUNT)
        title, detail = column_title(each, tr)
        found.append(GridColumn(each.key, title, detail, (each,), is_project, filters.get(each.key)))
    return tuple(found)


class _Layout:
    """Lays out one query of the coverage in one language."""

    def __init__(self, coverage: Coverage, query: OverviewQuery, tr: Translate) -> None:
        self._coverage, self._query, self._tr = coverage, query, tr
        self.filters = parse_column_filters(query.where)
        self.columns = grid_columns(coverage, self.filters, tr)

    def kept(self, matching: frozenset[str] | None) -> tuple[CoverageRow, ...]:
        """Return the rows that all filters allow, sorted."""
        rows = [
            row
            for row in self._coverage.rows
            if (matching is None or row.ref.id in matching) and all(self._meets(row, column) for column in self.columns)
        ]
        wanted = self.filters.get(PROJECTS)
        if wanted is not None:
            rows = [row for row in rows if self._has_project(row) is (wanted is CellState.LISTED)]
        key = self._query.sort.removeprefix("-")
        column = next((each for each in self.columns if each.key == key), None)
        if column is not None:
            rows.sort(key=lambda row: _rank(column, row.ref.id))
        if self._query.sort.startswith("-"):
            rows.reverse()
        return tuple(rows)

    def _meets(self, row: CoverageRow, column: GridColumn) -> bool:
        if column.filtered is None:
            return True
        if column.has_counts:
            return bool(column.count(row.ref.id)) is (column.filtered is CellState.LISTED)
        return column.state(row.ref.id) is column.filtered

    def _has_project(self, row: CoverageRow) -> bool:
        return any(
            column.count(row.ref.id) if column.has_counts else column.state(row.ref.id) is CellState.LISTED
            for column in self.columns
            if column.is_project
        )

    def lines(self, rows: Sequence[CoverageRow]) -> Iterator[GridGroup | GridRow]:
        """Yield the lines; a country of several regions is in each of them."""
        if self._query.group == "none":
            yield from map(self._row, rows)
            return
        members: dict[str, list[CoverageRow]] = {}
        for row in rows:
            for region_id in row.regions or ("",):
                members.setdefault(region_id, []).append(row)
        for region in self._coverage.regions:
            if region.id in members:
                yield self._group(region, members[region.id])
                yield from map(self._row, members[region.id])
        if "" in members:
            yield self._group(None, members[""])
            yield from map(self._row, members[""])

    def _row(self, row: CoverageRow) -> GridRow:
        return GridRow(row.ref, tuple(column.state(row.ref.id) for column in self.columns), row.legal_note)

    def _group(self, region: EntryRef | None, rows: Sequence[CoverageRow]) -> GridGroup:
        title = region.title if region is not None else self._tr("No region stated")
        return GridGroup(region, title, len(rows), tuple(self._listed(column, rows) for column in self.columns))

    def _listed(self, column: GridColumn, rows: Iterable[CoverageRow]) -> str:
        """Return the number of listed countries; empty where the column states nothing."""
        if not column.has_counts and not any(each.is_stated for each in column.columns):
            return ""
        return self._tr.number(self._number(column, rows))

    def _number(self, column: GridColumn, rows: Iterable[CoverageRow]) -> int:
        if column.has_counts:
            return sum(column.count(row.ref.id) > 0 for row in rows)
        return sum(column.state(row.ref.id) is CellState.LISTED for row in rows)

    def total(self, column: GridColumn, rows: Sequence[CoverageRow]) -> tuple[str, str]:
        """Return the two lines under a column; each country is counted once, whatever its regions."""
        number = self._listed(column, rows)
        return (number, self._tr("listed")) if number else (cell_word(CellState.NOT_STATED, self._tr), "")

    def count_words(self, shown: int) -> str:
        """Return how many countries are shown."""
        tr, total = self._tr, len(self._coverage.rows)
        if shown == total:
            return tr.plural("{n} country", "{n} countries", total)
        return tr.plural("{n} of {total} countries", "{n} of {total} countries", shown, total=tr.number(total))

    def hint(self, rows: Sequence[CoverageRow]) -> str:
        """Return why nothing is shown."""
        if rows:
            return ""
        if not self._coverage.rows:
            return self._tr("This reference has no countries.")
        return self._tr("No country meets all filters. Remove one of them to see more.")

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Yield the notes under the grid: what the absence of a project means, and that counts are no sums."""
        tr = self._tr
        unstated = [each for each in self._coverage.columns if each.kind is ColumnKind.PROJECT and not each.is_stated]
        if self.filters.get(PROJECTS) is CellState.NOT_LISTED and unstated:
            titles = tr.listed(each.ref.title for each in unstated if each.ref is not None)
            text = tr(
                "The source lists these countries among the beneficiaries of no project. For {projects} it names no "
                "countries, so whether a country is one of them is not stated."
            ).format(projects=titles)
            yield tr("What “none” means here"), text, unstated[0].ref.id if unstated[0].ref is not None else ""
        if self._coverage.by_count:
            text = tr("There are more projects than columns; the numbers count the projects that began in each year.")
            yield tr("Projects by year"), text, ""

    def table(self, lines: Iterable[GridGroup | GridRow]) -> OverviewTable:
        """Return the table that says the same as the grid."""
        tr = self._tr
        headers = (tr("Country"), tr("Region"), *(column.title for column in self.columns))
        titles = {region.id: region.title for region in self._coverage.regions}
        regions = {row.ref.id: tr.listed(titles.get(id, id) for id in row.regions) for row in self._coverage.rows}
        seen: dict[str, OverviewTableRow] = {}
        for line in lines:
            if isinstance(line, GridRow) and line.ref.id not in seen:
                cells = (line.ref.title, regions[line.ref.id], *self._cell_words(line))
                seen[line.ref.id] = OverviewTableRow(cells, line.ref)
        return OverviewTable(headers, tuple(seen.values()))

    def _cell_words(self, line: GridRow) -> Iterator[str]:
        for column, state in zip(self.columns, line.cells, strict=True):
            yield self._tr.number(column.count(line.ref.id)) if column.has_counts else cell_word(state, self._tr)


def _rank(column: GridColumn, country_id: str) -> int:
    """Sort listed countries first, and greater numbers before smaller ones."""
    if column.has_counts:
        return -column.count(country_id)
    return tuple(CellState).index(column.state(country_id))
