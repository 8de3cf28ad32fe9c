"""Lists of sums as tables: a row for each payment, budget or other sum of an activity, so that they can be added up."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.published_facts import FlowKind
from coopviewer.exchange.tables.entry_table import About
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField
from coopviewer.rendering.pages.imported.activity_words import flow_kind_word

_KIND, _COUNTED = "kind", "counted"


def sum_table(title: str, rows: Iterable[tuple[str, ...]], tr: Translate, *, about: About = ()) -> DataTable:
    """Return sums (payments, budgets …) as a table, a row for each; ``title`` is for readers.

    ``rows`` are those of ``ListSource.sums``: 23 texts each, in the order of the columns, from the id of the sum to
    its places in the sources. Keys of kinds, and ``yes`` and ``no``, become words in the language of ``tr``. ``about``
    are labels and texts for the data dictionary, such as the edition and the licence.
    """
    fields = _fields(tr)
    return DataTable("sums", title, fields, _texts(rows, fields), None, about, ("id",))


def _texts(rows: Iterable[tuple[str, ...]], fields: tuple[TableField, ...]) -> Iterator[tuple[str, ...]]:
    words = [dict(field.values) for field in fields]
    for row in rows:
        yield tuple(known.get(text, text) for known, text in zip(words, row, strict=True))


def _fields(tr: Translate) -> tuple[TableField, ...]:
    """Return the columns, in the order of the rows that are read."""
    kinds = tuple((str(kind), flow_kind_word(kind, tr)) for kind in FlowKind)
    counted = (("yes", tr("yes")), ("no", tr("no")))
    number, day = FieldKind.NUMBER, FieldKind.DATE
    return (
        TableField("id", tr("Id"), tr("The id of the fact.")),
        TableField("project-id", tr("Project, id"), tr("The id of the activity that states the sum.")),
        TableField("project", tr("Project"), tr("The title of this activity.")),
        TableField(_KIND, tr("Kind"), tr("What the sum is."), values=kinds),
        TableField("type-code", tr("Type, code"), tr("The code of the type of transaction or budget, as published.")),
        TableField("type", tr("Type"), tr("The name of this code in its list.")),
        TableField("year", tr("Year"), tr("The year of the day, or else of the beginning of the period.")),
        TableField("day", tr("Day"), tr("The day of a transaction."), day),
        TableField(
            "period-start",
            tr("Start of the period"),
            tr("The first day of a budget, or of the month or year of a transaction."),
            day,
        ),
        TableField("period-end", tr("End of the period"), tr("The last day of this period."), day),
        TableField("amount", tr("Amount"), tr("The sum in main units of its currency; nothing is converted."), number),
        TableField("currency", tr("Currency"), tr("The code of the currency, or else the activity's default one.")),
        TableField("value-date", tr("Day of the value"), tr("The day on which the sum has this value."), day),
        TableField("as-given", tr("Amount, as given"), tr("The sum and its currency, as published.")),
        TableField("from-id", tr("From, id"), tr("The id of the organisation that pays.")),
        TableField("from", tr("From"), tr("The organisation that pays.")),
        TableField("to-id", tr("To, id"), tr("The id of the organisation that receives.")),
        TableField("to", tr("To"), tr("The organisation that receives.")),
        TableField("description", tr("Description"), tr("The description of the sum, as published.")),
        TableField("reference", tr("Reference number"), tr("The reference of the sum, as published.")),
        TableField(
            _COUNTED,
            tr("Counted"),
            tr("No: a later file states this sum otherwise; its own row counts."),
            values=counted,
        ),
        TableField("sources", tr("Sources"), tr("The titles of the sources.")),
        TableField("places", tr("Places in the sources"), tr("Where the sources state it.")),
    )
