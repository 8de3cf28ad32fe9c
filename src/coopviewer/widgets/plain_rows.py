"""Draws the rows of a table that nothing sets apart, all cells at once. Imported when used.

A cell that is drawn by a style takes three layouts of its text and a dozen calls into Python, and nearly all rows look
alike: not chosen, not under the mouse, without the keyboard. Of those a style draws a picture and a line of text in the
places that it names (``QCommonStyle``, which Qt's other styles follow here), which is done at once for all of them;
what is set apart in any way stays with Qt. A test holds both to each other, pixel by pixel.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QIcon, QPainter, QPalette, QPixmap, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from coopviewer.models.annotation_cells import ShownCell
from coopviewer.widgets.line_text import LineText, SimpleSigns
from coopviewer.widgets.text_direction import in_its_direction

_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay
_TEXT_AND_PICTURE = _TEXT | QStyleOptionViewItem.ViewItemFeature.HasDecoration


class _Hand(NamedTuple):
    """What all cells of one painting are drawn with."""

    painter: QPainter
    option: QStyleOptionViewItem
    margin: int
    text: QColor
    soft: QColor
    simple: SimpleSigns | None
    right_to_left: bool


class PlainRows:
    """Draws for one table, whose rows are of one height and whose cells are drawn by an ``OwnDirectionDelegate``."""

    def __init__(self, view: QTableView, cells: Callable[[int], Sequence[ShownCell]]) -> None:
        """Draw for a view; ``cells`` gives those of a row, in the order of the columns."""
        self._view, self._cells = view, cells
        self._font = QFont(view.font())
        self._simple = SimpleSigns(view.fontMetrics())

    def draw(self, region: QRegion) -> QRegion:
        """Draw the plain rows in a region of the viewport; gives the part of it that is left to be drawn by Qt."""
        view, area = self._view, region.boundingRect()
        first, last = view.rowAt(area.top()), view.rowAt(area.bottom())
        if first < 0:
            return QRegion()
        rows = range(first, (last if last >= 0 else view.model().rowCount() - 1) + 1)
        apart = self._apart(rows) if view.isEnabled() else set(rows)
        self._draw_rows([row for row in rows if row not in apart], area)
        left = QRegion()
        for row in apart:
            left += QRect(0, view.rowViewportPosition(row), view.viewport().width(), view.rowHeight(row))
        return left & region

    def _apart(self, rows: range) -> set[int]:
        """Give the rows that are not plain: chosen, with the keyboard, or under the mouse."""
        view, viewport = self._view, self._view.viewport()
        apart = {view.currentIndex().row()}
        if viewport.underMouse():
            apart.add(view.rowAt(viewport.mapFromGlobal(QCursor.pos()).y()))
        selection = view.selectionModel().selection()
        for place in range(selection.count()):
            chosen = selection.at(place)
            apart.update(range(max(chosen.top(), rows.start), min(chosen.bottom() + 1, rows.stop)))
        return apart.intersection(rows)

    def _draw_rows(self, rows: Sequence[int], area: QRect) -> None:
        if not rows:
            return
        view = self._view
        lines = [(view.rowViewportPosition(row), self._cells(row)) for row in rows]
        painter = QPainter(view.viewport())
        hand, height = self._hand(painter), view.rowHeight(rows[0])
        for column in range(view.model().columnCount()):
            cell = QRect(view.columnViewportPosition(column), 0, view.columnWidth(column), height)
            if cell.left() <= area.right() and cell.right() >= area.left():
                _draw_column(hand, cell, ((top, cells[column]) for top, cells in lines))
        painter.end()

    def _hand(self, painter: QPainter) -> _Hand:
        view, option = self._view, QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.features = QStyleOptionViewItem.ViewItemFeature.HasDisplay
        option.text = " "  # without any, there would be no margin beside it
        painter.setFont(option.font)
        group = QPalette.ColorGroup.Active if view.isActiveWindow() else QPalette.ColorGroup.Inactive
        return _Hand(
            painter=painter,
            option=option,
            margin=view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, view) + 1,
            text=option.palette.color(group, QPalette.ColorRole.Text),
            soft=option.palette.color(group, QPalette.ColorRole.PlaceholderText),
            simple=None if view.isRightToLeft() else self._simple_signs(option.font),
            right_to_left=view.isRightToLeft(),
        )

    def _simple_signs(self, font: QFont) -> SimpleSigns:
        if font != self._font:
            self._font, self._simple = QFont(font), SimpleSigns(QFontMetrics(font))
        return self._simple


def _draw_column(hand: _Hand, area: QRect, cells: Iterable[tuple[int, ShownCell]]) -> None:
    """Draw the cells of a column, each at its top; ``area`` is that of a cell whose top is 0."""
    painter, left, width, height = hand.painter, area.left(), area.width(), area.height()
    places: dict[int, tuple[QRect, QRect]] = {}
    texts: dict[int, LineText] = {}
    for top, (text, picture, is_soft) in cells:
        key = picture.cacheKey() if picture is not None else 0
        if key not in places:
            places[key] = _places(hand, area, picture)
            texts[key] = LineText(painter, hand.option, places[key][1], hand.simple)
        painter.setClipRect(left, top, width, height)
        if picture is not None:
            _draw_picture(hand, picture, places[key][0].translated(0, top))
        if text:
            painter.setPen(hand.soft if is_soft else hand.text)
            texts[key].draw(in_its_direction(text, right_to_left=hand.right_to_left), top)


def _places(hand: _Hand, area: QRect, picture: QIcon | QPixmap | None) -> tuple[QRect, QRect]:
    """Ask the style where in a cell a picture and the text stand."""
    option, view = hand.option, hand.option.widget
    option.rect = area
    option.features = _TEXT if picture is None else _TEXT_AND_PICTURE
    if picture is not None:
        option.decorationSize = _size(picture, option.decorationSize)
    style, elements = view.style(), QStyle.SubElement
    before = style.subElementRect(elements.SE_ItemViewItemDecoration, option, view)
    beside = style.subElementRect(elements.SE_ItemViewItemText, option, view)
    return before, beside.adjusted(hand.margin, 0, -hand.margin, 0)


def _size(picture: QIcon | QPixmap, icon_size: QSize) -> QSize:
    if isinstance(picture, QPixmap):
        return picture.deviceIndependentSize().toSize()
    return picture.actualSize(icon_size).boundedTo(icon_size)


def _draw_picture(hand: _Hand, picture: QIcon | QPixmap, place: QRect) -> None:
    if isinstance(picture, QPixmap):
        hand.painter.drawPixmap(place.topLeft(), picture)
    else:
        picture.paint(hand.painter, place, hand.option.decorationAlignment)
