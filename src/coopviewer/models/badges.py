"""The badges of entries: how many annotations each entry has."""

from collections.abc import Callable, Mapping, Set


class Badges:
    """Numbers of annotations by the ids of entries; reports for which entries rows have to be redrawn."""

    def __init__(self, redraw: Callable[[Set[str]], None]) -> None:
        """Start without counts; ``redraw`` is called with the ids of the entries whose counts have changed."""
        self._redraw = redraw
        self._counts: dict[str, int] = {}

    def of(self, entry_id: str) -> int:
        """Return the number of annotations of an entry, 0 if it has none."""
        return self._counts.get(entry_id, 0)

    def set_all(self, counts: Mapping[str, int]) -> None:
        """Set the counts of all entries; an entry that is left out has none."""
        before = self._counts
        self._counts = {entry_id: count for entry_id, count in counts.items() if count}
        self._redraw({entry_id for entry_id, _ in before.items() ^ self._counts.items()})

    def set_one(self, entry_id: str, count: int) -> None:
        """Set the count of one entry."""
        if count == self.of(entry_id):
            return
        if count:
            self._counts[entry_id] = count
        else:
            del self._counts[entry_id]
        self._redraw({entry_id})
