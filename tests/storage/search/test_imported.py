"""Searching a reference of imported activities: identifiers, the texts and sums of new facts, and their facets."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.search.answer import Certainty, MatchField
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.rendering.words.search_words import activity_words
from coopviewer.storage.building.integrity import schema_faults
from coopviewer.storage.building.search_integrity import search_faults
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.search.store import ReferenceSearch
from tests.faults import raises_fault
from tests.imported_values import AGENCY, CLINIC, ROADS, SCHOOL, WELLS, activities, flow
from tests.reference_values import dataset, ref
from tests.storage.search.conftest import MadeOf

TODAY = date(2020, 1, 1)
FOUND = [
    # identifiers, whole and begun, in any case
    ("XX-1-WELLS", {WELLS}),
    ("xx-1-wells", {WELLS}),
    ("XX-1-WE", {WELLS}),
    ("XX-1-ROADS/2", {ROADS}),
    ("XX-AGENCY-7", {AGENCY}),
    # the texts of new facts
    ("Natitingou", {WELLS}),
    ("kilometre", {WELLS}),
    ("Kandi pump", {WELLS}),
    ("Quartermaster", {WELLS}),
    ("households", {WELLS}),
    ('"ministry repairs"', {WELLS}),
    ("women first", {WELLS}),
    # sums
    ("123456.78", {WELLS}),
    ("123,456.78", {WELLS}),
    ("120.50", {WELLS}),
    ("120.5 Kandi", {WELLS}),
    ('"-120.50"', {WELLS}),
    ('"-123456.78"', set()),  # which was paid, not paid back
    ("900000", {ROADS}),
    ("5,000,000", {WELLS}),
    ("123456.78 roads", set()),
    ("kind:project grant:>800k", {ROADS, WELLS}),
    ("kind:project grant:900k", {ROADS}),
    ("kind:project grant:<200k", {WELLS}),
    ("kind:project grant:<100", {WELLS}),  # the payment back of -120.50
    ("kind:project grant:..0", {WELLS}),
    ("kind:project grant:<0", {WELLS}),
    ("kind:project grant:0..100", set()),
    ("kind:project -grant:<0", {ROADS, SCHOOL, CLINIC}),
    ("kind:project currency:xdr", {WELLS}),
    # money of a year: disbursed or spent, in any reference of the project, and budgets by the start of their period
    ("kind:project paid:2015", {WELLS}),
    ("kind:project paid:2014..2016", {WELLS}),
    ("kind:project budget:2016", {ROADS}),
    ("kind:project budget:..2020", {ROADS}),
    ("kind:project -budget:2016 -paid:2015", {SCHOOL, CLINIC}),
    ("kind:country paid:2015", {"country/BJ", "country/PE"}),
    # roles
    ("kind:project partner:XX-AGENCY-7", {ROADS}),
    ('kind:project partner:"Ministry of Plans"', {WELLS}),
    ('kind:project partner:"Builders United"', {WELLS, ROADS}),
    ('kind:project funder:"Agency for Works"', {WELLS}),
    ("kind:project role:extending", {ROADS}),
    ("kind:organisation role:extending", {AGENCY}),
    ("kind:project role:other", {ROADS}),
    ("kind:project role:1", {WELLS}),
    ("reporter:XX-AGENCY-7 -kind:theme kind:project", {WELLS, ROADS, SCHOOL, CLINIC}),
    # sectors, statuses, markers
    ("kind:project sector:14030", {WELLS}),
    ('kind:project sector:"basic health"', {WELLS, CLINIC}),
    ("kind:project status:implementation", {WELLS, CLINIC}),
    ("kind:project status:2", {WELLS, CLINIC}),
    ("kind:project status:closed", {ROADS, CLINIC}),
    ("kind:project marker:gender", {WELLS}),
    ("kind:project marker:1", {WELLS}),
    # dates
    ("kind:project status:ended", {WELLS, ROADS}),
    ("kind:project status:uncertain", {SCHOOL}),
    ("kind:project status:under-way", {CLINIC}),
    ("kind:project active:2014", {CLINIC}),
    ("kind:project active:2015", {WELLS, CLINIC}),
    ("kind:project active:2015-02", {CLINIC}),
    ("kind:project active:2012", {SCHOOL, CLINIC}),
    ("kind:project active:2013", {CLINIC}),
    ("kind:project active:2010", {CLINIC}),
    ("kind:project active:2018-12-31", {WELLS, CLINIC}),
    ("kind:project active:2019", {CLINIC}),
    ("kind:project -active:2010..2013", {WELLS, ROADS}),
    # starts and ends: the actual one, or else the planned one; of several each counts; a missing one is in no year
    ("kind:project starts:2014", set()),
    ("kind:project starts:2015", {WELLS}),
    ("kind:project starts:2015-03-01,2016-05", {WELLS, ROADS}),
    ("kind:project starts:2010", {CLINIC}),
    ("kind:project starts:2011", {CLINIC}),
    ("kind:project starts:..2012", {SCHOOL, CLINIC}),
    ("kind:project begins:2012-02-29", {SCHOOL}),
    ("kind:project starts:2012-03", set()),
    ("kind:project ends:2017", {ROADS}),
    ("kind:project ends:2018", {WELLS}),
    ("kind:project ends:2017..2018", {WELLS, ROADS}),
    ("kind:project ends:2018-12-31..", {WELLS, CLINIC}),
    ("kind:project -ends:1900..", {SCHOOL}),
    ("kind:project until:..2017 starts:2016", {ROADS}),
    ("kind:country ends:2018", {"country/BJ", "country/PE"}),
    # regions of beneficiaries
    ("kind:project region:Africa", {WELLS, SCHOOL, CLINIC}),
    ("kind:project region:202", {WELLS, SCHOOL, CLINIC}),
    ('kind:project region:"South of Sahara, regional"', {ROADS}),
    ("kind:project country:PE", {WELLS}),
    ("kind:country sector:14030", {"country/BJ", "country/PE"}),
    ("kind:country role:extending", set()),
    # categories of sectors: three digits, or two for all that begin so
    ("kind:project sector:140", {WELLS}),
    ("kind:project sector:14", {WELLS}),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "activities.db"
    write_reference(activities(), path)
    return path


@pytest.fixture(scope="module")
def search(path: Path) -> Iterator[ReferenceSearch]:
    with closing(ReferenceSearch(path, clock=lambda: 0.0, today=lambda: TODAY)) as opened:
        yield opened


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_a_query_finds_what_is_published(search: ReferenceSearch, text: str, expected: set[str]) -> None:
    parsed = parse_query(text)
    assert not parsed.faults
    answer = search.search(parsed)
    assert not answer.unknown
    assert {hit.ref.id for hit in answer.hits} == expected
    assert search.matching(parsed.query) == expected or any(map(str.isdigit, text))


@pytest.mark.parametrize(
    ("text", "field", "shown"),
    [
        ("XX-1-WELLS", MatchField.CODE, "XX-1-WELLS"),
        ("XX-1-WE", MatchField.CODE, "XX-1-WELLS"),
        ("Natitingou", MatchField.PLACE, "Natitingou"),
        ("kilometre", MatchField.RESULT, "Clean water within a kilometre"),
        ("Kandi", MatchField.FLOW, "A pump for the village of Kandi"),
        ("Quartermaster", MatchField.PUBLISHED, "Quartermaster"),
        ("women first", MatchField.CLASSIFICATION, "Women first"),
        ("120.5", MatchField.AMOUNT, "-120.50 EUR"),
    ],
)
def test_a_hit_says_in_which_fact_the_words_are(
    search: ReferenceSearch, text: str, field: MatchField, shown: str
) -> None:
    hit = search.search(parse_query(text)).hits[0]
    assert (hit.match.field, hit.match.text) == (field, shown)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paid:2016", "Nothing is listed for paid:2016: all payments with a year are of 2015."),
        ("budget:2015", "Nothing is listed for budget:2015: all budgets with a year are of 2016."),
        ("starts:1999", "Nothing is listed for starts:1999: all starts that are stated are of 2010 to 2016."),
        ("ends:2012..2016", "Nothing is listed for ends:2012..2016: all ends that are stated are of 2017 to 9999."),
    ],
)
def test_nothing_in_a_year_is_answered_by_the_years_that_there_are(
    search: ReferenceSearch, text: str, said: str
) -> None:
    answer = search.search(parse_query(text))
    assert [reason_words(each, ENGLISH) for each in answer.why] == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "funder:united",
            "Sums of 1 activity name United Builders as payer: they are listed on the page of United Builders.",
        ),
        ("partner:united", "Sums of 2 activities name United Builders, United Nurses as payer or receiver"),
        ("funder:nurses", "Nothing is listed for funder:nurses."),
    ],
)
def test_only_organisations_that_sums_name_are_said_to_be_named_by_sums(made_of: MadeOf, text: str, said: str) -> None:
    titles = {"builders": "United Builders", "nurses": "United Nurses", "masons": "United Masons"}
    organisations = [ref(f"organisation/{key}", title) for key, title in titles.items()]
    facts = (
        flow(WELLS, "t-1", 1, from_id="organisation/builders"),
        flow(ROADS, "t-1", 1, to_id="organisation/nurses"),
    )
    search = made_of(*facts, entries=(*organisations, ref(WELLS, "Wells"), ref(ROADS, "Roads")))
    assert said in " ".join(reason_words(each, ENGLISH) for each in search.search(parse_query(text)).why)


def test_organisations_that_sums_name_are_found_among_many_that_they_do_not_name(made_of: MadeOf) -> None:
    organisations = [ref(f"organisation/{number}", f"United {number}") for number in range(9)]
    facts = [flow(WELLS, f"t-{number}", 1, from_id=f"organisation/{number}") for number in (4, 5, 7, 8)]
    search = made_of(*facts, entries=(*organisations, ref(WELLS, "Wells")))
    (reason,) = search.search(parse_query("funder:united")).why
    assert len(reason.refs) == 3
    assert {each.id for each in reason.refs} < {f"organisation/{number}" for number in (4, 5, 7, 8)}
    assert reason.naming == 1


def test_a_reference_without_an_end_says_that_none_is_stated(tmp_path: Path) -> None:
    write_reference(dataset(entries=(ref(WELLS, "Wells"),)), tmp_path / "none.db")
    with closing(ReferenceSearch(tmp_path / "none.db")) as search:
        said = [reason_words(search.search(parse_query(each)).why[0], ENGLISH) for each in ("starts:2015", "ends:2016")]
    assert said == ["No start is stated.", "No end is stated."]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind:project ends:2017", "ends then: 2016-05-01 – 2017-06-30"),
        ("kind:project ends:2018", "ends then by its planned dates: 2015-03-01 – 2018-12-31"),
        ("kind:project starts:2015 active:2016", "starts then: 2015-03-01 – 2018-12-31"),
        ("kind:project starts:2012-02-03", "possibly starts then, its dates are not exact enough to tell: 2012-02"),
    ],
)
def test_a_hit_says_when_it_starts_or_ends(search: ReferenceSearch, query: str, said: str) -> None:
    (hit,) = search.search(parse_query(query)).hits
    assert hit.activity is not None
    assert activity_words(hit.activity, ENGLISH) == said


@pytest.mark.parametrize(("text", "what"), [("paid:2015", "Payments"), ("budget:2016", "Budgets")])
def test_a_file_imported_before_there_were_years_of_money_says_so(
    path: Path, tmp_path: Path, text: str, what: str
) -> None:
    before = tmp_path / "before.db"
    before.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(before)) as connection, connection:
        of_money = "SELECT id FROM search_value WHERE facet IN ('paid', 'budget')"
        connection.execute(f"DELETE FROM search_facet WHERE value_id IN ({of_money})")
        connection.execute("DELETE FROM search_value WHERE facet IN ('paid', 'budget')")
    with closing(ReferenceSearch(before)) as search:
        (reason,) = search.search(parse_query(text)).why
    said = reason_words(reason, ENGLISH)
    assert said.startswith(f"{what} are not found by their year in this reference")
    assert "Import again" in said


def test_a_reference_without_money_of_a_year_says_that_none_is_listed(tmp_path: Path) -> None:
    facts = (flow(WELLS, "t-1", 1, type="2", day="2015-04-01"),)
    write_reference(dataset(*facts, entries=(ref(WELLS, "Wells"),)), tmp_path / "none.db")
    with closing(ReferenceSearch(tmp_path / "none.db")) as search:
        said = [reason_words(search.search(parse_query(each)).why[0], ENGLISH) for each in ("paid:2015", "budget:2015")]
    assert said == ["No payment with a year is listed.", "No budget with a year is listed."]


def test_a_payment_of_another_type_is_not_counted_as_paid(tmp_path: Path) -> None:
    facts = (flow(WELLS, "t-1", 1, type="2", day="2015-04-01"), flow(WELLS, "t-2", 1, type="4", day="2018-04-01"))
    write_reference(dataset(*facts, entries=(ref(WELLS, "Wells"),)), tmp_path / "paid.db")
    with closing(ReferenceSearch(tmp_path / "paid.db")) as search:
        assert not search.search(parse_query("paid:2015")).hits
        assert [hit.ref.id for hit in search.search(parse_query("paid:2018")).hits] == [WELLS]


def test_an_imported_file_with_other_search_tables_is_to_be_imported_again(path: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copy(path, tmp_path / "old.db"))
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute("DROP TABLE search_key")
        columns = "ordinal, source_id, name, size, sha256, format, program, mapping"
        values = "SELECT 1, id, 'in.xml', 1, printf('%064d', 0), 'iati', '', '{}' FROM source LIMIT 1"
        connection.execute(f"INSERT INTO import ({columns}) {values}")
        connection.commit()
    with raises_fault("Import its files again, with File > Import again"):
        ReferenceSearch(copied)


def test_entries_of_one_title_have_the_hint_that_tells_them_apart(search: ReferenceSearch) -> None:
    hits = search.search(parse_query('"Basic services"')).hits
    assert {hit.ref.id: hit.ref.hint for hit in hits} == {SCHOOL: "XX-1-SCHOOL", CLINIC: "XX-1-CLINIC"}


@pytest.mark.parametrize(
    ("query", "certainty"),
    [
        ("kind:project active:2017-01 sector:14030", Certainty.PLANNED),
        ("kind:project active:2016-06 status:4", Certainty.SURELY),
        ("kind:project active:2012-02-03", Certainty.POSSIBLY),
    ],
)
def test_a_hit_says_whether_the_dates_are_planned(search: ReferenceSearch, query: str, certainty: Certainty) -> None:
    activities = [hit.activity for hit in search.search(parse_query(query)).hits if hit.ref.id != CLINIC]
    assert [each.certainty for each in activities if each is not None] == [certainty]


def test_each_facet_counts_its_values(search: ReferenceSearch) -> None:
    counts = {each.facet: {value.value: value.count for value in each.values} for each in search.facets(SearchQuery())}
    assert counts[Facet.STATUS] == {"implementation": 2, "closed": 2, "not-stated": 1}
    assert counts[Facet.MARKER] == {"gender": 1}
    assert counts[Facet.CURRENCY] == {"EUR": 1, "XDR": 1, "USD": 1}
    assert counts[Facet.ROLE] == {"reporting": 5, "funding": 2, "accountable": 2, "implementing": 2, "extending": 2} | {
        "other": 2
    }
    assert counts[Facet.SECTOR] == {"theme/dac-12220": 3, "theme/dac-14030": 2}
    assert counts[Facet.REPORTER] == {AGENCY: 4}
    assert not counts[Facet.ARRANGEMENT]  # of which the reference says nothing


def test_a_far_end_is_not_one_year_after_another_for_ever(search: ReferenceSearch) -> None:
    years = next(each for each in search.facets(SearchQuery()) if each.facet is Facet.ACTIVE).values
    assert len(years) <= 50
    assert {hit.ref.id for hit in search.search(parse_query("kind:project active:2099")).hits} == {CLINIC}


@pytest.mark.parametrize("text", ["currency:GBP", "sector:99999", "reporter:Nobody"])
def test_a_filter_that_names_nothing_says_so(search: ReferenceSearch, text: str) -> None:
    answer = search.search(parse_query(text))
    assert [each.value for each in answer.unknown] == [text.partition(":")[2]]
    assert not answer.hits


@pytest.mark.parametrize(
    ("text", "suggestion"), [("status:implementing", "implementation"), ("role:implementng", "implementing")]
)
def test_an_unknown_value_names_a_known_one(text: str, suggestion: str) -> None:
    (fault,) = parse_query(text).faults
    assert fault.suggestion == suggestion


@pytest.mark.parametrize(
    "text", ["", "a", "kind:project", "kind:organisation", "role:funding", "sector:health kind:country"]
)
def test_a_count_is_how_many_results_the_value_would_give(search: ReferenceSearch, text: str) -> None:
    query = parse_query(text).query
    for counts in search.facets(query):
        others = SearchQuery(tuple(part for part in query.parts if part not in query.of_facet(counts.facet)))
        for value in counts.values:
            chosen = others.with_part(SearchFilter(counts.facet, value.value))
            assert value.count == len(search.matching(chosen)), (counts.facet, value.value)


def test_the_tables_are_what_a_build_writes(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        assert [*schema_faults(connection), *search_faults(connection)] == []
