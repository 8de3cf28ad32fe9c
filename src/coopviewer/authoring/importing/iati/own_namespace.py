"""Facts that this program wrote in full beside the elements of an activity, read back without loss.

``exchange/iati/own_facts.py`` writes them into IATI files. An element of the standard whose content such a fact repeats
carries an attribute with the fact's id; one that was computed from facts carries an attribute that says so. Such an
element counts as a statement of its own only if somebody changed it after the export, which is seen by the digest
written beside it (``coop:written``; for single attributes ``coop:computed-as``). Exports of earlier versions of this
program have no digests: in them only changed words are seen.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from coopviewer.authoring.importing.iati.directory import Directory
from coopviewer.authoring.importing.iati.elements import LANGUAGE, NARRATIVE, Element
from coopviewer.authoring.importing.iati.own_rules import ids_against_rules
from coopviewer.domain.digests import digest_of_element
from coopviewer.domain.reference.entries import EntryRef, is_entry_id
from coopviewer.domain.reference.fact_fields import FactFields, fact_of
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import EntryKind

_ENTRY, _FACT, _PART, _PREDICATE = "coop:entry", "coop:fact", "coop:part", "coop:predicate"
_WRITTEN, _COMPUTED_AS = "coop:written", "coop:computed-as"
_COMPUTED, _TITLE, _SORT_TITLE = "coop:computed", "coop:title", "coop:sort-title"
_RESULT, _KEY = "result", "coop:key"
_IDENTIFIER = "iati-identifier"
_NAMESPACE, _DECLARED = "https://coopviewer.invalid/ns/1", "xmlns:coop"
_PREFIXED = f"{_NAMESPACE}/prefix/"
_ATTRIBUTES = {
    "default-language": LANGUAGE,
    **{name: name for name in ("default-currency", "humanitarian", "hierarchy", "budget-not-provided")},
}
"""The attributes of an activity by the keys of the facts that say them."""
_GRANT = "Grant: "
_BETWEEN_NAMES = ", "
_NUMBERED = re.compile(r"([^\[\]]+)\[([1-9]\d{0,5})\]", re.ASCII)
_CITED_FIELDS = frozenset(("entry_id", "citations"))


class OwnPart:
    """What an activity has in coopviewer's own namespace; all attributes are empty for files of other programs.

    ``entry`` is the entry that the file states for the activity, None if it states none or another than the import
    uses. Three attributes are mappings by id: ``refs`` has the entries that the file describes, ``predicates`` the
    kinds of relation that it describes, and ``facts`` the facts that it has in full, each with the element it was read
    from.
    """

    def __init__(self, activity: Element, directory: Directory, entry_id: str) -> None:
        """Read what the activity has in coopviewer's own namespace; the activity is not changed.

        ``directory`` knows which countries and other activities there are. ``entry_id`` is the id that the import uses
        for the activity's entry; unless the file states this id, nothing is read. Left out are: what is malformed;
        described countries and activities that ``directory`` does not know; facts that name an entry or kind of
        relation that the file does not describe; what breaks a rule that every reference must follow; and the second of
        two with the same id.
        """
        found = own_entry(activity)
        self.entry = found if found is not None and found.id == entry_id else None
        self._directory = directory
        self.refs: dict[str, EntryRef] = {}
        self.facts: dict[str, tuple[Fact, Element]] = {}
        self.predicates: dict[str, Predicate] = {}
        self.result_keys: dict[int, str] = {}
        """The keys that the file notes of results, by the Python ids of their elements, once they are taken."""
        self._elements: list[Element] = []
        if self.entry is None:
            return
        wrong: set[str] = set()
        while more := self._take(activity.children, self.entry, wrong):
            wrong |= more
        self._said = {id(element) for element in self._marked(activity)}

    def _take(self, children: Iterable[Element], entry: EntryRef, wrong: set[str]) -> set[str]:
        """Read what is described and the facts, but for the ids in ``wrong``; return the ids that break a rule."""
        self.refs, self.predicates, self.facts, self._elements = {}, {}, {}, []
        for child in children:
            ref = _ref(child) if child.name == _ENTRY else None
            predicate = _predicate(child) if child.name == _PREDICATE else None
            if ref is not None and self._may_be(ref) and not (ref.id in self.refs or ref.id in wrong):
                self.refs[ref.id] = ref
                self._elements.append(child)
            if predicate is not None and not (predicate.id in self.predicates or predicate.id in wrong):
                self.predicates[predicate.id] = predicate
                self._elements.append(child)
        for child in children:
            fact = _fact(child, entry.id) if child.name == _FACT else None
            if fact is not None and self._knows(fact) and not (fact.id in self.facts or fact.id in wrong):
                self.facts[fact.id] = fact, child
                self._elements.append(child)
        return ids_against_rules(entry, self.refs, self.predicates, [fact for fact, _ in self.facts.values()])

    @property
    def described(self) -> tuple[EntryRef, ...]:
        """The entries that the file describes in this activity, in that order, without countries and activities."""
        return tuple(ref for ref in self.refs.values() if ref.kind not in (EntryKind.COUNTRY, EntryKind.PROJECT))

    def _may_be(self, ref: EntryRef) -> bool:
        """Return whether a described entry may be used: a country by its code, an activity if it is in these files."""
        if ref.kind is EntryKind.COUNTRY:
            return self._directory.country_id(ref.id.partition("/")[2]) == ref.id
        return ref.kind is not EntryKind.PROJECT or self._directory.has_activity(ref.id)

    def _knows(self, fact: Fact) -> bool:
        """Return whether all entries that a fact names are described in the activity."""
        names = (name for name in fact.__dataclass_fields__ if name.endswith("_id") and name not in _NO_ENTRIES)
        predicate = getattr(fact, "predicate_id", None)
        if predicate is not None and predicate not in self.predicates:
            return False
        return all(getattr(fact, name) is None or getattr(fact, name) in self.refs for name in names)

    def is_said(self, element: Element) -> bool:
        """Return whether an element of the IATI standard only repeats facts in ``facts``, or was computed from them."""
        return self.entry is not None and id(element) in self._said

    def take_from(self, activity: Element, around: Iterable[Element] = ()) -> None:
        """Remove from the activity the elements that were read, repeat the facts read or were computed from them.

        Attributes that stand for ``facts``, or were computed and not changed since, are removed too, with the marks
        that say so. The ``coop:key`` of a result moves to ``result_keys``. If ``entry`` is None, the activity stays as
        it is. Of ``around``, elements outside the activity, only the declaration of the namespace is removed.
        """
        for element in around:
            if element.get(_DECLARED) == _NAMESPACE:
                element.used(_DECLARED)
        if self.entry is None:
            return
        for key, name in _ATTRIBUTES.items():
            if f"{self.entry.id}/{key}" in self.facts:
                activity.used(name)
        gone = {*self._said, *map(id, self._elements)}
        for name, value in [*activity.attributes.items()]:
            if name.startswith("xmlns:") and value == f"{_PREFIXED}{name.removeprefix('xmlns:')}":
                activity.used(name)
        for child in activity.children:
            child.children = [each for each in child.children if id(each) not in gone]
            if child.name == _IDENTIFIER:
                child.used(_ENTRY, _TITLE, _SORT_TITLE, _COMPUTED, _FACT)
            self._take_key(child)
            _forget_computed(child)
        activity.children = [each for each in activity.children if id(each) not in gone]

    def _take_key(self, child: Element) -> None:
        noted = child.get(_KEY) if child.name == _RESULT else None
        if noted is not None:
            self.result_keys[id(child)] = noted
            child.used(_KEY)

    def _marked(self, activity: Element) -> Iterator[Element]:
        for child in activity.children:
            if self._is_computed(child) or self._repeats(child):
                yield child
            for each in child.children:
                if self._is_computed(each) or self._repeats(each):
                    yield each

    def _is_computed(self, element: Element) -> bool:
        if element.get(_COMPUTED) != "true" or element.get(_FACT) or _is_changed(element):
            return False
        if element.get(_WRITTEN) or element.name == _IDENTIFIER:
            return True
        known = {name for text in self._known_texts() for name in (text, *text.split(_BETWEEN_NAMES))}
        return all(text in known or known.issuperset(text.split(_BETWEEN_NAMES)) for text in _texts(element))

    def _known_texts(self) -> Iterator[str]:
        """Yield the texts of all facts, and the titles of all entries."""
        for fact, _ in self.facts.values():
            yield from (text for name in fact.__dataclass_fields__ if isinstance(text := getattr(fact, name), str))
        yield from (ref.title for ref in self.refs.values())
        if self.entry is not None:
            yield self.entry.title

    def _repeats(self, element: Element) -> bool:
        ids = (element.get(_FACT) or "").split()
        if not ids or not self.facts.keys() >= set(ids) or _is_changed(element):
            return False
        facts = [self.facts[id][0] for id in ids]
        known = {
            getattr(fact, name) for fact in facts for name in fact.__dataclass_fields__ if name not in _CITED_FIELDS
        }
        known |= {ref.title for ref in (self.entry, *self.refs.values()) if ref is not None}
        known |= {value.value for fact in facts for value in getattr(fact, "values", ())}
        known |= {f"{_GRANT}{text}" for text in known if isinstance(text, str)}
        return all(text in known for text in _texts(element))


def _is_changed(element: Element) -> bool:
    """Return whether an element says something else than when it was written; False if it has no digest."""
    return element.get(_WRITTEN) not in (None, _digest(element))


def _digest(element: Element) -> str:
    """Return what ``own_facts`` of the export writes for an element that says the same."""
    attributes = ((name, text) for name, text in element.attributes.items() if name == LANGUAGE or ":" not in name)
    children = (_digest(each) for each in element.children if ":" not in each.name)
    return digest_of_element(element.name, attributes, element.text, children)


def _forget_computed(element: Element) -> None:
    """Remove the attributes that are marked as computed, in the element and below (``child/name``), and the marks.

    One that somebody changed since stays.
    """
    names = (element.get(_COMPUTED) or "").split()
    for name, digest in zip_longest(names, (element.get(_COMPUTED_AS) or "").split()[: len(names)]):
        below, _, attribute = name.rpartition("/")
        having = _below(element, below) if below else [element]
        if digest in (None, digest_of_element(name, (), "", (each.get(attribute) or "" for each in having))):
            for each in having:
                each.used(attribute)
    element.used(_COMPUTED, _COMPUTED_AS, _WRITTEN)
    for child in element.children:
        _forget_computed(child)


def _below(element: Element, name: str) -> list[Element]:
    """Return the children with a name; with a number, as in ``condition[2]``, only that one of them."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None:
        return element.all(name)
    number = int(numbered[2])
    return element.all(numbered[1])[number - 1 : number]


