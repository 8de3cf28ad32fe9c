"""A page as a record of JSON values."""

import json
from dataclasses import replace

import pytest

from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.imported.imported_pages import (
    FlowTotal,
    ImportedParts,
    ImportPage,
    NamingFlows,
    NoteCount,
)
from coopviewer.domain.reference.imports import ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.pages import (
    CitingFact,
    ComparePage,
    EntryPage,
    EntryRecord,
    HomePage,
    RelationGroup,
    SourcePage,
)
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.sources import Lookup, Passage, Source
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, EntryKind, PassageKind, StatementKind
from coopviewer.exchange.pages.page_record import page_record
from tests.domain.reference.page_samples import EDITION, FUNDS, amount, entry_ref, relation, statement

NIGER, FUNDER, PROJECT = (
    entry_ref("country/NE", "Niger"),
    entry_ref("organisation/eu", "EU"),
    entry_ref("project/p", "P"),
)
SOURCE = Source("source/leaflet", "A leaflet")
PASSAGE = Passage("leaflet/1", SOURCE.id, 1, PassageKind.ITEM, "", "", 0, 5, "0" * 64)
NOTE = statement("country/XK/note", StatementKind.LEGAL_NOTE)
GOAL = statement("project/p/goal/a")
FUNDED = relation("project/p/funded-by/eu", FUNDER.id)
LOOKUP = Lookup({ref.id: ref for ref in (NIGER, FUNDER, PROJECT)}, {PASSAGE.id: PASSAGE}, {SOURCE.id: SOURCE}, (NOTE,))
CODES = CountryCodes("country/NE", "NE", "NER", "562", CodeStatus.OFFICIAL)


def recorded(page: EntryPage | HomePage | SourcePage) -> dict:
    record = page_record(page, EDITION)
    assert record["edition"] == EDITION._asdict()
    assert [note["id"] for note in record["legal_notes"]] == [NOTE.id]
    return json.loads(json.dumps(record))


def test_an_entry_is_recorded_with_its_facts_and_relations() -> None:
    group = RelationGroup(FUNDS, True, 1, (FUNDED,))
    page = EntryPage(EntryRecord(PROJECT, None, (GOAL,), (group,)), {}, (), {}, LOOKUP)
    record = recorded(page)
    assert (record["id"], record["kind"], record["title"], record["codes"]) == ("project/p", "project", "P", None)
    (fact,) = record["facts"]
    assert (fact["fact"], fact["id"]) == ("statement", GOAL.id)
    (related,) = record["relations"]
    assert (related["outgoing"], related["label"]) == (True, "is funded by")
    assert (related["other"], related["other_title"]) == ("organisation/eu", "EU")
    assert record["passages"][PASSAGE.id]["sha256"] == PASSAGE.sha256
    assert record["sources"] == {SOURCE.id: SOURCE._asdict()}


def test_an_incoming_relation_has_the_inverse_label() -> None:
    group = RelationGroup(FUNDS, False, 1, (FUNDED,))
    (related,) = recorded(EntryPage(EntryRecord(FUNDER, None, (), (group,)), {}, (), {}, LOOKUP))["relations"]
    assert (related["outgoing"], related["label"], related["other"]) == (False, "funds", "project/p")


def test_a_country_is_recorded_with_its_codes() -> None:
    record = recorded(EntryPage(EntryRecord(NIGER, CODES, (), ()), {}, (), {}, LOOKUP))
    assert (record["codes"]["alpha3"], record["codes"]["latitude"]) == ("NER", None)


def test_the_home_page_is_recorded_with_counts_regions_and_notes() -> None:
    region = entry_ref("region/africa", "Africa")
    record = recorded(HomePage(EDITION, {EntryKind.PROJECT: 3}, (region,), (GOAL,), LOOKUP))
    assert (record["id"], record["kind"], record["title"]) == ("home", "home", EDITION.title)
    assert (record["counts"], record["regions"][0]["id"]) == ({"project": 3}, "region/africa")
    assert [note["id"] for note in record["data_notes"]] == [GOAL.id]


@pytest.mark.parametrize(
    ("counts", "inner", "in_all"), [({}, 0, 0), ({EntryKind.REGION: 3}, 0, 3), ({EntryKind.REGION: 30}, 12, 18)]
)
def test_the_home_page_counts_the_regions_that_are_in_no_other(
    counts: dict[EntryKind, int], inner: int, in_all: int
) -> None:
    record = recorded(HomePage(EDITION, counts, (), (), LOOKUP, inner))
    assert (record["regions_in_all"], record["regions"]) == (in_all, [])


def test_a_source_is_recorded_with_its_passages_and_citing_facts() -> None:
    uncited = Passage("leaflet/2", SOURCE.id, 2, PassageKind.ITEM, "", "", 6, 9, "1" * 64)
    citing = {PASSAGE.id: (CitingFact(FUNDED, PROJECT),)}
    record = recorded(SourcePage(SOURCE, (PASSAGE, uncited), LOOKUP, citing, {PASSAGE.id: 7}, {}, 40))
    assert (record["id"], record["kind"], record["title"]) == (SOURCE.id, "source", "A leaflet")
    assert record["passages_in_all"] == 40
    assert [passage["id"] for passage in record["passages"]] == ["leaflet/1", "leaflet/2"]
    assert record["passages"][0]["cited_by"] == [
        {"id": FUNDED.id, "kind": "relation", "entry": "project/p", "entry_title": "P"}
    ]
    assert [passage["cited_by_in_all"] for passage in record["passages"]] == [7, 0]
    assert record["passages"][1]["cited_by"] == []


