"""The card of a fact: a small dialogue within the window, beside the fact, that says where it is written.

It is a child of the window, not a window of its own: some systems let no program place those.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.domain.reference.pages import Page
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.html import style_sheet, write_html
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.fact_card import Attachments, lay_out_card
from coopviewer.widgets.page.fact_locations import PointedFact, place_beside
from coopviewer.widgets.page.page_drawing import Manner, look_of

_WIDTH = 34  # times the size of the text
_MARGIN = 10
_INDENT = 18
_STYLE = "FactCard { border: 1px solid palette(mid); border-radius: 6px; background: palette(base); }"


class CardContent(NamedTuple):
    """What a card shows: HTML with its style sheet, the same as plain text, and the size of text in pixels."""

    name: str
    style_sheet: str
    html: str
    plain: str
    size: int


class FactCard(QDialog):
    """Shows one fact's provenance; ``address_chosen`` carries an Address."""

    address_chosen = Signal(object)
    passage_chosen = Signal(str)
    """A passage, by its id, is wanted in the attached document."""
    citation_wanted = Signal()
    step_wanted = Signal(int)
    """The next fact of the page (1) or the one before (-1)."""
    mouse_left = Signal()
    leave_wanted = Signal()
    """The card was closed while it had the keyboard."""

    def __init__(self, window: QWidget) -> None:
        """Make a card within a window, hidden."""
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAutoFillBackground(True)
        self.setStyleSheet(_STYLE)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(0)
        self.text.document().setIndentWidth(_INDENT)
        self.text.anchorClicked.connect(self._follow)
        self.copy_button = QPushButton(self.tr("Copy &citation"), self)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.citation_wanted)
        self._steps = QHBoxLayout()
        self._steps.addWidget(self.copy_button)
        self._steps.addStretch(1)
        self._add_step("↑", self.tr("Fact before (Alt+Up)"), self._previous)
        self._add_step("↓", self.tr("Next fact (Alt+Down)"), self._next)
        self._add_step("✕", self.tr("Close (Esc)"), self.reject)
        for keys, act in (("Alt+Down", self._next), ("Alt+Up", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._layout.addWidget(self.text, 1)
        self._layout.addLayout(self._steps)
        self.hide()

    def show_beside(self, content: CardContent, fact: QRect, room: QRect) -> None:
        """Show a card beside a fact and within a room, both in the window's coordinates."""
        self.setStyleSheet(_STYLE)  # anew: one that was read in light stays light
        self.setWindowTitle(content.name)
        self.setAccessibleName(content.name)
        self.setAccessibleDescription(content.plain)
        self.text.setAccessibleName(content.plain)
        self.text.document().setDefaultStyleSheet(content.style_sheet)
        self.text.setHtml(content.html)
        wanted = self._wanted_size(content.size, room)
        self.setGeometry(place_beside(fact, wanted, room, right_to_left=self.isRightToLeft()))
        self.text.verticalScrollBar().setValue(0)
        self.show()
        self.raise_()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the card."""
        focused = self.window().focusWidget()
        return self.isVisible() and focused is not None and self.isAncestorOf(focused)

    def take_keyboard(self) -> None:
        """Give the keyboard to the card's text: Tab leads through its links and buttons."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _wanted_size(self, text_size: int, room: QRect) -> QSize:
        """Give the size at which nothing has to be scrolled."""
        width = min(_WIDTH * text_size, room.width())
        document = self.text.document().clone(self)  # the card's own keeps to its widget, which has no size yet
        document.setTextWidth(width - 2 * _MARGIN - 2)
        rest = self._steps.sizeHint().height() + self._layout.spacing() + 2 * _MARGIN + 4
        height = round(document.size().height())
        document.deleteLater()
        return QSize(width, height + rest)

    def _add_step(self, text: str, name: str, act: object) -> None:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        self._steps.addWidget(button)

    @Slot()
    def _next(self) -> None:
        self.step_wanted.emit(1)

    @Slot()
    def _previous(self) -> None:
        self.step_wanted.emit(-1)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith(schemes.SHOW):
            self.passage_chosen.emit(target.removeprefix(schemes.SHOW))
        elif target.startswith(SCHEME):
            try:
                address = parse_address(target)
            except ValueError:
                return  # a link of an imported file that leads nowhere
            self.address_chosen.emit(address)

    # Qt overrides

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.mouse_left.emit()

    def done(self, result: int) -> None:
        """Hide, and tell if the keyboard was here."""
        had_keyboard = self.has_keyboard
        super().done(result)
        if had_keyboard:
            self.leave_wanted.emit()


def draw_card(page: Page, fact: PointedFact, attached: Attachments, manner: Manner) -> CardContent | None:
    """Draw the card of a fact; None where the page was read without it."""
    document = lay_out_card(page, fact.fact_id, attached, manner.tr, with_alike=fact.is_mark)
    if document is None:
        return None
    sheet = style_sheet(look_of(manner)._replace(line_height=120))
    return CardContent(document.title, sheet, write_html(document, narrow=True), write_text(document), manner.size)
