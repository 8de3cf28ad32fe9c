"""The list of the files to import, in the order in which they are read; files are added to it and removed."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QListView, QWidget

from coopviewer.models.guard import guarded

_ROWS = 4  # shown without scrolling
_LARGE = 32  # pixels; the height of a row from which on half as many are shown


class FileList(QListView):
    """Lists the names of files with their folders; Del removes the selected ones."""

    files_changed = Signal()
    """Files were added or removed, by the user or by a method."""

    def __init__(self, parent: QWidget) -> None:
        """Start without files."""
        super().__init__(parent)
        self.files: tuple[Path, ...] = ()
        """The files, in the order in which they are read."""
        self._folder = ""
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setAccessibleName(self.tr("Files to import"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, files: Iterable[Path]) -> None:
        """Add files that are not in the list yet, at its end, and select the last; nothing happens if all are in it."""
        self._set(dict.fromkeys((*self.files, *files)))

    def clear_files(self) -> None:
        """Take all files out of the list."""
        self._set(())

    @Slot()
    def choose(self) -> None:
        """Open the system's dialog to add files, without waiting for the answer.

        It begins in the folder of the list's last file; if the list is empty, in that of the last one that it had.
        """
        every = "*.xml *.gz *.zip *.csv *.tsv *.txt *.xlsx *.xls *.ods"
        kinds = (
            self.tr("Data of publishers, and tables ({patterns})").format(patterns=every),
            self.tr("Tables of projects ({patterns})").format(patterns="*.csv *.tsv *.txt *.xlsx *.xls *.ods"),
            self.tr("All files ({patterns})").format(patterns="*"),
        )
        dialog = QFileDialog(self, self.tr("Add files"), self._folder, ";;".join(kinds))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_names)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _add_names(self, names: list[str]) -> None:
        self.add(map(Path, names))

    @Slot()
    def remove_selected(self) -> None:
        """Take the selected files out of the list; nothing happens if none is selected."""
        rows = {index.row() for index in self.selectedIndexes()}
        if rows:
            self._set(file for row, file in enumerate(self.files) if row not in rows)

    def fit_rows(self) -> None:
        """Set the height to that of four rows at the present size of text; of two if a row has 32 pixels or more."""
        row = self.sizeHintForRow(0) if self.files else self.fontMetrics().height() + 4
        rows = _ROWS if row < _LARGE else _ROWS // 2  # what is below needs the room
        self.setFixedHeight(rows * max(row, self.fontMetrics().height()) + 2 * self.frameWidth() + 4)

    def _set(self, files: Iterable[Path]) -> None:
        kept = tuple(files)
        if kept == self.files:
            return
        self._folder = str(kept[-1].parent) if kept else self._folder
        self.files = kept
        self._names.setStringList([f"{file.name} · {file.parent}" for file in kept])
        self.setCurrentIndex(self._names.index(len(kept) - 1) if kept else QModelIndex())
        self.files_changed.emit()

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_selected()
        else:
            super().keyPressEvent(event)
