"""The data dictionary of tables: what each column means, then edition, licence and notes."""

from collections.abc import Iterator

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import BETWEEN
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, TableField


def dictionary_of(
    tables: tuple[DataTable, ...], tr: Translate, *, notes: tuple[str, ...] = (), tallies: tuple[RowCounter, ...] = ()
) -> DataTable:
    """Return the data dictionary of some tables: a table with a row for each of their columns, saying what it means.

    Below are rows for the texts in ``about`` of the tables, such as edition and licence, then sentences: how several
    values in one cell are separated, ``notes``, and, if cells had to be cut, how many. Their number is the sum of
    ``tallies``, which counted the rows of the tables; so the dictionary is to be written after the tables.
    """
    fields = (
        TableField("table", tr("Table"), tr("The name of the table.")),
        TableField("column", tr("Column"), tr("The name of the column, for programs.")),
        TableField("heading", tr("Heading"), tr("The heading of the column.")),
        TableField("type", tr("Type"), tr("What the cells hold.")),
        TableField("meaning", tr("Meaning"), tr("What the column means.")),
        TableField("values", tr("Values"), tr("The words that the cells may have, each with its key.")),
    )
    return DataTable("dictionary", tr("Data dictionary"), fields, _rows(tables, tr, notes, tallies))


def _rows(
    tables: tuple[DataTable, ...], tr: Translate, notes: tuple[str, ...], tallies: tuple[RowCounter, ...]
) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for field in table.fields:
            values = BETWEEN.join(f"{word} ({key})" if word != key else key for key, word in field.values)
            yield (table.name, field.name, field.title, type_word(field, tr), field.meaning, values)
    about = tuple(dict.fromkeys(pair for table in tables for pair in table.about))
    for label, text in about:
        yield ("", "", label, "", text, "")
    cut = sum(tally.cut for tally in tallies)
    sentences = (*notes, *((cut_words(cut, tr),) if cut else ()))
    several = tr("Several values in one cell are separated by a semicolon and a blank. An empty cell: nothing is said.")
    for sentence in (several, *sentences):
        yield ("", "", tr("Note"), "", sentence, "")


def type_word(field: TableField, tr: Translate) -> str:
    """Return the word for what the cells of a field hold, such as *whole number*."""
    return {
        FieldKind.TEXT: tr("text"),
        FieldKind.INTEGER: tr("whole number"),
        FieldKind.NUMBER: tr("decimal number"),
        FieldKind.DATE: tr("day, or a less exact date as text"),
    }[field.kind]


def cut_words(cut: int, tr: Translate) -> str:
    """Return the sentence that ``cut`` cells were too long for a spreadsheet, and were cut."""
    return tr.plural(
        "{n} cell is longer than a spreadsheet allows. It was cut, and ends with an ellipsis.",
        "{n} cells are longer than a spreadsheet allows. They were cut, and end with an ellipsis.",
        cut,
    )
