"""The rows of a list of annotations: their uuids, the annotations read so far, and those that still have to be read."""

from collections.abc import Iterable

from coopviewer.domain.annotations.annotation import Annotation

_MOST_CACHED = 4000  # annotations; those read longest ago are dropped, and read again when their rows are shown


class ListedRows:
    """The uuids of a list in its order (``all``), and a cache of its annotations.

    ``all`` is never changed in place: ``replace`` sets a new list.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.all: list[str] = []
        self._row_by_uuid: dict[str, int] | None = {}  # None: not built since the list changed
        self._cached: dict[str, Annotation] = {}
        self._stale: set[str] = set()
        self._requested: set[str] = set()

    def replace(self, uuids: list[str]) -> None:
        """Set another list of uuids, which is not copied; the cached annotations stay."""
        self.all, self._row_by_uuid = uuids, None

    def mark_stale(self) -> None:
        """Mark all cached annotations as stale: each is to be read again when its row is shown, and is kept until then.

        What was requested but is not answered yet counts as not requested.
        """
        self._stale = set(self._cached)
        self._requested.clear()

    def cache(self, annotations: Iterable[Annotation]) -> None:
        """Cache these annotations as up to date, whether they are in the list or not.

        Of more than 4000 cached annotations those cached longest ago are dropped.
        """
        for annotation in annotations:
            self._cached.pop(annotation.uuid, None)  # so that it moves to the end, as the newest
            self._cached[annotation.uuid] = annotation
            self._stale.discard(annotation.uuid)
        for uuid in list(self._cached)[: max(len(self._cached) - _MOST_CACHED, 0)]:
            del self._cached[uuid]

    def mark_answered(self, uuids: Iterable[str]) -> None:
        """Mark these annotations, which were read, as no longer requested: ``take_unread`` can return them again."""
        self._requested.difference_update(uuids)

    def uuids(self, first: int, last: int) -> tuple[str, ...]:
        """Return the uuids of the rows from ``first`` to ``last``, both included; rows beyond the end are left out."""
        return tuple(self.all[first : last + 1])

    def row_of(self, uuid: str) -> int | None:
        """Return the row of an annotation, None if it is not in the list."""
        if self._row_by_uuid is None:
            self._row_by_uuid = {each: row for row, each in enumerate(self.all)}
        return self._row_by_uuid.get(uuid)

    def annotation(self, row: int) -> Annotation | None:
        """Return the cached annotation of a row, even a stale one; None if it is not cached or there is no such row."""
        return self._cached.get(self.all[row]) if 0 <= row < len(self.all) else None

    def needs_reading(self, uuid: str) -> bool:
        """Return whether an annotation has to be read: it is stale or not cached at all, and not requested yet."""
        return uuid not in self._requested and (uuid not in self._cached or uuid in self._stale)

    def take_unread(self, rows: range) -> tuple[str, ...]:
        """Return those uuids of a range of rows that have to be read, in their order, and mark them as requested."""
        missing = tuple(filter(self.needs_reading, self.all[rows.start : rows.stop]))
        self._requested.update(missing)
        return missing
