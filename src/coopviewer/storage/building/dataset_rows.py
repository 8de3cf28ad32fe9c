"""Turns the values of a dataset into the rows of a reference's tables."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import (
    Amount,
    DocumentFact,
    Extent,
    Fact,
    Name,
    Quantity,
    Relation,
    Statement,
    TimeframeFact,
)
from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.outline import KIND_ORDER
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    Indicator,
    Mention,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    Result,
)
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.timeframes import DatePoint, parse_date, parse_timeframe
from coopviewer.domain.text.folding import fold

Row = tuple[Any, ...]

# The columns of each table of things, in the order of the fields of its values.
THING_COLUMNS = {
    "source": "id title publisher url url_basis language version sha256 size",
    "passage": "id source_id ordinal kind section locator char_start char_end sha256",
    "predicate": "id label inverse_label subject_kinds object_kinds iati",
    "country": "entry_id alpha2 alpha3 m49 code_status latitude longitude marker",
    "redirect": "old_id new_id edition_id",
    "import": "ordinal source_id name size sha256 format version generated program mapping",
    "import_note": "ordinal severity file line entry_id what found done",
    "code_label": "list code language label",
}
EDITION_COLUMNS = (
    "id dataset title publisher as_of_earliest as_of_latest as_of_basis as_of_note licence_note disclaimer subject"
)
FACT_COLUMNS = "id entry_id kind basis note preferred"
CITATION_COLUMNS = "fact_id ordinal source_id passage_id role line place"
ENTRY_COLUMNS = "id kind_order kind title sort_title sort_key hint"  # numbered once all are known
RELATION_COLUMNS = "fact_id subject_id predicate_id object_id ordinal as_given edtf share share_as_given role_as_given"


def sort_key(sort_title: str) -> str:
    """Return the key by which titles are sorted, without case, accents and apostrophes: ``cote divoire``."""
    return fold(sort_title)


def entry_row(entry: EntryRef) -> Row:
    """Return the row of an entry, with the columns ENTRY_COLUMNS of this module: all but its number, assigned later."""
    order = KIND_ORDER.index(entry.kind)
    return (entry.id, order, entry.kind, entry.title, entry.sort_title, sort_key(entry.sort_title), entry.hint)


def predicate_row(predicate: Predicate) -> Row:
    """Return the row of a kind of relation; the kinds of entries at each end are one text: ``project network``."""
    kinds = (" ".join(predicate.subject_kinds), " ".join(predicate.object_kinds))
    return (predicate.id, predicate.label, predicate.inverse_label, *kinds, predicate.iati)


class FactTable(NamedTuple):
    """A table of facts: its name, its columns, and the function that makes a row of a fact.

    ``columns`` are those after the first one, ``fact_id``, as one text, separated by blanks. ``row`` returns the values
    of a fact for them.
    """

    name: str
    columns: str
    row: Callable[[Any], Row]


def _same_names(name: str, columns: str) -> FactTable:
    """Return a table whose columns are named like the fields of its facts."""
    return FactTable(name, columns, attrgetter(*columns.split()))


def _timeframe(fact: TimeframeFact) -> Row:
    timeframe = parse_timeframe(fact.edtf)
    return (fact.edtf, fact.as_given, *_days(timeframe.start), *_days(timeframe.end))


def _milestone(fact: Milestone) -> Row:
    kind = MilestoneKind.OTHER if fact.kind in (MilestoneKind.START, MilestoneKind.END) else fact.kind  # as its id says
    return (kind, fact.edtf, fact.as_given, *_days(parse_date(fact.edtf)))


def _days(point: DatePoint | None) -> tuple[str | None, str | None]:
    return (None, None) if point is None else (point.earliest.isoformat(), point.latest.isoformat())


def _amount(fact: Amount) -> Row:
    given = (fact.kind, fact.minor_units, fact.currency, fact.funder_id, fact.funding_instrument_id, fact.as_given)
    return (*given, decimals(fact.currency))


FACT_TABLES: dict[type[Fact], FactTable] = {
    Name: _same_names("name", "text language kind"),
    Relation: _same_names("relation", RELATION_COLUMNS.removeprefix("fact_id ")),
    Statement: _same_names("statement", "kind ordinal text language"),
    TimeframeFact: FactTable(
        "timeframe", "edtf as_given start_earliest start_latest end_earliest end_latest", _timeframe
    ),
    Amount: FactTable("amount", "kind minor_units currency funder_id funding_instrument_id as_given decimals", _amount),
    Quantity: _same_names("quantity", "measure comparator value as_given"),
    DocumentFact: _same_names("document", "about title language url"),
    Extent: _same_names("extent", "predicate_id statement_kind value"),
    Identifier: _same_names("identifier", "scheme type value owner_id as_given"),
    Milestone: FactTable("milestone", "kind edtf as_given earliest latest", _milestone),
    Classification: _same_names("classification", "scheme code label significance ordinal as_given"),
    Flow: _same_names(
        "flow",
        "kind type status day period_start period_end value_date minor_units decimals currency from_id to_id "
        "from_activity to_activity text language reference as_given ordinal",
    ),
    Place: _same_names("place", "name description latitude longitude exactness code vocabulary as_given ordinal"),
    Result: _same_names("result", "type title description language ordinal"),
    Indicator: _same_names("indicator", "result_fact_id measure ascending title baseline ordinal"),
    Mention: _same_names("mention", "predicate_id ref type ordinal"),
    PublishedField: _same_names("published_field", "label ordinal"),
}
"""The table of each kind of fact; for relations, the one in which they are kept until entries are numbered."""
PARTS: dict[type[Fact], tuple[str, str, Callable[[Any], tuple[Row, ...]]]] = {
    Indicator: (
        "indicator_period",
        "fact_id ordinal period_start period_end target actual comment",
        attrgetter("periods"),
    ),
    PublishedField: ("published_value", "fact_id ordinal path value", attrgetter("values")),
}
"""For kinds of facts with parts, such as the values of a published field: table, columns, and a function.

The function returns the rows of a fact's parts without their first two columns, which are the fact's id and the number
of the part, counted from 1.
"""
