"""Reading the pages of entries; ``home`` reads the home page, and ``source_pages`` reads those of sources."""

import sqlite3
from collections.abc import Iterable, Sequence

from coopviewer.domain.browsing.addresses import Address, compared_ids
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef, Location
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import (
    ComparePage,
    CountryList,
    EntryPage,
    EntryRecord,
    ListedEntry,
    ListKey,
    Lookup,
    Page,
)
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference import rows
from coopviewer.storage.reference.home import read_home


class PageReader:
    """Reads the pages of one reference, and the entries of lists beside them."""

    def __init__(self, connection: sqlite3.Connection, edition: Edition) -> None:
        """Read from this connection to a reference."""
        self._connection, self._edition = connection, edition

    def page(self, address: Address) -> Page:
        """Read the page of an address; raises EnvironmentFault if there is none."""
        return read_page(self._connection, self._edition, address)

    def listed(self, key: ListKey, offset: int, limit: int) -> tuple[ListedEntry, ...]:
        """Read entries of a long list, sorted by title, from the index ``offset`` on, at most ``limit``."""
        return read_list(self._connection, key, offset, limit)

    def refs(self, ids: Sequence[str]) -> tuple[EntryRef, ...]:
        """Return the entries of these ids, in their order; unknown ids are left out."""
        found = reference_facts.read_refs(self._connection, ids)
        return tuple(found[key] for key in ids if key in found)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some ids that lead to a page."""
        return frozenset(_known(self._connection, sorted(set(ids))))


_KNOWN = """
    SELECT id FROM entry WHERE id IN ({0}) UNION ALL SELECT id FROM source WHERE id IN ({0})
    UNION ALL SELECT r.old_id FROM redirect r JOIN entry e ON e.id = r.new_id WHERE r.old_id IN ({0})
"""
_AT_ONCE = 200  # ids in one query, each bound three times: SQLite before 3.32 allowed 999


def _known(connection: sqlite3.Connection, ids: Sequence[str]) -> Iterable[str]:
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        query = _KNOWN.format(", ".join("?" * len(part)))
        yield from (row[0] for row in connection.execute(query, (*part, *part, *part)))


def read_page(connection: sqlite3.Connection, edition: Edition, address: Address) -> Page:
    """Read the page of an address.

    Raises EnvironmentFault if the reference has no such entry or source.
    """
    if address.is_home:
        return read_home(connection, edition)
    if address.is_source:
        from coopviewer.storage.reference.source_pages import read_source_page

        return read_source_page(connection, address)
    if address.is_comparison:
        return _comparison(connection, edition, address)
    return _entry_page(connection, edition, address)


_UNNAMED = f"""
    SELECT {rows.ENTRY_COLUMNS} FROM entry e WHERE e.kind = 'project' AND (
        SELECT max(r.object_id GLOB 'country/*') FROM relation r
        WHERE r.subject_id = e.id AND r.predicate_id = 'has-beneficiary') = 0
    ORDER BY e.number LIMIT 40
