"""A limit to how long something may take, by a clock that is handed in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]
"""Gives seconds from any beginning, never fewer than before."""


class TimeLimit:
    """So many seconds from now on, of which each of several pieces of work is given its part.

    ``is_over`` can be asked at any time, by what SQLite calls while it works among others.
    """

    def __init__(self, seconds: float, clock: Clock) -> None:
        """Begin now."""
        self._clock = clock
        self._ends = clock() + seconds
        self._part_ends: float | None = None

    @contextmanager
    def part(self, of: int) -> Iterator[None]:
        """Limit what is done inside to one of so many equal parts of the time that is left."""
        now = self._clock()
        self._part_ends = now + max(0.0, self._ends - now) / of
        try:
            yield
        finally:
            self._part_ends = None

    @property
    def is_over(self) -> bool:
        """Whether the time of the part that is under way is over; never outside of one."""
        return self._part_ends is not None and self._clock() >= self._part_ends
