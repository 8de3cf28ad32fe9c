"""Reads the list that was asked for, and prints it or writes it as a table."""

from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from coopviewer import paths
from coopviewer.commands.reporting import NOT_DONE
from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListColumn, ListRow
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery
from coopviewer.domain.search.syntax import parse_query
from coopviewer.domain.text.terminal import printable_line
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.csv_file import csv_parts, guard_words
from coopviewer.exchange.tables.data_package import write_package
from coopviewer.exchange.tables.dictionary import cut_words, dictionary_of
from coopviewer.exchange.tables.entry_table import (
    About,
    about_reference,
    entry_table,
    relation_table,
    table_name,
)
from coopviewer.exchange.tables.json_rows import json_parts, row_record, table_records
from coopviewer.exchange.tables.stated_table import with_stated
from coopviewer.exchange.tables.sum_table import sum_table
from coopviewer.exchange.tables.table import DataTable, RowCounter, number_places
from coopviewer.exchange.tables.xlsx_file import xlsx_parts
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.rendering.words.faults.query_fault_words import fault_words
from coopviewer.rendering.words.reference_words import kinds_word
from coopviewer.standard_output import confirm, print_error, print_json, print_text, print_utf8
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.storage.search.personal_search import entries_found

RELATIONS = "relations"


def write_list(chosen: Namespace, tr: Translate) -> int:
    """Print or write the list that the arguments ask for, and return the exit status; 1 if the query has faults.

    ``chosen`` are the parsed arguments of the verb ``list``. The user's own annotations file is opened only if the
    query filters by annotations, such as by a tag. Raises EnvironmentFault if it cannot be read then, if the reference
    cannot be read, or if the list cannot be written.
    """
    path = chosen.reference or paths.reference_file()
    among = None
    if chosen.query.strip():
        parsed = parse_query(chosen.query)
        if parsed.faults:
            print_error(*(fault_words(fault, tr) for fault in parsed.faults))
            return NOT_DONE
        among = _found(path, parsed.query, chosen.kinds)
    source = ListSource(path, date.today())
    try:
        _Output(source, chosen, among, tr).write()
    finally:
        source.close()
    return 0


def _found(path: Path, query: SearchQuery, kinds: Sequence[EntryKind]) -> Collection[str]:
    """Return the ids of the entries of some kinds that a query finds; none if it asks for other kinds alone."""
    asks_for_kinds = any(not each.excluded for each in query.of_facet(Facet.KIND))
    if len(kinds) == 1 and not asks_for_kinds:  # limited to places, a query finds them through their projects too
        query = query.with_part(SearchFilter(Facet.KIND, kinds[0]))
    found = entries_found(path, existing_own_annotations(), query)
    return {each for each in found if each.partition("/")[0] in kinds}


