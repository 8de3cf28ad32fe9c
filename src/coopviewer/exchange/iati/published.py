"""Writes published fields (what an import kept of elements as text) back into their elements, or as new elements."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from coopviewer.domain.reference.published_facts import PublishedField
from coopviewer.exchange.iati.completion import complete
from coopviewer.exchange.iati.elements import NAMESPACE, own, set_attribute, xml_text
from coopviewer.exchange.iati.own_facts import PLAIN, places_of
from coopviewer.exchange.iati.structure import (
    ROOT,
    faults,
    has_narrative,
    is_sayable,
    may_have_one_more,
    put_in_order,
)

_PREFIXED = f"{NAMESPACE}/prefix/"
_XML = "http://www.w3.org/XML/1998/namespace"
_DECLARATION = "xmlns:"
_NAME = re.compile(r"(?!(xmlns:)?coop(:|$))[^\W\d][\w.-]*(:[^\W\d][\w.-]*)?")  # the prefix coop is that of our own
_NUMBERED = re.compile(r"([^\[\]]+)\[([1-9]\d{0,5})\]")
_NARRATIVE = "narrative"


class _Step(NamedTuple):
    """An element on the way to a value: its name, and its number among those of that name, from 1."""

    name: str
    number: int


class _Part(NamedTuple):
    """The attributes and the text of one element in a published field, by the element's path.

    ``text`` None: the field has no text of it.
    """

    path: tuple[_Step, ...]
    attributes: dict[str, str]
    text: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the path, without that of the activity."""
        names = tuple(step.name for step in self.path)
        return names[1:] if names[:1] == (ROOT,) else names


class _Misfit(Exception):
    """A part of a field has no place in an element as it is, so the field is written otherwise."""


def add_published(
    activity: Element, fields: Iterable[PublishedField], places: Mapping[str, Element]
) -> list[PublishedField]:
    """Add published fields to an activity as IATI elements; return the fields that must be written in own elements too.

    A published field is what an import kept of an element as text, since no other fact says it. If the element is
    written again, and the standard has a place in it for all of the field, the field is added to that element. If the
    element is not written, the field becomes an element itself, as far as the standard has a place for it. ``places``
    has the elements that are already written, by their places in imported files (``places_of``), such as
    ``source/a sector 2``. The fields that are returned are those that a later import would not read again just as they
    are, in the order of ``fields``.
    """
    return [field for field in fields if not _is_said(activity, field, places)]


def _is_said(activity: Element, field: PublishedField, places: Mapping[str, Element]) -> bool:
    """Add a field where it has a place; return whether an import of the file would read the same field again."""
    parts = [*_parts(field)]
    of = next((places[place] for place in places_of(field) if place in places), None)
    heads = {part.path[0].name if part.path else ROOT for part in parts}
    if heads == {ROOT}:
        return _is_attribute(activity, parts)
    if len(heads) != 1 or any(part.path[0].number > 1 for part in parts):
        return False
    if of is not None and of.tag in heads:
        return all(map(_is_sayable, parts)) and _is_added(of, parts)
    return _is_element(activity, field, parts)


def _is_attribute(activity: Element, parts: Sequence[_Part]) -> bool:
    if any(part.text is not None or len(part.path) > 1 or not _is_sayable(part) for part in parts):
        return False
    for part in parts:
        _set_attributes(activity, part)
    return True


def _is_added(of: Element, parts: Sequence[_Part]) -> bool:
    """Add parts to an element that states other facts; return False, with the element unchanged, if they do not fit."""
    before = deepcopy(of)
    try:
        if _add(of, parts) and faults(of) <= faults(before):
            return True
    except _Misfit:
        pass
    of.attrib.clear()
    of.attrib.update(before.attrib)
    of[:], of.text = list(before), before.text
    return False


def _is_element(activity: Element, field: PublishedField, parts: Sequence[_Part]) -> bool:
    """Add a field as an element of its own if that is valid; return whether it says all of the field."""
    name = parts[0].path[0].name
    said = [each for part in parts for each in _sayable(part)]
    if not said or not _NAME.fullmatch(name) or not may_have_one_more(activity, name):
        return False
    made = Element(_tag(name))
    try:
        _add(made, said)
    except _Misfit:
        return False
    is_all = [*_leaves(made, name)] == [(value.path, value.value) for value in field.values]
    complete(made)
    if faults(made) or (made.tag in PLAIN and not is_all):
        return False
    if not is_all:
        made.set(own("fact"), field.id)
    activity.append(made)
    return is_all


def _parts(field: PublishedField) -> Iterator[_Part]:
    """Yield the values of a field by element; attributes that follow each other, and then the text, are one part."""
    part: _Part | None = None
    for path, value in field.values:
        *above, last = path.split("/")
        is_attribute = last.startswith("@")
        of = tuple(map(_step, above if is_attribute else [*above, last]))
        if part is None or part.path != of or part.text is not None:
            if part is not None:
                yield part
            part = _Part(of, {}, None)
        if is_attribute:
            part.attributes[last[1:]] = value
        else:
            part = part._replace(text=value)
    if part is not None:
        yield part


