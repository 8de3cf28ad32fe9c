"""A query without results says why: nothing listed, not stated, or not looked at."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from coopviewer import paths
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import ExtentValue
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import extent, ref, relation
from tests.storage.search.conftest import MadeOf


@pytest.fixture(scope="module")
def search() -> Iterator[ReferenceSearch]:
    with closing(ReferenceSearch(paths.reference_file())) as opened:
        yield opened


def why(search: ReferenceSearch, text: str) -> str:
    answer = search.search(parse_query(text))
    assert not answer.hits
    return " ".join(reason_words(each, ENGLISH) for each in answer.why)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind:country project:EU4BorderSecurity", "is not stated in the source: EU4BorderSecurity."),
        ("kind:country project:EU4BorderSecurity arrangement:listed", "not stated in the source: EU4BorderSecurity."),
        ("kind:country network:WB-RAN", "not stated in the source: Western Balkans Risk Analysis Network."),
        ("arrangement:not-stated", "The list of working arrangements is complete"),
        ("country:Canada kind:project", "Nothing is listed for country:Canada. Which countries belong to it is not"),
        ("active:2035", "Nothing is listed for active:2035."),
        ("kind:country projects:2", "Nothing is listed for projects:two-or-more."),
        ("kind:country active:2015 partner:UNHCR", "Each filter finds entries by itself, but no entry meets all"),
        ("niger partner:WCO kind:country", "Each filter finds entries by itself"),
        ("niger partner:WCO", "Each filter finds entries by itself"),
    ],
)
def test_a_query_without_results_says_why(search: ReferenceSearch, text: str, said: str) -> None:
    assert said in why(search, text)


@pytest.mark.parametrize("text", ["qqqqqq", "region:Atlantis", "-kind:country qqqq", ""])
def test_no_reason_is_made_up(search: ReferenceSearch, text: str) -> None:
    assert why(search, text) == ""


def test_a_query_with_results_has_no_reason(search: ReferenceSearch) -> None:
    assert search.search(parse_query("kind:country partner:IOM")).why == ()


def test_a_list_says_how_far_it_goes(made_of: MadeOf) -> None:
    entries = (ref("project/p", "Project"), ref("country/NE", "Niger"), ref("organisation/o", "Agency"))
    assert "not looked at" in why(made_of(entries=entries), "arrangement:listed")
    none = made_of(extent("project/p", "has-beneficiary", ExtentValue.NONE), entries=entries)
    assert "is complete, and names none: Project." in why(none, "kind:country project:Project")
    open_list = made_of(relation("organisation/o", "has-working-arrangement-with", "country/NE"), entries=entries)
    assert "may not be complete" in why(open_list, "arrangement:not-listed")
