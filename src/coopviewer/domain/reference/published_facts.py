"""Facts as publishers of activities state them: identifiers, milestones, codes, flows of money, places and results.

Source of the terms: the IATI activity standard, version 2.03. What has no class of its own is a PublishedField.
"""

from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.values import value

LARGEST_MINOR_UNITS = 2**63 - 1
MOST_DECIMALS = 9


class IdentifierScheme(StrEnum):
    """The scheme of an identifier.

    IATI: of an activity. ORG_ID: of an organisation in a register, as IATI writes it (``XM-DAC-7``). OTHER: of another
    register or publisher, or the code of a sector or region in a standard list. LOCAL: assigned by the publisher alone.
    """

    IATI = "iati"
    OTHER = "other"
    LOCAL = "local"
    ORG_ID = "org-id"


class MilestoneKind(StrEnum):
    """What happened, or is planned, on the day of a milestone.

    START and END: a start or an end of which nothing says whether it is planned, as in tables of projects. The database
    has ``other`` in their place; such a fact is known by its id, which has ``/milestone/start`` or ``/milestone/end``.
    """

    START_PLANNED = "start-planned"
    START_ACTUAL = "start-actual"
    END_PLANNED = "end-planned"
    END_ACTUAL = "end-actual"
    START = "start"
    END = "end"
    ADOPTED = "adopted"
    SIGNED = "signed"
    OTHER = "other"


UNREAD = "unread-"
"""The beginning of the key of a published field that is a table's cell which could not be read. Behind it is what the
column holds: ``unread-country``."""


class FlowKind(StrEnum):
    """The kind of a flow of money; TOTAL: what an activity costs in all, LOAN: a sum that tells the state of a loan."""

    TRANSACTION = "transaction"
    BUDGET = "budget"
    PLANNED_DISBURSEMENT = "planned-disbursement"
    TOTAL = "total"
    LOAN = "loan"


@value(frozen=True, slots=True, kw_only=True)
class Identifier(Fact):
    """An identifier of an entry.

    ``as_given`` is the text beside the identifier, or else the identifier again. ``type`` is a code of the list
    OtherIdentifierType, None for those that are of no listed type; ``owner_id`` is the entry of the organisation that
    assigned it, None if that is not stated.
    """

    text_fields = ("value",)
    scheme: IdentifierScheme
    value: str
    as_given: str
    type: str | None = None
    owner_id: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Milestone(Fact):
    """One date in the life of an activity: ``edtf`` is a single date, in the precision that is given."""

    text_fields = ("as_given",)
    kind: MilestoneKind
    edtf: str
    as_given: str


_LISTS_OF_SIGNIFICANCE = {"PolicyMarker": "PolicySignificance", "HumanitarianScope": "HumanitarianScopeType"}


@value(frozen=True, slots=True, kw_only=True)
class Classification(Fact):
    """A code from a list, which ``scheme`` names: ``ActivityStatus``, or with a vocabulary, ``PolicyMarker/1``.

    ``label`` is the text that the source has beside the code, None if it has none. ``as_given`` is the text to show:
    usually the label, or else the code as the source writes it. ``significance`` is a second code, of another list,
    such as that of a policy marker's significance, else None. ``ordinal`` is the order in the source among the entry's
    codes from elements of the same name, from 1.
    """

    text_fields = ("as_given",)
    scheme: str
    code: str
    ordinal: int
    as_given: str
    label: str | None = None
    significance: str | None = None

    @property
    def list_of_significance(self) -> str:
        """The code list of ``significance``: of policy markers or of humanitarian scopes; empty for other codes."""
        return _LISTS_OF_SIGNIFICANCE.get(self.scheme.partition("/")[0], "")


