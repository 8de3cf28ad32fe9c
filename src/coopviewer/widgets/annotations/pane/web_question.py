"""Asks before an address of the web is handed to the person's own browser."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_about_web(parent: QWidget, address: str) -> QMessageBox:
    """Ask whether to open an address; ``accepted`` of the box says yes. Returns at once."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(box.tr("Open an address of the web"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # a note must not become markup
    box.setText(
        box.tr("Open this address in your browser? coopviewer itself uses no network.") + f"\n\n{address}",
    )
    yes = box.addButton(box.tr("&Open"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    yes.setAutoDefault(False)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
