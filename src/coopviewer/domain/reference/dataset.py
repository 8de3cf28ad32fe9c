"""A whole edition as values: the common form of curated files and of a database, which the checks work on."""

from dataclasses import dataclass
from typing import NamedTuple

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source


class ReferenceSize(NamedTuple):
    """The id of a reference's edition, and how many entries, facts and passages it has."""

    edition_id: str
    entries: int
    facts: int
    passages: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything in one edition: its sources, passages, kinds of relations, entries, codes, facts and redirects."""

    edition: Edition
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    predicates: tuple[Predicate, ...]
    entries: tuple[EntryRef, ...]
    countries: tuple[CountryCodes, ...]
    facts: tuple[Fact, ...]
    redirects: tuple[Redirect, ...] = ()

    @property
    def size(self) -> ReferenceSize:
        """The id of the edition, and the numbers of entries, facts and passages."""
        return ReferenceSize(self.edition.id, len(self.entries), len(self.facts), len(self.passages))
