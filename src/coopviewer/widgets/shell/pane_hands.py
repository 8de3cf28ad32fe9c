"""What the keys of the page do while a pane stands in its place. Imported when used."""

from collections.abc import Callable
from typing import NamedTuple


class PaneHands(NamedTuple):
    """Finds words, copies what is chosen, and takes the keyboard."""

    find: Callable[[], None]
    copy: Callable[[], None]
    focus: Callable[[], None]
