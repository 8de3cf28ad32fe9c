"""A document laid out for paper: pages of one size with a footer, in the light theme whatever the window's theme.

It may be used outside the window's thread, but the thread that lays pages out must also paint them: Qt keeps fonts by
thread, and painting text that another thread laid out crashes the program.
"""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
    QTextFormat,
)

from coopviewer import __version__
from coopviewer.domain.language import Translate
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import Document, PageBreak
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_layout import BREAK, NOTE, parts_of, set_for_paper
from coopviewer.rendering.document.paper_links import link_for_paper
from coopviewer.rendering.document.paper_style import paper_style_sheet, paper_text_size, space_above, space_below_item
from coopviewer.rendering.document.screen_style import PageStyle
from coopviewer.rendering.pdf.navigation import completed
from coopviewer.rendering.pdf.tagging import ARTIFACT, CLIP_LEFT, TaggedBlock
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.export.paper_blocks import PaperBlock, blocks_of, picture_words
from coopviewer.widgets.export.paper_breaks import Span, paginate, unbreakable_spans
from coopviewer.widgets.export.paper_contents import PaperContents
from coopviewer.widgets.export.paper_pictures import PaperPictures

_INDENT = 2.1  # times the size of the text
_FOOTER_HEIGHT = 3.2  # times the size of the text
_CELL_BORDER = 0.3  # times the size of the text: what is above and below the text of a cell
_ABOVE_COVER = 9  # times the size of the text: the space above a title page
_FOOTER_TEXT = 0.8  # times the size of the text
_LEAST_TITLE = 6  # times the size of the text, for the title beside the imprint; else the footer has two lines


class Sheet(NamedTuple):
    """The printable area of a page: resolution in dots per inch, and width and height within the margins in dots."""

    resolution: int
    width: int
    height: int


class PaperLook(NamedTuple):
    """How a document is drawn on paper: the name of the font family, and the language.

    ``world`` is the file with the shapes from which small maps are drawn; None: no map is drawn.
    """

    family: str
    tr: Translate
    world: Path | None = None


