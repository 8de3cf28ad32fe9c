"""Lists as JSON: entries with untranslated values (``docs/tables.md``), other lists with the texts of a table."""

import json
from collections.abc import Iterable, Iterator, Sequence

from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListColumn, ListRow
from coopviewer.exchange.tables.table import DataTable
from coopviewer.rendering.words.list_words import list_cell_value

_ALWAYS = (ListColumn.ID, ListColumn.TITLE, ListColumn.KIND)


def row_record(row: ListRow, columns: Sequence[ListColumn]) -> dict[str, object]:
    """Return an entry as a record for JSON; id, kind and title are in it first, then the other columns in their order.

    ``columns`` are the columns of the row's cells; those that entries of its kind do not have are left out. A value is
    a word such as ``not-listed``, a number, or a list of texts, which is empty for an empty cell:
    ``{"id": "country/NE", "kind": "country", "title": "Niger", "alpha2": ["NE"], "arrangement": "not-listed"}``.
    """
    record: dict[str, object] = {"id": row.ref.id, "kind": row.ref.kind, "title": row.ref.title}
    known = LIST_COLUMNS[row.ref.kind]
    cells = zip(columns, row.cells, strict=True)
    others = {str(column): list_cell_value(cell) for column, cell in cells if column in known}
    return record | {name: value for name, value in others.items() if name not in _ALWAYS}


def json_parts(records: Iterable[object]) -> Iterator[bytes]:
    """Yield records as one JSON array in UTF-8, indented, a part for each record and one for the end."""
    begin = "["
    for record in records:
        # a line end within a text is written as an escape, so every line end here is one of the layout
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        yield f"{begin}\n  {text}".encode("utf-8", "replace")
        begin = ","
    yield b"[]\n" if begin == "[" else b"\n]\n"


def table_records(table: DataTable) -> Iterator[dict[str, str]]:
    """Yield each row of a table as a record that maps the name of every field to its text, which may be empty."""
    names = [field.name for field in table.fields]
    for row in table.rows:
        yield dict(zip(names, row, strict=True))
