"""Changes of facts as labelled lines: what was published, what is now, and how the two differ."""

from collections.abc import Iterator
from typing import Any

from coopviewer.domain.editions.changes import EditionNames, FactChange, FactChangeKind
from coopviewer.domain.editions.differences import date_difference, sum_difference
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Amount, Fact, Quantity, Relation, TimeframeFact
from coopviewer.domain.reference.imported.imported_pages import ImportedParts
from coopviewer.domain.reference.money import decimals, format_flow
from coopviewer.domain.reference.published_facts import Classification, Flow, Milestone
from coopviewer.domain.reference.sources import Lookup
from coopviewer.domain.reference.timeframes import DatePoint, parse_date
from coopviewer.domain.text.word_diff import DiffKind, diff_words
from coopviewer.rendering.document.document import ADDED, GONE, SOFT, STRONG, Field, KeyFact, Line, Link, Text
from coopviewer.rendering.editions.change_words import (
    difference_words,
    fact_change_word,
    field_word,
    later_words,
)
from coopviewer.rendering.pages.fact_words import in_brief, kind_of_fact
from coopviewer.rendering.pages.imported import activity_words
from coopviewer.rendering.words import reference_words as wording

_ARROW = " → "
_STYLES = {DiffKind.SAME: "", DiffKind.GONE: GONE, DiffKind.NEW: ADDED}
_IDS = ("object_id", "from_id", "to_id", "funder_id", "funding_instrument_id", "owner_id")
_DAYS = ("day", "period_start", "period_end", "value_date")
_OPEN = ".."
_LONGEST_SAME, _KEPT = 240, 90  # code points of a run of words that both texts have, and what is kept of its ends


