"""Mouse buttons and modifier keys of an event. Imported at the first click, since it needs Qt's larger enumerations."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent


def is_middle(event: QMouseEvent) -> bool:
    """Return whether the middle button was used."""
    return event.button() is Qt.MouseButton.MiddleButton


def wants_new_tab(event: QMouseEvent) -> bool:
    """Return whether a click on a link opens a new tab: with the middle button, or with Ctrl and the left button."""
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return is_middle(event) or (with_ctrl and event.button() is Qt.MouseButton.LeftButton)


def history_step(event: QMouseEvent) -> int:
    """Return the step in the history: -1 for the back button, 1 for the forward button, 0 for all others."""
    return {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button(), 0)
