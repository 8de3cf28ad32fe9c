"""Texts of lists: the headings of columns, what a cell says, and the names of file formats for tables."""

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import BETWEEN, ListCell, ListColumn, RelationColumn, RowsOf
from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.reference.vocabulary import Basis, EntryKind
from coopviewer.domain.search.query import Facet
from coopviewer.rendering.words.facet_words import published_words
from coopviewer.rendering.words.overview_words import cell_word, dates_status_words
from coopviewer.rendering.words.reference_words import basis_within, kind_word

_BASES = (
    *(ListColumn.TIMEFRAME_BASIS, ListColumn.GRANT_BASIS, ListColumn.ARRANGEMENT_BASIS, ListColumn.CELL_BASIS),
    RelationColumn.BASIS,
)
_KINDS = (ListColumn.KIND, RelationColumn.SUBJECT_KIND, RelationColumn.OBJECT_KIND)
_PRECISIONS = (
    *(ListColumn.START_PRECISION, ListColumn.END_PRECISION),
    *(RelationColumn.START_PRECISION, RelationColumn.END_PRECISION),
)

NOT_READ = "not-read"
"""The value for other programs, as in JSON, in place of one that is stated but could not be read."""


def column_word(column: ListColumn, tr: Translate) -> str:
    """Return the heading of a column in a table of entries, such as *Alpha-2 code*."""
    return {**_of_entry(tr), **_of_facts(tr), **_of_related(tr)}[column]


def _of_entry(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.ID: tr("Id"),
        ListColumn.TITLE: tr("Title"),
        ListColumn.KIND: tr("Kind"),
        ListColumn.IDENTIFIERS: tr("Identifiers"),
        ListColumn.ALPHA2: tr("Alpha-2 code"),
        ListColumn.ALPHA3: tr("Alpha-3 code"),
        ListColumn.M49: tr("M49 code"),
        ListColumn.CODE_STATUS: tr("Status of the codes"),
    }


def _of_facts(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.TIMEFRAME: tr("Timeframe"),
        ListColumn.TIMEFRAME_EDTF: tr("Timeframe, EDTF"),
        ListColumn.START: tr("Start"),
        ListColumn.START_PRECISION: tr("Precision of the start"),
        ListColumn.END: tr("End"),
        ListColumn.END_PRECISION: tr("Precision of the end"),
        ListColumn.STATUS: tr("Status"),
        ListColumn.PUBLISHED_STATUS: tr("Published status"),
        ListColumn.START_PLANNED: tr("Planned start"),
        ListColumn.START_ACTUAL: tr("Actual start"),
        ListColumn.END_PLANNED: tr("Planned end"),
        ListColumn.END_ACTUAL: tr("Actual end"),
        ListColumn.TOTALS: tr("Totals of all years, by kind of money"),
        ListColumn.CURRENCIES: tr("Currencies"),
        ListColumn.TIMEFRAME_BASIS: tr("Timeframe: basis"),
        ListColumn.TIMEFRAME_SOURCE: tr("Timeframe: source"),
        ListColumn.TIMEFRAME_PLACE: tr("Timeframe: place"),
        ListColumn.GRANT: tr("Grant"),
        ListColumn.GRANT_AMOUNT: tr("Grant, amount"),
        ListColumn.GRANT_CURRENCY: tr("Grant, currency"),
        ListColumn.GRANT_BASIS: tr("Grant: basis"),
        ListColumn.GRANT_SOURCE: tr("Grant: source"),
        ListColumn.GRANT_PLACE: tr("Grant: place"),
        ListColumn.ARRANGEMENT: tr("Working arrangement"),
        ListColumn.ARRANGEMENT_BASIS: tr("Working arrangement: basis"),
        ListColumn.ARRANGEMENT_SOURCE: tr("Working arrangement: source"),
        ListColumn.ARRANGEMENT_PLACE: tr("Working arrangement: place"),
        ListColumn.CELL: tr("Risk analysis cell"),
        ListColumn.CELL_BASIS: tr("Risk analysis cell: basis"),
        ListColumn.CELL_SOURCE: tr("Risk analysis cell: source"),
        ListColumn.CELL_PLACE: tr("Risk analysis cell: place"),
    }


