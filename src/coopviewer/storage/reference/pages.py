"""Reading the page of an address; ``home``, ``entry_pages`` and ``source_pages`` read the pages of each kind.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from coopviewer.domain.browsing.addresses import Address, compared_ids
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import ListedEntry, ListKey, Page
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference import rows
from coopviewer.storage.reference.home import read_home


class PageReader:
    """Reads the pages of one reference, and the further entries of lists that a page shows in part.

    Call its methods inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
    """

    def __init__(self, connection: sqlite3.Connection, edition: Edition) -> None:
        """Read from this connection to a reference; ``edition`` is its edition, which is part of pages."""
        self._connection, self._edition = connection, edition

    def page(self, address: Address) -> Page:
        """Read the page of an address; raises EnvironmentFault if there is none."""
        return read_page(self._connection, self._edition, address)

    def is_large(self, address: Address) -> bool:
        """Return whether a page takes long to read: if one of these is true of its entry, or of one that is compared.

            It has more than 300 facts.
            It is the object of more than 60 relations.
            The subjects of relations to it have more than 1,000 facts together; or the objects of its own relations
                have.
            It is an organisation of a reference with more than 5,000 flows, all of which are searched for it.

        A former id of an entry counts as the present one. False for any page but those of entries and comparisons.
        """
        given = compared_ids(address) if address.is_comparison else (address.target,)
        ids = [self._connection.execute(_PRESENT, (id, id)).fetchone()[0] for id in given]
        return any(self._connection.execute(query, (id,)).fetchone()[0] for id in ids for query in _IS_LARGE)

    def listed(self, key: ListKey, offset: int, limit: int) -> tuple[ListedEntry, ...]:
        """Read entries of a list that is too long for its page: at most ``limit``, from the index ``offset`` on.

        The list is sorted by kind of entry, then title.
        """
        return read_list(self._connection, key, offset, limit)

    def refs(self, ids: Sequence[str]) -> tuple[EntryRef, ...]:
        """Return the entries of these ids, in their order; unknown ids, and former ones, are left out."""
        found = reference_facts.read_refs(self._connection, ids)
        return tuple(found[key] for key in ids if key in found)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some ids that lead to a page: ids of entries and of sources, and former ids of entries."""
        return frozenset(id for (id,) in _found(self._connection, _KNOWN, ids))

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the titles of entries and sources, by id, those of entries also by former ids; without unknown ids."""
        return dict(_found(self._connection, _TITLES, ids))


_RELATED = "SELECT EXISTS (SELECT 1 FROM relation r JOIN fact f ON f.entry_id = {} WHERE {} = ? LIMIT 1 OFFSET 1000)"
# by own facts, by relations, by the facts of entries related to it, which its page sums up, and by all flows
_IS_LARGE = (
    "SELECT EXISTS (SELECT 1 FROM fact WHERE entry_id = ? LIMIT 1 OFFSET 300)",
    "SELECT EXISTS (SELECT 1 FROM relation WHERE object_id = ? LIMIT 1 OFFSET 60)",
    _RELATED.format("r.subject_id", "r.object_id"),
    _RELATED.format("r.object_id", "r.subject_id"),
    "SELECT ? GLOB 'organisation/*' AND EXISTS (SELECT 1 FROM flow LIMIT 1 OFFSET 5000)",
)
_PRESENT = "SELECT coalesce((SELECT r.new_id FROM redirect r WHERE r.old_id = ?), ?)"
_KNOWN = """
    SELECT id FROM entry WHERE id IN ({0}) UNION ALL SELECT id FROM source WHERE id IN ({0})
    UNION ALL SELECT r.old_id FROM redirect r JOIN entry e ON e.id = r.new_id WHERE r.old_id IN ({0})
"""
_TITLES = """
    SELECT r.old_id, e.title FROM redirect r JOIN entry e ON e.id = r.new_id WHERE r.old_id IN ({0})
    UNION ALL SELECT id, title FROM entry WHERE id IN ({0}) UNION ALL SELECT id, title FROM source WHERE id IN ({0})
"""
_AT_ONCE = 200  # ids in one query, each bound three times: SQLite before 3.32 allowed 999


def _found(connection: sqlite3.Connection, query: str, ids: Iterable[str]) -> Iterator[rows.Row]:
    """Yield the rows that a query, with ``{0}`` for each list of ids, finds for these; in no order."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        yield from connection.execute(query.format(", ".join("?" * len(part))), part * query.count("{0}"))


def read_page(connection: sqlite3.Connection, edition: Edition, address: Address) -> Page:
    """Read the page of an address, that of an entry also by a former id.

    Raises EnvironmentFault if the reference has no such entry or source, or if the page of the import is asked of a
    reference that was not imported. Of a damaged file LookupError, ValueError or sqlite3.Error is raised.
    """
    if address.is_home:
        return read_home(connection, edition)
    from coopviewer.storage.reference import entry_pages

    return entry_pages.read_page(connection, edition, address)


_MILESTONE = f"""(
    SELECT t.edtf FROM fact f JOIN milestone t ON t.fact_id = f.id
    WHERE f.entry_id = e.id AND f.kind = 'milestone'
    AND (t.kind IN ('{{0}}-actual', '{{0}}-planned') OR ({rows.IS_PLAIN.format("{0}")}))
    ORDER BY CASE t.kind WHEN '{{0}}-actual' THEN 0 WHEN 'other' THEN 1 ELSE 2 END, f.id LIMIT 1)"""
# the actual date, or else the one of no stated kind, or else the planned one


def read_list(connection: sqlite3.Connection, key: ListKey, offset: int, limit: int) -> tuple[ListedEntry, ...]:
    """Read entries that a list of relations names, by kind, then title: at most ``limit``, from index ``offset`` on.

    An entry comes once for each of its relations in the list. If two imported files state one relation differently, its
    object comes twice in the list of its subject, but its subject comes once in the list of its object.
    """
    near, far = ("subject", "object") if key.outgoing else ("object", "subject")
    # as on pages: where files differ on a relation, the key of the other one ends in @2
    once = "" if key.outgoing else "AND instr(fact_id, '@') = 0"
    query = f"""
        SELECT {rows.ENTRY_COLUMNS},
            (SELECT t.as_given FROM fact f JOIN timeframe t ON t.fact_id = f.id
             WHERE f.entry_id = e.id ORDER BY f.id LIMIT 1),
            (SELECT a.as_given FROM fact f JOIN amount a ON a.fact_id = f.id
             WHERE f.entry_id = e.id AND a.kind = 'grant' ORDER BY f.id LIMIT 1),
            {_MILESTONE.format("start")}, {_MILESTONE.format("end")}
        FROM (
            SELECT fact_id FROM relation WHERE {near}_id = ? AND predicate_id = ? {once}
            ORDER BY {far}_number, fact_id LIMIT ? OFFSET ?
        ) part JOIN relation r ON r.fact_id = part.fact_id JOIN entry e ON e.id = r.{far}_id
        ORDER BY r.{far}_number, r.fact_id
    """
    found = connection.execute(query, (key.entry_id, key.predicate_id, limit, offset))
    return tuple(_listed(rows.entry_ref(row[:-4]), *row[-4:]) for row in found)


def _listed(ref: EntryRef, timeframe: str | None, grant: str | None, start: str | None, end: str | None) -> ListedEntry:
    """Return a row of a list; where no timeframe is stated, it has the start and the end of the activity (EDTF).

    None: not stated.
    """
    dates = f"{start or '…'} – {end or '…'}" if start or end else None
    return ListedEntry(ref, timeframe or dates, grant)
