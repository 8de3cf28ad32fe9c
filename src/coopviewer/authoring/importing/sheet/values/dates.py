"""Reads dates and periods as people write them in tables; of a part of a year, such as ``Q3 2021``, only the year."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.values.words import plain_words

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<p>[/.])(?P<m>\d{1,2})(?:(?P=p)(?P<d>\d{1,2}))?", re.ASCII)
_SPAN_OF_YEARS = re.compile(r"(?P<y>\d{4})(?P<p>[/-])(?P<m>\d{2})", re.ASCII)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII)
_NUMBERED = re.compile(r"(?P<a>\d{1,2})\s?(?P<p>[./-])\s?(?P<b>\d{1,2})\s?(?P=p)\s?(?P<y>\d{4}|\d{2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})\s?[./-]\s?(?P<y>\d{4}|\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_ENDS_IN_YEAR = re.compile(r"\d{4}$|^\d{4}\D", re.ASCII)
_QUARTER = re.compile(
    r"(?:[QTq]\s?(?P<q>[1-4])|(?P<o>[1-4])(?:er|e|ème|st|nd|rd|th|o|º|°|\.)?\s*(?:quarter|trimestre|trim\.?|quartal|Q)"
    r"|(?:quarter|trimestre|quartal)\s(?P<n>[1-4]))(?:\s*(?:de|of|/|-|\s)\s*)?(?P<y>\d{4})"
    r"|(?P<y2>\d{4})[\s/-]*[QTq](?P<q2>[1-4])",
    re.ASCII | re.IGNORECASE,
)
_SPELT = re.compile(
    r"(?:(?P<d>\d{1,2})(?:er|st|nd|rd|th|\.|º|°|o)?[\s-]+)?(?:de |of )?(?P<w>[^\W\d]{3,12})\.?,?"
    r"(?:[\s-]+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)?(?:[\s-]+(?:de |del )?|')(?P<y>\d{4}|\d{2})"
)
_PART_OF_YEAR = re.compile(
    r"(?:beginning|early|mid|middle|late|end|debut|mi|milieu|fin|anfang|mitte|ende|principios|inicios|comienzos|mediados|inicio|meados|fim"
    r"|fines|finales|final)(?: of| de| dannee| de lannee| del ano| do ano| des jahres)? (?P<y>\d{4})",
    re.ASCII,
)
_BETWEEN = re.compile(r"\s*(?:\s[-–—]\s|–|—|\s(?:to|bis|until|till|au|à|a|hasta|al|até)\s|\s/\s|\.\.\.?|…)\s*")
_LEADING = re.compile(r"(?:from|von|vom|de|du|desde|del|seit|since)\s+", re.IGNORECASE)
_LONGEST_PART = 40  # characters of a text such as "end of 2023"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class ReadDate(NamedTuple):
    """A date that was read, in EDTF: a day, a month or a year.

    ``asks`` has ``day_order``, ``century`` or both: what neither the text nor the user's answers say. ``shows`` is the
    order that the text shows: ``day-first``, ``month-first``, or empty. ``is_coarse``: the text says more than the date
    does, as a quarter of a year, of which only the year is kept.
    """

    edtf: str
    asks: tuple[str, ...] = ()
    shows: str = ""
    is_coarse: bool = False


class DateRules(NamedTuple):
    """How the dates of a column are read: the numbers of months by name, and the user's answers (None: no answer).

    The names of months are in lower case, without accents and punctuation (``plain_words``). ``day_order`` is
    ``day-first`` or ``month-first``. ``century`` is the first of the hundred years into which years of two digits are
    put: ``1950`` makes ``49`` the year 2049.
    """

    months: Mapping[str, int]
    day_order: str | None = None
    century: str | None = None


def date_of_cell(value: date) -> str | None:
    """Return the day of a date cell in EDTF, without its time; None if its year is not from 1900 to 2199."""
    day = value.date() if isinstance(value, datetime) else value
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read_date(text: str, rules: DateRules) -> ReadDate | None:
    """Read one date; None if the text is no date, or may be two years (``2011/12``).

    None too if the date is not in the calendar, or not from 1900 to 2199. ``2005-06`` is a month. Where ``rules`` have
    no answer, the day is taken to be before the month, and a year of two digits to be from 2000 on: ``03/04/21`` is
    ``2021-04-03``, with both questions in ``asks``.
    """
    text = " ".join(text.split()).strip(" ,;")
    if _YEAR.fullmatch(text):
        return _made(int(text), 0, 0)
    if "/" in text and is_year_or_month(text):
        return None
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        if match := pattern.fullmatch(text):
            day = match["d"]
            return _made(
                int(match["y"]), int(match["m"]), int(day) if day else 0, needs_month=True, needs_day=bool(day)
            )
    if match := _NUMBERED.fullmatch(text):
        return _numbered(match, rules)
    if match := _MONTH_YEAR.fullmatch(text):
        return _with_century(match["y"], int(match["m"]), 0, rules, needs_month=True)
    if match := _QUARTER.fullmatch(text):
        found = _made(int(match["y"] or match["y2"]), 0, 0)
        return found._replace(is_coarse=True) if found else None
    if match := _SPELT.fullmatch(text):
        return _spelt(match, rules) or _part_of_year(text)
    return _part_of_year(text)


def _part_of_year(text: str) -> ReadDate | None:
    """Return the year of a text such as *fin 2023* or *mid-2021*; None for any other text."""
    match = _PART_OF_YEAR.fullmatch(plain_words(text)) if len(text) <= _LONGEST_PART else None
    found = _made(int(match["y"]), 0, 0) if match is not None else None
    return found._replace(is_coarse=True) if found is not None else None


def is_year_or_month(text: str) -> bool:
    """Return whether a text can be either two years or a month: ``2011/12`` is 2011 to 2012, or December 2011.

    The sign may be a hyphen too: ``2005-06``. False for ``2005-13`` (two years only) and ``2011-05`` (a month only).
    """
    match = _SPAN_OF_YEARS.fullmatch(text)
    return match is not None and int(match["y"]) % 100 < int(match["m"]) <= 12


def _numbered(match: re.Match[str], rules: DateRules) -> ReadDate | None:
    """Read a date of three numbers; None if it is not in the calendar.

    With points the day is first; otherwise a number above 12 shows the order, or the column's rules say it.
    """
    first, second = int(match["a"]), int(match["b"])
    shows = ""
    asks: tuple[str, ...] = ()
    if match["p"] == "." or second == first:
        is_day_first = True
    elif first > 12 or second > 12:
        is_day_first = first > 12
        shows = "day-first" if is_day_first else "month-first"
    else:
        is_day_first = rules.day_order != "month-first"
        asks = () if rules.day_order else ("day_order",)
    day, month = (first, second) if is_day_first else (second, first)
    found = _with_century(match["y"], month, day, rules, needs_month=True, needs_day=True)
    return found._replace(shows=shows, asks=(*asks, *found.asks)) if found else None


def _spelt(match: re.Match[str], rules: DateRules) -> ReadDate | None:
    month = rules.months.get(plain_words(match["w"]))
    day = match["d"] or match["d2"]
    if month is None or (match["d"] and match["d2"]):
        return None
    return _with_century(match["y"], month, int(day) if day else 0, rules, needs_month=True, needs_day=bool(day))


def _with_century(
    year: str, month: int, day: int, rules: DateRules, *, needs_month: bool = False, needs_day: bool = False
) -> ReadDate | None:
    if len(year) == 4:
        return _made(int(year), month, day, needs_month=needs_month, needs_day=needs_day)
    first = int(rules.century or 2000)  # the first of the hundred years that are meant
    whole = first - first % 100 + int(year)
    whole = whole + 100 if whole < first else whole
    found = _made(whole, month, day, needs_month=needs_month, needs_day=needs_day)
    return found._replace(asks=() if rules.century else ("century",)) if found else None


def _made(year: int, month: int, day: int, *, needs_month: bool = False, needs_day: bool = False) -> ReadDate | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (needs_month and not month) or (needs_day and not day):
        return None
    try:
        found = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return ReadDate(found if day else found[:7] if month else found[:4])


def read_period(text: str, rules: DateRules) -> tuple[ReadDate, ReadDate] | None:
    """Return the first and the last date of a cell like ``Dec 2018-Dec 2021``; None if it is no such text.

    None too if one of the two dates cannot be read, or if the last is before the first.
    """
    text = _LEADING.sub("", " ".join(text.split()), count=1)
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        parts = _halves(text)
    if len(parts) != 2:
        return None
    first, last = read_date(parts[0], rules), read_date(parts[1], rules)
    if first is None and last is not None and re.fullmatch(r"[^\W\d]{3,12}\.?", parts[0]):
        first = read_date(f"{parts[0]} {last.edtf[:4]}", rules)  # "March – June 2020"
    if first is None or last is None or _lacks_year(*parts) or _lacks_year(*reversed(parts)):
        return None
    shorter = min(len(first.edtf), len(last.edtf))
    if first.edtf[:shorter] > last.edtf[:shorter] or ("century" in first.asks) != ("century" in last.asks):
        return None
    return first, last


def _lacks_year(half: str, other: str) -> bool:
    """Return whether a half may be a day of a month without a year: ``01.03 - 30.06.20``, ``May 10 - June 2021``.

    Its two numbers could be a month and a year of two digits; but the other half has a day, or a year of four digits.
    """
    match = _MONTH_YEAR.fullmatch(half) or _SPELT.fullmatch(half)
    parts = match.groupdict() if match is not None else {}
    if len(parts.get("y", "")) != 2 or parts.get("d") or parts.get("d2"):
        return False
    return bool(_NUMBERED.fullmatch(other) or _ENDS_IN_YEAR.search(other))


def _halves(text: str) -> list[str]:
    """Return the halves of a text around the hyphen or slash in its middle (``01/2018-12/2021``); empty without one."""
    for mark in "-/":
        marks = [place for place, character in enumerate(text) if character == mark]
        if len(marks) % 2:
            place = marks[len(marks) // 2]
            return [text[:place].strip(), text[place + 1 :].strip()]
    return []
