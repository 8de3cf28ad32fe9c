"""A small bar beside the selection of the page, with buttons to highlight it, to write a note on it and to tag it.

It is a child widget of the window, like the card of a fact, and does not take the keyboard focus by itself.
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
_MARGIN, _SPACING, _PADDING = 5, 4, 4  # pixels


class SelectionBar(QFrame):
    """Offers to annotate the selected text once the user has finished selecting; it only emits what the user wants.

    The signals carry the selection as a tuple of Selector. The tuple is empty if no text of a fact is selected; the
    annotation is then to be on the entry as a whole.

    The bar is hidden, for example, when the user presses Esc, the selection or the page changes, the page is scrolled,
    or another widget gets the keyboard focus.
    """

    highlight_wanted = Signal(object, object)
    """The selection that the user wants to highlight, and the Colour."""
    note_wanted = Signal(object)
    """The selection on which the user wants to write a note."""
    tag_wanted = Signal(object)
    """The selection that the user wants to tag."""

    def __init__(self, window: QWidget, page: PageView, highlights: PageHighlights) -> None:
        """Serve a page in a window; hidden until text is selected.

        ``highlights`` turns the selection into selectors.
        """
        super().__init__(window)
        self._page, self._highlights = page, highlights
        self._selection: tuple[int, int] = (0, 0)
        self._colour = Colour.YELLOW
        self._writable = True
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Annotate the selected text"))
        self.highlight_button = self._button(self.tr("Highlight"), self.highlight)
        self.highlight_button.setIconSize(QSize(SWATCH.width() + 2 * _PADDING, SWATCH.height()))
        self.colours = ColourChoice(self, checkable=False)
        self.colours.chosen.connect(self._highlight_in)
        self.note_button = self._button(self.tr("Note"), self.note)
        self.tag_button = self._button(self.tr("Tag"), self.tag)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACING)
        for widget in (self.highlight_button, self.colours, self.note_button, self.tag_button):
            layout.addWidget(widget)
        # a shortcut, since it takes Esc before the page does, as for the card of a fact
        self._escape = QShortcut(QKeySequence("Esc"), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.close_bar)
        self.hide()
        self._connect()

    @property
    def colour(self) -> Colour:
        """The colour of the Highlight button: the last one that was chosen or set; yellow at first."""
        return self._colour

    def set_colour(self, colour: Colour) -> None:
        """Set the colour in which the button *Highlight* highlights; no signal is emitted."""
        self._colour = colour
        self.highlight_button.setToolTip(self.tr("Highlight in the last used colour"))
        self.highlight_button.setIcon(colour_icon(colour, self, padding=_PADDING))

    def set_writable(self, writable: bool) -> None:
        """Set whether annotations can be written; if not, the bar is never shown."""
        self._writable = writable
        if not writable:
            self.close_bar()

    @Slot()
    def show_for_selection(self) -> None:
        """Show the bar beside the selected text of the page.

        If no text of a fact is selected, its buttons for highlighting are disabled. Nothing happens if nothing is
        selected, if annotations cannot be written, or while the page is hidden.
        """
        cursor = self._page.textCursor()
        if not self._writable or not cursor.hasSelection() or not self._page.isVisible():
            return
        self._selection = cursor.selectionStart(), cursor.selectionEnd()
        self.set_colour(self._colour)
        has_facts = bool(self._highlights.selectors())
        self.highlight_button.setEnabled(has_facts)
        self.colours.setEnabled(has_facts)
        self.setStyleSheet(_STYLE)  # again, since Qt keeps the colours of the theme in which it was set
        self.adjustSize()
        self.setGeometry(self._geometry_for(self.sizeHint()))
        self._page.suppresses_tips = True
        self._escape.setEnabled(True)
        self.show()
        self.raise_()

    @Slot()
    def take_focus(self) -> None:
        """Show the bar beside the selected text, and move the keyboard focus to its first button that is enabled.

        Nothing happens if nothing is selected, if annotations cannot be written, or while the page is hidden.
        """
        self.show_for_selection()
        if self.isVisible():
            first = self.highlight_button if self.highlight_button.isEnabled() else self.note_button
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def highlight(self) -> None:
        """Emit ``highlight_wanted`` with selection and ``colour``, clear the page's selection, and hide the bar."""
        self._highlight_in(self._colour)

    @Slot()
    def note(self) -> None:
        """Emit ``note_wanted`` with the selection, clear the selection in the page, and hide the bar."""
        self.note_wanted.emit(self._take_selection())

    @Slot()
    def tag(self) -> None:
        """Emit ``tag_wanted`` with the selection, clear the selection in the page, and hide the bar."""
        self.tag_wanted.emit(self._take_selection())

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar, and move the keyboard focus to the page if the bar had it."""
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        self._page.suppresses_tips = False
        self._escape.setEnabled(False)
        if had_focus:
            self._page.setFocus()

    @Slot(object)
    def _highlight_in(self, colour: Colour) -> None:
        self.set_colour(colour)
        self.highlight_wanted.emit(self._take_selection(), colour)

    def _take_selection(self) -> tuple[Selector, ...]:
        """Return the selected texts and clear the selection, so that the new highlight is visible."""
        selected = self._highlights.selectors()
        self.close_bar()
        cursor = self._page.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._page.setTextCursor(cursor)
        return selected

    def _geometry_for(self, size: QSize) -> QRect:
        """Return the bar's rectangle in the window: below the selection, or above it, or at the page's bottom."""
        view = self._page.viewport()
        visible = view.rect().translated(view.mapTo(self.window(), QPoint(0, 0)))
        selected = self._rectangle(size.width()).translated(visible.topLeft()).intersected(visible)
        area = QRect(0, visible.top(), self.window().width(), visible.height())
        geometry = card_geometry(selected, size, area, right_to_left=self.isRightToLeft())
        if geometry.height() < size.height():
            geometry = QRect(geometry.left(), area.bottom() + 1 - size.height(), geometry.width(), size.height())
        return geometry

    def _rectangle(self, width: int) -> QRect:
        """Return the rectangle of the selection in the viewport.

        Of a selection of several lines it has only ``width`` pixels around its end.
        """
        cursor = self._page.textCursor()
        rectangles = []
        for position in self._selection:
            cursor.setPosition(position)
            rectangles.append(self._page.cursorRect(cursor))
        first, last = rectangles
        rectangle = first.united(last)
        if first.top() != last.top():
            rectangle.setLeft(last.left() - width // 2)
            rectangle.setWidth(width)
        return rectangle

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
        page.passage_selected.connect(self.show_for_selection)
        page.selectionChanged.connect(self._on_selection_changed)
        page.page_shown.connect(self.close_bar)
        page.hover_disturbed.connect(self._on_hover_disturbed)
        page.verticalScrollBar().valueChanged.connect(self.close_bar)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    @Slot()
    def _on_selection_changed(self) -> None:
        cursor = self._page.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) != self._selection:
            self.close_bar()

    @Slot(bool)
    def _on_hover_disturbed(self, ends_hover: bool) -> None:
        if ends_hover:
            self.close_bar()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, previous: QWidget | None, current: QWidget | None) -> None:
        if current is not None and current is not self._page and not self.isAncestorOf(current):
            self.close_bar()
