"""The question whether to close the window with changes that could not be saved."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


class ClosingQuestion(QMessageBox):
    """Offers to save to another file, to close without saving, or to go back; no signal is emitted for going back.

    It is deleted when it is closed.
    """

    save_elsewhere_wanted = Signal()
    """The user wants to save all annotations to another file."""
    close_wanted = Signal()
    """The user wants to close the window without saving."""

    def __init__(self, parent: QWidget) -> None:
        """Set the text and the buttons; call ``open`` to show the question."""
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Unsaved changes"))
        self.setText(
            self.tr(
                "Your last changes could not be saved and will be lost if you close the window. "
                "They are still in the editor. Save all annotations to another file, or go back and copy the text."
            )
        )
        self._save_elsewhere_button = self.addButton(self.tr("&Save elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        self._close_button = self.addButton(self.tr("&Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        back = self.addButton(self.tr("Go &back"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(back)
        self.setEscapeButton(back)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.buttonClicked.connect(self._emit_choice)

    @Slot(QAbstractButton)
    def _emit_choice(self, button: QAbstractButton) -> None:
        if button is self._save_elsewhere_button:
            self.save_elsewhere_wanted.emit()
        elif button is self._close_button:
            self.close_wanted.emit()
