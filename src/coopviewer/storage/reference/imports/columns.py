"""Which columns of spreadsheets and CSV files an entry was read from, by the import steps stored in the reference."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from coopviewer.domain.imports.unread import TABLE_SLOTS

_MOST_TABLES = 100  # of an import; of more, nothing is said of single columns
_SOURCES = (
    "SELECT DISTINCT f.entry_id, c.source_id FROM fact f JOIN citation c ON c.fact_id = f.id WHERE f.entry_id IN ({})"
)
_Headings = dict[str, tuple[str, ...]]


def read_columns(
    connection: sqlite3.Connection, entry_ids: Sequence[str]
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the headings of the columns from which entries were read, by entry id and then by kind of fact.

    ``{"project/x": {"milestone/start": ("Start date",), …}}``: the kinds of facts are all those in TABLE_SLOTS, and one
    for which the entry's tables have no column has an empty tuple. An entry is left out if it also comes from a file
    that is no table, or from a table whose stored import steps this version cannot read.

    If all files of the import are tables with the same columns, every id in ``entry_ids`` has these, even one that is
    in no table. Empty for an import of more than 100 files, and for a curated reference.
    """
    tables, files = _tables(connection)
    if not tables:
        return {}
    first = next(iter(tables.values()))
    if len(tables) == files and all(each == first for each in tables.values()):
        return dict.fromkeys(entry_ids, first)
    sources: dict[str, set[str]] = {}
    for entry_id, source_id in connection.execute(_SOURCES.format(",".join("?" * len(entry_ids))), list(entry_ids)):
        sources.setdefault(entry_id, set()).add(source_id)
    found = {}
    for entry_id, several in sources.items():
        if several <= tables.keys():
            columns: _Headings = {}
            for source_id in sorted(several):
                for slot, headings in tables[source_id].items():
                    columns[slot] = tuple(dict.fromkeys((*columns.get(slot, ()), *headings)))
            found[entry_id] = columns
    return found


def _tables(connection: sqlite3.Connection) -> tuple[Mapping[str, _Headings], int]:
    """Return the headings of each table by slot, by the id of its source, and the number of all files."""
    rows = connection.execute("SELECT source_id, mapping FROM import LIMIT ?", (_MOST_TABLES + 1,)).fetchall()
    read: dict[str, Mapping[str, _Headings] | None] = {}
    found: dict[str, _Headings] = {}
    for source_id, steps in rows if len(rows) <= _MOST_TABLES else ():
        if steps not in read:
            read[steps] = _columns_in(steps)
        of_steps = read[steps]
        if of_steps is not None:
            found[source_id] = of_steps.get(source_id, of_steps[""])
    return found, len(rows)


def _columns_in(steps: str) -> Mapping[str, _Headings] | None:
    """Return the headings by slot that steps name for each source, and for all others under an empty id.

    None: the steps are not those of tables, or have a form that is not known.
    """
    try:
        given = json.loads(steps)
        columns = [(str(each["slot"]), str(each["heading"])) for each in given["mapping"]["column"]]
        own = {str(source): set(map(str, headings)) for source, headings in given.get("headings", {}).items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    everywhere = {heading for _, heading in columns}
    return {source: _by_slot(columns, headings) for source, headings in {"": everywhere, **own}.items()}


def _by_slot(columns: Sequence[tuple[str, str]], headings: set[str]) -> _Headings:
    return {
        slot: tuple(dict.fromkeys(heading for of, heading in columns if of in wanted and heading in headings))
        for slot, wanted in TABLE_SLOTS.items()
    }
