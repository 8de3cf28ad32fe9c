"""The direction of a text, found from its own letters and not from the layout direction of the window."""

from collections.abc import Sequence
from typing import Any
from unicodedata import bidirectional

from PySide6 import QtCore
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from coopviewer.models.guard import guarded

_ISOLATE, _END = "\u2068", "\u2069"  # text between them is laid out by its own direction
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = "\u200f", "\u200e"  # invisible letters of a direction


def begins_right_to_left(text: str) -> bool:
    """Return whether the first letter of a text is written from right to left; False if it has no letters."""
    if text.isascii():
        return False
    kinds = (bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def direction_of(text: str) -> "QtCore.Qt.LayoutDirection":
    """Return the direction in which to paint a text, by its first letter: from left to right if it has no letters.

    Painted in the direction of a window from right to left, *4 million* would become *million 4*.
    """
    directions = QtCore.Qt.LayoutDirection
    return directions.RightToLeft if begins_right_to_left(text) else directions.LeftToRight


def in_its_direction(text: str, *, right_to_left: bool) -> str:
    """Return a line of text that a widget of the given direction draws in the direction of its first letter.

    A text of another direction than the widget is enclosed in isolate characters, any other is returned unchanged. One
    without letters counts as written from left to right.
    """
    return f"{_ISOLATE}{text}{_END}" if text and begins_right_to_left(text) is not right_to_left else text


def at_the_side_of(texts: Sequence[str], *, right_to_left: bool) -> str:
    """Return paragraphs, joined by line ends, so that a label aligns all of them at the leading side of the window.

    Each paragraph is still drawn in the direction of its own first letter. ``right_to_left`` is the window's direction.
    Without this, the first letter of a label's text would decide at which side all of it is.
    """
    marked = [in_its_direction(text, right_to_left=right_to_left) for text in texts]
    mark = (_RIGHT_TO_LEFT if right_to_left else _LEFT_TO_RIGHT) if marked != list(texts) else ""
    return mark + "\n".join(marked)


class OwnDirectionDelegate(QStyledItemDelegate):
    """Draws each text of a view in the direction of its own letters."""

    def __init__(self, view: QWidget) -> None:
        """Serve the cells of a view, once the caller has set this as its delegate."""
        super().__init__(view)
        self._view = view

    # Qt overrides

    @guarded
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        text = value if isinstance(value, str) and "\n" not in value else super().displayText(value, locale)
        return in_its_direction(text, right_to_left=self._view.isRightToLeft())
