"""A session: the tabs, the entries opened last, and the expanded rows of the navigator, for the next start."""

from collections.abc import Mapping, Set
from dataclasses import replace
from types import MappingProxyType

from coopviewer.domain.browsing.addresses import Address, compared_ids
from coopviewer.domain.browsing.history import History
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.values import value


@value(frozen=True, slots=True)
class Session:
    """The tabs, the entries opened last and the expanded rows of a window, kept for the reference of one ``dataset``.

    ``histories`` has the history of each tab, in the order of the tabs, and ``current`` is the index of the current
    tab, from 0. ``recent`` are the ids of the entries opened last, the latest first. ``opened`` has the expanded rows
    for each grouping of the navigator; a row is given as a path, the keys of the outline's nodes from the top down to
    it, without the root.
    """

    dataset: str
    histories: tuple[History, ...] = ()
    current: int = 0
    recent: tuple[str, ...] = ()
    opened: Mapping[Grouping, tuple[tuple[str, ...], ...]] = MappingProxyType({})

    def targets(self) -> frozenset[str]:
        """Return the ids of all entries and sources in visits of pages and comparisons, and in ``recent``."""
        visited = (visit.address for history in self.histories for visit in history.visits)
        return frozenset((*self.recent, *(target for address in visited for target in _named_in(address))))

    def limited_to(self, known: Set[str]) -> "Session":
        """Return the session without visits of entries and sources, and recent ids, that are not among ``known``.

        A comparison is dropped if it lacks one of its entries. A tab whose current page is dropped shows the one before
        it, or the first that is left; a tab without visits is dropped, and if it was current, the next tab becomes
        current, or the last one. Visits of all other addresses, such as home and lists, stay, and so do the expanded
        rows.
        """
        cut = [_limited(history, known) for history in self.histories]
        kept = [history for history in cut if history.visits]
        before = sum(1 for history in cut[: self.current] if history.visits)
        recent = tuple(target for target in self.recent if target in known)
        return replace(self, histories=tuple(kept), current=min(before, max(len(kept) - 1, 0)), recent=recent)


def _named_in(address: Address) -> tuple[str, ...]:
    """Return the ids without which the page of an address cannot be read; none for lists, overviews and briefs."""
    if address.is_comparison:
        return compared_ids(address)
    return (address.target,) if address.is_page and not (address.is_home or address.is_import) else ()


def _limited(history: History, known: Set[str]) -> History:
    kept = [all(each in known for each in _named_in(visit.address)) for visit in history.visits]
    visits = [visit for visit, stays in zip(history.visits, kept, strict=True) if stays]
    return History(visits, max(sum(kept[: history.position + 1]) - 1, 0) if visits else -1)
