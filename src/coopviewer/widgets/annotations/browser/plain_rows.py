"""Draws the rows of a table that nothing sets apart, all cells at once. Imported when used.

A cell that is drawn by a style takes three layouts of its text and a dozen calls into Python, and nearly all rows look
alike: not chosen, not under the mouse, without the keyboard. Of those a style draws a picture and a line of text in the
places that it names (``QCommonStyle``, which Qt's other styles follow here), which is done at once for all of them;
what is set apart in any way stays with Qt. A test holds both to each other, pixel by pixel.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QCursor, QFont, QIcon, QPainter, QPalette, QPixmap, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from coopviewer.models.annotations.cells import ShownCell
from coopviewer.widgets.annotations.browser.line_text import LineText, SimpleSigns
from coopviewer.widgets.common.text_direction import in_its_direction

_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay
_TEXT_AND_PICTURE = _TEXT | QStyleOptionViewItem.ViewItemFeature.HasDecoration


class _Hand(NamedTuple):
    """What all cells of one painting are drawn with."""

    painter: QPainter
    option: QStyleOptionViewItem
    line: LineText
    margin: int
    text: QColor
    soft: QColor
    right_to_left: bool


class PlainRows:
    """Draws for one table, whose rows are of one height and whose cells are drawn by an ``OwnDirectionDelegate``."""

    def __init__(self, view: QTableView, cells: Callable[[int], Sequence[ShownCell]]) -> None:
        """Draw for a view; ``cells`` gives those of a row, in the order of the columns."""
        self._view, self._cells = view, cells
        self._font = QFont(view.font())
        self._simple = SimpleSigns(self._font)

    def draw(self, region: QRegion) -> QRegion:
        """Draw the plain rows in a region of the viewport; gives the part of it that is left to be drawn by Qt."""
        view = self._view
        region &= view.viewport().rect()
        area = region.boundingRect()
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
        height = view.rowHeight(rows[0])
        hand = self._hand(painter, height)
        for column in range(view.model().columnCount()):
            cell = QRect(view.columnViewportPosition(column), 0, view.columnWidth(column), height)
            if cell.left() <= area.right() and cell.right() >= area.left():
                _draw_column(hand, cell, ((top, cells[column]) for top, cells in lines))
        painter.end()

    def _hand(self, painter: QPainter, height: int) -> _Hand:
        view, option = self._view, QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.text = " "  # without any, there would be no margin beside it
        painter.setFont(option.font)
        group = QPalette.ColorGroup.Active if view.isActiveWindow() else QPalette.ColorGroup.Inactive
        simple = None if view.isRightToLeft() else self._simple_signs(option.font)
        return _Hand(
            painter=painter,
            option=option,
            line=LineText(painter, option, height, simple),
            margin=view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, view) + 1,
            text=option.palette.color(group, QPalette.ColorRole.Text),
            soft=option.palette.color(group, QPalette.ColorRole.PlaceholderText),
            right_to_left=view.isRightToLeft(),
        )

    def _simple_signs(self, font: QFont) -> SimpleSigns:
        if font != self._font:
            self._font, self._simple = QFont(font), SimpleSigns(font)
        return self._simple


def _draw_column(hand: _Hand, area: QRect, cells: Iterable[tuple[int, ShownCell]]) -> None:
    """Draw the cells of a column, each at its top; ``area`` is that of a cell whose top is 0."""
    painter, left, width, height = hand.painter, area.left(), area.width(), area.height()
    places: dict[tuple[int, int], tuple[QRect, int, int]] = {}
    for top, (text, picture, is_soft) in cells:
        size = (0, 0) if picture is None else _size(picture, hand.option.decorationSize)
        if size not in places:
            places[size] = _places(hand, area, size)
        before, beside, text_width = places[size]
        painter.setClipRect(left, top, width, height)
        if picture is not None:
            QIcon(picture).paint(painter, before.translated(0, top), hand.option.decorationAlignment)
        if text:
            painter.setPen(hand.soft if is_soft else hand.text)
            hand.line.draw(in_its_direction(text, right_to_left=hand.right_to_left), beside, top, text_width)


def _places(hand: _Hand, area: QRect, size: tuple[int, int]) -> tuple[QRect, int, int]:
    """Ask the style where a picture of a size stands in a cell, and where the text beside it begins, and how wide.

    A size of nothing: there is none.
    """
    option = QStyleOptionViewItem(hand.option)
    option.rect = area
    option.features = _TEXT_AND_PICTURE if any(size) else _TEXT
    option.decorationSize = QSize(*size)
    style, elements = option.widget.style(), QStyle.SubElement
    before = style.subElementRect(elements.SE_ItemViewItemDecoration, option, option.widget)
    beside = style.subElementRect(elements.SE_ItemViewItemText, option, option.widget)
    return before, beside.left() + hand.margin, beside.width() - 2 * hand.margin


def _size(picture: QIcon | QPixmap, icon_size: QSize) -> tuple[int, int]:
    if isinstance(picture, QPixmap):
        size = picture.deviceIndependentSize().toSize()
    else:
        size = picture.actualSize(icon_size).boundedTo(icon_size)
    return size.width(), size.height()
