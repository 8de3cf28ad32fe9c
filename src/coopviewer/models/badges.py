"""How many annotations each entry has, beside the rows that show entries."""

from collections.abc import Callable, Mapping, Set


class Badges:
    """Counts by an entry's id; tells which entries' rows are to be drawn again."""

    def __init__(self, redraw: Callable[[Set[str]], None]) -> None:
        """Start with none; ``redraw`` is called with the ids of the entries whose counts have changed."""
        self._redraw = redraw
        self._counts: dict[str, int] = {}

    def of(self, entry_id: str) -> int:
        """Give the count of an entry, 0 for none."""
        return self._counts.get(entry_id, 0)

    def set_all(self, counts: Mapping[str, int]) -> None:
        """Take the counts of all entries; those left out have none."""
        before = self._counts
        self._counts = {entry_id: count for entry_id, count in counts.items() if count}
        self._redraw({entry_id for entry_id, _ in before.items() ^ self._counts.items()})

    def set_one(self, entry_id: str, count: int) -> None:
        """Take the count of one entry."""
        if count == self.of(entry_id):
            return
        if count:
            self._counts[entry_id] = count
        else:
            del self._counts[entry_id]
        self._redraw({entry_id})