class _Output:
    """Writes one list, whose rows are read while they are written."""

    def __init__(self, source: ListSource, chosen: Namespace, among: Collection[str] | None, tr: Translate) -> None:
        self._source, self._chosen, self._among, self._tr = source, chosen, among, tr
        named: tuple[ListColumn, ...] = chosen.columns
        # by name a column is wanted even if it is empty
        self._columns = named if chosen.are_named else source.filled(named)

    def write(self) -> None:
        if self._chosen.format == "package":
            self._write_package()
            return
        table = self._table()
        tally = RowCounter(table)
        parts = self._parts(table, tally)
        if self._chosen.output is None:
            self._print(parts)
        else:
            save_parts(self._chosen.output, parts)
            lines = [self._written(tally.rows), *([cut_words(tally.cut, self._tr)] if tally.cut else [])]
            confirm(*lines)
        self._write_dictionary(table)

    def _written(self, rows: int) -> str:
        path = self._chosen.output
        if self._chosen.relations:
            words = self._tr.plural
            return words(
                "{n} relation was written to {path}.", "{n} relations were written to {path}.", rows, path=path
            )
        if self._chosen.sums:
            return self._tr.plural(
                "{n} sum was written to {path}.", "{n} sums were written to {path}.", rows, path=path
            )
        return self._tr.plural(
            "{n} entry was written to {path}.", "{n} entries were written to {path}.", rows, path=path
        )

    def _write_package(self) -> None:
        tables = (*self._tables_of_kinds(), self._relations())
        folder = self._chosen.output
        programs = self._chosen.for_programs
        rows = write_package(folder, tables, self._source.edition, self._source.today, self._tr, for_programs=programs)
        tr = self._tr
        confirm(tr.plural("{n} row was written to {path}.", "{n} rows were written to {path}.", rows, path=folder))

    def _write_dictionary(self, table: DataTable) -> None:
        if self._chosen.dictionary is not None:
            notes = () if self._chosen.for_programs else (guard_words(self._tr),)
            dictionary = dictionary_of((table,), self._tr, notes=notes)
            headers = [field.title for field in dictionary.fields]
            save_parts(self._chosen.dictionary, csv_parts(headers, dictionary.rows))

    def _table(self) -> DataTable:
        if self._chosen.relations:
            return self._relations()
        if self._chosen.sums:
            return self._sums()
        kinds = self._chosen.kinds
        title = kinds_word(kinds[0], self._tr) if len(kinds) == 1 else self._tr("Entries")
        return self._entries(self._chosen.kind, title, kinds, self._columns)

    def _tables_of_kinds(self) -> Iterator[DataTable]:
        for kind in self._chosen.kinds:
            columns = self._columns if len(self._chosen.kinds) == 1 else self._source.filled(LIST_COLUMNS[kind])
            yield self._entries(table_name(kind), kinds_word(kind, self._tr), (kind,), columns)

    def _entries(self, name: str, title: str, kinds: Iterable[EntryKind], columns: tuple[ListColumn, ...]) -> DataTable:
        table = entry_table(name, title, columns, self._rows(kinds, columns), self._tr, about=self._about())
        if not self._chosen.stated:
            return table
        ids = {ref.id for ref in self._source.of_kinds(kinds, self._among)}
        return with_stated(table, self._source.stated(ids), self._tr)

    def _rows(self, kinds: Iterable[EntryKind], columns: tuple[ListColumn, ...]) -> Iterator[ListRow]:
        return self._source.rows(self._source.of_kinds(kinds, self._among), columns)

    def _relations(self) -> DataTable:
        kinds = self._chosen.kinds
        rows = self._source.relations(self._among, kinds[0] if len(kinds) == 1 else None)
        return relation_table(RELATIONS, self._tr("Relations"), rows, self._tr, about=self._about())

    def _sums(self) -> DataTable:
        kinds = self._chosen.kinds
        rows = self._source.sums(self._among, kinds[0] if len(kinds) == 1 else None)
        return sum_table(self._tr("Sums"), rows, self._tr, about=self._about())

    def _about(self) -> About:
        tr, query = self._tr, self._chosen.query.strip()
        searched = ((tr("Search"), query),) if query else ()
        source = self._source
        return (*searched, *about_reference(source.edition, source.legal_notes, source.today, tr))

    def _parts(self, table: DataTable, tally: RowCounter) -> Iterator[bytes]:
        form, chosen = self._chosen.format, self._chosen
        if form == "xlsx":
            return xlsx_parts(table, tally, self._source.today, self._tr)
        if form == "csv":
            headers = [field.name if chosen.for_programs else field.title for field in table.fields]
            rows, places = tally.count(table.rows), number_places(table)
            return csv_parts(headers, rows, for_programs=chosen.for_programs, numbers=places)
        if form == "json":
            return json_parts(self._records(table, tally))
        return (f"{_line(row)}\n".encode("utf-8", "replace") for row in tally.count(table.rows))

    def _records(self, table: DataTable, tally: RowCounter) -> Iterator[dict[str, Any]]:
        if self._chosen.relations or self._chosen.sums:
            yield from table_records(table._replace(rows=tally.count(table.rows)))
            return
        for row in self._rows(self._chosen.kinds, self._columns):
            tally.rows += 1
            yield row_record(row, self._columns)

    def _print(self, parts: Iterator[bytes]) -> None:
        text = b"".join(parts).decode("utf-8-sig")
        printing = {"csv": print_utf8, "json": print_json, "text": print_text}[self._chosen.format]
        printing(text.replace("\r\n", "\n") if self._chosen.format == "csv" else text)


def _line(row: Iterable[str]) -> str:
    return "\t".join(map(printable_line, row))
