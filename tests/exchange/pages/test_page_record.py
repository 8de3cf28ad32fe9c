"""A page as a record of JSON values."""

import json

import pytest

from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.pages import CitingFact, EntryPage, EntryRecord, HomePage, RelationGroup, SourcePage
from coopviewer.domain.reference.sources import Lookup, Passage, Source
from coopviewer.domain.reference.vocabulary import CodeStatus, EntryKind, PassageKind, StatementKind
from coopviewer.exchange.pages.page_record import page_record
from tests.domain.reference.page_samples import EDITION, FUNDS, entry_ref, relation, statement

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
