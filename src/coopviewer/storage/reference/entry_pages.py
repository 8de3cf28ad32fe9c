"""Reading all pages but the home page: of entries, sources, comparisons, and how the file was imported."""

import sqlite3

from coopviewer.domain.browsing.addresses import Address, compared_ids
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef, Location
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.imported_pages import NamingFlows
from coopviewer.domain.reference.pages import ComparePage, CountryList, EntryPage, EntryRecord, Page
from coopviewer.domain.reference.published_facts import Flow, Mention
from coopviewer.domain.reference.sources import Lookup, Predicate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import country_lists, locations, rows
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference.imports import parts, published_rows
from coopviewer.storage.reference.imports.import_page import read_import
from coopviewer.storage.reference.source_pages import read_source_page

_UNNAMED = f"""
    SELECT count(*) OVER (), {rows.ENTRY_COLUMNS} FROM entry e WHERE e.kind = 'project' AND (
        SELECT max(r.object_id GLOB 'country/*') FROM relation r
        WHERE r.subject_id = e.id AND r.predicate_id = 'has-beneficiary') = 0
    ORDER BY e.number LIMIT 40
"""


def read_page(connection: sqlite3.Connection, edition: Edition, address: Address) -> Page:
    """Read the page of an entry, a source, a comparison or the import; raises EnvironmentFault if there is none.

    Of a damaged file LookupError, ValueError or sqlite3.Error is raised.
    """
    if address.is_source:
        return read_source_page(connection, address)
    if address.is_import:
        return read_import(connection, edition, address)
    if address.is_comparison:
        return read_comparison(connection, edition, address)
    return read_entry_page(connection, edition, address)


def read_comparison(connection: sqlite3.Connection, edition: Edition, address: Address) -> ComparePage:
    """Read the page that shows two to four entries side by side, in the order in which the address names them.

    If one of them is a country of a curated reference, the page also has the projects that state beneficiaries but name
    no country: at most 40 in ``unnamed``, and the number of the others in ``more_unnamed``. Raises EnvironmentFault if
    an entry is unknown; of a damaged file LookupError, ValueError or sqlite3.Error.
    """
    pages = tuple(read_entry_page(connection, edition, Address(id)) for id in compared_ids(address))
    lookups = [page.lookup for page in pages]
    notes = {note.id: note for lookup in lookups for note in lookup.legal_notes}
    lookup = Lookup(
        {id: ref for each in lookups for id, ref in each.refs.items()},
        {id: passage for each in lookups for id, passage in each.passages.items()},
        {id: source for each in lookups for id, source in each.sources.items()},
        tuple(notes.values()),
    )
    found: list[rows.Row] = []
    if any(page.record.ref.kind is EntryKind.COUNTRY and page.imported is None for page in pages):
        found = connection.execute(_UNNAMED).fetchall()
    unnamed = tuple(rows.entry_ref(row[1:]) for row in found)
    more = found[0][0] - len(found) if found else 0
    refs = {**lookup.refs, **{ref.id: ref for ref in unnamed}}
    return ComparePage(pages, lookup._replace(refs=refs), unnamed, more)


def read_entry_page(connection: sqlite3.Connection, edition: Edition, address: Address) -> EntryPage:
    """Read the page of an entry, also by a former id; raises EnvironmentFault if there is none.

    Of a damaged file LookupError, ValueError or sqlite3.Error is raised.
    """
    predicates = reference_facts.read_predicates(connection)
    ref = _resolve(connection, address)
    is_imported = rows.is_imported(connection)
    record = _record(connection, predicates, ref, is_imported)
    refs = reference_facts.read_refs(connection, reference_facts.named_ids(record))
    naming = parts.read_naming(connection, ref.id) if is_imported else None
    projects = {key: found for key, found in refs.items() if found.kind is EntryKind.PROJECT and key != ref.id}
    read_facts = parts.read_listed_facts if is_imported else reference_facts.read_own_facts
    facts_of = read_facts(connection, projects)
    groups_of = {} if is_imported else reference_facts.read_participants(connection, predicates, projects)
    related = {
        key: EntryRecord(found, None, tuple(facts_of.get(key, ())), groups_of.get(key, ()))
        for key, found in projects.items()
    }
    extents = reference_facts.read_extents_of_lists_for(connection, ref.kind)
    named = {found for each in related.values() for found in reference_facts.named_ids(each)}
    named |= {extent.entry_id for extent in extents}
    flows, ends = _flows_and_ends(naming)
    named |= ends
    refs |= reference_facts.read_refs(connection, named - refs.keys())
    _need_all(record, named, refs, predicates)
    facts = [*extents, *flows, *(fact for each in (record, *related.values()) for fact in _all_facts(each))]
    lists: tuple[CountryList, ...] = ()
    location: Location | None = None
    if ref.kind in (EntryKind.COUNTRY, EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT):
        if ref.kind is EntryKind.COUNTRY:
            lists = country_lists.read_country_lists(connection, ref.id)
        else:
            location = locations.read_location(connection, ref)
            refs |= reference_facts.read_refs(connection, {*location.named, *location.around} - refs.keys())
    lookup = reference_facts.read_lookup(connection, facts, refs)
    former_ids = _former_ids(connection, ref.id)
    imported = parts.read_parts(connection, ref.id, projects, naming) if naming is not None else None
    return EntryPage(record, related, extents, predicates, lookup, former_ids, lists, edition, location, imported)


def _record(
    connection: sqlite3.Connection, predicates: dict[str, Predicate], ref: EntryRef, is_imported: bool
) -> EntryRecord:
    """Read what the page of an entry says of the entry itself."""
    return EntryRecord(
        ref=ref,
        codes=reference_facts.read_codes(connection, ref.id),
        facts=(
            *reference_facts.read_own_facts(connection, [ref.id]).get(ref.id, ()),
            *published_rows.read_published_facts(connection, ref.id),
        ),
        groups=reference_facts.read_groups(connection, predicates, ref.id, is_shared=is_imported),
        paid=reference_facts.read_paid(connection, ref.id),
    )


def _flows_and_ends(naming: NamingFlows | None) -> tuple[tuple[Flow, ...], set[str]]:
    """Return the flows that name an organisation, and the ids of their activities, payers and receivers."""
    flows = naming.flows if naming is not None else ()
    return flows, {end for flow in flows for end in (flow.entry_id, flow.from_id, flow.to_id) if end}


def _need_all(
    record: EntryRecord, named: set[str], refs: dict[str, EntryRef], predicates: dict[str, Predicate]
) -> None:
    """Raise LookupError if the file lacks an entry or a kind of relation that a page names."""
    reference_facts.need(named | reference_facts.named_ids(record), refs.keys())
    reference_facts.need({fact.predicate_id for fact in record.of_type(Mention)}, predicates.keys())


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
