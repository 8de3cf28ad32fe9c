"""Lists of entries and of relations as tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import (
    BETWEEN,
    LIST_COLUMNS,
    ListCell,
    ListColumn,
    ListRow,
    RelationColumn,
    RelationRow,
)
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, EntryKind
from coopviewer.domain.search.query import Facet
from coopviewer.exchange.tables.stated_table import total_words
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField
from coopviewer.rendering.words.dictionary_words import column_meaning, relation_column_meaning
from coopviewer.rendering.words.facet_words import published_words
from coopviewer.rendering.words.list_words import (
    NOT_READ,
    code_status_word,
    column_word,
    key_words,
    list_cell_words,
    precision_word,
    relation_column_word,
)
from coopviewer.rendering.words.overview_words import cell_word, dates_status_words
from coopviewer.rendering.words.reference_words import as_of_words, basis_within, kind_word

About = tuple[tuple[str, str], ...]
_KINDS = (ListColumn.KIND, RelationColumn.SUBJECT_KIND, RelationColumn.OBJECT_KIND)
_STATES = (ListColumn.ARRANGEMENT, ListColumn.CELL)
_INTEGERS = (ListColumn.PROJECT_COUNT, ListColumn.COUNTRY_COUNT, RelationColumn.ORDINAL)
_DAYS = (
    *(ListColumn.START, ListColumn.END, ListColumn.START_PLANNED, ListColumn.START_ACTUAL, ListColumn.END_PLANNED),
    *(ListColumn.END_ACTUAL, RelationColumn.START, RelationColumn.END),
)
_MANY_OF_KIND = {
    EntryKind.REGION: "regions",
    EntryKind.COUNTRY: "countries",
    EntryKind.PROJECT: "projects",
    EntryKind.NETWORK: "networks",
    EntryKind.ORGANISATION: "organisations",
    EntryKind.FORUM: "fora",
    EntryKind.FUNDING_INSTRUMENT: "funding-instruments",
    EntryKind.THEME: "themes",
}


def table_name(kind: EntryKind) -> str:
    """Return the name of the table of all entries of a kind, for programs and not translated, such as *countries*."""
    return _MANY_OF_KIND[kind]


def about_reference(edition: Edition, legal_notes: Iterable[str], today: date, tr: Translate) -> About:
    """Return pairs of label and text for ``DataTable.about`` of any table of a reference, such as its licence.

    ``legal_notes`` are sentences on countries whose names carry an asterisk, such as on their status. ``today`` is the
    day on which the table is made.
    """
    return (
        (tr("Reference"), edition.title),
        (tr("Edition"), edition.id),
        (tr("As of"), as_of_words(edition, tr)),
        (tr("Publisher"), edition.publisher),
        (tr("Licence"), edition.licence_note),
        (tr("Disclaimer"), edition.disclaimer),
        *((tr("Legal note"), note) for note in legal_notes),
        (tr("Made on"), tr.day(today)),
    )


def entry_table(
    name: str,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[ListRow],
    tr: Translate,
    *,
    total: int | None = None,
    about: About = (),
) -> DataTable:
    """Return a list of entries as a table, a row for each; ``name`` is for programs, ``title`` for readers.

    ``total`` is the number of rows, None: not known yet. ``about`` are labels and texts for the data dictionary, such
    as the edition and the licence.
    """
    fields = tuple(_field(column, column_word(column, tr), column_meaning(column, tr), tr) for column in columns)
    key = (str(ListColumn.ID),) if ListColumn.ID in columns else ()
    return DataTable(name, title, fields, entry_texts(rows, columns, tr), total, about, key)


def entry_texts(rows: Iterable[ListRow], columns: Sequence[ListColumn], tr: Translate) -> Iterator[tuple[str, ...]]:
    """Yield the texts of each entry's cells, in the order of the columns; empty where its kind of entry lacks a column.

    ``columns`` are the columns of the cells in each row. Several texts of a cell are joined by a semicolon and a blank.
    Keys, such as those of kinds and states, become words in the language of ``tr``.
    """
    words = [_Words(column, tr) for column in columns]
    known = {kind: [column in of_kind for column in columns] for kind, of_kind in LIST_COLUMNS.items()}
    for row in rows:
        cells = zip(words, row.cells, known[row.ref.kind], strict=True)
        yield tuple([of_column[cell] if is_known else "" for of_column, cell, is_known in cells])


class _Words(dict[ListCell, str]):
    """The words of the cells of one column, made when asked for; those of states and keys are kept."""

    def __init__(self, column: ListColumn, tr: Translate) -> None:
        super().__init__()
        self._column, self._tr = column, tr
        self._is_free = not _values(column, tr)

    def __missing__(self, cell: ListCell) -> str:
        texts = cell.texts
        if self._column is ListColumn.TOTALS and texts:
            texts = tuple(total_words(each, self._tr) for each in texts)
        if self._is_free and texts:
            return texts[0] if len(texts) == 1 else BETWEEN.join(texts)
        words = list_cell_words(self._column, cell, self._tr)
        if cell.number is None:
            self[cell] = words
        return words


def relation_table(
    name: str, title: str, rows: Iterable[RelationRow], tr: Translate, *, total: int | None = None, about: About = ()
) -> DataTable:
    """Return a list of relations as a table, a row for each; ``name`` is for programs, ``title`` for readers.

    It has all columns of RelationColumn. ``total`` is the number of rows, None: not known yet. ``about`` are labels and
    texts for the data dictionary, such as the edition and the licence.
    """
    fields = tuple(
        _field(column, relation_column_word(column, tr), relation_column_meaning(column, tr), tr)
        for column in RelationColumn
    )
    return DataTable(name, title, fields, _relation_texts(rows, tr), total, about, (str(RelationColumn.ID),))


def _relation_texts(rows: Iterable[RelationRow], tr: Translate) -> Iterator[tuple[str, ...]]:
    words = [_keyed(column, tr) for column in RelationColumn]
    for row in rows:
        cells = zip(words, row.cells, strict=True)
        yield tuple(text if of_key is None or not text else of_key[text] for of_key, text in cells)


def _keyed(column: RelationColumn, tr: Translate) -> dict[str, str] | None:
    """Return the words of a column's keys; None for a column of other texts."""
    return {key: key_words(column, key, tr) for key, _ in _values(column, tr)} or None


