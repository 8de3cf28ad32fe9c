"""Checks a written IATI activity by rules of the IATI ruleset that the XML schema leaves out, such as on dates."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from coopviewer.exchange.iati.notes import NoteCollector

_STARTS, _ENDS = ("1", "2"), ("3", "4")
_SHARED = ("sector", "recipient-country", "recipient-region")


def check(activity: Element, generated: str, notes: NoteCollector) -> None:
    """Add a note wherever a written activity breaks the IATI ruleset's chief rules on dates, percentages and places.

    If a rule is broken twice, this is one note with two values. ``generated`` is the day on which the file is written
    (ISO 8601).

    The rules: A planned or actual start is stated. No planned end is before the planned start, no actual end before the
    actual start. No actual start or end is after ``generated``. Percentages of sectors of one vocabulary, and those of
    countries and regions together, are stated for all or none of them, and add up to 100 (to within 0.01). A country or
    a region is named.
    """
    for what, value in (*_dates(activity, generated), *_percentages(activity), *_places(activity)):
        notes.add(what, value)


def _dates(activity: Element, generated: str) -> Iterator[tuple[str, str]]:
    days = {each.get("type"): each.get("iso-date", "") for each in activity.findall("activity-date")}
    if not any(code in days for code in _STARTS):
        yield "rule-no-start", ""
    for start, end in zip(_STARTS, _ENDS, strict=True):
        if start in days and end in days and days[end] < days[start]:
            yield "rule-ends-first", f"{days[start]} – {days[end]}"
    for code in ("2", "4"):
        if days.get(code, "") > generated:
            yield "rule-future", days[code]


def _percentages(activity: Element) -> Iterator[tuple[str, str]]:
    """Yield code and text of a note for each sum of percentages that is not 100.

    Countries and regions of one vocabulary are added together, as the ruleset does.
    """
    sums: dict[str, list[Decimal | None]] = defaultdict(list)
    for name in _SHARED:
        for each in activity.findall(name):
            key = f"sector {each.get('vocabulary') or '1'}" if name == "sector" else "recipient"
            share = each.get("percentage")
            sums[key].append(None if share is None else Decimal(share))
    for key, several in sums.items():
        known = [each for each in several if each is not None]
        if known and (len(known) < len(several) or not Decimal("99.99") <= sum(known) <= Decimal("100.01")):
            yield "rule-percentages", f"{key}: {sum(known):f}"


def _places(activity: Element) -> Iterator[tuple[str, str]]:
    in_transactions = activity.find("transaction/recipient-country") is not None
    if not in_transactions and all(activity.find(name) is None for name in _SHARED[1:]):
        yield "rule-no-place", ""
