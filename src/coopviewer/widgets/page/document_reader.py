"""Two windows on documents that the user attached to a source.

One shows the text of such a document with a passage marked, the other lists where it differs from the reference.
"""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.reference.attachments import Attachment
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.text.measures import utf16_length
from coopviewer.models.language import language
from coopviewer.rendering.words.reference_words import place_words, short_id
from coopviewer.widgets.common.dialogs import ButtonBox

_AROUND = 100_000  # characters shown before and after the passage, since Qt takes long to lay out millions
_FIRST_SIZE = QSize(760, 620)
_LINE_ENDS = str.maketrans({"\r": "\n", "\u2029": "\n"})


class _Part(NamedTuple):
    """The shown part of a document: its text, and the start and end of the passage in it in UTF-16 units.

    ``is_whole``: the part is the whole document.
    """

    text: str
    start: int
    end: int
    is_whole: bool


class DocumentReader(QDialog):
    """Shows the text of a document that the user attached to a source, with one passage marked.

    Of a long document only up to 100,000 characters on each side of the passage are shown. The user can step to the
    next or the previous passage found in this document, in the order of the source's passages. The window can be used
    for one document after another.
    """

    passage_chosen = Signal(str)
    """The id of the passage whose facts the user wants to see; the window stays open."""

    def __init__(self, parent: QWidget) -> None:
        """Create a separate window, empty and hidden."""
        super().__init__(parent)
        self._attachment: Attachment | None = None
        self._current = 0
        self._description = QLabel(self)
        self._description.setWordWrap(True)
        self._description.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._previous_button = self._button(self.tr("&Previous passage"), self._show_previous)
        self._next_button = self._button(self.tr("&Next passage"), self._show_next)
        facts = self._button(self.tr("&Facts that cite this passage"), self._emit_chosen)
        close = self._button(self.tr("&Close"), self.close)
        QShortcut(QKeySequence("Alt+Up"), self).activated.connect(self._show_previous)
        QShortcut(QKeySequence("Alt+Down"), self).activated.connect(self._show_next)
        row = QHBoxLayout()
        for button in (self._previous_button, self._next_button, facts):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._description)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        self.resize(_FIRST_SIZE)

    @property
    def description(self) -> str:
        """The description shown above the text: which passage is marked, and where it is in the document.

        Empty before a passage is shown.
        """
        return self._description.text()

    @property
    def marked_text(self) -> str:
        """The text of the marked passage, with U+2029 for each line end; empty before one is shown."""
        return "".join(mark.cursor.selectedText() for mark in self.text.extraSelections())

    def show_passage(self, attachment: Attachment, passage_id: str) -> None:
        """Show the window in front, with the text of a document around a passage, given the passage's id.

        The passage must have been found in this document, or StopIteration is raised. The keyboard focus moves to the
        text.
        """
        self._attachment = attachment
        self.setWindowTitle(attachment.document.path.name)
        self._current = next(number for number, each in enumerate(self._matched_passages()) if each.id == passage_id)
        self.show()  # first, since the text can be scrolled to the passage only when its size is known
        self._show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _matched_passages(self) -> list[Passage]:
        assert self._attachment is not None
        return [passage for passage in self._attachment.passages if passage.id in self._attachment.spans]

    def _show(self) -> None:
        assert self._attachment is not None
        passages = self._matched_passages()
        passage = passages[self._current]
        span = self._attachment.spans[passage.id]
        part, number = _part_around(self._attachment.document.text, *span), language().number
        lines = [
            " · ".join(filter(None, (short_id(passage.id), place_words(passage, language(), with_range=False)))),
            self.tr("Passage {at} of {total} found in this copy, characters {start} to {end}.").format(
                at=number(self._current + 1),
                total=number(len(passages)),
                start=number(span[0]),  # from 0, as on cards, in citations and in the curated files
                end=number(span[1]),
            ),
        ]
        if not part.is_whole:
            lines.append(self.tr("The document is long. Only the text around the passage is shown."))
        self._description.setText("\n".join(lines))
        self.text.setAccessibleName(self._description.text())
        if self.text.toPlainText() != part.text:
            self.text.setPlainText(part.text)
        self._mark(part)
        self._previous_button.setEnabled(self._current > 0)
        self._next_button.setEnabled(self._current + 1 < len(passages))

    def _mark(self, part: _Part) -> None:
        """Mark the passage by background and underline, and move the text cursor to its beginning."""
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

    def _step(self, step: int) -> None:
        if 0 <= self._current + step < len(self._matched_passages()):
            self._current += step
            self._show()

    @Slot()
    def _show_next(self) -> None:
        self._step(1)

    @Slot()
    def _show_previous(self) -> None:
        self._step(-1)

    @Slot()
    def _emit_chosen(self) -> None:
        self.passage_chosen.emit(self._matched_passages()[self._current].id)


def _part_around(text: str, start: int, end: int) -> _Part:
    """Return up to 100,000 characters of a text on each side of the range from ``start`` to ``end`` (code points).

    Every line end becomes one character, as in Qt's documents.
    """
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, within, after = (_plain(text[slice(*each)]) for each in ((first, start), (start, end), (end, last)))
    begin = utf16_length(before)
    return _Part(before + within + after, begin, begin + utf16_length(within), (first, last) == (0, len(text)))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)


class AttachmentReport(QDialog):
    """Reports how an attached document compares with the passages that the reference has of its source.

    It shows a message, and a list of the passages that differ, if any, which can be copied. The dialog is deleted when
    it is closed.
    """

    def __init__(self, parent: QWidget, message: str, lines: list[str]) -> None:
        """Create the dialog with a message, and with a list if there are ``lines``; call ``open`` to show it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Attached document"))
        self.message = QLabel(message, self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleDescription(message)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.lines = QPlainTextEdit("\n".join(lines), self)
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("Passages that differ"))
        self.lines.setVisible(bool(lines))
        if lines:
            layout.addWidget(self.lines, 1)
            copy = buttons.addButton(self.tr("&Copy list"), QDialogButtonBox.ButtonRole.ActionRole)
            copy.clicked.connect(self._copy)
        layout.addWidget(buttons)
        self.setMinimumWidth(34 * self.fontMetrics().averageCharWidth() * 2)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.message.text()}\n{self.lines.toPlainText()}\n")
