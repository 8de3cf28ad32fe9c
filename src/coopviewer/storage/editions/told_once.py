"""Reading changes of facts from the result of a comparison, and the changes that very many entries share."""

import sqlite3
from collections.abc import Sequence

from coopviewer.domain.editions.changes import ChangeSlot, EntryChangeKind, EntryChanges, FactChangeKind, ToldOnce
from coopviewer.storage.editions.entry_pass import ToldTitle
from coopviewer.storage.editions.reading import ChangeReader, StoredFactChange
from coopviewer.storage.editions.shapes import QUIET_FIELDS, SHAPE_OF
from coopviewer.storage.reference.rows import Row

FACT_CHANGES = (
    "SELECT f.entry, f.kind, f.slot, f.tbl, f.old_id, f.new_id, "
    "(SELECT group_concat(w.field, ' ') FROM main.way w WHERE w.change = f.number), "
    "ifnull(f.new_id IN (SELECT id FROM temp.mine_fact), 0) OR ifnull(f.old_id IN (SELECT id FROM temp.mine_fact), 0) "
    "FROM main.fact_change f"
)
"""A query of all changes of facts in the result of a comparison; ``stored_change`` converts a row of it."""


def stored_change(row: Row) -> StoredFactChange:
    """Convert a row, as the query FACT_CHANGES returns it, into a value."""
    entry, kind, slot, table, old_id, new_id, columns, is_mine = row
    order = (*SHAPE_OF[table].fields, *QUIET_FIELDS)
    names = tuple(sorted(filter(None, (columns or "").split(" ")), key=order.index))
    return StoredFactChange(entry, FactChangeKind(kind), ChangeSlot(slot), table, old_id, new_id, names, bool(is_mine))


def read_told_once(
    connection: sqlite3.Connection, reader: ChangeReader, told_titles: Sequence[ToldTitle]
) -> tuple[ToldOnce, ...]:
    """Return the changes that many entries share and that are shown once: ``told_titles``, then changes of facts.

    The former keep their order; changes of facts are sorted by the number of entries that share them, the most first.
    """
    order = "ORDER BY t.entries DESC, t.example, t.field"
    query = f"{FACT_CHANGES} JOIN main.told t ON t.example = f.number {order}"
    stored = [stored_change(row) for row in connection.execute(query)]
    told = connection.execute(f"SELECT t.entries, t.field FROM main.told t {order}").fetchall()
    changes = reader.facts_of(stored)
    entries = [_ids_of(connection, each.entry) for each in stored]
    titles = [_ids_of(connection, each.example) for each in told_titles]
    old = reader.refs(0, [each[0] for each in (*entries, *titles)])
    new = reader.refs(1, [each[1] for each in (*entries, *titles)])
    found = [
        ToldOnce(number, EntryChanges(old.get(old_id), new.get(new_id), (EntryChangeKind.RETITLED,)))
        for (number, _), (old_id, new_id) in zip(told_titles, titles, strict=True)
    ]
    for (number, field), change, (old_id, new_id) in zip(told, changes, entries, strict=True):
        facts = (change._replace(columns=(field,) if field else ()),)
        found.append(ToldOnce(number, EntryChanges(old.get(old_id), new.get(new_id), facts=facts, total=1)))
    return tuple(found)


def _ids_of(connection: sqlite3.Connection, entry: str) -> tuple[str, str]:
    query = "SELECT ifnull(old_id, ''), ifnull(new_id, '') FROM main.entry_change WHERE entry = ?"
    found = connection.execute(query, (entry,)).fetchone()
    return str(found[0]), str(found[1])
