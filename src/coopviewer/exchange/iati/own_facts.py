"""Writes facts as elements in coopviewer's own namespace, so that a later import reads what IATI cannot say.

Also sets the attributes that connect elements of the standard with the facts that they say.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from coopviewer.domain.digests import digest_of_element, sha256_of
from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.fact_fields import fields_of, kind_of
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.exchange.iati.elements import child, element, own, set_attribute

PLAIN = frozenset(("related-activity", "legacy-data", "target", "actual", "condition"))
"""Elements on which the standard allows no foreign attributes, so that no ``coop:fact`` with a fact's id is put there.

An import does not make a second fact of such an element if the file also has the fact in coopviewer's own elements.
"""
_HASH_DIGITS = 10  # of a key
_PLACE, _SAID = own("place"), own("said")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_IN_FULL = "coop:fact"  # begins the place of a fact that a file has in full


def is_of_element(fact: Fact) -> bool:
    """Return whether a fact was read from an IATI element or a row of a table, so that an element can say it again.

    False for facts of a reference that was not imported, and for facts that an import read from coopviewer's own
    elements.
    """
    places = [citation.place or "" for citation in fact.citations if citation.line is not None]
    return bool(places) and not any(place.startswith(_IN_FULL) for place in places)


def mark(of: Element, fact: Fact, *, is_exact: bool = True) -> Element:
    """Set attributes on an element that connect it with the fact that it says, and return the element.

    ``is_exact``: the element says all of the fact. If so, and if the fact was read from an element or a row
    (``is_of_element``), the attributes are the fact's id and its places in imported files; ``take_marks`` removes both
    before the file is written. Otherwise the attribute is ``coop:fact`` with the fact's id. It stays in the file, and
    the fact must be written there in coopviewer's own elements too. Elements named in PLAIN, such as ``target``, do not
    get ``coop:fact``.
    """
    if not is_of_element(fact) or not is_exact:
        if of.tag not in PLAIN:
            of.set(own("fact"), fact.id)
        return of
    of.set(_SAID, " ".join(filter(None, (of.get(_SAID), fact.id))))
    return at(of, places_of(fact))


def at(of: Element, places: Iterable[str]) -> Element:
    """Set the attribute ``coop:place`` of an element to its places in imported files, one a line; return the element.

    A place is a text such as ``source/a sector 2``, as ``places_of`` returns it. Places that were set earlier are
    removed; if ``places`` is empty, the element is left without the attribute. ``take_marks`` removes it before the
    file is written.
    """
    of.attrib.pop(_PLACE, None)
    if found := "\n".join(places):
        of.set(_PLACE, found)
    return of


def places_of(fact: Fact) -> list[str]:
    """Return where a fact is in the imported files, such as ``source/a sector 2``: the source's id, then the place.

    For each source it is the first place that a citation of the fact names. Empty if no citation has a place, as in a
    reference that was not imported.
    """
    first: dict[str, str] = {}
    for each in fact.citations:
        if each.place:
            first.setdefault(each.source_id, each.place)
    return [f"{source_id} {place}" for source_id, place in first.items()]


class Marks(NamedTuple):
    """What ``take_marks`` collects from elements: ``places`` and ``said``.

    ``places`` has the elements by the places that they had in imported files, such as ``source/a sector 2``. ``said``
    has the ids of the facts that elements say in full.
    """

    places: dict[str, Element]
    said: set[str]


def take_marks(elements: Iterable[Element], in_full: Collection[str] = ()) -> Marks:
    """Remove from elements the attributes that ``mark`` and ``at`` set for the time of writing; return what they said.

    Ids of facts are also looked for in all elements below these, places only on the elements themselves. If several
    elements have the same place, the first of them is returned for it. ``in_full`` are ids of facts that are written in
    coopviewer's own elements in any case: an element that says one gets ``coop:fact`` with the ids of all facts that it
    says, and neither these ids nor its places are returned. An element named in PLAIN gets no ``coop:fact``; what it
    says is always returned.
    """
    marks = Marks({}, set())
    for of in elements:
        places = of.attrib.get(_PLACE, "").splitlines()
        said: dict[str, None] = {}
        for each in of.iter():
            each.attrib.pop(_PLACE, None)
            said.update(dict.fromkeys(each.attrib.pop(_SAID, "").split()))
        if of.tag not in PLAIN and not said.keys().isdisjoint(in_full):
            of.set(own("fact"), " ".join(said))
            continue
        marks.said.update(said)
        for place in places:
            marks.places.setdefault(place, of)
    return marks


def _forget_plain_keys(activity: Element) -> None:
    """Remove the key of each result of an activity that an import forms anyway: of its reference, or else its title."""
    taken: set[str] = set()
    for each in activity.findall("result"):
        reference, title = each.find("reference"), each.findtext("title/narrative") or ""
        code = reference.get("code") if reference is not None else None
        plain = code or sha256_of(title.encode(errors="replace"))[:_HASH_DIGITS]
        if each.get(own("key")) == plain and plain not in taken:
            each.attrib.pop(own("key"))
        taken.add(plain)


def seal(activity: Element) -> None:
    """Set digests on elements that have ``coop:fact`` or ``coop:computed``, so that an import sees later changes.

    ``coop:written`` is a hash of the element with its attributes, text and child elements, apart from those in other
    namespaces than the standard's; ``xml:lang`` is included. If ``coop:computed`` is not ``true``, but the names of
    attributes, ``coop:computed-as`` has a digest of each of these. Call this when nothing else of the activity will
    change. It also removes the key (``coop:key``) of each result for which an import would form the same key.
    """
    _forget_plain_keys(activity)
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
    """Yield facts as coopviewer's own elements, after the predicates (kinds of relation) and entries that they name.

    Written are all facts that were read from no IATI element or row of a table (``is_of_element`` is False), and
    ``unsaid``: the other facts that no IATI element says in full. Predicates and entries are sorted by id.
    """
    own_ones = (fact for fact in (*activity.facts, *activity.relations) if not is_of_element(fact))
    kept = {fact.id: fact for fact in (*own_ones, *unsaid)}.values()
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
