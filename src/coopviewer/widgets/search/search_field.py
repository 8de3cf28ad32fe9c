"""The search field in the toolbar."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.clearable_line import ClearableLine

# Qt's keys and the Ctrl modifier as numbers; see models/roles.py for why
_ESCAPE, _ENTER_KEYS = 0x01000000, (0x01000004, 0x01000005)
_MOVE_KEYS = (0x01000013, 0x01000015, 0x01000016, 0x01000017)  # up, down, page up, page down
_CTRL = 0x04000000
LONGEST = 10_000
_WIDEST = 560  # pixels
"""The maximum width."""


class SearchField(ClearableLine):
    """The field for a search: it emits the keys that act on the results, which are shown in another widget.

    Enter opens the selected result, Ctrl+Enter in a new tab; arrow keys move in the results; Esc ends the search.
    """

    accepted = Signal(bool)
    """The user pressed Enter; True with Ctrl, for a new tab."""
    move_key_pressed = Signal(QKeyEvent)
    """A key event that moves the selection in the results."""
    leave_wanted = Signal()
    """The user pressed Esc."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search countries, projects, partners…  Ctrl+K"))
        self.setAccessibleName(self.tr("Search"))
        self.setMaxLength(LONGEST)
        self.setMaximumWidth(_WIDEST)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _ESCAPE:
            self.leave_wanted.emit()
        elif key in _ENTER_KEYS:
            self.accepted.emit(bool(event.keyCombination().keyboardModifiers().value & _CTRL))
        elif key in _MOVE_KEYS:
            self.move_key_pressed.emit(event)
        else:
            super().keyPressEvent(event)
