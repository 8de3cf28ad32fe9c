"""Reading a whole reference as values: at once, or its facts a few entries at a time."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from coopviewer.domain.reference.dataset import Dataset, ReferenceSize
from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imports import CodeLabel, ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.sources import Redirect
from coopviewer.domain.reference.vocabulary import CodeStatus
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference.imports import published_rows
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.rows import STORED_COLUMNS, Row, entry_ref, read_edition

_TOGETHER = 100  # entries whose facts are read together
_OF_ENTRIES = "fact_id IN (SELECT id FROM fact WHERE entry_id IN (SELECT value FROM json_each(?)))"
_COUNTRY_COLUMNS = "entry_id, alpha2, alpha3, m49, code_status, latitude, longitude, marker"
_IMPORT_COLUMNS = "ordinal, source_id, name, size, sha256, format, version, generated, program, mapping"
_NOTE_COLUMNS = "ordinal, severity, file, line, entry_id, what, found, done"
_LABEL_COLUMNS = "list, code, language, label"


@contextmanager
def reading_reference(path: Path) -> "Iterator[ReferenceReader]":
    """Open a reference to read it as a whole inside the block, and close it after that.

    Raises EnvironmentFault if the file is not a reference, or if what is read in the block is damaged or unknown to
    this version.
    """
    with closing(open_reference(path)) as connection, reading(path):
        yield ReferenceReader(connection)


class ReferenceReader:
    """Reads everything in a reference; each method says in which order.

    To be used inside ``reading_reference``, which turns the errors that a damaged file causes into faults.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def size(self) -> ReferenceSize:
        """Return the id of the edition, and the numbers of entries, facts and passages of the reference."""
        counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in ("entry", "fact", "passage"))
        row = self._connection.execute(f"SELECT id, {counts} FROM edition").fetchone()
        return ReferenceSize(*row)

    def dataset(self, facts: Iterator[Fact] | tuple[Fact, ...] = ()) -> Dataset:
        """Return the reference as a dataset with the given facts, in any order; by default with none.

        It has them sorted by id. All else is read from the file: passages by source and their order in it,
        everything else by id, too. Raises ValueError for a value that this version does not know.
        """
        return Dataset(
            edition=read_edition(self._connection),
            sources=tuple(map(fact_rows.source, self._all("source", fact_rows.SOURCE_COLUMNS))),
            passages=tuple(
                map(fact_rows.passage, self._all("passage", fact_rows.PASSAGE_COLUMNS, "source_id, ordinal"))
            ),
            predicates=tuple(map(fact_rows.predicate, self._all("predicate", fact_rows.PREDICATE_COLUMNS))),
            entries=tuple(map(entry_ref, self._all("entry e", STORED_COLUMNS))),
            countries=tuple(map(_country, self._all("country", _COUNTRY_COLUMNS, "entry_id"))),
            facts=tuple(sorted(facts, key=lambda fact: fact.id)),
            redirects=tuple(Redirect(*row) for row in self._all("redirect", "old_id, new_id, edition_id", "old_id")),
        )

    def facts(self) -> Iterator[list[Fact]]:
        """Yield all facts, in one list for each 100 entries that have any.

        The lists are in the order of the entries' ids; in a list, facts are sorted by their own ids.
        """
        entries = self._connection.execute("SELECT DISTINCT entry_id FROM fact ORDER BY entry_id")
        ids = (str(entry_id) for (entry_id,) in entries)
        while some := tuple(islice(ids, _TOGETHER)):
            yield self.facts_of(some)

    def facts_of(self, entry_ids: tuple[str, ...]) -> list[Fact]:
        """Return all facts of the entries with some ids, sorted by fact id; unknown ids are ignored."""
        ids = (json.dumps(entry_ids),)
        citations = fact_rows.citations(self._connection, _OF_ENTRIES, ids)
        found: list[Fact] = []
        for table, (columns, _) in fact_rows.FACT_TABLES.items():
            found.extend(fact_rows.fact(table, row, citations) for row in self._rows(table, columns, ids))
        for table, (columns, _) in published_rows.PUBLISHED_TABLES.items():
            several = self._rows(table, columns, ids).fetchall()
            if several:
                found += published_rows.facts_of_rows(self._connection, table, several, citations, _OF_ENTRIES, ids)
        return sorted(found, key=lambda fact: fact.id)

    def imports(self) -> Iterator[ImportedFile]:
        """Yield the files that the reference was imported from, by ``ordinal`` from 1; none of a curated reference."""
        return (ImportedFile(*row) for row in self._all("import", _IMPORT_COLUMNS, "ordinal"))

    def notes(self) -> Iterator[ImportNote]:
        """Yield what was noted of the imported files, in the order of the notes."""
        rows = self._all("import_note", _NOTE_COLUMNS, "ordinal")
        return (ImportNote(ordinal, ImportSeverity(severity), *rest) for ordinal, severity, *rest in rows)

    def labels(self) -> Iterator[CodeLabel]:
        """Yield the words for codes of code lists, sorted by code list, code and language."""
        return (CodeLabel(*row) for row in self._all("code_label", _LABEL_COLUMNS, "list, code, language"))

    def cited_passages(self) -> Iterator[str]:
        """Yield the ids of the passages that facts cite, each once, in no fixed order."""
        query = "SELECT DISTINCT passage_id FROM citation WHERE passage_id IS NOT NULL"
        return (passage_id for (passage_id,) in self._connection.execute(query))

    def has_id(self, identifier: str) -> bool:
        """Return whether an entry, a source or a fact has this id."""
        query = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE id = :id)" for table in ("entry", "source", "fact"))
        return bool(self._connection.execute(f"SELECT {query}", {"id": identifier}).fetchone()[0])

    def _rows(self, table: str, columns: str, ids: tuple[str]) -> sqlite3.Cursor:
        return self._connection.execute(
            f"SELECT {fact_rows.BASE_COLUMNS}, {columns} FROM fact f JOIN {table} t ON t.fact_id = f.id "
            f"WHERE f.entry_id IN (SELECT value FROM json_each(?)) AND f.kind = '{table}'",
            ids,
        )

    def _all(self, table: str, columns: str, order: str = "id") -> sqlite3.Cursor:
        return self._connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")


def _country(row: Row) -> CountryCodes:
    return CountryCodes(row[0], row[1], row[2], row[3], CodeStatus(row[4]), *row[5:])
