"""What is left of the outline while it is filtered."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from coopviewer.domain.reference.outline import ROOT

MOST_OPENED = 50  # rows under opened ones, more than a screen; a longer answer stays closed further down


@dataclass(frozen=True, slots=True)
class FilteredOutline:
    """The rows that match every word of ``text`` (``words``: folded), and what stands above them.

    ``below`` gives the places under each place, in their order; ``counts`` how many of ``matches`` (entries' ids)
    stand under a place at any depth, each counted once. ``complete``: False where more match than are shown. ``deep``:
    False where only what stands at the top has anything under it.
    """

    text: str
    words: tuple[str, ...]
    matches: frozenset[str]
    below: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    complete: bool
    deep: bool = True

    def opens(self, place: str, *, top: bool) -> bool:
        """Tell whether anything is left under a place; ``top``: that stands at the top."""
        return place in self.below and (self.deep or top)

    def paths_to_open(self) -> tuple[tuple[str, ...], ...]:
        """Give the paths, from the top, to the places that must be opened to show each match once, the nearest ones.

        A place stands after those above it. An entry that stands in several places is shown in the first of those
        nearest to the top; the others stay closed.
        """
        shown: set[str] = set()
        opened: dict[tuple[str, ...], None] = {}
        rows = 0
        left: deque[tuple[str, ...]] = deque([()])
        while left and rows < MOST_OPENED:
            path = left.popleft()
            for place in self.below.get(path[-1] if path else ROOT, ()):
                if place in self.matches and place not in shown:
                    shown.add(place)
                    opened |= dict.fromkeys(path[:depth] for depth in range(1, len(path) + 1))
                    rows += 1
                if place not in path and self.opens(place, top=not path):
                    left.append((*path, place))
        return tuple(opened)