_NO_ENTRIES = frozenset(("entry_id", "predicate_id", "result_fact_id"))


def _texts(element: Element) -> Iterator[str]:
    if text := element.words():
        yield text
    for child in element.children:
        if child.name == NARRATIVE and (text := child.words()):
            yield text


def own_entry(activity: Element) -> EntryRef | None:
    """Return the entry that this program wrote into a file for an activity; None in files of other programs.

    None as well if the id in the file is not that of an activity's entry, or if the title is missing.
    """
    identifier = activity.child(_IDENTIFIER)
    found = identifier.get(_ENTRY) if identifier is not None else None
    if identifier is None or found is None or not found.startswith(f"{EntryKind.PROJECT}/") or not is_entry_id(found):
        return None
    title = identifier.get(_TITLE)
    if title is None:
        return None
    return EntryRef(found, EntryKind.PROJECT, _one_line(title), _one_line(identifier.get(_SORT_TITLE) or title))


def _one_line(text: str) -> str:
    """Return a title or a label with white space collapsed, as in those of the standard's own elements."""
    return " ".join(text.split())


def _ref(element: Element) -> EntryRef | None:
    found, title = element.get("id"), element.get("title")
    if found is None or title is None or not is_entry_id(found):
        return None
    kind = found.partition("/")[0]
    if kind not in set(EntryKind):
        return None
    return EntryRef(found, EntryKind(kind), _one_line(title), _one_line(element.get("sort-title") or title))


def _fact(element: Element, entry_id: str) -> Fact | None:
    """Return the fact that an element of coopviewer's own states; None if it is invalid, or of another entry."""
    given = {name.replace("-", "_"): value for name, value in element.attributes.items() if name != "of"}
    parts: dict[str, list[dict[str, str]]] = {}
    for child in element.children:
        if child.name == _PART:
            values = {name.replace("-", "_"): value for name, value in child.attributes.items() if name != "of"}
            parts.setdefault(child.get("of") or "", []).append(values)
    try:
        fact = fact_of(element.get("of") or "", FactFields({**given, "entry_id": entry_id}, parts))
    except (ValueError, KeyError):
        return None
    return fact if fact.id.startswith(f"{entry_id}/") else None


def _predicate(element: Element) -> Predicate | None:
    names = ("id", "label", "inverse-label", "subject-kinds", "object-kinds")
    values = [element.get(name) for name in names]
    if any(value is None for value in values):
        return None
    found, label, inverse, subjects, objects = (_one_line(value or "") for value in values)
    return Predicate(found, label, inverse, tuple(subjects.split()), tuple(objects.split()), element.get("iati"))
