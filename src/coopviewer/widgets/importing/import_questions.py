"""Hints on an import, and questions about it.

Questions are asked without waiting for the answer: the returned box emits ``accepted`` for yes.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from coopviewer.models.language import language
from coopviewer.widgets.common.dialogs import remove_icons


def files_hint() -> str:
    """Return the text above the list of files, unless a reference is imported again (``newer_files_hint``)."""
    tr = language()
    return tr(
        "&Files of publishers (IATI), or tables of projects (XLSX, CSV …), in the order in which they are read; drop "
        "them here, or add them:"
    )


def newer_files_hint(*, is_table: bool, keeps_title: bool) -> str:
    """Return the text above the list of files when a reference is imported again: what is kept, and what is new.

    ``is_table``: it was imported from tables; ``keeps_title``: its title was chosen, not formed from its files.
    """
    tr = language()
    wanted = tr("Add a newer &file of the same table.") if is_table else tr("Add newer &files of the same publishers.")
    title = tr("Its title is kept.") if keeps_title else tr("Its title is formed from the new files; change it below.")
    becomes = tr(
        "What you import becomes a new reference, an edition of the same dataset as the open one, so that your notes "
        "are found in it again. The open one stays as it is."
    )
    return f"{wanted} {becomes} {title}"


def ask_about_data(parent: QWidget, sentence: str) -> QMessageBox:
    """Say with ``sentence`` that a file is data and no reference, and ask whether to import it.

    ``accepted`` of the box means yes; nothing is imported here.
    """
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
    remove_icons(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
