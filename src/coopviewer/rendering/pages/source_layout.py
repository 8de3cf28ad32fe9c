"""Layout of a source's page: its passages in order, each with links to the facts that cite it.

Long lists are folded in place, since some passages are cited by a hundred facts.
"""

from collections.abc import Set

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Relation, Statement
from coopviewer.domain.reference.pages import COUNTED_UP_TO, CitingFact, SourcePage
from coopviewer.domain.reference.sources import Passage, Source
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Document,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.fact_words import in_brief, place_on_page
from coopviewer.rendering.pages.home_layout import legal_notes
from coopviewer.rendering.words import reference_words as wording
from coopviewer.rendering.words.reference_words import short_id

_SHOWN = 5  # lines shown for a passage while it is folded
_Group = list[CitingFact]


def lay_out_source(page: SourcePage, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out a source and its passages, each with links to the facts that cite it.

    A passage with more than six lines of facts shows five, and a fold whose key is the passage's id; all if
    ``unfolded`` has that id. All relations of one kind that an entry has are one line.

    ``page`` may have been read with only some of a passage's facts: a line says so, unless the passage is folded. The
    page of a long source has some of the passages, with links to the ones before and after these.
    """
    source = page.source
    blocks: list[Block] = [
        Paragraph((Text(tr("Source")),), "eyebrow"),
        Heading(1, (Text(source.title),)),
        KeyFacts(_source_facts(source, tr)),
    ]
    if page.passages:
        blocks.append(Heading(2, (Text(tr("Passages")), Text(f" {tr.number(page.total)}", SOFT)), "passages"))
        blocks += _stretches(page, tr)
        for passage in page.passages:
            blocks += _passage(page, passage, unfolded, tr)
        blocks += [*_stretches(page, tr), *legal_notes(page.lookup)]
    return Document(source.title, SCHEME + source.id, tuple(blocks))


def _source_facts(source: Source, tr: Translate) -> tuple[KeyFact, ...]:
    gap = tr("not known")
    address = source.url or tr("not preserved")
    lines: tuple[Line, ...] = (
        ((Text(address),), (Text(source.url_basis, SOFT),)) if source.url_basis else ((Text(address),),)
    )
    return (
        KeyFact(tr("Publisher"), ((Text(source.publisher or gap),),)),
        KeyFact(tr("Language"), ((Text(wording.language_name(source.language, tr) if source.language else gap),),)),
        KeyFact(tr("Version"), ((Text(source.version or gap),),)),
        *((KeyFact(tr("Address"), lines),) if source.url or source.size is None else ()),
        *((KeyFact(tr("Size"), ((Text(tr.plural("{n} byte", "{n} bytes", source.size)),),)),) if source.size else ()),
        *((KeyFact("SHA-256", ((Text(source.sha256),),)),) if source.sha256 else ()),
    )


def _stretches(page: SourcePage, tr: Translate) -> list[Block]:
    """Return the line that says which range of a long source is shown, with links to the ranges before and after it."""
    if page.total <= len(page.passages):
        return []
    words = tr("{first} to {last} of {total} passages are shown.").format(
        first=short_id(page.passages[0].id), last=short_id(page.passages[-1].id), total=tr.number(page.total)
    )
    line: Line = (Text(words, SOFT),)
    for passage_id, text in ((page.before, tr("Passages before")), (page.after, tr("Passages after"))):
        if passage_id is not None:
            line = (*line, Text(" · "), Link(text, f"{SCHEME}{page.source.id}#{short_id(passage_id)}"))
    return [Paragraph(line)]


def _passage(page: SourcePage, passage: Passage, unfolded: Set[str], tr: Translate) -> list[Block]:
    short, total = short_id(passage.id), page.counts.get(passage.id, 0)
    where = tr("{section} · characters {start}–{end}").format(
        section=passage.section, start=passage.char_start, end=passage.char_end
    )
    blocks: list[Block] = [
        Heading(3, (Text(" · ".join(filter(None, (short, passage.locator)))),), short),
        Paragraph((Text(where, SOFT),)),
    ]
    if not total:
        kind = wording.passage_kind_word(passage.kind, tr)
        return [*blocks, Paragraph((Text(tr("Facts that cite it: none: {kind}").format(kind=kind), SOFT),))]
    facts = page.citing.get(passage.id, ())
    groups = _groups(facts)
    is_long = len(groups) > _SHOWN + 1  # no fold for a single line
    whole = not is_long or passage.id in unfolded
    blocks += _group_blocks(page, groups if whole else groups[:_SHOWN], tr)
    if is_long:
        few = tr("Show fewer facts")
        more = tr.plural("{n} more fact", "{n} more facts", sum(len(group) for group in groups[_SHOWN:]))
        blocks.append(Paragraph((Fold(few if whole else more, passage.id, whole),)))
    if whole and total > len(facts):
        many = tr("{count} or more").format(count=tr.number(total)) if total >= COUNTED_UP_TO else tr.number(total)
        left = tr("{shown} of {total} facts are shown.").format(shown=tr.number(len(facts)), total=many)
        blocks.append(Paragraph((Text(left, SOFT),)))
    return blocks


def _groups(facts: tuple[CitingFact, ...]) -> list[_Group]:
    """Return citing facts as groups, one for each line: a single fact, or all relations of one kind of an entry."""
    groups: list[_Group] = []
    for citing in facts:
        if groups and _share_a_line(groups[-1][-1], citing):
            groups[-1].append(citing)
        else:
            groups.append([citing])
    return groups


def _share_a_line(one: CitingFact, other: CitingFact) -> bool:
    if not (isinstance(one.fact, Relation) and isinstance(other.fact, Relation)):
        return False
    return (one.entry.id, one.fact.predicate_id) == (other.entry.id, other.fact.predicate_id)


def _group_blocks(page: SourcePage, groups: list[_Group], tr: Translate) -> list[Block]:
    """Return groups by entry: texts as a list under the entry's title, other facts in one line after it."""
    by_entry: dict[str, list[_Group]] = {}
    for group in groups:
        by_entry.setdefault(group[0].entry.id, []).append(group)
    blocks: list[Block] = []
    short: list[Line] = []
    for several in by_entry.values():
        lines = [_line_of(page, group, tr) for group in several]
        first = several[0][0]
        place = place_on_page(first.fact, first.entry.kind) if len(several) == 1 else ""
        link = Link(first.entry.title, f"{SCHEME}{first.entry.id}" + (f"#{place}" if place else ""))
        if len(several) > 1 and any(isinstance(group[0].fact, Statement) for group in several):
            blocks += [Paragraph((link,)), Items(tuple(lines))]
        else:
            short.append((link, *(part for line in lines for part in (Text(" · "), *line))))
    return [*blocks, *([Items(tuple(short))] if short else [])]


def _line_of(page: SourcePage, group: _Group, tr: Translate) -> Line:
    """Return the content of a fact, or of all relations of a kind, with the relation's label once."""
    line = in_brief(group[0].fact, page.lookup, page.predicates, tr)
    for citing in group[1:]:
        line = (*line, Text(", "), *in_brief(citing.fact, page.lookup, page.predicates, tr)[1:])
    return line
