"""Long work: how far it has come, told to whoever waits for it, who may cancel it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")
Progress = Callable[[int, int], None]
"""Is told how many parts are done, and of how many; raises Cancelled where the work is to end."""
_TOLD_EACH = 50  # parts


class Cancelled(Exception):
    """The person cancelled what was under way; nothing is left of it."""


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def metered(items: Iterable[_Item], progress: Progress, total: int) -> Iterator[_Item]:
    """Walk items, telling after each few of them how many are done, of so many in all."""
    for number, item in enumerate(items):
        if number % _TOLD_EACH == 0:
            progress(number, total)
        yield item
    progress(total, total)
