"""Asks whether to close the window while something that was written could not be saved."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


class ClosingQuestion(QMessageBox):
    """Offers to save elsewhere, to close all the same, or to go back."""

    save_elsewhere_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Ask in words of its own; shown by ``open``."""
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Not everything is saved"))
        self.setText(
            self.tr(
                "What you wrote last could not be saved, and would be lost with the window. "
                "It still stands in the editor. Save all annotations in another file, or go back and copy the text."
            )
        )
        self._elsewhere = self.addButton(self.tr("&Save elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        self._close = self.addButton(self.tr("&Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        back = self.addButton(self.tr("Go &back"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(back)
        self.setEscapeButton(back)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.buttonClicked.connect(self._tell)

    @Slot(QAbstractButton)
    def _tell(self, button: QAbstractButton) -> None:
        if button is self._elsewhere:
            self.save_elsewhere_wanted.emit()
        elif button is self._close:
            self.close_wanted.emit()
