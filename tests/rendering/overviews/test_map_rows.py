"""What the map says of each country is read once the country is pointed at, and says the same as the lists."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnKind,
    Coverage,
    CoverageColumn,
    CoverageRow,
    NoteCounts,
    ProjectCounts,
)
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.overviews.map_rows import (
    INSTRUMENTS,
    CountFill,
    MapView,
    card_lines,
    lay_out_map,
)
from tests.reference_values import ref

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
    assert (country.lines[0].value, country.value, country.number, len(country.instruments)) == ("3", "3", 3, 3)
    assert country.lines[1].label == "Projects"
    fills = [view.countries[f"C{place}"].fill for place in (0, 3, 4, 19)]
    assert fills == [CountFill.ONE, CountFill.ONE, CountFill.TWO, CountFill.MORE]
    counted = [(line.fill, line.label, line.number) for line in view.legend]
    assert counted == [
        (CountFill.ONE, "with 1 to 4", "4 countries"),
        (CountFill.TWO, "with 5 to 19", "15 countries"),
        (CountFill.MORE, "with 20 or more", "1 country"),
    ]


def test_a_card_names_eight_lists_and_counts_the_others() -> None:
    lines = card_lines(lay_out(Listing(), "year:1997").countries["C19"], ENGLISH)
    assert len(lines) == 9
    assert lines[-1].value == "and 13 more"


@pytest.mark.parametrize(
    ("number", "fill"),
    [(0, "none"), (1, "one"), (4, "one"), (5, "two"), (19, "two"), (20, "more"), (21, "more")],
)
def test_a_class_of_numbers_begins_at_its_bound(number: int, fill: str) -> None:
    assert CountFill.of(number, (5, 20)) == fill


def test_without_bounds_two_and_three_begin_a_class() -> None:
    assert [CountFill.of(number) for number in range(5)] == ["none", "one", "two", "more", "more"]


MALI, NIGER, SERBIA = ref("country/ML", "Mali"), ref("country/NE", "Niger"), ref("country/RS", "Serbia")
KOSOVO = ref("country/XK", "Kosovo*", "*")
AFRICA, ASIA, BALKANS = ref("region/africa", "Africa"), ref("region/asia", "Asia"), ref("region/balkans", "Balkans")
OF_REGIONS = (
    CoverageRow(KOSOVO, (BALKANS.id,), "XK", "A note."),
    CoverageRow(MALI, (AFRICA.id,), "MLI"),
    CoverageRow(NIGER, (AFRICA.id,), "NER"),
    CoverageRow(SERBIA, (BALKANS.id,), "SRB"),
)


def listing(key: str, *countries: str, kind: ColumnKind = ColumnKind.PROJECT, **more: Any) -> CoverageColumn:
    facts = {f"country/{each}": f"{key}/{each}" for each in countries}
    title = key.partition("/")[2]
    absent = more.pop("absent", CellState.NOT_LISTED)
    return CoverageColumn(key, kind, ref(key, title) if title else None, facts, absent, **more)


def numbers(key: str, label: str = "", **projects: int) -> CoverageColumn:
    """Make a column of numbers of projects."""
    counts = ProjectCounts({f"country/{each}": (1 << number) - 1 for each, number in projects.items()}, -1)
    return CoverageColumn(key, ColumnKind.COUNT, None, {}, CellState.NOT_STATED, counts=counts, label=label)


ARRANGEMENT = listing("arrangement", "RS", "XK", kind=ColumnKind.ARRANGEMENT)
AFIC = listing("project/AFIC", "ML", "NE", absent=CellState.NOT_STATED, acronym="A1", years="2017")
NOTES = CoverageColumn(
    "notes", ColumnKind.NOTES, None, {}, CellState.NOT_STATED, counts=NoteCounts({NIGER.id: 2}), label="Notes"
)


def map_of(
    *columns: CoverageColumn,
    colour: str = "",
    matching: frozenset[str] | None = None,
    rows: tuple[CoverageRow, ...] = OF_REGIONS,
    projects: CoverageColumn | None = None,
) -> MapView:
    coverage = Coverage(rows, columns, (AFRICA, ASIA, BALKANS), projects=projects)
    return lay_out_map(coverage, OverviewQuery(kind=OverviewKind.MAP, colour=colour), matching, ENGLISH)


def legend_of(view: MapView) -> list[tuple[str, str, str]]:
    return [(str(line.fill), line.label, line.number) for line in view.legend]


def test_a_map_of_a_list_has_the_state_of_each_country() -> None:
    view = map_of(ARRANGEMENT, AFIC)
    assert (view.colour, view.column and view.column.key) == ("arrangement", "arrangement")
    assert {key: str(country.fill) for key, country in view.countries.items()} == {
        "XKX": "listed",
        "MLI": "not-listed",
        "NER": "not-listed",
        "SRB": "listed",
    }
    assert legend_of(view) == [("listed", "listed", "2 countries"), ("not-listed", "not listed", "2 countries")]
    assert view.frame.subtitle == "Countries by: Working arrangement."
    assert view.table.headers == ("Country", "Working arrangement")
    assert [row.cells for row in view.table.rows][:2] == [("Kosovo*", "listed"), ("Mali", "not listed")]
    assert [row.ref for row in view.table.rows][:2] == [KOSOVO, MALI]


def test_what_colours_the_map_can_be_chosen() -> None:
    view = map_of(ARRANGEMENT, AFIC)
    assert view.columns == (
        *(("arrangement", "Working arrangement"), ("project/AFIC", "A1")),
        (INSTRUMENTS, "Number of instruments"),
    )
    assert map_of(ARRANGEMENT, AFIC, colour="project/AFIC").colour == "project/AFIC"
    assert map_of(ARRANGEMENT, AFIC, colour="project/unknown").colour == "arrangement"
    of_instruments = map_of(ARRANGEMENT, AFIC, colour=INSTRUMENTS)
    assert (of_instruments.colour, of_instruments.column) == (INSTRUMENTS, None)
    assert of_instruments.frame.subtitle == "Countries by: Number of instruments."


def test_the_number_of_all_projects_is_first_unless_there_are_arrangements() -> None:
    every = numbers("projects", NE=1)
    assert [key for key, _ in map_of(AFIC, projects=every).columns] == ["projects", "project/AFIC", INSTRUMENTS]
    assert [key for key, _ in map_of(ARRANGEMENT, AFIC, projects=every).columns] == [
        *("arrangement", "project/AFIC", INSTRUMENTS)
    ]


def test_countries_that_the_search_does_not_find_are_dimmed_and_not_counted() -> None:
    view = map_of(ARRANGEMENT, matching=frozenset({NIGER.id, SERBIA.id}))
    assert {key for key, country in view.countries.items() if country.is_dimmed} == {"XKX", "MLI"}
    assert legend_of(view) == [("listed", "listed", "1 country"), ("not-listed", "not listed", "1 country")]
    assert view.frame.total == "2 of 4 countries"
    assert [row.cells[0] for row in view.table.rows] == ["Niger", "Serbia"]
    assert map_of(ARRANGEMENT).frame.total == "4 countries"
    assert not any(country.is_dimmed for country in map_of(ARRANGEMENT).countries.values())


def test_the_user_can_zoom_to_regions_that_have_countries() -> None:
    assert map_of(ARRANGEMENT).regions == ((AFRICA, ("MLI", "NER")), (BALKANS, ("XKX", "SRB")))


@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (
            3,
            [
                *(("none", "with none", "1 country"), ("one", "with 1", "2 countries")),
                ("more", "with 3 or more", "1 country"),
            ],
        ),
        (
            20,
            [
                *(("none", "with none", "1 country"), ("one", "with 1 to 4", "2 countries")),
                ("more", "with 20 or more", "1 country"),
            ],
        ),
        (
            19,
            [
                *(("none", "with none", "1 country"), ("one", "with 1 to 4", "2 countries")),
                ("two", "with 5 to 19", "1 country"),
            ],
        ),
    ],
)
def test_the_legend_says_which_numbers_a_colour_stands_for(most: int, legend: list[tuple[str, str, str]]) -> None:
    view = map_of(AFIC, projects=numbers("projects", NE=most, ML=1, RS=1))
    assert legend_of(view) == legend
    assert view.countries["NER"].value == str(most)


def test_a_map_of_instruments_says_where_none_is_listed() -> None:
    rows = (*OF_REGIONS, CoverageRow(ref("country/TD", "Chad"), (), "TCD"))
    view = map_of(ARRANGEMENT, AFIC, NOTES, rows=rows, colour=INSTRUMENTS)
    assert legend_of(view) == [("none", "with none listed", "1 country"), ("one", "with 1", "4 countries")]
    names = {key: list(country.instruments) for key, country in view.countries.items()}
    assert names == {
        "XKX": ["Working arrangement"],
        "SRB": ["Working arrangement"],
        "TCD": [],
        "MLI": ["AFIC, 2017"],
        "NER": ["AFIC, 2017"],
    }
    first = view.countries["NER"].lines[0]
    assert (first.label, first.value, first.sign) == ("Number of instruments", "1", "")
    assert (first.is_counted, first.is_strong) == (False, True)


def test_only_numbers_of_a_property_above_none_are_among_the_instruments() -> None:
    years = (numbers("year:2019", "2019", NE=1_200), numbers("year:2020", "2020", ML=1))
    view = map_of(*years, projects=numbers("projects", NE=1_200, ML=1), colour=INSTRUMENTS)
    names = {key: list(country.instruments) for key, country in view.countries.items()}
    assert names == {"XKX": [], "SRB": [], "MLI": ["2020: 1"], "NER": ["2019: 1,200"]}


def test_projects_that_are_counted_by_a_property_are_each_one_instrument() -> None:
    network = listing("network/c", "NE", kind=ColumnKind.NETWORK)
    sectors = (numbers("sector:a", "Wells", NE=450), numbers("sector:b", "Roads", NE=440, ML=1))
    view = map_of(network, *sectors, projects=numbers("projects", NE=450, ML=1), colour=INSTRUMENTS)
    assert {key: each.number for key, each in view.countries.items()} == {"XKX": 0, "SRB": 0, "MLI": 1, "NER": 451}
    assert [row.cells for row in view.table.rows][1:3] == [("Mali", "1"), ("Niger", "451")]
    assert legend_of(view) == [
        ("none", "with none listed", "2 countries"),
        ("one", "with 1 to 9", "1 country"),
        ("more", "with 100 or more", "1 country"),
    ]
    alone = map_of(AFIC, projects=numbers("projects", NE=1, ML=1), colour=INSTRUMENTS)
    assert alone.countries["NER"].number == 1


def test_networks_in_one_column_are_no_instruments_of_a_country() -> None:
    networks = [listing(f"network/{each}", kind=ColumnKind.NETWORK, absent=CellState.NOT_STATED) for each in "ab"]
    view = map_of(ARRANGEMENT, *networks, colour=INSTRUMENTS)
    assert list(view.countries["SRB"].instruments) == ["Working arrangement"]
    member = listing("network/c", "RS", kind=ColumnKind.NETWORK, acronym="C")
    assert list(map_of(ARRANGEMENT, member).countries["SRB"].instruments) == ["Working arrangement", "c"]


def test_a_card_has_what_colours_the_map_and_what_names_the_country() -> None:
    unread = listing("project/U", absent=CellState.NOT_STATED, is_unread=True)
    country = map_of(ARRANGEMENT, AFIC, unread, NOTES, colour="project/U").countries["NER"]
    lines = [(each.label, each.value, each.sign, each.is_counted, each.is_strong) for each in country.lines]
    assert lines == [
        ("U", "not read", "◌", False, True),
        ("Working arrangement", "not listed", "–", False, False),
        ("A1", "listed", "●", True, False),
        ("My notes on the country", "2", "", True, False),
    ]
    assert [each.label for each in card_lines(country, ENGLISH)] == ["U", "A1", "My notes on the country"]
    assert country.lines[1:3] == tuple(country.lines)[1:3]
    without = map_of(ARRANGEMENT, NOTES).countries["MLI"]
    assert [(each.value, each.is_counted) for each in without.lines] == [("not listed", False), ("0", False)]


@pytest.mark.parametrize(("lists", "shown", "last"), [(7, 8, "p7"), (8, 9, "and 1 more"), (9, 9, "and 2 more")])
def test_a_card_has_eight_lines_before_it_counts(lists: int, shown: int, last: str) -> None:
    columns = [listing(f"project/p{number}", "NE") for number in range(1, lists + 1)]
    lines = card_lines(map_of(ARRANGEMENT, *columns).countries["NER"], ENGLISH)
    assert (len(lines), lines[-1].label or lines[-1].value) == (shown, last)


def notes_of(view: MapView) -> list[tuple[str, str]]:
    """Return the notes before those on the boundaries and on the map data: the beginning of each, and its entry."""
    *notes, boundaries, source = view.frame.notes
    assert boundaries[1].startswith("The boundaries and names on this map")
    assert source[1].startswith("Equal Earth projection.")
    return [(" ".join(text.split()[:5]), entry) for _, text, entry in notes]


def test_the_notes_say_what_the_colours_do_not_mean() -> None:
    legal = ("* A note.", KOSOVO.id)
    assert notes_of(map_of(ARRANGEMENT)) == [legal]
    assert notes_of(map_of(ARRANGEMENT, colour=INSTRUMENTS)) == [("Counted are the working arrangement,", ""), legal]
    assert notes_of(map_of(NOTES, colour="notes")) == [("Counted are your notes on", ""), legal]
    assert notes_of(map_of(numbers("year:2019", "2019"), rows=OF_REGIONS[1:])) == []


def test_the_notes_say_that_a_list_without_countries_colours_nothing() -> None:
    unstated = listing("project/U", absent=CellState.NOT_STATED)
    (note, *_) = map_of(unstated).frame.notes
    assert note[1] == "The source names no country for U, so it colours nothing."
    networks = [listing(f"network/{each}", kind=ColumnKind.NETWORK, absent=CellState.NOT_STATED) for each in "ab"]
    (note, *_) = map_of(ARRANGEMENT, *networks, colour="networks").frame.notes
    assert note[1] == "The source lists no member of a network, so networks colour nothing."
    unmarked = CoverageRow(ref("country/XK", "Kosovo"), (), "XK", "A note.")
    assert notes_of(map_of(ARRANGEMENT, rows=(unmarked,))) == [("Kosovo A note.", KOSOVO.id)]


def test_a_map_of_no_country_says_so() -> None:
    assert map_of(ARRANGEMENT, rows=()).frame.hint == "This reference has no countries."
    assert map_of(ARRANGEMENT).frame.hint == ""
    assert legend_of(map_of(numbers("projects"), rows=())) == []
