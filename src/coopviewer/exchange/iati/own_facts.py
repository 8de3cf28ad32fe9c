"""Facts in full, in a namespace of their own: what the standard cannot say is read again without loss."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from coopviewer.domain.digests import digest_of_element
from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.fact_fields import fields_of, kind_of
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.exchange.iati.elements import child, element, own, set_attribute

PLAIN = frozenset(("related-activity", "legacy-data", "target", "actual", "condition"))
"""Elements on which the standard allows no attributes of other namespaces, so that no id of a fact is noted on them.

An import takes what it reads from such an element for the fact that the file has in full.
"""
_PLACE, _SAID = own("place"), own("said")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_IN_FULL = "coop:fact"  # begins the place of a fact that a file has in full


def is_of_element(fact: Fact) -> bool:
    """Return whether a fact was read from an element of the standard or a row of a table, and so can be one element.

    False also for facts read from coopviewer's own elements: no element of the standard may say all of them.
    """
    places = [citation.place or "" for citation in fact.citations if citation.line is not None]
    return bool(places) and not any(place.startswith(_IN_FULL) for place in places)


def mark(of: Element, fact: Fact, *, is_exact: bool = True) -> Element:
    """Note on an element which fact it says, and return the element.

    For a fact that the element says in full, the attributes are its id and its places in imported files; ``take_marks``
    removes them. For any other (``is_of_element`` or ``is_exact`` False), which ``own_elements`` must write in full,
    the attribute is its id, and stays; the elements of PLAIN get none.
    """
    if not is_of_element(fact) or not is_exact:
        if of.tag not in PLAIN:
            of.set(own("fact"), fact.id)
        return of
    of.set(_SAID, " ".join(filter(None, (of.get(_SAID), fact.id))))
    return at(of, places_of(fact))


def at(of: Element, places: Iterable[str]) -> Element:
    """Note on an element the places that it had in imported files, in place of earlier ones, and return the element.

    ``places`` are as ``places_of`` returns them; without any, the earlier ones are only removed. ``take_marks`` removes
    the attribute.
    """
    of.attrib.pop(_PLACE, None)
    if found := "\n".join(places):
        of.set(_PLACE, found)
    return of


def places_of(fact: Fact) -> list[str]:
    """Return where a fact is in the imported files: of each source its id and first place, as ``source/a sector 2``.

    Empty if no citation has a place, as in a reference that was not imported.
    """
    first: dict[str, str] = {}
    for each in fact.citations:
        if each.place:
            first.setdefault(each.source_id, each.place)
    return [f"{source_id} {place}" for source_id, place in first.items()]


class Marks(NamedTuple):
    """What ``mark`` and ``at`` noted: elements by their places in imported files, and ids of facts said in full."""

    places: dict[str, Element]
    said: set[str]


def take_marks(elements: Iterable[Element]) -> Marks:
    """Return what ``mark`` and ``at`` noted on elements (``mark`` also below them), and remove these attributes.

    Of several elements with one place, the first has it.
    """
    marks = Marks({}, set())
    for of in elements:
        for place in of.attrib.get(_PLACE, "").splitlines():
            marks.places.setdefault(place, of)
        for each in of.iter():
            each.attrib.pop(_PLACE, None)
            marks.said.update(each.attrib.pop(_SAID, "").split())
    return marks


def seal(activity: Element) -> None:
    """Note on each element that names a fact or is marked as computed a digest, by which an import sees a change of it.

    To be called once nothing else of the activity changes. Children and attributes of other namespaces do not count.
    """
    for each in activity.iter():
        computed = each.get(own("computed"))
        if each.get(own("fact")) is not None or computed == "true":
            each.set(own("written"), _digest(each))
        if computed is not None and computed != "true":
            each.set(own("computed-as"), " ".join(_digest_of_values(each, name) for name in computed.split()))


def _digest_of_values(of: Element, name: str) -> str:
    below, _, attribute = name.rpartition("/")
    values = (each.get(attribute, "") for each in (of.findall(below) if below else [of]))
    return digest_of_element(name, (), "", values)


def _digest(of: Element) -> str:
    said = ((name.replace(_XML, "xml:"), value) for name, value in of.attrib.items())
    attributes = ((name, value) for name, value in said if name == "xml:lang" or ":" not in name)
    return digest_of_element(of.tag, attributes, of.text or "", (_digest(each) for each in of if ":" not in each.tag))


def own_elements(activity: WholeProject, unsaid: Iterable[Fact]) -> Iterator[Element]:
    """Yield coopviewer's own elements: the predicates and entries that facts name, both by id, then the facts.

    The facts are those for which ``is_of_element`` is False, and ``unsaid``: others that no element says in full.
    """
    kept = [*(fact for fact in (*activity.facts, *activity.relations) if not is_of_element(fact)), *unsaid]
    objects = {fact.object_id for fact in kept if isinstance(fact, Relation)}
    named = objects | {text for fact in kept for name, text in fields_of(fact).items() if name.endswith("_id")}
    yield from _predicates(activity, kept)
    for entry_id in sorted(named & activity.refs.keys()):
        ref = activity.refs[entry_id]
        yield element(own("entry"), id=ref.id, kind=ref.kind, title=ref.title, sort_title=ref.sort_title)
    for fact in kept:
        yield _fact(fact)


def _predicates(activity: WholeProject, kept: Iterable[Fact]) -> Iterator[Element]:
    used = {text for fact in kept if (text := getattr(fact, "predicate_id", None)) is not None}
    for predicate in (activity.predicates[each] for each in sorted(used)):
        kinds = {"subject_kinds": " ".join(predicate.subject_kinds), "object_kinds": " ".join(predicate.object_kinds)}
        labels = {"label": predicate.label, "inverse_label": predicate.inverse_label}
        yield element(own("predicate"), id=predicate.id, **labels, **kinds, iati=predicate.iati)


def _fact(fact: Fact) -> Element:
    fields = fields_of(fact)
    made = element(own("fact"), kind=None)
    made.set("of", kind_of(fact))
    for name, text in fields.items():
        if name != "entry_id":
            set_attribute(made, name.replace("_", "-"), text)
    for name, parts in fields.parts.items():
        for part in parts:
            of_field = child(made, own("part"))
            of_field.set("of", name)
            for key, text in part.items():
                set_attribute(of_field, key.replace("_", "-"), text)
    return made
