"""The latest searches, and the searches that the user saved under a name."""

from dataclasses import dataclass, replace

MOST_SEARCHES = 50
LONGEST_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name that the user chose."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Searches:
    """The latest and the saved searches.

    ``history`` are queries without duplicates, the latest first; ``saved`` is sorted by name, without duplicate names.
    """

    history: tuple[str, ...] = ()
    saved: tuple[SavedSearch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.history or self.saved)

    def with_search(self, query: str) -> "Searches":
        """Return the searches with a query as the latest; the oldest beyond MOST_SEARCHES is dropped."""
        others = tuple(each for each in self.history if each != query)
        return replace(self, history=(query, *others)[:MOST_SEARCHES])

    def with_saved(self, name: str, query: str) -> "Searches":
        """Return the searches with a query saved under a name; a query that had this name is replaced.

        The name is stored with single blanks, and cut at LONGEST_NAME.
        """
        saved = SavedSearch(" ".join(name.split())[:LONGEST_NAME], query)
        others = (each for each in self.saved if each.name != saved.name)
        return replace(self, saved=tuple(sorted((*others, saved), key=lambda each: each.name.casefold())))

    def without_saved(self, name: str) -> "Searches":
        """Return the searches without the one saved under a name."""
        return replace(self, saved=tuple(each for each in self.saved if each.name != name))

    def without_history(self) -> "Searches":
        """Return the searches with an empty ``history``; the saved ones remain."""
        return replace(self, history=())
