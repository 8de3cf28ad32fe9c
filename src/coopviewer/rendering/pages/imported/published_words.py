"""Words for facts that only imported references have: what each says, in one paragraph, and the name of its kind.

Lists of facts and fact cards show both.
"""

from collections.abc import Mapping

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.sums import FlowSum
from coopviewer.domain.reference.money import format_flow
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    Indicator,
    Mention,
    Milestone,
    Place,
    PublishedField,
    Result,
)
from coopviewer.domain.reference.sources import Predicate
from coopviewer.rendering.document.document import Field, Line, Text
from coopviewer.rendering.pages.imported import activity_words as words

PLACES = {
    "Milestone": "dates",
    "Classification": "classifications",
    "Flow": "money",
    "Place": "places",
    "Result": "results",
    "Indicator": "results",
    "Mention": "mentions",
    "PublishedField": "published",
}
"""The anchor of the section of an activity's page that shows a kind of fact, by the name of the fact's class.

Kinds of fact without an anchor here are shown near the top of the page.
"""


def kind_of_published(fact: Fact, tr: Translate) -> str:
    """Return the name of the kind of a fact that only imported references have, such as *Result* or *Planned start*.

    For any other fact *Published field* is returned.
    """
    match fact:
        case Identifier():
            return tr("Identifier")
        case Milestone(kind=kind):
            return words.milestone_words(kind, tr)
        case Classification(scheme=scheme):
            return words.scheme_words(scheme, tr)
        case Flow(kind=flow):
            return words.flow_kind_word(flow, tr)
        case Place():
            return tr("Place")
        case Result():
            return tr("Result")
        case Indicator():
            return tr("Indicator")
        case Mention():
            return tr("Related activity")
    return tr("Published field")


def sum_word(fact: FlowSum, tr: Translate) -> str:
    """Return words for how many flows are added, for the middle of a sentence: *sum of 5 rows*."""
    return tr.plural("sum of {n} row", "sum of {n} rows", fact.total.flows)


def published_in_brief(fact: Fact, predicates: Mapping[str, Predicate], tr: Translate) -> Line:
    """Return the content, as one paragraph, of a fact whose kind only imported references have; its entry is not named.

    For a fact of any other kind the line is *Published field*. ``predicates`` are the kinds of relation by id, which
    must include that of a Mention.
    """
    label = kind_of_published(fact, tr)
    match fact:
        case Identifier(id=fact_id, value=text):
            return labelled(label, fact_id, text)
        case Milestone(id=fact_id, as_given=text):
            return labelled(label, fact_id, text, words.point_of(fact, tr))
        case Classification(id=fact_id):
            named = f" ({fact.label})" if fact.label else ""
            return (*labelled(label, fact_id, fact.as_given or fact.code), Text(named))
        case Flow() | FlowSum():
            return _flow_in_brief(fact, tr)
        case Place(id=fact_id):
            return labelled(label, fact_id, fact.name or fact.as_given)
        case Result(id=fact_id, title=title) | Indicator(id=fact_id, title=title):
            return labelled(label, fact_id, title)
        case Mention(id=fact_id, ref=ref):
            return (Text(f"{predicates[fact.predicate_id].label} "), Field(fact_id, ref))
        case PublishedField(id=fact_id, values=values):
            fields = [Field(fact_id, each.value) for each in values if each.value]
            parts = tuple(part for field in fields for part in (Text(" · "), field))[1:]
            return (Text(f"{fact.label}: "), *parts) if parts else (Text(fact.label),)
    return (Text(label),)


def labelled(label: str, fact_id: str, given: str, words: str = "") -> Line:
    """Return the line ``label: given``, or ``label: words`` if ``given`` is empty; the label alone if both are.

    ``given`` is the source's wording, which is marked as the text of the fact ``fact_id``; ``words`` are the program's.
    """
    if given:
        return (Text(f"{label}: "), Field(fact_id, given))
    return (Text(f"{label}: {words}"),) if words else (Text(label),)


def _flow_in_brief(fact: Flow | FlowSum, tr: Translate) -> Line:
    if isinstance(fact, FlowSum):
        total = fact.total
        value = format_flow(total.minor_units, total.decimals, total.currency, tr)
        name = tr.listed(each for each in (words.flow_kind_word(total.kind, tr), total.year) if each)
        return (Text(f"{name}: {value} · {sum_word(fact, tr)}"),)
    label = kind_of_published(fact, tr)
    value = format_flow(fact.minor_units, fact.decimals, fact.currency, tr)
    days = [day for day in (fact.day, fact.period_start, fact.period_end) if day]
    when = f", {' – '.join(words.day_words(day, tr) for day in days)}" if days else ""
    if not fact.as_given:
        return labelled(label, fact.id, "", f"{value}{when}")
    return (*labelled(label, fact.id, fact.as_given), Text(f" · {value}{when}"))
