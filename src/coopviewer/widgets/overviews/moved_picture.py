"""A picture of a part of a viewport that is kept: when its content scrolls, only what comes into view is painted."""

from collections.abc import Callable, Hashable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from coopviewer.widgets.common.theme import Theme


class MovedPicture:
    """Keeps the picture of one rectangle of a viewport; moves it when its content scrolls, so that less is painted."""

    def __init__(self) -> None:
        """Start without a picture."""
        self._picture: QPixmap | None = None
        self._key: Hashable = None
        self._offset = QPoint()

    def forget(self) -> None:
        """Free the memory of the picture; the whole rectangle is painted the next time."""
        self._picture = self._key = None

    def shown(
        self,
        rect: QRect,
        offset: QPoint,
        look: tuple[Hashable, Theme, float],
        paint: Callable[[QPainter, QRect], None],
    ) -> QPixmap:
        """Return the picture of a rectangle of the viewport; only parts that are not kept from before are painted.

        ``offset`` is the point of the content, in pixels, that is at the top left of the rectangle. ``look`` is a value
        for what else the picture depends on (such as the font), the theme, and the device pixel ratio: if any of these
        or the rectangle's size differs from the last call, all is painted anew. ``paint`` paints a part of the
        rectangle, given in the coordinates of the viewport.
        """
        key, ratio = (rect.size().toTuple(), look), look[2]
        moved = self._offset - offset
        picture = self._picture
        if picture is None or key != self._key or not self._is_kept(moved, picture.size(), ratio):
            picture = QPixmap(round(rect.width() * ratio), round(rect.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            missing = [rect]
        else:
            if not moved.isNull():
                picture.scroll(round(moved.x() * ratio), round(moved.y() * ratio), picture.rect())
            missing = list(_beside(rect, moved))
        self._picture, self._key, self._offset = picture, key, QPoint(offset)
        if missing:
            self._fill(picture, rect.topLeft(), missing, look[1], paint)
        return picture

    @staticmethod
    def _is_kept(moved: QPoint, size: QSize, ratio: float) -> bool:
        """Return whether a part of the picture stays in view, at whole pixels of the device."""
        across, down = moved.x() * ratio, moved.y() * ratio
        return across.is_integer() and down.is_integer() and abs(across) < size.width() and abs(down) < size.height()

    @staticmethod
    def _fill(
        picture: QPixmap, origin: QPoint, parts: list[QRect], theme: Theme, paint: Callable[[QPainter, QRect], None]
    ) -> None:
        painter = QPainter(picture)
        try:
            painter.translate(-origin)
            for part in parts:
                painter.fillRect(part, QColor(theme.page))
                paint(painter, part)
        finally:
            painter.end()


def _beside(rect: QRect, moved: QPoint) -> Iterator[QRect]:
    """Yield the parts of a rectangle that its content, moved by some pixels, does not fill any more."""
    if moved.x():
        left = rect.left() if moved.x() > 0 else rect.left() + rect.width() + moved.x()
        yield QRect(left, rect.top(), abs(moved.x()), rect.height())
    if moved.y():
        top = rect.top() if moved.y() > 0 else rect.top() + rect.height() + moved.y()
        yield QRect(rect.left(), top, rect.width(), abs(moved.y()))
