"""A project with all that the reference says of it, as exports for other programs write it."""

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.published_facts import Classification, PublishedField
from coopviewer.domain.reference.sources import Predicate

F = TypeVar("F", bound=Fact)
_UNKNOWN = "und"


class GivenName(NamedTuple):
    """A name of an organisation in a file, its language (``und``: not stated), and a citation of it.

    ``place`` is the id of a passage and the element in it that names the organisation in a role, such as
    ``standard/A1 participating-org 2``: names and types with the same place are stated together. None: no such element
    is known.
    """

    text: str
    language: str
    source_id: str
    line: int
    place: str | None = None


class GivenType(NamedTuple):
    """The type of an organisation in a file, a code of the list OrganisationType, and a citation of it.

    ``line`` None: the source has no lines. ``place`` is the id of a passage and the element in it, such as
    ``standard/A1 participating-org 2``, as in GivenName.
    """

    code: str
    source_id: str
    line: int | None
    place: str | None = None


class _Way(NamedTuple):
    """What elements that give an organisation a role say of it together: names with their languages, and types."""

    names: set[tuple[str, str]]
    codes: set[str]

    def has(self, text: str | None) -> bool:
        """Return whether one of the names is a text; for None, whether there are none."""
        return text in {name for _, name in self.names} if text is not None else not self.names


class WholeProject(NamedTuple):
    """A project with all its facts.

    ``relations`` are the relations whose subject is the project, sorted by predicate, then in the source's order;
    ``facts`` are all its other facts. ``refs`` has the entries that ``relations`` and ``facts`` name, by id. ``codes``
    has the codes of the countries among these entries, and ``identifiers`` one identifier of each organisation (of the
    scheme ORG_ID or LOCAL), project (its IATI identifier) and sector (its code); entries without one are left out.
    ``predicates`` has the reference's kinds of relation, by id. ``types`` and ``names`` have the types and names that
    imported files give an organisation, by its id.
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
        """Return the type, a code, that files state for a relation's object together with the name ``as_given``.

        Together means with the same ``place`` (GivenName) or, if no name or type of the object has a ``place``, in the
        lines that the relation cites. If no type or several types are stated so, it is the only type that files state
        for the object anywhere; None: there is none, or several. For ``as_given`` None, a type at a ``place`` without
        names is taken.
        """
        object_id = relation.object_id
        if ways := self._ways(object_id):
            codes = {code for way in ways if way.has(relation.as_given) for code in way.codes}
        else:
            lines = _lines(relation)
            codes = {each.code for each in self.types.get(object_id, ()) if (each.source_id, each.line) in lines}
        return codes.pop() if len(codes) == 1 else self.only_type(object_id)

    def language_of(self, body_id: str, name: str | None) -> str | None:
        """Return the language that files state of the name ``name`` of the organisation with the id ``body_id``.

        None if they state none or several, if it is that of ``default_language``, or if the organisation has no such
        name; thus also for ``name`` None.
        """
        languages = {each.language for each in self.names.get(body_id, ()) if each.text == name}
        found = languages.pop() if len(languages) == 1 else None
        return None if found in (_UNKNOWN, self.default_language()) else found

    def default_language(self) -> str | None:
        """Return the language of texts that state none, as the project's source gives it; None: it gives none."""
        return next((each.code for each in self.of_type(Classification) if each.scheme == "Language"), None)

    def names_at(self, relation: Relation) -> Iterator[tuple[str, str]]:
        """Yield language and text of the other names that files give a relation's object beside the name ``as_given``.

        Beside means with the same ``place`` (GivenName). The names are sorted by language. There are none if
        ``as_given`` is None, if different names are beside it in different places, if a place has it in two languages,
        or if the language of a name beside it is not stated.

        If no name or type of the object has a ``place``, the names are those in the lines that the relation cites, in
        the order of ``names``, whose language is stated and not that of ``as_given`` (None: of the object's title).
        """
        given = relation.as_given
        if not (ways := self._ways(relation.object_id)):
            given = given or self.refs[relation.object_id].title
            yield from self._further(relation.object_id, given, _lines(relation))
            return
        named = [way for way in ways if given is not None and way.has(given)]
        others = {frozenset(name for name in way.names if name[1] != given) for way in named}
        is_twice = any(sum(text == given for _, text in way.names) > 1 for way in named)
        if len(others) == 1 and not is_twice:
            found = sorted(others.pop())
            yield from found if all(language != _UNKNOWN for language, _ in found) else ()

    def _ways(self, body_id: str) -> list[_Way]:
        """Return what is said of an organisation together; empty for references that do not cite it."""
        found: dict[str, _Way] = {}
        for name in self.names.get(body_id, ()):
            if name.place is not None:
                found.setdefault(name.place, _Way(set(), set())).names.add((name.language, name.text))
        for kind in self.types.get(body_id, ()):
            if kind.place is not None:
                found.setdefault(kind.place, _Way(set(), set())).codes.add(kind.code)
        return list(found.values())

    def names_beside(self, body_id: str, text: str) -> Iterator[tuple[str, str]]:
        """Yield the language and the text of each name in another language that files have beside the name ``text``.

        ``body_id`` is the id of the organisation. Beside means: with the source and the line of the name ``text``.
        Each name comes once, in the order of ``names``; those whose language is not stated are left out.
        """
        lines = {(each.source_id, each.line) for each in self.names.get(body_id, ()) if each.text == text}
        return self._further(body_id, text, lines)

    def _further(
        self, body_id: str, text: str | None, lines: Container[tuple[str, int | None]]
    ) -> Iterator[tuple[str, str]]:
        names = self.names.get(body_id, ())
        first = {each.language for each in names if each.text == text}
        for language, found in dict.fromkeys(
            (name.language, name.text) for name in names if (name.source_id, name.line) in lines
        ):
            if found != text and language not in first and language != _UNKNOWN:
                yield language, found

    def has_published(self, element: str) -> bool:
        """Return whether anything in elements with this name became no fact, and is kept as a published field.

        Such a field has ``element`` as its ``label``; what is inside ``location`` is kept under ``location``.
        """
        return any(field.label == element for field in self.of_type(PublishedField))

    def related_by(self, predicate_id: str) -> tuple[Relation, ...]:
        """Return the relations by one predicate, in the source's order."""
        return tuple(relation for relation in self.relations if relation.predicate_id == predicate_id)


def _lines(relation: Relation) -> set[tuple[str, int | None]]:
    return {(each.source_id, each.line) for each in relation.citations}
