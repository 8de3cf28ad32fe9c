"""The query of the annotation browser, as its address has it: ``coop:annotations?status=to-verify&tag=x``."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote

from coopviewer.domain.annotations.annotation import (
    AnnotationStatus,
    Colour,
    Motivation,
    distinct_tags,
    sorted_tags,
    tag_key,
)
from coopviewer.domain.annotations.lists import AnnotationFilter, Order
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.vocabulary import EntryKind

SOURCE_KIND = "source"
LONGEST_TEXT = 1000  # characters of the text that is searched for
_MOST_VALUES = 64  # of one field; further ones are ignored
_E = TypeVar("_E", bound=StrEnum)


class View(StrEnum):
    """A view of the annotation browser: the list, what the user has to decide about (REVIEW), or the bin."""

    LIST = "list"
    REVIEW = "review"
    BIN = "bin"


class Narrowing(StrEnum):
    """A field by which the list of annotations is filtered, such as the tag; the value is its name in an address."""

    STATUS = "status"
    TAG = "tag"
    COLOUR = "colour"
    MOTIVATION = "motivation"
    KIND = "kind"
    REGION = "region"
    AUTHOR = "author"
    ENTRY = "entry"


Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationQuery:
    """A filtered and sorted list of annotations; its text (``str``) is what ``parse_annotation_query`` parses.

    Within one field any of its values must fit, across fields all must. Each word of ``text``, and each
    phrase in quotation marks, must be in the note, the quotation or the tags. ``regions`` are ids of regions,
    ``entries`` of entries and sources, ``authors`` uuids of persons, ``kinds`` values of EntryKind or SOURCE_KIND,
    ``tags`` names. ``since`` and ``until`` bound the day of the last change, both included, in the time zone of this
    machine; None: no bound.
    """

    view: View = View.LIST
    text: str = ""
    statuses: tuple[AnnotationStatus, ...] = ()
    colours: tuple[Colour, ...] = ()
    motivations: tuple[Motivation, ...] = ()
    kinds: Values = ()
    regions: Values = ()
    entries: Values = ()
    authors: Values = ()
    tags: Values = ()
    since: date | None = None
    until: date | None = None
    order: Order = Order.MODIFIED
    descending: bool = True

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter or text is set; the view and the order do not count."""
        return self.without_filters() != self

    def without_filters(self) -> "AnnotationQuery":
        """Return the same view in the same order, without filters and without text."""
        return AnnotationQuery(view=self.view, order=self.order, descending=self.descending)

    def values(self, narrowing: Narrowing) -> Values:
        """Return the chosen values of the field ``narrowing``, as texts; empty if none is chosen."""
        return tuple(map(str, getattr(self, _FIELDS[narrowing])))

    def retagged(self, names: Iterable[str], to: str | None) -> "AnnotationQuery":
        """Return the query with the tags ``names`` replaced by ``to``, after the user renamed or merged them.

        ``to`` None: they were deleted.
        """
        old = set(map(tag_key, names))
        new = (to if tag_key(each) in old else each for each in self.tags)
        return replace(self, tags=distinct_tags(each for each in new if each is not None))

    def toggled(self, narrowing: Narrowing, value: str) -> "AnnotationQuery":
        """Return the query with a value of the field ``narrowing`` added, or removed where it is chosen.

        An invalid value changes nothing.
        """
        now = self.values(narrowing)
        rest = tuple(each for each in now if not is_same_value(narrowing, each, value))
        wanted = rest if len(rest) < len(now) else (*now, value)
        changes: dict[str, Any] = {_FIELDS[narrowing]: _read_values(narrowing, wanted)}
        return replace(self, **changes)

    def changed_between(self, since: date | None, until: date | None) -> "AnnotationQuery":
        """Return the query for annotations last changed between two days, both included; None: no bound."""
        return replace(self, since=since, until=until)

    def with_text(self, text: str) -> "AnnotationQuery":
        """Return the query with another text, cut at 1,000 characters (LONGEST_TEXT), without blanks at its ends."""
        return replace(self, text=text[:LONGEST_TEXT].strip())

    def sorted_by(self, order: Order, *, descending: bool) -> "AnnotationQuery":
        """Return the query sorted by another field, in descending or ascending order."""
        return replace(self, order=order, descending=descending)

    def to_filter(self, dataset: str, entry_ids: frozenset[str] | None = None) -> AnnotationFilter:
        """Return the filter for the annotations file; ``dataset`` is the URN of the open reference.

        ``entry_ids`` are the entries of the chosen regions, None: no region is chosen; the query's own ``entries``
        limit it further. Views: BIN lists the bin, LIST and REVIEW what is outside it. Days are those of this machine's
        time zone.
        """
        if self.entries:
            chosen = frozenset(self.entries)
            entry_ids = chosen if entry_ids is None else entry_ids & chosen
        return AnnotationFilter(
            dataset=dataset,
            text=self.text,
            tags=frozenset(self.tags),
            colours=frozenset(self.colours),
            statuses=frozenset(self.statuses),
            motivations=frozenset(self.motivations),
            authors=frozenset(self.authors),
            entry_kinds=frozenset(self.kinds),
            entry_ids=entry_ids,
            since=_beginning(self.since) if self.since else None,
            until=_beginning(self.until + timedelta(days=1)) if self.until and self.until < date.max else None,
            in_bin=self.view is View.BIN,
            order=self.order,
            descending=self.descending,
        )

    def __str__(self) -> str:
        pairs: list[tuple[str, str]] = []
        if self.view is not View.LIST:
            pairs.append(("view", self.view))
        if self.text:
            pairs.append(("text", self.text))
        pairs += [(str(narrowing), value) for narrowing in Narrowing for value in self.values(narrowing)]
        pairs += [(name, day.isoformat()) for name, day in (("since", self.since), ("until", self.until)) if day]
        if (self.order, self.descending) != (Order.MODIFIED, True):
            pairs.append(("order", f"{'-' if self.descending else ''}{self.order}"))
        return "&".join(f"{name}={quote(value, safe=_UNQUOTED, errors='replace')}" for name, value in pairs)


