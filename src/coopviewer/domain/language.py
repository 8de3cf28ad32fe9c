"""The type of the function that translates a text of the interface."""

from collections.abc import Callable

Translate = Callable[[str], str]
