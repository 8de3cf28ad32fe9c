"""The page of an entry as a record for other programs: plain values that JSON can hold."""

from dataclasses import asdict
from typing import Any

from coopviewer.domain.editions import Edition
from coopviewer.domain.facts import Fact
from coopviewer.domain.pages import EntryPage, RelationGroup


def page_record(page: EntryPage, edition: Edition) -> dict[str, Any]:
    """Give an entry's page as one record.

    ``facts`` are the entry's own, ``relations`` run from it or (``outgoing`` false) to it; each has its id, basis,
    note and citations, which name passages and sources by the ids of the same record. Absent facts are absent: the
    source does not state them.
    """
    record, lookup = page.record, page.lookup
    return {
        "id": record.ref.id,
        "kind": record.ref.kind,
        "title": record.ref.title,
        "edition": asdict(edition),
        "codes": asdict(record.codes) if record.codes else None,
        "facts": [_fact_record(fact) for fact in record.facts],
        "relations": [_relation_record(page, group, fact) for group in record.groups for fact in group.relations],
        "legal_notes": [_fact_record(note) for note in lookup.legal_notes],
        "passages": {key: asdict(passage) for key, passage in sorted(lookup.passages.items())},
        "sources": {key: asdict(source) for key, source in sorted(lookup.sources.items())},
    }


def _fact_record(fact: Fact) -> dict[str, Any]:
    kind = type(fact).__name__.removesuffix("Fact").lower()
    return {"fact": kind, **asdict(fact)}


def _relation_record(page: EntryPage, group: RelationGroup, fact: Fact) -> dict[str, Any]:
    label = group.predicate.label if group.outgoing else group.predicate.inverse_label
    record = _fact_record(fact)
    other = page.lookup.refs[record["object_id"] if group.outgoing else record["entry_id"]]
    return {"outgoing": group.outgoing, "label": label, "other": other.id, "other_title": other.title, **record}
