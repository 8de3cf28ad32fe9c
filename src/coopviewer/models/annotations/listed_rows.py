"""The rows of a list of annotations: which there are, what is known of them, and what has to be asked for."""

from collections.abc import Iterable

from coopviewer.domain.annotations.annotation import Annotation

_KEPT = 4000  # rows; those read longest ago are forgotten, and asked for again when they are looked at


class ListedRows:
    """Rows by their uuids, in the order of the list; ``all`` is replaced by ``become``, never changed in its place."""

    def __init__(self) -> None:
        """Start empty."""
        self.all: list[str] = []
        self._placed: dict[str, int] | None = {}  # the row of each; None: not looked up since the list changed
        self._known: dict[str, Annotation] = {}
        self._stale: set[str] = set()
        self._asked: set[str] = set()

    def become(self, uuids: list[str]) -> None:
        """Be the rows of another list; what is known of them stays so."""
        self.all, self._placed = uuids, None

    def doubt(self) -> None:
        """Have all that is known asked for again when it is looked at; it is shown meanwhile."""
        self._stale = set(self._known)
        self._asked.clear()

    def learn(self, annotations: Iterable[Annotation]) -> None:
        """Know these annotations, whether they are of the list or not."""
        for annotation in annotations:
            self._known.pop(annotation.uuid, None)  # to the end: known most lately
            self._known[annotation.uuid] = annotation
            self._stale.discard(annotation.uuid)
        for uuid in list(self._known)[: max(len(self._known) - _KEPT, 0)]:
            del self._known[uuid]

    def answered(self, uuids: Iterable[str]) -> None:
        """Wait for these no more."""
        self._asked.difference_update(uuids)

    def uuids(self, first: int, last: int) -> tuple[str, ...]:
        """Give the annotations of some rows, both ends included."""
        return tuple(self.all[first : last + 1])

    def row_of(self, uuid: str) -> int | None:
        """Give the row of an annotation, None where it is not in the list."""
        if self._placed is None:
            self._placed = {each: row for row, each in enumerate(self.all)}
        return self._placed.get(uuid)

    def annotation(self, row: int) -> Annotation | None:
        """Give the annotation of a row, None where it is not known yet."""
        return self._known.get(self.all[row]) if 0 <= row < len(self.all) else None

    def is_missing(self, uuid: str) -> bool:
        """Tell whether an annotation has to be asked for: it is not known, or not surely, and was not asked for yet."""
        return uuid not in self._asked and (uuid not in self._known or uuid in self._stale)

    def ask(self, rows: range) -> tuple[str, ...]:
        """Give what has to be asked for of some rows; it counts as asked for from now on."""
        missing = tuple(filter(self.is_missing, self.all[rows.start : rows.stop]))
        self._asked.update(missing)
        return missing
