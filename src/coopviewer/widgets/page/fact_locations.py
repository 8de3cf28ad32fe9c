"""Where facts stand in the page as it is seen: under the mouse, at the cursor, and in which rectangle.

Imported at the first hover or key that needs it, never on the way to the first window.
"""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QTextCursor

from coopviewer.widgets.page.field_index import Run
from coopviewer.widgets.page.page_view import PageView

_GAP = 4  # pixels between a fact and its card


class PointedFact(NamedTuple):
    """A fact in the page: its id, its characters, and whether a source mark beside it was pointed at instead."""

    fact_id: str
    start: int
    end: int
    is_mark: bool


def fact_under(page: PageView, point: QPoint) -> PointedFact | None:
    """Find the fact under a point of the viewport; None where there is none."""
    position = position_under(page, point)
    run = page.facts.run_at(position) if position >= 0 else None
    return None if run is None else _pointed(page, run)


def position_under(page: PageView, point: QPoint) -> int:
    """Give the place in the document of the character under a point of the viewport, -1 where there is none."""
    bar = page.horizontalScrollBar()
    across = bar.maximum() - bar.value() if page.isRightToLeft() else bar.value()
    place = QPointF(point.x() + across, point.y() + page.verticalScrollBar().value())
    return page.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)


def selected_fact(page: PageView) -> PointedFact | None:
    """Find the first fact in what is selected, else the one in which the cursor stands; None where there is none."""
    cursor = page.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    run = page.facts.run_at(start)
    if run is None and end > start:
        run = next((each for each in page.facts.runs if start <= each.position < end and not each.is_mark), None)
    return None if run is None else _pointed(page, run)


def walk_to_fact(page: PageView, by: int) -> PointedFact | None:
    """Go to the fact at the cursor (0), else the next; or to the one after (1) or before (-1) it, and select it.

    Where the cursor is out of sight, one begins at what is seen. None where the page shows no fact.
    """
    position = page.textCursor().selectionStart()
    if not page.viewport().rect().intersects(page.cursorRect(_cursor(page, position))):
        position = page.cursorForPosition(QPoint(0, 0)).position()
    run = page.facts.stop_near(position, by)
    if run is None:
        return None
    found = _pointed(page, run)
    cursor = _cursor(page, found.end)
    page.setTextCursor(cursor)  # its end first, so that a long fact is seen whole where that is possible
    cursor.setPosition(found.start)
    page.setTextCursor(cursor)
    cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    return found


def rectangle_of(page: PageView, fact: PointedFact, near: QPoint | None = None) -> QRect:
    """Give the rectangle of a fact's text in the viewport; of one that fills most of it, the line ``near`` a point.

    ``near`` None: the fact's first line.
    """
    first, last = page.cursorRect(_cursor(page, fact.start)), page.cursorRect(_cursor(page, fact.end))
    rectangle = first.united(last)
    seen = page.viewport().rect()
    if first.top() != last.top():
        rectangle.setLeft(seen.left() + round(page.document().rootFrame().frameFormat().leftMargin()))
        rectangle.setRight(seen.right())
    if rectangle.height() > seen.height() // 2:
        line = page.cursorRect(page.cursorForPosition(near)) if near else first
        rectangle.setTop(line.top())
        rectangle.setBottom(line.bottom())
    return rectangle


def place_beside(fact: QRect, wanted: QSize, bounds: QRect, *, right_to_left: bool) -> QRect:
    """Give where a card stands: below the fact, else above it, wholly within the room and never over the fact."""
    below, above = bounds.bottom() - fact.bottom() - _GAP, fact.top() - bounds.top() - _GAP
    is_below = wanted.height() <= below or below >= above
    height = min(wanted.height(), max(below if is_below else above, 1))
    width = min(wanted.width(), bounds.width())
    left = fact.right() + 1 - width if right_to_left else fact.left()
    left = min(max(left, bounds.left()), bounds.right() + 1 - width)
    top = fact.bottom() + 1 + _GAP if is_below else fact.top() - _GAP - height
    return QRect(left, top, width, height)


def _pointed(page: PageView, run: Run) -> PointedFact:
    start, end = page.facts.extent(run)
    return PointedFact(page.facts.fact_of(run), start, end, run.is_mark)


def _cursor(page: PageView, position: int) -> QTextCursor:
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    return cursor
