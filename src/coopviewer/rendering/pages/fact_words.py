"""Facts in words, for lists of facts, citations and fact cards: the content as one paragraph, and the name of the kind.

A statement is not shortened. ``place_on_page`` returns the anchor of the section that shows a fact.
"""

from collections.abc import Mapping

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
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
from coopviewer.domain.reference.imported.sums import FlowSum
from coopviewer.domain.reference.money import format_amount
from coopviewer.domain.reference.pages import ComparePage, EntryPage, Page, SourcePage
from coopviewer.domain.reference.sources import Lookup, Predicate
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import AmountKind, EntryKind, StatementKind
from coopviewer.rendering.document.document import Field, Line, Link, Text
from coopviewer.rendering.pages.imported import published_words
from coopviewer.rendering.pages.imported.published_words import labelled
from coopviewer.rendering.words import reference_words as wording

Predicates = Mapping[str, Predicate]


def predicates_of(page: Page) -> Predicates:
    """Return the kinds of relation (predicates) that a page may name, by their ids.

    For a comparison they are those of its first entry. Empty for the home page and the page about an import.
    """
    if isinstance(page, ComparePage):
        return page.pages[0].predicates
    return page.predicates if isinstance(page, EntryPage | SourcePage) else {}


def kind_of_fact(fact: Fact, tr: Translate) -> str:
    """Return the name of a fact's kind, such as *Timeframe*; for a statement the name of its topic, such as *Goal*."""
    match fact:
        case Statement(kind=kind):
            return _statement_words(tr)[kind]
        case Name():
            return tr("Name")
        case Relation():
            return tr("Relation")
        case TimeframeFact():
            return tr("Timeframe")
        case Amount(kind=kind):
            return tr("Grant") if kind is AmountKind.GRANT else tr("Overall funding")
        case Quantity():
            return tr("Figure")
        case DocumentFact():
            return tr("Document")
        case FlowSum(total=total):
            return tr.plural("Sum of {n} row", "Sum of {n} rows", total.flows)
        case Extent():
            return tr("How far a list goes")
    return published_words.kind_of_published(fact, tr)


def as_given(fact: Fact) -> str | None:
    """Return the value of a fact in the source's own words, its field ``as_given``; None or empty if it has none.

    For a name of the kind *as given* this is the name itself; for other names, statements and documents it is None.
    """
    if isinstance(fact, Relation | TimeframeFact | Amount | Quantity):
        return fact.as_given
    if isinstance(fact, Name):
        return fact.text if fact.kind == "as-given" else None
    return getattr(fact, "as_given", None)


def in_brief(fact: Fact, lookup: Lookup, predicates: Predicates, tr: Translate) -> Line:
    """Return the content of a fact, without its entry, as one paragraph, such as ``grant: EUR 4 million``.

    Of a statement this is the whole text, however long. ``lookup`` (titles of entries by id) and ``predicates`` (kinds
    of relation by id) must have what the fact names. Where the source's own words for a value are empty, the program's
    words for it are used; of a figure (Quantity), for which there are none, only the label is returned.
    """
    match fact:
        case Statement(id=fact_id, text=text):
            return (Field(fact_id, text),)
        case Name(id=fact_id, text=text, kind=kind):
            return (Text(f"{wording.name_kind_word(kind, tr)}: "), Field(fact_id, text))
        case Relation(id=fact_id, object_id=other):
            label = predicates[fact.predicate_id].label
            return (Text(f"{label} "), Link(lookup.refs[other].title, SCHEME + other, fact_id))
        case Quantity(id=fact_id, measure=measure, as_given=given):
            return labelled(measure, fact_id, given)
        case TimeframeFact(id=fact_id, as_given=given):
            words = wording.timeframe_words(parse_timeframe(fact.edtf), tr)
            return labelled(tr("timeframe"), fact_id, given, words)
        case Amount(id=fact_id, as_given=given, kind=kind):
            name = tr("grant") if kind is AmountKind.GRANT else tr("overall funding")
            return labelled(name, fact_id, given, format_amount(fact.minor_units, fact.currency, tr))
        case DocumentFact(id=fact_id, title=title, about=about):
            texts = [Field(fact_id, text) for text in (title, about) if text]
            named: Line = tuple(part for text in texts for part in (Text(" · "), text))[1:]
            return named or (Text(fact.url or tr("Document")),)
        case Extent(value=value):
            name = _list_name(fact, predicates, tr)
            return (Text(f"{name}: {wording.extent_words(value, tr)}"),)
    return published_words.published_in_brief(fact, predicates, tr)


def place_on_page(fact: Fact, kind: EntryKind) -> str:
    """Return the anchor of the section in which an entry's page shows facts like this one, such as ``documents``.

    ``kind`` is the kind of the entry. Empty: such facts are near the top of the page. The page may lack the anchor,
    where it shows the fact elsewhere: a relation among the key facts, or a name of an imported activity under its
    title.
    """
    match fact:
        case Statement(kind=StatementKind.SUMMARY | StatementKind.DESCRIPTION | StatementKind.LEGAL_NOTE):
            return ""
        case Statement(kind=statement):
            return f"{statement}s"
        case Relation(predicate_id=predicate):
            return "cooperation" if kind is EntryKind.COUNTRY else predicate
        case Quantity():
            return "figures"
        case DocumentFact():
            return "documents"
        case Name(language=language):
            return "" if language == "en" else "names"
        case Amount(kind=AmountKind.PORTFOLIO_TOTAL):
            return "money"
    return published_words.PLACES.get(type(fact).__name__, "")


def _list_name(extent: Extent, predicates: Predicates, tr: Translate) -> str:
    if extent.predicate_id is not None:
        return tr("list “{label}”").format(label=predicates[extent.predicate_id].label or extent.predicate_id)
    assert extent.statement_kind is not None
    return wording.statement_within(extent.statement_kind, tr)


def _statement_words(tr: Translate) -> dict[StatementKind, str]:
    return {
        StatementKind.SUMMARY: tr("Summary"),
        StatementKind.DESCRIPTION: tr("Description"),
        StatementKind.PRINCIPLE: tr("Principle"),
        StatementKind.FORM: tr("Form of cooperation"),
        StatementKind.GOAL: tr("Goal"),
        StatementKind.ACHIEVEMENT: tr("Achievement"),
        StatementKind.TARGET_GROUP: tr("Target group"),
        StatementKind.CONDITION: tr("Condition"),
        StatementKind.LEGAL_NOTE: tr("Legal note"),
        StatementKind.DATA_NOTE: tr("Data note"),
    }
