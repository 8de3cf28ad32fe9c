"""One annotation to be decided: the words it was made on beside what stands there now, with what differs marked.

What is gone is struck through, what is new is underlined: neither is told by colour alone. Imported when used.
"""

from collections.abc import Iterable
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from coopviewer.domain.anchoring.review import ComparedPart, Review, compare
from coopviewer.rendering.words.review_words import (
    now_words,
    parts_now,
    parts_then,
    spoken_gone,
    spoken_new,
    then_words,
)
from coopviewer.widgets.annotations.page.highlight_look import is_dark


class SheetStyle(Enum):
    """How words are marked that the other text has not."""

    GONE = auto()
    NEW = auto()


GROUNDS = {  # of what is gone and what is new, in light and in dark: every text keeps 4.5:1 on them
    (SheetStyle.GONE, False): "#ffe3e3",
    (SheetStyle.NEW, False): "#d9f3dc",
    (SheetStyle.GONE, True): "#55242a",
    (SheetStyle.NEW, True): "#1c4027",
}
_NARROW = 34  # times the height of a line: narrower, the two stand below each other
_LINES = 4  # of text that are seen at least


class ReviewSheet(QWidget):
    """Shows one review; hidden where there is none."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.note = _label(self)
        self.then = _Side(self.tr("Then"), self)
        self.now = _Side(self.tr("Now"), self)
        self._review: Review | None = None
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(14)
        self._sides.setVerticalSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.note)
        layout.addLayout(self._sides, 1)
        self._set_out(narrow=False)
        self.show_review(None)

    def show_review(self, review: Review | None) -> None:
        """Show what is to be decided; None: nothing."""
        self._review = review
        self._draw()

    def _draw(self) -> None:
        review = self._review
        self.setVisible(review is not None)
        if review is None:
            return
        body = " ".join(review.annotation.body.split())
        self.note.setText(self.tr("Your note: {0}").format(body))
        self.note.setVisible(bool(body))
        compared = compare(review)
        then, now = parts_then(review, compared), parts_now(review, compared, self.tr)
        self.then.show_text(then_words(review, self.tr), then, SheetStyle.GONE)
        self.now.show_text(now_words(review, self.tr), now, SheetStyle.NEW)
        self.then.text.setAccessibleDescription(spoken_gone(then, self.tr))
        self.now.text.setAccessibleDescription(spoken_new(now, self.tr))

    def _set_out(self, *, narrow: bool) -> None:
        """Put the two side by side, line by line, or where there is little room one beneath the other."""
        for number, side in enumerate((self.then, self.now)):
            for row, part in enumerate(side.parts):
                place = (row + number * len(side.parts), 0) if narrow else (row, number)
                self._sides.addWidget(part, *place)
        last = len(self.then.parts) - 1
        self._sides.setRowStretch(last, 1)
        self._sides.setRowStretch(2 * last + 1, int(narrow))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnStretch(1, 0 if narrow else 1)
        self._sides.setHorizontalSpacing(0 if narrow else 14)

    # Qt's names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_out(narrow=self.width() < _NARROW * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()


class _Side:
    """A text with its heading, the edition that it is of, and marks on the words that the other text has not."""

    def __init__(self, name: str, sheet: QWidget) -> None:
        self._name, self._sheet = name, sheet
        self.heading = QLabel(name, sheet)
        font = QFont(self.heading.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(font)
        self.edition = _label(sheet)
        self.edition.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.edition.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = QTextEdit(sheet)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        rules = QTextOption()
        rules.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # Arabic from the right in any interface
        self.text.document().setDefaultTextOption(rules)
        self.text.document().setDocumentMargin(8)
        self.text.setMinimumHeight(_LINES * sheet.fontMetrics().lineSpacing())
        self.parts = (self.heading, self.edition, self.text)

    def show_text(self, edition: str, parts: Iterable[ComparedPart], look: SheetStyle) -> None:
        """Show a text; what differs in it is marked in a look."""
        self.edition.setText(edition)
        self.text.clear()
        self.text.setAccessibleName(f"{self._name}. {edition}")
        cursor = QTextCursor(self.text.document())
        for part in parts:
            cursor.insertText(part.text, self._format(part, look))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, part: ComparedPart, look: SheetStyle) -> QTextCharFormat:
        made, colours = QTextCharFormat(), self._sheet.palette()
        soft = part.around and not (part.differs and look is SheetStyle.NEW)
        made.setForeground(colours.color(QPalette.ColorRole.PlaceholderText if soft else QPalette.ColorRole.Text))
        if not part.differs:
            return made
        made.setBackground(QColor(GROUNDS[look, is_dark(colours)]))
        if look is SheetStyle.GONE:
            made.setFontStrikeOut(True)
        else:
            made.setFontUnderline(True)
            made.setFontWeight(QFont.Weight.DemiBold)
        return made


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
