"""Drawing of the timeline: bars, groups, years, today, and the band from the earliest to the latest as-of day."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea

from coopviewer.models.language import language
from coopviewer.rendering.overviews.timeline_rows import BarRow, GroupRow, TimelineBar
from coopviewer.widgets.common.text_direction import direction_of
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.timeline_geometry import TimelineGeometry, new_year

_LEAST = 4.0  # pixels of a bar of one day
_OPEN = 48.0  # pixels along which a bar fades away on the side of a date that is not known
_INSET = 0.2  # of the height of a bar, by which it is narrower within the outline of its planned time
_LINE = 1.5  # pixels
_FAINT, _DIMMED = 0.16, 0.45
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years between two labels
_DOTTED_FROM = 6  # pixels of a fade from which its outer limit is drawn


class TimelineDrawing:
    """Draws a timeline with one painter, at the positions that a TimelineGeometry has computed."""

    def __init__(self, painter: QPainter, rows: TimelineGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        """Draw in the font, the direction and the width of a canvas, in the colours of a theme."""
        self._painter, self._rows, self._theme = painter, rows, theme
        self._font = canvas.font()
        self._metrics = QFontMetricsF(self._font)
        self._width = canvas.viewport().width()
        self._right_to_left = canvas.isRightToLeft()

    def paint(self, exposed: QRect) -> None:
        """Paint what is in view within a rectangle of the viewport; nothing before the timeline is read."""
        painter, area = self._painter, self._rows.area
        if self._rows.view is None:
            return
        painter.setFont(self._font)
        painter.save()
        painter.setClipRect(area.adjusted(0, -self._rows.sizes.head, 0, 0))
        self._paint_years(area)
        painter.restore()
        painter.setClipRect(QRect(0, area.top(), self._width, area.height()))
        for _, row, top, height in self._rows.rows_in(max(exposed.top(), area.top()), exposed.bottom()):
            rect = QRectF(0, top, self._width, height)
            if isinstance(row, GroupRow):
                self._paint_group(row, rect)
            else:
                self._paint_row(row, rect)
        painter.setClipping(False)
        self._paint_headings()

    def _paint_years(self, area: QRect) -> None:
        """Paint the as-of band, the chosen year, the lines and labels of the years, and today."""
        painter = self._painter
        view = self._rows.view
        assert view is not None
        if view.as_of is not None:
            first, last = self._rows.x(view.as_of[0]), self._rows.x(view.as_of[1] + 1)
            band = QRectF(first, area.top(), last - first, area.height())
            painter.fillRect(band, QColor("#3a3424" if self._theme.dark else "#f4ecd8"))
        if view.year is not None:
            left, right = self._rows.x(new_year(view.year)), self._rows.x(new_year(view.year + 1))
            shade = QColor(self._theme.accent)
            shade.setAlphaF(0.14)
            painter.fillRect(
                QRectF(left, area.top() - self._rows.sizes.head / 2, right - left, area.height() * 2), shade
            )
        for year, box in self.year_boxes():
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(QPointF(box.left(), area.top()), QPointF(box.left(), area.bottom()))
            painter.setPen(QColor(self._theme.text if year == view.year else self._theme.soft))
            wide = self._metrics.horizontalAdvance(str(year)) / 2
            if area.left() <= box.center().x() - wide and box.center().x() + wide <= area.right():
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))
        self._paint_today(area)

    def year_boxes(self) -> Iterator[tuple[int, QRectF]]:
        """Yield each year at whose beginning a line is drawn, with the box of its label, which begins at that line.

        The years ascend. Years out of view, and years whose label is not drawn since it would be cut, are yielded too.
        """
        metrics, area = self._metrics, self._rows.area
        pixels = self._rows.scale * 365.25
        step = next((each for each in _STEPS if each * pixels > metrics.horizontalAdvance("0000") * 1.6), _STEPS[-1])
        first_year, last_year = self._rows.years
        for year in range(first_year - first_year % step, last_year + 2, step):
            if 1 <= year <= 9999:
                left, top = self._rows.x(new_year(year)), area.top() - metrics.height() * 1.3
                yield year, QRectF(left, top, step * pixels, metrics.height() * 1.2)

    def _paint_today(self, area: QRect) -> None:
        painter = self._painter
        tr = language()
        metrics = self._metrics
        assert self._rows.view is not None
        x = self._rows.x(self._rows.view.today)
        painter.setPen(QPen(QColor(self._theme.text), 1.5))
        painter.drawLine(QPointF(x, area.top() - metrics.height() * 0.2), QPointF(x, area.bottom()))
        text = tr("today")
        left = min(
            max(x - metrics.horizontalAdvance(text) / 2, area.left()), area.right() - metrics.horizontalAdvance(text)
        )
        painter.drawText(QPointF(left, area.top() - metrics.height() * 1.6), text)

    def _paint_group(self, row: GroupRow, rect: QRectF) -> None:
        painter = self._painter
        painter.fillRect(rect, QColor(self._theme.window))
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.text))
        gap = self._rows.sizes.gap
        box = rect.adjusted(gap, 0, -gap, 0)
        title = QFontMetricsF(bold).elidedText(row.title, Qt.TextElideMode.ElideRight, box.width() * 0.8)
        start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(direction_of(title))
        painter.drawText(self._mirrored(box), self._aligned(start), title)
        used = QFontMetricsF(bold).horizontalAdvance(title) + gap
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.soft))
        painter.setLayoutDirection(direction_of(row.total))
        painter.drawText(self._mirrored(box.adjusted(used, 0, 0, 0)), self._aligned(start), row.total)

    def _paint_row(self, row: BarRow, rect: QRectF) -> None:
        painter = self._painter
        sizes, metrics = self._rows.sizes, self._metrics
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        middle = rect.center().y()
        names = QRectF(sizes.gap, rect.top(), sizes.names - 2 * sizes.gap, rect.height())
        painter.setPen(QColor(self._theme.soft if row.is_dimmed else self._theme.accent))
        title, rest = (row.title, "") if row.note else self._in_two(row.title, names.width())
        half = metrics.height() * 0.55
        self._line(names, title, middle - (half if row.note or rest else 0))
        if rest:
            self._line(names, rest, middle + half)
        painter.setPen(QColor(self._theme.soft))
        if row.note:
            self._line(names, row.note, middle + half)
        if sizes.grants:
            width = self._width
            grants = QRectF(width - sizes.grants + sizes.gap, rect.top(), sizes.grants - 2 * sizes.gap, rect.height())
            painter.setPen(QColor(self._theme.soft if row.is_dimmed else self._theme.text))
            self._line(grants, row.grants, middle - metrics.height() * 0.55, at_end=True)
            painter.setPen(QColor(self._theme.soft))
            self._line(grants, row.grants_as_given, middle + metrics.height() * 0.55, at_end=True)
        painter.save()
        area = self._rows.area
        painter.setClipRect(QRectF(area.left(), max(rect.top(), area.top()), area.width(), rect.height()))
        self._paint_bar_and_label(row, rect)
        painter.restore()

    def _paint_bar_and_label(self, row: BarRow, rect: QRectF) -> None:
        painter = self._painter
        area, sizes, metrics = self._rows.area, self._rows.sizes, self._metrics
        left = float(area.left())
        if row.bar is not None:
            painter.setOpacity(_DIMMED if row.is_dimmed else 1.0)
            begins = self._paint_times(row.bar, rect.top() + sizes.gap)
            painter.setOpacity(1.0)
            left = min(max(begins, left), area.right() - metrics.horizontalAdvance(row.label))
        painter.setPen(QColor(self._theme.soft if row.is_dimmed else self._theme.text))
        baseline = rect.top() + sizes.gap + sizes.bar + metrics.ascent() + 2
        left = max(left, area.left() + 2.0)
        text = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, area.right() - left)
        painter.setLayoutDirection(direction_of(text))
        painter.drawText(QPointF(left, baseline if row.bar else rect.center().y() + metrics.ascent() / 2), text)

    def _paint_times(self, bar: TimelineBar, top: float) -> float:
        """Paint the planned and the actual time of a project below ``top``; return where they begin."""
        area, height = self._rows.area, self._rows.sizes.bar
        first = area.left() - 2.0 if bar.first is None else self._rows.x(bar.first)
        last = area.right() + 2.0 if bar.last is None else self._rows.x(bar.last + 1)
        first, last = first - (0 if bar.has_start else _OPEN), last + (0 if bar.has_end else _OPEN)
        rect = QRectF(first, top, max(last - first, _LEAST), height)
        if bar.planned is None:
            self._paint_bar(bar, rect)
            return first
        begin, end = bar.planned
        left = self._rows.x(begin) if begin is not None else self._rows.x((end or 0) + 1) - _OPEN
        right = self._rows.x(end + 1) if end is not None else left + _OPEN
        outline = QRectF(left, top, max(right - left, _LEAST), height)
        self._paint_outline(outline, has_start=begin is not None, has_end=end is not None)
        self._paint_bar(bar, rect.adjusted(0, height * _INSET, 0, -height * _INSET))
        return min(first, left)

    def _paint_bar(self, bar: TimelineBar, rect: QRectF) -> None:
        painter = self._painter
        if bar.is_outlined:
            self._paint_outline(rect, has_start=bar.has_start, has_end=bar.has_end)
            return
        sure_from, sure_to = self._rows.x(bar.sure_from), self._rows.x(bar.sure_to + 1)
        solid, faint, clear = (QColor(self._theme.accent) for _ in range(3))
        faint.setAlphaF(_FAINT)
        clear.setAlphaF(0)
        gradient = QLinearGradient(rect.topLeft(), rect.topRight())
        span = max(rect.width(), 1.0)
        sure = sorted(min(max((x - rect.left()) / span, 0.0), 1.0) for x in (sure_from, sure_to))
        # a day that is known has no fade
        before = solid if bar.first is not None and bar.first == bar.sure_from else faint
        gradient.setColorAt(0.0, before if bar.has_start else clear)
        gradient.setColorAt(sure[0], solid)
        gradient.setColorAt(sure[1], solid)
        after = solid if bar.last is not None and bar.last == bar.sure_to else faint
        gradient.setColorAt(1.0, after if bar.has_end else clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRect(rect)
        painter.setPen(QPen(QColor(self._theme.accent), 1, Qt.PenStyle.DotLine))
        if sure_from - rect.left() > _DOTTED_FROM and bar.first is not None and bar.has_start:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if rect.right() - sure_to > _DOTTED_FROM and bar.last is not None and bar.has_end:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if bar.last is None:
            self._paint_arrow(rect)

    def _paint_outline(self, rect: QRectF, *, has_start: bool, has_end: bool) -> None:
        """Paint an outline; on a side that is not known it has no edge, and its lines fade away."""
        painter, solid, clear = self._painter, QColor(self._theme.accent), QColor(self._theme.accent)
        clear.setAlphaF(0)
        gradient = QLinearGradient(rect.topLeft(), rect.topRight())
        gradient.setColorAt(0.0, solid if has_start else clear)
        gradient.setColorAt(1.0, solid if has_end else clear)
        half = _LINE / 2
        for y in (rect.top(), rect.bottom()):  # as areas, since the lines of an SVG have one colour
            painter.fillRect(QRectF(rect.left() - half, y - half, rect.width() + _LINE, _LINE), gradient)
        for x, is_known in ((rect.left(), has_start), (rect.right(), has_end)):
            if is_known:
                painter.fillRect(QRectF(x - half, rect.top() - half, _LINE, rect.height() + _LINE), solid)

    def _paint_arrow(self, rect: QRectF) -> None:
        painter = self._painter
        right, half = float(self._rows.area.right()), rect.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        tip = QPointF(right, rect.center().y())
        painter.drawPolygon(QPolygonF([QPointF(right - half, rect.top()), tip, QPointF(right - half, rect.bottom())]))

    def _paint_headings(self) -> None:
        painter = self._painter
        tr = language()
        metrics = self._metrics
        sizes, width = self._rows.sizes, self._width
        middle = sizes.head - metrics.height() * 0.8
        painter.setPen(QColor(self._theme.soft))
        self._line(QRectF(sizes.gap, 0, sizes.names - sizes.gap, sizes.head), tr("Project"), middle)
        if sizes.grants:
            grants = QRectF(width - sizes.grants, 0, sizes.grants - sizes.gap, sizes.head)
            self._line(grants, tr("Grant"), middle, at_end=True)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(QPointF(0, sizes.head), QPointF(width, sizes.head))

    def _in_two(self, text: str, width: float) -> tuple[str, str]:
        """Return a text as two lines, broken between words; the second is empty if one is enough."""
        first, metrics = text, self._metrics
        while metrics.horizontalAdvance(first) > width and " " in first:
            first = first.rpartition(" ")[0]
        return (text, "") if metrics.horizontalAdvance(first) > width else (first, text[len(first) :].strip())

    def _line(self, rect: QRectF, text: str, middle: float, *, at_end: bool = False) -> None:
        """Paint one line of text, elided, in ``rect`` around the height ``middle``.

        The rectangle is mirrored from right to left. The text begins at its leading side, or with ``at_end`` ends at
        the other.
        """
        painter = self._painter
        metrics = self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        box = self._mirrored(QRectF(rect.left(), middle - metrics.height() / 2, rect.width(), metrics.height()))
        side = Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading
        painter.setLayoutDirection(direction_of(shown))
        painter.drawText(box, self._aligned(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _mirrored(self, rect: QRectF) -> QRectF:
        if not self._right_to_left:
            return rect
        return QRectF(self._width - rect.right(), rect.top(), rect.width(), rect.height())

    def _aligned(self, alignment: Qt.AlignmentFlag) -> int:
        """Return an alignment for painting text that Qt does not mirror once more."""
        if self._right_to_left:
            swapped = {
                Qt.AlignmentFlag.AlignLeading: Qt.AlignmentFlag.AlignRight,
                Qt.AlignmentFlag.AlignTrailing: Qt.AlignmentFlag.AlignLeft,
            }
            for side, other in swapped.items():
                if alignment & side:
                    return int((alignment & ~side | other | Qt.AlignmentFlag.AlignAbsolute).value)
        return int(alignment.value)