"""


def _comparison(connection: sqlite3.Connection, edition: Edition, address: Address) -> ComparePage:
    pages = tuple(_entry_page(connection, edition, Address(id)) for id in compared_ids(address))
    lookups = [page.lookup for page in pages]
    notes = {note.id: note for lookup in lookups for note in lookup.legal_notes}
    lookup = Lookup(
        {id: ref for each in lookups for id, ref in each.refs.items()},
        {id: passage for each in lookups for id, passage in each.passages.items()},
        {id: source for each in lookups for id, source in each.sources.items()},
        tuple(notes.values()),
    )
    unnamed: tuple[EntryRef, ...] = ()
    if any(page.record.ref.kind is EntryKind.COUNTRY for page in pages):
        unnamed = tuple(rows.entry_ref(row) for row in connection.execute(_UNNAMED))
    return ComparePage(pages, lookup._replace(refs={**lookup.refs, **{ref.id: ref for ref in unnamed}}), unnamed)


def _entry_page(connection: sqlite3.Connection, edition: Edition, address: Address) -> EntryPage:
    predicates = reference_facts.read_predicates(connection)
    ref = _resolve(connection, address)
    record = EntryRecord(
        ref=ref,
        codes=reference_facts.read_codes(connection, ref.id),
        facts=tuple(reference_facts.read_own_facts(connection, [ref.id]).get(ref.id, ())),
        groups=reference_facts.read_groups(connection, predicates, ref.id),
        paid=reference_facts.read_paid(connection, ref.id),
    )
    refs = reference_facts.read_refs(connection, reference_facts.named_ids(record))
    projects = {key: found for key, found in refs.items() if found.kind is EntryKind.PROJECT and key != ref.id}
    facts_of = reference_facts.read_own_facts(connection, projects)
    groups_of = reference_facts.read_participants(connection, predicates, projects)
    related = {
        key: EntryRecord(found, None, tuple(facts_of.get(key, ())), groups_of.get(key, ()))
        for key, found in projects.items()
    }
    extents = reference_facts.read_extents_of_lists_for(connection, ref.kind)
    named = {found for each in related.values() for found in reference_facts.named_ids(each)}
    named |= {extent.entry_id for extent in extents}
    refs |= reference_facts.read_refs(connection, named - refs.keys())
    reference_facts.need(named | reference_facts.named_ids(record), refs.keys())
    facts = [*extents, *(fact for each in (record, *related.values()) for fact in _all_facts(each))]
    lists: tuple[CountryList, ...] = ()
    location: Location | None = None
    if ref.kind in (EntryKind.COUNTRY, EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT):
        from coopviewer.storage.reference import country_lists, locations

        if ref.kind is EntryKind.COUNTRY:
            lists = country_lists.read_country_lists(connection, ref.id)
        else:
            location = locations.read_location(connection, ref)
            refs |= reference_facts.read_refs(connection, {*location.named, *location.around} - refs.keys())
    lookup = reference_facts.read_lookup(connection, facts, refs)
    former_ids = _former_ids(connection, ref.id)
    return EntryPage(record, related, extents, predicates, lookup, former_ids, lists, edition, location)


def _resolve(connection: sqlite3.Connection, address: Address) -> EntryRef:
    found = reference_facts.read_refs(connection, [address.target])
    if not found:
        row = connection.execute("SELECT new_id FROM redirect WHERE old_id = ?", (address.target,)).fetchone()
        found = {} if row is None else reference_facts.read_refs(connection, [row[0]])
    if not found:
        raise EnvironmentFault("reference.no-entry", entry=address.target)
    return next(iter(found.values()))


def _former_ids(connection: sqlite3.Connection, entry_id: str) -> tuple[str, ...]:
    query = "SELECT old_id FROM redirect WHERE new_id = ? ORDER BY old_id"
    return tuple(row[0] for row in connection.execute(query, (entry_id,)))


def _all_facts(record: EntryRecord) -> list[Fact]:
    relations = [relation for group in record.groups for relation in group.relations]
    return [*record.facts, *relations, *record.paid]


def read_list(connection: sqlite3.Connection, key: ListKey, offset: int, limit: int) -> tuple[ListedEntry, ...]:
    """Read the entries at the far ends of a list's relations, sorted by number, from ``offset``, at most ``limit``.

    The part is selected by scanning an index; only its rows are looked up.
    """
    near, far = ("subject", "object") if key.outgoing else ("object", "subject")
    query = f"""
        SELECT {rows.ENTRY_COLUMNS},
            (SELECT t.as_given FROM fact f JOIN timeframe t ON t.fact_id = f.id
             WHERE f.entry_id = e.id ORDER BY f.id LIMIT 1),
            (SELECT a.as_given FROM fact f JOIN amount a ON a.fact_id = f.id
             WHERE f.entry_id = e.id AND a.kind = 'grant' ORDER BY f.id LIMIT 1)
        FROM (
            SELECT fact_id FROM relation WHERE {near}_id = ? AND predicate_id = ?
            ORDER BY {far}_number, fact_id LIMIT ? OFFSET ?
        ) part JOIN relation r ON r.fact_id = part.fact_id JOIN entry e ON e.id = r.{far}_id
        ORDER BY r.{far}_number, r.fact_id
    """
    found = connection.execute(query, (key.entry_id, key.predicate_id, limit, offset))
    return tuple(ListedEntry(rows.entry_ref(row[:-2]), row[-2], row[-1]) for row in found)
