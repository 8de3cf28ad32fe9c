"""The four colours of a highlight, each with its line, as buttons of which one may be down."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from coopviewer.domain.annotations.annotation import Colour
from coopviewer.rendering.words.annotation_words import colour_hint
from coopviewer.widgets.annotations.page.highlight_look import draw_swatch, is_dark, look_of

SWATCH = QSize(20, 16)


class ColourChoice(QWidget):
    """Buttons for the colours; ``chosen`` carries the Colour, None where the one that was down was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, holds: bool = True) -> None:
        """Start with none; ``holds`` False: buttons stay up, each press chooses."""
        super().__init__(parent)
        self._holds = holds
        self._colour: Colour | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.buttons: dict[Colour, QToolButton] = {}
        for colour in Colour:
            button = QToolButton(self)
            button.setCheckable(holds)
            button.setAutoRaise(True)
            button.setIconSize(SWATCH)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolTip(colour_hint(colour, self.tr))
            button.setAccessibleName(colour_hint(colour, self.tr))
            button.clicked.connect(self._choose)
            self._layout.addWidget(button)
            self.buttons[colour] = button
        self._draw()

    @property
    def colour(self) -> Colour | None:
        """The colour that is down; None: none is."""
        return self._colour

    def set_colour(self, colour: Colour | None) -> None:
        """Put one down, silently."""
        self._colour = colour
        for key, button in self.buttons.items():
            button.setChecked(self._holds and key is colour)

    def _draw(self) -> None:
        for colour, button in self.buttons.items():
            button.setIcon(colour_icon(colour, self))

    @Slot()
    def _choose(self) -> None:
        colour = next(key for key, button in self.buttons.items() if button is self.sender())
        self.set_colour(None if self._holds and colour is self._colour else colour)
        self.chosen.emit(self._colour)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


def colour_icon(colour: Colour, shown_in: QWidget, air: int = 0) -> QIcon:
    """Draw a sample of a colour with its line, for a widget's screen and theme; ``air`` pixels on either side."""
    ratio = shown_in.devicePixelRatioF()
    picture = QPixmap(QSize(SWATCH.width() + 2 * air, SWATCH.height()) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    area = QRectF(air, 0, SWATCH.width(), SWATCH.height())
    draw_swatch(painter, area, look_of(colour, dark=is_dark(shown_in.palette())))
    painter.end()
    return QIcon(picture)
