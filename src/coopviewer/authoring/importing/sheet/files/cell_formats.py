"""Number formats of workbooks: what a cell shows that differs from the value stored in it.

A percentage is stored as a fraction, a month as one of its days, and a currency is in the format alone. Whether a
format rounds a number, or separates its thousands, is ignored.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Context, Decimal, DecimalException
from functools import lru_cache
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.files.tables import Cell

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<exponent>[eE][+-])|(?P<meridian>AM/PM|A/P)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;])*', re.DOTALL)
_REFUSED = re.compile(r".*[<>=].*|[hms]+", re.IGNORECASE | re.DOTALL)  # conditions, and lengths of time
_FIGURES, _OF_DAYS = frozenset("0#?.,"), frozenset("ymdhs")
_MONTH, _YEAR = 7, 4
_SIGNS = str.maketrans("", "", "()-+")
_AS_WRITTEN = Context(prec=12)  # of a number that is stored in binary
_FINEST = Decimal("0.0001")  # of a percentage, which shares have too
_LONGEST = 1_000  # characters of a format
_THOUSANDS = 3  # digits that could be those between two separators
_DAY_AND_TIME = (datetime, date)


class CellFormat(NamedTuple):
    """What a cell shows beside its number, or instead of a whole day.

    ``before`` and ``after`` are texts around the number, such as a currency. ``power`` is the power of ten by which the
    shown number differs from the stored one: 2 for a percentage. ``digits`` is the least number of figures of a whole
    number: with 3, ``7`` is ``007``. ``date`` says how many characters of a day in ISO 8601 are shown: 7 for a month, 4
    for a year; 0: the format is none for a month or year. ``text`` is shown instead of the number, unless it is empty.
    """

    before: str = ""
    after: str = ""
    power: int = 0
    digits: int = 0
    date: int = 0
    text: str = ""

    def shown(self, cell: Cell) -> str | None:
        """Return what a cell shows: ``20 %`` for 0.2 as a percentage, ``2024-03`` for a day that is shown as its month.

        None for a day of which more than the year and the month is shown, for a number in a format for a month or year,
        and for a cell that is neither a number nor a day. A number has up to 15 digits, also those that the format
        rounds away; a percentage has up to four decimals.
        """
        if isinstance(cell, _DAY_AND_TIME):
            return cell.isoformat()[: self.date] if self.date else None
        if self.date or isinstance(cell, bool) or not isinstance(cell, int | float):
            return None
        if self.text:
            return self.text
        number = _number(cell, self.power)
        if number is None:
            return None
        text = f"{abs(number):f}"
        whole, point, part = text.partition(".")
        if self.digits:
            text = whole.rjust(self.digits, "0") if not point else text
        elif len(part) == _THOUSANDS:
            text += "0"  # else it might be taken for thousands
        sign = "-" if number < 0 else ""
        return " ".join(f"{self.before}{sign}{text}{self.after}".split())


PLAIN = CellFormat()
"""The format of cells that show only their number, which it may round, or the whole day."""


class CellFormats(NamedTuple):
    """What one number format of a workbook shows for positive numbers, for negative ones, and for zero."""

    positive: CellFormat = PLAIN
    negative: CellFormat = PLAIN
    zero: CellFormat = PLAIN

    def shown(self, cell: Cell) -> str | None:
        """Return what a cell shows, such as ``20 %``, in the format for its number: positive, negative or zero.

        A day is shown in the format for positive numbers, as a month (``2024-03``) or a year. None for a day of which
        more than these is shown, for a number in a format for a month or year, and for a cell that is neither a number
        nor a day.
        """
        if isinstance(cell, int | float) and cell <= 0:
            return (self.negative if cell < 0 else self.zero).shown(cell)
        return self.positive.shown(cell)


_NONE = CellFormats()
TRUE, FALSE = (CellFormats(*(CellFormat(text=text) for _ in range(3))) for text in ("TRUE", "FALSE"))
"""The formats of numbers that stand for truth values."""
Formats = Mapping[tuple[int, int], CellFormats]
"""The formats of cells that show more than a number, or only the month or year of a day, by row and column from 0."""


@lru_cache(maxsize=2048)
def formats_of(code: str) -> CellFormats | None:
    """Return what a spreadsheet's format code adds to a number (``0.0%``), or how much it shows of a day (``yyyy``).

    None for a format that shows the number alone, even if it rounds it or separates its thousands, and for one that
    shows the whole day. None also for formats that are not understood: those with conditions, an exponent, or AM and
    PM, those of fractions or lengths of time, and those of more than 1,000 characters.
    """
    if len(code) > _LONGEST:
        return None
    sections = [_section(part, is_negative=place == 1) for place, part in enumerate(_split(code))]
    known = [each for each in sections if each is not None]
    if len(known) < len(sections):
        return None
    found = CellFormats(*(known[place] if place < len(known) else known[0] for place in range(3)))
    return None if found == _NONE else found


def _split(code: str) -> list[str]:
    """Return the parts of a format code, at most three: a semicolon in a text parts nothing."""
    parts, place = [], 0
    while place <= len(code):
        match = _SECTION.match(code, place)
        assert match is not None  # it may be empty
        parts.append(match[0])
        place = match.end() + 1
    return parts[:3]


def _section(part: str, *, is_negative: bool) -> CellFormat | None:
    """Return what a part of a format code shows; None: it has what is not understood here."""
    before, after, figures, letters, percents = "", "", "", set[str](), 0
    for token in _TOKEN.finditer(part):
        kind, other = token.lastgroup, token["other"] or ""
        if kind == "bracket":
            if _REFUSED.fullmatch(token["bracket"]):
                return None
        elif kind in ("exponent", "meridian") or (other == "/" and figures):
            return None
        elif kind == "general" or (other and other in _FIGURES):
            figures += other or "#"
        elif other and other.lower() in _OF_DAYS:
            letters.add(other.lower())
        else:
            percents += other == "%"
            text = " %" if other == "%" else token[kind] if kind else " "  # a blank as wide as a letter
            before, after = (before, after + text) if figures else (before + text, after)
    if letters:
        return _date(letters) if not figures.strip(".,") else PLAIN
    return _of_number(before, after, figures, percents, is_negative=is_negative)


def _date(letters: set[str]) -> CellFormat:
    if "y" not in letters or not letters.isdisjoint("dhs"):
        return PLAIN
    return CellFormat(date=_MONTH if "m" in letters else _YEAR)


def _of_number(before: str, after: str, figures: str, percents: int, *, is_negative: bool) -> CellFormat:
    if not figures:
        return PLAIN
    scale = len(figures) - len(figures.rstrip(","))
    is_padded = len(figures) > 1 and not figures.strip("0")
    said = [_said(each, is_negative=is_negative) for each in (before, after)]
    return CellFormat(said[0], said[1], 2 * percents - 3 * scale, len(figures) if is_padded else 0)


def _said(text: str, *, is_negative: bool) -> str:
    """Return a text beside a number without what only shows that it is negative, or holds its place."""
    text = text.translate(_SIGNS) if is_negative else text
    return text if any(each.isalnum() or each in "%$€£¥₣" for each in text) else ""


def _number(cell: float, power: int) -> Decimal | None:
    try:
        number = _AS_WRITTEN.create_decimal(Decimal(cell)) if power > 0 else Decimal(f"{cell:.15g}")
        number = number.scaleb(power)
        number = number.quantize(_FINEST) if power > 0 else number
    except (DecimalException, ValueError):
        return None
    if not number.is_finite():
        return None
    return number.normalize() if number != number.to_integral_value() else number.quantize(Decimal(1))
