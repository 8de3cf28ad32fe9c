"""Layout of sources that disagree: their values one below the other, each with its sources and their dates."""

from collections.abc import Iterator

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, Fact, Relation, TimeframeFact
from coopviewer.domain.reference.imported.contradictions import Contradiction, contradictions
from coopviewer.domain.reference.imported.imported_pages import ImportedParts
from coopviewer.domain.reference.money import format_amount, format_flow
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import Classification, Flow, Identifier, Milestone
from coopviewer.domain.reference.sources import Lookup
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
    Heading,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.words.reference_words import not_stated, timeframe_words


def found_in(record: EntryRecord) -> tuple[Contradiction, ...]:
    """Return the contradictions between the sources of one entry; empty if they agree throughout."""
    return contradictions(all_facts(record))


def all_facts(record: EntryRecord) -> Iterator[Fact]:
    """Yield the facts of an entry, then those relations in ``record.groups`` of which it is the subject."""
    yield from record.facts
    yield from (relation for group in record.groups if group.outgoing for relation in group.relations)


def contradiction_blocks(context: Context) -> list[Block]:
    """Lay out the contradictions of the page's entry; empty without any."""
    found, tr = found_in(context.record), context.tr
    if not found:
        return []
    said = tr.plural(
        "In one point the sources of this entry differ. Each is shown with its source and date.",
        "In {n} points the sources of this entry differ. Each is shown with its source and date.",
        len(found),
    )
    facts = tuple(KeyFact(_about(context, each), tuple(_lines(context, each))) for each in found)
    heading = Heading(2, (Text(tr("Sources differ")), Text(f" {tr.number(len(found))}", SOFT)), "differ")
    return [heading, Paragraph((Text(said),)), KeyFacts(facts, columns=1)]


def _about(context: Context, found: Contradiction) -> str:
    """Return what facts disagree on, such as *Share: Niger*, or the kind and day of a payment."""
    tr, first = context.tr, found.facts[0]
    name = words.slot_words(found, tr)
    if isinstance(first, Flow):
        is_of_a_day = len({each.day for each in found.facts if isinstance(each, Flow)}) == 1
        return _about_flow(context, first, name, is_of_a_day=is_of_a_day)
    if not isinstance(first, Relation):
        return name
    return tr("{what}: {entry}").format(what=name, entry=context.ref(first.object_id).title)


def _about_flow(context: Context, flow: Flow, name: str, *, is_of_a_day: bool) -> str:
    """Return the name of a flow with its type and the start of its period, or its day if all sources agree on it."""
    tr = context.tr
    if flow.type:
        of = words.flow_type_words(context.page.imported, flow.kind, flow.type, tr)
        name = tr("{kind} ({type})").format(kind=name, type=of)
    if flow.period_start:
        return tr("{kind}, from {day}").format(kind=name, day=words.day_words(flow.period_start, tr))
    if flow.day and is_of_a_day:
        return tr("{kind}, {day}").format(kind=name, day=words.day_words(flow.day, tr))
    return name


def _lines(context: Context, found: Contradiction) -> Iterator[Line]:
    """Yield a line for each fact: its value, its sources with their days, and why it is preferred."""
    parts, tr = context.page.imported, context.tr
    for fact in found.facts:
        value = (*value_line(fact, parts, tr), *context.marks.after(fact))
        where = sources_of(fact, context.page.lookup, parts, tr)
        sources = tuple(part for source, day in where for part in (Text(" · "), *source, Text(" · "), *day))
        reason = tr("Preferred: {reason}").format(reason=fact.preferred) if fact.preferred is not None else ""
        yield (*value, *sources, *((Text(f" · {reason}", SOFT),) if reason else ()))


def value_line(fact: Fact, parts: ImportedParts | None, tr: Translate) -> Line:
    """Return the value of a fact that others contradict: in its source's words, or else in the program's.

    For a code its meaning comes first, and then the source's own words in parentheses, if these differ. A date as the
    source writes it is followed by the date in words, if that differs. The value of a relation is its share, such
    as ``30 %``. Without any value it is *not stated*. ``parts`` has the words for codes that the reference holds; None:
    it holds none.
    """
    if isinstance(fact, Relation):
        given = fact.share_as_given
        if not given:
            return (Text(not_stated(tr), SOFT),)
        return (Text(given if "%" in given else tr("{share} %").format(share=given)),)
    if isinstance(fact, Classification):
        said = words.classified(parts, fact, tr)
        more: Line = () if fact.as_given in (said, "") else (Text(" "), Text(f"({fact.as_given})", SOFT))
        return (Field(fact.id, said), *more)
    given = words.said_by(fact)
    line: Line = (Field(fact.id, given),) if given else ()
    if isinstance(fact, Milestone) and (said := words.point_of(fact, tr)) != given:
        line = (*line, Text(f" · {said}", SOFT)) if line else (Text(said),)
    return line or (Text(_value_of(fact, tr)),)


def _value_of(fact: Fact, tr: Translate) -> str:
    """Return the value of a fact in the program's words; *not stated* if it has none of its own."""
    match fact:
        case Flow():
            return format_flow(fact.minor_units, fact.decimals, fact.currency, tr)
        case Amount():
            return format_amount(fact.minor_units, fact.currency, tr)
        case TimeframeFact():
            return timeframe_words(parse_timeframe(fact.edtf), tr)
        case Identifier():
            return fact.value
    return not_stated(tr)


def sources_of(fact: Fact, lookup: Lookup, parts: ImportedParts | None, tr: Translate) -> list[tuple[Line, Line]]:
    """Return a pair for each source of a fact: a link to the source, and its date.

    The date is the day on which the source's file was generated, by ``parts.generated``. If that does not have it, or
    ``parts`` is None, it is the source's version, or without one *date not known*. ``lookup`` has the sources. For a
    fact without sources there is one pair: a line that says so, and an empty line.
    """
    found: list[tuple[Line, Line]] = []
    for source_id in dict.fromkeys(citation.source_id for citation in fact.citations):
        source = lookup.sources[source_id]
        day = (parts.generated.get(source_id) if parts else None) or ""
        dated = words.day_of_time(day, tr) if day else source.version or tr("date not known")
        found.append(((Link(source.title, SCHEME + source.id),), (Text(dated),)))
    return found or [((Text(tr("No source is given."), SOFT),), ())]