class FactLines:
    """Writes changes of facts; ``names`` has the titles of entries, predicates and code labels that the facts name."""

    def __init__(self, names: EditionNames, tr: Translate) -> None:
        self._names, self._tr = names, tr
        self._parts = ImportedParts(frozenset(), frozenset(), names.labels, {}, {})
        self._lookup = Lookup(names.refs, {}, {}, ())

    def key_fact(self, change: FactChange) -> KeyFact:
        """Return a change as a labelled fact: the name of the fact's kind, then what changed of it."""
        return KeyFact(self.label(change.fact), self.lines(change))

    def label(self, fact: Fact) -> str:
        """Return the name of a fact's kind; of a relation, the label of its predicate."""
        if isinstance(fact, Relation):
            return self._names.predicates[fact.predicate_id].label
        return kind_of_fact(fact, self._tr)

    def lines(self, change: FactChange) -> tuple[Line, ...]:
        """Return what changed of a fact: a line for each field that differs, unless another line says the same.

        A fact that is new, gone, moved, or in another order has one line: the kind of change and what the fact says. A
        fact that is RE_SOURCED has this line too, and below it one for each field that differs.
        """
        tr, kind = self._tr, change.kind
        word: Line = (Text(fact_change_word(kind, tr), STRONG), Text(" · "))
        if kind is not FactChangeKind.CHANGED or change.old is None or change.new is None:
            fields = tuple(self._fields(change)) if kind is FactChangeKind.RE_SOURCED else ()
            return ((*word, *self.content(change.fact)), *fields)
        about = self._about(change.new, change.columns)
        lines = tuple(self._fields(change))
        return (((*about, *lines[0]), *lines[1:]) if about and lines else lines) or (word[:1],)

    def content(self, fact: Fact) -> Line:
        """Return what a fact says, without the name of its kind and without links."""
        tr = self._tr
        match fact:
            case Relation():
                return tuple(self._relation(fact))
            case Milestone():
                return (Text(activity_words.point_of(fact, tr)),)
            case TimeframeFact():
                return (Text(fact.as_given),)
            case Classification():
                return (Text(activity_words.classified(self._parts, fact, tr)), *_code(fact))
            case Flow():
                return tuple(self._flow(fact))
        written = _as_text(in_brief(fact, self._lookup, self._names.predicates, tr))
        label = f"{kind_of_fact(fact, tr)}: "
        first = written[0]
        if isinstance(first, Text) and first.text.casefold() == label.casefold():
            return written[1:]
        return written

    def _about(self, fact: Fact, columns: tuple[str, ...]) -> Line:
        """Return what distinguishes a changed fact from others of its kind, such as the other entry; often empty."""
        if isinstance(fact, Relation) and "object_id" not in columns:
            return (self._entry(fact.object_id), Text(": "))
        if isinstance(fact, Flow) and fact.type and "type" not in columns:
            day = fact.day or fact.period_start
            words = activity_words.flow_type_words(self._parts, fact.kind, fact.type, self._tr)
            when = f", {activity_words.day_words(day, self._tr)}" if day and "day" not in columns else ""
            return (Text(f"{words}{when}: "),)
        return ()

    def _relation(self, fact: Relation) -> Iterator[Text | Link]:
        tr = self._tr
        yield self._entry(fact.object_id)
        if fact.share is not None:
            yield Text(f" · {_percentage(fact.share, tr)}")
        if fact.role_as_given:
            yield Text(f" · {fact.role_as_given}")

    def _flow(self, fact: Flow) -> Iterator[Text]:
        tr = self._tr
        value = format_flow(fact.minor_units, fact.decimals, fact.currency, tr)
        days = [activity_words.day_words(day, tr) for day in (fact.day, fact.period_start, fact.period_end) if day]
        named = activity_words.flow_type_words(self._parts, fact.kind, fact.type, tr) if fact.type else ""
        yield Text(" · ".join(filter(None, (named, value, " – ".join(days), fact.text))))

    def _entry(self, entry_id: str) -> Text:
        ref: EntryRef | None = self._names.refs.get(entry_id)
        return Text(ref.title if ref else entry_id)

    def _fields(self, change: FactChange) -> Iterator[Line]:
        old, new = change.old, change.new
        assert old is not None
        assert new is not None
        columns = [column for column in change.columns if not _is_said_already(column, change)]
        for column in columns or change.columns:
            yield self._field(column, old, new)

    def _field(self, column: str, old: Fact, new: Fact) -> Line:
        tr = self._tr
        if column == "minor_units":
            return self._sum(old, new)
        if column == "edtf" and isinstance(new, Milestone) and isinstance(old, Milestone):
            return self._dates(parse_date(old.edtf), parse_date(new.edtf))
        if column == "edtf" and isinstance(new, TimeframeFact) and isinstance(old, TimeframeFact):
            return self._timeframe(old.edtf, new.edtf)
        if column == "value" and isinstance(new, Quantity) and isinstance(old, Quantity):
            return self._numbers(old, new)
        if column in ("periods", "values"):
            return tuple(self._listed(getattr(old, column), getattr(new, column)))
        before, after = self._value(column, old), self._value(column, new)
        label: Line = () if column in ("text", "code", "share", "object_id") else self._named(column)
        if before and after and column not in (*_IDS, *_DAYS, "code", "share"):
            return (*label, *word_line(before, after))
        nothing = tr("not stated")
        return (*label, Text(f"{before or nothing}{_ARROW}{after or nothing}"))

    def _named(self, column: str) -> Line:
        return (Text(f"{field_word(column, self._tr)}: ", SOFT),)

    def _value(self, column: str, fact: Fact) -> str:
        """Return the value of a field in words; empty if the fact has none."""
        tr, value = self._tr, getattr(fact, column, None)
        if value is None or value == "":
            return ""
        match column:
            case "share":
                return _percentage(value, tr)
            case "code" if isinstance(fact, Classification):
                return activity_words.classified(self._parts, fact, tr)
            case "predicate_id":
                return self._names.predicates[value].label
            case "citations":
                return tr.listed(sorted({each.source_id.partition("/")[2] for each in value}))
            case "basis":
                return wording.basis_within(value, tr)
            case "language":
                return activity_words.language_words(value, tr)
            case "type" if isinstance(fact, Flow):
                return activity_words.flow_type_words(self._parts, fact.kind, value, tr)
        if column in _IDS:
            return self._entry(value).text
        return activity_words.day_words(value, tr) if column in _DAYS else _plain(value, tr)

    def _sum(self, old: Fact, new: Fact) -> Line:
        tr = self._tr
        (before, of), (after, currency) = _sum_of(old), _sum_of(new)
        shown = f"{format_flow(*before, of, tr)}{_ARROW}{format_flow(*after, currency, tr)}"
        found = sum_difference(before, after) if of == currency else None
        return (Text(shown), *((Text(f" ({difference_words(found, currency, tr)})", SOFT),) if found else ()))

    def _numbers(self, old: Quantity, new: Quantity) -> Line:
        tr = self._tr
        found = sum_difference((old.value, 0), (new.value, 0)) if old.comparator == new.comparator else None
        shown = Text(f"{tr.number(old.value)}{_ARROW}{tr.number(new.value)}")
        return (shown, *((Text(f" ({difference_words(found, '', tr)})", SOFT),) if found else ()))

    def _dates(self, old: DatePoint, new: DatePoint) -> Line:
        tr = self._tr
        found = date_difference(old, new)
        shown = f"{wording.point_words(old, tr)}{_ARROW}{wording.point_words(new, tr)}"
        return (Text(shown), *((Text(f", {later_words(found, tr)}"),) if found else ()))

    def _timeframe(self, old: str, new: str) -> Line:
        """Return how start and end differ, each of which may be open or not stated."""
        tr = self._tr
        names = (tr("start"), tr("end"))
        parts: list[Line] = []
        for name, before, after in zip(names, _ends(old), _ends(new), strict=True):
            if before == after:
                continue
            both = isinstance(before, DatePoint) and isinstance(after, DatePoint)
            line: Line = (
                self._dates(before, after)  # type: ignore[arg-type]  # both are points
                if both
                else (Text(f"{self._end(before)}{_ARROW}{self._end(after)}"),)
            )
            parts.append((Text(f"{name}: ", SOFT), *line))
        if not parts:  # 2018 has the ends of 2018/2018
            return (*self._named("edtf"), *word_line(old, new))
        return tuple(part for line in parts for part in (Text(" · "), *line))[1:]

    def _end(self, end: DatePoint | str) -> str:
        tr = self._tr
        if isinstance(end, DatePoint):
            return wording.point_words(end, tr)
        return tr("open") if end == _OPEN else tr("not stated")

    def _listed(self, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Text]:
        """Yield the members of a list that are gone after a minus, then those that are new after a plus."""
        gone = [part for part in old if part not in new]
        added = [part for part in new if part not in old]
        signs = (*(("-", GONE, part) for part in gone), *(("+", ADDED, part) for part in added))
        for place, (sign, style, part) in enumerate(signs):
            yield Text((" · " if place else "") + f"{sign} ")
            yield Text(": ".join(str(value) for value in part if value), style)


