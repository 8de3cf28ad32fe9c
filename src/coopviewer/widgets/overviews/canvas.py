"""The canvas of the overviews: items on a plane, with mouse, keyboard and tool tips.

A subclass places items on the plane and paints them. The canvas scrolls, and emits what the user wants, such as to
zoom.
"""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.roles import plain_tip
from coopviewer.widgets.common.interaction import has_ctrl, is_left, is_middle
from coopviewer.widgets.overviews.picture_foot import LegendSign
from coopviewer.widgets.overviews.scrolled_plane import ScrolledPlane

Item = Hashable
_WHEEL_STEP = 120  # eighths of a degree that one notch of a wheel turns


class Canvas(ScrolledPlane):
    """Shows a plane of items, of which one may be current; a subclass says where items are and paints them.

    An item is any hashable value by which the subclass knows a part of its picture, such as the index of a row. The
    canvas only emits what the user wants, and opens nothing.
    """

    item_chosen = Signal(object, bool)
    """The item that the user opened, and whether in a new tab; what opening it means is up to the listener."""
    current_changed = Signal(object)
    """The item that is current now, None if there is none."""
    hovered = Signal(object)
    """The item that the mouse pointer is over now, None if it is over none."""
    zoomed = Signal(int)
    """By how many steps the user wants to zoom in, by Ctrl and the wheel or by a key; negative: out.

    0: everything is to fit into the view.
    """

    shows_tips: ClassVar[bool] = True
    """Whether a tool tip is shown for the item under the mouse pointer; False where a card says the same."""
    STEPS: ClassVar[dict[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._current: Item | None = None
        self._dragged_from: QPoint | None = None
        self._has_moved = False
        self._turned = 0
        self._hovered: Item | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # What a subclass says

    def item_at(self, point: QPointF) -> Item | None:
        """Return the item (a cell, a bar, a country) at a point of the viewport, None if there is none."""
        raise NotImplementedError

    def rect_of(self, item: Item) -> QRectF:
        """Return the rectangle of an item in the coordinates of the viewport; it may be out of view."""
        raise NotImplementedError

    def neighbour(self, item: Item | None, across: int, down: int) -> Item | None:
        """Return the item beside another one, None if there is none; for ``item`` None the first item.

        ``across`` 1 is a step to the right (to the left while the picture is mirrored), -1 one to the other side;
        ``down`` 1 is a step downwards, -1 one upwards; 0 is no step.
        """
        raise NotImplementedError

    def tip_of(self, item: Item) -> str:
        """Return the tool tip of an item, which screen readers read out as well; empty for none."""
        raise NotImplementedError

    def legend(self) -> Sequence[LegendSign]:
        """Return how each sign in the picture is painted and what it means, for a picture file.

        Empty if there is nothing to explain.
        """
        return ()

    def click(self, point: QPointF, *, apart: bool) -> None:
        """Emit ``item_chosen`` for the item at a point of the viewport that was clicked; ``apart``: for a new tab.

        The canvas calls it when a mouse button is released: once for a double click, and not after a drag.
        """
        self._choose(self.item_at(point), apart=apart)

    # What the canvas does

    @property
    def current(self) -> Item | None:
        """The current item, None if there is none."""
        return self._current

    def set_current(self, item: Item | None, *, visible: bool = True) -> None:
        """Make an item current, None for none, and emit ``current_changed`` unless it was current already.

        ``visible``: also scroll it into view, even if it was current already.
        """
        if item != self._current:
            self._current = item
            self.setAccessibleDescription("" if item is None else self.tip_of(item))
            self.current_changed.emit(item)
            self.viewport().update()
        if item is not None and visible:
            self.make_visible(self.rect_of(item))

    def refresh(self) -> None:
        """Adapt the scroll bars to a plane of another size or content, and repaint.

        If the canvas has the keyboard focus and no item is current, the first one becomes current.
        """
        super().refresh()
        if self.hasFocus() and self._current is None:  # what is shown was read after the focus had come
            self.set_current(self.neighbour(None, 0, 0))

    def _step(self, key: int) -> bool:
        across, down = self.STEPS.get(Qt.Key(key), (0, 0))
        if not (across or down):
            return False
        if self.runs_right_to_left:
            across = -across
        found = self.neighbour(self._current, across, down)
        if found is not None:
            self.set_current(found)
        return True

    def _choose(self, item: Item | None, *, apart: bool) -> None:
        if item is not None:
            self.item_chosen.emit(item, apart)

    def _hover(self, item: Item | None) -> None:
        if item != self._hovered:
            self._hovered = item
            self.hovered.emit(item)

    # Qt overrides

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
        if not (is_left(event) or is_middle(event)):
            return
        self._dragged_from, self._has_moved = event.position().toPoint(), False
        self.set_current(self.item_at(event.position()), visible=False)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None or not event.buttons():
            found = self.item_at(event.position())
            self._hover(found)
            shape = Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        moved = event.position().toPoint() - self._dragged_from
        if self._has_moved or moved.manhattanLength() > 6:
            self._has_moved = True
            self._dragged_from = event.position().toPoint()
            self.pan(moved.x(), moved.y())

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not (is_left(event) or is_middle(event)):
            return
        was_click = self._dragged_from is not None and not self._has_moved
        self._dragged_from = None
        if was_click:
            self.click(event.position(), apart=is_middle(event) or has_ctrl(event))

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None:
            self.set_current(self.neighbour(None, 0, 0))
        self.viewport().update()

    @guarded
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(None)
        if isinstance(event, QHelpEvent) and self.shows_tips and event.type() is QEvent.Type.ToolTip:
            found = self.item_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if found is None else plain_tip(self.tip_of(found)), self)
            return True
        return bool(super().viewportEvent(event))
