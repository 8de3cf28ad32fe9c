"""The title page of a brief: what it is about, of which edition, when and by whom it was made, and its contents."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefSection
from coopviewer.domain.browsing.addresses import brief_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import (
    BASIS,
    FOOT,
    SOFT,
    Block,
    Contents,
    ContentsLine,
    Heading,
    Line,
    Paragraph,
    Text,
)
from coopviewer.rendering.words.age_words import age_line
from coopviewer.rendering.words.brief_words import (
    brief_losses,
    brief_title,
    empty_sections_words,
    empty_words,
    selection_words,
)
from coopviewer.rendering.words.overview_words import unstated_words
from coopviewer.rendering.words.reference_words import as_of_words, count_of_kind

_MOST_LINES = 40  # of contents that also name the sections of entries


def cover(content: BriefContent, today: date, tr: Translate) -> Iterator[Block]:
    """Yield the upper part of the title page: title, edition and its age, author and day, numbers of entries."""
    yield Paragraph((Text(tr("Brief")),), "cover")
    yield Heading(1, (Text(brief_title(content, tr)),))
    edition = content.edition
    yield Paragraph((Text(tr("{edition}, edition {id}").format(edition=edition.title, id=edition.id)),), "cover-line")
    yield Paragraph(age_line(edition, today, tr), "cover-line")
    yield Paragraph((Text(_made_words(content, today, tr)),), "cover-line")
    yield Paragraph((Text(_counted(content, tr)),), "cover-line")


def remarks(content: BriefContent, empty: Iterable[BriefSection], tr: Translate) -> Iterator[Block]:
    """Yield the paragraphs under the title: how the entries were chosen, why there are none, and what is left out.

    ``empty`` are the chosen sections that have no content. If the request asks for countries that are in no project, a
    paragraph names the projects for which the source names no country, since any country may be in these.
    """
    words = selection_words(content, tr)
    if words:
        yield Paragraph((Text(words),), "lead")
    if not content.pages:
        yield Paragraph((Text(empty_words(content, tr)),))
    if content.unstated.total:
        yield Paragraph((Text(unstated_words(content.unstated, tr)),), "boxed")
    for loss in filter(None, (*brief_losses(content, tr), empty_sections_words(empty, tr))):
        yield Paragraph((Text(loss),), "soft")


def contents(blocks: Iterable[Block], tr: Translate) -> tuple[Block, ...]:
    """Return a heading and a table of contents of ``blocks``, the rest of the document; empty if it would have no line.

    Lines are the headings of levels 2 and 3 that have an anchor; if these are more than 40, only those of level 2.
    """
    headings = [block for block in blocks if isinstance(block, Heading) and block.anchor and block.level in (2, 3)]
    if len(headings) > _MOST_LINES:
        headings = [heading for heading in headings if heading.level == 2]
    lines = tuple(ContentsLine(heading.level, _words(heading.line), heading.anchor) for heading in headings)
    return (Heading(2, (Text(tr("Contents")),), "contents"), Contents(lines)) if lines else ()


def foot(content: BriefContent, tr: Translate) -> tuple[Block, ...]:
    """Return two paragraphs for the end: edition, as-of and address of the brief; then the edition's disclaimer."""
    edition = content.edition
    where = tr("{edition}, edition {id}, as of {as_of}. {address}").format(
        edition=edition.title,
        id=edition.id,
        as_of=as_of_words(edition, tr),
        address=brief_address(str(content.request)),
    )
    return (Paragraph((Text(where),), FOOT), Paragraph((Text(edition.disclaimer),), FOOT))


def _made_words(content: BriefContent, today: date, tr: Translate) -> str:
    author = content.request.options.signature
    day = tr.day(today)
    return (
        tr("Made on {day} by {author}").format(day=day, author=author)
        if author
        else tr("Made on {day}").format(day=day)
    )


def _counted(content: BriefContent, tr: Translate) -> str:
    kinds = Counter(page.record.ref.kind for page in content.pages)
    return tr.listed(count_of_kind(kind, kinds[kind], tr) for kind in EntryKind if kinds[kind])


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text) and part.style not in (SOFT, BASIS)).strip()
