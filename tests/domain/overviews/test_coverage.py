"""What a list says of a country, what is counted, and which countries filters on columns leave."""

from collections.abc import Mapping

import pytest

from coopviewer.domain.overviews.coverage import (
    NETWORKS,
    CellState,
    ColumnKind,
    Coverage,
    CoverageCell,
    CoverageColumn,
    CoverageRow,
    NoteCounts,
    ProjectCounts,
    countries_meeting,
    parse_column_filters,
    write_column_filters,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind

NIGER, MALI, CHAD = (EntryRef(f"country/{code}", EntryKind.COUNTRY, code, code) for code in ("NE", "ML", "TD"))
LISTED, NOT_LISTED, NOT_STATED = CellState.LISTED, CellState.NOT_LISTED, CellState.NOT_STATED


def listing(
    key: str, *countries: EntryRef, absent: CellState = NOT_LISTED, kind: ColumnKind = ColumnKind.PROJECT
) -> CoverageColumn:
    """Make the column of a list that names some countries."""
    return CoverageColumn(key, kind, None, {each.id: f"{key}/{each.id}" for each in countries}, absent, f"{key}/extent")


def coverage(*columns: CoverageColumn, also: tuple[CoverageColumn, ...] = ()) -> Coverage:
    return Coverage(tuple(CoverageRow(each, ()) for each in (CHAD, MALI, NIGER)), columns, (), also=also)


def met(shown: Coverage, filters: Mapping[str, CellState]) -> set[str]:
    return {row.ref.title for row in countries_meeting(shown, filters)}


def test_a_country_is_listed_or_as_every_absent_one_is() -> None:
    column = listing("project/wells", NIGER)._replace(others={"region/sahel": "project/wells/sahel"})
    assert [column.state(each) for each in ("country/NE", "region/sahel", "country/ML")] == [LISTED, LISTED, NOT_LISTED]
    assert column.fact_of("country/NE") == "project/wells/country/NE"
    assert column.fact_of("region/sahel") == "project/wells/sahel"
    assert column.fact_of("country/ML") == "project/wells/extent"
    assert column._replace(extent_id="").fact_of("country/ML") == "project/wells/sahel"
    assert column._replace(extent_id="", others={}).fact_of("country/ML") == ""
    cell = CoverageCell(NIGER, column)
    assert (cell.state, cell.fact_id) == (LISTED, "project/wells/country/NE")


@pytest.mark.parametrize(
    ("countries", "absent", "stated"),
    [([], NOT_STATED, False), ([], NOT_LISTED, True), ([NIGER], NOT_STATED, True), ([NIGER], NOT_LISTED, True)],
)
def test_a_list_is_stated_if_it_names_a_country_or_is_complete(
    countries: list[EntryRef], absent: CellState, stated: bool
) -> None:
    assert listing("project/wells", *countries, absent=absent).is_stated is stated


def test_projects_of_several_countries_are_counted_once() -> None:
    counts = ProjectCounts({"country/NE": 0b1011, "country/ML": 0b0110}, among=0b0111, first=40)
    assert [counts.of([each.id]) for each in (NIGER, MALI, CHAD)] == [2, 2, 0]
    assert counts.of(["country/NE", "country/ML", "country/NE"]) == 3
    assert counts.numbers("country/NE", 5) == (40, 41)
    assert counts.numbers("country/NE", 1) == (40,)
    assert counts.numbers("country/TD", 5) == ()


def test_notes_of_a_country_are_counted_once() -> None:
    counts = NoteCounts({"country/NE": 3, "country/ML": 1})
    assert counts.of(["country/NE", "country/NE", "country/ML", "country/TD"]) == 4


def test_filters_on_columns_leave_the_countries_that_meet_all_of_them() -> None:
    shown = coverage(listing("arrangement", NIGER, MALI), listing("project/wells", MALI, absent=NOT_STATED))
    assert met(shown, {}) == {"NE", "ML", "TD"}
    assert met(shown, {"arrangement": LISTED}) == {"NE", "ML"}
    assert met(shown, {"arrangement": LISTED, "project/wells": NOT_STATED}) == {"NE"}
    assert met(shown, {"arrangement": NOT_LISTED}) == {"TD"}
    assert met(shown, {"project/none": LISTED}) == set()
    assert met(shown, {"arrangement": LISTED, "project/none": NOT_STATED}) == set()


def test_a_filter_may_ask_for_a_list_that_is_no_column() -> None:
    shown = coverage(listing("arrangement", NIGER), also=(listing("project/wells", MALI),))
    assert met(shown, {"project/wells": LISTED}) == {"ML"}
    counted = shown._replace(
        projects=CoverageColumn(
            "projects", ColumnKind.COUNT, None, {}, NOT_STATED, counts=ProjectCounts({"country/TD": 1}, 1)
        )
    )
    assert met(counted, {"projects": LISTED}) == {"TD"}
    assert met(counted, {"projects": NOT_LISTED}) == {"NE", "ML"}


def test_networks_that_list_no_member_are_one_column() -> None:
    silent = [listing(f"network/{name}", absent=NOT_STATED, kind=ColumnKind.NETWORK) for name in "ab"]
    shown = coverage(listing("arrangement", NIGER), *silent)
    assert met(shown, {NETWORKS: NOT_STATED}) == {"NE", "ML", "TD"}
    assert met(shown, {NETWORKS: LISTED}) == set()
    assert met(shown, {"network/a": LISTED}) == set()
    assert met(shown, {"network/a": NOT_STATED}) == {"NE", "ML", "TD"}
    assert met(shown, {"arrangement": LISTED}) == {"NE"}
    stated = coverage(*silent, listing("network/c", MALI, kind=ColumnKind.NETWORK))
    assert met(stated, {"network/c": LISTED}) == {"ML"}
    assert met(stated, {"network/a": LISTED}) == set()
    assert met(stated, {NETWORKS: LISTED}) == set()


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("", {}),
        ("arrangement:listed", {"arrangement": LISTED}),
        ("arrangement:listed,project/afic:not-listed", {"arrangement": LISTED, "project/afic": NOT_LISTED}),
        ("risk:cell:not-stated", {"risk:cell": NOT_STATED}),
        (":listed", {}),
        ("arrangement:maybe", {}),
        ("arrangement", {}),
        ("arrangement:listed,,x:", {"arrangement": LISTED}),
    ],
)
def test_filters_of_an_address_are_read_as_far_as_they_make_sense(text: str, filters: dict[str, CellState]) -> None:
    assert parse_column_filters(text) == filters
    assert parse_column_filters(write_column_filters(filters)) == filters
