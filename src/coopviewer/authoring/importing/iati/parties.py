"""Finds the organisations of an activity, with their names, references and types.

They are those that report it, take part in it, own an identifier, or pay or receive money; persons and organisations to
contact are not among them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from coopviewer.authoring.importing.iati.directory import PartyName
from coopviewer.authoring.importing.iati.elements import NARRATIVE, Element, language_attribute
from coopviewer.authoring.importing.iati.languages import UNKNOWN, tag_of
from coopviewer.authoring.importing.iati.records import ActivityRecord
from coopviewer.authoring.importing.iati.versions import is_nothing

ROLE_ELEMENTS = ("reporting-org", "participating-org")
"""The elements that give an organisation a role in the activity."""
OTHERWISE = "coop:otherwise"
"""An element in which an export keeps elements as earlier files have them; they name organisations too."""
PARTY = "provider-org"
"""The element in which an export keeps names that only sums have; elsewhere it is within the element of a sum."""
_COMPUTED = "coop:computed"  # marks what an export added, which nobody states
_NESTED = {
    "other-identifier": ("owner-org",),
    "transaction": ("provider-org", "receiver-org"),
    "planned-disbursement": ("provider-org", "receiver-org"),
}


class Party(NamedTuple):
    """An organisation as an element names it; fields are None or empty where the element does not say.

    ``ref`` is its identifier, ``names`` are its names with their languages; those such as ``n/a`` count as none.
    ``type`` is a code of the list OrganisationType. ``element`` is the element's name, ``line`` its line from 1.
    """

    ref: str | None
    names: tuple[PartyName, ...]
    type: str | None
    element: str
    line: int

    @property
    def is_named(self) -> bool:
        """Whether the organisation has a reference or a name, by which it can be found."""
        return bool(self.ref or self.names)


def parties_of(record: ActivityRecord) -> Iterator[Party]:
    """Yield the organisations of an activity, once for each element that names one, in the order of the file.

    The module says which elements these are. One with neither an identifier nor a name is left out. The record is not
    changed.
    """
    language = default_language(record.element)
    for child in record.element.children:
        if child.name == OTHERWISE:
            for each in child.children:
                yield from _parties(each, default_language(child))
        else:
            yield from _parties(child, language)


def _parties(element: Element, language: str) -> Iterator[Party]:
    if element.name in ROLE_ELEMENTS:
        found = party_of(element, language)
        if found.is_named:
            yield found
    elif element.name in _NESTED:
        yield from _nested_parties(element, language)
    elif element.name == PARTY and (found := party_of(element, language)).is_named:
        yield found


def _nested_parties(element: Element, language: str) -> Iterator[Party]:
    for child in element.children:
        if child.name in _NESTED[element.name] and (found := party_of(child, language)).is_named:
            yield found
    if element.name == "other-identifier" and (found := owner_of(element, language)).is_named:
        yield found


def party_of(element: Element, language: str) -> Party:
    """Return the organisation that an element names; ``language`` is the language of names that state none."""
    ref = element.get("ref")
    names: list[PartyName] = []
    if text := element.words():
        names.append(PartyName(text, _tag(element, None, language)))
    for child in element.children:
        if child.name == NARRATIVE and child.get(_COMPUTED) is None and (text := child.words()):
            names.append(PartyName(text, _tag(child, element, language)))
    computed = (element.get(_COMPUTED) or "").split()
    return Party(
        None if ref is None or is_nothing(ref) else ref,
        tuple(name for name in names if not is_nothing(name.text)),
        None if "type" in computed else element.get("type"),
        element.name,
        element.line,
    )


def owner_of(element: Element, language: str) -> Party:
    """Return the owner of an ``other-identifier`` as version 1.0x writes it, in attributes.

    Without these attributes the result has no identifier and no name. ``language`` is that of the activity, which the
    owner's name gets, since the attributes state none.
    """
    ref, name = element.get("owner-ref"), element.get("owner-name")
    return Party(
        None if ref is None or is_nothing(ref) else ref,
        (PartyName(name, language),) if name and not is_nothing(name) else (),
        None,
        element.name,
        element.line,
    )


def default_language(activity: Element) -> str:
    """Return the default language of an activity as a BCP 47 tag; ``und`` if it states none that can be read as one."""
    found = language_attribute(activity)
    return (tag_of(found[1]) if found else None) or UNKNOWN


def _tag(holder: Element, parent: Element | None, language: str) -> str:
    for each in (holder, parent):
        if each is not None and each.attributes and (found := language_attribute(each)):
            return tag_of(found[1]) or UNKNOWN
    return language
