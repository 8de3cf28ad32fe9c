"""Questions about an import, asked without waiting for the answer: the returned box emits ``accepted`` for yes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_about_data(parent: QWidget, sentence: str) -> QMessageBox:
    """Say that a file is data and no reference, and ask whether to import it; ``accepted`` of the box means yes."""
    box = QMessageBox(parent)
    box.setWindowTitle(box.tr("Open reference"))
    return _opened(box, sentence, box.tr("&Import data…"))


def ask_to_replace(parent: QWidget, path: Path) -> QMessageBox:
    """Ask whether to replace a file by the imported reference; ``accepted`` of the box means yes."""
    box = QMessageBox(parent)
    box.setWindowTitle(box.tr("Import data"))
    question = box.tr("{path} already exists. Do you want to replace it once the import is done?")
    opened = _opened(box, question.format(path=path), box.tr("&Replace it"))
    opened.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return opened


def _opened(box: QMessageBox, sentence: str, accept: str) -> QMessageBox:
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
    box.setText(sentence)
    box.setDefaultButton(box.addButton(accept, QMessageBox.ButtonRole.AcceptRole))
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
