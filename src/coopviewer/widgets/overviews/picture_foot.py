"""The foot of an overview's picture in a file: the meaning of its signs, and its notes."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from coopviewer.widgets.common.theme import Theme

LegendSign = tuple[Callable[[QPainter, QRectF], None], str]
"""How a sign is painted in a rectangle, and what it means."""
_MARGIN = 10  # pixels
_GAP = 22  # pixels between two signs with their words
_SPACE = 6  # pixels between a sign and its words, and between two lines


class _Placed(NamedTuple):
    """A sign with its words, or a note (``paint`` is None), and its rectangle."""

    rect: QRectF
    text: str
    paint: Callable[[QPainter, QRectF], None] | None


class PictureFoot:
    """The legend and the notes under a picture, laid out for its width; ``height`` is in pixels, 0 without any."""

    def __init__(
        self, signs: Sequence[LegendSign], notes: Sequence[str], width: int, font: QFont, right_to_left: bool
    ) -> None:
        """Lay out the signs in as few lines as they need, and the notes below, ``width`` pixels wide.

        ``right_to_left``: lines begin at the right.
        """
        self._metrics, self._font, self._width = QFontMetricsF(font), font, width
        self._right_to_left = right_to_left
        self._line = self._metrics.height()
        self._placed = [*self._place_signs(signs)]
        bottom = max((each.rect.bottom() for each in self._placed), default=float(_MARGIN) - _SPACE)
        for note in notes:
            room = QRectF(_MARGIN, bottom + _SPACE, width - 2 * _MARGIN, 10_000)
            rect = self._metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), note)
            rect.setWidth(room.width())
            self._placed.append(_Placed(rect, note, None))
            bottom = rect.bottom()
        self.height = round(bottom + _MARGIN) if self._placed else 0

    def paint(self, painter: QPainter, top: int, theme: Theme) -> None:
        """Paint the signs and notes in the colours of a theme, from ``top`` (in pixels) on."""
        painter.setFont(self._font)
        starts = Qt.AlignmentFlag.AlignRight if self._right_to_left else Qt.AlignmentFlag.AlignLeft
        side = int(starts | Qt.AlignmentFlag.AlignAbsolute)  # whatever the direction of a text
        for rect, text, paint in self._placed:
            place = rect.translated(0, top)
            if self._right_to_left:
                place.moveLeft(self._width - rect.right())
            if paint is None:
                painter.setPen(QColor(theme.soft))
                painter.drawText(place, int(Qt.TextFlag.TextWordWrap) | side, text)
                continue
            sign = QRectF(place.topLeft(), place.topLeft())
            sign.setSize(QRectF(0, 0, self._sign_width, self._line).size())
            words = place.adjusted(self._sign_width + _SPACE, 0, 0, 0)
            if self._right_to_left:
                sign.moveRight(place.right())
                words = place.adjusted(0, 0, -self._sign_width - _SPACE, 0)
            painter.save()
            paint(painter, sign)
            painter.restore()
            painter.setPen(QColor(theme.text))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)

    @property
    def _sign_width(self) -> float:
        return self._line * 1.4

    def _place_signs(self, signs: Sequence[LegendSign]) -> Iterator[_Placed]:
        x, y = float(_MARGIN), float(_MARGIN)
        for paint, text in signs:
            wide = self._sign_width + _SPACE + self._metrics.horizontalAdvance(text) + 2
            if x > _MARGIN and x + wide > self._width - _MARGIN:
                x, y = float(_MARGIN), y + self._line + _SPACE
            yield _Placed(QRectF(x, y, wide, self._line), text, paint)
            x += wide + _GAP
