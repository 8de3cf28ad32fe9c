"""The request of a brief is parsed from its address and written into it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopviewer.domain.annotations.annotation import clean_tag
from coopviewer.domain.briefs.request import (
    LONGEST_FILTER,
    LONGEST_SIGNATURE,
    BriefOptions,
    BriefOrder,
    BriefRequest,
    BriefSection,
    BriefSources,
    clean_signature,
    distinct_entries,
    parse_brief_request,
    parse_sections,
    write_sections,
)
from coopviewer.domain.browsing.addresses import brief_address, parse_address

IDS = st.sampled_from(["country/NE", "country/XK", "project/afic", "region/africa"])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
OPTIONS = st.builds(
    BriefOptions,
    sections=st.frozensets(st.sampled_from(BriefSection)),
    order=st.sampled_from(BriefOrder),
    sources=st.sampled_from(BriefSources),
    own_notes=st.booleans(),
    signature=TEXT.map(clean_signature),
)
REQUESTS = st.builds(
    BriefRequest,
    entries=st.lists(IDS, unique=True).map(tuple),
    query=TEXT.map(str.strip),
    where=st.sampled_from(["", "arrangement:listed", "arrangement:listed,projects:not-listed"]),
    tag=TEXT.map(clean_tag),
    bookmarks=st.booleans(),
    region=st.sampled_from(["", "region/africa"]),
    options=OPTIONS,
)


@given(REQUESTS)
def test_a_request_is_read_back_from_its_text(request: BriefRequest) -> None:
    assert parse_brief_request(str(request)) == request
    address = brief_address(str(request))
    assert parse_address(str(address)) == address


@given(TEXT)
@example("signed=" + "x" * (LONGEST_SIGNATURE - 1) + "+b")
@example("tag=" + "x" * 199 + "+b")
@example("q=" + "x" * (LONGEST_FILTER - 1) + "+b&where=" + "arrangement:listed," * 60)
def test_any_text_is_a_request(text: str) -> None:
    request = parse_brief_request(text)
    assert parse_brief_request(str(request)) == request


@pytest.mark.parametrize("text", ["&" * 60, "entries=country/NE" + "&x=1" * 60])
def test_a_request_with_very_many_fields_is_read_from_the_first(text: str) -> None:
    assert parse_brief_request(text) == parse_brief_request(text.partition("&")[0])


def test_an_entry_given_twice_is_one_and_what_is_no_entry_is_left_out() -> None:
    given_ids = ["country/NE", "coop:country/NE", "", "Niger", "source/frontex", "country/ML", "country/NE"]
    assert distinct_entries(given_ids) == ("country/NE", "country/ML")
    assert parse_brief_request("entries=country/ML,country/ML,%20").entries == ("country/ML",)


@pytest.mark.parametrize("text", ["order=sideways&sources=none&notes=maybe&region=Africa&where=nonsense", "=&&x"])
def test_what_is_invalid_is_left_out(text: str) -> None:
    assert parse_brief_request(text) == BriefRequest()
    assert not parse_brief_request(text).has_selection


def test_sections_are_all_unless_some_are_named() -> None:
    assert parse_sections("") == parse_sections("no such part") == frozenset(BriefSection)
    assert parse_sections("facts,goals,nonsense") == {BriefSection.FACTS, BriefSection.GOALS}
    assert parse_sections(write_sections(frozenset())) == frozenset()


def test_the_whole_of_a_usual_brief_is_a_short_address() -> None:
    assert str(brief_address(str(BriefRequest(entries=("country/NE", "country/ML"))))) == (
        "coop:brief?entries=country/NE,country/ML"
    )


@pytest.mark.parametrize("query", ["q=" + "x" * 20_001, "q=two words", "q=\u202e", "entries=country/NE\n"])
def test_an_address_that_is_too_long_or_not_encoded_is_none(query: str) -> None:
    with pytest.raises(ValueError, match="is no address"):
        parse_address(f"coop:brief?{query}")
