"""What a country's page says of each list is what the coverage says, and so do search, lists and the home page."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.overviews.coverage import CellState, Coverage
from coopviewer.domain.overviews.listing import ListColumn
from coopviewer.domain.reference.pages import EntryPage, HomePage
from coopviewer.domain.reference.vocabulary import ExtentValue
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import dataset, extent, ref, relation

ARRANGEMENT, BENEFICIARY = "has-working-arrangement-with", "has-beneficiary"


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
