"""The language of the interface: the type of what translates a text."""

from collections.abc import Callable

Translate = Callable[[str], str]
