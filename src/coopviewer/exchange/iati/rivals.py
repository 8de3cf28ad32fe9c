"""Facts of an activity that several files state differently.

The fact of the latest file is written as an IATI element, those of earlier files as coopviewer's own elements.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.published_facts import Classification, Flow, PublishedField
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import is_of_element, places_of

_RIVAL = re.compile(r"@[1-9]\d*$", re.ASCII)  # the end of the id of a fact that a later file states otherwise
_NUMBERED = re.compile(r"(.+)-[1-9]\d*", re.ASCII)
_NAME = re.compile(r"[a-z-]+")
_TEXTS = ("as_given", "value", "text", "title", "ref", "code", "url")
_UPDATED = "last-updated-datetime"


class ByFile(NamedTuple):
    """An activity without what a later file states otherwise, and what was taken out of it.

    ``rivals`` are the facts that a later file states otherwise. ``fields`` are published fields (what an import kept of
    elements as text) that are rivals, or belong to elements whose other facts are all rivals. ``sources`` are the ids
    of the files that state the activity, the latest first, by ``last-updated-datetime``; empty if only one file does.
    """

    activity: WholeProject
    sources: tuple[str, ...]
    rivals: tuple[Fact, ...]
    fields: tuple[PublishedField, ...]


def without_rivals(activity: WholeProject) -> ByFile:
    """Return an activity without the facts that a later file states otherwise; those are ``rivals`` of the result.

    The standard has one element for a thing: a second one beside it would be counted twice, or break a rule.
    """
    every = (*activity.facts, *activity.relations)
    order = _latest_first(every)
    single = _stated_once(activity, order)
    rivals = tuple(fact for fact in every if _RIVAL.search(fact.id) or fact.id in single)
    if not rivals:
        return ByFile(activity, order, (), ())
    gone = {fact.id for fact in rivals}
    stays = [fact for fact in every if fact.id not in gone and not isinstance(fact, PublishedField)]
    places = {place for fact in rivals for place in places_of(fact)}
    places.difference_update(place for fact in stays for place in places_of(fact))
    fields = [each for each in activity.of_type(PublishedField) if each.id in gone or _is_at(each, places)]
    gone.update(field.id for field in fields)
    facts = tuple(fact for fact in activity.facts if fact.id not in gone)
    relations = tuple(relation for relation in activity.relations if relation.id not in gone)
    return ByFile(activity._replace(facts=facts, relations=relations), order, rivals, tuple(fields))


def _latest_first(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the sources of an activity, the latest first, as the facts that several state cite them; empty for one."""
    cited = [tuple(dict.fromkeys(each.source_id for each in fact.citations)) for fact in facts if is_of_element(fact)]
    most = max(cited, key=len, default=())
    return most if len(most) > 1 else ()


def _stated_once(activity: WholeProject, order: Sequence[str]) -> set[str]:
    """Return the ids of all reporters except the latest, and of a default currency or language that not all files have.

    A sum without a currency in one file would be read as one in the default currency of the other; so would texts be in
    its language.
    """
    if not order:
        return set()
    reporters = sorted(activity.related_by("reported-by"), key=lambda each: min(_ranks(each, order)))
    found = {each.id for each in reporters[1:]}
    for scheme in ("Currency", "Language"):
        several = [each for each in activity.of_type(Classification) if each.scheme == scheme]
        if not set().union(*map(_sources, several)).issuperset(order):
            found.update(each.id for each in several)
    return found


def _ranks(fact: Fact, order: Sequence[str]) -> Iterator[int]:
    yield len(order)
    yield from (order.index(each) for each in _sources(fact) if each in order)


def _is_at(field: PublishedField, places: set[str]) -> bool:
    found = places_of(field)
    return bool(found) and places.issuperset(found)


def earlier_fields(fields: Iterable[PublishedField], places: Mapping[str, Element]) -> list[PublishedField]:
    """Return each written element's published fields, but for those from the latest file that has any for it.

    An element is written once, so it can take the published fields of one file only. ``places`` has the written
    elements by their places in the files (``places_of``), those in the latest file first. Fields of elements that are
    not written are left out.
    """
    order = {place: number for number, place in enumerate(places)}
    by_element: defaultdict[int, list[tuple[int, PublishedField]]] = defaultdict(list)
    for field in fields:
        place = next((each for each in places_of(field) if each in places), None)
        if place is not None:
            by_element[id(places[place])].append((order[place], field))
    found = []
    for several in by_element.values():
        sources = _sources(min(several, key=lambda each: each[0])[1])
        found += [field for _, field in several if _sources(field) != sources]
    return found


def _sources(fact: Fact) -> set[str]:
    return {citation.source_id for citation in fact.citations}


def numbered_unevenly(activity: WholeProject) -> frozenset[str]:
    """Return the ids of facts whose number, such as ``-2``, might be another one if a single file stated them all.

    Facts of one key, such as two descriptions, are sorted by their content in each file, and from the second on their
    ids end in ``-2``, ``-3`` and so on. If not all of them are in the same files, their numbers can differ from file
    to file. Facts of which ``is_of_element`` is False are left out.
    """
    ids = {fact.id for fact in (*activity.facts, *activity.relations)}
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in (*activity.facts, *activity.relations):
        found = _NUMBERED.fullmatch(fact.id)
        key = found[1] if found and found[1] in ids else fact.id
        groups[f"{fact.kind} {fact.reference}" if isinstance(fact, Flow) and fact.reference else key].append(fact)
    return frozenset(
        fact.id
        for several in groups.values()
        if len({frozenset(_sources(fact)) for fact in several}) > 1
        for fact in several
        if is_of_element(fact)
    )


def note_rivals(activity: WholeProject, facts: Iterable[Fact], notes: NoteCollector) -> None:
    """Add a note on each of ``facts``, which are from earlier files and have no place in the standard's elements.

    A note has the name of the fact's element and what the fact says: ``activity-status: 2``. There is none on a field
    ``last-updated-datetime``, which differs in any two files.
    """
    for fact in facts:
        if not (isinstance(fact, PublishedField) and fact.label == _UPDATED):
            notes.add("stated-otherwise", f"{_element_of(fact)}: {' '.join(_words(activity, fact))}")


def _element_of(fact: Fact) -> str:
    if isinstance(fact, PublishedField):
        return fact.label
    place = next((each.partition(" ")[2] for each in places_of(fact)), "") if is_of_element(fact) else ""
    if found := _NAME.match(place):
        return found[0]
    key = _RIVAL.sub("", fact.id.removeprefix(f"{fact.entry_id}/")).partition("/")[0]
    return fact.kind if isinstance(fact, Flow) else key


def _words(activity: WholeProject, fact: Fact) -> Iterator[str]:
    """Yield the words by which a note names a fact."""
    if isinstance(fact, Relation):
        yield fact.as_given or activity.refs[fact.object_id].title
        if fact.share_as_given is not None:
            yield fact.share_as_given
    elif isinstance(fact, PublishedField):
        yield from (value.value for value in fact.values[:1])
    else:
        yield from [text for name in _TEXTS if isinstance(text := getattr(fact, name, None), str) and text][:1]
