"""Checks times: valid EDTF dates and intervals; the edition's two as-of days, the earliest and the latest, in order."""

from collections.abc import Iterator
from datetime import date

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.facts import Fact, Relation, TimeframeFact
from coopviewer.domain.reference.published_facts import Flow, Indicator, Milestone
from coopviewer.domain.reference.timeframes import parse_date, parse_timeframe

_EDTF = phrase("an EDTF date or interval, such as 2017/2023")
_IN_ORDER = phrase("an interval that does not end before it starts")
_DATE = phrase("a date such as 2019, 2019-02 or 2019-02-01")
_DATES_OF_FLOW = ("day", "period_start", "period_end", "value_date")
_DAY = phrase("a day such as 2019-02-01")


def check(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in the edition's two as-of days: one that is no valid day, or the earliest after the latest.

    An edition states both or neither; one that states neither has no fault.
    """
    if "edition" not in examination.unreadable:
        yield from _as_of(examination)


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in dates of facts: not valid in EDTF, or, in a timeframe, with the end before the start."""
    for fact in examination.dataset.facts:
        if isinstance(fact, TimeframeFact | Relation) and fact.edtf is not None and not _is_timeframe(fact.edtf):
            yield examination.fault(fact, "edtf", display_value(fact.edtf), _expected(fact.edtf))
        for name, date_ in _dates(fact):
            if date_ is not None and not _is_date(date_):
                yield examination.fault(fact, name, display_value(date_), _DATE)


def _dates(fact: Fact) -> Iterator[tuple[str, str | None]]:
    """Yield name and value of each field of a fact that has a single date; None: it states none."""
    if isinstance(fact, Milestone):
        yield "edtf", fact.edtf
    elif isinstance(fact, Flow):
        yield from ((name, getattr(fact, name)) for name in _DATES_OF_FLOW)
    elif isinstance(fact, Indicator):
        for period in fact.periods:
            yield from (("period_start", period.period_start), ("period_end", period.period_end))


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _as_of(examination: Examination) -> Iterator[Fault]:
    edition = examination.dataset.edition
    if edition.as_of_earliest is None and edition.as_of_latest is None:
        return  # nothing is known of the day, as in many imported files
    days: list[date] = []
    for name in ("as_of_earliest", "as_of_latest"):
        text = getattr(edition, name)
        day = _day(text)
        if day is None:
            yield examination.fault(edition, name, display_value(text), _DAY)
        else:
            days.append(day)
    if len(days) == 2 and days[0] > days[1]:
        expected = phrase("a day not before as_of_earliest ({as_of_earliest})", as_of_earliest=edition.as_of_earliest)
        yield examination.fault(edition, "as_of_latest", display_value(edition.as_of_latest), expected)


def _is_timeframe(text: str) -> bool:
    try:
        parse_timeframe(text)
    except ValueError:
        return False
    return True


def _expected(text: str) -> str:
    try:
        for part in text.split("/", 1):
            parse_date(part)
    except ValueError:
        return _EDTF
    return _IN_ORDER


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None  # fromisoformat also parses 20190201 and week dates
