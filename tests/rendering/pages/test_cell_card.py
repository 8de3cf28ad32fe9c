"""The cards of the overviews name the first of many projects or lists, and count the others."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, CoverageCell, CoverageColumn, ProjectCounts
from coopviewer.domain.reference.pages import Page
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.cell_card import (
    lay_out_cell_card,
    lay_out_count_card,
    lay_out_instruments_card,
    lay_out_unstated_card,
    opened_from,
    opening_words,
)
from tests.reference_values import ref, relation
from tests.rendering.reference_samples import entry_page, group, record

NIGER, KOSOVO, CELL = ref("country/NE", "Niger"), ref("country/XK", "Kosovo*", "*"), ref("project/cell", "AFIC")


def lines_of(card: Document) -> list[str]:
    return [line for line in write_text(card).splitlines() if line]


def counted(projects: int, legal_note: str = "") -> CoverageCell:
    counts = ProjectCounts({NIGER.id: (1 << projects) - 1}, -1)
    column = CoverageColumn("year:2019", ColumnKind.COUNT, None, {}, CellState.NOT_STATED, counts=counts, label="2019")
    return CoverageCell(NIGER, column, legal_note=legal_note)


@pytest.mark.parametrize(
    ("projects", "named", "number", "more"),
    [
        (1, 1, "1 project", ""),
        (3, 3, "3 projects", ""),
        (3, 2, "3 projects", "and 1 more"),
        (40, 12, "40 projects", "and 28 more"),
    ],
)
def test_a_card_of_a_number_of_projects_names_the_first_and_counts_the_others(
    projects: int, named: int, number: str, more: str
) -> None:
    shown = [ref(f"project/p{each}", f"Project {each}") for each in range(named)]
    lines = lines_of(lay_out_count_card(counted(projects), shown, ENGLISH))
    assert number in lines
    assert [line for line in lines if "Project " in line] == [f"- Project {each}" for each in range(named)]
    assert [line for line in lines if line.startswith("and ")] == ([more] if more else [])
    assert not any("no such project" in line for line in lines)


def test_a_card_of_no_project_says_that_the_source_lists_none() -> None:
    lines = lines_of(lay_out_count_card(counted(0, "A note."), (), ENGLISH))
    assert "0 projects" in lines
    assert any(line.startswith("The source lists Niger in no such project.") for line in lines)
    assert not any(line.startswith("and ") for line in lines)
    assert lines[-1] == "A note."


def listing(key: str, title: str, **more: object) -> CoverageColumn:
    return CoverageColumn(key, ColumnKind.NETWORK, ref(key, title), {NIGER.id: "f"}, CellState.NOT_STATED, **more)


@pytest.mark.parametrize(("alike", "more"), [(1, ""), (11, ""), (12, "and 1 more"), (20, "and 9 more")])
def test_a_card_of_several_lists_names_twelve_of_them(alike: int, more: str) -> None:
    others = tuple(listing(f"network/n{each}", f"List {each}") for each in range(alike))
    lines = lines_of(lay_out_cell_card(CoverageCell(NIGER, listing("network/n", "List"), others), None, {}, ENGLISH))
    assert f"Niger × {alike + 1} networks" in lines
    assert "The same holds for each of these:" in lines
    assert len([line for line in lines if line.startswith("- List")]) == min(alike + 1, 12)
    assert [line for line in lines if line.startswith("and ")] == ([more] if more else [])


def test_a_card_of_one_list_says_what_it_lists_and_the_note_on_the_country() -> None:
    column = listing("network/n", "AFIC")
    lines = lines_of(lay_out_cell_card(CoverageCell(KOSOVO, column, legal_note="A note."), None, {}, ENGLISH))
    assert lines[0] == "Kosovo* × AFIC"
    assert "The same holds for each of these:" not in lines
    assert lines[-1] == "* A note."


@pytest.mark.parametrize(
    ("names", "number"), [((), "0 instruments"), (("AFIC",), "1 instrument"), (("AFIC", "IOM"), "2 instruments")]
)
def test_a_card_of_instruments_names_them_or_says_that_there_are_none(names: tuple[str, ...], number: str) -> None:
    lines = lines_of(lay_out_instruments_card(KOSOVO, len(names), names, "A note.", ENGLISH))
    assert number in lines
    assert [line for line in lines if line.startswith("- ")] == [f"- {each}" for each in names]
    assert any("lists Kosovo* nowhere here" in line for line in lines) is not bool(names)
    assert lines[-1] == "* A note."
    assert not any("note" in line for line in lines_of(lay_out_instruments_card(NIGER, len(names), names, "", ENGLISH)))


def test_a_card_of_a_project_without_a_timeframe_says_so() -> None:
    lines = lines_of(lay_out_unstated_card(CELL, ENGLISH))
    assert lines == ["Timeframe · AFIC", "The source states no timeframe for this project."]


def test_the_button_opens_the_list_of_a_column_or_else_the_country() -> None:
    listed, number = CoverageCell(NIGER, listing("network/n", "AFIC")), counted(1)
    of_sector = number._replace(column=number.column._replace(ref=ref("theme/water", "Water")))
    assert [opened_from(each).id for each in (listed, number, of_sector)] == ["network/n", NIGER.id, NIGER.id]
    entries = (NIGER, CELL, ref("network/n"), ref("theme/water"))
    assert [opening_words(each, ENGLISH) for each in entries] == [
        *("&Open country", "&Open project", "&Open network", "&Open"),
    ]


def sentence(column: CoverageColumn, page: Page | None = None) -> str:
    """Return what the card of Niger's cell says, after its heading."""
    return lines_of(lay_out_cell_card(CoverageCell(NIGER, column), page, {}, ENGLISH))[2]


