"""The part of a brief that is about one entry: what its page says, without controls, in the chosen sections."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from coopviewer.domain.briefs.request import BriefSection
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.reference.facts import TimeframeFact
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.briefs.country_part import coverage_row, goals_of, key_facts
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Columns,
    Heading,
    KeyFacts,
    Link,
    Paragraph,
    RunIn,
    Strip,
    Text,
    lines_of,
    single_blocks,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.country_layout import not_listed
from coopviewer.rendering.pages.entry_layout import after_body, below_title, entry_body, eyebrow
from coopviewer.rendering.pages.imported.dates_layout import brief_timeline
from coopviewer.rendering.pages.layout import without_folds
from coopviewer.rendering.pages.locator_layout import locator_of
from coopviewer.rendering.pages.strip_layout import lay_out_strip

_SECTIONS = {
    "goals": BriefSection.GOALS,
    "achievements": BriefSection.GOALS,
    "data-notes": BriefSection.DATA_NOTES,
    "not-listed": BriefSection.NOT_LISTED,
}
_MOST_DRAWN = 60  # timeframes of one strip


class PartShape(NamedTuple):
    """How an entry is laid out in a brief.

    ``sections`` are the sections that are included. ``level`` is the level of the entry's heading: 1 if this heading is
    the title of the brief, else 2. ``alone``: the brief has no other entry, so the goals of a country's projects are in
    its part. In a brief on several entries these goals come once, after all entries. ``filled`` collects the sections
    that have content for some entry.
    """

    sections: Set[BriefSection]
    level: int
    alone: bool
    filled: set[BriefSection]


def anchor_of(entry_id: str) -> str:
    """Return the anchor of an entry's heading, such as ``country-NE`` for ``country/NE``."""
    return entry_id.replace("/", "-")


def entry_part(context: Context, shape: PartShape, own: Iterable[Block]) -> list[Block]:
    """Lay out an entry for a brief, with the sections of ``shape`` and its heading at the level of ``shape``.

    ``own`` are blocks with annotations, which come after the sections. Under an entry of level 2, headings of level 2
    become level 3, also those in ``own``. Anchors begin with that of the entry (``country-NE-goals``). At the end are
    legal notes on the countries with an asterisk (``Kosovo*``) that the part links to.
    """
    ref = context.record.ref
    title = Heading(shape.level, (Text(ref.full_title),), anchor_of(ref.id))
    above = eyebrow(context)
    body = [*below_title(context), *_body(context, shape), *own]
    body += context.legal_notes(_linked(body))
    placed = _placed(body, shape.level - 1, anchor_of(ref.id))
    return [above, title, *placed] if shape.level == 1 else [title, above, *placed]


def _body(context: Context, shape: PartShape) -> Iterator[Block]:
    is_country = context.record.ref.kind is EntryKind.COUNTRY and context.page.imported is None
    facts: list[Block] = []
    if BriefSection.FACTS in shape.sections:
        facts += key_facts(context) if is_country else _page_blocks(context, BriefSection.FACTS)
        shape.filled.update({BriefSection.FACTS} if facts else ())
    yield from _with_map(context, facts, shape) if BriefSection.MAP in shape.sections else facts
    goals = _goals(context, shape) if is_country else _page_blocks(context, BriefSection.GOALS)
    has_gaps = is_country and BriefSection.NOT_LISTED in shape.sections
    for section, blocks in (
        (BriefSection.COVERAGE, coverage_row(context)),
        (BriefSection.TIMELINE, _timeline(context)),
        (BriefSection.GOALS, goals),
        (BriefSection.NOT_LISTED, not_listed(context, only_known=True) if has_gaps else ()),
        (BriefSection.DATA_NOTES, _page_blocks(context, BriefSection.DATA_NOTES)),
    ):
        if section in shape.sections:
            for block in blocks:
                shape.filled.add(section)
                yield block


def _with_map(context: Context, facts: list[Block], shape: PartShape) -> list[Block]:
    """Return the facts with the small map beside the first list or key facts, or before them if there are none."""
    locator = locator_of(context)
    if locator is None:
        return facts
    shape.filled.add(BriefSection.MAP)
    for at, block in enumerate(facts[:2]):
        if isinstance(block, KeyFacts | RunIn):
            return [*facts[:at], Columns((block,), (locator,)), *facts[at + 1 :]]
    return [locator, *facts]


def _goals(context: Context, shape: PartShape) -> Iterator[Block]:
    """Yield the goals of a country's projects if the brief has no other entry; else they come after all entries."""
    return goals_of(context, context.page.related.values() if shape.alone else ())


def _page_blocks(context: Context, section: BriefSection) -> Iterator[Block]:
    """Yield the blocks of an entry's page that belong to a section, under their headings."""
    is_country = context.record.ref.kind is EntryKind.COUNTRY and context.page.imported is None
    blocks = after_body(context) if is_country else [*entry_body(context), *after_body(context)]
    current = BriefSection.FACTS
    for place, block in enumerate(without_folds(tuple(single_blocks(tuple(blocks))))):
        if isinstance(block, Heading) and block.level == 2:
            current = _SECTIONS.get(block.anchor, BriefSection.FACTS)
        if current is not section or isinstance(block, Strip | Bar) or _is_control(block):
            continue
        if place == 0 and isinstance(block, KeyFacts):
            yield Heading(2, (Text(context.tr("Key facts")),), "key-facts")
        yield block._replace(columns=1) if isinstance(block, KeyFacts) else block


def _is_control(block: Block) -> bool:
    """Return whether a paragraph is only a link to an overview, which a brief cannot open."""
    if not isinstance(block, Paragraph) or len(block.line) != 1:
        return False
    part = block.line[0]
    return isinstance(part, Link) and part.address.removeprefix(SCHEME).partition("?")[0] in ("coverage", "timeline")


def _timeline(context: Context) -> Iterator[Block]:
    """Yield the timeframes of a project, or of the projects that an entry is related to."""
    edition, tr = context.page.edition, context.tr
    record = context.record
    projects = [record] if record.ref.kind is EntryKind.PROJECT else [*context.page.related.values()]
    if edition is None or not projects:
        return
    if context.page.imported is not None:
        yield from brief_timeline(context, projects[:_MOST_DRAWN])
        return
    drawn = sorted(projects, key=lambda each: min((fact.edtf for fact in each.of_type(TimeframeFact)), default="~"))
    yield Heading(2, (Text(tr("Timeline")),), "timeline")
    yield lay_out_strip(drawn[:_MOST_DRAWN], edition, context.today, tr)
    if len(drawn) > _MOST_DRAWN:
        words = tr("The first {shown} of {total} are drawn.")
        yield Paragraph((Text(words.format(shown=tr.number(_MOST_DRAWN), total=tr.number(len(drawn)))),), "soft")


def _linked(blocks: Iterable[Block]) -> set[str]:
    """Return the ids of the entries that blocks link to."""
    links = (part for block in blocks for line in lines_of(block) for part in line if isinstance(part, Link))
    return {link.address.removeprefix(SCHEME) for link in links}


def _placed(blocks: Iterable[Block], deeper: int, prefix: str) -> Iterator[Block]:
    """Yield blocks with headings ``deeper`` levels deeper, and ``prefix`` before anchors, so that none is double."""
    times: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Heading) and block.anchor:
            times[block.anchor] += 1
            number = f"-{times[block.anchor]}" if times[block.anchor] > 1 else ""
            yield Heading(block.level + deeper, block.line, f"{prefix}-{block.anchor}{number}")
        else:
            yield block._replace(level=block.level + deeper) if isinstance(block, Heading) else block
