"""The card of a fact: a small dialog beside the fact that shows its sources.

It is a child widget of the window and not a separate window, since on some systems a program cannot say where on the
screen a window appears.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from coopviewer.domain.browsing.addresses import SCHEME, parse_address
from coopviewer.domain.reference.pages import Page
from coopviewer.models.guard import guarded
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.document.screen_style import style_sheet
from coopviewer.rendering.pages.fact_card import Attachments, lay_out_card
from coopviewer.widgets.common.theme import DrawingOptions
from coopviewer.widgets.page.fact_locations import PointedFact, card_geometry
from coopviewer.widgets.page.page_drawing import page_style

_WIDTH = 34  # times the size of the text
_MARGIN = 6  # pixels around text and buttons
_FRAME = 4  # pixels around the text inside the frame that shows the keyboard focus
_INDENT = 18  # pixels
_STYLE = "FactCard { border: 1px solid palette(mid); border-radius: 6px; background: palette(base); }"


class CardContent(NamedTuple):
    """The content of a card.

    ``name`` is the card's title for screen readers, ``html`` the text that is shown, ``plain`` the same as plain text,
    and ``size`` the size of the text in pixels.
    """

    name: str
    style_sheet: str
    html: str
    plain: str
    size: int


class FactCard(QDialog):
    """Shows the sources of one fact in a small frame beside the fact.

    It has links, a button to copy the citation, and steps to other facts, and only emits what the user wants.
    """

    address_chosen = Signal(object)
    """The Address of a link that the user opened; a link that is no valid address emits nothing."""
    passage_chosen = Signal(str)
    """The id of a passage that the user wants to see in the attached document."""
    citation_wanted = Signal()
    """The user wants to copy the citation of the fact."""
    step_wanted = Signal(int)
    """The user wants to see the next fact of the page (1) or the previous one (-1)."""
    mouse_left = Signal()
    """The mouse pointer has left the card."""
    closed_with_focus = Signal()
    """The card was closed while it had the keyboard focus."""

    def __init__(self, window: QWidget) -> None:
        """Create a card in a window, hidden."""
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAutoFillBackground(True)
        self.setStyleSheet(_STYLE)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(_FRAME)
        self.text.document().setIndentWidth(_INDENT)
        self.text.anchorClicked.connect(self._open_link)
        self.copy_button = QPushButton(self.tr("Copy &citation"), self)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.citation_wanted)
        self.buttons = QHBoxLayout()
        """The row of buttons under the text."""
        self.buttons.addWidget(self.copy_button)
        self.buttons.addStretch(1)
        self._add_step("↑", self.tr("Previous fact (Alt+Up)"), self._previous)
        self._add_step("↓", self.tr("Next fact (Alt+Down)"), self._next)
        self._add_step("✕", self.tr("Close (Esc)"), self.reject)
        for keys, act in (("Alt+Down", self._next), ("Alt+Up", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._layout.addWidget(self.text, 1)
        self._layout.addLayout(self.buttons)
        self.hide()

    def show_beside(self, content: CardContent, fact: QRect, area: QRect) -> None:
        """Show content in place of the card's previous one, beside a fact and inside an area.

        Fact and area are rectangles in the window's coordinates. The card does not take the keyboard focus. If the area
        has too little space for all of the text, the text scrolls.
        """
        self.setStyleSheet(_STYLE)  # again, since Qt keeps the colours of the theme in which it was set
        self.setWindowTitle(content.name)
        self.setAccessibleName(content.name)
        self.setAccessibleDescription(content.plain)
        self.text.setAccessibleName(content.plain)
        self.text.document().setDefaultStyleSheet(content.style_sheet)
        self.text.setHtml(content.html)
        size = self._full_size(content.size, area)
        self.setGeometry(card_geometry(fact, size, area, right_to_left=self.isRightToLeft()))
        self.text.verticalScrollBar().setValue(0)
        self.show()
        self.raise_()

    @property
    def has_keyboard_focus(self) -> bool:
        """Whether the card is shown, and it or a widget in it has the keyboard focus of the window."""
        focused = self.window().focusWidget()
        return self.isVisible() and focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Move the keyboard focus to the card's text, from which Tab moves through links and buttons."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _full_size(self, text_size: int, area: QRect) -> QSize:
        """Return the size in pixels at which the card shows all its text, at most as wide as ``area``."""
        width = min(_WIDTH * text_size, area.width())
        document = self.text.document().clone(self)  # a copy, since the card's own has the width of its widget
        document.setTextWidth(width - 2 * _MARGIN - 2)
        rest = self.buttons.sizeHint().height() + self._layout.spacing() + 2 * _MARGIN + 4
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
        self.buttons.addWidget(button)

    @Slot()
    def _next(self) -> None:
        self.step_wanted.emit(1)

    @Slot()
    def _previous(self) -> None:
        self.step_wanted.emit(-1)

    @Slot(QUrl)
    def _open_link(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith(schemes.SHOW):
            self.passage_chosen.emit(target.removeprefix(schemes.SHOW))
        elif target.startswith(SCHEME):
            try:
                address = parse_address(target)
            except ValueError:
                return  # an invalid link from an imported file
            self.address_chosen.emit(address)

    # Qt overrides

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.mouse_left.emit()

    def done(self, result: int) -> None:
        """Hide the card; emit ``closed_with_focus`` if the card had the keyboard focus."""
        had_keyboard = self.has_keyboard_focus
        super().done(result)
        if had_keyboard:
            self.closed_with_focus.emit()


def draw_card(page: Page, fact: PointedFact, attached: Attachments, options: DrawingOptions) -> CardContent | None:
    """Return the content of a fact's card, None if the page does not have the fact.

    ``attached`` are the user's copies of documents, by the ids of their sources. If a source mark was pointed at
    (``fact.is_mark``), the card also says how many other facts of the page share the mark.
    """
    document = lay_out_card(page, fact.fact_id, attached, options.tr, with_alike=fact.is_mark)
    if document is None:
        return None
    return draw_document(document, options)


def draw_document(document: Document, options: DrawingOptions) -> CardContent:
    """Return the content of a card that shows a document: title, HTML with a style sheet, plain text, and text size."""
    html = write_html(document, narrow=True, right_to_left=options.tr.is_right_to_left)
    sheet = style_sheet(page_style(options)._replace(line_height=120))
    return CardContent(document.title, sheet, html, write_text(document), options.size)