@value(frozen=True, slots=True, kw_only=True)
class Flow(Fact):
    """A sum of money that moved or is planned to, such as a transaction or a budget. None: not stated.

    ``type`` is a code of the list TransactionType or BudgetType, or names what a loan's sum is, such as
    ``interest-received``; ``status`` is a code of BudgetStatus. ``minor_units`` is the sum times ten to the power of
    ``decimals`` (0 to 9), and may be negative.

    All days are ISO 8601 dates. ``day`` is the day of a transaction. ``period_start`` and ``period_end`` are the first
    and last day of a budget, of a planned disbursement, of the year of a loan's sum, or of the month or year of a
    transaction whose day is not stated. ``value_date`` is the day whose exchange rate applies.

    ``from_id`` and ``to_id`` are the entries that provide and receive the sum, ``from_activity`` and ``to_activity``
    identifiers of their activities, as the source writes them. ``text`` is a description in ``language``, ``reference``
    the publisher's own name for the flow. ``ordinal`` is the place in the source among flows of this entry and kind,
    from 1.
    """

    text_fields = (
        "as_given",
        "text",
    )
    kind: FlowKind
    minor_units: int
    decimals: int
    currency: str
    as_given: str
    ordinal: int
    type: str | None = None
    status: str | None = None
    day: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    value_date: str | None = None
    from_id: str | None = None
    to_id: str | None = None
    from_activity: str | None = None
    to_activity: str | None = None
    text: str | None = None
    language: str | None = None
    reference: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Place(Fact):
    """A location of an activity, such as a town; ``latitude`` and ``longitude`` are in degrees (WGS 84).

    ``exactness`` is a code of the list GeographicExactness. ``vocabulary``, a code of GeographicVocabulary, names the
    list that ``code`` is from: ``G1`` for GeoNames. ``ordinal`` is the order among the activity's places, from 1. None
    means in each field: not stated.
    """

    text_fields = (
        "name",
        "description",
    )
    as_given: str
    ordinal: int
    name: str | None = None
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    exactness: str | None = None
    code: str | None = None
    vocabulary: str | None = None


@value(frozen=True, slots=True, kw_only=True)
class Result(Fact):
    """A result of an activity: ``type`` is a code of the list ResultType, ``language`` a BCP 47 tag of the texts.

    If none is stated, ``title`` is empty, and ``type`` and ``description`` are None. ``ordinal`` is the order among the
    activity's results, from 1.
    """

    text_fields = (
        "title",
        "description",
    )
    title: str
    ordinal: int
    language: str
    type: str | None = None
    description: str | None = None


class IndicatorPeriod(NamedTuple):
    """What was aimed at and reached in a period; ``target`` and ``actual`` are numbers or words, as given.

    The ends of the period are ISO 8601 dates. None: not stated.
    """

    period_start: str | None
    period_end: str | None
    target: str | None
    actual: str | None
    comment: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The source's texts, by the name of the field that holds each; fields without text are left out."""
        texts = {"target": self.target, "actual": self.actual, "comment": self.comment}
        return {field: text for field, text in texts.items() if text}


@value(frozen=True, slots=True, kw_only=True)
class Indicator(Fact):
    """A measure of a result, such as *staff trained*; ``result_fact_id`` is the id of that Result.

    ``title`` is empty if there is none. ``measure`` is a code of the list IndicatorMeasure. ``ascending`` is True if a
    larger value is better, False if a smaller one is, None if that is not stated. ``baseline`` is the value at the
    beginning, after its year or day: ``2018: 40``; None: not stated. ``ordinal`` is the order among all indicators of
    the activity, from 1; ``periods`` are in the source's order.
    """

    text_fields = (
        "title",
        "baseline",
        "periods",
    )
    result_fact_id: str
    title: str
    ordinal: int
    measure: str | None = None
    ascending: bool | None = None
    baseline: str | None = None
    periods: tuple[IndicatorPeriod, ...] = ()


@value(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """A stated relation to an activity that is not in this reference, or of an activity to itself.

    ``ref`` is the identifier of the other activity as given. ``predicate_id`` is the kind of relation (Predicate);
    ``type`` is a code of the list RelatedActivityType, None if none is stated. ``ordinal`` is the order among the
    activity's mentions, from 1.
    """

    text_fields = ("ref",)
    predicate_id: str
    ref: str
    ordinal: int
    type: str | None = None


class PublishedValue(NamedTuple):
    """One attribute or text of a published field.

    ``path`` says which: elements and perhaps an attribute, such as ``transaction/flow-type/@code``; for a cell of a
    table it is the heading of the column.
    """

    path: str
    value: str

    @property
    def texts(self) -> dict[str, str]:
        """The source's text as ``{"value": …}``, by the name of its field; empty if there is no text."""
        return {"value": self.value} if self.value else {}


@value(frozen=True, slots=True, kw_only=True)
class PublishedField(Fact):
    """What the source says and no other kind of fact can hold: an element or a cell, with its attributes and texts.

    ``label`` is the name of the element, or of an attribute of the activity itself, or the heading of the column.
    ``ordinal`` counts the activity's published fields, or is the position of the column in its table; from 1.
    """

    text_fields = ("values",)
    label: str
    ordinal: int
    values: tuple[PublishedValue, ...]
