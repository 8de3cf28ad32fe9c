"""What the annotation browser is asked for, as its address keeps it: ``coop:annotations?status=to-verify&tag=x``."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation, sorted_tags
from coopviewer.domain.annotations.lists import AnnotationFilter, Order
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.vocabulary import EntryKind

SOURCE_KIND = "source"
LONGEST_TEXT = 1000  # characters of the words that are searched for
_MOST_VALUES = 64  # of one field; what comes after them is left out
_E = TypeVar("_E", bound=StrEnum)


class View(StrEnum):
    """What the annotation browser shows: the list, those whose text has changed, or the bin."""

    LIST = "list"
    REVIEW = "review"
    BIN = "bin"


class Narrowing(StrEnum):
    """By what the list is narrowed; the value is the name in an address."""

    STATUS = "status"
    TAG = "tag"
    COLOUR = "colour"
    MOTIVATION = "motivation"
    KIND = "kind"
    REGION = "region"
    AUTHOR = "author"


Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationQuery:
    """A narrowed and sorted list of annotations; its text (``str``) is read back to the same query.

    Within one field any of its values must fit, across fields all must. ``regions`` are ids of regions, ``authors``
    uuids of persons, ``kinds`` values of EntryKind or SOURCE_KIND. ``since`` and ``until`` bound the day of the last
    change, both included, by the clock of this machine.
    """

    view: View = View.LIST
    text: str = ""
    statuses: tuple[AnnotationStatus, ...] = ()
    colours: tuple[Colour, ...] = ()
    motivations: tuple[Motivation, ...] = ()
    kinds: Values = ()
    regions: Values = ()
    authors: Values = ()
    tags: Values = ()
    since: date | None = None
    until: date | None = None
    order: Order = Order.MODIFIED
    descending: bool = True

    @property
    def is_narrowed(self) -> bool:
        """Whether something is asked for besides the view and its order."""
        return self.plain() != self

    def plain(self) -> "AnnotationQuery":
        """Give the same view in the same order, with nothing left out."""
        return AnnotationQuery(view=self.view, order=self.order, descending=self.descending)

    def values(self, narrowing: Narrowing) -> Values:
        """Give the values chosen of one field."""
        return tuple(map(str, getattr(self, _FIELDS[narrowing])))

    def retagged(self, names: Iterable[str], to: str | None) -> "AnnotationQuery":
        """Give the query with tags called by another name, as when they are renamed or merged; ``to`` None: deleted."""
        old = set(names)
        new = (to if each in old else each for each in self.tags)
        return replace(self, tags=tuple(dict.fromkeys(each for each in new if each is not None)))

    def toggled(self, narrowing: Narrowing, value: str) -> "AnnotationQuery":
        """Give the query with a value of a field chosen, or given up; a value that means nothing changes nothing."""
        now = self.values(narrowing)
        wanted = tuple(each for each in now if each != value) if value in now else (*now, value)
        changes: dict[str, Any] = {_FIELDS[narrowing]: _read_values(narrowing, wanted)}
        return replace(self, **changes)

    def within(self, since: date | None, until: date | None) -> "AnnotationQuery":
        """Give the query for what was last changed between two days."""
        return replace(self, since=since, until=until)

    def search_service(self, text: str) -> "AnnotationQuery":
        """Give the query for other words."""
        return replace(self, text=text[:LONGEST_TEXT].strip())

    def sorted_by(self, order: Order, *, descending: bool) -> "AnnotationQuery":
        """Give the query in another order."""
        return replace(self, order=order, descending=descending)

    def filter(self, dataset: str, entry_ids: frozenset[str] | None = None) -> AnnotationFilter:
        """Give what the annotations file is asked for; ``entry_ids`` are those in the regions, None: there are none.

        The days are those of this machine's time zone.
        """
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
}


def parse_annotation_query(text: str) -> AnnotationQuery:
    """Read what follows ``coop:annotations?``; what means nothing is left out."""
    pairs = [(name, value.strip()) for name, value in parse_qsl(text) if value.strip()]
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    last = {name: values[-1] for name, values in given.items()}
    fields: dict[str, Any] = {
        field: _read_values(narrowing, given.get(str(narrowing), ())) for narrowing, field in _FIELDS.items()
    }
    order = last.get("order", "-modified")
    sortable = order.removeprefix("-") in set(Order)
    return AnnotationQuery(
        view=_one_of(View, [last.get("view", "")], View.LIST),
        text=last.get("text", "")[:LONGEST_TEXT],
        since=_day(last.get("since", "")),
        until=_day(last.get("until", "")),
        order=Order(order.removeprefix("-")) if sortable else Order.MODIFIED,
        descending=order.startswith("-") or not sortable,
        **fields,
    )


def _read_values(narrowing: Narrowing, values: Iterable[str]) -> tuple[str, ...]:
    """Give those values of a field that mean something, once each, in the order of the field's list."""
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
        case Narrowing.REGION:
            return tuple(sorted(each for each in wanted if is_entry_id(each)))[:_MOST_VALUES]
        case Narrowing.TAG:
            return sorted_tags(wanted)[:_MOST_VALUES]
    return tuple(sorted(wanted))[:_MOST_VALUES]


def _one_of(kind: type[_E], values: Iterable[str], otherwise: _E) -> _E:
    return next((kind(value) for value in values if value in set(kind)), otherwise)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _beginning(day: date) -> datetime:
    """Give the moment at which a day begins here, in UTC."""
    try:
        return datetime.combine(day, time.min).astimezone().astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # the first and last days of the calendar, which some systems refuse
        return datetime.combine(day, time.min, UTC)
