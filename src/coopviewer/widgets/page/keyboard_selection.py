"""Selecting in the page by keyboard: Shift with the keys that move. Imported at the first key, see widgets/mouse.py.

One begins where the page's cursor stands: at the fact that F4 went to, or at the words that were found.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

_Key, _Move = Qt.Key, QTextCursor.MoveOperation
_MOVES = {
    _Key.Key_Left: (_Move.Left, _Move.WordLeft),
    _Key.Key_Right: (_Move.Right, _Move.WordRight),
    _Key.Key_Up: (_Move.Up, _Move.Up),
    _Key.Key_Down: (_Move.Down, _Move.Down),
    _Key.Key_Home: (_Move.StartOfLine, _Move.Start),
    _Key.Key_End: (_Move.EndOfLine, _Move.End),
}


def select_by_key(text: QTextEdit, event: QKeyEvent) -> bool:
    """Grow or shrink what is selected, if the key asks for that; tells whether it did."""
    pressed = event.modifiers()
    with_ctrl = bool(pressed & Qt.KeyboardModifier.ControlModifier)
    others = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    moves = _MOVES.get(Qt.Key(event.key()))
    if moves is None or not pressed & Qt.KeyboardModifier.ShiftModifier or pressed & others:
        return False
    cursor = text.textCursor()
    cursor.movePosition(moves[with_ctrl], QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    return True


def ends_selecting(event: QKeyEvent) -> bool:
    """Tell whether a released key is the one that was held to select."""
    return event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat()