def _of_related(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.FUNDERS: tr("Funders"),
        ListColumn.FUNDER_IDS: tr("Funders, ids"),
        ListColumn.INSTRUMENTS: tr("Funding instruments"),
        ListColumn.INSTRUMENT_IDS: tr("Funding instruments, ids"),
        ListColumn.PARTNERS: tr("Project partners"),
        ListColumn.PARTNER_IDS: tr("Project partners, ids"),
        ListColumn.REPORTERS: tr("Reporting organisations"),
        ListColumn.REPORTER_IDS: tr("Reporting organisations, ids"),
        ListColumn.ACCOUNTABLE: tr("Accountable organisations"),
        ListColumn.ACCOUNTABLE_IDS: tr("Accountable organisations, ids"),
        ListColumn.EXTENDING: tr("Extending organisations"),
        ListColumn.EXTENDING_IDS: tr("Extending organisations, ids"),
        ListColumn.IMPLEMENTING: tr("Implementing organisations"),
        ListColumn.IMPLEMENTING_IDS: tr("Implementing organisations, ids"),
        ListColumn.SECTORS: tr("Sectors"),
        ListColumn.SECTOR_IDS: tr("Sectors, ids"),
        ListColumn.SECTOR_SHARES: tr("Sectors, percentages"),
        ListColumn.COUNTRY_SHARES: tr("Countries, percentages"),
        ListColumn.REGIONS: tr("Regions"),
        ListColumn.REGION_IDS: tr("Regions, ids"),
        ListColumn.NETWORKS: tr("Networks"),
        ListColumn.NETWORK_IDS: tr("Networks, ids"),
        ListColumn.COUNTRIES: tr("Countries"),
        ListColumn.COUNTRY_IDS: tr("Countries, ids"),
        ListColumn.COUNTRY_CODES: tr("Countries, alpha-3 codes"),
        ListColumn.COUNTRY_COUNT: tr("Number of countries"),
        ListColumn.PROJECTS: tr("Projects"),
        ListColumn.PROJECT_IDS: tr("Projects, ids"),
        ListColumn.PROJECT_COUNT: tr("Number of projects"),
    }


def relation_column_word(column: RelationColumn, tr: Translate) -> str:
    """Return the heading of a column of relations."""
    return {
        RelationColumn.ID: tr("Id"),
        RelationColumn.SUBJECT_ID: tr("Subject, id"),
        RelationColumn.SUBJECT: tr("Subject"),
        RelationColumn.SUBJECT_KIND: tr("Subject, kind"),
        RelationColumn.SUBJECT_ALPHA2: tr("Subject, alpha-2 code"),
        RelationColumn.SUBJECT_ALPHA3: tr("Subject, alpha-3 code"),
        RelationColumn.SUBJECT_M49: tr("Subject, M49 code"),
        RelationColumn.RELATION: tr("Relation"),
        RelationColumn.PREDICATE: tr("Relation, id"),
        RelationColumn.IATI: tr("Relation, IATI"),
        RelationColumn.OBJECT_ID: tr("Object, id"),
        RelationColumn.OBJECT: tr("Object"),
        RelationColumn.OBJECT_KIND: tr("Object, kind"),
        RelationColumn.OBJECT_ALPHA2: tr("Object, alpha-2 code"),
        RelationColumn.OBJECT_ALPHA3: tr("Object, alpha-3 code"),
        RelationColumn.OBJECT_M49: tr("Object, M49 code"),
        RelationColumn.AS_GIVEN: tr("Object, as given"),
        RelationColumn.EDTF: tr("Time, EDTF"),
        RelationColumn.START: tr("Start"),
        RelationColumn.START_PRECISION: tr("Precision of the start"),
        RelationColumn.END: tr("End"),
        RelationColumn.END_PRECISION: tr("Precision of the end"),
        RelationColumn.ORDINAL: tr("Order in the source"),
        RelationColumn.BASIS: tr("Basis"),
        RelationColumn.NOTE: tr("Note on the basis"),
        RelationColumn.SOURCE_IDS: tr("Sources, ids"),
        RelationColumn.SOURCES: tr("Sources"),
        RelationColumn.PLACES: tr("Places in the sources"),
        RelationColumn.PASSAGES: tr("Passages, ids"),
    }[column]


