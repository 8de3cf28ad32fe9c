"""Queries of overviews are parsed as they are written in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.browsing.addresses import COMPARE, OVERVIEWS, parse_address
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery, parse_overview_query

KEYS = st.text("abcdefghij-", min_size=1, max_size=12).filter(lambda key: key.strip("-") == key)
QUERIES = st.builds(
    OverviewQuery,
    kind=st.sampled_from(OverviewKind),
    filter=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip),
    group=st.just("") | KEYS,
    sort=st.just("") | KEYS,
    colour=st.just("") | KEYS,
    columns=st.just("") | KEYS,
    year=st.none() | st.integers(1, 9999),
    region=st.sampled_from(["", "region/africa"]),
    entries=st.lists(st.sampled_from(["country/NE", "country/ML", "project/afic", "region/africa"]), unique=True).map(
        tuple
    ),
    as_table=st.booleans(),
)


@given(QUERIES)
def test_a_query_is_read_as_it_was_written(query: OverviewQuery) -> None:
    assert parse_overview_query(query.kind, str(query)) == query
    if query.kind is OverviewKind.COMPARE:
        return  # its address is that of a page
    address = parse_address(f"coop:{query.kind}?{query}")
    assert (address.is_overview, address.is_page, address.query) == (True, False, str(query))
    assert parse_address(str(address)) == address


def test_the_kinds_of_overviews_are_those_of_addresses() -> None:
    assert {*OVERVIEWS, COMPARE} == set(map(str, OverviewKind))


@pytest.mark.parametrize(
    "text",
    [
        "year=20x9",
        "year=0",
        "year=10000",
        "year=²",
        "region=africa",
        "group=<b>",
        "sort=--",
        "a=nonsense",
        "view=x",
        "x=y",
    ],
)
def test_what_is_invalid_in_a_query_is_left_out(text: str) -> None:
    assert parse_overview_query("timeline", text) == OverviewQuery(kind=OverviewKind.TIMELINE)


def test_a_name_of_no_overview_is_refused() -> None:
    with pytest.raises(ValueError):
        parse_overview_query("pie-chart", "")