def _step(name: str) -> _Step:
    found = _NUMBERED.fullmatch(name)
    return _Step(found[1], int(found[2])) if found else _Step(name, 1)


def _is_sayable(part: _Part) -> bool:
    return all(
        _can_say(part.names, last, value)
        for last, value in [*((f"@{name}", value) for name, value in part.attributes.items()), (None, part.text)]
        if value is not None
    )


def _can_say(names: Sequence[str], attribute: str | None, value: str) -> bool:
    path = [*names, attribute] if attribute is not None else [*names]
    return bool(path) and all(_NAME.fullmatch(each.removeprefix("@")) for each in path) and is_sayable(path, value)


def _sayable(part: _Part) -> Iterator[_Part]:
    """Yield the parts that the standard has a place for; a text is put into a narrative where that is demanded."""
    names = part.names
    attributes = {name: value for name, value in part.attributes.items() if _can_say(names, f"@{name}", value)}
    if part.text is None or _can_say(names, None, part.text):
        if attributes or part.text is not None:
            yield part._replace(attributes=attributes)
        return
    if attributes:
        yield part._replace(attributes=attributes, text=None)
    if has_narrative(names):
        yield _Part((*part.path, _Step(_NARRATIVE, 1)), {}, part.text)


def _add(of: Element, parts: Sequence[_Part]) -> bool:
    """Add parts to an element; return whether the standard's order is the order of the parts too.

    Raises _Misfit if a part has no place.
    """
    added: list[tuple[int, str | None]] = []
    for part in parts:
        at = of
        for step in part.path[1:]:
            at = _below(at, step, is_new=part.text is not None and step is part.path[-1])
        _set_attributes(at, part)
        added += [(id(at), _tag(name)) for name in part.attributes]
        if part.text is not None:
            if (at.text or "").strip():
                raise _Misfit
            at.text = xml_text(part.text)
            added.append((id(at), None))
    put_in_order(of, ROOT)
    wanted = set(added)
    return [each for each in _values(of) if each in wanted] == added


def _below(of: Element, step: _Step, *, is_new: bool) -> Element:
    """Return a child by its number, made if it is the next one. Raises _Misfit for a number beyond.

    ``is_new``: a narrative that has a text already gets a new one before it.
    """
    found = [each for each in of if each.tag == _tag(step.name)]
    if step.number > len(found) + 1:
        raise _Misfit
    if step.number == len(found) + 1:
        return SubElement(of, _tag(step.name))
    at = found[step.number - 1]
    if is_new and step.name == _NARRATIVE and (at.text or "").strip():
        made = Element(at.tag)
        of.insert(list(of).index(at), made)
        return made
    return at


def _values(of: Element) -> Iterator[tuple[int, str | None]]:
    for name in of.attrib:
        yield id(of), name
    yield id(of), None
    for each in of:
        yield from _values(each)


def _leaves(of: Element, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and value of an element's attributes and texts, as an import would make them a published field."""
    for name, value in of.attrib.items():
        yield f"{path}/@{name.replace(f'{{{_XML}}}', 'xml:')}", value
    if of.text is not None:
        yield path, of.text
    numbers: dict[str, int] = {}
    for each in of:
        number = numbers[each.tag] = numbers.get(each.tag, 0) + 1
        yield from _leaves(each, f"{path}/{each.tag}" if number == 1 else f"{path}/{each.tag}[{number}]")


def _set_attributes(of: Element, part: _Part) -> None:
    for name, value in part.attributes.items():
        set_attribute(of, _tag(name), value)


def _tag(name: str) -> str:
    """Return a name as ElementTree has it: prefixes stay as in the file, except ``xml``."""
    prefix, colon, local = name.partition(":")
    return f"{{{_XML}}}{local}" if colon and prefix == "xml" else name


def declare_prefixes(activity: Element) -> None:
    """Declare a made-up namespace on the activity's element for each prefix that nothing declares.

    Prefixes are taken from the names of the element, of all elements within it, and of their attributes.
    """
    for prefix in sorted(_undeclared(activity, frozenset())):
        activity.set(f"{_DECLARATION}{prefix}", f"{_PREFIXED}{prefix}")


def _undeclared(of: Element, declared: frozenset[str]) -> set[str]:
    declared |= {name.removeprefix(_DECLARATION) for name in of.attrib if name.startswith(_DECLARATION)}
    names = [of.tag, *(name for name in of.attrib if not name.startswith(_DECLARATION))]
    used = {name.partition(":")[0] for name in names if ":" in name and not name.startswith("{")}
    return (used - declared).union(*(_undeclared(each, declared) for each in of))
