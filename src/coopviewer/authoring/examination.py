"""What the rules look at: a dataset, where each thing in it stands, and what is already known to be unreadable."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property

from coopviewer.authoring.codes import Codes
from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source

Thing = Edition | Source | Passage | Predicate | EntryRef | CountryCodes | Fact | Redirect
IN_REGION = "in-region"


def id_of(thing: Thing) -> str:
    """Give what a thing is called in messages."""
    if isinstance(thing, Edition):
        return "edition"
    if isinstance(thing, CountryCodes):
        return thing.entry_id
    return thing.old_id if isinstance(thing, Redirect) else thing.id


@dataclass(frozen=True, eq=False, repr=False)
class Examination:
    """One dataset under examination.

    ``file_of`` tells things apart by identity, since two equal ones are exactly what a rule may look for. ``words``
    are the keys of curated files that differ from a value's field. ``unreadable`` and ``partly_read`` are ids about
    which a fault is told already, ``cited`` passages that are cited in rows which could not be read.
    """

    dataset: Dataset
    codes: Codes
    file_of: Callable[[Thing], str]
    _: KW_ONLY
    words: Mapping[str, str] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    partly_read: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()

    def fault(self, thing: Thing, field: str, found: str, expected: str) -> Fault:
        """Word a fault of a thing; ``field`` is empty where the whole thing is meant."""
        word = self.words.get(field, field)
        return Fault(self.file_of(thing), id_of(thing) + (f": {word}" if word else ""), found, expected)

    @cached_property
    def entries(self) -> dict[str, EntryRef]:
        """Entries by id."""
        return {entry.id: entry for entry in self.dataset.entries}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Passages by id."""
        return {passage.id: passage for passage in self.dataset.passages}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.dataset.sources}

    @cached_property
    def predicates(self) -> dict[str, Predicate]:
        """Predicates by id."""
        return {predicate.id: predicate for predicate in self.dataset.predicates}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The facts that are relations."""
        return tuple(fact for fact in self.dataset.facts if isinstance(fact, Relation))

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Everything in the dataset, in its order."""
        d = self.dataset
        edition = () if "edition" in self.unreadable else (d.edition,)
        return (*edition, *d.sources, *d.passages, *d.predicates, *d.entries, *d.countries, *d.facts, *d.redirects)

    def is_known(self, identifier: str, among: Mapping[str, object]) -> bool:
        """Tell whether an id exists, or at least was meant to."""
        return identifier in among or identifier in self.unreadable