class PaperPages:
    """The pages of a document on sheets of one size, laid out in parts so that a long one does not block the window.

    Pages can be painted once ``lay_out_part`` has returned False: call it until then, or call ``lay_out`` once.
    """

    def __init__(self, document: Document, imprint: str, sheet: Sheet, look: PaperLook) -> None:
        """Lay out nothing yet; each footer has ``imprint`` after the title, or below it if the imprint is long."""
        family, tr, world = look
        self._sheet = sheet
        self._tr = tr
        self._title = document.title
        self._imprint = imprint
        self._size = paper_text_size(sheet.resolution)
        self._font = QFont(family)
        self._font.setPixelSize(self._size)
        for ligatures in ("liga", "clig"):  # since a PDF has ligatures as separate characters, which no search finds
            self._font.setFeature(QFont.Tag(ligatures), 0)
        self._height = sheet.height - _FOOTER_HEIGHT * self._size
        self.pictures = PaperPictures(self._font, sheet.resolution, sheet.width, world, tr)
        paper, self.headings = link_for_paper(set_for_paper(document))
        """The headings in order (HeadingPlace), each with the name of the anchor at its place."""
        self._remaining_parts = parts_of(paper)
        self._picture_words = picture_words(paper)
        self._blocks: list[list[PaperBlock]] = []  # of each part
        self._parts: list[tuple[float, QTextDocument]] = []
        self._contents = PaperContents(paper)
        self._spans: list[Span] = []
        self._breaks: list[float] = []
        self._end = 0.0
        self._pages: list[Span] = []

    @property
    def count(self) -> int:
        """The number of pages, 0 until all parts are laid out."""
        return len(self._pages)

    def lay_out_part(self) -> bool:
        """Lay out the next part, which takes some milliseconds.

        Return False if there was none left, so that all is laid out.
        """
        part = next(self._remaining_parts, None)
        if part is None:
            self._pages = self._pages or paginate(self._spans, self._height, self._breaks)
            self._contents.number(self._pages)
            return False
        if part.blocks and isinstance(part.blocks[0], PageBreak):
            self._breaks.append(self._end)
            part = part._replace(blocks=part.blocks[1:])
        if not self._parts and part.blocks and getattr(part.blocks[0], "role", "") == "cover":
            self._end += _ABOVE_COVER * self._size
        text = self._make_text(part)
        if self._parts:  # Qt ignores the space above the first block of a text, and below the last one
            self._end += space_above(text.begin().blockFormat().headingLevel(), self._size)
            is_list = text.begin().textList() is not None  # the further items of one, which are a part of their own
            self._end += space_below_item(self._size) if is_list else 0
        self._parts.append((self._end, text))
        self._blocks.append(list(blocks_of(text, self._picture_words)))
        self._contents.note(text, self._end)
        self._spans += unbreakable_spans(text, self._end, self._height, self._size * _CELL_BORDER)
        self._end += text.documentLayout().documentSize().height()
        return True

    def lay_out(self) -> None:
        """Lay out all remaining parts at once, which may take long."""
        while self.lay_out_part():
            pass

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the page with this number, from 1, at the painter's origin; all parts must be laid out before."""
        top, bottom = self._pages[number - 1]
        for above, text in self._parts:
            view = QRectF(0, top - above, self._sheet.width, bottom - top)
            if view.bottom() > 0 and view.top() < text.documentLayout().documentSize().height():
                painter.save()
                painter.translate(0, above - top)
                painter.setClipRect(view)
                _draw(text, painter, view)
                painter.restore()
        self._paint_around(painter, number)

    def tagged_blocks(self) -> tuple[TaggedBlock, ...]:
        """Return the role (such as heading) and the text of each block of the document, then one for the footer.

        To be called once ``lay_out_part`` has returned False. ``paint_apart`` marks each block by its index here. The
        footer is an artifact, which screen readers leave out.
        """
        return (*(tagged for part in self._blocks for _, tagged in part), TaggedBlock(ARTIFACT))

    def paint_apart(self, painter: QPainter, number: int) -> None:
        """Paint the page with this number, counted from 1, each block within a clip of its own.

        The clips hide nothing: they tell rendering/pdf/tagging.py which block is which. The clip of the block with the
        index ``i`` in ``tagged_blocks`` begins ``CLIP_LEFT + i`` dots left of the page.
        """
        top, bottom = self._pages[number - 1]
        first = 0
        for (above, text), blocks in zip(self._parts, self._blocks, strict=True):
            view = QRectF(0, top - above, self._sheet.width, bottom - top)
            for place, (rect, _) in enumerate(blocks, start=first):
                inset = min(rect.height() / 4, self._size / 2)  # neighbours overlap by some dots; no line is as low
                shown = QRectF(0, rect.top() + inset, view.width(), rect.height() - 2 * inset) & view
                if shown.isEmpty():  # of such a clip Qt draws all of the text
                    continue
                painter.save()
                painter.setClipRect(self._clip(place, bottom - top))
                painter.translate(0, above - top)
                _draw(text, painter, shown)
                painter.restore()
            first += len(blocks)
        painter.save()
        margin = self._size  # since the ends of the line above the foot reach beyond it
        painter.setClipRect(self._clip(first, self._sheet.height + margin).adjusted(0, 0, margin, 0))
        self._paint_around(painter, number)
        painter.restore()

    def _paint_around(self, painter: QPainter, number: int) -> None:
        """Paint what does not flow with the text: the page numbers of a table of contents, and the footer."""
        self._contents.paint(painter, number, self._pages, self._sheet.width, right_to_left=self._tr.is_right_to_left)
        self._paint_footer(painter, number)

    def _clip(self, place: int, height: float) -> QRectF:
        left = CLIP_LEFT + place
        return QRectF(-left, 0, self._sheet.width + left, height)

    def _make_text(self, part: Document) -> QTextDocument:
        text = QTextDocument()
        text.setUseDesignMetrics(True)
        text.setUndoRedoEnabled(False)
        text.setDefaultFont(self._font)
        text.setIndentWidth(_INDENT * self._size)
        text.setDocumentMargin(0)
        option = text.defaultTextOption()
        option.setTextDirection(QGuiApplication.layoutDirection())  # so that a name in Arabic is aligned as the others
        text.setDefaultTextOption(option)
        text.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject, self.pictures)
        style = PageStyle(
            LIGHT.text, LIGHT.soft, LIGHT.text, LIGHT.line, LIGHT.window, self._size, 130, self._tr.is_right_to_left
        )
        text.setDefaultStyleSheet(paper_style_sheet(style))
        html = write_html(part, right_to_left=self._tr.is_right_to_left, on_paper=True)
        text.setHtml(html.replace(BREAK, "<br>").replace(f'href="{schemes.MARK}', f'href="#{NOTE}'))
        text.setTextWidth(self._sheet.width)
        return text

    def _paint_footer(self, painter: QPainter, number: int) -> None:
        painter.save()
        font = QFont(self._font)
        font.setPixelSize(round(self._size * _FOOTER_TEXT))
        painter.setFont(font)
        metrics = QFontMetricsF(font, painter.device())
        page = self._tr("page {number} of {count}").format(number=number, count=self.count)
        left = self._sheet.width - metrics.horizontalAdvance(page)
        imprint, room = f" · {self._imprint}", left - 2 * self._size
        is_long = metrics.horizontalAdvance(imprint) > room - _LEAST_TITLE * self._size
        base = self._sheet.height - metrics.descent()
        first = base - (1.15 * metrics.height() if is_long else 0)
        line = first - self._size * 1.7 + metrics.descent()
        painter.setPen(QPen(QColor(LIGHT.line), max(self._size / 20, 1)))
        painter.drawLine(QPointF(0, line), QPointF(self._sheet.width, line))
        painter.setPen(QColor(LIGHT.soft))
        if is_long:  # edition and as-of day, in a line of their own
            painter.drawText(QPointF(0, first), _elided(self._title, metrics, room))
            painter.drawText(QPointF(0, base), _elided(self._imprint, metrics, self._sheet.width))
        else:
            title = _elided(self._title, metrics, room - metrics.horizontalAdvance(imprint))
            painter.drawText(QPointF(0, base), title + imprint)
        painter.drawText(QPointF(left, first), page)
        painter.restore()


