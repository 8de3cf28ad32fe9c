"""What is taken out of an activity that several files state: whatever the latest of them states otherwise."""

from xml.etree.ElementTree import Element

import pytest

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Citation, DocumentFact, Fact, Relation
from coopviewer.domain.reference.published_facts import PublishedField, PublishedValue
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.rivals import earlier_fields, note_rivals, numbered_unevenly, without_rivals
from tests.activity_values import FIRST, SECOND, WELL, coded, flow, made, milestone, related
from tests.reference_values import cited, ref, statement, timeframe


def at(place: str, *sources: str) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of a fact at a place in each of several files, the latest first."""
    short = {source: source.partition("/")[2] for source in sources}
    return {"citations": tuple(Citation(each, f"{short[each]}/a1", line=3, place=place) for each in sources)}


BOTH, NEW, OLD = (SECOND, FIRST), (SECOND,), (FIRST,)
TITLE = statement(WELL, "Dig.", id=f"{WELL}/goal/1", **at("description 1", *BOTH))


def whole(*facts: Fact) -> WholeProject:
    relations = tuple(fact for fact in facts if isinstance(fact, Relation))
    others = tuple(fact for fact in facts if not isinstance(fact, Relation))
    named = {each.object_id: ref(each.object_id) for each in relations}
    return WholeProject(ref(WELL), others, relations, named, {}, {}, {})


def field(key: str, label: str, value: str = "x", **more: object) -> PublishedField:
    values = (PublishedValue(f"{label}/@x", value),) if value else ()
    return made(PublishedField, f"published/{key}", **{"label": label, "ordinal": 1, "values": values, **more})


def rivals_of(*facts: Fact) -> list[str]:
    """Return the ids of the facts that are taken out as stated otherwise, without the entry's."""
    return [fact.id.removeprefix(f"{WELL}/") for fact in without_rivals(whole(*facts)).rivals]


@pytest.mark.parametrize(
    ("key", "is_rival"),
    [("class/status@2", True), ("class/status@12", True), ("class/status", False), ("class/status@0", False)],
)
def test_a_fact_that_a_later_file_states_otherwise_is_taken_out(key: str, is_rival: bool) -> None:
    status = coded("ActivityStatus", "2", id=f"{WELL}/{key}", **at("activity-status 1", *OLD))
    found = without_rivals(whole(TITLE, status))
    assert (status in found.rivals, status in found.activity.facts) == (is_rival, not is_rival)
    assert TITLE in found.activity.facts


def test_a_relation_is_taken_out_as_other_facts_are() -> None:
    kept = related("has-beneficiary", "country/NE", **at("recipient-country 1", *NEW))
    other = related("has-beneficiary", "country/ML", **at("recipient-country 1", *OLD))
    other = related("has-beneficiary", "country/ML", id=f"{other.id}@2", citations=other.citations)
    found = without_rivals(whole(TITLE, kept, other))
    assert (found.activity.relations, found.rivals) == ((kept,), (other,))


def test_files_are_named_from_the_latest_on_and_one_alone_is_not() -> None:
    assert without_rivals(whole(TITLE)).sources == BOTH
    assert without_rivals(whole(statement(WELL, "Dig.", **at("description 1", *NEW)))).sources == ()
    assert without_rivals(whole()).sources == ()
    own = statement(WELL, "Dig.", citations=cited("leaflet/P1") + cited("page/P1"))
    assert without_rivals(whole(own)).sources == ()


def test_nothing_is_taken_out_where_nothing_is_stated_otherwise() -> None:
    given = whole(TITLE, coded("ActivityStatus", "2", **at("activity-status 1", *OLD)))
    found = without_rivals(given)
    assert (found.activity, found.rivals, found.fields) == (given, (), ())


def test_of_several_reporters_the_one_of_the_latest_file_stays() -> None:
    old = related("reported-by", "organisation/old", **at("reporting-org 1", *OLD))
    new = related("reported-by", "organisation/new", 2, **at("reporting-org 1", *NEW))
    assert rivals_of(TITLE, old, new) == ["reported-by/old"]
    assert rivals_of(TITLE, new, old) == ["reported-by/old"]
    assert rivals_of(TITLE, old) == rivals_of(TITLE, new) == []
    both = related("reported-by", "organisation/new", **at("reporting-org 1", FIRST, SECOND))
    assert rivals_of(TITLE, old, both) == ["reported-by/old"]


