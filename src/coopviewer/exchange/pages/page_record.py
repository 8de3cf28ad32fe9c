"""A page as a record for other programs, of values that JSON can represent."""

from dataclasses import fields
from typing import Any

from coopviewer.domain.browsing.addresses import HOME, IMPORT
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.fact_fields import kind_of
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.contradictions import contradictions
from coopviewer.domain.reference.imported.imported_pages import ImportPage, NamingFlows
from coopviewer.domain.reference.pages import (
    CitingFact,
    ComparePage,
    EntryPage,
    HomePage,
    Page,
    RelationGroup,
    SourcePage,
)
from coopviewer.domain.reference.sources import Lookup
from coopviewer.domain.reference.vocabulary import EntryKind


def page_record(page: Page, edition: Edition) -> dict[str, Any]:
    """Return a page as one record for JSON; ``kind`` is an entry's kind, home, source, compare, or import.

    What the source does not state is None. By kind of page the record has:

    An entry: its ``facts`` and ``relations`` (from it, or with ``outgoing`` false to it). Each has its id, basis, note
    and citations, which name passages and sources in the same record by their ids. ``differing`` lists facts on which
    sources disagree. Only in an imported reference: ``totals``, the sums of an activity by kind, and ``naming``, the
    sums of other activities that name this organisation.

    Home: counts by kind, regions and data notes. A source: its passages, each with the facts that cite it. A
    comparison: the records of its entries, without an ``edition`` of its own. An import: its files and its notes.

    A long list has only the part that the page holds. Its full number has a key of its own, such as
    ``passages_in_all``; that of relations is the ``total`` of their predicate in ``relations_by_predicate``.
    """
    if isinstance(page, HomePage):
        return _home_record(page, edition)
    if isinstance(page, ComparePage):
        entries = [_entry_record(each, edition) for each in page.pages]
        return {"id": "compare", "kind": "compare", "title": page.title, "entries": entries}
    if isinstance(page, SourcePage):
        return _source_record(page, edition)
    return _entry_record(page, edition) if isinstance(page, EntryPage) else _import_record(page, edition)


def _entry_record(page: EntryPage, edition: Edition) -> dict[str, Any]:
    record = page.record
    outgoing = (relation for group in record.groups if group.outgoing for relation in group.relations)
    differing = contradictions([*record.facts, *outgoing])
    totals = page.imported.totals.get(record.ref.id, ()) if page.imported else ()
    return {
        "id": record.ref.id,
        "kind": record.ref.kind,
        "title": page.title,
        "edition": edition._asdict(),
        "codes": record.codes._asdict() if record.codes else None,
        "facts": [_fact_record(fact) for fact in record.facts],
        "relations": [_relation_record(page, group, fact) for group in record.groups for fact in group.relations],
        "relations_by_predicate": [_group_record(group) for group in record.groups],
        "differing": [{"about": list(each.slot), "facts": [fact.id for fact in each.facts]} for each in differing],
        **({"totals": [total._asdict() for total in totals]} if page.imported else {}),
        **({"naming": _naming_record(page.imported.naming)} if page.imported and page.imported.naming.total else {}),
        **_looked_up(page.lookup),
    }


def _naming_record(naming: NamingFlows) -> dict[str, Any]:
    sums = [_fact_record(flow) for flow in naming.flows]
    return {"sums_in_all": naming.total, "activities": naming.activities, "sums": sums}


def _import_record(page: ImportPage, edition: Edition) -> dict[str, Any]:
    return {
        "id": IMPORT,
        "kind": IMPORT,
        "title": page.title,
        "edition": edition._asdict(),
        "files": [file._asdict() for file in page.files],
        "notes_in_all": page.total,
        "notes_by_kind": [count._asdict() for count in page.counts],
        "notes": [note._asdict() for note in page.notes],
    }


def _home_record(page: HomePage, edition: Edition) -> dict[str, Any]:
    return {
        "id": HOME,
        "kind": HOME,
        "title": page.title,
        "edition": edition._asdict(),
        "counts": dict(page.counts),
        "regions_in_all": page.counts.get(EntryKind.REGION, 0) - page.inner_regions,
        "regions": [ref._asdict() for ref in page.regions],
        "data_notes": [_fact_record(note) for note in page.notes],
        **_looked_up(page.lookup),
    }


def _source_record(page: SourcePage, edition: Edition) -> dict[str, Any]:
    return {
        "id": page.source.id,
        "kind": "source",
        "title": page.title,
        "edition": edition._asdict(),
        "source": page.source._asdict(),
        "passages_in_all": page.total,
        "passages": [
            {
                **passage._asdict(),
                "cited_by_in_all": page.counts.get(passage.id, 0),
                "cited_by": [_citing_record(fact) for fact in page.citing.get(passage.id, ())],
            }
            for passage in page.passages
        ],
        "legal_notes": [_fact_record(note) for note in page.lookup.legal_notes],
    }


def _citing_record(citing: CitingFact) -> dict[str, Any]:
    entry = citing.entry
    return {"id": citing.fact.id, "kind": kind_of(citing.fact), "entry": entry.id, "entry_title": entry.title}


def _looked_up(lookup: Lookup) -> dict[str, Any]:
    return {
        "legal_notes": [_fact_record(note) for note in lookup.legal_notes],
        "passages": {key: passage._asdict() for key, passage in sorted(lookup.passages.items())},
        "sources": {key: source._asdict() for key, source in sorted(lookup.sources.items())},
    }


def _fact_record(fact: Fact) -> dict[str, Any]:
    return {"fact": kind_of(fact), **{field.name: _plain(getattr(fact, field.name)) for field in fields(fact)}}


def _plain(value: Any) -> Any:
    """Return a value of a fact, with its parts (citations, periods, published values) as records."""
    return [part._asdict() for part in value] if isinstance(value, tuple) else value


def _group_record(group: RelationGroup) -> dict[str, Any]:
    return {
        "predicate_id": group.predicate.id,
        "outgoing": group.outgoing,
        "label": _label(group),
        "total": group.total,
    }


def _label(group: RelationGroup) -> str:
    return group.predicate.label if group.outgoing else group.predicate.inverse_label


def _relation_record(page: EntryPage, group: RelationGroup, fact: Fact) -> dict[str, Any]:
    record = _fact_record(fact)
    other = page.lookup.refs[record["object_id"] if group.outgoing else record["entry_id"]]
    return {"outgoing": group.outgoing, "label": _label(group), "other": other.id, "other_title": other.title, **record}
