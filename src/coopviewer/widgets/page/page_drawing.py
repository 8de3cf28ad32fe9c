"""A page as HTML with a style sheet in the theme's colours, for the text browser.

Imported when the first page is shown, since the first window is painted without it.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextDocumentFragment
from PySide6.QtWidgets import QTextEdit

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.pages import HomePage, Page
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import Block, Columns, Document, Field, Heading
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.screen_style import PageStyle, style_sheet
from coopviewer.rendering.pages.home_own import own_blocks
from coopviewer.rendering.pages.layout import lay_out_for_screen
from coopviewer.widgets.common.theme import DrawingOptions


class DrawnPage(NamedTuple):
    """A page as HTML with its style sheet.

    ``title`` is plain text. ``fields`` are the texts of facts and the source marks in the page, in the order of their
    serials (1, 2, …); a source mark is a Field whose text is empty. ``is_cut``: a long text or list is shown in part.
    """

    title: str
    style_sheet: str
    html: str
    fields: list[Field]
    is_cut: bool


def draw_page(page: Page, today: date, unfolded: Set[str], options: DrawingOptions) -> DrawnPage:
    """Return a page as HTML, with the statuses of projects as of ``today``; may be called on any thread.

    ``unfolded`` are the keys of what the user has opened on the page, such as ids of entries, and the link targets of
    the shown parts of long texts and lists: ``part:20000:list~2`` is the part of the second long list from 20,000 on.
    """
    document = lay_out_for_screen(page, today, unfolded, options.tr)
    fields: list[Field] = []
    html = write_html(document, narrow=options.narrow, fields=fields, right_to_left=options.tr.is_right_to_left)
    is_cut = f'href="{schemes.PART}' in html
    return DrawnPage(document.title, style_sheet(page_style(options)), html, fields, is_cut)


class DrawnPages:
    """Draws pages, and keeps the last one: for another theme or text size, only its style sheet is written anew."""

    def __init__(self) -> None:
        """Start without a kept page."""
        self._key: _Drawing | None = None
        self._drawn: DrawnPage | None = None
        self._parsed: tuple[DrawnPage, QTextDocument] | None = None

    @staticmethod
    def fill_in_own(document: QTextDocument, before: Page, now: Page, options: DrawingOptions) -> bool:
        """Change the user's own lines (bookmarks, notes) in ``document``, a drawn home page; return whether it worked.

        It works only if nothing else differs between ``before`` and ``now``, and the user's part has as many headings
        and lines as before. Otherwise nothing changes, and the page must be drawn again.
        """
        return fill_in_own(document, before, now, options)

    def drawn(self, page: Page, today: date, unfolded: Set[str], options: DrawingOptions) -> DrawnPage:
        """Return a page as HTML, with the statuses of projects as of ``today``.

        The HTML of the last page is used again if ``page`` is the same object, and the day, the unfolded parts, the
        language and the number of columns are the same. ``unfolded`` is as in ``draw_page``: the keys of what the user
        has opened on the page, such as ids of entries.
        """
        key = _Drawing(page, today, frozenset(unfolded), options.narrow, options.tr)
        if self._drawn is None or self._key is None or not key.is_like(self._key):
            self._key, self._drawn = key, draw_page(page, today, unfolded, options)
        return self._drawn._replace(style_sheet=style_sheet(page_style(options)))

    def drawing_ahead(
        self, today: date, unfolded: Set[str], options: DrawingOptions
    ) -> Callable[[Page], Callable[[], None]]:
        """Return a function that draws a page on any thread, before the page is asked for.

        That function takes a page and returns a second function, to be called on the window's thread. The second one
        keeps the drawing as the last page, so that ``drawn`` returns it at once for the same page, day, unfolded parts
        and options.
        """
        shown = frozenset(unfolded)

        def draw(page: Page) -> Callable[[], None]:
            return partial(
                self._keep,
                _Drawing(page, today, shown, options.narrow, options.tr),
                draw_page(page, today, shown, options),
            )

        return draw

    def _keep(self, key: "_Drawing", drawn: DrawnPage) -> None:
        self._key, self._drawn = key, drawn
        self.parse(drawn)

    def parse(self, drawn: DrawnPage) -> None:
        """Parse the HTML of a page ahead, so that the next ``fill`` with this page takes less time.

        This is worth while for a large page if ``fill`` is called in a later turn of the event loop.
        """
        parsed = QTextDocument()
        parsed.setLayoutEnabled(False)
        parsed.setDefaultStyleSheet(drawn.style_sheet)
        parsed.setHtml(drawn.html)
        self._parsed = drawn, parsed

    def fill(self, view: QTextEdit, drawn: DrawnPage) -> None:
        """Put a page in place of the text of ``view``.

        If ``parse`` last parsed the same page with the same style sheet, its result is used. Afterwards the result is
        dropped, used or not.
        """
        parsed, self._parsed = self._parsed, None
        view.document().setDefaultStyleSheet(drawn.style_sheet)
        if parsed is not None and parsed[0].html is drawn.html and parsed[0].style_sheet == drawn.style_sheet:
            view.clear()
            QTextCursor(view.document()).insertFragment(QTextDocumentFragment(parsed[1]))
            view.setTextCursor(QTextCursor(view.document()))  # at the beginning: what is inserted has moved it
        else:
            view.setHtml(drawn.html)


class _Drawing(NamedTuple):
    """What the HTML of a page depends on."""

    page: Page
    today: date
    unfolded: frozenset[str]
    narrow: bool
    tr: Translate

    def is_like(self, other: "_Drawing") -> bool:
        """Return whether the HTML is the same; pages are compared by identity, since they are large."""
        return self.page is other.page and self.tr is other.tr and self[1:4] == other[1:4]


def page_style(options: DrawingOptions) -> PageStyle:
    """Return the colours, sizes and direction for the style sheet of a page."""
    theme = options.theme
    return PageStyle(
        text=theme.text,
        soft=theme.soft,
        link=theme.accent,
        line=theme.line,
        note=theme.window,
        size=options.size,
        line_height=120 if options.compact else 140,
        right_to_left=options.tr.is_right_to_left,
        age=theme.band_text,
    )


def fill_in_own(document: QTextDocument, before: Page, now: Page, options: DrawingOptions) -> bool:
    """Change the user's own lines (bookmarks, notes) in ``document``, a drawn home page; return whether it worked.

    It works only if nothing else differs between ``before`` and ``now``, and the user's part has as many headings and
    lines as before: a home page keeps some empty lines for bookmarks and notes to come. Otherwise nothing changes, and
    the page must be drawn again, which takes several times as long.
    """
    if not isinstance(before, HomePage) or not isinstance(now, HomePage) or before._replace(own=now.own) != now:
        return False
    old, new = own_blocks(before, options.tr), own_blocks(now, options.tr)
    if [type(each) for each in old] != [type(each) for each in new]:
        return False
    differing = [at for at, each in enumerate(new) if each != old[at]]
    headings = [at for at in range(min(differing, default=0) + 1) if at < len(new) and isinstance(new[at], Heading)]
    if not differing or not headings:
        return not differing
    first = headings[-1]  # which has a name by which it is found
    drawn = QTextDocument()
    drawn.setDefaultStyleSheet(document.defaultStyleSheet())
    content = Document("", "", (Columns((), tuple(new[first:])),))
    drawn.setHtml(write_html(content, narrow=options.narrow, fields=[], right_to_left=options.tr.is_right_to_left))
    places, sources = (tuple(_blocks_of(each, new[first:])) for each in (document, drawn))
    if not len(places) == len(sources) == len(new) - first:
        return False
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # so that the page is laid out once
    for at in differing:
        _put_line(cursor, places[at - first], sources[at - first])
    cursor.endEditBlock()
    return True


def _blocks_of(document: QTextDocument, wanted: Sequence[Block]) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a document from that of ``wanted[0]``, a heading, on: one for each wanted block.

    Stops early where a wanted heading is not the next paragraph.
    """
    block = document.begin()
    while block.isValid() and _name_of(wanted[0]) not in _names_in(block):
        block = block.next()
    for each in wanted:
        if not block.isValid() or (isinstance(each, Heading) and _name_of(each) not in _names_in(block)):
            return
        yield block
        block = block.next()


def _name_of(block: Block) -> str:
    return block.anchor if isinstance(block, Heading) else ""


def _names_in(block: QTextBlock) -> Sequence[str]:
    """Return the anchor names of a paragraph, which Qt stores with its first character."""
    first = block.begin()
    return () if first.atEnd() else first.fragment().charFormat().anchorNames()


def _put_line(cursor: QTextCursor, place: QTextBlock, source: QTextBlock) -> None:
    """Replace the text of the paragraph ``place`` by that of ``source`` with its character formats.

    The format of the paragraph itself stays.
    """
    cursor.setPosition(place.position())
    cursor.setPosition(place.position() + place.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    parts = source.begin()
    while not parts.atEnd():
        cursor.insertText(parts.fragment().text(), parts.fragment().charFormat())
        parts += 1
