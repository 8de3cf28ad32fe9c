"""The coverage as it is drawn: columns, countries under their regions, what is counted, and the notes below."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import (
    CellState,
    ColumnChoice,
    ColumnKind,
    Coverage,
    CoverageColumn,
    CoverageRow,
    NoteCounts,
    ProjectCounts,
    UnstatedProjects,
)
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.rendering.overviews.coverage_grid import GridColumn, GridGroup, GridNote, GridRow, grid_columns
from coopviewer.rendering.overviews.coverage_rows import CoverageView, lay_out_coverage
from tests.reference_values import ref

MALI, NIGER, SERBIA = ref("country/ML", "Mali"), ref("country/NE", "Niger"), ref("country/RS", "Serbia")
KOSOVO = ref("country/XK", "Kosovo*", "*")
AFRICA, BALKANS, SAHEL = ref("region/africa", "Africa"), ref("region/balkans", "Balkans"), ref("region/sahel", "Sahel")
ROWS = (
    CoverageRow(KOSOVO, (), "XK", "A note."),
    CoverageRow(MALI, (AFRICA.id, SAHEL.id), "MLI"),
    CoverageRow(NIGER, (AFRICA.id,), "NER"),
    CoverageRow(SERBIA, (BALKANS.id,), "SRB"),
)
NOT_LISTED, NOT_STATED, NOT_LOOKED_AT = CellState.NOT_LISTED, CellState.NOT_STATED, CellState.NOT_LOOKED_AT


def listing(
    key: str,
    *countries: str,
    kind: ColumnKind = ColumnKind.PROJECT,
    absent: CellState = NOT_LISTED,
    **more: Any,
) -> CoverageColumn:
    """Make a column that is a list of countries, by the ends of their ids."""
    facts = {f"country/{each}": f"{key}/{each}" for each in countries}
    title = key.partition("/")[2]
    return CoverageColumn(key, kind, ref(key, title) if title else None, facts, absent, **more)


def counting(key: str, label: str = "", among: int = -1, **projects: int) -> CoverageColumn:
    """Make a column of numbers: each country has a set of projects, a bit for each."""
    counts = ProjectCounts({f"country/{each}": bits for each, bits in projects.items()}, among)
    return CoverageColumn(key, ColumnKind.COUNT, None, {}, NOT_STATED, counts=counts, label=label)


ARRANGEMENT = listing("arrangement", "RS", "XK", kind=ColumnKind.ARRANGEMENT)
AFIC = listing("project/AFIC", "ML", "NE")
NOTES = CoverageColumn(
    "notes", ColumnKind.NOTES, None, {}, NOT_STATED, counts=NoteCounts({NIGER.id: 2, MALI.id: 1}), label="Notes"
)


def coverage(*columns: CoverageColumn, rows: tuple[CoverageRow, ...] = ROWS, **more: Any) -> Coverage:
    return Coverage(rows, columns, (AFRICA, BALKANS, SAHEL), **more)


def lay_out(given: Coverage, matching: Sequence[str] | None = None, **query: Any) -> CoverageView:
    asked = OverviewQuery(kind=OverviewKind.COVERAGE, **query)
    return lay_out_coverage(given, asked, None if matching is None else frozenset(matching), ENGLISH)


def lines(view: CoverageView) -> Iterator[str]:
    """Yield the lines of the grid, headings with the number of their rows and their cells."""
    for line in view.lines:
        match line:
            case GridGroup():
                yield f"{line.title} ({line.rows}): {' | '.join(line.cells)}"
            case GridRow():
                yield line.ref.title
            case GridNote():
                yield f"({line.text})"


def countries(view: CoverageView) -> list[str]:
    return [line.ref.title for line in view.lines if isinstance(line, GridRow)]


def test_a_country_is_under_each_of_its_regions_and_those_of_none_are_last() -> None:
    assert list(lines(lay_out(coverage(ARRANGEMENT, AFIC)))) == [
        *("Africa (2): 0 | 2", "Mali", "Niger"),
        *("Balkans (1): 1 | 0", "Serbia"),
        *("Sahel (1): 0 | 1", "Mali"),
        *("No region stated (1): 1 | 0", "Kosovo*"),
    ]


def test_without_groups_each_country_has_one_row_and_no_region_a_heading() -> None:
    view = lay_out(coverage(ARRANGEMENT), group="none")
    assert list(lines(view)) == ["Kosovo*", "Mali", "Niger", "Serbia"]
    assert [line.legal_note for line in view.lines if isinstance(line, GridRow)] == ["A note.", "", "", ""]


def test_a_region_without_rows_is_left_out() -> None:
    assert list(lines(lay_out(coverage(AFIC, rows=ROWS[2:])))) == ["Africa (1): 1", "Niger", "Balkans (1): 0", "Serbia"]


def test_a_region_of_which_the_source_names_no_country_has_a_note() -> None:
    rows = tuple(row for row in ROWS if row.ref != SERBIA)
    of_africa = listing("project/A", "ML", absent=NOT_STATED, others={BALKANS.id: "f"})
    given = coverage(ARRANGEMENT, of_africa, AFIC, counting("year:2019"), rows=rows, empty=frozenset({BALKANS.id}))
    found = list(lines(lay_out(given)))
    assert found[3:5] == [
        "Balkans (0):  | listed |  | ",
        "(The source names no country of this group.)",
    ]
    assert not any("names no country" in line for line in lines(lay_out(given, [MALI.id, NIGER.id])))
    assert list(lines(lay_out(given, group="none"))) == ["Kosovo*", "Mali", "Niger"]


@pytest.mark.parametrize(
    ("absent", "cell"), [(NOT_LISTED, ""), (NOT_STATED, "not-stated"), (NOT_LOOKED_AT, "not-looked-at")]
)
def test_a_region_without_countries_has_the_state_of_a_list_that_may_yet_mean_it(absent: CellState, cell: str) -> None:
    column = listing("project/A", absent=absent)
    given = coverage(column, rows=ROWS[:1], empty=frozenset({SAHEL.id}))
    assert next(lines(lay_out(given))) == f"Sahel (0): {cell}"


def test_a_list_that_names_no_country_has_its_state_in_the_heading_of_a_region() -> None:
    given = coverage(
        listing("project/A", absent=NOT_STATED, others={AFRICA.id: "f"}),
        listing("project/B", absent=NOT_LOOKED_AT),
        listing("project/C"),
    )
    view = lay_out(given)
    headings = [line.cells for line in view.lines if isinstance(line, GridGroup)]
    assert headings == [
        (CellState.LISTED, NOT_LOOKED_AT, "0"),
        *[(NOT_STATED, NOT_LOOKED_AT, "0")] * 3,
    ]
    assert view.totals == (("", "not stated"), ("", "not looked at"), ("0", "listed"))


def test_a_project_that_lists_several_countries_counts_once_in_a_region_and_below() -> None:
    years = (counting("year:2019", "2019", 0b011, ML=0b111, NE=0b101), counting("year:2020", "2020", 0b100, NE=0b100))
    every = counting("projects", ML=0b111, NE=0b101, XK=0b1000)
    view = lay_out(coverage(*years, projects=every))
    headings = {line.title: line.cells for line in view.lines if isinstance(line, GridGroup)}
    assert headings == {
        "Africa": ("2", "1", "3"),
        "Balkans": ("0", "0", "0"),
        "Sahel": ("2", "0", "3"),
        "No region stated": ("0", "0", "1"),
    }
    assert view.totals == (("2", "projects"), ("1", "project"), ("4", "projects"))


def test_what_is_below_a_column_says_what_is_counted() -> None:
    unread = listing("project/U", absent=NOT_STATED, is_unread=True)
    view = lay_out(coverage(ARRANGEMENT, AFIC, unread, NOTES))
    assert view.totals == (("2", "listed"), ("2", "listed"), ("", "not read"), ("3", "notes"))
    assert lay_out(coverage(NOTES), [MALI.id]).totals == (("1", "note"),)
    assert lay_out(coverage(NOTES, AFIC), [SERBIA.id]).totals == (("0", "notes"), ("0", "listed"))


def test_only_countries_that_the_search_finds_have_rows_and_count() -> None:
    view = lay_out(coverage(AFIC), [NIGER.id, SERBIA.id, "country/NG"])
    assert countries(view) == ["Niger", "Serbia"]
    assert view.totals == (("1", "listed"),)
    assert view.frame.total == "2 of 4 countries"
    assert [row.cells[0] for row in view.table.rows] == ["Niger", "Serbia"]
    assert lay_out(coverage(AFIC)).frame.total == "4 countries"


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("project/AFIC:listed", ["Mali", "Niger"]),
        ("project/AFIC:not-listed", ["Kosovo*", "Serbia"]),
        ("project/AFIC:not-stated", []),
        ("year:2019:listed", ["Mali"]),
        ("year:2019:not-listed", ["Kosovo*", "Niger", "Serbia"]),
        ("projects:listed", ["Kosovo*", "Mali"]),
        ("project/also:listed", ["Serbia"]),
        ("project/AFIC:listed,year:2019:not-listed", ["Niger"]),
    ],
)
def test_filters_on_columns_exclude_countries(where: str, found: list[str]) -> None:
    year, every = counting("year:2019", "2019", 1, ML=0b11, XK=0b10), counting("projects", ML=0b11, XK=0b10)
    given = coverage(AFIC, year, projects=every, also=(listing("project/also", "RS"),))
    view = lay_out(given, where=where, group="none")
    assert countries(view) == found
    assert len(view.filters) == where.count(",") + 1


def test_the_filters_are_told_by_the_titles_of_their_columns() -> None:
    given = coverage(AFIC, ARRANGEMENT, also=(listing("project/also", "RS"),))
    view = lay_out(given, where="project/AFIC:listed,project/also:not-listed,project/unknown:listed")
    assert view.filters == {
        "project/AFIC": ("AFIC", CellState.LISTED),
        "project/also": ("also", CellState.NOT_LISTED),
    }
    assert [column.filtered for column in view.columns] == [CellState.LISTED, None]
    assert lay_out(given).filters == {}


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("", ["Kosovo*", "Mali", "Niger", "Serbia"]),
        ("-", ["Serbia", "Niger", "Mali", "Kosovo*"]),
        ("project/AFIC", ["Mali", "Niger", "Kosovo*", "Serbia"]),
        ("-project/AFIC", ["Serbia", "Kosovo*", "Niger", "Mali"]),
        ("project/open", ["Serbia", "Kosovo*", "Mali", "Niger"]),
        ("projects", ["Niger", "Mali", "Kosovo*", "Serbia"]),
        ("-projects", ["Serbia", "Kosovo*", "Mali", "Niger"]),
        ("project/unknown", ["Kosovo*", "Mali", "Niger", "Serbia"]),
    ],
)
def test_a_column_sorts_listed_countries_and_greater_numbers_first(sort: str, found: list[str]) -> None:
    given = coverage(AFIC, listing("project/open", "RS", absent=NOT_STATED), projects=counting("projects", ML=1, NE=3))
    view = lay_out(given, sort=sort, group="none")
    assert countries(view) == found
    assert view.sort == sort


def test_within_a_region_the_rows_are_sorted_too() -> None:
    view = lay_out(coverage(AFIC, projects=counting("projects", NE=1)), sort="projects")
    assert countries(view) == ["Niger", "Mali", "Serbia", "Mali", "Kosovo*"]


def test_the_number_of_all_projects_is_behind_those_of_single_projects_or_else_last() -> None:
    every = counting("projects", ML=1)

    def keys(*columns: CoverageColumn) -> list[str]:
        return [column.key for column in lay_out(coverage(*columns, projects=every)).columns]

    assert keys(ARRANGEMENT, AFIC, listing("project/B"), NOTES) == [
        *("arrangement", "project/AFIC", "project/B", "projects", "notes")
    ]
    assert keys(AFIC, ARRANGEMENT) == ["project/AFIC", "projects", "arrangement"]
    assert keys(ARRANGEMENT, NOTES) == ["arrangement", "notes", "projects"]
    assert [column.key for column in lay_out(coverage(AFIC)).columns] == ["project/AFIC"]


def test_networks_that_state_no_members_are_one_column_in_the_place_of_the_first() -> None:
    networks = [listing(f"network/{each}", kind=ColumnKind.NETWORK, absent=NOT_STATED) for each in "ab"]
    columns = grid_columns(coverage(ARRANGEMENT, networks[0], AFIC, networks[1]), {"networks": NOT_STATED}, ENGLISH)
    assert [column.key for column in columns] == ["arrangement", "networks", "project/AFIC"]
    folded = columns[1]
    assert (folded.title, folded.detail, folded.whole) == ("Networks 2", "members not stated", "")
    assert (folded.columns, folded.is_project, folded.filtered) == (tuple(networks), False, NOT_STATED)
    assert (folded.kind, folded.state(NIGER.id), folded.is_stated) == (ColumnKind.NETWORK, NOT_STATED, False)


def test_networks_that_nobody_looked_at_say_so_and_one_is_no_plural() -> None:
    network = listing("network/a", kind=ColumnKind.NETWORK, absent=NOT_LOOKED_AT)
    (folded,) = grid_columns(coverage(network), {}, ENGLISH)
    assert (folded.title, folded.detail, folded.filtered) == ("1 network", "not looked at", None)


def test_networks_of_which_one_names_a_country_have_a_column_each() -> None:
    networks = (
        listing("network/a", kind=ColumnKind.NETWORK, absent=NOT_STATED),
        listing("network/b", "ML", kind=ColumnKind.NETWORK, absent=NOT_STATED),
    )
    columns = grid_columns(coverage(*networks), {"network/b": CellState.LISTED}, ENGLISH)
    assert [(column.key, column.detail, column.filtered) for column in columns] == [
        ("network/a", "members not stated", None),
        ("network/b", "", CellState.LISTED),
    ]


def test_a_column_of_projects_is_under_their_heading_and_has_its_years() -> None:
    column = listing("project/A", "ML", years="2017–2019", acronym="A1")
    single, count, arrangement, notes = grid_columns(
        coverage(column, counting("year:2019", "2019"), ARRANGEMENT, NOTES), {}, ENGLISH
    )
    assert (single.title, single.detail, single.whole) == ("A1", "2017–2019", "A, 2017–2019")
    assert [each.is_project for each in (single, count, arrangement, notes)] == [True, True, False, False]
    assert [each.has_counts for each in (single, count, arrangement, notes)] == [False, True, False, True]
    assert [each.is_unread for each in (single, count)] == [False, False]
    assert (single.is_stated, single.count(MALI.id), single.state(MALI.id)) == (True, 0, CellState.LISTED)


def test_a_number_for_several_countries_counts_each_project_once() -> None:
    (column,) = grid_columns(coverage(counting("year:2019", "2019", 0b110, ML=0b011, NE=0b110)), {}, ENGLISH)
    counts = (column.count(), column.count(MALI.id), column.count(NIGER.id), column.count(MALI.id, NIGER.id))
    assert counts == (0, 1, 2, 2)


def test_a_column_of_several_lists_is_stated_if_one_of_them_is() -> None:
    lists = (listing("network/a", absent=NOT_STATED), listing("network/b", "ML", absent=NOT_STATED))
    column = GridColumn("networks", "Networks", "", lists, is_project=False, filtered=None)
    assert column.is_stated
    assert not column._replace(columns=lists[:1]).is_stated


def test_nothing_shown_is_explained() -> None:
    assert lay_out(coverage(AFIC)).frame.hint == ""
    assert lay_out(coverage(AFIC, rows=())).frame.hint == "This reference has no countries."
    assert lay_out(coverage(AFIC), []).frame.hint == ("No country meets all filters. Remove one of them to see more.")


def headings_of_notes(view: CoverageView) -> list[tuple[str, str]]:
    return [(heading, entry) for heading, _, entry in view.frame.notes]


UNSTATED = UnstatedProjects((ref("project/open", "Open"),), 3)


def test_projects_of_which_no_country_is_known_are_told_beside_numbers_of_projects() -> None:
    given = coverage(AFIC, projects=counting("projects", ML=1), unstated=UNSTATED)
    assert headings_of_notes(lay_out(given, [MALI.id])) == [("Projects in no row", "project/open")]
    assert lay_out(given, [MALI.id]).frame.notes[0][1].startswith("3 projects are not counted")
    assert headings_of_notes(lay_out(coverage(AFIC, unstated=UNSTATED), [MALI.id])) == []
    assert headings_of_notes(lay_out(given._replace(unstated=UnstatedProjects()), [MALI.id])) == []


def test_whoever_asks_for_countries_without_projects_is_told_which_are_unknown() -> None:
    given = coverage(AFIC, projects=counting("projects", ML=1), unstated=UNSTATED)
    view = lay_out(given, [NIGER.id], where="projects:not-listed")
    assert headings_of_notes(view) == [("What “none” means here", "project/open")]
    assert "For Open, and 2 more projects no country is named" in view.frame.notes[0][1]
    for where in ("projects:listed", "project/AFIC:not-listed"):
        headings = headings_of_notes(lay_out(given, [NIGER.id, MALI.id], where=where))
        assert headings == [("Projects in no row", "project/open")]
    sure = given._replace(unstated=UnstatedProjects())
    assert headings_of_notes(lay_out(sure, [NIGER.id], where="projects:not-listed")) == []


def test_more_projects_than_columns_have_a_note_and_so_have_my_own_notes() -> None:
    many = coverage(AFIC, NOTES, choices=(ColumnChoice.YEAR, ColumnChoice.STATUS))
    view = lay_out(many, [MALI.id])
    assert headings_of_notes(view) == [("Projects as numbers", ""), ("My notes on the country", "")]
    assert view.choices == (ColumnChoice.YEAR, ColumnChoice.STATUS)
    assert headings_of_notes(lay_out(coverage(AFIC), [MALI.id])) == []


def test_the_note_on_a_country_is_shown_with_its_row_only() -> None:
    view = lay_out(coverage(AFIC))
    assert view.frame.notes == (("", "* A note.", KOSOVO.id),)
    assert lay_out(coverage(AFIC), [MALI.id]).frame.notes == ()
    unmarked = CoverageRow(ref("country/XK", "Kosovo"), (), "XK", "A note.")
    assert lay_out(coverage(AFIC, rows=(unmarked,))).frame.notes == (("", "Kosovo A note.", KOSOVO.id),)


def test_the_heading_over_projects_says_what_the_columns_are() -> None:
    assert lay_out(coverage(AFIC)).heading == "Beneficiary of project"
    of_years = lay_out(coverage(counting("year:2019", "2019"), choice=ColumnChoice.YEAR))
    assert (of_years.heading, of_years.choice) == ("Beneficiary of projects that began in", ColumnChoice.YEAR)


def test_the_table_has_each_country_once_with_its_regions() -> None:
    unread = listing("project/U", absent=NOT_STATED, is_unread=True)
    table = lay_out(coverage(ARRANGEMENT, unread, projects=counting("projects", NE=0b11))).table
    assert table.headers == ("Country", "Region", "Working arrangement", "U", "Projects")
    assert [row.cells for row in table.rows] == [
        ("Mali", "Africa, Sahel", "not listed", "not read", "0"),
        ("Niger", "Africa", "not listed", "not read", "2"),
        ("Serbia", "Balkans", "listed", "not read", "0"),
        ("Kosovo*", "", "listed", "not read", "0"),
    ]
    assert [row.ref for row in table.rows] == [MALI, NIGER, SERBIA, KOSOVO]
    assert table.rows[-1] is table.rows[3]
    assert [row.cells[0] for row in table.rows[1:3]] == ["Niger", "Serbia"]
    with pytest.raises(IndexError):
        table.rows[4]


def test_the_table_has_a_region_without_countries_with_the_reason() -> None:
    lists = (
        listing("project/A", "ML", absent=NOT_STATED, others={BALKANS.id: "f"}),
        listing("project/B", absent=NOT_STATED),
        listing("project/C"),
    )
    given = coverage(*lists, counting("year:2019", "2019"), rows=ROWS[1:2], empty=frozenset({BALKANS.id}))
    assert [row.cells for row in lay_out(given).table.rows] == [
        ("Mali", "Africa, Sahel", "listed", "not stated", "not listed", "0"),
        ("Balkans", "The source names no country of this group.", "listed", "not stated", "", ""),
    ]
