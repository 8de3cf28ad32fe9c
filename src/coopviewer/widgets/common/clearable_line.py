"""A line to type in that can be cleared by a button, which has a name for those who do not see it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget


class ClearableLine(QLineEdit):
    """Shows its button while there is something to clear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.textChanged.connect(self._offer_clearing)

    @Slot(str)
    def _offer_clearing(self, text: str) -> None:
        if text and not self.isClearButtonEnabled():  # not from the start on: its sign takes a millisecond to make
            self.setClearButtonEnabled(True)
            for button in self.findChildren(QToolButton):
                button.setAccessibleName(self.tr("Clear"))
