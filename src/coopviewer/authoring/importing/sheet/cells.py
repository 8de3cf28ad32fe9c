"""Cells read as what their column is: values, or the reason why not."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.files.tables import Cell, is_imprecise, text_of
from coopviewer.authoring.importing.sheet.values.dates import (
    DateRules,
    ReadDate,
    date_of_cell,
    is_year_or_month,
    read_date,
    read_period,
)
from coopviewer.authoring.importing.sheet.values.headings import ColumnHeading
from coopviewer.authoring.importing.sheet.values.numbers import currency_of, number_of_cell, read_number, read_percent
from coopviewer.authoring.importing.sheet.values.places import FoundPlace, Places
from coopviewer.authoring.importing.sheet.values.words import SheetWords, plain_words
from coopviewer.domain.imports.sheets import DATES, MONEY, SUM_UNITS, ColumnMapping, SheetSlot
from coopviewer.domain.reference.money import is_currency

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,2000}", re.ASCII | re.IGNORECASE)
_SHARE = re.compile(r"(?P<name>.*?)\s*[(:\s]\s*(?P<share>\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*\)?", re.DOTALL)
_YEAR_AND_PART = re.compile(r"\d{4}\.\d{1,2}", re.ASCII)
_HARD = re.compile(r"[;\n|]")
_SOFT = re.compile(r"\s*(?:,|/|\s(?:and|et|und|y|e|&)\s)\s*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # in no number, date or name of a country
_MOST_KEPT = 10_000  # different texts of a column
NOTHING = frozenset(
    ["-", "–", "—", "n/a", "na", "n.a.", "n.d.", "tbd", "tbc", "k.a.", "s/o", "...", "…", "?", "x", "none", "null"]
)
"""Texts that say that there is nothing to say; kept as published fields."""


NOTHING_SAID = "cell-nothing"
"""The reason of cells with such a text; they are not noted."""


class CellSum(NamedTuple):
    """A sum: its value, and the currency that the cell names, None if it names none.

    ``symbol`` is a sign of several currencies that the cell has instead, such as ``$``; empty: it has none.
    """

    value: Decimal
    currency: str | None
    symbol: str = ""


class ReadPlace(NamedTuple):
    """A country or region named in a cell; ``text`` is its name as given.

    ``share`` is in millionths of the whole, ``share_as_given`` its text; None: not stated.
    """

    text: str
    found: FoundPlace
    share: int | None = None
    share_as_given: str | None = None


class ReadPeriod(NamedTuple):
    """The first and the last date of a cell; ``last`` is None if the cell has one date."""

    first: ReadDate
    last: ReadDate | None


class NotRead(NamedTuple):
    """Why a cell could not be read: the code of a note on it, and the part of its text that is the reason."""

    reason: str
    text: str


Value = CellSum | ReadPeriod | tuple[ReadPlace, ...] | tuple[str, ...] | str | int
"""What a cell was read as, by what its column is.

