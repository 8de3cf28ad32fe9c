"""Layout of any page as a document: selects the layout by the kind of page."""

from collections.abc import Iterator, Set
from datetime import date

from coopviewer.domain.browsing.addresses import OVERVIEWS, SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.pages import ComparePage, EntryPage, HomePage, Page, SourcePage
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    BRIEF,
    FOOT,
    MOST_LINES,
    MOST_LONG_TEXT,
    STRONG,
    Block,
    Document,
    Fold,
    Heading,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    Row,
    ShowAll,
    Table,
    Text,
    in_one_column,
)
from coopviewer.rendering.pages.home_layout import NOTES, lay_out_home
from coopviewer.rendering.words.reference_words import as_of_words


def lay_out(page: Page, today: date, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out a page on the day ``today``; ``unfolded`` has the keys of those folds that are open."""
    if isinstance(page, HomePage):
        return lay_out_home(page, today, unfolded, tr)
    if isinstance(page, EntryPage):
        from coopviewer.rendering.pages.entry_layout import lay_out_entry

        return lay_out_entry(page, today, unfolded, tr)
    if isinstance(page, ComparePage | SourcePage):  # which most users seldom open
        from coopviewer.rendering.pages import compare_layout, source_layout

        if isinstance(page, SourcePage):
            return source_layout.lay_out_source(page, unfolded, tr)
        return compare_layout.lay_out_comparison(page, today, unfolded, tr)
    from coopviewer.rendering.pages.imported.import_layout import lay_out_import

    return lay_out_import(page, tr)


def lay_out_for_screen(page: Page, today: date, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out a page as ``lay_out`` does, but with one part of each very long text or list, and links to the others.

    ``unfolded`` has the keys of open folds, and a link target (made by ``shortening.part_target``) for each text or
    list of which another part than the first is to be shown.
    """
    document = lay_out(page, today, unfolded, tr)
    if not may_be_too_long(document):
        return document
    from coopviewer.rendering.document.shortening import parts_of, shorten

    return shorten(document, parts_of(unfolded), tr)


def may_be_too_long(document: Document) -> bool:
    """Return whether a page may need shortening for the screen; True also for some that turn out not to."""
    characters, left = 0, [document]  # a list instead of calls: every start lays out a page
    while left:
        part: object = left.pop()
        if isinstance(part, str):
            if len(part) > BRIEF:
                return True
            characters += len(part)
        elif isinstance(part, tuple):
            if len(part) > MOST_LINES or (isinstance(part, Table) and len(part.rows) > part.most_rows):
                return True
            left.extend(part)
    return characters > MOST_LONG_TEXT


def lay_out_whole(page: Page, edition: Edition, today: date, tr: Translate, *, with_own: bool = False) -> Document:
    """Lay out a page for export: everything unfolded, in one column, with edition, address and disclaimer at the end.

    A page may have been read with only the first of its relations, or some of the notes of an import: the others are
    missing here too, and a line says so. The user's own bookmarks, notes and searches are left out of the home page
    unless ``with_own``, since a saved page may be handed on.
    """
    unfolded = {schemes.SOURCES}
    if isinstance(page, EntryPage):
        unfolded |= folds_of(page)
    elif isinstance(page, HomePage):
        unfolded |= {NOTES, *(note.entry_id for note in page.notes)}
        page = page._replace(shows_own=with_own)
    elif isinstance(page, ComparePage):
        unfolded |= {*schemes.COMPARISON, *(each.record.ref.id for each in page.pages)}
    elif isinstance(page, SourcePage):
        unfolded |= {passage.id for passage in page.passages}
    document = in_one_column(lay_out(page, today, unfolded, tr))
    where = tr("{edition}, edition {id}, as of {as_of}. {address}").format(
        edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr), address=document.address
    )
    foot = (Paragraph((Text(where),), FOOT), Paragraph((Text(edition.disclaimer),), FOOT))
    return document._replace(blocks=(*without_folds(document.blocks), *foot))


def folds_of(page: EntryPage) -> Set[str]:
    """Return the keys of all folds that the page of an entry may have, except the fold of its sources (SOURCES)."""
    languages = {schemes.LANGUAGE + fact.language for fact in page.record.of_type(Statement)}
    return {*page.related, *languages, schemes.PUBLISHED, *schemes.FLOWS}


def imprint_of(edition: Edition, tr: Translate) -> str:
    """Return the line that names the edition and its as-of day, for the foot of every page of a file."""
    return tr("{edition}, edition {id}, as of {as_of}").format(
        edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr)
    )


def without_folds(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks of an unfolded page for export: folds become headings, or bold lines in tables.

    Controls, such as links to overviews, are left out. What a fold hides is not in ``blocks``, so the page must have
    been laid out with all folds open.
    """
    level = 1
    for block in blocks:
        level = block.level if isinstance(block, Heading) else level
        if isinstance(block, Paragraph) and (folds := _folds(block.line)):
            yield Heading(level + 1, (Text(folds[0].text),))
        elif not _opens_overview(block):
            yield _without_controls(block)


def _opens_overview(block: Block) -> bool:
    """Return whether a paragraph only offers to open an overview, which works in a window only."""
    if not isinstance(block, Paragraph) or len(block.line) != 1:
        return False
    link = block.line[0]
    return isinstance(link, Link) and link.address.removeprefix(SCHEME).partition("?")[0] in OVERVIEWS


def _without_controls(block: Block) -> Block:
    """Remove the controls of a block that work in a window only."""
    match block:
        case Heading():
            return block._replace(
                line=tuple(Text(part.text) if isinstance(part, Fold) else part for part in block.line)
            )
        case Table():
            return block._replace(rows=tuple(map(_row_without_folds, block.rows)))
        case Paragraph():
            return block._replace(line=_without_offer(block.line))
        case KeyFacts():
            facts = (fact._replace(lines=tuple(map(_without_offer, fact.lines))) for fact in block.facts)
            return block._replace(facts=tuple(facts))
    return block


def _without_offer(line: Line) -> Line:
    """Return a line without the control that shows a full list; the count beside it stays."""
    return tuple(part for part in line if not isinstance(part, ShowAll))


def _row_without_folds(row: Row) -> Row:
    folds = [fold for cell in row.cells for line in cell for fold in _folds(line)]
    if not folds:
        return row
    cells = tuple(tuple(line for line in cell if not _folds(line)) for cell in row.cells)
    titles = tuple(Paragraph((Text(fold.text, STRONG),)) for fold in folds)
    return row._replace(cells=cells, detail=(*titles, *(row.detail or ())))


def _folds(line: Line) -> list[Fold]:
    return [part for part in line if isinstance(part, Fold)]