def list_cell_words(column: ListColumn, cell: ListCell, tr: Translate) -> str:
    """Return what a cell of a table of entries says, in words; empty if the reference says nothing there.

    A value stated in a form that could not be read is *not read*; a status for which a date could not be read says so
    (*begun, end not known*). An empty cell of the column of projects is *none listed*. Several texts are separated by
    semicolons. Raises ValueError or KeyError for a key that the column's vocabulary does not have.
    """
    if cell.status is not None:
        return dates_status_words(DatesStatus(cell.status), tr, is_unread=cell.is_unread)
    if cell.is_unread:
        return tr("not read")
    if cell.state is not None:
        return cell_word(cell.state, tr)
    if cell.number is not None:
        return str(cell.number)
    text = BETWEEN.join(key_words(column, each, tr) for each in cell.texts)
    return text or (tr("none listed") if column is ListColumn.PROJECTS else "")


def key_words(column: ListColumn | RelationColumn, text: str, tr: Translate) -> str:
    """Return the word for a key such as ``stated``, if the column holds keys of a vocabulary; else ``text`` unchanged.

    A published status that is not known stays unchanged too. Raises ValueError or KeyError for any other key that the
    vocabulary does not have.
    """
    if not text:
        return ""
    if column in _BASES:
        return basis_within(Basis(text), tr)
    if column in _KINDS:
        return kind_word(EntryKind(text), tr)
    if column in _PRECISIONS:
        return precision_word(text, tr)
    if column is ListColumn.PUBLISHED_STATUS:
        return published_words(Facet.STATUS, tr).get(text, text)
    return code_status_word(text, tr) if column is ListColumn.CODE_STATUS else text


def precision_word(precision: str, tr: Translate) -> str:
    """Return the name of the precision of one end of a timeframe, which is ``year``, ``month``, ``day`` or ``open``."""
    return {"year": tr("year"), "month": tr("month"), "day": tr("day"), "open": tr("open end")}[precision]


def code_status_word(status: str, tr: Translate) -> str:
    """Return the name of the status of a country's codes: ``official`` or ``user-assigned``; KeyError for others."""
    return {"official": tr("official"), "user-assigned": tr("user-assigned")}[status]


def list_cell_value(cell: ListCell) -> str | int | list[str]:
    """Return what a cell of a table says, for JSON.

    This is a key such as ``not-listed``, NOT_READ (``not-read``) for a value that could not be read, a number, or a
    list of texts, empty if the reference says nothing.
    """
    if cell.status is not None:
        return str(cell.status)
    if cell.is_unread:
        return NOT_READ
    if cell.state is not None:
        return str(cell.state)
    return list(cell.texts) if cell.number is None else cell.number


def form_words(form: str, tr: Translate, rows: RowsOf | None = None) -> str:
    """Return the name of a table's file format for a file dialog, such as ``CSV (*.csv)`` for the ``form`` ``csv``.

    ``rows`` says what a row of the table is, which is added to the name; None: it is not. Raises KeyError if ``form``
    is not xlsx, csv or json, or for JSON with rows other than entries.
    """
    names = {
        ("xlsx", None): tr("Spreadsheet"),
        ("csv", None): tr("CSV"),
        ("json", None): tr("JSON"),
        ("xlsx", RowsOf.ENTRIES): tr("Spreadsheet, a row for each entry"),
        ("xlsx", RowsOf.RELATIONS): tr("Spreadsheet, a row for each relation"),
        ("xlsx", RowsOf.SUMS): tr("Spreadsheet, a row for each sum of money"),
        ("csv", RowsOf.ENTRIES): tr("CSV, a row for each entry"),
        ("csv", RowsOf.RELATIONS): tr("CSV, a row for each relation"),
        ("csv", RowsOf.SUMS): tr("CSV, a row for each sum of money"),
        ("json", RowsOf.ENTRIES): tr("JSON, a record for each entry"),
    }
    return f"{names[form, rows]} (*.{form})"
