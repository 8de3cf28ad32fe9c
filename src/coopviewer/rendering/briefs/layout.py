"""Layout of a brief as a Document, from which a file of any format is written."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefSection, BriefSources
from coopviewer.domain.browsing.addresses import brief_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.briefs.country_part import goals_of
from coopviewer.rendering.briefs.cover import contents, cover, foot, remarks
from coopviewer.rendering.briefs.entry_part import PartShape, entry_part
from coopviewer.rendering.briefs.marks import BriefMarks
from coopviewer.rendering.briefs.own_notes import notes_on_projects, own_notes
from coopviewer.rendering.document.document import Block, Document, Heading, Mark, PageBreak, Paragraph, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.layout import folds_of
from coopviewer.rendering.words.brief_words import brief_title

_MOST_ROWS = 100
"""Payments, budgets … of one activity that a brief prints of each kind, and its published fields; its page has all."""


def lay_out_brief(content: BriefContent, today: date, tr: Translate) -> Document:
    """Lay out a brief as ``lay_out_with_gaps`` does, and return the document alone."""
    return lay_out_with_gaps(content, today, tr)[0]


def lay_out_with_gaps(content: BriefContent, today: date, tr: Translate) -> tuple[Document, tuple[BriefSection, ...]]:
    """Return a brief as a document (title page, a part for each entry, sources), and which of its sections are empty.

    Empty are the chosen sections that have no content for any entry; the brief names them. The request in ``content``
    chooses whether there is a title page, and the sections of each part. ``today`` is the day on which the brief is
    made. Without any entry there is always a title page, with a sentence on why there is no entry. In a brief on one
    entry without a title page, the entry's heading is the title.
    """
    sections = content.request.options.sections
    has_cover = BriefSection.COVER in sections
    alone = len(content.pages) == 1
    marks = BriefMarks(tr)
    shape = PartShape(sections, 1 if alone and not has_cover else 2, alone, {BriefSection.COVER})
    contexts = [_context(content, number, marks, today, tr) for number in range(len(content.pages))]
    parts: list[Block] = []
    for context in contexts:
        own = [*own_notes(content, context.record.ref.id, tr), *(notes_on_projects(content, tr) if alone else ())]
        parts += [PageBreak()] if parts or has_cover else []
        parts += entry_part(context, shape, own)
    if BriefSection.GOALS in sections and not alone:
        goals = [*_projects(contexts)]
        shape.filled.update({BriefSection.GOALS} if goals else ())
        parts += goals
    if not alone and content.noted_projects:
        parts += [PageBreak(), *notes_on_projects(content, tr)]
    parts = marks.settle(parts)
    parts += _sources(marks, content, tr)
    empty = tuple(each for each in BriefSection if content.pages and each in sections - shape.filled)
    blocks = [*_head(content, contexts, parts, empty, today, tr), *parts, *foot(content, tr)]
    if content.request.options.sources is BriefSources.LIST:
        blocks = [_without_marks(block) for block in blocks]
    title = tr("Brief: {title}").format(title=brief_title(content, tr))
    return Document(title, str(brief_address(str(content.request))), tuple(blocks)), empty


def _context(content: BriefContent, number: int, marks: BriefMarks, today: date, tr: Translate) -> Context:
    """Return the layout state of the entry at index ``number`` of the brief, with the marks of the whole brief."""
    page = content.pages[number]
    context = Context(page, today, folds_of(page), tr)
    context.most_rows = _MOST_ROWS
    marks.add(page.lookup)
    context.marks = marks
    return context


def _head(
    content: BriefContent,
    contexts: list[Context],
    parts: Iterable[Block],
    empty: Iterable[BriefSection],
    today: date,
    tr: Translate,
) -> Iterator[Block]:
    """Yield the title page with remarks and contents, or, if none is wanted, title (of several entries) and remarks."""
    if BriefSection.COVER in content.request.options.sections or not content.pages:
        yield from cover(content, today, tr)
        yield from remarks(content, empty, tr)
        yield from contents(parts, tr)
        yield from _legal_notes(contexts)
        return
    if len(content.pages) > 1:
        yield Heading(1, (Text(brief_title(content, tr)),))
    yield from remarks(content, empty, tr)


def _legal_notes(contexts: Iterable[Context]) -> Iterator[Block]:
    """Yield the notes of the marked countries that the contents name; each is on the page of its country too."""
    for context in contexts:
        ref = context.record.ref
        if ref.marker:
            notes = [note for note in context.page.lookup.legal_notes if note.entry_id == ref.id]
            yield from (
                Paragraph((Text(f"{ref.marker} "), Text(ref.title), Text(": "), Text(note.text)), "note")
                for note in notes
            )


def _projects(contexts: Iterable[Context]) -> Iterator[Block]:
    """Yield the goals of the projects of several countries, each once; a project of the brief has its own part."""
    told: dict[str, tuple[Context, EntryRecord]] = {}
    entries = [context.record.ref.id for context in contexts]
    for context in contexts:
        if context.record.ref.kind is EntryKind.COUNTRY:
            for id_, record in context.page.related.items():
                if id_ not in entries:
                    told.setdefault(id_, (context, record))
    if not told:
        return
    tr = next(iter(told.values()))[0].tr
    yield PageBreak()
    yield Heading(2, (Text(tr("Goals of the projects")),), "projects")
    for context, record in told.values():
        for block in goals_of(context, [record]):
            yield block._replace(level=3) if isinstance(block, Heading) else block


def _sources(marks: BriefMarks, content: BriefContent, tr: Translate) -> Iterator[Block]:
    """Yield the cited documents with their letters, and the notes with the places in them."""
    if not content.pages:
        return
    yield Heading(2, (Text(tr("Sources")),), "sources")
    notes = marks.footnotes()
    if content.request.options.sources is BriefSources.LIST:
        yield from marks.documents_with_places()
    elif notes.notes:
        yield from marks.documents()
        yield notes
    else:
        yield Paragraph((Text(tr("There is no fact in this brief, so it cites nothing.")),))


def _without_marks(part: Any) -> Any:
    """Return a block, or any part of one, without source marks."""
    if not isinstance(part, tuple):
        return part
    kept = [_without_marks(each) for each in part if not isinstance(each, Mark)]
    return type(part)(*kept) if hasattr(part, "_fields") else tuple(kept)
