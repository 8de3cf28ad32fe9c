"""Drawing of the map: fills with patterns, borders, markers for small countries, and labels that do not overlap."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPainterPath, QPen, QTransform

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.rendering.overviews.map_rows import CountFill, Fill, MapCountry
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.map.world import World, WorldShape

SMALL = 250  # square pixels, under which a country is shown by a marker
MARKER = 11  # pixels
_HALO = 3.0  # pixels
_DIMMED = 0.35


class MapColours(NamedTuple):
    """The colours of the map in a light or a dark theme, as ``#rrggbb``.

    ``outside``: that of countries which are not in the reference.
    ``fills``: for what is said of a country (such as *listed*) a colour, a pattern, and the pattern's colour.
    """

    sea: str
    outside: str
    border: str
    fills: Mapping[Fill, tuple[str, Qt.BrushStyle, str]]


_Pattern = Qt.BrushStyle
LIGHT_MAP = MapColours(
    "#f4f8fc",
    "#e9ecef",
    "#aab3bf",
    {
        CellState.LISTED: ("#0b57a4", _Pattern.BDiagPattern, "#5f9bd8"),
        CellState.NOT_LISTED: ("#cfd8e3", _Pattern.Dense7Pattern, "#7688a0"),
        CellState.NOT_STATED: ("#ffffff", _Pattern.CrossPattern, "#7688a0"),
        CellState.NOT_LOOKED_AT: ("#ffffff", _Pattern.NoBrush, "#7688a0"),
        CountFill.NONE: ("#cfd8e3", _Pattern.Dense7Pattern, "#7688a0"),
        CountFill.ONE: ("#8db9e8", _Pattern.NoBrush, "#4a86c5"),
        CountFill.TWO: ("#3a7bc0", _Pattern.FDiagPattern, "#a9cbee"),
        CountFill.MORE: ("#08396e", _Pattern.BDiagPattern, "#5f9bd8"),
    },
)
DARK_MAP = MapColours(
    "#1a2028",
    "#2b3139",
    "#4a535f",
    {
        CellState.LISTED: ("#7ab8ff", _Pattern.BDiagPattern, "#2b5f9a"),
        CellState.NOT_LISTED: ("#46505e", _Pattern.Dense7Pattern, "#8a97a8"),
        CellState.NOT_STATED: ("#20252c", _Pattern.CrossPattern, "#8a97a8"),
        CellState.NOT_LOOKED_AT: ("#20252c", _Pattern.NoBrush, "#8a97a8"),
        CountFill.NONE: ("#46505e", _Pattern.Dense7Pattern, "#8a97a8"),
        CountFill.ONE: ("#3f6ea3", _Pattern.NoBrush, "#7ab8ff"),
        CountFill.TWO: ("#6da3dc", _Pattern.FDiagPattern, "#1f4573"),
        CountFill.MORE: ("#c2e0ff", _Pattern.BDiagPattern, "#2b5f9a"),
    },
)


def colours_of(theme: Theme) -> MapColours:
    """Return the colours of the map in a theme."""
    return DARK_MAP if theme.dark else LIGHT_MAP


def pattern(colours: MapColours, fill: Fill, transform: QTransform) -> QBrush:
    """Return the pattern of a fill as a brush, whose strokes have the same size on the screen at every scale.

    ``transform`` is the one by which the painter maps the plane to the screen.
    """
    _, style, colour = colours.fills[fill]
    brush = QBrush(QColor(colour), style)
    brush.setTransform(transform.inverted()[0])
    return brush


def is_small(shape: WorldShape, scale: float) -> bool:
    """Return whether a shape covers less than 250 square pixels (SMALL): a marker shows it then.

    ``scale`` is in pixels for a unit of the plane.
    """
    return shape.area * scale * scale < SMALL


class MapDrawing:
    """Draws a world with one painter, in device-independent pixels of the screen.

    ``countries`` has the countries of the reference by the keys of their shapes; all other shapes are painted in the
    colour ``MapColours.outside``.
    """

    def __init__(self, painter: QPainter, world: World, transform: QTransform, theme: Theme, level: int) -> None:
        """Draw in the colours of a theme; ``transform`` maps the plane of the shapes of ``world`` to the screen.

        ``level`` is the level of detail, 0 for the finest.
        """
        self._level = level
        self._painter, self._world, self._transform, self._theme = painter, world, transform, theme
        self._colours = colours_of(theme)
        self._scale = transform.m11()

    def paint_shapes(self, countries: Mapping[str, MapCountry], exposed: QRectF) -> None:
        """Paint what is in view within ``exposed``, a rectangle of the screen: sea, then fills, borders and markers."""
        for part in self.slices(countries, exposed):
            part()

    def slices(self, countries: Mapping[str, MapCountry], exposed: QRectF) -> Iterator[Callable[[], None]]:
        """Yield the steps of ``paint_shapes`` in order, to be called one by one; each takes a few milliseconds at most.

        Labels are not among them: ``paint_labels`` paints them afterwards.
        """
        visible = self._transform.inverted()[0].mapRect(exposed)
        outlines = self._world.outlines(self._level)
        shown = [
            (shape, outline)
            for shape, outline in zip(self._world.shapes, outlines, strict=True)
            if outline.fill.controlPointRect().intersects(visible)
        ]
        yield partial(self._paint_sea, exposed)
        for shape, outline in shown:
            yield partial(self._fill, outline.fill, countries.get(shape.key))
        for _, outline in shown:
            yield partial(self._stroke, outline.border)
        for shape, _ in shown:
            if shape.key in countries and is_small(shape, self._scale):
                yield partial(self._mark, shape, countries[shape.key])

    def _paint_sea(self, exposed: QRectF) -> None:
        self._painter.fillRect(exposed, QColor(self._colours.sea))

    def _fill(self, path: QPainterPath, country: MapCountry | None) -> None:
        painter = self._painter
        painter.save()
        painter.setTransform(self._transform, True)
        painter.setPen(Qt.PenStyle.NoPen)
        if country is None:
            painter.fillPath(path, QColor(self._colours.outside))
        else:
            painter.setOpacity(_DIMMED if country.is_dimmed else 1.0)
            painter.fillPath(path, QColor(self._colours.fills[country.fill][0]))
            if painter.paintEngine().type() is QPaintEngine.Type.SVG:  # which enlarges the brush with the painter
                painter.setTransform(self._transform.inverted()[0], True)
                painter.fillPath(self._transform.map(path), pattern(self._colours, country.fill, QTransform()))
            else:
                painter.fillPath(path, pattern(self._colours, country.fill, self._transform))
        painter.restore()

    def _stroke(self, path: QPainterPath) -> None:
        pen = QPen(QColor(self._colours.border), 0.7)
        pen.setCosmetic(True)
        self._painter.save()
        self._painter.setTransform(self._transform, True)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.strokePath(path, pen)
        self._painter.restore()

    def _mark(self, shape: WorldShape, country: MapCountry) -> None:
        painter, point = self._painter, self._transform.map(shape.label)
        colour = self._colours.fills[country.fill][0]
        painter.setOpacity(_DIMMED if country.is_dimmed else 1.0)
        painter.setPen(QPen(QColor(self._theme.page), 1.5))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(point, MARKER / 2, MARKER / 2)
        painter.setPen(QPen(QColor(self._theme.soft), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(point, MARKER / 2 + 1, MARKER / 2 + 1)
        painter.setOpacity(1.0)

    def paint_labels(self, labels: Iterable["PlacedLabel"], font: QFont) -> None:
        """Paint labels with a halo, so that they can be read on every fill."""
        for label in labels:
            path = QPainterPath()
            path.addText(label.rect.left(), label.baseline, font, label.text)
            self._painter.strokePath(path, QPen(QColor(self._theme.page), _HALO))
            self._painter.setFont(font)
            self._painter.setPen(QColor(self._theme.text))
            self._painter.drawText(QPointF(label.rect.left(), label.baseline), label.text)  # as text in a file, too


class PlacedLabel(NamedTuple):
    """A label, its rectangle on the screen, and the y of its baseline there, all in device-independent pixels."""

    text: str
    rect: QRectF
    baseline: float


def place_labels(
    world: World, countries: Mapping[str, MapCountry], transform: QTransform, exposed: QRectF, font: QFont
) -> tuple[PlacedLabel, ...]:
    """Return the labels that are wholly within ``exposed`` and overlap no label placed before.

    ``exposed`` is a rectangle of the screen, ``transform`` maps the plane to the screen. ``countries`` are by the keys
    of their shapes; dimmed ones have no label. A label is in the middle of its shape, or beside the marker of a small
    one. Placed first are countries with an asterisk (for a legal note) after the title, then those with the strongest
    fill (*listed*, or the highest numbers), then all others; large ones first in each case. A label over 1.15 times as
    wide as its shape is left out, unless the country has an asterisk or a marker.
    """
    metrics, scale = QFontMetricsF(font), transform.m11()
    shapes = {shape.key: shape for shape in world.shapes}
    wanted = [(shapes[key], country) for key, country in countries.items() if key in shapes and not country.is_dimmed]
    foremost = (CellState.LISTED, CountFill.MORE)
    wanted.sort(key=lambda pair: (pair[1].ref.marker is None, pair[1].fill not in foremost, -pair[0].area))
    placed: list[PlacedLabel] = []
    for shape, country in wanted:
        point = transform.map(shape.label)
        size = metrics.boundingRect(country.ref.title).size()
        for rect in _positions(point, size.width(), metrics.height(), small=is_small(shape, scale)):
            if not is_small(shape, scale) and country.ref.marker is None:
                room = transform.mapRect(shape.box).width()
                if size.width() > room * 1.15:
                    break
            if exposed.contains(rect) and not any(rect.intersects(other.rect) for other in placed):
                placed.append(PlacedLabel(country.ref.title, rect, rect.top() + metrics.ascent()))
                break
    return tuple(placed)


def _positions(point: QPointF, width: float, height: float, *, small: bool) -> Iterator[QRectF]:
    if not small:
        yield QRectF(point.x() - width / 2, point.y() - height / 2, width, height)
        return
    gap = MARKER / 2 + 4
    yield QRectF(point.x() + gap, point.y() - height / 2, width, height)
    yield QRectF(point.x() - gap - width, point.y() - height / 2, width, height)
    yield QRectF(point.x() - width / 2, point.y() - gap - height, width, height)
    yield QRectF(point.x() - width / 2, point.y() + gap, width, height)
