"""A page as plain text, read line by line: what a screen reader takes better than a text browser. Imported when used.

A QPlainTextEdit has the role *text* and gives lines, words and a cursor; a QTextBrowser is a *label* whose text holds
the numbers of the source marks.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

_SIZE = QSize(760, 640)
_SHARE = 0.92  # of the parent's width and height that the dialog takes at most


class TextDialog(QDialog):
    """Shows a text that can be read with the arrow keys, and copied; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet, over a window that can still be used."""
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(_SIZE.boundedTo(parent.size() * _SHARE))

    def show_text(self, title: str, text: str) -> None:
        """Show a text from its beginning, with the keyboard in it."""
        self.setWindowTitle(title)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
