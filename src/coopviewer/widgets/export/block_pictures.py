"""Strips (timeframes as bars on one scale) and small maps as PNG pictures, for files that cannot draw them themselves.

They are in the light theme.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from coopviewer.domain.language import Translate
from coopviewer.rendering.document.document import (
    Block,
    Document,
    Field,
    Line,
    Link,
    Locator,
    Strip,
    Text,
    single_blocks,
)
from coopviewer.rendering.document.locator_drawing import HEIGHT, LIGHT_LOCATOR, WIDTH, draw_locator
from coopviewer.rendering.document.strip_drawing import (
    AXIS,
    AXIS_HEIGHT,
    HEAD,
    HEAD_HEIGHT,
    ROW_HEIGHT,
    draw_strip_row,
)
from coopviewer.rendering.document.world_outlines import WorldOutlines, read_world
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.strip_picture import strip_colours, strip_words

_RATIO = 3  # pixels of a picture for one of a screen, so that it is sharp on paper
_TITLES, _GAP, _BARS = 220, 12, 428  # pixels of a screen: the columns of a strip
_TEXT_SIZE = 11
_QUALITY = 60  # of 100: little compression, which is fast
_MAP_SHARE, _MAP_RATIO = 0.45, 2  # of the width of the text; a map has enough detail at twice the size of a screen


class BlockPicture(NamedTuple):
    """A picture for a file.

    ``png``: the content of a PNG file.
    ``width``, ``height``: its size in pixels.
    ``text``: its content in words, as alternative text.
    ``share``: its width in the file, as a fraction of the width of the text there.
    """

    png: bytes
    width: int
    height: int
    text: str
    share: float = 1.0


def block_pictures(document: Document, family: str, tr: Translate, world: Path | None) -> dict[Block, BlockPicture]:
    """Return a picture of each strip and each small map of a document, by its block; may run on any thread.

    ``family`` is the font family. ``world`` is the file with the shapes for small maps; None: maps have no picture. A
    strip without any timeframe has no picture. Raises OSError if ``world`` cannot be read, ValueError if it is no map.
    """
    pictures: dict[Block, BlockPicture] = {}
    outlines: WorldOutlines | None = None
    for block in single_blocks(document.blocks):
        if block in pictures:
            continue  # the same timeframes, as of countries with the same projects
        if isinstance(block, Strip) and any(span.edtf for span in block.spans):
            pictures[block] = _strip(block, family, tr)
        elif isinstance(block, Locator) and world is not None:
            outlines = outlines or read_world(world)
            pictures[block] = _locator(block, outlines)
    return pictures


def _locator(block: Locator, outlines: WorldOutlines) -> BlockPicture:
    image = QImage(WIDTH * _MAP_RATIO, HEIGHT * _MAP_RATIO, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT_LOCATOR.sea))
    with QPainter(image) as painter:
        svg = draw_locator(block, outlines, float(_MAP_RATIO), LIGHT_LOCATOR)
        QSvgRenderer(svg.encode()).render(painter, QRectF(image.rect()))
    return _picture(image, " ".join(map(_words, block.lines)), _MAP_SHARE)


def _strip(block: Strip, family: str, tr: Translate) -> BlockPicture:
    rows = list(_rows(block))
    height = sum(height for _, _, height in rows)
    image = QImage((_TITLES + _GAP + _BARS) * _RATIO, height * _RATIO, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.page))
    with QPainter(image) as painter:
        font = QFont(family)
        font.setPixelSize(_TEXT_SIZE * _RATIO)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text))
        colours, words = strip_colours(LIGHT), strip_words()
        titles_at, bars_at = (_BARS + _GAP, 0) if tr.is_right_to_left else (0, _TITLES + _GAP)
        top = 0
        for place, (title, edtf, row) in enumerate(rows):
            where = QRectF(titles_at * _RATIO, top * _RATIO, _TITLES * _RATIO, row * _RATIO)
            shown = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, where.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
            if edtf:
                svg = draw_strip_row(edtf, block.years, _BARS * _RATIO, float(_RATIO), colours, words, f"row{place}")
                QSvgRenderer(svg.encode()).render(
                    painter, QRectF(bars_at * _RATIO, where.y(), _BARS * _RATIO, where.height())
                )
            top += row
    return _picture(image, tr("Timeframes drawn on one scale of years, as the table below says in words."))


def _rows(block: Strip) -> Iterator[tuple[str, str, int]]:
    """Yield title, timeframe (EDTF) and height in pixels of each row of a strip.

    The first row has the names of the as-of band and of today, the last one the years.
    """
    yield "", HEAD, HEAD_HEIGHT
    for span in block.spans:
        yield _words(span.title), span.edtf, ROW_HEIGHT
    yield "", AXIS, AXIS_HEIGHT


def _picture(image: QImage, text: str, share: float = 1.0) -> BlockPicture:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _QUALITY)  # type: ignore[call-overload]  # the stubs say bytes, which it refuses
    return BlockPicture(bytes(buffer.data().data()), image.width(), image.height(), text, share)


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link))
