"""Ids: none twice, each in its form, a fact's under its entry's, redirects from old ids to living ones."""

import re
from collections.abc import Iterator, Sequence

from coopviewer.authoring.examination import Examination, Thing, id_of
from coopviewer.domain.faults import Fault, shown
from coopviewer.domain.reference.entries import is_entry_id

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9-]*)*", re.ASCII)
_PREDICATE = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


def check(examination: Examination) -> Iterator[Fault]:
    """Check ids and redirects."""
    d = examination.dataset
    for things in (d.sources, d.passages, d.predicates, d.entries, d.facts, d.redirects):
        yield from _duplicates(examination, things)
    for source in d.sources:
        if not (source.id.startswith("source/") and is_entry_id(source.id)):
            yield examination.fault(source, "id", shown(source.id), "source/slug")
    for predicate in d.predicates:
        if _PREDICATE.fullmatch(predicate.id) is None:
            yield examination.fault(predicate, "id", shown(predicate.id), "small letters and hyphens")
    for entry in d.entries:
        if not (is_entry_id(entry.id) and entry.id.startswith(f"{entry.kind}/")):
            yield examination.fault(entry, "id", shown(entry.id), f"{entry.kind}/slug")
    yield from _fact_ids(examination)
    yield from _redirects(examination)


def _duplicates(examination: Examination, things: Sequence[Thing]) -> Iterator[Fault]:
    first: dict[str, Thing] = {}
    for thing in things:
        earlier = first.setdefault(id_of(thing), thing)
        if earlier is not thing:
            found = f"the id a second time (the first is in {examination.file_of(earlier)})"
            yield examination.fault(thing, "", found, "an id that is used once")


def _fact_ids(examination: Examination) -> Iterator[Fault]:
    missing: set[tuple[str, str]] = set()
    for fact in examination.dataset.facts:
        key = fact.id.removeprefix(f"{fact.entry_id}/")
        if key == fact.id:
            yield examination.fault(fact, "id", shown(fact.id), f"an id that begins with {fact.entry_id}/")
        elif _KEY.fullmatch(key) is None:
            yield examination.fault(
                fact, "key", shown(key), "words of letters, digits and hyphens, such as goal/training"
            )
        place = (examination.file_of(fact), fact.entry_id)
        if not examination.is_known(fact.entry_id, examination.entries) and place not in missing:
            missing.add(place)  # one line, however many facts
            yield Fault(place[0], place[1], "facts about an entry that is not there", "the id of an entry")


def _redirects(examination: Examination) -> Iterator[Fault]:
    d = examination.dataset
    living = {*examination.entries, *examination.sources, *(fact.id for fact in d.facts)}
    for redirect in d.redirects:
        if redirect.old_id in living:
            yield examination.fault(redirect, "old_id", "an id that is in use", "an id that was given up")
        if redirect.new_id not in living and redirect.new_id not in examination.unreadable:
            expected = "the id of an entry, a source or a fact of this edition"
            yield examination.fault(redirect, "new_id", shown(redirect.new_id), expected)
