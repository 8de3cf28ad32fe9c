"""Texts of the annotation browser: the filters of a list, the active filters, and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import (
    DAYS_IN_BIN,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
    tag_key,
)
from coopviewer.domain.annotations.lists import Choice, ChoiceGroup, Order, TagCount
from coopviewer.domain.annotations.query import SOURCE_KIND, AnnotationQuery, Narrowing, View, is_same_value
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.words.annotation_words import colour_word, motivation_word, status_word
from coopviewer.rendering.words.reference_words import kind_word

CHANGED = "changed"
"""Key of the group of filters by time of the last change; its values are those of RECENT (``week`` …), and BETWEEN."""
BETWEEN = "between"
RECENT = ("today", "week", "month", "year")
_MOST_TAGS = 12  # tags with a checkbox, besides the selected ones; a dialog lists all tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lists of annotations can be filtered by besides fixed values: the tags, people and regions that there are.

    ``people`` are all authors, including those whose annotations are all in the bin. ``titles`` has the titles of
    entries by their ids, for lists that are limited to the annotations of certain entries. ``today`` is the current
    day. All fields are passed by name.
    """

    tags: tuple[TagCount, ...] = ()
    people: tuple[Person, ...] = ()
    regions: tuple[EntryRef, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    today: date


class Chip(NamedTuple):
    """A filter that is active in a list of annotations.

    ``label`` is its text, ``without`` the query of the list without this filter.
    """

    label: str
    without: AnnotationQuery


def choice_groups(query: AnnotationQuery, around: Surroundings, tr: Translate) -> tuple[ChoiceGroup, ...]:
    """Return the filters that are offered for a list of annotations: a group for each field, with its values.

    ``query`` says which values are chosen. A field without values is left out; so is one with a single value, unless
    that is chosen or a tag. The first 12 of ``around.tags`` are offered, and all chosen ones. The last group, with the
    key CHANGED, has the time spans in which annotations were last changed; it is always there.
    """
    labels = _labels(around, tr)
    counts = {tag_key(tag.name): tag.count for tag in around.tags}
    groups = []
    for narrowing in Narrowing:
        chosen = query.values(narrowing)
        values = [*labels[narrowing]]
        values += [each for each in chosen if not _is_among(narrowing, each, values)]
        counted = counts if narrowing is Narrowing.TAG else {}
        choices = tuple(
            Choice(
                value,
                labels[narrowing].get(value, value),
                _is_among(narrowing, value, chosen),
                counted.get(tag_key(value)) if counted else None,
            )
            for value in values
        )
        if len(choices) > 1 or chosen or (choices and narrowing is Narrowing.TAG):
            groups.append(ChoiceGroup(str(narrowing), narrowing_word(narrowing, tr), choices))
    return (*groups, _days(query, around.today, tr))


def _is_among(narrowing: Narrowing, value: str, values: Iterable[str]) -> bool:
    return any(is_same_value(narrowing, value, each) for each in values)


def chips(query: AnnotationQuery, around: Surroundings, tr: Translate) -> tuple[Chip, ...]:
    """Return the active filters of a list of annotations, each with the query without it; the search text is no filter.

    There is one chip for each value, in the order of Narrowing; last is a single one for the first and the last day
    between which annotations were changed.
    """
    labels = _labels(around, tr)
    found = [
        Chip(f"{narrowing_word(narrowing, tr)}: {labels[narrowing].get(value, value)}", query.toggled(narrowing, value))
        for narrowing in Narrowing
        for value in query.values(narrowing)
    ]
    days = _days_words(query, tr)
    return (*found, *([Chip(days, query.changed_between(None, None))] if days else []))


def first_day(recent: str, today: date) -> date:
    """Return the first day of a span that ends with ``today``; ``recent``: ``today``, ``week``, ``month`` or ``year``.

    A week is seven days and a month thirty, today included; the year begins on 1 January.
    """
    return {
        "today": today,
        "week": today - timedelta(days=6),
        "month": today - timedelta(days=29),
        "year": today.replace(month=1, day=1),
    }[recent]


def count_words(total: int, query: AnnotationQuery, tr: Translate) -> str:
    """Return the number of annotations in a list, ``total``, in words: *3 annotations*.

    If filters or a search text narrow the list, it is *3 annotations, as narrowed*. For the list of the bin, a sentence
    on how long annotations are kept there follows.
    """
    in_bin = query.view is View.BIN
    if in_bin:
        words = tr.plural("{n} annotation in the bin", "{n} annotations in the bin", total)
    else:
        words = tr.plural("{n} annotation", "{n} annotations", total)
    words = tr("{0}, as narrowed").format(words) if query.is_narrowed else words
    kept = tr.plural(
        "Each is kept for {n} day after it was deleted.", "Each is kept for {n} days after it was deleted.", DAYS_IN_BIN
    )
    return f"{words}. {kept}" if in_bin else words


def empty_words(query: AnnotationQuery, around: Surroundings, tr: Translate) -> str:
    """Return why a list of annotations is empty, and what to do.

    The reason is the first of these that is true: filters or a search text narrow the list; the list shows the bin; all
    annotations are in the bin; there are no annotations on this reference yet.
    """
    if query.is_narrowed:
        return tr("No annotation fits all of this. Take away what narrows the list, or search for other words.")
    if query.view is View.BIN:
        return tr.plural(
            "The bin is empty. What you delete is kept here for {n} day.",
            "The bin is empty. What you delete is kept here for {n} days.",
            DAYS_IN_BIN,
        )
    if around.people:  # authors of annotations in the bin are included
        return tr("All annotations lie in the bin. Choose Bin above to see them and to bring them back.")
    return tr(
        "There are no annotations on this reference yet. Open an entry and write a note, or select some of its text to "
        "highlight it."
    )


def order_word(order: Order, tr: Translate) -> str:
    """Return the name of an order in which lists of annotations are sorted, such as *Last change*."""
    return {
        Order.MODIFIED: tr("Last change"),
        Order.CREATED: tr("Creation"),
        Order.ENTRY: tr("Entry"),
        Order.BODY: tr("Note"),
        Order.COLOUR: tr("Colour"),
        Order.STATUS: tr("Status"),
        Order.AUTHOR: tr("Author"),
    }[order]


def narrowing_word(narrowing: Narrowing, tr: Translate) -> str:
    """Return the name of a field by which lists of annotations are filtered, such as *Tag*."""
    return {
        Narrowing.STATUS: tr("Status"),
        Narrowing.COLOUR: tr("Colour"),
        Narrowing.MOTIVATION: tr("Type"),
        Narrowing.KIND: tr("Kind of entry"),
        Narrowing.REGION: tr("Region"),
        Narrowing.AUTHOR: tr("Author"),
        Narrowing.TAG: tr("Tag"),
        Narrowing.ENTRY: tr("Entry"),
    }[narrowing]


def _labels(around: Surroundings, tr: Translate) -> Mapping[Narrowing, Mapping[str, str]]:
    tags: Sequence[TagCount] = around.tags[:_MOST_TAGS]
    return {
        Narrowing.STATUS: {str(each): status_word(each, tr) for each in AnnotationStatus},
        Narrowing.COLOUR: {str(each): colour_word(each, tr) for each in Colour},
        Narrowing.MOTIVATION: {str(each): motivation_word(each, tr) for each in Motivation},
        Narrowing.KIND: {**{str(each): kind_word(each, tr) for each in EntryKind}, SOURCE_KIND: tr("Source")},
        Narrowing.REGION: {ref.id: ref.title for ref in around.regions},
        Narrowing.AUTHOR: {person.uuid: person.name for person in around.people},
        Narrowing.TAG: {tag.name: tag.name for tag in tags},
        Narrowing.ENTRY: around.titles,
    }


def _days(query: AnnotationQuery, today: date, tr: Translate) -> ChoiceGroup:
    words = {
        "today": tr("Today"),
        "week": tr("Last 7 days"),
        "month": tr("Last 30 days"),
        "year": tr("This year"),
    }
    begun = {each: query.until is None and query.since == first_day(each, today) for each in RECENT}
    choices = [Choice(each, words[each], begun[each]) for each in RECENT]
    between = bool(query.since or query.until) and not any(begun.values())
    return ChoiceGroup(CHANGED, tr("Last change"), (*choices, Choice(BETWEEN, tr("Between two days…"), between)))


def _days_words(query: AnnotationQuery, tr: Translate) -> str:
    since, until = (tr.day(day) if day else "" for day in (query.since, query.until))
    if since and until:
        if since == until:
            return tr("Changed on {0}").format(since)
        return tr("Changed from {0} to {1}").format(since, until)
    if since:
        return tr("Changed since {0}").format(since)
    return tr("Changed until {0}").format(until) if until else ""


def toggle(query: AnnotationQuery, key: str, value: str, today: date) -> AnnotationQuery | None:
    """Return a query in which one value of a filter is switched on, or off if it was on.

    ``key`` is that of the filter's ChoiceGroup: the name of a field, or CHANGED. A time span such as ``week``, which
    ends on ``today``, replaces the days that were chosen before. None if the value is BETWEEN, for which the user must
    enter days.
    """
    if key != CHANGED:
        return query.toggled(Narrowing(key), value)
    if value == BETWEEN:
        return None
    first = first_day(value, today)
    chosen = (query.since, query.until) == (first, None)
    return replace(query, since=None if chosen else first, until=None)
