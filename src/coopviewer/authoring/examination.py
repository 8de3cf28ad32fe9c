"""The input of the rules: a dataset, the file of each item in it, and the ids of rows that could not be read."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cached_property

from coopviewer.authoring.codes import Codes
from coopviewer.authoring.places import place_of
from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source

Item = Edition | Source | Passage | Predicate | EntryRef | CountryCodes | Fact | Redirect
IN_REGION = "in-region"


_SHARED = ("entries", "passages", "sources", "predicates")


def id_of(item: Item) -> str:
    """Return the id by which messages name an item: in most cases its own.

    CountryCodes are named by the id of their country, a redirect by the id that it replaces, the edition by
    ``edition``.
    """
    if isinstance(item, Edition):
        return "edition"
    if isinstance(item, CountryCodes):
        return item.entry_id
    return item.old_id if isinstance(item, Redirect) else item.id


_REPORTED = "reported-by"


@dataclass(frozen=True, eq=False, repr=False)
class Examination:
    """A dataset to be checked, with what the rules need to know of the curated files, or the reference, it is from.

    ``codes`` are the countries of ISO 3166-1 by alpha-2 code. ``file_of`` returns the curated file that has an item, in
    a sheet also its row; for a reference, the name of the table. Two equal items may be from different files: the item
    must be an object of ``dataset`` itself. ``keys`` maps names of fields to the keys that files use for them, where
    they differ: ``object_id`` to ``to``. ``unreadable`` are ids of rows with faults that were already reported,
    ``partly_read`` ids of entries some of whose facts are in such rows. ``cited`` are the ids of passages that any row
    cites, even a row with a fault. ``has_fact`` is for a ``dataset`` that holds only some facts of a reference: it
    returns whether the reference has a fact with an id; None: ``dataset`` holds all.
    """

    dataset: Dataset
    codes: Codes
    file_of: Callable[[Item], str]
    _: KW_ONLY
    keys: Mapping[str, str] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    partly_read: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()
    has_fact: Callable[[str], bool] | None = None

    def of_facts(self, facts: tuple[Fact, ...]) -> "Examination":
        """Return a copy of this object whose dataset has other facts in place of its own; no check runs.

        What was looked up of the rest of the dataset is kept.
        """
        other = replace(self, dataset=replace(self.dataset, facts=facts))
        # what was looked up of everything else is kept
        other.__dict__.update({name: getattr(self, name) for name in _SHARED})
        return other

    @property
    def is_imported(self) -> bool:
        """Whether the dataset was imported, from IATI or a table: only then it has the predicate ``reported-by``."""
        return any(predicate.id == _REPORTED for predicate in self.dataset.predicates)

    def fault(self, item: Item, field: str, found: str, expected: str) -> Fault:
        """Return a fault of an item; ``field`` is the name of the field, empty if the fault concerns the whole item.

        ``found`` says what is there, ``expected`` what should be, as in *countries.toml: country/NE: title: found an
        empty text; expected a title*.
        """
        key = self.keys.get(field, field)
        return Fault(place_of(self.file_of(item), key), id_of(item) + (f": {key}" if key else ""), found, expected)

    @cached_property
    def entries(self) -> dict[str, EntryRef]:
        """All entries of the dataset, by id."""
        return {entry.id: entry for entry in self.dataset.entries}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """All passages of the dataset, by id."""
        return {passage.id: passage for passage in self.dataset.passages}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources of the dataset, by id."""
        return {source.id: source for source in self.dataset.sources}

    @cached_property
    def predicates(self) -> dict[str, Predicate]:
        """All predicates (kinds of relation) of the dataset, by id."""
        return {predicate.id: predicate for predicate in self.dataset.predicates}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The facts that are relations, in the order of the dataset."""
        return tuple(fact for fact in self.dataset.facts if isinstance(fact, Relation))

    @cached_property
    def things(self) -> tuple[Item, ...]:
        """Every item of the dataset but its facts.

        In this order: the edition if it could be read, sources, passages, predicates, entries, countries, redirects.
        """
        d = self.dataset
        edition = () if "edition" in self.unreadable else (d.edition,)
        return (*edition, *d.sources, *d.passages, *d.predicates, *d.entries, *d.countries, *d.redirects)

    @cached_property
    def _fact_ids(self) -> frozenset[str]:
        return frozenset(fact.id for fact in self.dataset.facts)

    def has_id(self, identifier: str) -> bool:
        """Return whether an entry, a source or a fact has this id."""
        if identifier in self.entries or identifier in self.sources:
            return True
        return identifier in self._fact_ids if self.has_fact is None else self.has_fact(identifier)

    def is_known(self, identifier: str, among: Mapping[str, object]) -> bool:
        """Return whether an id is in ``among``, such as ``entries``, or the row with it could not be read."""
        return identifier in among or identifier in self.unreadable
