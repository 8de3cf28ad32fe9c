"""A project with all that the reference says of it, as exports for other programs write it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.sources import Predicate

F = TypeVar("F", bound=Fact)


class WholeProject(NamedTuple):
    """A project with all its facts.

    ``facts`` are all but the relations, and ``relations`` those of which it is the subject, in the source's order.
    ``refs`` are the entries that they name, by id, with the ``codes`` of countries and the ``identifiers`` of bodies
    (of scheme ``org-id``), of projects (``iati``) and of sectors (their codes). ``predicates`` are the kinds of
    relation of the reference, by id. ``types`` are the codes of the list OrganisationType, by id of the body.
    """

    ref: EntryRef
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    refs: Mapping[str, EntryRef]
    codes: Mapping[str, CountryCodes]
    identifiers: Mapping[str, str]
    predicates: Mapping[str, Predicate]
    types: Mapping[str, str] = MappingProxyType({})

    def of_type(self, kind: type[F]) -> tuple[F, ...]:
        """Return the facts of one class, such as Milestone, in the order of the reference."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    def related_by(self, predicate_id: str) -> tuple[Relation, ...]:
        """Return the relations by one predicate, in the source's order."""
        return tuple(relation for relation in self.relations if relation.predicate_id == predicate_id)
