"""A plane in a scroll area, of which only what is in view is painted.

The margins of the plane may be pinned: they do not scroll with it, and show the headings of what is in view.
"""

from typing import ClassVar, Self

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.theme import LIGHT, Theme

_FRAME = 2  # pixels, around the current item


class ScrolledPlane(QAbstractScrollArea):
    """Scrolls a plane, the drawing of an overview; a subclass returns its size and paints it."""

    is_mirrored: ClassVar[bool] = True
    """Whether the picture is mirrored in a window from right to left, and with it keys, mouse and scroll bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.pinned = QMargins(0, 0, 0, 0)
        """The widths of the margins that do not scroll, in pixels."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        if not self.is_mirrored:
            self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def runs_right_to_left(self) -> bool:
        """Whether the picture begins at the right: ``is_mirrored`` is set, and the window runs from right to left."""
        return self.is_mirrored and self.isRightToLeft()

    def plane_size(self) -> QSize:
        """Return the size of the plane in pixels, without ``pinned``, the margins that do not scroll."""
        raise NotImplementedError

    def paint_content(self, painter: QPainter, exposed: QRect) -> None:
        """Paint what is in view within a rectangle of the viewport."""
        raise NotImplementedError

    def copy_for_file(self) -> Self:
        """Return a hidden widget with the same content, which ``draw_picture`` resizes and paints into a file."""
        raise NotImplementedError

    def whole_size(self) -> QSize:
        """Return the size in pixels of a viewport that shows everything at once, pinned margins included."""
        return self.plane_size().grownBy(self.pinned).expandedTo(QSize(1, 1))

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self.theme = theme
        self.viewport().update()

    def refresh(self) -> None:
        """Adapt the scroll bars and repaint, after the plane has got another size or content."""
        plane, area = self.plane_size(), self.free_area().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), plane.width(), area.width()),
            (self.verticalScrollBar(), plane.height(), area.height()),
        ):
            bar.setRange(0, max(whole - part, 0))
            bar.setPageStep(max(part, 1))
            bar.setSingleStep(max(self.fontMetrics().height(), 1))
        self.viewport().update()

    def free_area(self) -> QRect:
        """Return the part of the viewport in which the plane scrolls, without the pinned margins."""
        return self.viewport().rect().marginsRemoved(self.pinned)

    def open_area(self) -> QRect:
        """Return the part of the viewport in which the plane scrolls and nothing covers it: here ``free_area``.

        A subclass leaves out the line in which the heading of a group stays while its rows scroll.
        """
        return self.free_area()

    def offset(self) -> QPoint:
        """Return the point of the plane, in pixels, that is at the top left of the part of the viewport that scrolls.

        Where ``runs_right_to_left``, it is the point at the top right, and its x counts from the right side of the
        plane.
        """
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def make_visible(self, rect: QRectF) -> None:
        """Scroll as little as possible to bring what is now at a rectangle of the viewport into view.

        If it is larger than ``open_area``, its top and left side come into view; the right side where
        ``runs_right_to_left``.
        """
        area, wanted = self.open_area(), rect.toAlignedRect()
        if self.runs_right_to_left:  # where a higher value of the bar shows what is further to the left
            width = self.viewport().width()
            area.moveLeft(width - area.right() - 1)
            wanted.moveLeft(width - wanted.right() - 1)
        for bar, first, last, low, high in (
            (self.horizontalScrollBar(), wanted.left(), wanted.right(), area.left(), area.right()),
            (self.verticalScrollBar(), wanted.top(), wanted.bottom(), area.top(), area.bottom()),
        ):
            if first < low:
                bar.setValue(bar.value() - (low - first))
            elif last > high:
                bar.setValue(bar.value() + min(last - high, first - low))

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by some pixels to the right and down, as far as it scrolls; negative: to the left and up."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(-dx if self.runs_right_to_left else dx))
        down.setValue(down.value() - round(dy))

    # Qt overrides

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), QColor(self.theme.page))
            self.paint_content(painter, event.rect())
        finally:
            painter.end()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()


def paint_frame(painter: QPainter, rect: QRectF, theme: Theme, *, focused: bool) -> None:
    """Paint the frame around the current item, stronger with the keyboard focus."""
    painter.setPen(QPen(QColor(theme.accent if focused else theme.line), _FRAME))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
