"""A field for the text of a note: any length, words of any length, every sign kept as it was typed."""

import re

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_UNBROKEN = re.compile(r"\S{2000}")
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})  # by which Qt parts lines


class NoteText(QPlainTextEdit):
    """Lines run in the direction of their first letter, and are broken between words where there are any.

    Qt looks for a border between words over and over, so that one word of 100,000 letters would hold the window up for
    seconds: with such a word in it lines are broken anywhere.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        rules = self.document().defaultTextOption()
        rules.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(rules)
        self.suit("")

    def text(self) -> str:
        """Give what stands in the field, no-break spaces included, which ``toPlainText`` would lose."""
        return self.document().toRawText().translate(_BREAKS)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.suit(text)
        self.setPlainText(text)

    def suit(self, text: str) -> None:
        """Break lines as a text needs it that is about to be shown or to come in."""
        anywhere = _UNBROKEN.search(text) is not None
        modes = QTextOption.WrapMode
        self.setWordWrapMode(modes.WrapAnywhere if anywhere else modes.WrapAtWordBoundaryOrAnywhere)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # where there is nothing of its own to take back, Ctrl+Z is left to the window: to what was done to annotations
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys, document = QKeySequence.StandardKey, self.document()
            undo = event.matches(keys.Undo) and not document.isUndoAvailable()
            redo = event.matches(keys.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.suit(self.text() + source.text())
        super().insertFromMimeData(source)
