"""What is marked in the page, in layers: highlights below, the chosen one above them, what is found on top.

A page that is drawn anew has lost its marks; whoever sets a layer sets it again when ``page_shown`` tells.
"""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtWidgets import QTextEdit


class Layer(IntEnum):
    """The layers, from the lowest up: what a higher one says of a character holds."""

    HIGHLIGHTS = 0
    CHOSEN = 1
    FOUND = 2


class PageMarks:
    """Keeps the layers of one text apart, and shows them together."""

    def __init__(self, text: QTextEdit) -> None:
        """Start without marks."""
        self._text = text
        self._layers: dict[Layer, Sequence[QTextEdit.ExtraSelection]] = {}

    def set_layer(self, layer: Layer, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Show these marks in a layer, in place of those before."""
        if marks or self._layers.get(layer):
            self._layers[layer] = marks
            self._text.setExtraSelections([mark for key in sorted(self._layers) for mark in self._layers[key]])

    def forget(self) -> None:
        """Drop all marks, as when the text is about to be set anew."""
        if self._layers:
            self._layers = {}
            self._text.setExtraSelections([])
