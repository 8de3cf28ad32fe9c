"""A small bar beside what is selected in the page: highlight it, note something on it, tag it.

It is a child of the window, as the card of a fact is, and never takes the keyboard by itself.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from coopviewer.domain.annotations.annotation import Colour, Selector
from coopviewer.widgets.annotations.page.colour_choice import SWATCH, ColourChoice, colour_icon
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.page.fact_locations import card_geometry
from coopviewer.widgets.page.page_view import PageView

_STYLE = "SelectionBar { border: 1px solid palette(mid); border-radius: 6px; background: palette(base); }"
_MARGIN, _SPACING, _AIR = 5, 4, 4


class SelectionBar(QFrame):
    """Shown when the person has finished selecting; its signals carry what is selected, a tuple of Selector.

    The tuple is empty where nothing of a fact is selected: what is said then stands on the entry.
    """

    highlight_wanted = Signal(object, object)
    """What is selected, and the Colour."""
    note_wanted = Signal(object)
    tag_wanted = Signal(object)

    def __init__(self, window: QWidget, page: PageView, highlights: PageHighlights) -> None:
        """Stand beside what is selected in a page of this window; hidden at first."""
        super().__init__(window)
        self._page, self._highlights = page, highlights
        self._shown: tuple[int, int] = (0, 0)
        self._colour = Colour.YELLOW
        self._may_write = True
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Annotate the selected words"))
        self.highlight_button = self._button(self.tr("Highlight"), self.highlight)
        self.highlight_button.setIconSize(QSize(SWATCH.width() + 2 * _AIR, SWATCH.height()))
        self.colours = ColourChoice(self, holds=False)
        self.colours.chosen.connect(self._highlight_in)
        self.note_button = self._button(self.tr("Note"), self.note)
        self.tag_button = self._button(self.tr("Tag"), self.tag)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACING)
        for part in (self.highlight_button, self.colours, self.note_button, self.tag_button):
            layout.addWidget(part)
        # a shortcut comes before the page's own way with Esc, as with the card of a fact
        self._escape = QShortcut(QKeySequence("Esc"), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.close_bar)
        self.hide()
        self._connect()

    @property
    def colour(self) -> Colour:
        """The colour that *Highlight* uses: the one chosen last."""
        return self._colour

    def set_colour(self, colour: Colour) -> None:
        """Use this colour from now on."""
        self._colour = colour
        self.highlight_button.setToolTip(self.tr("Highlight in the colour used last"))
        self.highlight_button.setIcon(colour_icon(colour, self, air=_AIR))

    def set_writable(self, writable: bool) -> None:
        """Offer anything at all: nothing where annotations cannot be written."""
        self._may_write = writable
        if not writable:
            self.close_bar()

    @Slot()
    def offer(self) -> None:
        """Show the bar beside what is selected, if anything is."""
        cursor = self._page.textCursor()
        if not self._may_write or not cursor.hasSelection() or not self._page.isVisible():
            return
        self._shown = cursor.selectionStart(), cursor.selectionEnd()
        self.set_colour(self._colour)
        on_facts = bool(self._highlights.selected())
        self.highlight_button.setEnabled(on_facts)
        self.colours.setEnabled(on_facts)
        self.setStyleSheet(_STYLE)  # anew: one that was read in light stays light
        self.adjustSize()
        self.setGeometry(self._place(self.sizeHint()))
        self._page.suppresses_tips = True
        self._escape.setEnabled(True)
        self.show()
        self.raise_()

    @Slot()
    def take_focus(self) -> None:
        """Show the bar for what is selected, with the keyboard in it."""
        self.offer()
        if self.isVisible():
            first = self.highlight_button if self.highlight_button.isEnabled() else self.note_button
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def highlight(self) -> None:
        """Highlight what is selected, in the colour used last."""
        self._highlight_in(self._colour)

    @Slot()
    def note(self) -> None:
        """Note something on what is selected."""
        self.note_wanted.emit(self._take())

    @Slot()
    def tag(self) -> None:
        """Tag what is selected."""
        self.tag_wanted.emit(self._take())

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar, and give the keyboard back to the page if it was here."""
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        self.hide()
        self._page.suppresses_tips = False
        self._escape.setEnabled(False)
        if had_keyboard:
            self._page.setFocus()

    @Slot(object)
    def _highlight_in(self, colour: Colour) -> None:
        self.set_colour(colour)
        self.highlight_wanted.emit(self._take(), colour)

    def _take(self) -> tuple[Selector, ...]:
        """Give what is selected, and select it no longer: what becomes of it is to be seen."""
        selected = self._highlights.selected()
        self.close_bar()
        cursor = self._page.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._page.setTextCursor(cursor)
        return selected

    def _place(self, wanted: QSize) -> QRect:
        """Give where the bar stands, in the window: below what is selected, else above, else at the page's foot."""
        view = self._page.viewport()
        seen = view.rect().translated(view.mapTo(self.window(), QPoint(0, 0)))
        words = self._rectangle(wanted.width()).translated(seen.topLeft()).intersected(seen)
        room = QRect(0, seen.top(), self.window().width(), seen.height())
        place = card_geometry(words, wanted, room, right_to_left=self.isRightToLeft())
        if place.height() < wanted.height():
            place = QRect(place.left(), room.bottom() + 1 - wanted.height(), place.width(), wanted.height())
        return place

    def _rectangle(self, width: int) -> QRect:
        """Give the rectangle of what is selected, in the viewport; ``width`` around its end where it has more lines."""
        cursor = self._page.textCursor()
        places = []
        for position in self._shown:
            cursor.setPosition(position)
            places.append(self._page.cursorRect(cursor))
        first, last = places
        found = first.united(last)
        if first.top() != last.top():
            found.setLeft(last.left() - width // 2)
            found.setWidth(width)
        return found

    def _button(self, text: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        return button

    def _connect(self) -> None:
        page = self._page
        page.passage_selected.connect(self.offer)
        page.selectionChanged.connect(self._look_at_selection)
        page.page_shown.connect(self.close_bar)
        page.hover_disturbed.connect(self._page_stirred)
        page.verticalScrollBar().valueChanged.connect(self.close_bar)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_keyboard)

    @Slot()
    def _look_at_selection(self) -> None:
        cursor = self._page.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) != self._shown:
            self.close_bar()

    @Slot(bool)
    def _page_stirred(self, ends: bool) -> None:
        if ends:
            self.close_bar()

    @Slot(QWidget, QWidget)
    def _follow_keyboard(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._page and not self.isAncestorOf(now):
            self.close_bar()
