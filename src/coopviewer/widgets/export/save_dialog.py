"""Asks where to save a page, and as what. Imported when something is saved, not before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class SaveDialog(QFileDialog):
    """A file dialog whose kinds each have an ending; a file that is there is replaced only when the person says so."""

    chosen = Signal(str, int)
    """The file's path, its ending included, and the place of the kind in the list that was given."""

    def __init__(self, title: str, kinds: Sequence[str], parent: QWidget) -> None:
        """Offer these kinds, such as ``PDF (*.pdf)``."""
        super().__init__(parent, title)
        self._kinds = list(kinds)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(self._kinds)
        self.filterSelected.connect(self._follow_kind)
        self.fileSelected.connect(self._tell)
        self.finished.connect(self.deleteLater)

    def suggest(self, folder: Path, name: str, kind: str) -> None:
        """Start in a folder with a name, without ending, and a kind."""
        self.selectNameFilter(kind)
        self._follow_kind(kind)
        self.setDirectory(str(folder))
        self.selectFile(f"{name}.{self.defaultSuffix()}")

    @Slot(str)
    def _follow_kind(self, kind: str) -> None:
        """Append the kind's ending to a name that has none, and change the one it has."""
        before, now = self.defaultSuffix(), kind.rpartition("*.")[2].rstrip(")")
        self.setDefaultSuffix(now)
        named = self.selectedFiles()
        if before and named and named[0].endswith(f".{before}"):
            self.selectFile(f"{Path(named[0]).name.removesuffix(before)}{now}")

    @Slot(str)
    def _tell(self, path: str) -> None:
        endings = [kind.rpartition("*.")[2].rstrip(")") for kind in self._kinds]
        whole = path
        if Path(path).suffix.removeprefix(".").lower() not in endings:
            whole = f"{path}.{self.defaultSuffix()}"  # Qt appends none to a name with a dot in it
        if whole == path or not Path(whole).exists() or self._may_replace(whole):
            self.chosen.emit(whole, self._kinds.index(self.selectedNameFilter()))

    def _may_replace(self, path: str) -> bool:
        question = self.tr("{path} exists already. Shall it be replaced?").format(path=path)
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), "", parent=self.parentWidget())
        box.setText(question)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        return box.exec() == QMessageBox.StandardButton.Yes
