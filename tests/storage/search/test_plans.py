"""Filters in large references are looked up in other ways than in small ones: all of them find the same."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from coopviewer import paths
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import conditions
from coopviewer.storage.search import finder as search_finding
from coopviewer.storage.search.store import ReferenceSearch

QUERIES = (
    *("risk kind:project", "a region:Africa", "e -border kind:country", "kind:project -risk", "-risk -the"),
    *("active:2019", "active:2016-03..2019-02 e", "-active:2019 kind:project", "a active:2019,2014", "active:2035"),
    *("grant:>3m", "a grant:<3m", "-grant:>3m kind:project", "goal:training", "goal:training kind:project a"),
    *("n partner:IOM,UNHCR", "border -goal:training kind:project", 'region:"Western Balkans" active:2019 a'),
    *("kind:project partner:IOM active:2019 grant:>1m goal:training", "basis:inferred a", "country:Niger p"),
    *("n starts:2015..2020", "border starts:2019", "ends:2021 kind:project", "a arrangement:listed kind:country"),
    *("i project:AFIC kind:country", "a projects:two-or-more", "-arrangement:listed kind:country n"),
)
ALWAYS, NEVER = 0, 10**9


@pytest.fixture(scope="module")
def expected() -> dict[str, list[str]]:
    with closing(ReferenceSearch(paths.reference_file())) as search:
        return {text: found(search, text) for text in QUERIES}


@pytest.fixture(params=[(ALWAYS, NEVER), (ALWAYS, ALWAYS), (NEVER, NEVER), (NEVER, ALWAYS)])
def search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReferenceSearch]:
    """A search that takes no reference for a small one, and walks values and texts as it is told."""
    looked_up, dense = request.param
    monkeypatch.setattr(search_finding, "_FEW", -1)
    monkeypatch.setattr(search_finding, "_LOOKED_UP", looked_up)
    monkeypatch.setattr(search_finding, "_FIRST_BATCH", 3)
    monkeypatch.setattr(conditions, "_DENSE", dense)
    with closing(ReferenceSearch(paths.reference_file())) as opened:
        yield opened


def found(search: ReferenceSearch, text: str) -> list[str]:
    return [hit.ref.id for hit in search.search(parse_query(text), limit=500).hits]


@pytest.mark.parametrize("text", QUERIES)
def test_every_way_finds_the_same_in_the_same_order(
    search: ReferenceSearch, expected: dict[str, list[str]], text: str
) -> None:
    assert found(search, text) == expected[text]


def test_the_queries_find_something_to_compare(expected: dict[str, list[str]]) -> None:
    assert sum(bool(ids) for ids in expected.values()) > len(QUERIES) * 0.8
