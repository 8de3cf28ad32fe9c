"""A document set on paper: pages of one size with a foot on each, light whatever the window looks like.

Imported when something is printed or saved, not before. It may be used outside the window's thread, since nothing in
it belongs to the window: whoever makes the pages also paints them.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QThread
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from coopviewer.rendering import schemes
from coopviewer.rendering.document import Document
from coopviewer.rendering.html import Look, write_html
from coopviewer.rendering.paper_layout import BREAK, set_for_paper
from coopviewer.rendering.paper_style import paper_style_sheet, paper_text_size
from coopviewer.widgets.paper_breaks import page_spans
from coopviewer.widgets.theme import LIGHT
from coopviewer.widgets.timeframe_bar import HEIGHT, paint_timeframe

_INDENT = 2.1  # times the size of the text
_FOOT = 3.2  # times the size of the text, kept free for the foot
_FOOT_TEXT = 0.8  # times the size of the text
_BAR = 560  # of the screen's dots, of which the paper has 96 to an inch
_SCREEN = 96


class Sheet(NamedTuple):
    """What can be printed on: dots to an inch, and width and height within the margins in dots."""

    resolution: int
    width: int
    height: int


class PaperPages:
    """A document's pages for one kind of sheet."""

    def __init__(self, document: Document, imprint: str, sheet: Sheet, family: str, tr: Callable[[str], str]) -> None:
        """Lay the document out; ``imprint`` stands at the foot of every page between title and number."""
        self._sheet = sheet
        self._tr = tr
        self._title = document.title
        self._imprint = imprint
        self._size = paper_text_size(sheet.resolution)
        self._font = QFont(family)
        self._font.setPixelSize(self._size)
        for ligatures in ("liga", "clig"):  # a PDF would give them as signs of their own, which no search finds
            self._font.setFeature(QFont.Tag(ligatures), 0)
        height = sheet.height - _FOOT * self._size
        self._text = QTextDocument()
        self._bars = _Bars(self._font, min(sheet.resolution / _SCREEN, sheet.width / _BAR))
        self._set(document)
        self._pages = page_spans(self._text, height)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, from 1, from the painter's origin."""
        painter.save()
        top, bottom = self._pages[number - 1]
        painter.translate(0, -top)
        view = QRectF(0, top, self._sheet.width, bottom - top)
        painter.setClipRect(view)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = view
        context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
        self._text.documentLayout().draw(painter, context)
        painter.restore()
        self._paint_foot(painter, number)

    def hand_to(self, thread: QThread) -> None:
        """Let another thread than the one that laid the pages out paint them; asked by the one that did."""
        self._text.moveToThread(thread)
        self._bars.moveToThread(thread)

    def _set(self, document: Document) -> None:
        text = self._text
        text.setUseDesignMetrics(True)
        text.setUndoRedoEnabled(False)
        text.setDefaultFont(self._font)
        text.setIndentWidth(_INDENT * self._size)
        text.setDocumentMargin(0)
        option = text.defaultTextOption()
        option.setTextDirection(QGuiApplication.layoutDirection())  # a name in Arabic stands where the others do
        text.setDefaultTextOption(option)
        text.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject, self._bars)
        look = Look(LIGHT.text, LIGHT.soft, LIGHT.text, LIGHT.line, LIGHT.window, self._size, 130)
        text.setDefaultStyleSheet(paper_style_sheet(look))
        text.setHtml(write_html(set_for_paper(document)).replace(BREAK, "<br>"))
        text.setTextWidth(self._sheet.width)

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        painter.save()
        font = QFont(self._font)
        font.setPixelSize(round(self._size * _FOOT_TEXT))
        painter.setFont(font)
        metrics = QFontMetricsF(font, painter.device())
        page = self._tr("page {number} of {count}").format(number=number, count=self.count)
        left = self._sheet.width - metrics.horizontalAdvance(page)
        line = self._sheet.height - self._size * 1.7
        painter.setPen(QPen(QColor(LIGHT.line), max(self._size / 20, 1)))
        painter.drawLine(QPointF(0, line), QPointF(self._sheet.width, line))
        painter.setPen(QColor(LIGHT.soft))
        imprint = f" · {self._imprint}"
        room = left - 2 * self._size - metrics.horizontalAdvance(imprint)
        words = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(room, 0)) + imprint
        base = self._sheet.height - metrics.descent()
        painter.drawText(QPointF(0, base), words)
        painter.drawText(QPointF(left, base), page)
        painter.restore()


class _Bars(QPyTextObject):
    """Draws timeframes as lines and areas, as fine as the printer is."""

    def __init__(self, font: QFont, scale: float) -> None:
        super().__init__()
        self._font = font
        self._scale = scale

    # Qt's names

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        return QSizeF(_BAR, HEIGHT) * self._scale

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        edtf = format.toImageFormat().name().removeprefix(schemes.BAR)
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(self._scale, self._scale)
        paint_timeframe(painter, edtf, LIGHT, self._font, _BAR)
        painter.restore()