def word_line(old: str, new: str) -> Line:
    """Return how two texts differ, word by word: removed words in the style GONE, added ones in ADDED.

    Of a run of more than 240 code points that both have, at most the first and last 90 are shown, with ``…`` between.
    """
    line: list[Text] = []
    for kind, text in diff_words(old, new):
        if kind is DiffKind.NEW and line and line[-1].style == GONE:
            line.append(Text(" "))  # else the two would look like one word
        line.append(Text(_cut(text) if kind is DiffKind.SAME else text, _STYLES[kind]))
    return tuple(line)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_SAME:
        return text
    first, last = text[:_KEPT], text[-_KEPT:]
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def _is_said_already(column: str, change: FactChange) -> bool:
    """Return whether a column need not be shown, since another changed column of the fact says the same."""
    if column != "as_given":
        return column == "decimals" and "minor_units" in change.columns
    return all(
        any(getattr(fact, "as_given", None) == getattr(fact, field, "") for field in ("edtf", "code", "value"))
        for fact in (change.old, change.new)
    )


def _code(fact: Classification) -> Line:
    return (Text(f" ({fact.significance})", SOFT),) if fact.significance else ()


def _sum_of(fact: Fact) -> tuple[tuple[int, int], str]:
    if isinstance(fact, Flow):
        return (fact.minor_units, fact.decimals), fact.currency
    assert isinstance(fact, Amount)
    return (fact.minor_units, decimals(fact.currency)), fact.currency


def _ends(edtf: str) -> tuple[DatePoint | str, DatePoint | str]:
    """Return the ends of an EDTF date or interval; an open one as ``..``, one that is not stated as empty."""
    start, slash, end = edtf.partition("/")
    found = tuple(each if each in ("", _OPEN) else parse_date(each) for each in (start, end if slash else start))
    return found[0], found[1]


def _percentage(share: int, tr: Translate) -> str:
    whole, rest = divmod(share, 10_000)
    return tr("{number} %").format(number=tr.number(whole, f"{rest:04}".rstrip("0")))


def _plain(value: object, tr: Translate) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value)


def _as_text(line: Line) -> tuple[Text, ...]:
    """Return a line as text without links and fact ids, since facts of the old edition are not on the page."""
    return tuple(
        part if isinstance(part, Text) else Text(part.text) for part in line if isinstance(part, Text | Field | Link)
    )
