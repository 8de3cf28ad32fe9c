"""The legend of the map: what the fills mean, how many countries have each, and the regions that it can zoom to."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.overviews.map_rows import Fill, MapView
from coopviewer.widgets.common.text_direction import at_the_side_of
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.map.drawing import colours_of, pattern

_WIDTH = 15  # times the height of a line
_REGION = int(Qt.ItemDataRole.UserRole)


class _RegionList(QListWidget):
    """A list in which a click or Enter chooses a row, once: also with a double click, and whatever the style."""

    chosen = Signal(QListWidgetItem)
    """The row that the user chose."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_repeated = False  # whether the click is the second of a double click
        self.itemClicked.connect(self._choose)

    def _choose(self, item: QListWidgetItem) -> None:
        if not self._is_repeated:
            self.chosen.emit(item)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.chosen.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_repeated = False
        super().mousePressEvent(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._is_repeated = True
        super().mouseDoubleClickEvent(event)


class MapLegend(QWidget):
    """Shows beside the map what the fills mean, and the regions that it can be fitted to.

    It fits nothing itself: it emits ``region_chosen``.
    """

    region_chosen = Signal(str)
    """The id of the region that the user wants to see, empty for the world."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.states = QListWidget(self)
        self.states.setAccessibleName(self.tr("Legend"))
        self.states.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.states.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # since it is as high as its lines
        self.regions = _RegionList(self)
        self.regions.setAccessibleName(self.tr("Fit to"))
        self.regions.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)
        heading = at_the_side_of((self.tr("Fit to"),), right_to_left=self.isRightToLeft())
        column.addWidget(QLabel(heading, self))
        column.addWidget(self.regions, 1)
        for each in (self.states, self.regions):
            each.setFrameShape(QListWidget.Shape.NoFrame)
            each.setWordWrap(True)  # so that no text is wider than the legend
            each.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(self.fontMetrics().height() * _WIDTH)

    def show_view(self, view: MapView, theme: Theme) -> None:
        """Show the legend of a map in the colours of a theme."""
        line = self.fontMetrics().height()
        self.states.clear()
        for each in view.legend:
            item = QListWidgetItem(self.tr("{state}: {number}").format(state=each.label, number=each.number))
            item.setIcon(swatch(each.fill, theme, line * 2, line, self.devicePixelRatioF()))
            self.states.addItem(item)
        outside = QListWidgetItem(self.tr("not in this reference"))
        outside.setIcon(swatch(None, theme, line * 2, line, self.devicePixelRatioF()))
        self.states.addItem(outside)
        self._fit_states()
        self.regions.clear()
        self.regions.addItem(QListWidgetItem(self.tr("The world")))
        for region, members in view.regions:
            text = self.tr("{region}: {number}").format(region=region.title, number=language().number(len(members)))
            entry = QListWidgetItem(text)
            entry.setData(_REGION, region.id)
            self.regions.addItem(entry)

    def _fit_states(self) -> None:
        """Make the list of states as high as its lines are in the width of the legend, some of them wrapped."""
        self.states.setFixedWidth(self.width())
        self.states.doItemsLayout()
        last = self.states.visualItemRect(self.states.item(self.states.count() - 1))
        self.states.setFixedHeight(last.bottom() + 1 + 2 * self.states.spacing() + 4)

    def _choose(self, item: QListWidgetItem) -> None:
        self.region_chosen.emit(str(item.data(_REGION) or ""))


def swatch(fill: Fill | None, theme: Theme, width: int, height: int, ratio: float) -> QPixmap:
    """Return a picture that shows a sample of a fill, or for None the colour of countries outside the reference.

    ``width`` and ``height`` are in device-independent pixels; ``ratio`` is the device pixel ratio.
    """
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    with QPainter(pixmap) as painter:
        paint_swatch(painter, fill, QRectF(0, 0, width, height), theme)
    return pixmap


def paint_swatch(painter: QPainter, fill: Fill | None, rect: QRectF, theme: Theme) -> None:
    """Paint a sample of a fill in a rectangle, or for None the colour of countries outside the reference."""
    colours = colours_of(theme)
    painter.fillRect(rect, QColor(colours.outside if fill is None else colours.fills[fill][0]))
    if fill is not None:
        painter.fillRect(rect, pattern(colours, fill, QTransform()))
    painter.setPen(QPen(QColor(theme.soft), 1))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
