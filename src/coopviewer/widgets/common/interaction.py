"""Functions for user input and feedback: mouse buttons, keys, dropped files, keyboard focus, announcements, dialogs.

Qt's modules are imported whole, and their names are looked up inside the functions, so that the first window can import
this module: the first use of the ``Qt`` namespace and of dialog classes creates their enumerations, which takes a tenth
of the launch (docs/pitfalls.md).
"""

from pathlib import Path

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTextEdit, QWidget

_DATA = (".xml", ".gz", ".zip")


def is_middle(event: QMouseEvent) -> bool:
    """Return whether the middle button was pressed or released; False for a movement of the mouse."""
    return event.button() is QtCore.Qt.MouseButton.MiddleButton


def is_left(event: QMouseEvent) -> bool:
    """Return whether the left button was pressed or released; False for a movement of the mouse."""
    return event.button() is QtCore.Qt.MouseButton.LeftButton


def has_ctrl(event: QMouseEvent | QKeyEvent) -> bool:
    """Return whether Ctrl is held."""
    return bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier)


def wants_new_tab(event: QMouseEvent) -> bool:
    """Return whether a click on a link opens a new tab: with the middle button, or with Ctrl and the left button."""
    return is_middle(event) or (has_ctrl(event) and event.button() is QtCore.Qt.MouseButton.LeftButton)


def history_step(event: QMouseEvent) -> int:
    """Return the step in the tab's history that a mouse button asks for: -1 back, 1 forward, 0 none."""
    button = QtCore.Qt.MouseButton
    return {button.BackButton: -1, button.ForwardButton: 1}.get(event.button(), 0)


def select_by_key(text: QTextEdit, event: QKeyEvent) -> bool:
    """Extend or reduce the selection of a text if the pressed key does so; return whether it does.

    Such keys are Shift with an arrow key, Home or End, and each of them also with Ctrl, but not Page Up or Page Down.
    """
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


def ends_selection(event: QKeyEvent) -> bool:
    """Return whether the release of this key ends selecting text by keyboard: it is Shift, and not auto-repeated."""
    return event.key() == QtCore.Qt.Key.Key_Shift and not event.isAutoRepeat()


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the dragged local files, of any kind, and for each dragged folder the XML, gzip and ZIP files in it.

    They are in the order of the drag, those of a folder by name. Subfolders of a folder and addresses of the web are
    left out; a dragged local path that does not exist is returned all the same. Raises OSError if a folder cannot be
    read.
    """
    found: list[Path] = []
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.lower() in _DATA and each.is_file())
        elif url.isLocalFile():
            found.append(path)
    return tuple(found)


def focus_by_key(widget: QWidget) -> None:
    """Move the keyboard focus to a widget, and have the style show it as after a shortcut."""
    widget.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)


def announce(widget: QWidget, text: str) -> None:
    """Have screen readers read out a text on behalf of a widget."""
    QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))


def open_box(parent: QWidget, title: str, text: str, *, warns: bool) -> "QtWidgets.QMessageBox":
    """Show a message box over a window and return it at once; it is deleted when it is closed.

    ``warns``: it has the icon of a warning.
    """
    message_box = QtWidgets.QMessageBox
    icon = message_box.Icon.Warning if warns else message_box.Icon.NoIcon
    box = message_box(icon, title, "", message_box.StandardButton.Ok, parent)
    box.button(message_box.StandardButton.Ok).setIcon(QtGui.QIcon())  # which X11 without a desktop shows
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)  # a file's name must not become markup
    box.setText(text)
    box.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def choose_file(parent: QWidget, title: str, kinds: str) -> str:
    """Have the user choose an existing file, wait, and return its path; empty if the user cancelled.

    ``kinds`` are the files to list, in the form that QFileDialog wants: ``"Tables (*.csv *.xlsx)"``.
    """
    path, _ = QtWidgets.QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