MALI_ALONE = {"country/ML": "f"}


def of_kind(
    kind: ColumnKind, facts: dict[str, str], absent: CellState = CellState.NOT_LISTED, **more: Any
) -> CoverageColumn:
    entry = None if kind is ColumnKind.ARRANGEMENT else ref("project/a", "Wells")
    return CoverageColumn("project/a", kind, entry, facts, absent, **more)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ColumnKind.CELL, "The source lists a risk analysis cell of Wells in Niger."),
        (ColumnKind.NETWORK, "The source lists Niger as a member of Wells."),
        (ColumnKind.PROJECT, "The source lists Niger as a beneficiary of Wells."),
    ],
)
def test_a_card_says_as_what_a_country_is_listed(kind: ColumnKind, said: str) -> None:
    assert sentence(of_kind(kind, {NIGER.id: "f"})) == said


def test_a_card_counts_the_countries_with_a_working_arrangement() -> None:
    alone, two = ({NIGER.id: "f", **more} for more in ({}, MALI_ALONE))
    assert sentence(of_kind(ColumnKind.ARRANGEMENT, alone)).startswith("Niger is the 1 country that")
    assert sentence(of_kind(ColumnKind.ARRANGEMENT, two)).startswith("Niger is among the 2 countries that")


@pytest.mark.parametrize(
    ("facts", "absent", "is_unread", "begins"),
    [
        (MALI_ALONE, CellState.NOT_LISTED, False, "The source lists 1 country here. The list is complete, and Niger"),
        ({}, CellState.NOT_LISTED, False, "The source lists 0 countries here. The list is complete, and Niger"),
        (MALI_ALONE, CellState.NOT_STATED, False, "The list is not said to be complete. Whether Niger belongs"),
        ({}, CellState.NOT_STATED, False, "The source names no country here. Whether Niger is one is not stated."),
        ({}, CellState.NOT_STATED, True, "What the source names here could not be read as a country or a region;"),
        ({}, CellState.NOT_LOOKED_AT, True, "What the source names here could not be read as a country or a region;"),
        ({}, CellState.NOT_LOOKED_AT, False, "This reference names no country here, and does not say whether"),
    ],
)
def test_a_card_says_what_it_means_that_a_country_is_not_listed(
    facts: dict[str, str], absent: CellState, is_unread: bool, begins: str
) -> None:
    assert sentence(of_kind(ColumnKind.PROJECT, facts, absent, is_unread=is_unread)).startswith(begins)


@pytest.mark.parametrize(("as_given", "named"), [("the region", "the region"), (None, "Africa")])
def test_a_card_names_the_region_that_a_project_lists_instead(as_given: str | None, named: str) -> None:
    fact = relation("project/a", "has-beneficiary", "region/africa", as_given=as_given)
    page = entry_page(record("project/a", groups=[group(fact)]), refs=(ref("region/africa", "Africa"),))
    column = of_kind(ColumnKind.PROJECT, {}, CellState.NOT_STATED, others={"region/africa": fact.id})
    assert sentence(column, page) == (
        f"The source lists “{named}” here, and names no country of it. Whether Niger is one is not stated."
    )


def test_a_card_has_the_sources_of_its_fact_if_the_page_has_it() -> None:
    fact = relation("project/a", "has-beneficiary", NIGER.id)
    page = entry_page(record("project/a", groups=[group(fact)]))
    known, unknown = (of_kind(ColumnKind.PROJECT, {NIGER.id: fact_id}) for fact_id in (fact.id, "other"))
    lines = [lines_of(lay_out_cell_card(CoverageCell(NIGER, each), page, {}, ENGLISH)) for each in (known, unknown)]
    assert lines[0][:3] == lines[1]
    assert lines[0][3:] == ["Stated", "leaflet", "- P1 · Section, item 1; characters 3 to 7"]
