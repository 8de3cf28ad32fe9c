"""What came of an import: what was taken in, what was not, and the way back. Imported when used."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

_WIDTH = 60  # letters of a line, about


class ImportReport(QDialog):
    """Shows a sentence and, beneath it, a list of further ones; it deletes itself when it is closed."""

    undo_wanted = Signal()
    """The import is to be taken back."""

    def __init__(self, message: str, lines: Sequence[str], parent: QWidget, *, undoable: bool) -> None:
        """Show over a window what was done; no list where there are no lines. Shown by ``open``.

        ``undoable``: something was written, so that it can be undone at once.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Annotations imported") if undoable else self.tr("Nothing imported"))
        self.setAccessibleDescription(message)
        self.message = self._label(message)
        self.lines = self._label("\n".join(f"• {line}" for line in lines))
        self.lines.setVisible(bool(lines))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        if lines:
            layout.addWidget(self.lines)
            copy = self.buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
            copy.clicked.connect(self._copy)
        if undoable:
            way_back = self.tr("A backup was made before. Edit, Undo takes all of it back in one step.")
            layout.addWidget(self._label(way_back))
            undo = self.buttons.addButton(self.tr("&Undo the import"), QDialogButtonBox.ButtonRole.ActionRole)
            undo.clicked.connect(self._undo)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.setMinimumWidth(_WIDTH * self.fontMetrics().averageCharWidth())

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        label.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        return label

    @Slot()
    def _undo(self) -> None:
        self.undo_wanted.emit()
        self.accept()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.message.text()}\n{self.lines.text()}\n")
