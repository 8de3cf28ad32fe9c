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
    """A name that imported files give an organisation, and its language (a BCP 47 tag, ``und``: not stated).

    ``source_id`` and ``line`` are the source and the line in it where the name occurs for the first time.
    """

    text: str
    language: str
    source_id: str
    line: int


class GivenType(NamedTuple):
    """A type that imported files give an organisation, as a code of the list OrganisationType.

    ``source_id`` and ``line`` are the source and the line in it where the type occurs for the first time; ``line`` is
    None if the source has no lines.
    """

    code: str
    source_id: str
    line: int | None


class WholeProject(NamedTuple):
    """A project with all its facts.

    ``relations`` are the relations whose subject is the project, sorted by predicate, then in the source's order;
    ``facts`` are all its other facts. ``refs`` has the entries that both name, by id. ``codes`` has the codes of the
    countries among these entries, and ``identifiers`` one identifier of each organisation (of the scheme ``org-id``, or
    else a reference of its own), project (its IATI identifier) and sector (its code). ``predicates`` has the
    reference's kinds of relation, by id. ``types`` and ``names`` have the types and names that imported files give an
    organisation, by its id.
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
        """Return the facts of one class, such as Milestone, in their order in the source; relations are left out."""
        found = (fact for fact in self.facts if isinstance(fact, kind))
        return tuple(sorted(found, key=lambda fact: getattr(fact, "ordinal", 0)))

    def only_type(self, body_id: str) -> str | None:
        """Return the type of an organisation, as a code; None if files give it no type, or different ones."""
        codes = {each.code for each in self.types.get(body_id, ())}
        return codes.pop() if len(codes) == 1 else None

    def type_at(self, relation: Relation) -> str | None:
        """Return the type, as a code, that a file gives an organisation where it states its relation to the project.

        The organisation is the relation's object. Of each type only the place is known where files give it for the
        first time. If the relation's lines are that place for exactly one type, this type is returned, or else the only
        type that the organisation has anywhere; None if it has none, or several.
        """
        lines = _lines(relation)
        here = {each.code for each in self.types.get(relation.object_id, ()) if (each.source_id, each.line) in lines}
        return here.pop() if len(here) == 1 else self.only_type(relation.object_id)

    def names_at(self, relation: Relation) -> Iterator[tuple[str, str]]:
        """Yield language and text of each further name that files give an organisation where they state a relation.

        The organisation is the relation's object; further names are in other languages than ``relation.as_given``, or,
        if that is None, than the organisation's title. Of each name only the place is known where files have it for the
        first time, so a name that is repeated at the relation's lines is left out, and so is one without a stated
        language. Their order is as in ``names``.
        """
        given = relation.as_given or self.refs[relation.object_id].title
        return self._further(relation.object_id, given, _lines(relation))

    def names_beside(self, body_id: str, text: str) -> Iterator[tuple[str, str]]:
        """Yield the language and the text of each name that a file gives an organisation beside its name ``text``.

        They are the names in other languages that occur for the first time on the same line as ``text`` does, in the
        order of ``names``. Names without a stated language are left out.
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
