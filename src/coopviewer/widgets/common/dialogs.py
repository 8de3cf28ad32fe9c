"""Dialogs, and moving the keyboard: what needs Qt's larger enumerations and is never part of the first window.

Import it where it is used, inside the function: making those enumerations takes a tenth of the launch
(docs/performance.md).
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def open_box(parent: QWidget, title: str, text: str, *, warns: bool) -> QMessageBox:
    """Show a text over a window until it is closed; returns at once."""
    icon = QMessageBox.Icon.Warning if warns else QMessageBox.Icon.NoIcon
    box = QMessageBox(icon, title, "", QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
    box.setText(text)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def choose_file(parent: QWidget, title: str, kinds: str) -> str:
    """Let the person pick a file that exists; empty where they did not."""
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path


def focus_by_key(widget: QWidget) -> None:
    """Give a widget the keyboard, as after a shortcut: its focus is shown."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
