"""The table of the coverage, which says the same as its grid; a row is made only when it is read."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState, Coverage
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.rendering.overviews.coverage_grid import GridColumn, GridGroup, GridLine, GridNote, GridRow
from coopviewer.rendering.overviews.table import OverviewTable, OverviewTableRow, WrittenRows
from coopviewer.rendering.words.overview_words import state_word


def coverage_table(
    coverage: Coverage, columns: tuple[GridColumn, ...], lines: Iterable[GridLine], tr: Translate
) -> OverviewTable:
    """Return a table that says the same as the grid, with a row for each country.

    A country of two regions has one row. A region without countries has a row if the grid has a GridNote on why; the
    column *Region* shows that note. ``columns`` and ``lines`` are those of the grid, ``coverage`` is what the grid was
    made of.
    """
    headers = (tr("Country"), tr("Region"), *(column.title for column in columns))
    return OverviewTable(headers, _Rows(coverage, columns, lines, tr))


class _Rows(WrittenRows):
    """The rows of a table, of which there may be many with many cells."""

    def __init__(
        self, coverage: Coverage, columns: tuple[GridColumn, ...], lines: Iterable[GridLine], tr: Translate
    ) -> None:
        self._columns, self._tr = columns, tr
        titles = {region.id: region.title for region in coverage.regions}
        self._regions = {row.ref.id: tr.listed(titles.get(id, id) for id in row.regions) for row in coverage.rows}
        self._lines = list(_distinct(lines))
        self._written: dict[int, OverviewTableRow] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def row_at(self, place: int) -> OverviewTableRow:
        row = self._written.get(place)
        if row is None:
            row = self._written[place] = self._write(*self._lines[place])
        return row

    def _write(self, ref: EntryRef, note: str) -> OverviewTableRow:
        region = note or self._regions.get(ref.id, "")
        return OverviewTableRow((ref.title, region, *(self._words(column, ref.id) for column in self._columns)), ref)

    def _words(self, column: GridColumn, entry_id: str) -> str:
        if column.has_counts:
            return self._tr.number(column.count(entry_id)) if entry_id in self._regions else ""
        state = column.state(entry_id)
        if entry_id not in self._regions and state is CellState.NOT_LISTED:
            return ""
        return state_word(state, self._tr, is_unread=column.is_unread)


def _distinct(lines: Iterable[GridLine]) -> Iterator[tuple[EntryRef, str]]:
    """Yield the countries, each once, and the regions without countries with their note."""
    seen: set[str] = set()
    group: GridGroup | None = None
    for line in lines:
        if isinstance(line, GridGroup):
            group = line
        elif isinstance(line, GridNote):
            if group is not None and group.ref is not None:
                yield group.ref, line.text
        elif isinstance(line, GridRow) and line.ref.id not in seen:
            seen.add(line.ref.id)
            yield line.ref, ""
