"""A brief drawn as pictures of its sheets, on a background thread, for the preview."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter

from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefSection
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Cancelled
from coopviewer.rendering.briefs.layout import lay_out_with_gaps
from coopviewer.rendering.pages.layout import imprint_of
from coopviewer.widgets.export.paper import MARGINS, PaperLook, PaperPages, Sheet
from coopviewer.workspace.background import Job

_RESOLUTION = 110  # dots per inch of a picture
_INCH = 25.4  # millimetres


class BriefLook(NamedTuple):
    """How a brief is laid out: ``family`` is the font, ``tr`` the language, ``world`` the file with the map's shapes.

    ``today`` is the day for which it is computed whether something is under way or has ended.
    """

    today: date
    family: str
    tr: Translate
    world: Path


class DrawnBrief(NamedTuple):
    """The number of a brief's sheets, and the chosen sections that have no content in it."""

    sheets: int
    empty: tuple[BriefSection, ...]


def draw_brief(look: BriefLook, content: BriefContent, job: Job[None]) -> DrawnBrief:
    """Draw a brief; may run on any thread that lays out text.

    The sheets are A4. For each of them ``job`` reports its number from 1, the number of all, and its picture as PNG.
    Raises Cancelled after the sheet or part of the layout during which ``job`` is cancelled.
    """
    document, empty = lay_out_with_gaps(content, look.today, look.tr)
    paper = QPageSize(QPageSize.PageSizeId.A4).size(QPageSize.Unit.Millimeter)
    sheet = Sheet(
        _RESOLUTION,
        round((paper.width() - MARGINS.left() - MARGINS.right()) / _INCH * _RESOLUTION),
        round((paper.height() - MARGINS.top() - MARGINS.bottom()) / _INCH * _RESOLUTION),
    )
    pages = PaperPages(
        document, imprint_of(content.edition, look.tr), sheet, PaperLook(look.family, look.tr, look.world)
    )
    while pages.lay_out_part():
        _go_on(job.is_cancelled)
    for number in range(1, pages.count + 1):
        _go_on(job.is_cancelled)
        job.report(number, pages.count, _picture(pages, number, paper, MARGINS))
    return DrawnBrief(pages.count, empty)


def _go_on(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise Cancelled


def _picture(pages: PaperPages, number: int, paper: QSizeF, margins: QMarginsF) -> bytes:
    dots = _RESOLUTION / _INCH
    image = QImage(round(paper.width() * dots), round(paper.height() * dots), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(_RESOLUTION / _INCH * 1000))
    image.setDotsPerMeterY(round(_RESOLUTION / _INCH * 1000))
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(margins.left() * dots, margins.top() * dots)
        pages.paint(painter, number)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # little compression, which is fast
    return bytes(buffer.data().data())
