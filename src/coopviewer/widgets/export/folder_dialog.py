"""The dialog that asks into which folder all entries are written as Markdown, and whether with notes."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.widgets.common.dialogs import ButtonBox

_WIDTH = 560  # pixels


class FolderDialog(QDialog):
    """Asks for a folder; the button *Export* or Enter emits ``export_wanted`` and closes the dialog.

    While no folder is filled in, button and Enter do nothing. The dialog itself writes nothing, and is deleted when it
    is closed.
    """

    export_wanted = Signal(str, bool)
    """The path of the folder, never blank, and whether the user's notes are to be written."""

    def __init__(self, folder: str, parent: QWidget, *, with_notes: bool) -> None:
        """Start with the path ``folder`` filled in; an empty one suggests no folder.

        ``with_notes``: the box to write the user's notes too is checked.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export as Markdown folder"))
        self.folder = QLineEdit(folder, self)
        self.folder.setPlaceholderText(self.tr("A folder, new or of an earlier export"))
        self.browse = QPushButton(self.tr("&Browse…"), self)
        self.browse.setAutoDefault(False)
        self.notes = QCheckBox(self.tr("With your &notes and highlights"), self)
        self.notes.setChecked(with_notes)
        self._lay_out()
        self.folder.textChanged.connect(self._enable)
        self.browse.clicked.connect(self._choose)
        self._enable()
        self.resize(min(_WIDTH, parent.width()), self.sizeHint().height())

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Folder"), self)
        label.setBuddy(self.folder)
        hint = QLabel(
            self.tr(
                "Each entry becomes a page, with links between them. A folder of an earlier export is renewed: files "
                "and parts of files that you wrote stay as they are."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        buttons.accepted.connect(self._begin)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addLayout(line)
        for part in (self.notes, hint, buttons):
            column.addWidget(part)

    @Slot()
    def _enable(self) -> None:
        self.export.setEnabled(bool(self.folder.text().strip()))

    @Slot()
    def _choose(self) -> None:
        """Ask for a folder in the system's dialog, without waiting for the answer."""
        dialog = QFileDialog(self, self.tr("Export as Markdown folder"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _begin(self) -> None:
        folder = self.folder.text().strip()
        if folder:
            self.export_wanted.emit(folder, self.notes.isChecked())
            self.accept()
