"""Progress reports of long work, and its cancellation."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")
Progress = Callable[[int, int], None]
"""Callback that receives the number of parts done and the total; it raises Cancelled to end the work."""
_REPORT_EVERY = 50  # parts


class Cancelled(Exception):
    """The user cancelled the work in progress; it leaves no result."""


def never_cancelled() -> bool:
    """Return False: the callback for work that nobody cancels."""
    return False


def unless_cancelled(items: Iterable[_Item], is_cancelled: Callable[[], bool]) -> Iterator[_Item]:
    """Yield the items in their order; raise Cancelled before the next one once ``is_cancelled`` returns True."""
    for item in items:
        if is_cancelled():
            raise Cancelled
        yield item


def no_progress(done: int, total: int) -> None:
    """Do nothing: the progress callback of a caller that wants no reports."""


def report_progress(items: Iterable[_Item], progress: Progress, total: int) -> Iterator[_Item]:
    """Yield the items and report progress: of 120 items, that 0, 50, 100 and at the end 120 are done.

    ``total`` is the number of items. Raises what ``progress`` raises, such as Cancelled.
    """
    for number, item in enumerate(items):
        if number % _REPORT_EVERY == 0:
            progress(number, total)
        yield item
    progress(total, total)
