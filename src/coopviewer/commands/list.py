"""``coopviewer list``: print all entries of a kind, one per line, or a table of them with columns of facts."""

import json
from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, make_parser
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListColumn, ListRow
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.syntax import parse_query
from coopviewer.domain.text.terminal import printable_line
from coopviewer.exchange.files import save_file
from coopviewer.exchange.tables.csv_file import write_csv
from coopviewer.rendering.words.list_words import column_word, list_cell_value, list_cell_words
from coopviewer.rendering.words.search_words import fault_words
from coopviewer.standard_output import confirm, print_error, print_json, print_text, print_utf8
from coopviewer.storage.overviews.listing import read_list
from coopviewer.storage.search.store import ReferenceSearch

_KINDS = {
    "regions": EntryKind.REGION,
    "countries": EntryKind.COUNTRY,
    "projects": EntryKind.PROJECT,
    "networks": EntryKind.NETWORK,
    "organisations": EntryKind.ORGANISATION,
    "fora": EntryKind.FORUM,
    "funding-instruments": EntryKind.FUNDING_INSTRUMENT,
    "themes": EntryKind.THEME,
}
_USUAL = (ListColumn.ID, ListColumn.TITLE)


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """List the entries of a kind and return the exit status."""
    parser = make_parser("list", _description(tr), tr)
    parser.add_argument("kind", choices=tuple(_KINDS), help=tr("what to list"))
    columns = tr("the columns, separated by commas (default: id,title; all: every one that there is)")
    parser.add_argument("--columns", metavar="COLUMNS", type=partial(_columns, tr), help=columns)
    query = tr("only the entries that this search finds, as one argument")
    parser.add_argument("--query", metavar="QUERY", default="", help=query)
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text")
    for_programs = tr(
        "CSV for programs: names of columns as typed, and no apostrophe before = + - @ in front of a text"
    )
    parser.add_argument("--for-programs", action="store_true", help=for_programs)
    output = tr("write to this file instead of printing")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=output)
    add_reference(parser, tr)
    chosen = parser.parse_args(arguments)
    kind = _KINDS[chosen.kind]
    chosen.columns = LIST_COLUMNS[kind] if chosen.columns == () else chosen.columns or _USUAL
    unknown = [column for column in chosen.columns if column not in LIST_COLUMNS[kind]]
    if unknown:
        words = tr("A list of {kind} has no column {column}. There are: {columns}.")
        known = tr.listed(LIST_COLUMNS[kind])
        parser.error(words.format(kind=chosen.kind, column=unknown[0], columns=known))
    return run_verb(lambda: _list(chosen, kind, tr), tr)


def _description(tr: Translate) -> str:
    return tr(
        "Print all entries of a kind, sorted by title: id, a tab, title, or other columns. A cell says listed, not "
        "listed (the list is complete), not stated or not looked at."
    )


def _columns(tr: Translate, text: str) -> tuple[ListColumn, ...]:
    """Return the named columns; empty for all."""
    if text.strip() == "all":
        return ()
    names = [name.strip().casefold().replace("_", "-") for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in set(ListColumn)]
    if wrong or not names:
        words = tr("{name} is not a column. There are: {columns}.")
        raise ArgumentTypeError(words.format(name=repr(wrong[0] if wrong else text), columns=tr.listed(ListColumn)))
    return tuple(dict.fromkeys(map(ListColumn, names)))


def _list(chosen: Namespace, kind: EntryKind, tr: Translate) -> int:
    path = chosen.reference or paths.reference_file()
    among = None
    if chosen.query.strip():
        parsed = parse_query(chosen.query)
        if parsed.faults:
            print_error(*(fault_words(fault, tr) for fault in parsed.faults))
            return NOT_DONE
        search = ReferenceSearch(path)
        try:
            among = search.matching(parse_query(f"{chosen.query} kind:{kind}").query)
        finally:
            search.close()
    rows = read_list(path, kind, chosen.columns, date.today(), among)
    _write(chosen, kind, rows, tr)
    return 0


def _write(chosen: Namespace, kind: EntryKind, rows: Sequence[ListRow], tr: Translate) -> None:
    if chosen.format == "csv":
        content = _csv(chosen, rows, tr)
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    elif chosen.format == "json":
        text = json.dumps([_record(row, kind, chosen.columns) for row in rows], ensure_ascii=False, indent=2) + "\n"
        content = text.encode()
    else:
        lines = ("\t".join(map(printable_line, _texts(row, chosen.columns, tr))) for row in rows)
        text = "".join(f"{line}\n" for line in lines)
        content = text.encode()
    if chosen.output is not None:
        save_file(chosen.output, content)
        path = chosen.output
        count = len(rows)
        confirm(tr.plural("{n} entry was written to {path}.", "{n} entries were written to {path}.", count, path=path))
        return
    {"csv": print_utf8, "json": print_json, "text": print_text}[chosen.format](text)


def _csv(chosen: Namespace, rows: Sequence[ListRow], tr: Translate) -> bytes:
    headers = [str(each) if chosen.for_programs else column_word(each, tr) for each in chosen.columns]
    return write_csv(headers, (_texts(row, chosen.columns, tr) for row in rows), for_programs=chosen.for_programs)


def _texts(row: ListRow, columns: Sequence[ListColumn], tr: Translate) -> list[str]:
    return [list_cell_words(column, cell, tr) for column, cell in zip(columns, row.cells, strict=True)]


def _record(row: ListRow, kind: EntryKind, columns: Sequence[ListColumn]) -> dict[str, object]:
    """Return a row as a record; it has id, kind and title, whatever the columns are."""
    record: dict[str, object] = {"id": row.ref.id, "kind": kind, "title": row.ref.title}
    cells = zip(columns, row.cells, strict=True)
    return record | {str(column): list_cell_value(cell) for column, cell in cells if column not in _USUAL}