def _draw(text: QTextDocument, painter: QPainter, clip: QRectF) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = clip
    context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    text.documentLayout().draw(painter, context)


def _elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))


MARGINS = QMarginsF(20, 18, 20, 14)  # millimetres
_RESOLUTION = 600  # dots per inch


def write_pdf(document: Document, imprint: str, family: str, tr: Translate, world: Path | None = None) -> bytes:
    """Return a document as a PDF file on A4 in a font family; ``imprint`` is printed in the footer of every page.

    It may run on any thread. ``world`` is the file with the shapes for small maps; None: no map is drawn. What a
    picture that cannot be drawn raises is raised here too: without it the file would not be whole.
    """
    content, pages = paint_pdf(document, imprint, family, tr, world)
    return completed(content, pages.headings, pages.tagged_blocks(), tr.code)


def paint_pdf(
    document: Document, imprint: str, family: str, tr: Translate, world: Path | None = None
) -> tuple[bytes, PaperPages]:
    """Return a PDF file on A4 as Qt writes it, still without tags and bookmarks, and its pages.

    ``imprint`` is printed in the footer of every page, ``family`` is the font family, and ``world`` the file with the
    shapes for small maps; None: no map is drawn. What a picture that cannot be drawn raises is raised here too.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    writer.setTitle(document.title)
    writer.setAuthor(imprint)
    writer.setCreator(f"coopviewer {__version__}")
    pages = PaperPages(
        document, imprint, Sheet(_RESOLUTION, writer.width(), writer.height()), PaperLook(family, tr, world)
    )
    pages.lay_out()
    with QPainter(writer) as painter:
        for number in range(1, pages.count + 1):
            if number > 1:
                writer.newPage()
            pages.paint_apart(painter, number)
    if pages.pictures.defect is not None:
        raise pages.pictures.defect
    return bytes(buffer.data().data()), pages
