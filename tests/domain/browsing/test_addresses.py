"""Addresses are parsed strictly and written back unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.briefs.request import parse_brief_request
from coopviewer.domain.browsing.addresses import (
    HOME_ADDRESS,
    LONGEST_QUERY,
    Address,
    annotations_address,
    parse_address,
    search_address,
)
from coopviewer.domain.search.syntax import parse_query

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)


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
def test_an_address_is_parsed(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "coop:", "coop:country", "country/", "/NE", "coop:Country/NE", "coop:country/../NE", "http://x/y"),
        *("coop:country/NE NG", "coop:country/NE#<b>", "coop:country/%4E", "coop:country/نيجر", "file:///etc/passwd"),
    ],
)
def test_an_invalid_address_is_rejected(text: str) -> None:
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
def test_every_query_is_parsed_back_from_its_address(query: str) -> None:
    printable = query.encode(errors="replace").decode()  # half a character cannot be written down
    assert parse_address(str(search_address(query))) == search_address(printable)


def test_an_address_with_a_too_long_query_is_rejected() -> None:
    with pytest.raises(ValueError):
        parse_address("coop:search?q=" + "a" * 100_000)
    longest = "a" * LONGEST_QUERY
    assert parse_address(f"coop:search?q={longest}").query == longest
    with pytest.raises(ValueError):
        parse_address(f"coop:search?q={longest}a")
    assert parse_address(f"coop:search?q={longest[1:]}%41").query.endswith("A"), "what counts is what is searched for"
    unknown = "x=" + "a" * (LONGEST_QUERY - 2)
    assert parse_address(f"coop:annotations?{unknown}") == annotations_address()
    with pytest.raises(ValueError):
        parse_address(f"coop:annotations?{unknown}a")


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        (HOME_ADDRESS, {"is_home", "is_page"}),
        (Address("country/NE"), {"is_page"}),
        (Address("source/leaflet"), {"is_source", "is_page"}),
        (search_address("source/leaflet"), {"is_search"}),
        (annotations_address("tag=a"), {"is_annotations"}),
    ],
)
def test_an_address_knows_its_kind(address: Address, kinds: set[str]) -> None:
    every = ("is_home", "is_source", "is_search", "is_annotations", "is_page")
    assert {name for name in every if getattr(address, name)} == kinds


@pytest.mark.parametrize("text", ["coop:annotations", "coop:annotations?tag=a"])
def test_an_address_of_a_list_of_annotations_is_parsed_and_written_back(text: str) -> None:
    assert str(parse_address(text)) == text


@pytest.mark.parametrize("text", ["coop:annotationsx", "coop:search", "coop:search?x=y", "coop:home/", "coop:homes"])
def test_text_that_only_begins_like_an_address_is_rejected(text: str) -> None:
    with pytest.raises(ValueError):
        parse_address(text)


def test_a_fragment_of_the_home_page_has_an_address() -> None:
    assert parse_address("coop:home#notes") == Address("home", "notes")


# pieces of addresses, as the program writes them and as a user changes them
_WRITTEN = [
    *("home", "country/NE", "source/a", "search?q=", "annotations?", "coverage?", "timeline?", "map?", "compare?a="),
    *(
        "brief?",
        "changes?with=",
        "entries=",
        "tag=",
        "tag:",
        "where=",
        "projects:listed",
        "signed=",
        "year=",
        "2019",
        "..",
    ),
    *("country/ML", "x" * 199, "x" * 999, "since=", "2020-01-01", "order=title", "sections=", "cover", "&", "=", ","),
    *("+", "+b", "%20", "%ff", "%00", "%", "#", " ", "\u0661", "\xb2", '"', "-", "9" * 30),
]


@given(st.lists(st.sampled_from(_WRITTEN) | TEXT, max_size=8).map("".join))
def test_what_is_parsed_is_written_as_an_address_that_is_parsed_alike(text: str) -> None:
    try:
        address = parse_address(text)
    except ValueError:
        return
    assert parse_address(str(address)) == address
    if address.is_brief:
        request = parse_brief_request(address.query)
        assert parse_brief_request(str(request)) == request
    if address.is_search:
        query = parse_query(address.query).query
        assert parse_query(str(query)).query == query