def imported(*totals: FlowTotal, naming: NamingFlows | None = None) -> ImportedParts:
    return ImportedParts(frozenset(), frozenset(), {}, {PROJECT.id: totals}, {}, naming=naming or NamingFlows())


@pytest.mark.parametrize("total", [None, FlowTotal(FlowKind.BUDGET, "1", "EUR", "2019", 500, 2, 3)])
def test_only_an_imported_entry_has_totals_even_if_they_are_none(total: FlowTotal | None) -> None:
    page = EntryPage(EntryRecord(PROJECT, None, (), ()), {}, (), {}, LOOKUP)
    assert "totals" not in recorded(page)
    totals = recorded(page._replace(imported=imported(*filter(None, (total,)))))["totals"]
    assert totals == ([{**total._asdict(), "kind": "budget"}] if total else [])


def test_sums_that_name_an_organisation_are_recorded_with_their_full_number() -> None:
    flow = Flow(
        id="project/p/flow/1",
        entry_id=PROJECT.id,
        basis=Basis.STATED,
        kind=FlowKind.TRANSACTION,
        minor_units=500,
        currency="EUR",
        as_given="5 EUR",
        decimals=2,
        ordinal=1,
    )
    page = EntryPage(EntryRecord(FUNDER, None, (), ()), {}, (), {}, LOOKUP)
    for parts in (None, imported()):
        assert "naming" not in recorded(page._replace(imported=parts))
    naming = recorded(page._replace(imported=imported(naming=NamingFlows((flow,), 300, None))))["naming"]
    assert (naming["sums_in_all"], naming["activities"]) == (300, None)
    assert [(each["fact"], each["id"], each["minor_units"]) for each in naming["sums"]] == [("flow", flow.id, 500)]


def test_facts_on_which_sources_disagree_are_named() -> None:
    first, second = (
        replace(amount(f"project/p/amount/{key}"), minor_units=sum_, citations=(Citation(source, None),))
        for key, sum_, source in (("a", 1, "source/x"), ("b", 2, "source/y"))
    )
    page = EntryPage(EntryRecord(PROJECT, None, (first, second, GOAL), ()), {}, (), {}, LOOKUP)
    (differing,) = recorded(page)["differing"]
    assert differing["facts"] == [first.id, second.id]
    assert differing["about"][0] == "grant"
    assert recorded(page._replace(record=page.record._replace(facts=(first, GOAL))))["differing"] == []


def test_how_many_relations_there_are_of_each_kind_is_recorded_apart() -> None:
    groups = (RelationGroup(FUNDS, True, 300, (FUNDED,)), RelationGroup(FUNDS, False, 7, ()))
    record = recorded(EntryPage(EntryRecord(PROJECT, None, (), groups), {}, (), {}, LOOKUP))
    assert record["relations_by_predicate"] == [
        {"predicate_id": "funded-by", "outgoing": True, "label": "is funded by", "total": 300},
        {"predicate_id": "funded-by", "outgoing": False, "label": "funds", "total": 7},
    ]
    assert [each["id"] for each in record["relations"]] == [FUNDED.id]


def test_a_comparison_has_the_records_of_its_entries_and_no_edition_of_its_own() -> None:
    pages = tuple(EntryPage(EntryRecord(ref, None, (), ()), {}, (), {}, LOOKUP) for ref in (NIGER, FUNDER))
    record = page_record(ComparePage(pages, LOOKUP), EDITION)
    assert (record["id"], record["kind"], record["title"]) == ("compare", "compare", "Niger and EU")
    assert [each["id"] for each in record["entries"]] == ["country/NE", "organisation/eu"]
    assert "edition" not in record


def test_an_import_is_recorded_with_its_files_and_notes() -> None:
    file = ImportedFile(1, SOURCE.id, "a.xml", 7, "0" * 64, "iati", "2.03", None, "1.0", "{}")
    note = ImportNote(1, ImportSeverity.KEPT, "a.xml", 12, None, "odd", "2,000", "")
    counts = (NoteCount(ImportSeverity.KEPT, "odd", 300),)
    record = page_record(ImportPage(EDITION, (file,), counts, (note,), 301, LOOKUP), EDITION)
    assert (record["id"], record["kind"], record["title"]) == ("import", "import", "About this import")
    assert (record["notes_in_all"], record["files"]) == (301, [file._asdict()])
    assert record["notes_by_kind"] == [{"severity": "kept", "what": "odd", "notes": 300}]
    assert record["notes"] == [note._asdict()]


def test_passages_and_sources_are_recorded_in_the_order_of_their_ids() -> None:
    other = PASSAGE._replace(id="a/1")
    lookup = LOOKUP._replace(
        passages={PASSAGE.id: PASSAGE, other.id: other},
        sources={SOURCE.id: SOURCE, "source/a": SOURCE._replace(id="source/a")},
    )
    record = recorded(EntryPage(EntryRecord(NIGER, None, (), ()), {}, (), {}, lookup))
    assert (list(record["passages"]), list(record["sources"])) == (["a/1", "leaflet/1"], ["source/a", SOURCE.id])


def test_parts_of_a_fact_are_records_too() -> None:
    cited = replace(GOAL, citations=(Citation("source/leaflet", "leaflet/1"), Citation("source/other", None)))
    (fact,) = recorded(EntryPage(EntryRecord(PROJECT, None, (cited,), ()), {}, (), {}, LOOKUP))["facts"]
    assert [(each["source_id"], each["passage_id"]) for each in fact["citations"]] == [
        *(("source/leaflet", "leaflet/1"), ("source/other", None)),
    ]
