"""Countries, regions and organisations are found by what is said of their projects, all of it of one project."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import PLACES
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import answering
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import ref, relation, timeframe
from tests.storage.search.conftest import MadeOf
from tests.storage.search.test_folding_rules import of_rule_1

INHERITED = (
    *("partner:IOM", "partner:UNHCR,WCO", "funder:EU", "instrument:ENI", "active:2019", "active:2014"),
    *("grant:>=4m", "grant:<4m", "project:AFIC", "network:AFIC", "active:2018 status:ended"),
)


@pytest.fixture(scope="module", params=[2_000, 0])
def search(request: pytest.FixtureRequest) -> Iterator[ReferenceSearch]:
    """A search that takes the projects one by one, and one that asks each place for its projects."""
    with pytest.MonkeyPatch.context() as patch, closing(ReferenceSearch(paths.reference_file(), lambda: 0.0)) as opened:
        patch.setattr(answering, "_FEW", request.param)
        yield opened


@pytest.fixture(scope="module")
def reference() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(paths.reference_file())) as connection:
        yield connection


def found(search: ReferenceSearch, text: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the results, each with those of the projects through which it was found."""
    answer = search.search(parse_query(text), limit=500)
    return {hit.ref.id: tuple(each.id for each in hit.through) for hit in answer.hits}


def projects_by_place(reference: sqlite3.Connection, kind: EntryKind) -> dict[str, set[str]]:
    """Return by SQL of its own the projects of each entry of a kind."""
    queries = {
        EntryKind.COUNTRY: "SELECT object_id, subject_id FROM relation WHERE predicate_id = 'has-beneficiary'",
        EntryKind.REGION: """WITH RECURSIVE up (project, region) AS (
            SELECT subject_id, object_id FROM relation
            WHERE predicate_id = 'in-region' AND subject_id GLOB 'project/*'
            UNION SELECT u.project, r.object_id FROM up u JOIN relation r
            ON r.subject_id = u.region AND r.predicate_id = 'in-region') SELECT region, project FROM up""",
        EntryKind.ORGANISATION: """SELECT object_id, subject_id FROM relation WHERE predicate_id IN
            ('project-partner', 'managed-by', 'implemented-by', 'funded-by') UNION SELECT a.funder_id, f.entry_id
            FROM amount a JOIN fact f ON f.id = a.fact_id WHERE a.funder_id IS NOT NULL""",
    }
    places: dict[str, set[str]] = {}
    for place, project in reference.execute(queries[kind]):
        if place.startswith(f"{kind}/") and project.startswith("project/"):
            places.setdefault(place, set()).add(project)
    return places


@pytest.mark.parametrize("kind", PLACES)
def test_every_filter_on_a_project_counts_for_its_places(
    search: ReferenceSearch, reference: sqlite3.Connection, kind: EntryKind
) -> None:
    places = projects_by_place(reference, kind)
    for filters in (*INHERITED, *map(" ".join, combinations(INHERITED, 2))):
        projects = set(found(search, f"kind:project {filters}"))
        expected = {place for place, theirs in places.items() if theirs & projects}
        for place, through in found(search, f"kind:{kind} {filters}").items():
            if through:
                assert set(through) <= places[place]
                assert set(through) <= projects or "network:" in filters, "which may be that of the place itself"
                expected.discard(place)
            else:
                assert "network:" in filters or "project:" in filters, "which an entry may have itself"
                expected.discard(place)
        assert not expected, filters


def test_every_place_without_such_a_project_is_left(search: ReferenceSearch, reference: sqlite3.Connection) -> None:
    countries = {row[0] for row in reference.execute("SELECT id FROM entry WHERE kind = 'country'")}
    for each in ("partner:IOM", "active:2019", "grant:4m", "network:AFIC", "project:AFIC"):
        with_it, without = set(found(search, f"kind:country {each}")), set(found(search, f"kind:country -{each}"))
        assert with_it
        assert with_it | without == countries
        assert not with_it & without


def test_a_query_without_such_a_kind_finds_the_projects_alone(search: ReferenceSearch) -> None:
    assert set(found(search, "partner:IOM")) == {"project/eap-ibm", "project/ipa-ii-phase-ii"}
    counts = {each.value: each.count for each in search.facets(parse_query("partner:IOM").query)[0].values}
    assert counts[EntryKind.COUNTRY] == len(found(search, "partner:IOM kind:country")) == 13


def test_words_and_other_filters_are_those_of_the_place(search: ReferenceSearch) -> None:
    assert set(found(search, "kind:country partner:IOM alb")) == {"country/AL"}
    western = found(search, 'kind:country partner:IOM region:"Western Balkans" arrangement:listed')
    assert set(western) == {"country/AL", "country/BA", "country/ME", "country/MK", "country/RS", "country/XK"}
    assert set(found(search, 'kind:country,project partner:IOM region:"Western Balkans"')) > set(western)


