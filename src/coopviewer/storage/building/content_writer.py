"""Filling the tables of a new reference: with values in any order and number, then with what is derived from them.

Facts are written in parts, each sorted by id, so that memory does not grow with their number. Relations are kept in a
table of their own until all entries are known and numbered; ``finish`` removes that table.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable

from coopviewer.domain.progress import never_cancelled
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imports import CodeLabel, ImportedFile, ImportNote
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source
from coopviewer.storage.building import dataset_rows as rows
from coopviewer.storage.building.content_hash import content_sha256
from coopviewer.storage.building.fact_lookup import stored_fact
from coopviewer.storage.building.flow_totals import write_flow_totals
from coopviewer.storage.building.foreign_keys import first_dangling
from coopviewer.storage.building.numbering import NUMBER_ENTRIES, WAITING, WAITING_DROPPED
from coopviewer.storage.building.slots import write_slots
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES
from coopviewer.storage.reference.schema.views import VIEWS
from coopviewer.storage.search.filling import make_search

_MOST = 3_000  # values that are kept in memory: written within a fifth of a second, however large the file has become
_SORTED = 8_192  # KiB that SQLite sorts at once, some 50 ms, before it may be cancelled; more is not faster
_DANGLING = "the dataset refers to what is not in it"
_STATEMENTS = [statement.strip() for statement in TABLES.split(";\n") if statement.strip()]
_INDEXES = [statement for statement in _STATEMENTS if statement.startswith("CREATE INDEX")]


class ContentWriter:
    """Creates the tables of a reference in an empty database, and fills them.

    Added values are kept in memory. All are written once there are 3,000 of them, and by ``flush``, ``derive`` and
    ``finish``. The connection must not begin transactions of its own (``isolation_level=None``). If two values have one
    id, writing the second one raises sqlite3.IntegrityError; for facts ``add_fact`` raises ValueError if the first is
    not written yet.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pending: defaultdict[str, list[rows.Row]] = defaultdict(list)
        self._facts: dict[str, Fact] = {}
        self._waiting = 0
        # indexes are created at the end, which is faster than to keep them up to date
        connection.executescript(";\n".join([each for each in _STATEMENTS if each not in _INDEXES]) + ";" + WAITING)
        connection.execute("BEGIN")

    def add_source(self, source: Source) -> None:
        """Add a source."""
        self._add("source", source)

    def add_passage(self, passage: Passage) -> None:
        """Add a passage."""
        self._add("passage", passage)

    def add_predicate(self, predicate: Predicate) -> None:
        """Add a kind of relation."""
        self._add("predicate", rows.predicate_row(predicate))

    def add_entry(self, entry: EntryRef) -> None:
        """Add an entry."""
        self._add("waiting_entry", rows.entry_row(entry))

    def add_country(self, country: CountryCodes) -> None:
        """Add the codes of a country, which must be added as an entry as well."""
        self._add("country", country)

    def add_redirect(self, redirect: Redirect) -> None:
        """Add a redirect, from the former id of a renamed or merged entry or fact to the present one."""
        self._add("redirect", redirect)

    def add_import(self, file: ImportedFile) -> None:
        """Add a file that the reference is imported from."""
        self._add("import", file)

    def add_note(self, note: ImportNote) -> None:
        """Add a note on something in an imported file that was mended, kept as given or left out."""
        self._add("import_note", note)

    def add_label(self, label: CodeLabel) -> None:
        """Add the words for a code of a code list in one language."""
        self._add("code_label", label)

    def add_fact(self, fact: Fact) -> None:
        """Add a fact. Raises ValueError if another one of the same id was added and is not written yet.

        One that is written already is not noticed here: writing the second one raises sqlite3.IntegrityError.
        """
        if self._facts.setdefault(fact.id, fact) is not fact:
            raise ValueError(f"a second fact with the id {fact.id}")
        self._count()

    def fact(self, fact_id: str) -> Fact | None:
        """Return a fact that was added before, whether it is in memory or in the tables; None if there is none."""
        return self._facts.get(fact_id) or stored_fact(self._connection, fact_id)

    def remove_fact(self, fact_id: str) -> None:
        """Remove a fact that was added before, written or not, as to add another in its place; ignore an unknown id."""
        fact = self.fact(fact_id)
        if fact is None or self._facts.pop(fact_id, None) is not None:
            return
        table = rows.FACT_TABLES[type(fact)].name
        parts = (rows.PARTS[type(fact)][0],) if type(fact) in rows.PARTS else ()
        for name in (*parts, _waiting_name(table), "citation"):
            self._connection.execute(f"DELETE FROM {name} WHERE fact_id = ?", (fact_id,))
        self._connection.execute("DELETE FROM fact WHERE id = ?", (fact_id,))

    def flush(self) -> None:
        """Write what is kept in memory into the tables, without committing."""
        self._sort_out_facts()
        for table, found in self._pending.items():
            self._connection.executemany(_INSERTS[table], found)
        self._pending.clear()
        self._waiting = 0

    def finish(self, edition: Edition, is_cancelled: Callable[[], bool] = never_cancelled) -> str:
        """Write all that is derived from what was added, and the edition; return the SHA-256 of the content.

        The field ``edition.content_sha256`` is not used. Nothing can be added afterwards. Raises ValueError if a value
        refers to one that was not added, and Cancelled if ``is_cancelled`` returns True while the search tables are
        filled.
        """
        digest = self.derive(edition)
        dangling = first_dangling(self._connection)
        if dangling is not None:
            raise ValueError(f"{_DANGLING}: {dangling}")
        make_search(self._connection, is_cancelled)
        self._connection.executescript(VIEWS)
        return digest

    def derive(self, edition: Edition) -> str:
        """Do as ``finish``, without search tables and views: number entries, write relations, totals and the edition.

        Return the SHA-256 of the content. Nothing can be added afterwards. Raises ValueError if the subject or
        object of a relation was not added; other references to missing values are not looked for.
        """
        self.flush()
        connection = self._connection
        connection.executescript(NUMBER_ENTRIES)
        _check_relations(connection)
        connection.executescript(WAITING_DROPPED)
        _create_indexes(connection)
        connection.execute("BEGIN")
        write_flow_totals(connection)
        write_slots(connection)
        connection.execute(_insert("edition", f"{rows.EDITION_COLUMNS} content_sha256"), (*edition[:-1], "0" * 64))
        digest = content_sha256(connection, SCHEMA_VERSION)
        connection.execute("UPDATE edition SET content_sha256 = ?", [digest])
        connection.execute("COMMIT")
        return digest

    def _add(self, table: str, row: rows.Row) -> None:
        self._pending[table].append(row)
        self._count()

    def _count(self) -> None:
        self._waiting += 1
        if self._waiting >= _MOST:
            self.flush()

    def _sort_out_facts(self) -> None:
        """Turn the facts in memory into rows, sorted by id, so that neighbouring pages are written together."""
        base, citations = self._pending["fact"], self._pending["citation"]
        for fact_id in sorted(self._facts):
            fact = self._facts[fact_id]
            kind = type(fact)
            table = rows.FACT_TABLES[kind]
            base.append((fact_id, fact.entry_id, table.name, fact.basis, fact.note, fact.preferred))
            citations += [(fact_id, n, *citation) for n, citation in enumerate(fact.citations, 1)]
            self._pending[_waiting_name(table.name)].append((fact_id, *table.row(fact)))
            if kind in rows.PARTS:
                name, _, parts_of = rows.PARTS[kind]
                self._pending[name] += [(fact_id, n, *part) for n, part in enumerate(parts_of(fact), 1)]
        self._facts.clear()


def _waiting_name(table: str) -> str:
    return "waiting_relation" if table == "relation" else table


def _insert(table: str, columns: str) -> str:
    names = columns.split()
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


_INSERTS = {
    table: _insert(table, columns)
    for table, columns in (
        *rows.THING_COLUMNS.items(),
        ("fact", rows.FACT_COLUMNS),
        ("citation", rows.CITATION_COLUMNS),
        ("waiting_entry", rows.ENTRY_COLUMNS),
        *((_waiting_name(table.name), f"fact_id {table.columns}") for table in rows.FACT_TABLES.values()),
        *((name, columns) for name, columns, _ in rows.PARTS.values()),
    )
}


def _create_indexes(connection: sqlite3.Connection) -> None:
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_SORTED}")
    for statement in _INDEXES:
        connection.execute(statement)
    connection.execute(f"PRAGMA cache_size = {usual}")


def _check_relations(connection: sqlite3.Connection) -> None:
    query = "SELECT fact_id FROM waiting_relation EXCEPT SELECT fact_id FROM relation LIMIT 1"
    dangling = connection.execute(query).fetchone()
    if dangling is not None:
        raise ValueError(f"{_DANGLING}: an end of the relation {dangling[0]}")