def test_reporters_of_one_file_all_stay() -> None:
    one, other = (related("reported-by", f"organisation/{name}", **at("reporting-org 1", *NEW)) for name in "ab")
    assert rivals_of(one, other) == []


@pytest.mark.parametrize("scheme", ["Currency", "Language"])
def test_a_default_that_not_all_files_have_is_taken_out(scheme: str) -> None:
    euro = f"class/{scheme.lower()}-x"
    assert rivals_of(TITLE, coded(scheme, "x", **at("", *NEW))) == [euro]
    assert rivals_of(TITLE, coded(scheme, "x", **at("", *OLD))) == [euro]
    assert rivals_of(TITLE, coded(scheme, "x", **at("", *BOTH))) == []
    assert rivals_of(TITLE, coded(scheme, "x", **at("", *OLD)), coded(scheme, "y", **at("", *NEW))) == []
    assert rivals_of(coded(scheme, "x", **at("", *NEW))) == []


def test_other_codes_that_not_all_files_have_stay() -> None:
    assert rivals_of(TITLE, coded("Humanitarian", "1", **at("", *NEW))) == []


STATUS = coded("ActivityStatus", "2", id=f"{WELL}/class/status@2", **at("activity-status 1", *OLD))


@pytest.mark.parametrize(
    ("published", "is_taken"),
    [
        (field("a", "activity-status", **at("activity-status 1", *OLD)), True),
        (field("a", "activity-status", **at("activity-status 1", *NEW)), False),
        (field("a", "activity-status", **at("activity-status 1", *BOTH)), False),
        (field("a", "description", **at("description 1", *OLD)), False),
        (field("a@2", "contact-info", **at("contact-info 1", *OLD)), True),
        (field("a", "contact-info", citations=(Citation(FIRST, "wells-2020/a1", line=3),)), False),
    ],
)
def test_a_field_goes_with_the_element_whose_other_facts_all_went(published: PublishedField, is_taken: bool) -> None:
    found = without_rivals(whole(TITLE, STATUS, published))
    assert found.fields == ((published,) if is_taken else ())
    assert (published in found.activity.facts) is not is_taken


def test_a_field_stays_with_an_element_of_which_another_fact_stays() -> None:
    published = field("a", "activity-status", **at("activity-status 1", *OLD))
    stays = coded("ActivityStatus", "2", id=f"{WELL}/class/other", **at("activity-status 1", *OLD))
    assert without_rivals(whole(TITLE, STATUS, stays, published)).fields == ()


def test_of_the_fields_of_an_element_those_of_the_latest_file_are_written() -> None:
    budget, location = Element("budget"), Element("location")
    places = {f"{SECOND} budget 1": budget, f"{FIRST} budget 1": budget, f"{FIRST} location 1": location}
    old, older = (field(key, "budget", **at("budget 1", *OLD)) for key in ("old", "older"))
    new, newer = (field(key, "budget", **at("budget 1", *NEW)) for key in ("new", "newer"))
    place = field("place", "location", **at("location 1", *OLD))
    nowhere = field("none", "sector", **at("sector 1", *OLD))
    assert earlier_fields([old, new, place, older, newer, nowhere], places) == [old, older]
    assert earlier_fields([old, older, place], places) == []
    assert earlier_fields([new, newer], places) == []
    assert earlier_fields([], places) == []


def test_fields_of_two_elements_are_told_apart() -> None:
    places = {f"{SECOND} budget 1": Element("budget"), f"{FIRST} budget 2": Element("budget")}
    one = field("one", "budget", **at("budget 1", *NEW))
    other = field("other", "budget", **at("budget 2", *OLD))
    assert earlier_fields([one, other], places) == []


def goals(*files: tuple[str, ...]) -> list[Fact]:
    """Return a goal for each group of files that state it, with the ids of facts of one key."""
    keys = [f"{WELL}/goal/1" if number == 1 else f"{WELL}/goal/1-{number}" for number in range(1, len(files) + 1)]
    return [statement(WELL, key, id=key, **at("description 1", *each)) for key, each in zip(keys, files, strict=True)]


