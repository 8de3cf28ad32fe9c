"""Fast drawing of the plain rows of a table: those not selected, not under the mouse, and without keyboard focus.

A style that draws a cell lays its text out three times and calls Python a dozen times, and nearly all rows are plain.
In a plain cell, Qt's styles only draw a picture and a line of text, each in a rectangle. Here the style is asked for
these rectangles once for all cells of a column, and the plain rows are drawn in one go; Qt draws all other rows. A test
compares both ways of drawing, pixel by pixel.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QCursor, QFont, QIcon, QPainter, QPalette, QPixmap, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from coopviewer.models.annotations.cells import ShownCell
from coopviewer.widgets.annotations.browser.line_text import LineText, SimpleCharacters
from coopviewer.widgets.common.text_direction import in_its_direction

_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay
_TEXT_AND_PICTURE = _TEXT | QStyleOptionViewItem.ViewItemFeature.HasDecoration


class _DrawingContext(NamedTuple):
    """The values that all cells of one paint event share."""

    painter: QPainter
    option: QStyleOptionViewItem
    line: LineText
    margin: int
    text: QColor
    soft: QColor
    right_to_left: bool


class PlainRows:
    """Draws the plain rows of a table, which are not selected, current or under the mouse; Qt draws the others.

    All rows must have the same height. The table's delegate must be OwnDirectionDelegate, which draws each text in its
    own direction (left or right).
    """

    def __init__(self, view: QTableView, cells: Callable[[int], Sequence[ShownCell]]) -> None:
        """Draw for a view; ``cells`` returns the cells of a row in the order of the columns."""
        self._view, self._cells = view, cells
        self._font = QFont(view.font())
        self._simple = SimpleCharacters(self._font)

    def draw(self, region: QRegion) -> QRegion:
        """Draw the plain rows in a region of the viewport; return the part that Qt still has to draw.

        Plain are rows that are not selected, not current and not under the mouse; in a disabled view none is.
        """
        view = self._view
        region &= view.viewport().rect()
        area = region.boundingRect()
        first, last = view.rowAt(area.top()), view.rowAt(area.bottom())
        if first < 0:
            return QRegion()
        rows = range(first, (last if last >= 0 else view.model().rowCount() - 1) + 1)
        special = self._special_rows(rows) if view.isEnabled() else set(rows)
        self._draw_rows([row for row in rows if row not in special], area)
        rest = QRegion()
        for row in special:
            rest += QRect(0, view.rowViewportPosition(row), view.viewport().width(), view.rowHeight(row))
        return rest & region

    def _special_rows(self, rows: range) -> set[int]:
        """Return those of ``rows`` that are not plain: selected, current, or under the mouse."""
        view, viewport = self._view, self._view.viewport()
        special = {view.currentIndex().row()}
        if viewport.underMouse():
            special.add(view.rowAt(viewport.mapFromGlobal(QCursor.pos()).y()))
        selection = view.selectionModel().selection()
        for number in range(selection.count()):
            selected = selection.at(number)
            special.update(range(max(selected.top(), rows.start), min(selected.bottom() + 1, rows.stop)))
        return special.intersection(rows)

    def _draw_rows(self, rows: Sequence[int], area: QRect) -> None:
        if not rows:
            return
        view = self._view
        lines = [(view.rowViewportPosition(row), self._cells(row)) for row in rows]
        with QPainter(view.viewport()) as painter:
            height = view.rowHeight(rows[0])
            context = self._make_context(painter, height)
            for column in range(view.model().columnCount()):
                cell = QRect(view.columnViewportPosition(column), 0, view.columnWidth(column), height)
                if cell.left() <= area.right() and cell.right() >= area.left():
                    _draw_column(context, cell, ((top, cells[column]) for top, cells in lines))

    def _make_context(self, painter: QPainter, height: int) -> _DrawingContext:
        view, option = self._view, QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.text = " "  # since an item without text has no margin
        painter.setFont(option.font)
        group = QPalette.ColorGroup.Active if view.isActiveWindow() else QPalette.ColorGroup.Inactive
        simple = None if view.isRightToLeft() else self._simple_characters(option.font)
        return _DrawingContext(
            painter=painter,
            option=option,
            line=LineText(painter, option, height, simple),
            margin=view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, view) + 1,
            text=option.palette.color(group, QPalette.ColorRole.Text),
            soft=option.palette.color(group, QPalette.ColorRole.PlaceholderText),
            right_to_left=view.isRightToLeft(),
        )

    def _simple_characters(self, font: QFont) -> SimpleCharacters:
        if font != self._font:
            self._font, self._simple = QFont(font), SimpleCharacters(font)
        return self._simple


def _draw_column(context: _DrawingContext, area: QRect, cells: Iterable[tuple[int, ShownCell]]) -> None:
    """Draw the cells of a column, given with their tops; ``area`` is the rectangle of a cell with a top of 0."""
    painter, left, width, height = context.painter, area.left(), area.width(), area.height()
    geometries: dict[tuple[int, int], tuple[QRect, int, int]] = {}
    for top, (text, picture, is_soft) in cells:
        size = (0, 0) if picture is None else _size(picture, context.option.decorationSize)
        if size not in geometries:
            geometries[size] = _cell_geometry(context, area, size)
        picture_area, text_left, text_width = geometries[size]
        painter.setClipRect(left, top, width, height)
        if picture is not None:
            QIcon(picture).paint(painter, picture_area.translated(0, top), context.option.decorationAlignment)
        if text:
            painter.setPen(context.soft if is_soft else context.text)
            context.line.draw(in_its_direction(text, right_to_left=context.right_to_left), text_left, top, text_width)


def _cell_geometry(context: _DrawingContext, area: QRect, size: tuple[int, int]) -> tuple[QRect, int, int]:
    """Return, by the style, the rectangle of a cell's picture, and the left edge and the width of its text.

    ``size`` is that of the picture, (0, 0) for none.
    """
    option = QStyleOptionViewItem(context.option)
    option.rect = area
    option.features = _TEXT_AND_PICTURE if any(size) else _TEXT
    option.decorationSize = QSize(*size)
    style, elements = option.widget.style(), QStyle.SubElement
    picture_area = style.subElementRect(elements.SE_ItemViewItemDecoration, option, option.widget)
    text_area = style.subElementRect(elements.SE_ItemViewItemText, option, option.widget)
    return picture_area, text_area.left() + context.margin, text_area.width() - 2 * context.margin


def _size(picture: QIcon | QPixmap, icon_size: QSize) -> tuple[int, int]:
    if isinstance(picture, QPixmap):
        size = picture.deviceIndependentSize().toSize()
    else:
        size = picture.actualSize(icon_size).boundedTo(icon_size)
    return size.width(), size.height()
