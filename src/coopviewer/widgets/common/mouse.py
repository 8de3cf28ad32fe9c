"""Which mouse button, with which keys: needs Qt's larger enumerations, so it is imported at the first click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent


def is_middle(event: QMouseEvent) -> bool:
    """Tell whether the middle button was used."""
    return event.button() is Qt.MouseButton.MiddleButton


def wants_new_tab(event: QMouseEvent) -> bool:
    """Tell whether a click on a link asks for a new tab: the middle button, or Ctrl with the first one."""
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return is_middle(event) or (with_ctrl and event.button() is Qt.MouseButton.LeftButton)


def step_of(event: QMouseEvent) -> int:
    """Give -1 for the button that goes back, 1 for the one that goes forward, 0 for all others."""
    return {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button(), 0)
