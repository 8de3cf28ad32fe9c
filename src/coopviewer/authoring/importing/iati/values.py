"""Reads days, sums, percentages and coordinates as published files write them."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.published_facts import LARGEST_MINOR_UNITS, MOST_DECIMALS

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ISO_DAY = 10  # characters of 2012-01-31
_SHORTEST_MONTH = 3  # letters that name a month
_REST = re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?|Z|[+-]\d\d:\d\d", re.ASCII)
_NO_TIME = re.compile(r"([T ]00:00(:00(\.0+)?)?\s*)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_COARSE = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_NUMBERED = (
    (re.compile(r"(?P<y>\d{4})([/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", re.ASCII), True),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII), True),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII), True),
    (re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", re.ASCII), True),
    (re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})", re.ASCII), False),
)
_SPELT = (
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?P<m>[A-Za-z]{3,9})\.?,?[ -](?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<m>[A-Za-z]{3,9})\.?,? (?P<d>)(?P<y>\d{4})", re.ASCII),
)
_THOUSANDS = re.compile(r"-?\d{1,3}([, '\u00a0\u2009\u202f’])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII)
_LARGEST_EXPONENT = 30


class ReadDay(NamedTuple):
    """A date that was read, in EDTF, in the precision given: ``2012``, ``2012-01`` or ``2012-01-31``.

    ``is_plain``: the text itself is ``edtf``, without any time. ``has_time``: a time other than midnight was left out.
    """

    edtf: str
    is_plain: bool
    has_time: bool = False

    @property
    def day(self) -> str | None:
        """The date, such as ``2020-05-01``, if it is a whole day, else None."""
        return self.edtf if len(self.edtf) == _ISO_DAY else None


@lru_cache(maxsize=20_000)
def read_day(text: str) -> ReadDay | None:
    """Read a year, a month or a day in ISO 8601 with hyphens; a day may have a time. None for any other text.

    None too for a date that is not in the calendar; white space around the text is ignored.
    """
    text = text.strip()
    head, rest = text[:_ISO_DAY], text[_ISO_DAY:]
    if len(head) == _ISO_DAY and head.isascii():
        try:
            date.fromisoformat(head)
        except ValueError:
            return None
        if head[4] != "-" or head[7] != "-":
            return None
        if not rest:
            return ReadDay(head, is_plain=True)
        if _REST.fullmatch(rest):
            return ReadDay(head, is_plain=False, has_time=_NO_TIME.fullmatch(rest) is None)
        return None
    if (found := _COARSE.fullmatch(text)) and int(found[1]) and 1 <= int(found[2] or 1) <= 12:
        return ReadDay(text, is_plain=True)
    return None


@lru_cache(maxsize=5_000)
def read_written_day(text: str) -> ReadDay | None:
    """Read a day, month or year in figures or in English words, such as ``31 January 2012``; None for other text.

    None too for ``03/04/2012``, which may mean two days, and for ``04/13/2012``, with the month first.
    """
    if found := read_day(text):
        return found
    for pattern, is_certain in _NUMBERED:
        if match := pattern.fullmatch(text):
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
            if not is_certain and day <= 12 and day != month:
                return None
            return _calendar(year, month, day)
    for pattern in _SPELT:
        if match := pattern.fullmatch(text):
            return _calendar(int(match["y"]), _month(match["m"].lower()), int(match["d"] or 0))
    return None


def _month(word: str) -> int:
    """Return the number of a month by its name or the beginning of it; 0 if it is no month."""
    fitting = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word) or word == name[:4]]
    return fitting[0] if len(fitting) == 1 and len(word) >= _SHORTEST_MONTH else 0


def _calendar(year: int, month: int, day: int) -> ReadDay | None:
    try:
        found = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return ReadDay(found if day else found[:7], is_plain=False)


class ReadSum(NamedTuple):
    """A sum that was read: ``minor_units`` divided by ten to the power of ``decimals``.

    ``is_plain``: the file has it as a plain number, such as ``-1234.5``, without separators, blanks or an exponent.
    """

    minor_units: int
    decimals: int
    is_plain: bool = True


@lru_cache(maxsize=20_000)
def read_sum(text: str, currency: str) -> ReadSum | None:
    """Read a sum; None if it is no number, over LARGEST_MINOR_UNITS (2**63 - 1) or has over 9 decimals (MOST_DECIMALS).

    The result has at least as many decimals as ``currency`` has. Zeros at the end do not count against MOST_DECIMALS.
    Separators of thousands other than the point, a decimal comma before one or two figures (but ``1,234`` is over a
    thousand), blanks around the number, a plus sign and an exponent are understood; a sum written so is not
    ``is_plain``. None for ``1.234,50``, and for such a separator or comma together with blanks, a plus or an exponent.
    """
    whole, point, part = text.partition(".")
    digits = whole[1:] if whole.startswith("-") else whole
    if not (digits.isascii() and digits.isdigit() and (not point or (part.isascii() and part.isdigit()))):
        return _unusual_sum(text, currency)
    places = max(decimals(currency), len(part))
    if places > MOST_DECIMALS:
        part = part.rstrip("0")
        places = max(decimals(currency), len(part))
    if places > MOST_DECIMALS or len(digits) > _LARGEST_EXPONENT:
        return None
    minor_units = int(whole + part.ljust(places, "0"))
    return ReadSum(minor_units, places) if abs(minor_units) <= LARGEST_MINOR_UNITS else None


def _unusual_sum(text: str, currency: str) -> ReadSum | None:
    """Read a sum with separators of thousands, a decimal comma, a plus sign, or an exponent; None if it is no sum."""
    if match := _THOUSANDS.fullmatch(text):
        plain = text.replace(match[1], "")
    elif _DECIMAL_COMMA.fullmatch(text):
        plain = text.replace(",", ".")
    else:
        plain = _without_exponent(text)
    found = read_sum(plain, currency) if plain and plain != text else None
    return found._replace(is_plain=False) if found else None


def _without_exponent(text: str) -> str:
    """Return a number such as ``1.5E6``, ``+3`` or ``.5`` with all its digits; empty if it is no number."""
    if not text.isascii() or "_" in text:
        return ""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return ""
    return f"{number:f}"


@lru_cache(maxsize=5_000)
def read_share(text: str) -> int | None:
    """Read a percentage, with or without ``%``, as millionths of the whole: ``12.5`` is 125,000.

    None if the text is no number, is negative, is too large to store, or has parts smaller than a millionth. More than
    100 per cent is possible.
    """
    plain = text.strip().removesuffix("%").strip()
    found = read_sum(plain, "XXX") or None
    if found is None or found.minor_units < 0:
        return None
    scaled = Decimal(found.minor_units).scaleb(4 - found.decimals)
    return int(scaled) if scaled == int(scaled) and scaled < LARGEST_MINOR_UNITS else None


def read_degrees(text: str, largest: int) -> float | None:
    """Read decimal degrees from -``largest`` to ``largest``; None if the text is no number, or is out of this range."""
    if not text.isascii() or "_" in text:  # which Python reads as numbers
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if -largest <= number <= largest else None
