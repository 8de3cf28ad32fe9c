"""Finding within the page: a line under it, with the number of places where the words stand."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QToolButton, QWidget

from coopviewer.domain.search.occurrences import OccurrenceFinder
from coopviewer.domain.text.lengths import utf16_length
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.clearable_line import ClearableLine
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.page.page_marks import Layer
from coopviewer.widgets.page.page_view import PageView

_MOST = 1000  # places that are marked; beyond, the count says "more"


class FindBar(QWidget):
    """Marks every place of the words in a page, and steps through them; Esc closes it and returns to the page."""

    closed = Signal()

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        """Look in this page; hidden until it is opened."""
        super().__init__(parent)
        self._page = page
        self._found: list[QTextCursor] = []
        self._at = -1
        self._finding: OccurrenceFinder | None = None
        self.field = ClearableLine(self)
        self.field.setPlaceholderText(self.tr("Find in this page"))
        self.field.setAccessibleName(self.tr("Find in this page"))
        self._count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._count)
        for text, name, by in (("↑", self.tr("Find previous"), -1), ("↓", self.tr("Find next"), 1)):
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setAutoRaise(True)
            button.clicked.connect(self.previous if by < 0 else self.next)
            layout.addWidget(button)
        self.field.textEdited.connect(self._look)
        self.field.returnPressed.connect(self.next)
        self.hide()

    @property
    def count_text(self) -> str:
        """What the bar says of the number of places."""
        return self._count.text()

    def open(self) -> None:
        """Show the bar with the selected words, if any, ready to be typed over."""
        selected = self._page.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._look()

    def open_for(self, finding: OccurrenceFinder, words: str) -> None:
        """Mark in the page what a search found, and step through that; ``words`` are shown as what is looked for."""
        self._finding = finding
        self.field.setText(words)
        self.show()
        self.look_again()

    @Slot()
    def look_again(self) -> None:
        """Look in the page that is shown now, without moving."""
        if self.isVisible():
            self._search()
            self._mark()

    @Slot()
    def next(self) -> None:
        """Go to the next place, from the last one round to the first."""
        self._go(1)

    @Slot()
    def previous(self) -> None:
        """Go to the place before."""
        self._go(-1)

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar, take the marks away and give the keyboard back to the page."""
        self.hide()
        self._page.marks.set_layer(Layer.FOUND, [])
        self._page.setFocus()
        self.closed.emit()

    @Slot()
    def _look(self) -> None:
        self._finding = None  # what is typed here is looked for as it stands
        self._search()
        self._go(1)

    def _search(self) -> None:
        self._found, self._at = [], -1
        if self._finding is not None:
            self._found = _cursors_at(self._page.document(), self._finding)
            return
        document, text = self._page.document(), self.field.text()
        cursor = QTextCursor(document)
        while text and len(self._found) < _MOST:
            cursor = document.find(text, cursor, QTextDocument.FindFlag(0))
            if cursor.isNull():
                break
            self._found.append(cursor)

    def _go(self, by: int) -> None:
        if not self.isVisible():
            self.open()
            return
        if self._found:
            self._at = (self._at + by) % len(self._found) if self._at >= 0 or by > 0 else len(self._found) - 1
            cursor = QTextCursor(self._found[self._at])
            self._page.setTextCursor(cursor)
        self._mark()

    def _mark(self) -> None:
        colours = self._page.palette()
        marks = []
        for cursor in self._found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(colours.color(QPalette.ColorRole.Highlight))
            mark.format.setFontUnderline(True)
            marks.append(mark)
        self._page.marks.set_layer(Layer.FOUND, marks)
        if (words := self._count_words()) != self._count.text():
            self._count.setText(words)
            announce(self, words)

    def _count_words(self) -> str:
        if not self.field.text():
            return ""
        if not self._found:
            return self.tr("Not on this page")
        total = f"{_MOST}+" if len(self._found) == _MOST else str(len(self._found))
        if self._at < 0:
            return self.tr("1 place") if total == "1" else self.tr("{total} places").format(total=total)
        return self.tr("{at} of {total}").format(at=self._at + 1, total=total)

    # Qt's names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)


def _cursors_at(document: QTextDocument, finding: OccurrenceFinder) -> list[QTextCursor]:
    """Find where the words stand, source marks apart."""
    found: list[QTextCursor] = []
    block = document.begin()
    while block.isValid() and len(found) < _MOST:
        text = block.text()
        for start, end in finding.ranges(text):
            cursor = QTextCursor(document)
            cursor.setPosition(block.position() + utf16_length(text[:start]))
            cursor.setPosition(block.position() + utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            if not cursor.charFormat().anchorHref().startswith(schemes.MARK):
                found.append(cursor)
        block = block.next()
    return found[:_MOST]
