"""The dialog that asks where to save a file, and in which format."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from coopviewer.file_kinds import exists, full_path
from coopviewer.widgets.common.dialogs import remove_icons


class SaveDialog(QFileDialog):
    """A file dialog with several kinds of files, each with an extension; asks before it replaces an existing file.

    It emits ``chosen``, writes nothing itself, and is deleted when it is closed.
    """

    chosen = Signal(str, int)
    """The path of the file, which ends in the extension of a kind, and the index in ``kinds`` of the chosen kind.

    The two may differ: the user may have typed the extension of another kind. Not emitted if the file exists and the
    user does not want to replace it.
    """

    def __init__(self, title: str, kinds: Sequence[str], parent: QWidget) -> None:
        """Offer these kinds, such as ``PDF (*.pdf)``."""
        super().__init__(parent, title)
        self._kinds = list(kinds)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(self._kinds)
        self.filterSelected.connect(self._update_extension)
        self.fileSelected.connect(self._check_path)
        self.finished.connect(self.deleteLater)

    def suggest(self, folder: Path, name: str, kind: str) -> None:
        """Start in a folder, with a file name (without extension) and with ``kind``, one of the texts in ``kinds``."""
        self.selectNameFilter(kind)
        self._update_extension(kind)
        self.setDirectory(str(folder))
        self.selectFile(f"{name}.{self.defaultSuffix()}")

    @Slot(str)
    def _update_extension(self, kind: str) -> None:
        """Append the extension of a kind to a name without one; in the current name it replaces the one before."""
        previous, extension = self.defaultSuffix(), kind.rpartition("*.")[2].rstrip(")")
        self.setDefaultSuffix(extension)
        names = self.selectedFiles()
        if previous and names and names[0].endswith(f".{previous}"):
            self.selectFile(f"{Path(names[0]).name.removesuffix(previous)}{extension}")

    @Slot(str)
    def _check_path(self, path: str) -> None:
        extensions = [kind.rpartition("*.")[2].rstrip(")") for kind in self._kinds]
        full_path = path
        if Path(path).suffix.removeprefix(".").lower() not in extensions:
            full_path = f"{path}.{self.defaultSuffix()}"  # Qt appends no extension to a name that has a dot
        if full_path == path or not exists(Path(full_path)) or self._may_replace(full_path):
            self.chosen.emit(full_path, self._kinds.index(self.selectedNameFilter()))

    def _may_replace(self, path: str) -> bool:
        question = self.tr("{path} already exists. Do you want to replace it?").format(path=path)
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), "", parent=self.parentWidget())
        box.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        box.setText(question)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        remove_icons(box)
        return box.exec() == QMessageBox.StandardButton.Yes


def documents_folder() -> Path:
    """Return the folder that is suggested first for a file: the user's documents, or else the home folder."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if os.path.isdir(folder) else full_path(Path("~"))  # noqa: PTH112  (pathlib may raise)
