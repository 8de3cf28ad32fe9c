"""Projects as IATI activities: valid, in order, and nothing made up."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest

from coopviewer import paths
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Citation, Fact, Relation, Statement
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    Mention,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, EntryKind, StatementKind
from coopviewer.exchange.iati.choices import CountrySplit, IatiChoices
from coopviewer.exchange.iati.elements import own
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.writing import IatiWriter
from coopviewer.rendering.words.iati_words import note_lines, note_sentence
from coopviewer.storage.reference.activities import ActivitySource
from tests.exchange.iati.iati_schema import schema_faults
from tests.faults import raises_fault

TODAY = date(2026, 11, 29)
REPORTER = IatiChoices("XM-EXAMPLE-1", "90", "Example")
ID = "project/wells"
IMPORTED = {"basis": Basis.STATED, "citations": (Citation("source/f", "f/1", line=3),)}


@pytest.fixture(scope="module")
def bundled() -> Iterator[ActivitySource]:
    with closing(ActivitySource(paths.reference_file())) as source:
        yield source


def written(source: ActivitySource, choices: IatiChoices) -> tuple[IatiWriter, Element, bytes]:
    writer = IatiWriter(choices, TODAY, checks=True)
    content = b"".join(writer.parts(source.read(source.project_ids())))
    return writer, fromstring(content), content


def activity(*facts: Fact, relations: tuple[Relation, ...] = ()) -> WholeProject:
    people = EntryRef("organisation/ngo", EntryKind.ORGANISATION, "NGO", "NGO")
    agency = EntryRef("organisation/agency", EntryKind.ORGANISATION, "Agency", "Agency")
    who = Relation(
        id=f"{ID}/implemented-by/ngo",
        entry_id=ID,
        predicate_id="implemented-by",
        object_id=people.id,
        ordinal=1,
        **IMPORTED,
    )
    start = Milestone(
        id=f"{ID}/milestone/start-planned",
        entry_id=ID,
        kind=MilestoneKind.START_PLANNED,
        edtf="2020-01-01",
        as_given="2020-01-01",
        **IMPORTED,
    )
    return WholeProject(
        EntryRef(ID, EntryKind.PROJECT, "Wells", "Wells"),
        (start, *facts),
        (who, *relations),
        {people.id: people, agency.id: agency},
        {},
        {agency.id: "XM-AGENCY"},
        {},
    )


def one(given: WholeProject, choices: IatiChoices = REPORTER) -> tuple[Element, IatiWriter]:
    writer = IatiWriter(choices, TODAY, checks=True)
    content = b"".join(writer.parts([given]))
    assert schema_faults(content) == []
    found = fromstring(content).find("iati-activity")
    assert found is not None
    return found, writer


@pytest.mark.parametrize("split", CountrySplit)
@pytest.mark.parametrize("held", [False, True])
def test_the_bundled_projects_are_valid(bundled: ActivitySource, split: CountrySplit, held: bool) -> None:
    writer, _, content = written(bundled, REPORTER._replace(split=split, roles_as_held=held))
    assert schema_faults(content) == []
    assert writer.activities == 4
    assert len(writer.notes) <= 26


def test_what_is_noted_of_the_bundled_projects_is_true(bundled: ActivitySource) -> None:
    writer, _, _ = written(bundled, REPORTER)
    lines = note_lines(writer.notes, ENGLISH)
    assert lines[0].startswith("These projects have no IATI identifier")
    assert "  The source states no shares for 33 beneficiaries." in lines
    assert (
        "  The standard has no place for a grant without a day: 4.5 million euros. It is written as a description."
        in lines
    )
    assert "  No status is stated. It was computed from the dates: closed." in lines
    roles = [line for line in lines if "does not know the role" in line]
    assert len(roles) == 3
    assert "DG NEAR, ICMPD, IOM and WCO" in roles[0] or "DG NEAR, ICMPD, IOM, WCO" in roles[0]


def test_no_sum_day_or_share_is_made_up(bundled: ActivitySource) -> None:
    _, root, _ = written(bundled, REPORTER)
    for made in ("transaction", "budget", "sector"):
        assert root.findall(f"iati-activity/{made}") == []
    assert [each for each in root.iter("recipient-country") if each.get("percentage")] == []


def test_equal_parts_are_marked_and_make_100(bundled: ActivitySource) -> None:
    _, root, _ = written(bundled, REPORTER._replace(split=CountrySplit.EQUAL))
    afic = next(each for each in root if "afic" in (each.findtext("iati-identifier") or ""))
    shares = afic.findall("recipient-country")
    assert len(shares) == 33
    assert sum(float(each.get("percentage", "0")) for each in shares) == pytest.approx(100)
    assert all(each.get(own("computed")) == "true" for each in shares)


def test_every_fact_of_the_bundled_projects_is_there_in_full(bundled: ActivitySource) -> None:
    _, root, _ = written(bundled, REPORTER)
    found = {each.get("id") for each in root.iter(own("fact"))}
    source = list(bundled.read(bundled.project_ids()))
    assert found == {fact.id for each in source for fact in (*each.facts, *each.relations)}


def test_an_activity_with_everything_is_valid() -> None:
    result = Result(id=f"{ID}/result/a", entry_id=ID, title="Water", ordinal=1, language="en", type="1", **IMPORTED)
    facts: tuple[Fact, ...] = (
        Identifier(
            id=f"{ID}/identifier/iati",
            entry_id=ID,
            scheme=IdentifierScheme.IATI,
            value="XM-AGENCY-7",
            as_given="XM-AGENCY-7",
            **IMPORTED,
        ),
        Classification(
            id=f"{ID}/status", entry_id=ID, scheme="ActivityStatus", code="2", ordinal=1, as_given="2", **IMPORTED
        ),
        Classification(
            id=f"{ID}/policy-marker/1-1",
            entry_id=ID,
            scheme="PolicyMarker/1",
            code="1",
            significance="2",
            ordinal=1,
            as_given="1",
            **IMPORTED,
        ),
        Flow(
            id=f"{ID}/flow/t-1",
            entry_id=ID,
            kind=FlowKind.TRANSACTION,
            type="3",
            day="2021-05-04",
            minor_units=-12050,
            decimals=2,
            currency="EUR",
            as_given="-120.50 EUR",
            ordinal=1,
            from_id="organisation/agency",
            **IMPORTED,
        ),
        Flow(
            id=f"{ID}/flow/b-1",
            entry_id=ID,
            kind=FlowKind.BUDGET,
            period_start="2021-01-01",
            period_end="2021-12-31",
            minor_units=5,
            decimals=0,
            currency="JPY",
            as_given="5 JPY",
            ordinal=1,
            **IMPORTED,
        ),
        Place(
            id=f"{ID}/place/1",
            entry_id=ID,
            as_given="12 2",
            name="Sikasso",
            latitude=12.0,
            longitude=-2.5,
            ordinal=1,
            **IMPORTED,
        ),
        result,
        Indicator(
            id=f"{ID}/result/a/indicator/1",
            entry_id=ID,
            result_fact_id=result.id,
            title="Wells dug",
            ordinal=1,
            periods=(IndicatorPeriod("2021-01-01", "2021-12-31", "5", "3"),),
            **IMPORTED,
        ),
        Mention(
            id=f"{ID}/mention/1",
            entry_id=ID,
            predicate_id="parent-of",
            ref="XM-OTHER-1",
            ordinal=1,
            type="2",
            **IMPORTED,
        ),
        Statement(id=f"{ID}/condition/1", entry_id=ID, kind=StatementKind.CONDITION, ordinal=1, text="Pay", **IMPORTED),
        Statement(
            id=f"{ID}/goal/1", entry_id=ID, kind=StatementKind.GOAL, ordinal=1, text="Water\x00 for all", **IMPORTED
        ),
    )
    found, writer = one(activity(*facts))
    assert found.findtext("iati-identifier") == "XM-AGENCY-7"
    assert found.findtext("transaction/value") == "-120.50"
    assert found.find("transaction/provider-org").get("ref") == "XM-AGENCY"  # type: ignore[union-attr]
    assert found.findtext("budget/value") == "5"
    assert found.findtext("description/narrative") == "Water\ufffd for all"
    assert list(found.iter(own("fact"))) == []
    assert [note.what for note in writer.notes] == ["no-sector", "rule-no-place"]


def test_a_project_without_participant_or_date_is_left_out_and_listed() -> None:
    given = activity()
    start = given.of_type(Milestone)[0]
    signed = replace(start, kind=MilestoneKind.SIGNED)
    values = (PublishedValue("activity-date/@iso-date", "soon"),)
    published = PublishedField(id="p", entry_id=ID, label="activity-date", ordinal=1, values=values, **IMPORTED)
    for lacking, what in (
        (given._replace(relations=()), "left-out-without-participant"),
        (given._replace(facts=()), "left-out-without-date"),
        (given._replace(facts=(signed,)), "left-out-date-of-no-type"),
        (given._replace(facts=(published,)), "left-out-date-not-read"),
    ):
        writer = IatiWriter(REPORTER, TODAY)
        content = b"".join(writer.parts([lacking, given]))
        assert writer.activities == 1
        assert what in [note.what for note in writer.notes]
        assert content.count(b"<iati-identifier") == 1
        with raises_fault("Nothing was written: no project has what the standard asks for"):
            list(IatiWriter(REPORTER, TODAY).parts([lacking]))


def test_nothing_is_written_of_no_projects() -> None:
    with raises_fault("no project was found"):
        list(IatiWriter(REPORTER, TODAY).parts([]))


def test_a_reporter_is_asked_for_unless_the_project_names_its_own() -> None:
    with raises_fault("names no reporting organisation"):
        list(IatiWriter(IatiChoices(), TODAY).parts([activity()]))
    reported = Relation(
        id=f"{ID}/reported-by/agency",
        entry_id=ID,
        predicate_id="reported-by",
        object_id="organisation/agency",
        ordinal=1,
        **IMPORTED,
    )
    found, _ = one(activity(relations=(reported,)), IatiChoices())
    assert found.find("reporting-org").get("ref") == "XM-AGENCY"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("reporters", "stated_in", "is_said"),
    [
        ((), "source/f", False),  # somebody else reports
        (("agency",), "source/f", True),
        (("agency",), "source/g", False),
        (("agency", "ngo"), "source/f", True),
        (("agency", "ngo"), "source/g", False),  # in whose file the list is one of another reporter
    ],
)
def test_a_sector_of_a_list_of_ones_own_is_said_only_beside_the_reporter_whose_list_it_is(
    reporters: tuple[str, ...], stated_in: str, is_said: bool
) -> None:
    def related(predicate: str, other: str, source: str) -> Relation:
        cited = {**IMPORTED, "citations": (Citation(source, "f/1", line=3),)}
        id_ = f"{ID}/{predicate}/{other.rpartition('/')[2]}"
        return Relation(id=id_, entry_id=ID, predicate_id=predicate, object_id=other, ordinal=1, **cited)

    files = zip(reporters, ("source/f", "source/g"), strict=False)
    reported = [related("reported-by", f"organisation/{name}", file) for name, file in files]
    given = activity(relations=(*reported, related("in-sector", "theme/roads", stated_in)))
    roads = EntryRef("theme/roads", EntryKind.THEME, "Roads", "Roads")
    predicates = {id: Predicate(id, id, id, ("project",), ()) for id in ("in-sector", "reported-by")}
    given = given._replace(
        refs=given.refs | {roads.id: roads},
        identifiers=given.identifiers | {roads.id: "7"},
        predicates=predicates,
    )
    writer = IatiWriter(IatiChoices() if reporters else REPORTER, TODAY)
    found = fromstring(b"".join(writer.parts([given])))
    sector = found.find("iati-activity/sector")
    assert sector is not None
    assert (sector.get("code"), sector.get("vocabulary")) == ("7", "99")
    in_full = {each.get("id") for each in found.iter(own("fact"))}
    assert (f"{ID}/in-sector/roads" not in in_full) is is_said


_LEVEL = "@hierarchy"
_UPDATED, _REACH, _CLASS = "@last-updated-datetime", "location/location-reach/@code", "location/location-class/@code"


@pytest.mark.parametrize(
    ("values", "is_said"),
    [
        ({_UPDATED: "2020-01-01T00:00:00Z"}, True),
        ({_UPDATED: "last spring"}, False),
        ({_LEVEL: "2"}, True),
        ({_LEVEL: "second"}, False),
        ({_REACH: "1"}, True),
        ({_REACH: "1", _CLASS: "2"}, True),
        ({_REACH: "1", "location[2]/location-class/@code": "2"}, False),  # of two elements
        ({_REACH: "1", "location/location-reach[3]/@code": "2"}, False),  # of a third one, the second being unknown
        ({"@coop:entry": "x"}, False),  # the prefix is that of this program's own namespace
        ({"@xmlns:coop": "urn:x"}, False),
        ({"iati-identifier/@coop:entry": "x"}, False),
        ({"title/coop:thing": "x"}, False),
        ({"coop:thing": "x"}, False),
        ({"coop:thing/@code": "x"}, False),
    ],
)
def test_a_published_field_is_where_the_standard_has_it_or_else_a_fact_in_full(
    values: dict[str, str], is_said: bool
) -> None:
    field = PublishedField(
        id=f"{ID}/published/x",
        entry_id=ID,
        label="x",
        ordinal=1,
        values=tuple(PublishedValue(*each) for each in values.items()),
        **IMPORTED,
    )
    found, _ = one(activity(field))
    reach = found.find("location/location-reach")
    assert found.get("hierarchy") == (values.get(_LEVEL) if is_said else None)
    assert (found.get("last-updated-datetime"), None if reach is None else reach.get("code")) == (
        (values.get(_UPDATED), values.get(_REACH)) if is_said else (None, None)
    )
    assert [each.get("id") for each in found.iter(own("fact"))] == ([] if is_said else [field.id])


def test_a_role_that_is_left_out_is_noted_with_the_name_as_given() -> None:
    roles = [
        Relation(
            id=f"{ID}/takes-part-in/{name}",
            entry_id=ID,
            predicate_id="takes-part-in",
            object_id=f"organisation/{name}",
            ordinal=1,
            as_given=given,
            **IMPORTED,
        )
        for name, given in (("agency", "The Agency in full"), ("ngo", None))
    ]
    given = activity(relations=tuple(roles))
    predicate = Predicate("takes-part-in", "has as participant", "takes part in", ("project",), ("organisation",))
    _, writer = one(given._replace(predicates={predicate.id: predicate}))
    (note,) = [note for note in writer.notes if note.what == "role-left-out"]
    assert note.values == ("The Agency in full", "NGO")


@pytest.mark.parametrize(
    ("shares", "noted"),
    [((None,), ()), ((600_000, 400_000), ()), ((None, None), ("2",)), ((600_000, None), ("1",))],
)
def test_countries_without_shares_are_counted_where_there_are_several(
    shares: tuple[int | None, ...], noted: tuple[str, ...]
) -> None:
    relations = tuple(
        Relation(
            id=f"{ID}/has-beneficiary/{code}",
            entry_id=ID,
            predicate_id="has-beneficiary",
            object_id=f"country/{code}",
            ordinal=1,
            share=share,
            **IMPORTED,
        )
        for code, share in zip(("NE", "ML"), shares, strict=False)
    )
    given = activity(relations=relations)
    ids = [each.object_id for each in relations]
    refs = {**given.refs, **{each: EntryRef(each, EntryKind.COUNTRY, each, each) for each in ids}}
    codes = {each: CountryCodes(each, each[-2:], None, None, CodeStatus.OFFICIAL) for each in ids}
    found, writer = one(given._replace(refs=refs, codes=codes))
    assert tuple(value for note in writer.notes if note.what == "no-shares" for value in note.values) == noted
    percentages = [each.get("percentage") for each in found.findall("recipient-country")]
    assert percentages == [None if share is None else str(share // 10_000) for share in shares]


@pytest.mark.parametrize("split", CountrySplit)
def test_a_country_of_which_a_damaged_reference_has_no_code_is_noted_and_a_fact_in_full(split: CountrySplit) -> None:
    niger = EntryRef("country/NE", EntryKind.COUNTRY, "Niger", "Niger")
    relation = Relation(
        id=f"{ID}/r", entry_id=ID, predicate_id="has-beneficiary", object_id=niger.id, ordinal=1, **IMPORTED
    )
    given = activity(relations=(relation,))
    predicate = Predicate("has-beneficiary", "has as beneficiary", "is a beneficiary of", ("project",), ("country",))
    given = given._replace(refs={**given.refs, niger.id: niger}, predicates={predicate.id: predicate})
    found, writer = one(given, REPORTER._replace(split=split))
    assert found.find("recipient-country") is None
    assert [each.get("object-id") for each in found.iter(own("fact"))] == [niger.id]
    (values,) = [note.values for note in writer.notes if note.what == "country-without-code"]
    assert "of these countries, which the standard asks for: Niger." in note_sentence(
        "country-without-code", values, ENGLISH
    )


@pytest.mark.parametrize(
    "what", ["country-without-code", "no-shares", "role-left-out", "rule-ends-first", "status-computed"]
)
def test_a_sentence_has_no_placeholder_left(what: str) -> None:
    sentence = note_sentence(what, ["4"] * 9 if what.startswith("r") else ["4"], ENGLISH)
    assert "{" not in sentence
    assert sentence.endswith(".")


def test_beneficiaries_without_a_share_are_one_or_several() -> None:
    assert note_sentence("no-shares", ["1"], ENGLISH) == "The source states no share for 1 beneficiary."
    assert note_sentence("no-shares", ["33"], ENGLISH) == "The source states no shares for 33 beneficiaries."


def test_projects_of_one_title_are_told_apart_in_the_notes() -> None:
    notes = NoteCollector()
    for id in ("project/wells", "project/wells-2"):
        notes.begin(EntryRef(id, EntryKind.PROJECT, "Wells", "Wells"))
        notes.add("no-sector")
    notes.begin(EntryRef("project/roads", EntryKind.PROJECT, "Roads", "Roads"))
    notes.add("no-sector")
    lines = note_lines(notes.notes, ENGLISH)
    assert [line for line in lines if not line.startswith(" ")] == [
        "Wells (project/wells)",
        "Wells (project/wells-2)",
        "Roads",
    ]
    assert len(lines) == 6


def test_each_project_is_reported_also_one_that_is_left_out() -> None:
    given, reports = activity(), list[int]()
    writer = IatiWriter(REPORTER, TODAY)
    parts = list(writer.parts([given, given._replace(relations=()), given], reports.append))
    assert (reports, writer.activities, len(parts)) == ([1, 2, 3], 2, 4)
    assert parts[0].startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" ')
    assert b'generated-datetime="2026-11-29T00:00:00Z"' in parts[0]
    assert parts[-1] == b"</iati-activities>\n"


def test_rules_are_noted_only_if_they_are_checked() -> None:
    for checks in (True, False):
        writer = IatiWriter(REPORTER, TODAY, checks=checks)
        list(writer.parts([activity()]))
        assert any(note.what.startswith("rule-") for note in writer.notes) is checks


def test_texts_without_a_language_are_english_unless_a_file_was_imported() -> None:
    for is_curated, language in ((True, "en"), (False, None)):
        given = activity()
        cites = () if is_curated else IMPORTED["citations"]
        given = given._replace(facts=tuple(replace(fact, citations=cites) for fact in given.facts))
        found = fromstring(b"".join(IatiWriter(REPORTER, TODAY).parts([given])))
        title = found.find("iati-activity/title/narrative")
        assert title is not None
        assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == language