Money is a CellSum, a date or period a ReadPeriod; countries and regions are ReadPlaces; names and addresses are texts;
a share is in millionths of the whole; a status or currency is a code; all others are the text itself.
"""


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one column by what the column is (``mapping``) and by its heading.

    ``recurring`` are texts that are a whole cell somewhere in the column; only names among these are parted at commas.
    ``is_unit_open``: heading or table speak of thousands or the like, and leave open whether the sums are in these.
    """

    mapping: ColumnMapping
    heading: ColumnHeading
    words: SheetWords
    places: Places
    recurring: frozenset[str] = frozenset()
    is_unit_open: bool = False
    _kept: dict[tuple[type, str], Value | NotRead] = field(init=False, default_factory=dict, compare=False, repr=False)

    def read(self, cell: Cell, text: str) -> Value | NotRead | None:
        """Return the value of a cell, whose text is ``text``, or why it could not be read; None for an empty one.

        A text of NOTHING, such as ``n/a``, is not read either, except where the column is kept as another field; nor
        is a number too long for spreadsheets where the column has identifiers. Invisible signs are passed over,
        except where the value is the text itself.
        """
        if not text:
            return None
        if self.mapping.slot is SheetSlot.IDENTIFIER and is_imprecise(cell):
            return NotRead("cell-long-number", text)
        is_code = text == "NA" and self.mapping.slot is SheetSlot.COUNTRY
        if text.lower() in NOTHING and not is_code and self.mapping.slot is not SheetSlot.OTHER:
            return NotRead(NOTHING_SAID, text)
        read = _READERS[self.mapping.slot]
        if read is _text or read is _title:
            return read(self, cell, text)
        key = type(cell), text  # countries, dates and names recur: each is read once
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            plain = text if text.isprintable() else _INVISIBLE.sub("", text)
            if not plain:
                return None
            found = self._kept[key] = read(self, cell, plain)
        return found

    @property
    def power(self) -> int:
        """The power of ten of the column's sums, as the user says, or else the heading; 0 if neither does."""
        return SUM_UNITS[self.mapping.sum_unit] if self.mapping.sum_unit is not None else self.heading.power

    def rules(self) -> DateRules:
        """Return how the dates of the column are read."""
        return DateRules(self.words.months, self.mapping.day_order, self.mapping.century)


def _sum(reader: CellReader, cell: Cell, text: str) -> Value | NotRead:
    power = reader.power
    if isinstance(cell, bool):
        return NotRead("cell-sum", text)
    if isinstance(cell, int | float):
        return CellSum(number_of_cell(cell).scaleb(power), None) if isfinite(cell) else NotRead("cell-sum", text)
    if not isinstance(cell, str):
        return NotRead("cell-sum", text)
    found = read_number(text, reader.words.multipliers, reader.mapping.decimal_sign)
    if found is None or (power and (found.power or found.currency not in (None, reader.heading.currency))):
        return NotRead("cell-sum", text)  # "5 Mio" below "in Mio" says neither 5 million nor 5 million million
    value = found.value.scaleb(power) if power else found.value
    return CellSum(value, found.currency, found.symbol)


def _period(reader: CellReader, cell: Cell, text: str) -> Value | NotRead:
    if isinstance(cell, date):
        edtf = date_of_cell(cell)
        return ReadPeriod(ReadDate(edtf), None) if edtf else NotRead("cell-date", text)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return NotRead("cell-date", text)
    if isinstance(cell, float) and _YEAR_AND_PART.fullmatch(text):  # 2020.1 is what a spreadsheet makes of 2020.10 too
        return NotRead("cell-date", text)
    if reader.mapping.slot is SheetSlot.PERIOD and is_year_or_month(text):
        return NotRead("cell-date", text)
    rules = reader.rules()
    if found := read_date(text, rules):
        return ReadPeriod(found, None)
    if both := read_period(text, rules):
        return ReadPeriod(*both)
    return NotRead("cell-date", text)


def _places(reader: CellReader, cell: Cell, text: str) -> Value | NotRead:
    if text == "NA" and not _has_codes(reader.recurring):
        return NotRead("cell-country", text)
    found: list[ReadPlace] = []
    for part in several_places(text, reader.places):
        place = _place(part, reader.places)
        if place is None:
            return NotRead("cell-country" if reader.mapping.slot is SheetSlot.COUNTRY else "cell-region", part)
        found.append(place)
    return tuple(found)


def _has_codes(texts: frozenset[str]) -> bool:
    """Return whether a column has codes of two letters besides ``NA``, which then is Namibia, not *not available*."""
    others = texts - {"NA"}
    return sum(len(each) == 2 and each.isupper() for each in others) > len(others) / 2


def _place(part: str, places: Places) -> ReadPlace | None:
    if (match := _SHARE.fullmatch(part)) and (found := places.find(match["name"])):
        share = read_percent(match["share"])
        if share is not None:
            return ReadPlace(match["name"], found, share, match["share"])
    found = places.find(part)
    return ReadPlace(part, found) if found is not None else None


