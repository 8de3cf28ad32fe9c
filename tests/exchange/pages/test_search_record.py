"""The answer to a search as a record of JSON values."""

import json

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.domain.search.answer import (
    Activity,
    Certainty,
    DidYouMean,
    EmptyReason,
    FacetCounts,
    FacetValue,
    InCategory,
    Match,
    MatchField,
    SearchAnswer,
    SearchHit,
    Snippet,
    UnknownName,
)
from coopviewer.domain.search.query import Facet, ListedState
from coopviewer.domain.search.syntax import parse_query
from coopviewer.exchange.pages.search_record import search_record
from tests.domain.reference.page_samples import entry_ref

PROJECT, NIGER = entry_ref("project/p", "P"), entry_ref("country/NE", "Niger")
PLAIN = SearchHit(PROJECT, Match(MatchField.TITLE, "P", ((0, 1),), whole=True), Snippet("Wells", ((1, 2), (3, 4))))
NAMED = SearchHit(
    NIGER,
    Match(MatchField.NAME, "Nijer", fact_id="country/NE/name/tr", language="tr"),
    Snippet(""),
    Activity(Certainty.POSSIBLY, "2019/..", "since 2019"),
)


def recorded(answer: SearchAnswer, *facets: FacetCounts) -> dict:
    return json.loads(json.dumps(search_record(answer, facets, ENGLISH)))


def test_hits_are_recorded_with_their_ranges() -> None:
    query = parse_query("wells kind:project").query
    record = recorded(SearchAnswer(query, (PLAIN, NAMED), more=True, complete=False, own=(PLAIN,)))
    assert (record["query"], record["more"], record["complete"]) == ("wells kind:project", True, False)
    assert record["results"] == [
        {
            "id": "project/p", "kind": "project", "title": "P", "matched_field": "title", "matched_text": "P",
            "matched_places": [[0, 1]], "whole": True, "snippet": "Wells", "snippet_places": [[1, 2], [3, 4]],
        },
        {
            "id": "country/NE", "kind": "country", "title": "Niger", "matched_field": "name", "matched_text": "Nijer",
            "matched_places": [], "whole": False, "snippet": "", "snippet_places": [],
            "fact_id": "country/NE/name/tr", "language": "tr",
            "active": {"certainty": "possibly", "timeframe": "2019/.."},
        },
    ]  # fmt: skip
    assert [hit["id"] for hit in record["own"]] == ["project/p"]


def test_counts_are_recorded_by_facet() -> None:
    region = entry_ref("region/africa", "Africa")
    kinds = FacetCounts(Facet.KIND, (FacetValue("project", 3, False, True),))
    regions = FacetCounts(Facet.REGION, (FacetValue("region/africa", 2, True, False, region),))
    assert recorded(SearchAnswer(parse_query("").query, ()), kinds, regions)["facets"] == {
        "kind": [{"value": "project", "title": "project", "count": 3, "more": False, "chosen": True}],
        "region": [{"value": "region/africa", "title": "Africa", "count": 2, "more": True, "chosen": False}],
    }


def test_corrections_and_faults_are_recorded() -> None:
    parsed = parse_query("kind:projct")
    meant = DidYouMean(parse_query("niger").query, "niger", NIGER)
    unknown = UnknownName(Facet.REGION, "Atlantis")
    record = recorded(
        SearchAnswer(
            parsed.query, (), did_you_mean=(meant,), nearest=(NIGER,), unknown=(unknown,), faults=parsed.faults
        )
    )
    assert record["did_you_mean"] == [{"query": "niger", "text": "niger", "id": "country/NE"}]
    assert record["nearest"] == [{"id": "country/NE", "kind": "country", "title": "Niger"}]
    fault, name = record["faults"]
    assert (fault["kind"], fault["position"], fault["length"], fault["found"]) == ("unknown-value", 5, 6, "projct")
    assert (fault["suggestion"], bool(fault["message"])) == ("project", True)
    assert (name["facet"], name["found"], bool(name["message"])) == ("region", "Atlantis", True)


@pytest.mark.parametrize(
    ("meant", "period"),
    [(None, None), ("active:2019", "active:2019"), ("kind:project country:Kenya", None), ("starts:2019", None)],
)
def test_what_a_year_or_a_place_alone_stands_for_is_recorded(meant: str | None, period: str | None) -> None:
    query = parse_query(meant).query if meant else None
    record = recorded(SearchAnswer(parse_query("2019").query, (), meant=query))
    assert (record["meant"], record["period"]) == (meant, period)


def test_why_nothing_is_found_is_recorded_with_the_filter_if_there_is_one() -> None:
    query = parse_query("region:africa").query
    (part,) = query.filters
    why = (EmptyReason(ListedState.NOT_STATED, part), EmptyReason(ListedState.NOT_LISTED))
    found = recorded(SearchAnswer(query, (), why=why))["why"]
    assert [(each["state"], each["filter"]) for each in found] == [
        *(("not-stated", "region:africa"), ("not-listed", "")),
    ]
    assert all(each["message"] for each in found)


def test_a_hit_says_through_which_entries_and_in_which_sector_it_was_found() -> None:
    theme = entry_ref("theme/dac-15110", "Public sector policy")
    match = Match(MatchField.SUMMARY, "P", name_kind=NameKind.ALIAS, statement_kind=StatementKind.GOAL)
    activity = Activity(Certainty.SURELY, "2019", "in 2019", Facet.STARTS)
    hit = SearchHit(
        *(PROJECT, match, Snippet("")),
        activity=activity,
        through=(NIGER, PROJECT),
        sector=InCategory(theme, "15110", "151", "Government"),
    )
    (record,) = recorded(SearchAnswer(parse_query("").query, (hit,)))["results"]
    assert record["through"] == [{"id": "country/NE", "title": "Niger"}, {"id": "project/p", "title": "P"}]
    assert record["sector"] == {
        "id": "theme/dac-15110",
        "code": "15110",
        "category": "151",
        "category_label": "Government",
    }
    assert record["starts"] == {"certainty": "surely", "timeframe": "2019"}
    assert (record["name_kind"], record["statement_kind"]) == ("alias", "goal")
    assert {"fact_id", "language", "active"}.isdisjoint(record)
