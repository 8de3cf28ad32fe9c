"""Positions of facts in the shown page: the fact at a point or at the text cursor, and the rectangle of a fact.

Imported on first use, to keep it out of the launch.
"""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QTextCursor

from coopviewer.widgets.page.field_index import Run
from coopviewer.widgets.page.page_view import PageView

_GAP = 4  # pixels between a fact and its card


class PointedFact(NamedTuple):
    """A fact that the user pointed at, by mouse or keyboard: its id, and the positions of its text in the page.

    Positions count UTF-16 units, ``end`` is excluded. If the fact has several texts on the page, they are those of the
    text that was pointed at. ``is_mark``: it was a source mark; ``start`` and ``end`` are then those of the mark.
    """

    fact_id: str
    start: int
    end: int
    is_mark: bool


def fact_under(page: PageView, point: QPoint) -> PointedFact | None:
    """Return the fact whose text or source mark is at a point of the viewport, None if there is none."""
    position = position_under(page, point)
    run = page.facts.run_at(position) if position >= 0 else None
    return None if run is None else _pointed(page, run)


def position_under(page: PageView, point: QPoint) -> int:
    """Return the document position of the character at a point of the viewport, -1 if there is none."""
    bar = page.horizontalScrollBar()
    across = bar.maximum() - bar.value() if page.isRightToLeft() else bar.value()
    position_in_page = QPointF(point.x() + across, point.y() + page.verticalScrollBar().value())
    return page.document().documentLayout().hitTest(position_in_page, Qt.HitTestAccuracy.ExactHit)


def selected_fact(page: PageView) -> PointedFact | None:
    """Return the first fact in the selection, without a selection the fact at the text cursor; None if there is none.

    Texts of facts count, and a source mark at the text cursor or at the beginning of the selection. Marks further on
    are passed over.
    """
    cursor = page.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    run = page.facts.run_at(start)
    if run is None and end > start:
        run = next((each for each in page.facts.runs if start <= each.position < end and not each.is_mark), None)
    return None if run is None else _pointed(page, run)


def select_fact_near(page: PageView, step: int) -> PointedFact | None:
    """Select the next or the previous text of a fact, scroll to it and return the fact; None if the page shows no fact.

    ``step`` is 1 for the text after the text cursor, -1 for the one before it, and 0 for the one at the cursor, or else
    the next one. After the last text follows the first one, and the reverse. A fact may have several texts on the page;
    of a fact without any, its source mark is selected. If the cursor is not visible, the search starts at the beginning
    of the visible text.
    """
    position = page.textCursor().selectionStart()
    if not page.viewport().rect().intersects(page.cursorRect(_cursor(page, position))):
        position = page.cursorForPosition(QPoint(0, 0)).position()
    run = page.facts.run_near(position, step)
    if run is None:
        return None
    found = _pointed(page, run)
    cursor = _cursor(page, found.end)
    page.setTextCursor(cursor)  # at its end first, so that the page scrolls to show the whole fact if possible
    cursor.setPosition(found.start)
    page.setTextCursor(cursor)
    cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    return found


def rectangle_of(page: PageView, fact: PointedFact, near: QPoint | None = None) -> QRect:
    """Return the rectangle of a fact's text or source mark (whichever ``fact`` is about), in pixels of the viewport.

    It lies outside the viewport if the fact is scrolled out of it. If the text has several lines, it reaches from the
    left margin of the page to the right edge of the viewport. If it would fill more than half of the viewport, it
    covers only the line at the point ``near``, or the fact's first line if ``near`` is None.
    """
    first, last = page.cursorRect(_cursor(page, fact.start)), page.cursorRect(_cursor(page, fact.end))
    rectangle = first.united(last)
    seen = page.viewport().rect()
    if first.top() != last.top():
        rectangle.setLeft(seen.left() + round(page.document().rootFrame().frameFormat().leftMargin()))
        rectangle.setRight(seen.right())
    if rectangle.height() > seen.height() // 2:
        line = page.cursorRect(page.cursorForPosition(near)) if near is not None else first
        rectangle.setTop(line.top())
        rectangle.setBottom(line.bottom())
    return rectangle


def card_geometry(fact: QRect, size: QSize, area: QRect, *, right_to_left: bool) -> QRect:
    """Return the rectangle of a card of at most ``size``: below the fact, or else above it, without covering the fact.

    The card is inside ``area``, and smaller than ``size`` if there is not enough space. It is below the fact unless it
    fits only above, or fits nowhere and there is more space above. The left sides of card and fact are in line, or with
    ``right_to_left`` their right sides, as far as ``area`` allows. All rectangles are in the same coordinates.
    """
    below, above = area.bottom() - fact.bottom() - _GAP, fact.top() - area.top() - _GAP
    is_below = size.height() <= below or below >= above
    height = min(size.height(), max(below if is_below else above, 1))
    width = min(size.width(), area.width())
    left = fact.right() + 1 - width if right_to_left else fact.left()
    left = min(max(left, area.left()), area.right() + 1 - width)
    top = fact.bottom() + 1 + _GAP if is_below else fact.top() - _GAP - height
    return QRect(left, top, width, height)


def _pointed(page: PageView, run: Run) -> PointedFact:
    start, end = page.facts.extent(run)
    return PointedFact(page.facts.fact_of(run), start, end, run.is_mark)


def _cursor(page: PageView, position: int) -> QTextCursor:
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    return cursor