def several_places(text: str, places: Places) -> list[str]:
    """Return the texts of the countries in a cell: parted at semicolons, bars and line feeds.

    They are parted at softer signs, such as commas, only if each part is a country and the whole is none.
    """
    found: list[str] = []
    for part in _parts(_HARD, text):
        softly = _parts(_SOFT, part)
        is_list = len(softly) > 1 and places.find(part) is None and all(_place(each, places) for each in softly)
        found += softly if is_list else [part]
    return found


def _names(reader: CellReader, cell: Cell, text: str) -> Value | NotRead:
    if isinstance(cell, bool | float | int):
        return NotRead("cell-name", text)
    found: list[str] = []
    for part in _parts(_HARD, text):
        softly = _parts(re.compile(r"\s*,\s*"), part)
        is_list = len(softly) > 1 and all(each in reader.recurring for each in softly)
        found += softly if is_list else [part]
    return tuple(dict.fromkeys(found))


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [stripped for part in pattern.split(text) if (stripped := part.strip())]


def _addresses(_: CellReader, cell: Cell, text: str) -> Value | NotRead:
    found = text.replace(";", " ").split()
    if not all(map(_ADDRESS.fullmatch, found)):
        return NotRead("cell-address", text)
    return tuple(f"https://{each}" if each.lower().startswith("www.") else each for each in found)


def _status(reader: CellReader, _: Cell, text: str) -> Value | NotRead:
    code = reader.words.statuses.get(plain_words(text))
    if code is None and text in reader.words.statuses.values():
        code = text
    return code if code is not None else NotRead("cell-status", text)


def _currency(_: CellReader, __: Cell, text: str) -> Value | NotRead:
    found = currency_of(text) or (text.upper() if is_currency(text.upper()) else None)
    return found if found is not None else NotRead("cell-currency", text)


def _share(reader: CellReader, cell: Cell, text: str) -> Value | NotRead:
    is_fraction = reader.mapping.share_unit == "fraction" and not text.endswith("%")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        millionths = number_of_cell(cell) * (1_000_000 if is_fraction else 10_000)
        return int(millionths) if 0 <= millionths <= 1_000_000 else NotRead("cell-share", text)
    found = read_percent(text)
    if found is not None and is_fraction:
        found = found * 100 if found <= 10_000 else None
    return found if found is not None else NotRead("cell-share", text)


def _text(_: CellReader, __: Cell, text: str) -> Value | NotRead:
    return text


def _title(_: CellReader, cell: Cell, text: str) -> Value | NotRead:
    return text if any(map(str.isalpha, text)) or isinstance(cell, str) else NotRead("cell-name", text)


_Reader = Callable[[CellReader, Cell, str], Value | NotRead]
_READERS: Mapping[SheetSlot, _Reader] = {
    **dict.fromkeys(SheetSlot, _text),
    **dict.fromkeys(MONEY, _sum),
    **dict.fromkeys(DATES, _period),
    SheetSlot.TITLE: _title,
    SheetSlot.COUNTRY: _places,
    SheetSlot.REGION: _places,
    SheetSlot.STATUS: _status,
    SheetSlot.CURRENCY: _currency,
    SheetSlot.SHARE: _share,
    SheetSlot.WEBSITE: _addresses,
    **dict.fromkeys(
        (SheetSlot.SECTOR, SheetSlot.REPORTER, SheetSlot.FUNDER, SheetSlot.ACCOUNTABLE, SheetSlot.EXTENDING), _names
    ),
    **dict.fromkeys((SheetSlot.IMPLEMENTER, SheetSlot.PARTNER, SheetSlot.PLACE), _names),
}


def recurring_texts(cells: Iterable[Cell]) -> frozenset[str]:
    """Return the texts in a column's cells, parted at semicolons, bars and line feeds, that have no comma."""
    return frozenset(_alone(cells))


def _alone(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, str):
            for part in _parts(_HARD, text_of(cell)):
                if "," not in part:
                    yield part
