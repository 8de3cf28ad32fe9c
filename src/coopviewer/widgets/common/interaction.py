"""What happens once the user acts: mouse buttons, keys, keyboard focus, announcements and message boxes.

The modules of Qt are imported whole, and what is needed of them is looked up in the functions: the first use of the
``Qt`` namespace and of the classes of dialogs makes their enumerations, which takes a tenth of the launch
(docs/pitfalls.md). So this module can be imported by the first window.
"""

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTextEdit, QWidget


def is_middle(event: QMouseEvent) -> bool:
    """Tell whether the middle button was used."""
    return event.button() is QtCore.Qt.MouseButton.MiddleButton


def wants_new_tab(event: QMouseEvent) -> bool:
    """Tell whether a click on a link asks for a new tab: the middle button, or Ctrl with the first one."""
    with_ctrl = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier)
    return is_middle(event) or (with_ctrl and event.button() is QtCore.Qt.MouseButton.LeftButton)


def step_of(event: QMouseEvent) -> int:
    """Return -1 for the button that goes back, 1 for the one that goes forward, 0 for all others."""
    button = QtCore.Qt.MouseButton
    return {button.BackButton: -1, button.ForwardButton: 1}.get(event.button(), 0)


def select_by_key(text: QTextEdit, event: QKeyEvent) -> bool:
    """Grow or shrink what is selected, if the key asks for that; return whether it did."""
    pressed, modifier = event.modifiers(), QtCore.Qt.KeyboardModifier
    key, move = QtCore.Qt.Key, QtGui.QTextCursor.MoveOperation
    moves = {
        key.Key_Left: (move.Left, move.WordLeft),
        key.Key_Right: (move.Right, move.WordRight),
        key.Key_Up: (move.Up, move.Up),
        key.Key_Down: (move.Down, move.Down),
        key.Key_Home: (move.StartOfLine, move.Start),
        key.Key_End: (move.EndOfLine, move.End),
    }.get(QtCore.Qt.Key(event.key()))
    if moves is None or not pressed & modifier.ShiftModifier:
        return False
    if pressed & (modifier.AltModifier | modifier.MetaModifier):
        return False
    cursor = text.textCursor()
    with_ctrl = bool(pressed & modifier.ControlModifier)
    cursor.movePosition(moves[with_ctrl], QtGui.QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    return True


def ends_selecting(event: QKeyEvent) -> bool:
    """Tell whether a released key is the one that was held to select."""
    return event.key() == QtCore.Qt.Key.Key_Shift and not event.isAutoRepeat()


def focus_by_key(widget: QWidget) -> None:
    """Give a widget the keyboard, as after a shortcut: its focus is shown."""
    widget.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader read a text, as of this widget."""
    QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))


def open_box(parent: QWidget, title: str, text: str, *, warns: bool) -> QtWidgets.QMessageBox:
    """Show a text over a window until it is closed; returns at once."""
    message_box = QtWidgets.QMessageBox
    icon = message_box.Icon.Warning if warns else message_box.Icon.NoIcon
    box = message_box(icon, title, "", message_box.StandardButton.Ok, parent)
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)  # a file's name must not become markup
    box.setText(text)
    box.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def choose_file(parent: QWidget, title: str, kinds: str) -> str:
    """Let the user pick a file that exists; empty where they did not."""
    path, _ = QtWidgets.QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
