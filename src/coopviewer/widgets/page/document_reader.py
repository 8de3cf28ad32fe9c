"""A reader of an attached document: its text as it is in the person's file, with one passage marked."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from coopviewer.domain.reference.attachments import Attachment
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.text.lengths import utf16_length
from coopviewer.rendering.words.reference_words import place_words, short_id

_AROUND = 100_000  # characters on either side of the passage that are set: Qt takes long over millions
_FIRST_SIZE = QSize(760, 620)
_LINE_ENDS = str.maketrans({"\r": "\n", "\u2029": "\n"})


class _Part(NamedTuple):
    """A part of a document as it is set: its text, and where in it the passage stands, in Qt's UTF-16 units."""

    text: str
    start: int
    end: int
    is_whole: bool


class DocumentReader(QDialog):
    """Shows an attached document; ``passage_chosen`` carries the id of a passage whose facts are wanted."""

    passage_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Make a window of its own, empty and hidden."""
        super().__init__(parent)
        self._attachment: Attachment | None = None
        self._at = 0
        self._place = QLabel(self)
        self._place.setWordWrap(True)
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._before = self._button(self.tr("&Previous passage"), self._go_back)
        self._after = self._button(self.tr("&Next passage"), self._go_on)
        facts = self._button(self.tr("&Facts that cite it"), self._choose)
        close = self._button(self.tr("&Close"), self.close)
        QShortcut(QKeySequence("Alt+Up"), self).activated.connect(self._go_back)
        QShortcut(QKeySequence("Alt+Down"), self).activated.connect(self._go_on)
        row = QHBoxLayout()
        for button in (self._before, self._after, facts):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._place)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        self.resize(_FIRST_SIZE)

    @property
    def place_text(self) -> str:
        """What is said of the marked passage."""
        return self._place.text()

    @property
    def marked_text(self) -> str:
        """The passage that is marked."""
        return "".join(mark.cursor.selectedText() for mark in self.text.extraSelections())

    def show_passage(self, attachment: Attachment, passage_id: str) -> None:
        """Show a passage that the document holds, and the text around it."""
        self._attachment = attachment
        self.setWindowTitle(attachment.document.path.name)
        self._at = next(number for number, each in enumerate(self._found()) if each.id == passage_id)
        self.show()  # first, so that the passage can be brought into the middle of what is seen
        self._show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _found(self) -> list[Passage]:
        assert self._attachment is not None
        return [passage for passage in self._attachment.passages if passage.id in self._attachment.spans]

    def _show(self) -> None:
        assert self._attachment is not None
        found = self._found()
        passage = found[self._at]
        place = self._attachment.spans[passage.id]
        part = _cut(self._attachment.document.text, *place)
        words = [
            f"{short_id(passage.id)} · {place_words(passage, self.tr)}",
            self.tr("Passage {at} of {total} found in this copy, characters {start} to {end} of it.").format(
                at=self._at + 1, total=len(found), start=place[0], end=place[1]
            ),
        ]
        if not part.is_whole:
            words.append(self.tr("Only the text around the passage is shown: the document is long."))
        self._place.setText("\n".join(words))
        self.text.setAccessibleName(self._place.text())
        if self.text.toPlainText() != part.text:
            self.text.setPlainText(part.text)
        self._mark(part)
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < len(found))

    def _mark(self, part: _Part) -> None:
        """Mark the passage by ground, underline and weight, and put the keyboard's cursor at its beginning."""
        cursor = self.text.textCursor()
        cursor.setPosition(part.start)
        self.text.setTextCursor(cursor)
        mark = QTextEdit.ExtraSelection()
        cursor.setPosition(part.end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setBackground(self.palette().color(QPalette.ColorRole.Highlight))
        mark.format.setForeground(self.palette().color(QPalette.ColorRole.HighlightedText))
        mark.format.setFontUnderline(True)
        self.text.setExtraSelections([mark])
        self.text.centerCursor()

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._found()):
            self._at += by
            self._show()

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    @Slot()
    def _choose(self) -> None:
        self.passage_chosen.emit(self._found()[self._at].id)


def _cut(text: str, start: int, end: int) -> _Part:
    """Cut out what stands around a range; line ends are written as Qt sets them, one unit each."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, within, after = (_plain(text[slice(*each)]) for each in ((first, start), (start, end), (end, last)))
    begin = utf16_length(before)
    return _Part(before + within + after, begin, begin + utf16_length(within), (first, last) == (0, len(text)))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)