def _field(column: ListColumn | RelationColumn, title: str, meaning: str, tr: Translate) -> TableField:
    kind = FieldKind.INTEGER if column in _INTEGERS else FieldKind.TEXT
    if column is ListColumn.GRANT_AMOUNT:
        kind = FieldKind.NUMBER
    if column in _DAYS:
        kind = FieldKind.DATE
    return TableField(str(column), title, meaning, kind, _values(column, tr))


def _values(column: ListColumn | RelationColumn, tr: Translate) -> tuple[tuple[str, str], ...]:
    """Return the keys that a column's cells may have, with their words; none if its texts are free."""
    if column in _KINDS:
        return tuple((str(kind), kind_word(kind, tr)) for kind in EntryKind)
    if column.endswith("basis"):
        return tuple((str(basis), basis_within(basis, tr)) for basis in Basis)
    if column.endswith("-precision"):
        return tuple((key, precision_word(key, tr)) for key in ("year", "month", "day", "open"))
    if column in _STATES:
        return tuple((str(state), cell_word(state, tr)) for state in CellState)
    if column is ListColumn.STATUS:
        states = (CellState.NOT_STATED, CellState.NOT_LOOKED_AT)
        either = ((each, is_unread) for each in DatesStatus for is_unread in (False, True))
        words = ((str(each), dates_status_words(each, tr, is_unread=is_unread)) for each, is_unread in either)
        return (
            *dict.fromkeys(words),
            *((str(state), cell_word(state, tr)) for state in states),
            (NOT_READ, tr("not read")),
        )
    if column is ListColumn.PUBLISHED_STATUS:
        return (*published_words(Facet.STATUS, tr).items(), (NOT_READ, tr("not read")))
    if column is ListColumn.CODE_STATUS:
        return tuple((str(status), code_status_word(status, tr)) for status in CodeStatus)
    return ()
