"""The legend under the coverage: the four signs in words."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.overview_words import cell_sentence
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.signs import sign, sign_size

_GAP = 12  # pixels between two signs with their words


class CoverageLegend(QWidget):
    """Shows each sign with its meaning, in as many lines as the width needs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Show the signs in the colours of a theme."""
        super().__init__(parent)
        self._theme = theme
        self._signs: dict[CellState, QLabel] = {}
        flow = FlowLayout(self, _GAP)
        flow.setContentsMargins(0, 0, 0, 0)
        for state in CellState:
            entry = QWidget(self)
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            self._signs[state] = QLabel(entry)
            words = QLabel(cell_sentence(state, language()), entry)
            words.setWordWrap(False)
            row.addWidget(self._signs[state])
            row.addWidget(words)
            flow.addWidget(entry)
        self._draw()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in the colours of another theme."""
        self._theme = theme
        self._draw()

    def _draw(self) -> None:
        size = sign_size(self.fontMetrics().height())
        for state, label in self._signs.items():
            label.setPixmap(sign(state, size, self.devicePixelRatioF(), self._theme))

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_signs"):
            self._draw()
