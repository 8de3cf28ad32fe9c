"""Checks ids: unique and well-formed, a fact's id begins with its entry's, redirects lead to existing ones."""

import re
from collections.abc import Iterator, Sequence

from coopviewer.authoring.examination import Examination, Item, id_of
from coopviewer.authoring.places import LinePlace
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.facts import Fact

# a number after an at sign tells facts apart that sources state differently
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9-]*)*(@[1-9][0-9]*)?", re.ASCII)
_PREDICATE = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


def check(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in ids of everything but facts, and in redirects.

    An id may be used once among its kind (sources, passages, predicates, entries, redirects). The id of a
    source must be like ``source/slug``, of an entry like ``country/NE``, with its kind, of a predicate like
    ``funded-by``; ``rules/passages.py`` checks those of passages. A redirect leads from an id that is not used to one
    that is.
    """
    d = examination.dataset
    for items in (d.sources, d.passages, d.predicates, d.entries, d.redirects):
        yield from _duplicates(examination, items)
    for source in d.sources:
        if not (source.id.startswith("source/") and is_entry_id(source.id)):
            yield examination.fault(source, "id", display_value(source.id), "source/slug")
    for predicate in d.predicates:
        if _PREDICATE.fullmatch(predicate.id) is None:
            yield examination.fault(
                predicate, "id", display_value(predicate.id), phrase("lower-case letters, digits and hyphens")
            )
    for entry in d.entries:
        if not (is_entry_id(entry.id) and entry.id.startswith(f"{entry.kind}/")):
            yield examination.fault(entry, "id", display_value(entry.id), f"{entry.kind}/slug")
    yield from _redirects(examination)


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in ids of facts: used twice, not formed of the entry's id and a key, or of an unknown entry.

    The id ``country/NE/name/as-given`` is formed of the entry's id ``country/NE`` and the key ``name/as-given``.
    """
    yield from _duplicates(examination, examination.dataset.facts)
    yield from _fact_ids(examination)


def _duplicates(examination: Examination, items: Sequence[Item]) -> Iterator[Fault]:
    first: dict[str, Item] = {}
    for item in items:
        earlier = first.setdefault(id_of(item), item)
        if earlier is not item:
            yield examination.fault(
                item, "", _second_time(examination, earlier, item), phrase("an id that is used once")
            )


def _second_time(examination: Examination, earlier: Item, item: Item) -> str:
    file, place = examination.file_of(earlier), examination.file_of(item)
    if isinstance(item, Fact) or not (isinstance(file, LinePlace) and isinstance(place, LinePlace)):
        return phrase("the id a second time (the first is in {file})", file=file)
    return phrase(
        "the id a second time, in line {line} (the first is in {file}, line {first})",
        line=place.line,
        file=file,
        first=file.line,
    )


def _fact_ids(examination: Examination) -> Iterator[Fault]:
    missing: set[tuple[str, str]] = set()
    for fact in examination.dataset.facts:
        key = fact.id.removeprefix(f"{fact.entry_id}/")
        if key == fact.id:
            yield examination.fault(
                fact, "id", display_value(fact.id), phrase("an id that begins with {entry_id}/", entry_id=fact.entry_id)
            )
        elif _KEY.fullmatch(key) is None:
            yield examination.fault(
                fact, "key", display_value(key), phrase("words of letters, digits and hyphens, such as goal/training")
            )
        location = (examination.file_of(fact), fact.entry_id)
        if not examination.is_known(fact.entry_id, examination.entries) and location not in missing:
            missing.add(location)  # one fault, however many facts
            yield Fault(
                location[0],
                location[1],
                phrase("facts about an entry that does not exist"),
                phrase("the id of an entry"),
            )


def _redirects(examination: Examination) -> Iterator[Fault]:
    d = examination.dataset
    for redirect in d.redirects:
        if examination.has_id(redirect.old_id):
            yield examination.fault(
                redirect, "old_id", phrase("an id that is in use"), phrase("an id that is no longer used")
            )
        if not examination.has_id(redirect.new_id) and redirect.new_id not in examination.unreadable:
            expected = phrase("the id of an entry, a source or a fact of this edition")
            yield examination.fault(redirect, "new_id", display_value(redirect.new_id), expected)
