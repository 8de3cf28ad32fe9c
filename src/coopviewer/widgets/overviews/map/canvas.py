"""The picture of the map: countries coloured by a list or a number; with pan and zoom, by mouse and keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCursor, QHideEvent, QKeyEvent, QPainter, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.overviews.map_rows import Fill, MapCountry, MapView
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.canvas import Canvas, Item
from coopviewer.widgets.overviews.map.camera import MapCamera
from coopviewer.widgets.overviews.map.drawing import MARKER, MapDrawing, PlacedLabel, is_small, place_labels
from coopviewer.widgets.overviews.map.hover_card import HoverCard
from coopviewer.widgets.overviews.map.legend import paint_swatch
from coopviewer.widgets.overviews.map.picture import MapPicture, MapScene
from coopviewer.widgets.overviews.map.world import World, nearest
from coopviewer.widgets.overviews.picture_foot import LegendSign
from coopviewer.widgets.overviews.scrolled_plane import paint_frame

_REST = 80  # milliseconds without a movement, after which the picture is drawn anew


class MapCanvas(Canvas):
    """Shows a map; an item is the key of the shape of a country that the reference has, usually an alpha-3 code."""

    shows_tips = False  # its card says more
    is_mirrored = False  # east is at the right in every language

    def __init__(self, world: World, parent: QWidget | None = None) -> None:
        """Start with the whole world in view, though nothing is painted before ``show_view``."""
        super().__init__(parent)
        self.world = world
        self._view: MapView | None = None
        self._shapes = {shape.key: shape for shape in world.shapes}
        self.camera = MapCamera(world.bounds)
        self._picture = MapPicture(world, self)
        self._picture.finished.connect(self._show_picture)
        self._labels: tuple[PlacedLabel, ...] = ()
        self._as_vectors = False  # for a file
        self.setAccessibleName(self.tr("Map"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self._redraw)
        self.zoomed.connect(self.zoom)
        self.hover_card = HoverCard(self.viewport())
        self.hovered.connect(self._show_hovered)
        self.current_changed.connect(self._show_current)

    def show_view(self, view: MapView) -> None:
        """Show other countries or fills; the part in view stays, and a country stays current if the new map has it."""
        self._view = view
        self._picture.forget()
        if isinstance(self.current, str) and self.current not in view.countries:
            self.set_current(None)
        self.refresh()
        self._redraw()

    def fit(self, keys: tuple[str, ...] = ()) -> None:
        """Fit the view to the shapes with these keys, ignoring unknown ones; to the world if none is known."""
        box = QRectF()
        for key in keys:
            if key in self._shapes:
                box = box.united(self._shapes[key].box)
        self.camera.fit(box)
        self._move()

    def zoom(self, steps: int) -> None:
        """Zoom in by a factor of 1.25 for each of ``steps`` (negative: out) around the middle; 0: the whole world."""
        if steps == 0:
            self.fit()
        else:
            self._zoom_at(steps, QPointF(self.viewport().rect().center()))

    def _zoom_at(self, steps: int, point: QPointF) -> None:
        self.camera.zoom_at(steps, point)
        self._move()

    def country(self, item: Item) -> MapCountry | None:
        """Return the country whose shape has the key ``item``, None if the shown map does not have it."""
        return self._view.countries.get(item) if self._view is not None and isinstance(item, str) else None

    @property
    def labels(self) -> tuple[PlacedLabel, ...]:
        """The labels of the picture drawn last; not painted, but kept, while the map moves; empty before the first."""
        return self._labels

    def pan(self, dx: float, dy: float) -> None:
        """Move the map by some pixels, to the right and down; negative: to the left and up."""
        self.camera.pan(dx, dy)
        self._move()

    @Slot(object)
    def _show_hovered(self, item: Item | None) -> None:
        point = self.viewport().mapFromGlobal(QCursor.pos())
        self._show_card(item, QRect(point, QSize(1, 1)))

    @Slot(object)
    def _show_current(self, item: Item | None) -> None:
        """Show the card of the country that the keyboard has reached."""
        if self.hasFocus() and item is not None:
            self.make_visible(self.rect_of(item))
            self._show_card(item, self.rect_of(item).toAlignedRect())
        else:
            self.hover_card.hide()

    def _show_card(self, item: Item | None, place: QRect) -> None:
        country = None if item is None else self.country(item)
        if country is None:
            self.hover_card.hide()
        else:
            self.hover_card.show_country(country, place, self.theme)

    def _move(self) -> None:
        self.hover_card.hide()
        self._picture.stop()
        self._resting.start()
        self.viewport().update()

    # Drawing

    def _scene(self) -> MapScene:
        countries = self._view.countries if self._view is not None else {}
        return MapScene(countries, self.camera.transform, self.viewport().size(), self.devicePixelRatioF(), self.theme)

    @Slot()
    def _redraw(self) -> None:
        """Begin to draw a detailed picture of what is in view; until it is done, the one before is painted."""
        if self._view is not None and self.viewport().width():
            self._picture.begin(self._scene())

    @Slot()
    def _show_picture(self) -> None:
        self._place_labels(self._picture.transform)
        self.viewport().update()

    def _place_labels(self, transform: QTransform) -> None:
        assert self._view is not None
        area = QRectF(self.viewport().rect())
        self._labels = place_labels(self.world, self._view.countries, transform, area, self.font())

    def copy_for_file(self) -> "MapCanvas":
        """Return a canvas of the same part of the world, drawn as lines and text, without a current country."""
        copy = MapCanvas(self.world)
        copy.setFont(self.font())
        copy.setLayoutDirection(self.layoutDirection())
        copy.set_theme(self.theme)
        copy._as_vectors = True
        copy.resize(self.viewport().size())
        copy.camera.resize(self.viewport().size())
        copy.camera.look_as(self.camera)
        if self._view is not None:
            copy.show_view(self._view)
        return copy

    def legend(self) -> Sequence[LegendSign]:
        """Return (paint, meaning) for each fill, then for countries not in the reference; empty without a map."""
        if self._view is None:
            return ()
        tr = language()
        given = tuple(
            (
                partial(self._paint_swatch, each.fill),
                tr("{state}: {number}").format(state=each.label, number=each.number),
            )
            for each in self._view.legend
        )
        return (*given, (partial(self._paint_swatch, None), tr("not in this reference")))

    def _paint_swatch(self, fill: Fill | None, painter: QPainter, rect: QRectF) -> None:
        paint_swatch(painter, fill, rect, self.theme)

    def whole_size(self) -> QSize:
        """Return the present size of the canvas in pixels: a saved picture shows the part of the world in view."""
        return self.size()

    # What a canvas says

    def plane_size(self) -> QSize:
        """Return an empty size: the map moves by its camera, without scroll bars."""
        return QSize(0, 0)

    def item_at(self, point: QPointF) -> Item | None:
        """Return the key of the country at a point, or None; the markers of small countries come first."""
        if self._view is None:
            return None
        transform, scale = self.camera.transform, self.camera.scale
        for key in self._view.countries:
            shape = self._shapes.get(key)
            if shape is not None and is_small(shape, scale):
                away = transform.map(shape.label) - point
                if abs(away.x()) + abs(away.y()) <= MARKER:
                    return key
        at = transform.inverted()[0].map(point)
        outlines = self.world.outlines(self.world.level_for(scale))
        for shape, outline in zip(self.world.shapes, outlines, strict=True):
            inside = shape.key in self._view.countries and outline.fill.controlPointRect().contains(at)
            if inside and outline.fill.contains(at):
                return shape.key
        return None

    def rect_of(self, item: Item) -> QRectF:
        """Return the box in the viewport of the country with this key, or of its marker if small; empty if unknown."""
        shape = self._shapes.get(item) if isinstance(item, str) else None
        if shape is None:
            return QRectF()
        rect = self.camera.transform.mapRect(shape.box)
        if is_small(shape, self.camera.scale):
            middle = self.camera.transform.map(shape.label)
            rect = QRectF(middle.x() - MARKER, middle.y() - MARKER, 2 * MARKER, 2 * MARKER)
        return rect

    def make_visible(self, rect: QRectF) -> None:
        """Pan so that a rectangle is in the middle of the view, unless it is empty or its middle is in view already."""
        if not rect.isEmpty() and not QRectF(self.viewport().rect()).contains(rect.center()):
            middle = QPointF(self.viewport().rect().center())
            self.pan(middle.x() - rect.center().x(), middle.y() - rect.center().y())

    def neighbour(self, item: Item | None, across: int, down: int) -> Item | None:
        """Return the next country on one side, as ``nearest`` does; the first by title if ``item`` is not shown."""
        if self._view is None or not self._view.countries:
            return None
        known = {key: self._shapes[key].label for key in self._view.countries if key in self._shapes}
        if item not in known:
            countries = self._view.countries
            return min(known, key=lambda key: countries[key].ref.sort_title, default=None)
        return nearest(known, str(item), across, down)

    def tip_of(self, item: Item) -> str:
        """Return a country's title, lists, numbers and note, a line each; empty if the shown map does not have it."""
        country = self.country(item)
        if country is None:
            return ""
        lines = [self.tr("{label}: {value}").format(label=each.label, value=each.value) for each in country.lines]
        note = [f"{country.ref.marker or ''} {country.note}".strip()] if country.note else []
        return "\n".join((country.ref.title, *lines, *note))

    def paint_content(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the map, its labels, and a frame around the current country; nothing before ``show_view``."""
        if self._view is None:
            return
        now = self.camera.transform
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = MapDrawing(painter, self.world, now, self.theme, self.world.level_for(self.camera.scale))
        if self._as_vectors:
            drawing.paint_shapes(self._view.countries, QRectF(self.viewport().rect()))
            self._place_labels(now)
        else:
            if self._picture.pixmap is None:
                self._picture.draw_at_once(self._scene())
                self._place_labels(now)
            self._picture.paint_at(painter, now)
        # a picture that is moved or stretched meanwhile is painted without labels
        if self._as_vectors or now == self._picture.transform:
            drawing.paint_labels(self._labels, self.font())
        if self.current is not None and self.country(self.current) is not None:
            paint_frame(painter, self.rect_of(self.current), self.theme, focused=self.hasFocus())

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._picture.forget()
        super().set_theme(theme)
        self._redraw()

    # Qt overrides

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hover_card.hide()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.camera.resize(self.viewport().size())
        self._picture.forget()
        self._move()

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self._zoom_at(1 if turned > 0 else -1, event.position())
        event.accept()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, down = self.STEPS.get(Qt.Key(event.key()), (0, 0))
        if (across or down) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step = self.viewport().width() / 8
            self.pan(-across * step, -down * step)
            return
        super().keyPressEvent(event)
