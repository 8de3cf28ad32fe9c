"""Addresses are read strictly and written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, parse_address, search_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("coop:country/NE", Address("country/NE")),
        ("country/NE", Address("country/NE")),
        ("coop:project/afic#goals", Address("project/afic", "goals")),
        ("coop:source/frontex-other-partners", Address("source/frontex-other-partners")),
        ("coop:home", HOME_ADDRESS),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "coop:", "coop:country", "country/", "/NE", "coop:Country/NE", "coop:country/../NE", "http://x/y"),
        *("coop:country/NE NG", "coop:country/NE#<b>", "coop:country/%4E", "coop:country/نيجر", "file:///etc/passwd"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_address(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("niger", "coop:search?q=niger"),
        ('kind:project region:"Western Balkans"', "coop:search?q=kind:project%20region:%22Western%20Balkans%22"),
        ("grant:>4m #1 100%", "coop:search?q=grant:%3E4m%20%231%20100%25"),
        ("النيجر", "coop:search?q=%D8%A7%D9%84%D9%86%D9%8A%D8%AC%D8%B1"),
        ("", "coop:search?q="),
    ],
)
def test_a_search_has_an_address(query: str, text: str) -> None:
    assert str(search_address(query)) == text
    assert parse_address(text) == search_address(query)
    assert parse_address(text).is_search


@given(st.text(max_size=200))
def test_every_query_comes_back_from_its_address(query: str) -> None:
    printable = query.encode(errors="replace").decode()  # half a character cannot be written down
    assert parse_address(str(search_address(query))) == search_address(printable)


def test_a_query_without_end_is_no_address() -> None:
    with pytest.raises(ValueError):
        parse_address("coop:search?q=" + "a" * 100_000)
