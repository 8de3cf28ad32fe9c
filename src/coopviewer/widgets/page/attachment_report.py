"""The report on an attached document: how many passages it has, and a list of those that differ."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class AttachmentReport(QDialog):
    """Shows a message and a list of lines that can be copied; deleted when it is closed."""

    def __init__(self, parent: QWidget, message: str, lines: list[str]) -> None:
        """Show the message over a window, without a list if there are no lines."""
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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
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
