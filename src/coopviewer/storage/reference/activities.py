"""Reading projects with all their facts, for exports to other programs."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.activities import GivenName, GivenType, WholeProject
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Amount, Fact, Relation
from coopviewer.domain.reference.published_facts import Flow, Identifier, IdentifierScheme
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference.imports import published_rows
from coopviewer.storage.reference.opening import open_reference, reading

_AT_ONCE = 200
_PROJECTS = f"SELECT id FROM entry WHERE kind = '{EntryKind.PROJECT}' ORDER BY number"
# the schemes under which entries of a kind have the code that an activity names them by
_SCHEMES = {
    EntryKind.ORGANISATION: (IdentifierScheme.ORG_ID, IdentifierScheme.LOCAL),
    EntryKind.PROJECT: (IdentifierScheme.IATI, IdentifierScheme.IATI),
    EntryKind.THEME: (IdentifierScheme.OTHER, IdentifierScheme.LOCAL),
}
_IDENTIFIER = """SELECT t.value FROM fact f JOIN identifier t ON t.fact_id = f.id
    WHERE f.entry_id = ? AND f.kind = 'identifier' AND t.scheme IN (?, ?) ORDER BY f.id LIMIT 1"""
_TYPES = """SELECT t.code, c.source_id, c.line, c.passage_id || ' ' || c.place
    FROM fact f JOIN classification t ON t.fact_id = f.id JOIN citation c ON c.fact_id = f.id
    WHERE f.entry_id = ? AND f.kind = 'classification' AND t.scheme = 'OrganisationType' ORDER BY f.id, c.ordinal"""
_NAMES = """SELECT t.text, t.language, c.source_id, c.line, c.passage_id || ' ' || c.place
    FROM fact f JOIN name t ON t.fact_id = f.id JOIN citation c ON c.fact_id = f.id
    WHERE f.entry_id = ? AND f.kind = 'name' AND c.line IS NOT NULL ORDER BY f.id, c.ordinal"""


class ActivitySource:
    """The projects of one reference, read one at a time; raises EnvironmentFault if the file is damaged."""

    def __init__(self, path: Path) -> None:
        """Open the reference. Raises EnvironmentFault if it cannot be opened."""
        self._path = path
        self._connection = open_reference(path)
        try:
            with reading(path):
                self._predicates = reference_facts.read_predicates(self._connection)
        except EnvironmentFault:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; nothing happens if it is closed."""
        self._connection.close()

    def project_ids(self) -> tuple[str, ...]:
        """Return the ids of all projects, sorted by title."""
        with reading(self._path):
            return tuple(row[0] for row in self._connection.execute(_PROJECTS))

    def unknown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return those of some ids that are not the present id of a project, in their order."""
        with reading(self._path):
            found = {row[0] for row in self._connection.execute(_PROJECTS)}
        return tuple(each for each in ids if each not in found)

    def read(self, ids: Iterable[str]) -> Iterator[WholeProject]:
        """Yield the projects with these ids, in the order of ``ids``; ids of none, and former ids, are left out."""
        for entry_id in ids:
            with reading(self._path):
                found = _read(self._connection, entry_id, self._predicates)
            if found is not None:
                yield found


def _read(connection: sqlite3.Connection, entry_id: str, predicates: dict[str, Predicate]) -> WholeProject | None:
    ref = reference_facts.read_refs(connection, [entry_id]).get(entry_id)
    if ref is None or ref.kind is not EntryKind.PROJECT:
        return None
    facts = (
        *reference_facts.read_own_facts(connection, [entry_id]).get(entry_id, ()),
        *published_rows.read_published_facts(connection, entry_id),
    )
    condition = "t.subject_id = ? ORDER BY t.predicate_id, t.ordinal, t.fact_id"
    found = reference_facts.read_facts(connection, "relation", condition, (entry_id,))
    relations = tuple(fact for fact in found if isinstance(fact, Relation))
    named = {relation.object_id for relation in relations} | {id for fact in facts for id in _named_by(fact)}
    refs = _in_parts(connection, sorted(named))
    codes = {id: code for id in refs if (code := _codes(connection, refs[id])) is not None}
    bodies = [each.id for each in refs.values() if each.kind is EntryKind.ORGANISATION]
    identifiers, types, names = _identifiers(connection, refs), _types(connection, bodies), _names(connection, bodies)
    return WholeProject(ref, facts, relations, refs, codes, identifiers, predicates, types, names)


def _named_by(fact: Fact) -> Iterator[str]:
    if isinstance(fact, Amount):
        ids: tuple[str | None, ...] = (fact.funder_id, fact.funding_instrument_id)
    elif isinstance(fact, Flow):
        ids = (fact.from_id, fact.to_id)
    else:
        ids = (fact.owner_id,) if isinstance(fact, Identifier) else ()
    yield from (each for each in ids if each is not None)


def _in_parts(connection: sqlite3.Connection, ids: list[str]) -> dict[str, EntryRef]:
    refs: dict[str, EntryRef] = {}
    for start in range(0, len(ids), _AT_ONCE):
        refs |= reference_facts.read_refs(connection, ids[start : start + _AT_ONCE])
    reference_facts.need(set(ids), refs.keys())
    return refs


def _codes(connection: sqlite3.Connection, ref: EntryRef) -> CountryCodes | None:
    return reference_facts.read_codes(connection, ref.id) if ref.kind is EntryKind.COUNTRY else None


def _identifiers(connection: sqlite3.Connection, refs: dict[str, EntryRef]) -> dict[str, str]:
    found = {}
    for entry_id, ref in refs.items():
        schemes = _SCHEMES.get(ref.kind)
        if schemes is not None:
            row = connection.execute(_IDENTIFIER, (entry_id, *schemes)).fetchone()
            if row is not None:
                found[entry_id] = row[0]
    return found


def _types(connection: sqlite3.Connection, bodies: Iterable[str]) -> dict[str, tuple[GivenType, ...]]:
    return {each: tuple(GivenType(*row) for row in connection.execute(_TYPES, (each,))) for each in bodies}


def _names(connection: sqlite3.Connection, bodies: Iterable[str]) -> dict[str, tuple[GivenName, ...]]:
    return {each: tuple(GivenName(*row) for row in connection.execute(_NAMES, (each,))) for each in bodies}
