"""The one search field, in the toolbar; what is typed is told at once, keys walk the results beneath."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopviewer.widgets.common.clearable_line import ClearableLine

# Qt's keys and the Ctrl modifier as numbers; see models/roles.py for why
_ESCAPE, _RETURN_KEYS = 0x01000000, (0x01000004, 0x01000005)
_WALKING = (0x01000013, 0x01000015, 0x01000016, 0x01000017)  # up, down, page up, page down
_CTRL = 0x04000000
LONGEST = 10_000
_WIDEST = 560  # pixels


class SearchField(ClearableLine):
    """Enter opens, Ctrl+Enter opens in a new tab, arrows walk, Esc returns to where one was."""

    accepted = Signal(bool)
    """Enter was pressed; true: with Ctrl, for a new tab."""
    walked = Signal(QKeyEvent)
    """A key that walks the results."""
    leave_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search countries, projects, partners…  Ctrl+K"))
        self.setAccessibleName(self.tr("Search"))
        self.setMaxLength(LONGEST)
        self.setMaximumWidth(_WIDEST)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _ESCAPE:
            self.leave_wanted.emit()
        elif key in _RETURN_KEYS:
            self.accepted.emit(bool(event.keyCombination().keyboardModifiers().value & _CTRL))
        elif key in _WALKING:
            self.walked.emit(event)
        else:
            super().keyPressEvent(event)
