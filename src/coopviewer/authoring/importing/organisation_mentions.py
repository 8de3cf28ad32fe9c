"""How activities name organisations, and which of their names and types need not be kept with each activity.

The relation of an activity to an organisation has the first name in its element, such as ``participating-org``. Further
names, languages and the type are facts of the organisation's entry, from which an export writes the element again. If
elements with the same first name differ in one of these, an export could not tell what belongs to which element: what
differs is then kept with the activities too.
"""

from collections.abc import Hashable, Iterable
from typing import NamedTuple, TypeVar

from coopviewer.authoring.importing.iati.directory import PartyName, Told
from coopviewer.domain.reference.facts import Citation

K = TypeVar("K")
T = TypeVar("T")
_UNKNOWN = "und"


class OrganisationMention(NamedTuple):
    """A combination of identifier, names and type by which activities name an organisation, and where they first do.

    ``entry_id`` is the organisation's entry. ``citation`` cites the first activity with the combination, and has a
    place, such as ``participating-org 2``, if the element gives the organisation a role. A combination that is both in
    such elements and in others is two mentions.
    """

    entry_id: str
    ref: str | None
    names: tuple[PartyName, ...]
    type: str | None
    citation: Citation

    @property
    def has_role(self) -> bool:
        """Whether the elements with this combination of identifier, names and type give the organisation a role."""
        return self.citation.place is not None


class RoleMentions:
    """Collects how elements name organisations, and says what all elements that call one by the same name agree on.

    Its methods are given the ``identity`` of an organisation: any hashable value that differs from those of others.
    """

    def __init__(self) -> None:
        # by identity and name; None: several
        self._others: dict[tuple[Hashable, str], frozenset[PartyName] | None] = {}
        self._languages: dict[tuple[Hashable, str], str | None] = {}
        self._types: dict[tuple[Hashable, str | None], str | None] = {}

    def add(self, identity: Hashable, names: tuple[PartyName, ...], kind: str | None, *, has_role: bool) -> None:
        """Add a mention; ``names`` and ``kind`` (the type's code, None without one) are those in the element.

        ``has_role``: the element gives the organisation a role.
        """
        for name in names:
            _set(self._languages, (identity, name.text), name.language)
        if not has_role:
            return
        texts = dict.fromkeys(name.text for name in names)
        for text in texts:
            others = frozenset(name for name in names if name.text != text)
            is_twice = len({name for name in names if name.text == text}) > 1  # in two languages
            _set(self._others, (identity, text), None if is_twice else others)
        for each in (texts or (None,)) if kind is not None else ():
            _set(self._types, (identity, each), kind)

    def told(self, identity: Hashable, names: tuple[PartyName, ...]) -> Told:
        """Return which parts of an element that gives an organisation a role need not be kept with its activity.

        ``names`` are the organisation's names in the element. Compared are the added mentions of the organisation with
        the first of them (its text, in any language); without names, those without names. If there are none, no part
        need be kept. Otherwise these need not:

            the language, if all mentions have the same one for this name;
            the type, if no two mentions in elements that give a role state different types;
            the further names, if all mentions in such elements have the same ones, each with a stated language, and
            none has the first name in two languages.
        """
        if not names:
            return Told(names=True, language=True, type=self._types.get((identity, None), "") is not None)
        key = (identity, names[0].text)
        others = self._others.get(key, frozenset())
        return Told(
            names=others is not None and all(name.language != _UNKNOWN for name in others),
            language=self._languages.get(key, "") is not None,
            type=self._types.get(key, "") is not None,
        )


def _set(known: dict[K, T | None], key: K, value: T | None) -> None:
    if known.setdefault(key, value) != value:
        known[key] = None


def cited_where(
    mentions: Iterable[OrganisationMention],
) -> tuple[dict[PartyName, list[Citation]], dict[str, list[Citation]]]:
    """Return the citations of each name, and of each type, of an organisation, from all mentions of it.

    Of the mentions that have the name or type, these are cited: the first, and the first that gives a role. All that
    give a role are cited if the mentions have several types, and for names also if one mention has several names. By
    these citations an export finds which names and type were in one element.
    """
    names: dict[PartyName, list[Citation]] = {}
    types: dict[str, list[Citation]] = {}
    known = [*mentions]
    has_types = len({each.type for each in known} - {None}) > 1
    has_several = has_types or any(len(each.names) > 1 for each in known)
    for mention in known:
        _cite(names, mention.names, mention, is_each=has_several)
        _cite(types, () if mention.type is None else (mention.type,), mention, is_each=has_types)
    return names, types


def _cite(cited: dict[T, list[Citation]], said: Iterable[T], mention: OrganisationMention, *, is_each: bool) -> None:
    for each in dict.fromkeys(said):
        known = cited.setdefault(each, [])
        is_first = not known or (mention.has_role and not any(citation.place for citation in known))
        if is_first or (is_each and mention.has_role):
            known.append(mention.citation)
