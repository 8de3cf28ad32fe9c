"""The canvas of the overviews: a scroll area that paints what is in view, with pan, zoom, hover and keyboard.

A subclass places items on a plane and paints them; the canvas does the rest. The margins of the plane may be pinned:
they show the headings of what is in view, and are painted anew at every step.
"""

from collections.abc import Hashable
from typing import ClassVar

from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.roles import plain_tip
from coopviewer.widgets.common.interaction import is_middle
from coopviewer.widgets.common.theme import LIGHT, Theme

Item = Hashable
_WHEEL_STEP = 120  # eighths of a degree that one notch of a wheel turns
_FRAME = 2  # pixels, around the current item


class Canvas(QAbstractScrollArea):
    """Shows a plane of items, one of which is current; the subclass says where they are and paints them."""

    item_chosen = Signal(object, bool)
    """The item that the user opened, and whether in a new tab."""
    current_changed = Signal(object)
    """The item that is current now, None if there is none."""
    zoomed = Signal(int)
    """The user zoomed with the wheel or a key: by how many steps; negative: out. 0: to fit."""

    STEPS: ClassVar[dict[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.pinned = QMargins(0, 0, 0, 0)
        """The widths of the margins that do not scroll."""
        self._current: Item | None = None
        self._dragged_from: QPoint | None = None
        self._has_moved = False
        self._turned = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What a subclass says

    def plane_size(self) -> QSize:
        """Return the size of the plane without the pinned margins, in pixels."""
        raise NotImplementedError

    def item_at(self, point: QPointF) -> Item | None:
        """Return the item at a point of the viewport, None if there is none."""
        raise NotImplementedError

    def rect_of(self, item: Item) -> QRectF:
        """Return where an item is in the viewport; it may be out of view."""
        raise NotImplementedError

    def neighbour(self, item: Item | None, across: int, down: int) -> Item | None:
        """Return the item beside another one, None if there is none; of None: the first item."""
        raise NotImplementedError

    def tip_of(self, item: Item) -> str:
        """Return the tool tip of an item, which screen readers read out as well; empty for none."""
        raise NotImplementedError

    @guarded
    def paint_content(self, painter: QPainter, exposed: QRect) -> None:
        """Paint what is in view within a rectangle of the viewport."""
        raise NotImplementedError

    def copy_for_file(self) -> "Canvas":
        """Return a canvas with the same content that is not shown, to draw everything into a file."""
        raise NotImplementedError

    # What the canvas does

    def whole_size(self) -> QSize:
        """Return the size of a viewport that shows everything."""
        return self.plane_size().grownBy(self.pinned).expandedTo(QSize(1, 1))

    @property
    def current(self) -> Item | None:
        """The current item."""
        return self._current

    def set_current(self, item: Item | None, *, visible: bool = True) -> None:
        """Make an item current, and scroll it into view."""
        if item != self._current:
            self._current = item
            self.setAccessibleDescription("" if item is None else self.tip_of(item))
            self.current_changed.emit(item)
            self.viewport().update()
        if item is not None and visible:
            self.make_visible(self.rect_of(item))

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self.theme = theme
        self.viewport().update()

    def refresh(self) -> None:
        """Adapt to a plane of another size or content."""
        plane, area = self.plane_size(), self.free_area().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), plane.width(), area.width()),
            (self.verticalScrollBar(), plane.height(), area.height()),
        ):
            bar.setRange(0, max(whole - part, 0))
            bar.setPageStep(max(part, 1))
            bar.setSingleStep(max(self.fontMetrics().height(), 1))
        if self.hasFocus() and self._current is None:  # what is shown was read after the focus had come
            self.set_current(self.neighbour(None, 0, 0))
        self.viewport().update()

    def free_area(self) -> QRect:
        """Return the part of the viewport in which the plane scrolls."""
        return self.viewport().rect().marginsRemoved(self.pinned)

    def open_area(self) -> QRect:
        """Return the part of the free area in which an item is in sight, whatever is kept in view over it."""
        return self.free_area()

    def offset(self) -> QPoint:
        """Return the point of the plane at the top left of the free area."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def make_visible(self, rect: QRectF) -> None:
        """Scroll as little as possible so that a rectangle of the viewport comes into view."""
        area, wanted = self.open_area(), rect.toAlignedRect()
        if self.isRightToLeft():  # where a higher value of the bar shows what is further to the left
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

    def _step(self, key: int) -> bool:
        across, down = self.STEPS.get(Qt.Key(key), (0, 0))
        if not (across or down):
            return False
        if self.isRightToLeft():
            across = -across
        found = self.neighbour(self._current, across, down)
        if found is not None:
            self.set_current(found)
        return True

    def choose_current(self) -> None:
        """Do what Enter does."""
        self._choose(self._current, apart=False)

    def _choose(self, item: Item | None, *, apart: bool) -> None:
        if item is not None:
            self.item_chosen.emit(item, apart)

    def paint_current(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the frame around the current item, stronger with the keyboard focus."""
        colour = QColor(self.theme.accent if self.hasFocus() else self.theme.line)
        painter.setPen(QPen(colour, _FRAME))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    # Qt overrides

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

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, with_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        zoom = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._current, apart=with_ctrl)
        elif not with_ctrl and key in zoom:
            self.zoomed.emit(zoom[Qt.Key(key)])
        elif with_ctrl or not self._step(key):
            super().keyPressEvent(event)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _WHEEL_STEP)
        self._turned -= steps * _WHEEL_STEP
        if steps:
            self.zoomed.emit(steps)
        event.accept()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from, self._has_moved = event.position().toPoint(), False
        self.set_current(self.item_at(event.position()), visible=False)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None or not event.buttons():
            found = self.item_at(event.position())
            shape = Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        moved = event.position().toPoint() - self._dragged_from
        if self._has_moved or moved.manhattanLength() > 6:
            self._has_moved = True
            self._dragged_from = event.position().toPoint()
            across = -moved.x() if self.isRightToLeft() else moved.x()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - across)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_click = self._dragged_from is not None and not self._has_moved
        self._dragged_from = None
        if was_click:
            with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._choose(self.item_at(event.position()), apart=is_middle(event) or with_ctrl)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None:
            self.set_current(self.neighbour(None, 0, 0))
        self.viewport().update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @guarded
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.item_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if found is None else plain_tip(self.tip_of(found)), self)
            return True
        return bool(super().viewportEvent(event))