@pytest.mark.parametrize(
    ("files", "is_uneven"),
    [
        ([BOTH], False),
        ([NEW], False),
        ([BOTH, BOTH], False),
        ([NEW, NEW], False),
        ([BOTH, NEW], True),
        ([NEW, OLD], True),
        ([BOTH, BOTH, OLD], True),
        ([BOTH, (FIRST, SECOND)], False),
    ],
)
def test_numbers_are_uneven_where_not_all_files_state_all_facts_of_a_key(
    files: list[tuple[str, ...]], is_uneven: bool
) -> None:
    given = goals(*files)
    assert numbered_unevenly(whole(*given)) == (frozenset(fact.id for fact in given) if is_uneven else set())


def test_a_number_without_a_first_fact_is_a_key_of_its_own() -> None:
    first, second = (statement(WELL, key, id=f"{WELL}/goal/{key}", **at("x", *OLD)) for key in ("a-1", "b"))
    third = statement(WELL, "c", id=f"{WELL}/goal/a-2", **at("x", *NEW))
    assert numbered_unevenly(whole(first, second, third)) == frozenset()


def test_sums_with_one_reference_are_of_one_key() -> None:
    given = [
        flow("t-1", 5, reference="R", **at("transaction 1", *OLD)),
        flow("t-9", 6, reference="R", **at("transaction 1", *NEW)),
        flow("t-3", 7, reference="S", **at("transaction 2", *NEW)),
        flow("u", 7, **at("transaction 3", *OLD)),
    ]
    assert numbered_unevenly(whole(*given)) == {given[0].id, given[1].id}


def test_facts_of_no_element_have_no_uneven_numbers() -> None:
    first, second = goals(NEW, OLD)
    own = statement(WELL, "x", id=f"{WELL}/goal/1-3", citations=cited("leaflet/P1"))
    assert numbered_unevenly(whole(first, second, own)) == {first.id, second.id}


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (STATUS, "activity-status: 2"),
        (milestone("start", "2020-01-02", as_given="2 Jan", **at("activity-date 2", *OLD)), "activity-date: 2 Jan"),
        (statement(WELL, "Dig.", **at("description 1", *OLD)), "description: Dig."),
        (statement(WELL, "Dig.", id=f"{WELL}/goal/1@2", citations=cited()), "goal: Dig."),
        (timeframe(WELL, "2020", "in 2020", id=f"{WELL}/timeframe@2"), "timeframe: in 2020"),
        (flow("t-1", 500, **at("transaction 1", *OLD)), "transaction: 5.0 EUR"),
        (flow("t-1", 500, citations=cited()), "transaction: 5.0 EUR"),
        (related("in-sector", "theme/wells", **at("sector 1", *OLD)), "sector: wells"),
        (related("in-sector", "theme/wells", as_given="Wells", **at("sector 1", *OLD)), "sector: Wells"),
        (
            related("in-sector", "theme/wells", share=400_000, share_as_given="40", **at("sector 1", *OLD)),
            "sector: wells 40",
        ),
        (field("a", "contact-info", "12"), "contact-info: 12"),
        (field("a", "contact-info", ""), "contact-info: "),
        (
            field("a", "contact-info", values=(PublishedValue("contact-info/@a", "1"), PublishedValue("@b", "2"))),
            "contact-info: 1",
        ),
        (
            made(
                DocumentFact, "document/1", about="", title="", url="https://a.example", **at("document-link 1", *OLD)
            ),
            "document-link: https://a.example",
        ),
    ],
)
def test_a_note_names_the_element_and_what_it_says(fact: Fact, said: str) -> None:
    notes = NoteCollector()
    note_rivals(whole(fact), [fact], notes)
    assert [(note.what, note.values) for note in notes.notes] == [("stated-otherwise", (said,))]


def test_when_a_file_was_updated_is_not_noted() -> None:
    notes = NoteCollector()
    note_rivals(whole(), [field("a", "last-updated-datetime", "2020-01-01T00:00:00Z")], notes)
    assert notes.notes == ()
