"""What a country's page says of each list is what the coverage says, and so do search, lists and the home page."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, Coverage
from coopviewer.domain.overviews.listing import ListColumn
from coopviewer.domain.reference.pages import EntryPage, HomePage
from coopviewer.domain.reference.vocabulary import ExtentValue
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.document.document import Table
from coopviewer.rendering.overviews.coverage_grid import grid_columns
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.words.overview_words import cell_glyph, cell_word
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import dataset, extent, ref, relation
from tests.rendering.reference_samples import texts

ARRANGEMENT, BENEFICIARY, MEMBER = "has-working-arrangement-with", "has-beneficiary", "has-member"


def coverage_of(path: Path) -> Coverage:
    with closing(OverviewReader(path)) as reader:
        return reader.coverage()


def states_of(store: ReferenceStore, country_id: str) -> dict[str, str]:
    page = store.page(Address(country_id))
    assert isinstance(page, EntryPage)
    return {each.key: each.state for each in page.lists}


@pytest.fixture
def open_lists(tmp_path: Path) -> Path:
    path = tmp_path / "open.db"
    write_reference(
        dataset(
            relation("organisation/o", ARRANGEMENT, "country/AA"),
            extent("organisation/o", ARRANGEMENT, ExtentValue.OPEN),
            relation("project/p", BENEFICIARY, "country/BB"),
            relation("project/q", BENEFICIARY, "region/r"),
            extent("project/s", BENEFICIARY, ExtentValue.NONE),
            relation("project/t", "has-risk-analysis-cell-in", "country/AA"),
            entries=[ref("project/u", "Upsilon")],
        ),
        path,
    )
    return path


@pytest.fixture
def two_lists(tmp_path: Path) -> Path:
    """Write a reference with two lists of arrangements, of which one is complete, and one of unknown extent."""
    path = tmp_path / "two.db"
    write_reference(
        dataset(
            relation("organisation/o", ARRANGEMENT, "country/AA"),
            extent("organisation/o", ARRANGEMENT, ExtentValue.COMPLETE),
            relation("organisation/p", ARRANGEMENT, "country/BB"),
            relation("project/p", BENEFICIARY, "country/CC"),
        ),
        path,
    )
    return path


@pytest.mark.parametrize("which", ["bundled", "open_lists", "two_lists"])
def test_every_country_has_the_states_of_its_row_in_the_coverage(which: str, request: pytest.FixtureRequest) -> None:
    path = paths.reference_file() if which == "bundled" else request.getfixturevalue(which)
    coverage = coverage_of(path)
    with closing(ReferenceStore(path)) as store:
        for row in coverage.rows:
            wanted = {column.key: str(column.state(row.ref.id)) for column in coverage.columns}
            assert states_of(store, row.ref.id) == wanted, row.ref.id
    assert coverage.rows


def test_a_list_that_nothing_is_known_of_was_not_looked_at(open_lists: Path) -> None:
    with closing(ReferenceStore(open_lists)) as store:
        states = states_of(store, "country/AA")
    assert states["project/u"] == CellState.NOT_LOOKED_AT
    assert states["project/q"] == CellState.NOT_STATED
    assert states["project/s"] == CellState.NOT_LISTED


def test_no_country_is_said_to_be_unlisted_while_one_list_may_go_on(two_lists: Path) -> None:
    with closing(ReferenceSearch(two_lists)) as search:
        found = {state: search.matching(parse_query(f"kind:country arrangement:{state}").query) for state in CellState}
    assert found[CellState.NOT_STATED] == {"country/CC"}
    assert not found[CellState.NOT_LISTED]
    with closing(ListSource(two_lists, date(2020, 1, 1))) as source:
        rows = source.rows(source.refs(["country/AA", "country/CC"]), [ListColumn.ARRANGEMENT])
        assert [cell.state for row in rows for cell in row.cells] == [CellState.LISTED, CellState.NOT_STATED]
    with closing(ReferenceStore(two_lists)) as store:
        home = store.page(HOME_ADDRESS)
    assert isinstance(home, HomePage)
    assert "arrangement:not-stated,projects:listed" in {answer.where for answer in home.answers}


def test_an_entry_that_is_no_country_has_no_lists() -> None:
    with closing(ReferenceStore(paths.reference_file())) as store:
        page = store.page(Address("project/afic"))
    assert isinstance(page, EntryPage)
    assert page.lists == ()
    assert page.edition is not None


NETWORKS = {
    "none looked at": ([], {"2 networks": "· not looked at"}),
    "all not stated": (
        [extent("network/m", MEMBER, ExtentValue.NOT_STATED), extent("network/n", MEMBER, ExtentValue.OPEN)],
        {"2 networks": "◌ not stated"},
    ),
    "one not looked at": (
        [extent("network/m", MEMBER, ExtentValue.OPEN)],
        {"M": "◌ not stated", "N": "· not looked at"},
    ),
    "one names another country": (
        [relation("network/m", MEMBER, "country/AA"), extent("network/n", MEMBER, ExtentValue.OPEN)],
        {"M": "◌ not stated", "N": "◌ not stated"},
    ),
    "one names a region": ([relation("network/m", MEMBER, "region/r")], {"M": "◌ not stated", "N": "· not looked at"}),
    "one is complete": (
        [extent("network/m", MEMBER, ExtentValue.COMPLETE)],
        {"M": "– not listed", "N": "· not looked at"},
    ),
}


@pytest.mark.parametrize("case", NETWORKS)
def test_networks_are_one_column_on_a_page_where_they_are_one_in_the_coverage(case: str, tmp_path: Path) -> None:
    facts, expected = NETWORKS[case]
    path = tmp_path / "networks.db"
    entries = [ref("network/m", "M"), ref("network/n", "N"), ref("country/AA", "A"), ref("country/BB", "B")]
    write_reference(dataset(*facts, entries=entries), path)
    with closing(ReferenceStore(path)) as store:
        page = store.page(Address("country/BB"))
    assert isinstance(page, EntryPage)
    table = next(
        each for each in lay_out_entry(page, date(2026, 11, 30), set(), ENGLISH).blocks if isinstance(each, Table)
    )
    shown = dict(zip(table.headers, texts([table]), strict=True))
    assert {name: state for name, state in shown.items() if name != "Working arrangement"} == expected
    grid = [each for each in grid_columns(coverage_of(path), {}, ENGLISH) if each.kind is ColumnKind.NETWORK]
    assert {len(each.columns) for each in grid} == {3 - len(expected)}
    assert {f"{cell_glyph(s)} {cell_word(s, ENGLISH)}" for s in (each.state("country/BB") for each in grid)} == {
        *expected.values()
    }
    if case == "none looked at":
        assert [each.detail for each in grid] == ["not looked at"]