def test_results_of_their_own_come_before_those_through_projects(search: ReferenceSearch) -> None:
    results = list(found(search, "kind:country,project active:2019").values())
    assert results == sorted(results, key=bool)


def test_a_project_surely_active_is_named_before_one_that_may_be(made_of: MadeOf) -> None:
    country, sure, unsure = "country/NE", "project/sure", "project/a-unsure"
    search = made_of(
        *(relation(project, "has-beneficiary", country) for project in (sure, unsure)),
        *(timeframe(sure, "2018/2020"), timeframe(unsure, "2017/2019")),
        entries=(ref(country, "Niger"), ref(sure, "Sure"), ref(unsure, "A unsure")),
    )
    (hit,) = search.search(parse_query("kind:country active:2019-03")).hits
    assert [each.id for each in hit.through] == [sure, unsure]
    assert hit.activity is not None
    assert hit.activity.edtf == "2018/2020"


def test_two_filters_must_be_true_of_one_project(made_of: MadeOf) -> None:
    country, first, second = "country/NE", "project/first", "project/second"
    search = made_of(
        *(relation(project, "has-beneficiary", country) for project in (first, second)),
        relation(first, "project-partner", "organisation/iom"),
        *(timeframe(first, "2010/2011"), timeframe(second, "2018/2020")),
        entries=(ref(country, "Niger"), ref(first, "First"), ref(second, "Second"), ref("organisation/iom", "IOM")),
    )
    assert set(found(search, "kind:country partner:IOM")) == {country}
    assert set(found(search, "kind:country active:2019")) == {country}
    assert not found(search, "kind:country partner:IOM active:2019")
    assert set(found(search, "kind:country partner:IOM active:2010")) == {country}
    assert not found(search, "kind:country -partner:IOM")


def test_a_file_of_the_first_rule_is_asked_in_the_same_way(tmp_path: Path) -> None:

    path = tmp_path / "old.db"
    path.write_bytes(paths.reference_file().read_bytes())
    of_rule_1(path)
    with closing(ReferenceSearch(path)) as old, closing(ReferenceSearch(paths.reference_file())) as new:
        for text in ("arrangement:listed projects:none", "kind:country partner:IOM", "has:arrangement -has:project"):
            assert found(old, text) == found(new, text) != {}
        query = parse_query("kind:country active:2019").query
        assert {each.facet for each in old.facets(query)} == {each.facet for each in new.facets(query)}


@pytest.mark.parametrize("filters", ["has:arrangement", "arrangement:listed", "arrangement:listed,not-stated"])
def test_a_region_is_found_through_its_listed_countries(
    search: ReferenceSearch, reference: sqlite3.Connection, filters: str
) -> None:
    listed = """SELECT DISTINCT object_id FROM relation WHERE predicate_id = 'has-working-arrangement-with'"""
    wanted = {row[0] for row in reference.execute(listed)}
    query = """WITH RECURSIVE up (country, region) AS (
        SELECT subject_id, object_id FROM relation WHERE predicate_id = 'in-region' AND subject_id GLOB 'country/*'
        UNION SELECT u.country, r.object_id FROM up u JOIN relation r
        ON r.subject_id = u.region AND r.predicate_id = 'in-region') SELECT region, country FROM up"""
    expected: dict[str, set[str]] = {}
    for region, country in reference.execute(query):
        if country in wanted:
            expected.setdefault(region, set()).add(country)
    through = {region: set(named) for region, named in found(search, f"kind:region {filters}").items() if named}
    assert through.keys() == expected.keys()
    assert all(named <= expected[region] for region, named in through.items())
    assert through["region/turkey"] == {"country/TR"}


def test_an_organisation_is_found_through_what_it_has_arrangements_with(search: ReferenceSearch) -> None:
    organisations = found(search, "kind:organisation has:arrangement")
    assert "country/AL" in organisations.pop("organisation/frontex")
    assert set(organisations.values()) == {()}  # which are listed themselves
    assert not any(found(search, "kind:country has:arrangement").values())
    assert not any(found(search, "kind:project has:cell").values())
    assert not any(found(search, "kind:region -has:arrangement").values())


def test_a_project_is_named_before_a_listed_country(search: ReferenceSearch) -> None:
    regions = found(search, "kind:region partner:IOM has:arrangement")
    assert regions["region/turkey"] == ("project/ipa-ii-phase-ii", "country/TR")


@pytest.mark.parametrize(
    ("number", "wanted"), [("none", {"country/NE", "region/r", "organisation/o"}), ("one", {"country/ML"})]
)
def test_only_places_are_said_to_have_no_or_one_project(made_of: MadeOf, number: str, wanted: set[str]) -> None:
    others = ("region/r", "organisation/o", "network/n", "forum/f", "theme/t", "funding-instrument/i")
    made = made_of(
        relation("project/p", "has-beneficiary", "country/ML"), entries=("country/NE", "country/ML", *others)
    )
    assert set(found(made, f"projects:{number}")) == wanted
