"""The latest searches, and the searches that the user saved under a name."""

from dataclasses import dataclass, replace
from typing import NamedTuple

MOST_SEARCHES = 50
LONGEST_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name that the user chose."""

    name: str
    query: str


class RecentSearch(NamedTuple):
    """A query, and the dataset (a URN) of the reference in which it was searched for; empty: not known."""

    query: str
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Searches:
    """The latest and the saved searches.

    ``recent`` has at most 50 (MOST_SEARCHES), the latest first, each query once for each dataset. ``saved`` is sorted
    by name, case ignored, without duplicate names.
    """

    recent: tuple[RecentSearch, ...] = ()
    saved: tuple[SavedSearch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.recent or self.saved)

    @property
    def history(self) -> tuple[str, ...]:
        """The latest queries in all references, the latest first, without duplicates; at most 50 (MOST_SEARCHES)."""
        return tuple(dict.fromkeys(each.query for each in self.recent))

    def history_of(self, dataset: str) -> tuple[str, ...]:
        """Return the latest queries in the editions of a dataset, and those of which the dataset is not known.

        The latest comes first; there are no duplicates.
        """
        return tuple(dict.fromkeys(each.query for each in self.recent if each.dataset in ("", dataset)))

    def with_search(self, query: str, dataset: str = "") -> "Searches":
        """Return the searches with ``query`` added as the latest; the oldest beyond 50 (MOST_SEARCHES) is dropped.

        ``dataset`` is the URN of the reference in which it was searched for, empty: not known. An earlier search for
        the same query is removed if its dataset is the same or not known; one in another dataset stays.
        """
        latest = RecentSearch(query, dataset)
        others = tuple(each for each in self.recent if each not in (latest, RecentSearch(query)))
        return replace(self, recent=(latest, *others)[:MOST_SEARCHES])

    def with_saved(self, name: str, query: str) -> "Searches":
        """Return the searches with a query saved under a name; a query that had this name is replaced.

        The name is stored with single blanks, and cut at 80 characters (LONGEST_NAME).
        """
        saved = SavedSearch(" ".join(name.split())[:LONGEST_NAME], query)
        others = (each for each in self.saved if each.name != saved.name)
        return replace(self, saved=tuple(sorted((*others, saved), key=lambda each: each.name.casefold())))

    def without_saved(self, name: str) -> "Searches":
        """Return the searches without the one saved under ``name``, as it is stored; unchanged if there is none."""
        return replace(self, saved=tuple(each for each in self.saved if each.name != name))

    def without_history(self) -> "Searches":
        """Return the searches without the latest ones (``recent``); those in ``saved`` stay."""
        return replace(self, recent=())
