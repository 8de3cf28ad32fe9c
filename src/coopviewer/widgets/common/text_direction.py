"""Which way a text runs: by its own words, whichever way the window runs."""

from typing import Any
from unicodedata import bidirectional

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

_ISOLATE, _END = "\u2068", "\u2069"  # what stands between runs by its first letter


def begins_right_to_left(text: str) -> bool:
    """Tell which way a text runs, by its first letter; without letters it runs from left to right."""
    if text.isascii():
        return False
    kinds = (bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def in_its_direction(text: str, *, right_to_left: bool) -> str:
    """Give a line of text to be drawn by what runs ``right_to_left`` or not; where it runs so itself, as it is."""
    return f"{_ISOLATE}{text}{_END}" if text and begins_right_to_left(text) is not right_to_left else text


class OwnDirectionDelegate(QStyledItemDelegate):
    """Draws the texts of a view in their own direction."""

    def __init__(self, view: QWidget) -> None:
        """Serve the cells of a view."""
        super().__init__(view)
        self._view = view

    # Qt overrides

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        text = value if isinstance(value, str) and "\n" not in value else super().displayText(value, locale)
        return in_its_direction(text, right_to_left=self._view.isRightToLeft())
