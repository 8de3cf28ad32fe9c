"""Layout of sources that disagree: their values side by side, each with its source and date; none is overwritten."""

from collections.abc import Iterator

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.imported.contradictions import Contradiction, contradictions
from coopviewer.domain.reference.imported.imported_pages import ImportedParts
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import Classification, Flow, Milestone
from coopviewer.domain.reference.sources import Lookup
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


def found_in(record: EntryRecord) -> tuple[Contradiction, ...]:
    """Return where the sources of an entry disagree; empty if they agree throughout."""
    return contradictions(all_facts(record))


def all_facts(record: EntryRecord) -> Iterator[Fact]:
    """Yield the facts of an entry, with the relations that start from it, as far as the page has them."""
    yield from record.facts
    yield from (relation for group in record.groups if group.outgoing for relation in group.relations)


def contradiction_blocks(context: Context) -> list[Block]:
    """Lay out the contradictions of the page's entry; nothing without any."""
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
    """Return what facts disagree on, such as *Share: Niger*, or the kind and day of a budget."""
    tr, first = context.tr, found.facts[0]
    name = words.slot_words(found, tr)
    if isinstance(first, Flow) and first.period_start:
        of = words.flow_type_words(context.page.imported, first.kind, first.type or "", tr)
        day = words.day_words(first.period_start, tr)
        return tr("{kind} ({type}), from {day}").format(kind=name, type=of, day=day)
    if not isinstance(first, Relation):
        return name
    return tr("{what}: {entry}").format(what=name, entry=context.ref(first.object_id).title)


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
    """Return the value of a fact that others contradict, as its source words it, and what that means if it differs.

    Of a code its words come first, and then what the source has, in parentheses, if that differs. The value of a
    relation is its share. ``parts`` has the labels of codes, None: only those of the program are known.
    """
    if isinstance(fact, Relation):
        given = fact.share_as_given or ""
        return (Text(given if "%" in given else tr("{share} %").format(share=given)),)
    if isinstance(fact, Classification):
        said = words.classified(parts, fact, tr)
        more: Line = () if said == fact.as_given else (Text(" "), Text(f"({fact.as_given})", SOFT))
        return (Field(fact.id, said), *more)
    line: Line = (Field(fact.id, words.said_by(fact)),)
    if isinstance(fact, Milestone) and (said := words.point_of(fact, tr)) != fact.as_given:
        line = (*line, Text(f" · {said}", SOFT))
    return line


def sources_of(fact: Fact, lookup: Lookup, parts: ImportedParts | None, tr: Translate) -> list[tuple[Line, Line]]:
    """Return each source of a fact: a link to it, and the day on which its file was generated, or else its version.

    ``parts`` has these days, None: they are not known. Without either, *date not known*. For a fact without sources, a
    line that says so and an empty one.
    """
    found: list[tuple[Line, Line]] = []
    for source_id in dict.fromkeys(citation.source_id for citation in fact.citations):
        source = lookup.sources[source_id]
        day = (parts.generated.get(source_id) if parts else None) or ""
        dated = words.day_words(day[:10], tr) if day else source.version or tr("date not known")
        found.append(((Link(source.title, SCHEME + source.id),), (Text(dated),)))
    return found or [((Text(tr("No source is given."), SOFT),), ())]
