"""Searches that are kept: those of late, and those that a person gave a name."""

from dataclasses import dataclass, replace

MOST_KEPT = 50
LONGEST_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name of the person's own."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Searches:
    """``history`` holds queries, the latest first, each once; ``saved`` is sorted by name, each name once."""

    history: tuple[str, ...] = ()
    saved: tuple[SavedSearch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.history or self.saved)

    def having_searched(self, query: str) -> "Searches":
        """Give these with a query as the latest."""
        others = tuple(each for each in self.history if each != query)
        return replace(self, history=(query, *others)[:MOST_KEPT])

    def having_saved(self, name: str, query: str) -> "Searches":
        """Give these with a query under a name, in place of the one that had it."""
        saved = SavedSearch(" ".join(name.split())[:LONGEST_NAME], query)
        others = (each for each in self.saved if each.name != saved.name)
        return replace(self, saved=tuple(sorted((*others, saved), key=lambda each: each.name.casefold())))

    def without_saved(self, name: str) -> "Searches":
        """Give these without the one of a name."""
        return replace(self, saved=tuple(each for each in self.saved if each.name != name))

    def without_history(self) -> "Searches":
        """Give these without those of late."""
        return replace(self, history=())
