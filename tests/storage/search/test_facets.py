"""Counting facets as far as the time goes: what was counted is so, and what was not is not taken for nothing."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopviewer import paths
from coopviewer.domain.search.answer import FacetCounts
from coopviewer.domain.search.query import COUNTED, Facet
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import facets as search_facets
from coopviewer.storage.search.facets import TimeLimit
from coopviewer.storage.search.store import ReferenceSearch

QUERIES = ("a", "risk", "e", "kind:project", "kind:project active:2019", "a partner:IOM region:Africa", "-border", "")


class Ticking:
    """A clock that stands still for so many looks at it, and then is past any end."""

    def __init__(self) -> None:
        self.looks = 0
        self.patience: float = 0

    def __call__(self) -> float:
        self.looks += 1
        return 0.0 if self.looks <= self.patience else 1e9

    def allow(self, looks: float) -> None:
        self.looks, self.patience = 0, looks


CLOCK = Ticking()


@pytest.fixture(scope="module")
def search() -> Iterator[ReferenceSearch]:
    with closing(ReferenceSearch(paths.reference_file(), CLOCK)) as opened:
        yield opened


def values_of(facets: tuple[FacetCounts, ...]) -> dict[tuple[Facet, str], tuple[int, bool, bool]]:
    return {
        (counts.facet, each.value): (each.count, each.more, each.chosen) for counts in facets for each in counts.values
    }


@example(text="kind:project", looks=3)
@given(text=st.sampled_from(QUERIES), looks=st.integers(1, 80))
def test_what_is_counted_when_the_time_is_over_is_at_least_so_many(
    search: ReferenceSearch, text: str, looks: int
) -> None:
    query = parse_query(text).query
    CLOCK.allow(float("inf"))
    whole = values_of(search.facets(query))
    CLOCK.allow(looks)
    partly = values_of(search.facets(query))
    assert partly.keys() == whole.keys(), "every value is there, reached or not"
    for value, (count, more, chosen) in partly.items():
        exactly, none_more, as_chosen = whole[value]
        assert not none_more
        assert chosen is as_chosen
        assert count <= exactly if more else count == exactly, value


def test_without_any_time_no_value_is_said_to_give_nothing(search: ReferenceSearch) -> None:
    CLOCK.allow(1)  # when it begins
    facets = search.facets(parse_query("a").query)
    assert tuple(counts.facet for counts in facets) == COUNTED
    assert all(value.more for counts in facets for value in counts.values)


def test_a_chosen_value_is_there_even_where_others_have_more(
    search: ReferenceSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_facets, "_MOST_VALUES", 1)
    CLOCK.allow(float("inf"))
    with closing(ReferenceSearch(paths.reference_file(), CLOCK)) as fresh:
        facets = {each.facet: each.values for each in fresh.facets(parse_query("kind:theme active:1990..2100").query)}
    assert [(value.value, value.chosen) for value in facets[Facet.KIND]][-1] == ("theme", True)
    assert len(facets[Facet.KIND]) == 2
    assert all(value.value.isdigit() for value in facets[Facet.ACTIVE])


def test_each_part_of_a_limit_has_its_share_of_what_is_left() -> None:
    now = [0.0]
    limit = TimeLimit(10.0, lambda: now[0])
    assert not limit.is_over
    with limit.part(2):
        now[0] = 4.9
        assert not limit.is_over
        now[0] = 6.0
        assert limit.is_over
    assert not limit.is_over, "what comes after it is not limited"
    with limit.part(1):
        now[0] = 9.9
        assert not limit.is_over
        now[0] = 10.0
        assert limit.is_over
