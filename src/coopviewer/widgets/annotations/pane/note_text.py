"""A field for the text of a note, of any length, which keeps every character as it was typed."""

import re

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coopviewer.models.guard import guarded

_UNBROKEN = re.compile(r"\S{2000}")
_SEPARATORS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})  # Qt's line and paragraph separators


class NoteText(QPlainTextEdit):
    """Lines have the direction of their first letter, and are wrapped between words.

    Qt searches for word boundaries repeatedly, so that a word of 100,000 letters would block the window for seconds.
    A text with such a word is wrapped anywhere.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self.set_wrapping_for("")

    def text(self) -> str:
        """Return the text with its no-break spaces, which ``toPlainText`` would replace."""
        return self.document().toRawText().translate(_SEPARATORS)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.set_wrapping_for(text)
        self.setPlainText(text)

    def set_wrapping_for(self, text: str) -> None:
        """Set the wrap mode that a text needs, before it is shown or inserted."""
        anywhere = _UNBROKEN.search(text) is not None
        modes = QTextOption.WrapMode
        self.setWordWrapMode(modes.WrapAnywhere if anywhere else modes.WrapAtWordBoundaryOrAnywhere)

    # Qt overrides

    @guarded
    def event(self, event: QEvent) -> bool:
        # without own changes to undo, Ctrl+Z is the window's, which undoes the last change to annotations
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys, document = QKeySequence.StandardKey, self.document()
            undo = event.matches(keys.Undo) and not document.isUndoAvailable()
            redo = event.matches(keys.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    @guarded
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.set_wrapping_for(self.text() + source.text())
        super().insertFromMimeData(source)
