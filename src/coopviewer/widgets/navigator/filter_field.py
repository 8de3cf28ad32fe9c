"""The line above the navigator's tree in which one types what the rows are filtered by."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopviewer.widgets.common.clearable_line import ClearableLine

# Qt.Key's Escape, Return, Enter and Down; see models/roles.py for why as numbers
_ESCAPE, _RETURN_KEYS, _DOWN = 0x01000000, (0x01000004, 0x01000005), 0x01000015
LONGEST = 500


class FilterField(ClearableLine):
    """Esc clears it, then leaves; the down arrow goes to the rows; Enter takes the first that matches."""

    cleared = Signal()
    left = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Filter the navigator"))
        self.setToolTip(self.tr("Shows the rows with these words in one of their names"))
        self.setMaxLength(LONGEST)

    # Qt's names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _ESCAPE:
            (self.cleared if self.text() else self.left).emit()
        elif key == _DOWN:
            self.left.emit()
        elif key in _RETURN_KEYS:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)
