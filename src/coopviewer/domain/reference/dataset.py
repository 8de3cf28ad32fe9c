"""A whole edition as values: the common form of curated files and of a database, which the checks work on."""

from dataclasses import dataclass

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything in one edition, in the order in which it is written."""

    edition: Edition
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    predicates: tuple[Predicate, ...]
    entries: tuple[EntryRef, ...]
    countries: tuple[CountryCodes, ...]
    facts: tuple[Fact, ...]
    redirects: tuple[Redirect, ...] = ()
