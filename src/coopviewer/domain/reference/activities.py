"""A project with all that the reference says of it, as exports for other programs write it."""

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.published_facts import PublishedField
from coopviewer.domain.reference.sources import Predicate

F = TypeVar("F", bound=Fact)


class GivenName(NamedTuple):
    """A name of an organisation, its language, and the source and the line in it that have it first."""

    text: str
    language: str
    source_id: str
    line: int


class GivenType(NamedTuple):
    """A code of the list OrganisationType for an organisation.

    With it are the source and the line in it that have it first; ``line`` None: the source has no lines.
    """

    code: str
    source_id: str
    line: int | None


class WholeProject(NamedTuple):
    """A project with all its facts.

    ``facts`` are all but the relations, and ``relations`` those of which it is the subject, sorted by predicate, then
    in the source's order. ``refs`` are the entries that they name, by id, with the ``codes`` of countries and the
    ``identifiers`` of organisations (of scheme ``org-id``, else a reference of their own), of projects (``iati``) and
    of sectors (their codes). ``predicates`` are the kinds of relation of the reference, by id. By id of the
    organisation, ``types`` are the codes of the list OrganisationType, and ``names`` those that files give it.
    """

    ref: EntryRef
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    refs: Mapping[str, EntryRef]
    codes: Mapping[str, CountryCodes]
    identifiers: Mapping[str, str]
    predicates: Mapping[str, Predicate]
    types: Mapping[str, tuple[GivenType, ...]] = MappingProxyType({})
    names: Mapping[str, tuple[GivenName, ...]] = MappingProxyType({})

    def of_type(self, kind: type[F]) -> tuple[F, ...]:
        """Return those of ``facts`` of one class, such as Milestone, in their order in the source."""
        found = (fact for fact in self.facts if isinstance(fact, kind))
        return tuple(sorted(found, key=lambda fact: getattr(fact, "ordinal", 0)))

    def only_type(self, body_id: str) -> str | None:
        """Return the type, a code, that files give an organisation; None if they give none, or several."""
        codes = {each.code for each in self.types.get(body_id, ())}
        return codes.pop() if len(codes) == 1 else None

    def type_at(self, relation: Relation) -> str | None:
        """Return the type of a relation's object that a file has first where it states the relation.

        If none or several are first there, it is the organisation's only type; None: there is none, or there are
        several. A type that the file repeats there does not count.
        """
        lines = _lines(relation)
        here = {each.code for each in self.types.get(relation.object_id, ()) if (each.source_id, each.line) in lines}
        return here.pop() if len(here) == 1 else self.only_type(relation.object_id)

    def names_at(self, relation: Relation) -> Iterator[tuple[str, str]]:
        """Yield language and text of the names of a relation's object in other languages than ``relation.as_given``.

        If that is None, the object's title is in its place. They are those that files have first on the lines by which
        the relation is cited, in the order of ``names``; names whose language is not stated, and those that are only
        repeated there, are left out.
        """
        given = relation.as_given or self.refs[relation.object_id].title
        return self._further(relation.object_id, given, _lines(relation))

    def names_beside(self, body_id: str, text: str) -> Iterator[tuple[str, str]]:
        """Yield language and text of an organisation's names in other languages than that of its name ``text``.

        They are those that files have first on the line that has ``text`` first, in the order of ``names``; names whose
        language is not stated are left out.
        """
        lines = {(each.source_id, each.line) for each in self.names.get(body_id, ()) if each.text == text}
        return self._further(body_id, text, lines)

    def _further(
        self, body_id: str, text: str | None, lines: Container[tuple[str, int | None]]
    ) -> Iterator[tuple[str, str]]:
        names = self.names.get(body_id, ())
        first = {each.language for each in names if each.text == text}
        for name in names:
            is_other = name.text != text and name.language not in first and name.language != "und"
            if is_other and (name.source_id, name.line) in lines:
                yield name.language, name.text

    def has_published(self, element: str) -> bool:
        """Return whether something that a file states in an element of this name could not be read as a fact."""
        return any(field.label == element for field in self.of_type(PublishedField))

    def related_by(self, predicate_id: str) -> tuple[Relation, ...]:
        """Return the relations by one predicate, in the source's order."""
        return tuple(relation for relation in self.relations if relation.predicate_id == predicate_id)


def _lines(relation: Relation) -> set[tuple[str, int | None]]:
    return {(each.source_id, each.line) for each in relation.citations}
