"""A document as a PDF, made in memory: what is written to disk is whole."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from coopviewer import __version__
from coopviewer.rendering.document.document import Document
from coopviewer.widgets.export.paper import PaperPages, Sheet

MARGINS = QMarginsF(20, 18, 20, 14)  # millimetres
_RESOLUTION = 600  # dots to an inch


def write_pdf(document: Document, imprint: str, family: str, tr: Callable[[str], str]) -> bytes:
    """Write a document on A4 in a font family; ``imprint`` stands at the foot of every page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    writer.setTitle(document.title)
    writer.setAuthor(imprint)
    writer.setCreator(f"coopviewer {__version__}")
    pages = PaperPages(document, imprint, Sheet(_RESOLUTION, writer.width(), writer.height()), family, tr)
    pages.lay_out()
    painter = QPainter(writer)
    for number in range(1, pages.count + 1):
        if number > 1:
            writer.newPage()
        pages.paint(painter, number)
    painter.end()
    return bytes(buffer.data().data())
