"""A row of buttons for the four colours of highlights, each drawn as such a highlight with its underline."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from coopviewer.domain.annotations.annotation import Colour
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_words import colour_hint
from coopviewer.widgets.annotations.page.highlight_style import draw_swatch, highlight_style, is_dark

SWATCH = QSize(20, 16)  # pixels


class ColourChoice(QWidget):
    """Buttons for the four colours of highlights, of which at most one is checked."""

    chosen = Signal(object)
    """The Colour that the user chose; None if the user pressed the checked button."""

    def __init__(self, parent: QWidget | None = None, *, checkable: bool = True) -> None:
        """Start with no colour. ``checkable`` False: no button stays checked, and each press chooses a colour."""
        super().__init__(parent)
        self._checkable = checkable
        self._colour: Colour | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.buttons: dict[Colour, QToolButton] = {}
        for colour in Colour:
            button = QToolButton(self)
            button.setCheckable(checkable)
            button.setAutoRaise(True)
            button.setIconSize(SWATCH)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolTip(colour_hint(colour, language()))
            button.setAccessibleName(colour_hint(colour, language()))
            button.clicked.connect(self._choose)
            self._layout.addWidget(button)
            self.buttons[colour] = button
        self._draw()

    @property
    def colour(self) -> Colour | None:
        """The checked colour, None if no button is checked.

        If the buttons are not checkable: the colour that was chosen or set last, None at first.
        """
        return self._colour

    def set_colour(self, colour: Colour | None) -> None:
        """Set ``colour``, and check its button if the buttons are checkable; None: check no button.

        ``chosen`` is not emitted.
        """
        self._colour = colour
        for key, button in self.buttons.items():
            button.setChecked(self._checkable and key is colour)

    def _draw(self) -> None:
        for colour, button in self.buttons.items():
            button.setIcon(colour_icon(colour, self))

    @Slot()
    def _choose(self) -> None:
        colour = next(key for key, button in self.buttons.items() if button is self.sender())
        self.set_colour(None if self._checkable and colour is self._colour else colour)
        self.chosen.emit(self._colour)

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


def colour_icon(colour: Colour, widget: QWidget, padding: int = 0) -> QIcon:
    """Return a sample of a colour with its underline, for a widget's screen and theme.

    It has ``padding`` pixels of space on either side.
    """
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(QSize(SWATCH.width() + 2 * padding, SWATCH.height()) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        area = QRectF(padding, 0, SWATCH.width(), SWATCH.height())
        draw_swatch(painter, area, highlight_style(colour, dark=is_dark(widget.palette())))
    return QIcon(picture)
