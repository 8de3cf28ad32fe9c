"""The rows of the outline that remain while it is filtered."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from coopviewer.domain.reference.outline import ROOT

MOST_OPENED = 50  # matches made visible, more than fit on a screen; further ones stay in collapsed rows


@dataclass(frozen=True, slots=True)
class FilteredOutline:
    """The rows of the outline that match every word of a filter, and the rows above them.

    ``text`` is the filter, ``words`` are its words without accents and in small letters. ``children`` are the keys of
    the rows under each row, in their order (under ROOT: those at the top). ``matches`` are the ids of the matching
    entries that are shown; ``counts`` is how many of them are under a row at any depth, each once. ``complete`` is
    False if rows may be left out. ``deep`` is False if the outline has only two levels: then rows that are
    not at the top have none under them.
    """

    text: str
    words: tuple[str, ...]
    matches: frozenset[str]
    children: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    complete: bool
    deep: bool = True

    def has_children(self, key: str, *, top: bool) -> bool:
        """Return whether a row with a key has rows under it; ``top``: it is a row at the top of the outline."""
        return key in self.children and (self.deep or top)

    def paths_to_open(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows to expand so that each match is visible once, each by the keys from the top down to it.

        ROOT is left out of the keys. A row comes after the rows above it. Of several rows of an entry, the one
        with the fewest rows above it in the tree is made visible; of several such, the first. Once 50 matches
        (MOST_OPENED) are visible, no further rows are expanded.
        """
        shown: set[str] = set()
        opened: dict[tuple[str, ...], None] = {}
        rows = 0
        pending: deque[tuple[str, ...]] = deque([()])
        while pending and rows < MOST_OPENED:
            path = pending.popleft()
            for key in self.children.get(path[-1] if path else ROOT, ()):
                if key in self.matches and key not in shown:
                    shown.add(key)
                    opened |= dict.fromkeys(path[:depth] for depth in range(1, len(path) + 1))
                    rows += 1
                if key not in path and self.has_children(key, top=not path):
                    pending.append((*path, key))
        return tuple(opened)
