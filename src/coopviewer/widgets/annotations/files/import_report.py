"""The report on an import: what was added, what was left out, and a button to undo it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from coopviewer.widgets.common.dialogs import ButtonBox

_WIDTH = 60  # average characters


class AnnotationImportReport(QDialog):
    """Shows the result of an import of annotations; emits ``undo_wanted``, and is deleted when it is closed."""

    undo_wanted = Signal()
    """The user wants to undo the import."""

    def __init__(
        self, message: str, lines: Sequence[str], items: Sequence[str], parent: QWidget, *, undoable: bool
    ) -> None:
        """Fill the report; call ``open`` to show it.

        ``message``: a sentence on what was imported.
        ``lines``: shown below it as a list; may be empty.
        ``items``: lines on single annotations, in a field that scrolls. Must be empty if ``lines`` is empty.
        ``undoable``: annotations were written; a button to undo the import is shown.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Annotations imported") if undoable else self.tr("Nothing imported"))
        self.setAccessibleDescription(message)
        self.message = self._label(message)
        self.lines = self._label("\n".join(f"• {line}" for line in lines))
        self.lines.setVisible(bool(lines))
        self.items = QPlainTextEdit("\n".join(items), self)
        self.items.setReadOnly(True)
        self.items.setTabChangesFocus(True)
        self.items.setAccessibleName(self.tr("Annotation by annotation"))
        self.items.setVisible(bool(items))
        self.buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        if lines:
            layout.addWidget(self.lines)
            if items:
                layout.addWidget(self.items, 1)
            copy = self.buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
            copy.clicked.connect(self._copy)
        if undoable:
            undo_hint = self.tr("A backup was made before the import. Edit > Undo undoes the whole import in one step.")
            layout.addWidget(self._label(undo_hint))
            undo = self.buttons.addButton(self.tr("&Undo the import"), QDialogButtonBox.ButtonRole.ActionRole)
            undo.clicked.connect(self._undo)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.setMinimumWidth(_WIDTH * self.fontMetrics().averageCharWidth())

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
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
        parts = (self.message.text(), self.lines.text(), self.items.toPlainText())
        QGuiApplication.clipboard().setText("\n".join(filter(None, parts)) + "\n")
