"""What the map says of each country is read once the country is pointed at, and says the same as the lists."""

from collections.abc import Iterator, Mapping

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnKind,
    Coverage,
    CoverageColumn,
    CoverageRow,
    ProjectCounts,
)
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.overviews.map_rows import INSTRUMENTS, CountFill, MapView, card_lines, lay_out_map

COUNTRIES = [f"country/c{place}" for place in range(20)]
YEARS = range(1995, 2025)


class Listing(Mapping[str, int]):
    """The projects of each country, which counts how often they are read."""

    def __init__(self) -> None:
        self.projects = {id_: (1 << place + 1) - 1 for place, id_ in enumerate(COUNTRIES)}
        self.reads = 0

    def __getitem__(self, id_: str) -> int:
        self.reads += 1
        return self.projects[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self.projects)

    def __len__(self) -> int:
        return len(self.projects)


def coverage_of(listing: Listing) -> Coverage:
    def column(key: str, label: str, among: int) -> CoverageColumn:
        counts = ProjectCounts(listing, among)
        return CoverageColumn(key, ColumnKind.COUNT, None, {}, CellState.NOT_STATED, counts=counts, label=label)

    rows = tuple(
        CoverageRow(EntryRef(id_, EntryKind.COUNTRY, f"Country {place}", f"country {place:02}"), (), f"C{place}")
        for place, id_ in enumerate(COUNTRIES)
    )
    years = tuple(column(f"year:{year}", str(year), 1 << place) for place, year in enumerate(YEARS))
    return Coverage(rows, years, (), projects=column("projects", "", -1))


def lay_out(listing: Listing, colour: str = "") -> MapView:
    return lay_out_map(coverage_of(listing), OverviewQuery(kind=OverviewKind.MAP, colour=colour), None, ENGLISH)


def test_only_the_list_that_colours_the_map_is_read_at_first() -> None:
    listing = Listing()
    view = lay_out(listing)
    assert view.colour == "projects"
    assert listing.reads <= 3 * len(COUNTRIES)
    assert [each.cells for each in view.table.rows[:2]] == [("Country 0", "1"), ("Country 1", "2")]


def test_the_card_of_a_country_says_what_all_lists_say() -> None:
    view = lay_out(Listing(), "year:1997")
    country = view.countries["C4"]
    assert [(each.label, each.value, each.is_strong) for each in country.lines[:3]] == [
        ("1997", "1", True),
        ("Projects", "5", False),
        ("1995", "1", False),
    ]
    assert sum(each.is_counted for each in country.lines) == 1 + 5
    assert len(country.lines) == len(view.columns) - 1  # the number of instruments is no list
    assert len(card_lines(country, ENGLISH)) == 6
    assert list(country.instruments) == [f"{year}: 1" for year in range(1995, 2000)]


def test_a_map_of_instruments_counts_them() -> None:
    view = lay_out(Listing(), INSTRUMENTS)
    country = view.countries["C2"]
    assert (country.lines[0].value, country.value, len(country.instruments)) == ("3", "3", 3)
    assert country.lines[1].label == "Projects"
    fills = [view.countries[f"C{place}"].fill for place in range(4)]
    assert fills == [CountFill.ONE, CountFill.TWO, CountFill.MORE, CountFill.MORE]
    counted = [(line.fill, line.label, line.number) for line in view.legend]
    assert counted == [
        (CountFill.ONE, "with 1", "1 country"),
        (CountFill.TWO, "with 2", "1 country"),
        (CountFill.MORE, "with 3 or more", "18 countries"),
    ]


def test_a_card_names_eight_lists_and_counts_the_others() -> None:
    lines = card_lines(lay_out(Listing(), "year:1997").countries["C19"], ENGLISH)
    assert len(lines) == 9
    assert lines[-1].value == "and 13 more"
