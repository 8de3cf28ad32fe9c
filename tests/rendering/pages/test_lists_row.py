"""What each list says of a country: a row of signs on the page, and a row for each list on paper."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.imported.imported_pages import ImportedParts
from coopviewer.domain.reference.pages import CountryList
from coopviewer.rendering.document.document import SOFT, Link, Paragraph, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.lists_row import lay_out_lists, lists_table
from tests.reference_values import ref
from tests.rendering.reference_samples import TODAY, entry_page, record, words

LISTED, NOT_LISTED = "listed", "not-listed"
NOT_STATED, NOT_LOOKED_AT = "not-stated", "not-looked-at"
IMPORTED = ImportedParts(frozenset(), frozenset(), {}, {}, {})


def arrangement(state: str = LISTED) -> CountryList:
    return CountryList("arrangement", "has-working-arrangement-with", None, state, "")


def network(name: str, state: str = NOT_STATED, **more: Any) -> CountryList:
    return CountryList(f"network/{name}", "has-member", ref(f"network/{name}"), state, "", **more)


def project(name: str, state: str = LISTED) -> CountryList:
    return CountryList(f"project/{name}", "has-beneficiary", ref(f"project/{name}"), state, "")


def cell(state: str = NOT_LISTED) -> CountryList:
    entry = ref("project/afic", "Community (AFIC)")
    return CountryList("cell:project/afic", "has-risk-analysis-cell-in", entry, state, "")


def context_of(*lists: CountryList, imported: ImportedParts | None = None) -> Context:
    page = entry_page(record("country/NE"))._replace(lists=lists, imported=imported)
    return Context(page, TODAY, set(), ENGLISH)


def row_of(*lists: CountryList) -> list[tuple[str, str]]:
    """Return headings and cells of the table on the page."""
    table, _ = lay_out_lists(context_of(*lists))
    assert isinstance(table, Table)
    (row,) = table.rows
    return [(header, words(cell[0])) for header, cell in zip(table.headers, row.cells, strict=True)]


def on_paper(*lists: CountryList, imported: ImportedParts | None = None) -> list[list[str]]:
    """Return the rows of the table on paper, each as its title and its lines."""
    table = lists_table(context_of(*lists, imported=imported))
    assert table.headers == ("List", "What it says")
    return [[words(line) for cell in row.cells for line in cell] for row in table.rows]


def test_each_list_is_a_column_with_its_short_title_and_its_sign() -> None:
    named = project("wells")._replace(ref=ref("project/wells", "Wells of the region (WELLS), Phase 2"))
    assert row_of(arrangement(), named, project("roads", NOT_STATED), cell(NOT_LOOKED_AT)) == [
        ("Working arrangement", "● listed"),
        ("WELLS, Phase 2", "● listed"),
        ("roads", "◌ not stated"),
        ("Risk analysis cell", "· not looked at"),
    ]


def test_below_the_row_is_a_link_to_the_coverage() -> None:
    _, link = lay_out_lists(context_of(arrangement()))
    assert link == Paragraph((Link("Open coverage", "coop:coverage"),), "soft")


@pytest.mark.parametrize("state", [NOT_STATED, NOT_LOOKED_AT])
def test_networks_that_say_the_same_and_name_nobody_are_one_column(state: str) -> None:
    word = {NOT_STATED: "◌ not stated", NOT_LOOKED_AT: "· not looked at"}[state]
    found = row_of(arrangement(), network("a", state), network("b", state), project("p"))
    assert found == [("Working arrangement", "● listed"), ("2 networks", word), ("p", "● listed")]
    assert row_of(arrangement(), network("a", state))[1] == ("1 network", word)


@pytest.mark.parametrize(
    "networks",
    [
        (network("a"), network("b", NOT_LOOKED_AT)),
        (network("a"), network("b", names_countries=True)),
        (network("a", LISTED), network("b", LISTED)),
        (network("a", NOT_LISTED), network("b", NOT_LISTED)),
    ],
    ids=["of two states", "one names countries", "listed", "not listed"],
)
def test_networks_that_say_more_have_a_column_each(networks: tuple[CountryList, ...]) -> None:
    assert [header for header, _ in row_of(arrangement(), *networks)] == ["Working arrangement", "a", "b"]
    assert [title for title, *_ in on_paper(arrangement(), *networks)] == ["Working arrangement", "a", "b"]


@pytest.mark.parametrize("state", CellState)
def test_only_what_is_listed_is_not_soft(state: CellState) -> None:
    table, _ = lay_out_lists(context_of(arrangement(state)))
    assert isinstance(table, Table)
    ((part,),) = table.rows[0].cells[0]
    assert isinstance(part, Text)
    assert part.style == ("" if state is CellState.LISTED else SOFT)


def test_the_widths_of_the_columns_suit_their_longest_words() -> None:
    long = project("x")._replace(ref=ref("project/x", "Internationalisation of all"))
    table, _ = lay_out_lists(context_of(arrangement(), project("a"), long))
    assert isinstance(table, Table)
    widths = [int(width.removesuffix("%")) for width in table.widths]
    assert len(widths) == 3
    assert sum(widths) <= 100
    assert widths[1] < widths[0] < widths[2]
    assert widths[1] * 24 == pytest.approx(widths[2] * 10, rel=0.1)


def test_on_paper_a_list_has_a_row_with_its_whole_title() -> None:
    named = project("wells")._replace(ref=ref("project/wells", "Wells of the region (WELLS)"))
    assert on_paper(arrangement(NOT_LISTED), network("a", LISTED), named, cell()) == [
        ["Working arrangement", "– not listed"],
        ["a", "● listed"],
        ["Wells of the region (WELLS)", "● listed"],
        ["Risk analysis cell: Community (AFIC)", "– not listed"],
    ]


def test_on_paper_networks_that_say_the_same_are_a_row_behind_the_others() -> None:
    assert on_paper(network("a"), network("b"), arrangement(), project("p")) == [
        ["Working arrangement", "● listed"],
        ["p", "● listed"],
        ["2 networks", "◌ not stated"],
    ]


def test_on_paper_projects_that_do_not_list_the_country_are_counted_by_what_they_say() -> None:
    others = (project("a", NOT_STATED), project("b", NOT_LISTED), project("c", NOT_STATED), project("d", NOT_LOOKED_AT))
    assert on_paper(project("e"), *others) == [
        ["e", "● listed"],
        ["4 other projects", "– not listed: 1", "◌ not stated: 2", "· not looked at: 1"],
    ]
    assert on_paper(*others[:1]) == [["1 other project", "◌ not stated"]]
    assert on_paper(*others[::2]) == [["2 other projects", "◌ not stated: 2"]]


@pytest.mark.parametrize(
    ("state", "is_imported", "has_row"),
    [
        (NOT_LOOKED_AT, True, False),
        (NOT_LOOKED_AT, False, True),
        (LISTED, True, True),
        (NOT_STATED, True, True),
    ],
)
def test_on_paper_arrangements_that_an_import_did_not_look_for_have_no_row(
    state: str, is_imported: bool, has_row: bool
) -> None:
    rows = on_paper(arrangement(state), cell(NOT_LOOKED_AT), imported=IMPORTED if is_imported else None)
    assert [title for title, *_ in rows] == [
        *(["Working arrangement"] if has_row else []),
        "Risk analysis cell: Community (AFIC)",
    ]
