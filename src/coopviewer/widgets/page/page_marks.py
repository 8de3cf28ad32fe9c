"""Marks in the page, in layers: highlights at the bottom, the selected highlight above them, matches on top.

Drawing a page removes its marks; the code that set a layer sets it again when the page emits ``page_shown``.
"""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtWidgets import QTextEdit


class Layer(IntEnum):
    """The layers from bottom to top; the format of a higher layer takes precedence."""

    HIGHLIGHTS = 0
    SELECTED = 1
    FOUND = 2


class PageMarks:
    """The marks of one text in layers, shown together as its extra selections."""

    def __init__(self, text: QTextEdit) -> None:
        """Start without marks."""
        self._text = text
        self._layers: dict[Layer, Sequence[QTextEdit.ExtraSelection]] = {}

    def set_layer(self, layer: Layer, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Show these marks in a layer, in place of the previous ones."""
        if marks or self._layers.get(layer):
            self._layers[layer] = marks
            self._text.setExtraSelections([mark for key in sorted(self._layers) for mark in self._layers[key]])

    def clear(self) -> None:
        """Remove all marks; to be called before the text is set again."""
        if self._layers:
            self._layers = {}
            self._text.setExtraSelections([])
