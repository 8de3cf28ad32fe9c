"""Numbers in a query stay whole, amounts are found as they are given, and a year alone finds what was active."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from coopviewer import paths
from coopviewer.domain.search.answer import MatchField
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import amount, name, ref, statement, timeframe
from tests.storage.search.conftest import MadeOf

TEXTS = {
    "network/a": "It had 4 million euros.",
    "network/b": "It had 11.4 million euros.",
    "network/c": "It had 3,4 million euros.",
    "network/d": "It had 4.5 million euros.",
    "network/e": "It had 45 million euros, in the year 2019.",
    "network/f": "Version 1.2.3 of 20190 boxes.",
}


@pytest.fixture(scope="module")
def bundled() -> Iterator[ReferenceSearch]:
    with closing(ReferenceSearch(paths.reference_file(), lambda: 0.0)) as opened:
        yield opened


@pytest.fixture
def search(made_of: MadeOf) -> ReferenceSearch:
    return made_of(
        *(statement(entry_id, text) for entry_id, text in TEXTS.items()),
        entries=(ref(entry_id, entry_id[-1].upper() + "-network") for entry_id in TEXTS),
    )


def found(search: ReferenceSearch, text: str) -> str:
    hits = search.search(parse_query(text)).hits
    return "".join(sorted(hit.ref.id[-1] for hit in hits))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('"4 million"', "a"), ("4 million", "a"), ("million 4", "ade"), ("4", "ade"), ("4.5", "d"), ("4,5", "d"),
        ("11.4", "b"), ("11", "b"), ('"11.4 million"', "b"), ("3.4", "c"), ('"3,4 million"', "c"), ("45", "e"),
        ("2019", "ef"), ('"2019"', "e"), ("201", "ef"), ("1.2", ""), ("1.2.3", "f"), ("2.3", ""),
        ("1", "bf"), ("5", ""),
    ],
)  # fmt: skip
def test_a_number_is_found_as_a_whole(search: ReferenceSearch, text: str, ids: str) -> None:
    query = parse_query(text)
    assert found(search, text) == ids
    assert len(search.matching(query.query)) == len(ids)
    assert all(hit.snippet.ranges for hit in search.search(query).hits), "a hit shows where it matched"


def test_amounts_are_found_as_they_are_given(bundled: ReferenceSearch) -> None:
    answer = bundled.search(parse_query('"4 million"'))
    assert {hit.ref.id for hit in answer.hits} == {"project/afic", "project/eu4bordersecurity"}
    for hit in answer.hits:
        assert hit.match.field is MatchField.AMOUNT
        assert hit.match.text == "4 million euros"
        assert [hit.match.text[start:end] for start, end in hit.match.ranges] == ["4 million"]
        assert hit.match.fact_id == f"{hit.ref.id}/grant"


def test_filters_and_other_words_limit_amounts(bundled: ReferenceSearch, made_of: MadeOf) -> None:
    assert [hit.ref.id for hit in bundled.search(parse_query('"4 million" active:2022')).hits] == ["project/afic"]
    assert [hit.ref.id for hit in bundled.search(parse_query("afic 4 million")).hits] == ["project/afic"]
    assert not bundled.search(parse_query('"4 million" -kind:project')).hits
    made = made_of(
        amount("project/a", 4_000_000, as_given="EUR 4 million"),
        amount("project/b", 11_400_000, as_given="EUR 11.4 million"),
        entries=(ref("project/a", "Alpha"), ref("project/b", "Beta")),
    )
    assert found(made, "4 million alpha") == "a"
    assert not found(made, "4 million beta")


def test_a_count_of_a_number_is_the_number_of_its_results(bundled: ReferenceSearch) -> None:
    for text in ('"4 million"', "2019", "2019 kind:country", "2017 kind:project"):
        query = parse_query(text).query
        answer = bundled.search(parse_query(text), limit=500)
        assert len(answer.hits) == len(bundled.matching(query))
        if "kind" not in text:
            kinds = bundled.facets(query)[0]
            direct = sum(each.count for each in kinds.values)
            assert direct >= len(answer.hits)


def test_a_year_alone_offers_and_finds_what_was_active_in_it(bundled: ReferenceSearch) -> None:
    answer = bundled.search(parse_query("2019"))
    assert str(answer.meant) == "active:2019"
    active = {hit.ref.id for hit in bundled.search(parse_query("active:2019")).hits}
    first = answer.hits[: len(active)]
    assert {hit.ref.id for hit in first} == active
    assert all(hit.activity is not None for hit in first)
    assert all(hit.activity is None for hit in answer.hits[len(active) :])
    assert str(bundled.search(parse_query("2019 kind:project")).meant) == "active:2019 kind:project"


@pytest.mark.parametrize("text", ["2024", "1244", "20190", '"2019"', "-2019", "2019 active:2018", "2019 niger", "562"])
def test_other_numbers_are_no_years(bundled: ReferenceSearch, text: str) -> None:
    assert bundled.search(parse_query(text)).meant is None


def test_an_entry_called_like_a_year_comes_before_what_was_active_in_it(made_of: MadeOf) -> None:
    search = made_of(
        *(timeframe("project/a", "2018/2020"), name("network/b", "2019"), statement("network/c", "Of 2019.")),
        entries=(ref("project/a", "Alpha"), ref("network/b", "Summit"), ref("network/c", "Gamma")),
    )
    assert [hit.ref.id[-1] for hit in search.search(parse_query("2019")).hits] == ["b", "a", "c"]


def test_what_bears_an_acronym_comes_first(made_of: MadeOf, bundled: ReferenceSearch) -> None:
    first = [hit.ref.id for hit in bundled.search(parse_query("EaP")).hits[:2]]
    assert set(first) == {"project/eap-ibm", "network/eap-ran"}
    search = made_of(
        entries=(ref("network/a", "Eapshire"), ref("network/b", "Eastern (EaP)"), ref("network/c", "EaP-RAN"))
    )
    assert [hit.ref.id[-1] for hit in search.search(parse_query("EaP")).hits][-1] == "a"
    assert search.search(parse_query("eap")).hits[0].ref.id[-1] in "ac", "a word still being typed"
