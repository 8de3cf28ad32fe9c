"""The find bar under the page: a line to type in, and the number of matches in the page.

Upper and lower case, accents and apostrophes make no difference, as in search: ``cote divoire`` finds *Côte d’Ivoire*.
Source marks are passed over.
"""

from bisect import bisect_right
from collections.abc import Callable
from operator import itemgetter

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QToolButton, QWidget

from coopviewer.domain.reference.pages import EntryPage, SourcePage
from coopviewer.domain.search.answer import Ranges
from coopviewer.domain.search.occurrences import OccurrenceFinder
from coopviewer.domain.text.folding import find_folded
from coopviewer.domain.text.measures import utf16_length
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.page.page_marks import Layer
from coopviewer.widgets.page.page_view import PageView

_MOST = 1_000  # matches that are marked at most; with more of them the count has a plus


class FindBar(QWidget):
    """Marks the matches in a page, at most the first 1,000, and steps through them.

    Esc closes the bar and moves the focus to the page. On a page that was opened from the results of a search, the
    words of the search are marked while the bar is hidden; F3 and Ctrl+F show the bar with these words.
    """

    closed = Signal()
    """The bar was hidden by ``close_bar``; ``end`` does not emit this."""

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        """Start hidden; ``page`` is the view whose text the bar searches."""
        super().__init__(parent)
        self._page = page
        self._matches: list[QTextCursor] = []
        self._has_more = False  # whether the page has more matches
        self._current = -1
        self._reached = QTextCursor()  # the match that is selected in the page, null without one
        self._finder: OccurrenceFinder | None = None
        self._marked_page = ""  # id of the page on which the words of a search are marked; empty without such words
        self.field = ClearableLine(self)
        self.field.setPlaceholderText(self.tr("Find in this page"))
        self.field.setAccessibleName(self.tr("Find in this page"))
        self._count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._count)
        for text, name, step in (("↑", self.tr("Find previous"), -1), ("↓", self.tr("Find next"), 1)):
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setAutoRaise(True)
            button.clicked.connect(self.previous if step < 0 else self.next)
            layout.addWidget(button)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close finding"))
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(self.close_bar)
        layout.addWidget(self.close_button)
        self.field.textEdited.connect(self._find_typed)
        self.field.returnPressed.connect(self.next)
        self.hide()

    @property
    def count_text(self) -> str:
        """The shown text: the number of matches (``1,000+`` for more than that), and which one is current.

        If nothing matches, or the page is shown in part, the text says so. It is empty while the line is empty.
        """
        return self._count.text()

    @property
    def is_active(self) -> bool:
        """Whether the bar is shown, or the words of a search are marked."""
        return self.isVisible() or bool(self._marked_page)

    def open(self) -> None:
        """Show the bar, with the keyboard focus in its line.

        If the words of a search are marked, the line has these, and no match is selected. Otherwise the line has the
        text selected in the page if that is within one paragraph, or else what it had before. The first match on the
        page is then selected, if there is one.
        """
        if self._marked_page:
            self._show_marked()
            self.field.setFocus()
            self.field.selectAll()
            return
        selected = self._page.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._find_typed()

    def mark_words(self, finder: OccurrenceFinder, text: str) -> None:
        """Mark the words of a search of the reference, without showing the bar, selecting a match or scrolling.

        ``finder`` finds the words in the page; ``text`` is written into the bar's line. Once the user types into the
        line, the typed text is found in place of the words. A bar that is already shown stays, and finds the words.
        """
        self._finder = finder
        self.field.setText(text)
        if not self.isVisible():
            self._marked_page = self._shown_id
        self._search()
        self._mark()

    @Slot()
    def refresh(self) -> None:
        """Find and mark the matches again, without scrolling; to be called when the page was drawn anew.

        Nothing happens unless ``is_active``. If the bar is hidden, and another page is shown than the one on which the
        words of a search were marked, the marks are removed instead.
        """
        if self._marked_page and self._marked_page != self._shown_id:
            self.end()
        if self.is_active:
            self._search()
            self._mark()

    @Slot()
    def next(self) -> None:
        """Select the next match in the page, or the first one if the last or none is current.

        Without a match nothing is selected. A hidden bar is shown first if the words of a search are marked; if they
        are not, ``open`` is called instead.
        """
        self._go(1)

    @Slot()
    def previous(self) -> None:
        """Select the previous match in the page, or the last one if the first or none is current.

        Without a match nothing is selected. A hidden bar is shown first if the words of a search are marked; if they
        are not, ``open`` is called instead.
        """
        self._go(-1)

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar, remove the marks, move the keyboard focus to the page, and emit ``closed``."""
        self.end()
        self._page.setFocus()
        self.closed.emit()

    def end(self) -> None:
        """Hide the bar and remove the marks, without moving the keyboard focus to the page or emitting ``closed``.

        The text in the line stays.
        """
        self.hide()
        self._marked_page = ""
        self._page.marks.set_layer(Layer.FOUND, [])

    @property
    def _shown_id(self) -> str:
        page = self._page.page
        if isinstance(page, EntryPage):
            return page.record.ref.id
        return page.source.id if isinstance(page, SourcePage) else self._page.title

    def _show_marked(self) -> None:
        self._marked_page = ""
        self.show()
        self._mark()

    @Slot()
    def _find_typed(self) -> None:
        self._finder = None  # since a typed text is found anywhere in words
        self._search()
        self._go(1)

    def _search(self) -> None:
        words, self._current = self.field.text(), -1
        ranges = self._finder.ranges if self._finder is not None else lambda text: find_folded(text, words)
        found = _cursors_at(self._page.document(), ranges)
        self._matches, self._has_more = found[:_MOST], len(found) > _MOST

    def _go(self, step: int) -> None:
        if not self.isVisible():
            if not self._marked_page:
                self.open()
                return
            self._show_marked()
        if self._matches:
            self._current = (
                (self._current + step) % len(self._matches)
                if self._current >= 0 or step > 0
                else len(self._matches) - 1
            )
            cursor = QTextCursor(self._matches[self._current])
            self._page.setTextCursor(cursor)
            self._reached = cursor
        elif not self._reached.isNull() and self._page.textCursor() == self._reached:
            # else a part of the words, found while they were typed, would be taken for what to highlight
            self._reached.setPosition(self._reached.selectionStart())
            self._page.setTextCursor(self._reached)
        self._mark()

    def _mark(self) -> None:
        colours = self._page.palette()
        marks = []
        for cursor in self._matches:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(colours.color(QPalette.ColorRole.Highlight))
            mark.format.setFontUnderline(True)
            marks.append(mark)
        self._page.marks.set_layer(Layer.FOUND, marks)
        if (text := self._count_label()) != self._count.text():
            self._count.setText(text)
            announce(self, text)

    def _count_label(self) -> str:
        if not self.field.text():
            return ""
        if not self._matches:
            return self.tr("Not found in what is shown") if self._page.is_cut else self.tr("Not found on this page")
        tr, found = language(), len(self._matches)
        more = "+" if self._has_more else ""
        if self._current < 0 and self._page.is_cut:
            return tr.plural("{n}{more} match in what is shown", "{n}{more} matches in what is shown", found, more=more)
        if self._current < 0:
            return tr.plural("{n}{more} match", "{n}{more} matches", found, more=more)
        words = tr("{at} of {total} in what is shown") if self._page.is_cut else tr("{at} of {total}")
        return words.format(at=tr.number(self._current + 1), total=f"{tr.number(found)}{more}")

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)


def _cursors_at(document: QTextDocument, ranges: Callable[[str], Ranges]) -> list[QTextCursor]:
    """Return a cursor for each match in the document, source marks left out; of more than ``_MOST``, one more."""
    matches: list[QTextCursor] = []
    block = document.begin()
    while block.isValid() and len(matches) <= _MOST:
        text, places = _without_marks(block)
        for start, end in ranges(text):
            cursor = QTextCursor(document)
            cursor.setPosition(_position(text, places, start))
            cursor.setPosition(_position(text, places, end - 1, after=True), QTextCursor.MoveMode.KeepAnchor)
            matches.append(cursor)
        block = block.next()
    return matches[: _MOST + 1]


Places = list[tuple[int, int]]
"""Where the parts of a block's text begin; source marks between the parts are left out.

Each part is a pair: its offset in the text in code points, and its position in the document.
"""


def _without_marks(block: QTextBlock) -> tuple[str, Places]:
    """Return the text of a block without source marks, and where its parts are in the document."""
    text, places = "", []
    each = block.begin()
    while not each.atEnd():
        fragment = each.fragment()
        if not fragment.charFormat().anchorHref().startswith(schemes.MARK):
            places.append((len(text), fragment.position()))
            text += fragment.text()
        each += 1
    return text, places


def _position(text: str, places: Places, offset: int, *, after: bool = False) -> int:
    """Return the document position of the character at ``offset`` (code points of the text).

    ``after``: return the position of the character's end.
    """
    begin, position = places[bisect_right(places, offset, key=itemgetter(0)) - 1]
    return position + utf16_length(text[begin : offset + after])