_UNQUOTED = "-_.~:/,"
_FIELDS = {
    Narrowing.STATUS: "statuses",
    Narrowing.COLOUR: "colours",
    Narrowing.MOTIVATION: "motivations",
    Narrowing.KIND: "kinds",
    Narrowing.REGION: "regions",
    Narrowing.AUTHOR: "authors",
    Narrowing.TAG: "tags",
    Narrowing.ENTRY: "entries",
}


def parse_annotation_query(text: str) -> AnnotationQuery:
    """Parse the text after ``coop:annotations?``; names and values that are not known are ignored.

    If view, text, a day or the order is given several times, the last one counts. Regions, entries, authors and
    tags are sorted, and the first 64 of each count. The text searched for is cut at 1,000 characters (LONGEST_TEXT).
    """
    pairs = [(name, value.strip()) for name, value in parse_qsl(text) if value.strip()]
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    last = {name: values[-1] for name, values in given.items()}
    fields: dict[str, Any] = {
        field: _read_values(narrowing, given.get(str(narrowing), ())) for narrowing, field in _FIELDS.items()
    }
    order = last.get("order", "-modified")
    is_known_order = order.removeprefix("-") in set(Order)
    return AnnotationQuery(
        view=_one_of(View, [last.get("view", "")], View.LIST),
        text=last.get("text", "")[:LONGEST_TEXT].strip(),
        since=_day(last.get("since", "")),
        until=_day(last.get("until", "")),
        order=Order(order.removeprefix("-")) if is_known_order else Order.MODIFIED,
        descending=order.startswith("-") or not is_known_order,
        **fields,
    )


def _read_values(narrowing: Narrowing, values: Iterable[str]) -> tuple[str, ...]:
    """Return the valid values of a field without duplicates, in the order of the field's list.

    Of a field without such a list they are sorted, at most _MOST_VALUES.
    """
    wanted = set(values)
    match narrowing:
        case Narrowing.STATUS:
            return tuple(each for each in AnnotationStatus if each in wanted)
        case Narrowing.COLOUR:
            return tuple(each for each in Colour if each in wanted)
        case Narrowing.MOTIVATION:
            return tuple(each for each in Motivation if each in wanted)
        case Narrowing.KIND:
            return tuple(each for each in (*map(str, EntryKind), SOURCE_KIND) if each in wanted)
        case Narrowing.REGION | Narrowing.ENTRY:
            return tuple(sorted(each for each in wanted if is_entry_id(each)))[:_MOST_VALUES]
        case Narrowing.TAG:
            return sorted_tags(wanted)[:_MOST_VALUES]
    return tuple(sorted(wanted))[:_MOST_VALUES]


def is_same_value(narrowing: Narrowing, one: str, other: str) -> bool:
    """Return whether two values of the field ``narrowing`` select the same annotations.

    Tags do so even if they differ in case; other values must be equal.
    """
    return one == other or (narrowing is Narrowing.TAG and tag_key(one) == tag_key(other))


def _one_of(kind: type[_E], values: Iterable[str], default: _E) -> _E:
    return next((kind(value) for value in values if value in set(kind)), default)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _beginning(day: date) -> datetime:
    """Return the moment at which a day begins in the time zone of this machine, in UTC."""
    try:
        return datetime.combine(day, time.min).astimezone().astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # some systems refuse the first and last days of the calendar
        return datetime.combine(day, time.min, UTC)
