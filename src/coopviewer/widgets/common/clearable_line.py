"""A line edit with a button that clears it; the button has an accessible name, which Qt's own lacks."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

_INNER = 8  # pixels between the frame and the text


class ClearableLine(QLineEdit):
    """A line edit that shows a clear button while it has text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTextMargins(_INNER, 0, _INNER // 2, 0)
        self.textChanged.connect(self._add_clear_button)

    @Slot(str)
    def _add_clear_button(self, text: str) -> None:
        if text and not self.isClearButtonEnabled():  # only now, since its icon takes a millisecond of the launch
            self.setClearButtonEnabled(True)
            for button in self.findChildren(QToolButton):
                button.setAccessibleName(self.tr("Clear"))
