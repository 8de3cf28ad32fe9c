"""A whole reference as values: what curated files say and what a database holds, in one shape for the checks."""

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
