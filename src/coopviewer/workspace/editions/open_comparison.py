"""The comparison that was made last, kept open on the thread of the comparison service for further requests."""

from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.editions.order import EditionOrder, OrderBasis, order_of
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.editions.comparison import EditionComparison
from coopviewer.storage.editions.order import read_placed


class ComparisonRequest(NamedTuple):
    """Which two editions are compared, and which entries are the user's own.

    ``opened``: the open reference.
    ``other``: the edition to compare it with.
    ``any_dataset``: they may be of different datasets.
    ``opens_old`` True: the open one counts as the earlier edition. False: the other one does. None: this is found
        out from the files.
    ``annotations``: the annotations file; entries annotated in it are the user's own. None: there is none.
    ``searches``: the queries of saved searches; entries found by them are the user's own too.
    """

    opened: Path
    other: Path
    any_dataset: bool = False
    opens_old: bool | None = None
    annotations: Path | None = None
    searches: tuple[str, ...] = ()


class Compared(NamedTuple):
    """A comparison of the open edition with another, which can be read on the thread of the comparison service.

    ``opens_old``: the open edition counts as the earlier of the two; ``basis`` is how that is known. If it is not
    known, the other one counts as the earlier.
    """

    comparison: EditionComparison
    opens_old: bool
    basis: OrderBasis


class _Signature(NamedTuple):
    size: int
    modified: int
    number: int


class _Key(NamedTuple):
    """By what a comparison is found again: its files, and what they were when it was made."""

    opened: Path
    other: Path
    any_dataset: bool
    opens_old: bool | None
    opened_as: _Signature | None
    other_as: _Signature | None


class OpenComparison:
    """Holds the comparison that was made last, so that requests for the same files need not compare again."""

    def __init__(self) -> None:
        self._kept: Compared | None = None
        self._key: _Key | None = None

    def of(self, request: ComparisonRequest) -> Compared:
        """Return the comparison kept open if it fits the request, else a new one, in which nothing is compared yet.

        It fits if it was made for the same two files, which are unchanged since, with the same ``any_dataset`` and
        ``opens_old``.

        Raises EnvironmentFault if one of the files is no reference, or if they are of different datasets and the
        request does not allow that.
        """
        key = _key_of(request)
        if self._kept is None or key != self._key:
            self.close()
            order = order_of_files(request)
            opens_old = bool(order.is_later)
            files = (request.opened, request.other) if opens_old else (request.other, request.opened)
            self._kept = Compared(EditionComparison(*files, any_dataset=request.any_dataset), opens_old, order.basis)
            self._key = key
        return self._kept

    def has(self, request: ComparisonRequest) -> bool:
        """Return whether ``of`` would return the comparison kept open for this request."""
        return self._kept is not None and self._key == _key_of(request)

    def check(self, request: ComparisonRequest) -> None:
        """If one of the files was changed since ``of`` was called, close the comparison and raise EnvironmentFault.

        ``request`` must be the one that ``of`` was last called with. Nothing happens if ``of`` was never called.
        """
        now = _key_of(request)
        if self._key is not None and now != self._key:
            self.close()
            path = request.opened if now.opened_as != self._key.opened_as else request.other
            raise EnvironmentFault("editions.changed", path=path)

    def close(self) -> None:
        """Close both files of the comparison; nothing happens if none is open."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.comparison.close()


def order_of_files(request: ComparisonRequest) -> EditionOrder:
    """Return whether the other edition is later than the open one, as the user chose or else by what both files say.

    If the user chose (``opens_old`` is not None), no file is read. Raises EnvironmentFault if one of the files that are
    read is no reference.
    """
    if request.opens_old is not None:
        return EditionOrder(request.opens_old, OrderBasis.CHOSEN)
    return order_of(read_placed(request.other), read_placed(request.opened))


def _key_of(request: ComparisonRequest) -> _Key:
    return _Key(*request[:4], _signature(request.opened), _signature(request.other))


def size_of(request: ComparisonRequest) -> int:
    """Return the size of both files together, in bytes; a file that is gone counts as 0."""
    return sum(each.size for path in (request.opened, request.other) if (each := _signature(path)))


def _signature(path: Path) -> _Signature | None:
    """Return what tells a file from one that replaced it; None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _Signature(found.st_size, found.st_mtime_ns, found.st_ino)
