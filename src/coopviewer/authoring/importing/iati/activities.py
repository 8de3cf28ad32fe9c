"""Makes an entry and its facts of one activity: a table says which converter takes which element."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from coopviewer.authoring.importing.iati.converters import (
    classifications,
    documents,
    flows,
    geography,
    nested,
    participants,
    places,
    results,
    texts,
)
from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.converters.leftovers import keep, keep_around, keep_attributes
from coopviewer.authoring.importing.iati.directory import Directory
from coopviewer.authoring.importing.iati.elements import Element, first_text
from coopviewer.authoring.importing.iati.keys import nameless_project_id, project_id
from coopviewer.authoring.importing.iati.otherwise import find_named, take_otherwise
from coopviewer.authoring.importing.iati.own_namespace import OwnPart, own_entry
from coopviewer.authoring.importing.iati.parties import default_language
from coopviewer.authoring.importing.iati.records import ActivityRecord, Report
from coopviewer.authoring.importing.iati.versions import STATUSES, is_nothing
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact, Name
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Identifier, Indicator
from coopviewer.domain.reference.sources import Passage, Predicate
from coopviewer.domain.reference.vocabulary import EntryKind, PassageKind

_CONVERTERS: Mapping[str, Callable[[Element, Conversion], None]] = {
    "iati-identifier": participants.convert_identifier,
    "reporting-org": participants.convert_reporter,
    "title": texts.convert_title,
    "description": texts.convert_description,
    "participating-org": participants.convert_participant,
    "other-identifier": participants.convert_other_identifier,
    "activity-date": texts.convert_date,
    "recipient-country": geography.convert_country,
    "recipient-region": geography.convert_region,
    "sector": geography.convert_sector,
    "budget": flows.convert_budget,
    "planned-disbursement": flows.convert_planned_disbursement,
    "transaction": flows.convert_transaction,
    "crs-add": flows.convert_loans,
    "conditions": texts.convert_conditions,
    "location": places.convert_location,
    "result": results.convert_result,
    "document-link": documents.convert_document,
    "activity-website": documents.convert_website,
    "related-activity": documents.convert_related,
    **dict.fromkeys(classifications.LISTED, classifications.convert_code),
}


class ActivityFacts(NamedTuple):
    """An activity, or a project of a table, as the reference has it: its entry, its passage, and its facts.

    A fact may be about another entry: that this activity is a part of another one is a fact of the other. Only a file
    that this program exported describes further entries (``described``) and kinds of relation (``predicates``) in an
    activity.
    """

    entry: EntryRef
    passage: Passage
    facts: tuple[Fact, ...]
    described: tuple[EntryRef, ...] = ()
    predicates: tuple[Predicate, ...] = ()


def identifier_of(record: ActivityRecord) -> str | None:
    """Return the identifier that an activity states; None if it has none."""
    element = record.element.child("iati-identifier")
    return (element.words() or None) if element is not None else None


def entry_id_of(record: ActivityRecord) -> str:
    """Return the id of an activity's entry: formed of its identifier, or else of title, reporter and country.

    A file that this program exported states the id itself.
    """
    if (own := own_entry(record.element)) is not None:
        return own.id
    if identifier := identifier_of(record):
        return project_id(identifier)
    reporter, country = record.element.child("reporting-org"), record.element.child("recipient-country")
    return nameless_project_id(
        first_text(record.element.child("title")),
        (reporter.get("ref") or first_text(reporter)) if reporter is not None else "",
        (country.get("code") or "") if country is not None else "",
    )


def last_updated(record: ActivityRecord) -> str | None:
    """Return ``last-updated-datetime`` as given; None if it is not stated."""
    return record.element.get("last-updated-datetime")


def activity_facts(
    record: ActivityRecord, source_id: str, directory: Directory, report: Report, *, entry_id: str | None = None
) -> ActivityFacts:
    """Convert an activity into an entry and facts; what becomes part of a fact is removed from ``record``.

    What no kind of fact can hold is kept as published fields. ``source_id`` is the id of the source that the file is.
    ``directory`` returns the ids of entries that the activity names; ``EntryDirectory.begin_activity`` must have been
    called for this activity before. ``report`` gets the notes on what is unusual. ``entry_id`` is the id of the entry
    if the caller chose it, since another activity has the same identifier; None: it is what ``entry_id_of`` returns.
    """
    activity = record.element
    identifier = identifier_of(record)
    passage = _passage(record, source_id, identifier)
    entry_id = entry_id or entry_id_of(record)
    conversion = Conversion(entry_id, passage, directory, report, default_language(activity))
    own = OwnPart(activity, directory, entry_id)
    otherwise = take_otherwise(activity) if own.entry is not None else ()
    own.take_from(activity, record.around)
    conversion.result_keys = own.result_keys
    if identifier is None:
        conversion.note(ImportSeverity.MENDED, "no-identifier", "", entry_id, activity)
    _name_places(activity)
    _prepare(activity, conversion)
    for child in activity.children:
        if convert := _CONVERTERS.get(child.name):
            convert(child, conversion)
        keep(child, conversion)
    nested.relate(activity, conversion)
    texts.check_dates(activity, conversion)
    keep_attributes(activity, conversion)
    keep_around(record.around, conversion)
    for fact, element in own.facts.values():
        if isinstance(fact, Indicator) and not _has_result(fact, own, conversion):
            keep(element, conversion)
        else:
            conversion.put(fact.id.removeprefix(f"{entry_id}/"), replace(fact, citations=conversion.cite(element)))
    find_named(otherwise, entry_id, passage, directory)
    facts = tuple(conversion.facts())
    if own.entry is not None:
        hint = identifier if any(isinstance(fact, Identifier) for fact in facts) else None
        entry = own.entry._replace(hint=hint)
        return ActivityFacts(entry, passage, facts, own.described, tuple(own.predicates.values()))
    return ActivityFacts(_entry(entry_id, identifier, facts, conversion, activity), passage, facts)


def _has_result(indicator: Indicator, own: OwnPart, conversion: Conversion) -> bool:
    result_id = indicator.result_fact_id
    return result_id in own.facts or conversion.first(result_id.removeprefix(f"{conversion.entry_id}/")) is not None


def _prepare(activity: Element, conversion: Conversion) -> None:
    """Read what other elements depend on: the default currency, the status, and the references of transactions."""
    classifications.convert_attributes(activity, conversion)
    status = activity.child("activity-status")
    if status is not None:
        conversion.status = status.get("code") or STATUSES.get(status.words().lower())
    flows.count_references(activity, conversion)


def _name_places(activity: Element) -> None:
    """Set the place of each child, such as ``sector 2``, by which citations name it."""
    numbers: Counter[str] = Counter()
    for child in activity.children:
        name = child.name
        numbers[name] += 1
        child.place = f"{name} {numbers[name]}"
        for each in child.children:
            each.place = child.place


def _passage(record: ActivityRecord, source_id: str, identifier: str | None) -> Passage:
    first, last = record.first_line, record.last_line
    return Passage(
        id=f"{source_id.removeprefix('source/')}/A{record.number}",
        source_id=source_id,
        ordinal=record.number,
        kind=PassageKind.RECORD,
        section=identifier or f"iati-activity {record.number}",
        locator=f"line {first}" if first == last else f"lines {first}–{last}",
        char_start=record.char_start,
        char_end=record.char_end,
        sha256=record.sha256,
    )


def _entry(
    entry_id: str, identifier: str | None, facts: tuple[Fact, ...], conversion: Conversion, activity: Element
) -> EntryRef:
    """Return the entry, titled in English if there is such a title, else in the activity's language, else in any."""
    titles = {fact.language: fact.text for fact in reversed(facts) if isinstance(fact, Name)}
    title = titles.get("en") or titles.get(conversion.language) or next(reversed(titles.values()), None)
    if title is None:
        if identifier is not None:
            conversion.note(ImportSeverity.KEPT, "no-title", "", identifier, activity)
        else:
            conversion.note(ImportSeverity.KEPT, "no-title-no-identifier", "", entry_id, activity)
        title = identifier or f"iati-activity {entry_id.partition('/')[2]}"
    sort_title = title.removeprefix("The ").removeprefix("the ") or title
    hint = identifier if identifier and not is_nothing(identifier) else None
    return EntryRef(entry_id, EntryKind.PROJECT, title, sort_title, hint=hint)
