"""A dialog that asks for the name of a saved search."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from coopviewer.domain.search.saved_searches import LONGEST_NAME
from coopviewer.widgets.common.dialogs import ButtonBox


class NameDialog(QDialog):
    """Asks for the name of a search, which must not be blank; it is deleted when it is closed.

    *Save* emits ``named``, *Remove* (only for a search that is saved already) ``removed``, *Cancel* neither.
    """

    named = Signal(str)
    """The name, without white space around it."""
    removed = Signal()
    """The user wants to remove the saved search."""

    def __init__(self, title: str, suggestion: str, parent: QWidget, *, is_saved: bool = False) -> None:
        """Start with the name ``suggestion``, cut at 80 characters (LONGEST_NAME); call ``open`` to show the dialog.

        ``is_saved``: the search is already saved and can be removed.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(suggestion[:LONGEST_NAME], self)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("Name"))
        self.field.selectAll()
        label = QLabel(self.tr("&Name of the search on the home page:"), self)
        label.setBuddy(self.field)
        kinds = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        self.buttons = ButtonBox(kinds, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        if is_saved:
            self.buttons.addButton(self.tr("&Remove"), QDialogButtonBox.ButtonRole.DestructiveRole)
            self.buttons.clicked.connect(self._on_click)
        layout = QVBoxLayout(self)
        for part in (label, self.field, self.buttons):
            layout.addWidget(part)
        self.field.textChanged.connect(self._update_buttons)

    @Slot()
    def _update_buttons(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(self.field.text().strip()))

    @Slot(QAbstractButton)
    def _on_click(self, button: QAbstractButton) -> None:
        if self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.DestructiveRole:
            self.removed.emit()
            self.reject()

    @Slot()
    def _accept(self) -> None:
        if self.field.text().strip():
            self.named.emit(self.field.text().strip())
            self.accept()
