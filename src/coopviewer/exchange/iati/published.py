"""Published fields as parts of the elements that they were found in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from coopviewer.domain.reference.published_facts import PublishedField
from coopviewer.exchange.iati.elements import NAMESPACE, set_attribute, xml_text
from coopviewer.exchange.iati.own_facts import place_of
from coopviewer.exchange.iati.structure import ROOT, is_sayable

_PREFIXED = f"{NAMESPACE}/prefix/"
_XML = "http://www.w3.org/XML/1998/namespace"
_DECLARATION = "xmlns:"
_NAME = re.compile(r"[^\W\d][\w.-]*(:[^\W\d][\w.-]*)?")
# elements that the standard asks more of than a published field is known to have
_NEEDS_FACT = frozenset(
    (
        *("iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier"),
        *("activity-status", "activity-date", "activity-scope", "recipient-country", "recipient-region", "sector"),
        *("tag", "humanitarian-scope", "policy-marker", "collaboration-type", "default-flow-type", "result"),
        *("default-finance-type", "default-aid-type", "default-tied-status", "budget", "planned-disbursement"),
        *("transaction", "document-link", "related-activity", "conditions", "crs-add", "fss", "country-budget-items"),
        *("capital-spend", "legacy-data", "contact-info"),
    )
)

# an element that is there once at most: what a field says of it replaces what was written without knowing it
_ONCE = frozenset(("point",))


class _Part(NamedTuple):
    """The attributes and the text that one element has of a published field; ``text`` None: none."""

    path: tuple[str, ...]
    attributes: dict[str, str]
    text: str | None


def add_published(
    activity: Element, fields: Iterable[PublishedField], places: Mapping[str, Element]
) -> list[PublishedField]:
    """Add published fields to an activity, each to the element of its place; return those that have none there.

    ``places`` are the elements that state other facts, by their places in the file. What the standard does not have is
    returned too.
    """
    unsaid = []
    for field in fields:
        parts = list(_parts(field))
        of = places.get(place_of(field))
        if not all(_is_sayable(value.path, value.value) for value in field.values) or not _fits(activity, of, parts):
            unsaid.append(field)
            continue
        for part in parts:
            head, *rest = part.path or (ROOT,)
            start = activity if head == ROOT else of if of is not None else SubElement(activity, _tag(head))
            _add(start, rest, part)
    return unsaid


def _is_sayable(path: str, value: str) -> bool:
    if not all(_NAME.fullmatch(name.removeprefix("@")) for name in path.split("/")):
        return False
    head, *rest = path.split("/")
    names = rest if head == ROOT else [head, *rest]
    return bool(names) and is_sayable(names, value)


def _fits(activity: Element, of: Element | None, parts: list[_Part]) -> bool:
    """Return whether all parts are of the element of the field's place, or of the activity itself."""
    for part in parts:
        head = part.path[0] if part.path else ROOT
        if head != ROOT and (of is None or of.tag != _tag(head)) and (head in _NEEDS_FACT or len(parts) > 1):
            return False
        if head == ROOT and part.text is not None:
            return False
    return True


def _parts(field: PublishedField) -> Iterator[_Part]:
    """Yield the values of a field by element: consecutive ones of one path belong to one element, attributes first."""
    part: _Part | None = None
    for path, value in field.values:
        *above, last = path.split("/")
        is_attribute = last.startswith("@")
        of = tuple(above if is_attribute else [*above, last])
        if part is None or part.path != of or part.text is not None or (is_attribute and last[1:] in part.attributes):
            if part is not None:
                yield part
            part = _Part(of, {}, None)
        if is_attribute:
            part.attributes[last[1:]] = value
        else:
            part = part._replace(text=value)
    if part is not None:
        yield part


def _add(of: Element, path: list[str], part: _Part) -> None:
    """Add a part to the element below ``of`` at a path: the last that has nothing of it, else a further one."""
    for number, name in enumerate(path, 1):
        found = [each for each in of if each.tag == _tag(name)]
        is_last = number == len(path)
        of = found[-1] if found and not (is_last and _is_taken(found[-1], part)) else SubElement(of, _tag(name))
    for name, value in part.attributes.items():
        set_attribute(of, _tag(name), value)
    if part.text is not None:
        of.text = xml_text(part.text)


def _is_taken(of: Element, part: _Part) -> bool:
    if of.tag in _ONCE:
        return False
    has_text = bool(of.text and of.text.strip())
    return (has_text and part.text is not None) or any(_tag(name) in of.attrib for name in part.attributes)


def _tag(name: str) -> str:
    """Return a name as the library has it: prefixes stay as they are in the file, but for ``xml``."""
    prefix, colon, local = name.partition(":")
    return f"{{{_XML}}}{local}" if colon and prefix == "xml" else name


def declare_prefixes(activity: Element) -> None:
    """Declare the prefixes that are declared nowhere in the activity, with addresses that are made."""
    for prefix in sorted(_undeclared(activity, frozenset())):
        activity.set(f"{_DECLARATION}{prefix}", f"{_PREFIXED}{prefix}")


def _undeclared(of: Element, declared: frozenset[str]) -> set[str]:
    declared |= {name.removeprefix(_DECLARATION) for name in of.attrib if name.startswith(_DECLARATION)}
    names = [of.tag, *(name for name in of.attrib if not name.startswith(_DECLARATION))]
    used = {name.partition(":")[0] for name in names if ":" in name and not name.startswith("{")}
    return (used - declared).union(*(_undeclared(each, declared) for each in of))
