"""The card of a country beside the mouse pointer, or beside the current country: what lists and numbers say of it."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coopviewer.domain.text.markup import escape
from coopviewer.models.language import language
from coopviewer.rendering.overviews.map_rows import CardLine, MapCountry, card_lines
from coopviewer.widgets.common.theme import Theme

_GAP = 14  # pixels between the card and what it is beside
_PADDING = 10  # pixels
_WIDTH = 26  # times the height of a line, at most


class HoverCard(QFrame):
    """Shows one country at a time; it never takes the focus, and the mouse passes through it."""

    def __init__(self, viewport: QWidget) -> None:
        """Create a card over a viewport, hidden."""
        super().__init__(viewport)
        self._viewport = viewport
        self.country: MapCountry | None = None
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        layout.addWidget(self.label)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_country(self, country: MapCountry, place: QRect, theme: Theme) -> None:
        """Show a country beside ``place``, a rectangle of the viewport, but inside the window."""
        self.country = country
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Window, QColor(theme.raised))
        colours.setColor(QPalette.ColorRole.WindowText, QColor(theme.soft))  # of the frame
        self.setPalette(colours)
        colours.setColor(QPalette.ColorRole.WindowText, QColor(theme.text))
        self.label.setPalette(colours)
        self.label.setText(_html(country, theme))
        window = self._viewport.window()
        if self.parentWidget() is not window:
            self.setParent(window)  # over all of the window, since the picture may be small
        self._fit(window)
        self.move(self._beside(place.translated(self._viewport.mapTo(window, QPoint(0, 0))), window.rect()))
        self.show()
        self.raise_()

    def _fit(self, window: QWidget) -> None:
        """Set the width to that of the longest line, at most 26 times a line's height and the window's width."""
        most = min(_WIDTH * self.fontMetrics().height(), window.width()) - 2 * _PADDING - 2
        self.label.setMinimumSize(0, 0)
        self.label.setMaximumSize(most, window.height())
        self.label.setWordWrap(False)
        inner = min(self.label.sizeHint().width(), most)
        self.label.setWordWrap(True)
        self.label.setFixedWidth(inner)
        self.resize(inner + 2 * _PADDING + 2, self.label.heightForWidth(inner) + 2 * _PADDING + 2)

    def _beside(self, place: QRect, area: QRect) -> QPoint:
        """Return the card's top left corner: after ``place`` in the direction of reading if it fits, else before."""
        size = self.size()
        after, before = place.right() + _GAP, place.left() - _GAP - size.width()
        if self.isRightToLeft():
            after, before = before, after
        fits = area.left() <= after <= area.right() - size.width()
        x = min(max(after if fits else before, area.left()), max(area.right() - size.width(), area.left()))
        y = min(max(place.center().y() - size.height() // 2, area.top()), area.bottom() - size.height())
        return QPoint(x, max(y, area.top()))


def _html(country: MapCountry, theme: Theme) -> str:
    tr = language()
    note = f"{country.ref.marker or ''} {country.note}".strip() if country.note else ""
    below = f'<p style="color:{theme.soft}; margin:6px 0 0 0">{escape(note)}</p>' if note else ""
    rows = "".join(_row(line, theme, right_to_left=tr.is_right_to_left) for line in card_lines(country, tr))
    return f"<b>{escape(country.ref.title)}</b><table cellspacing=0>{rows}</table>{below}"


def _row(line: CardLine, theme: Theme, *, right_to_left: bool) -> str:
    value = escape(f"{line.sign} {line.value}".strip())
    cells = [
        f'<td style="color:{theme.soft}; padding-right:12px; padding-top:3px">{escape(line.label)}</td>',
        f'<td style="padding-top:3px">{f"<b>{value}</b>" if line.is_strong else value}</td>',
    ]
    return f"<tr>{''.join(reversed(cells) if right_to_left else cells)}</tr>"
