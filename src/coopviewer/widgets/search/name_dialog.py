"""Asks for a name, such as that of a search to be kept."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from coopviewer.domain.search.saved_searches import LONGEST_NAME


class NameDialog(QDialog):
    """A line for the name, which must not be blank."""

    named = Signal(str)
    removed = Signal()
    """What has the name already is to be kept no longer."""

    def __init__(self, title: str, suggestion: str, parent: QWidget, *, kept: bool = False) -> None:
        """Suggest a name; ``kept``: it is in use for the same thing, and can be removed. Shown by ``open``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(suggestion[:LONGEST_NAME], self)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("Name"))
        self.field.selectAll()
        label = QLabel(self.tr("&Name under which home lists it:"), self)
        label.setBuddy(self.field)
        kinds = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(kinds, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        if kept:
            self.buttons.addButton(self.tr("&Remove"), QDialogButtonBox.ButtonRole.DestructiveRole)
            self.buttons.clicked.connect(self._click)
        layout = QVBoxLayout(self)
        for part in (label, self.field, self.buttons):
            layout.addWidget(part)
        self.field.textChanged.connect(self._look)

    @Slot()
    def _look(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(self.field.text().strip()))

    @Slot(QAbstractButton)
    def _click(self, button: QAbstractButton) -> None:
        if self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.DestructiveRole:
            self.removed.emit()
            self.reject()

    @Slot()
    def _accept(self) -> None:
        if self.field.text().strip():
            self.named.emit(self.field.text().strip())
            self.accept()
