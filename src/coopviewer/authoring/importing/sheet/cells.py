"""Reads cells as what their column holds, such as a date; says why where a cell cannot be read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from coopviewer.authoring.importing.sheet.cell_values import (
    NOTHING,
    NOTHING_SAID,
    OPEN,
    CellSum,
    NotRead,
    ReadPeriod,
    Value,
)
from coopviewer.authoring.importing.sheet.files.tables import Cell, is_imprecise
from coopviewer.authoring.importing.sheet.several_in_cell import has_codes, names_of, places_of
from coopviewer.authoring.importing.sheet.values.dates import (
    DateRules,
    ReadDate,
    date_of_cell,
    is_year_or_month,
    read_date,
    read_period,
)
from coopviewer.authoring.importing.sheet.values.headings import ColumnHeading
from coopviewer.authoring.importing.sheet.values.numbers import (
    CFA_FRANC,
    could_be,
    currency_of,
    is_cfa_franc,
    marked_alone,
    notation_of,
    number_of_cell,
    read_number,
    read_percent,
)
from coopviewer.authoring.importing.sheet.values.places import Places
from coopviewer.authoring.importing.sheet.values.words import SheetWords, plain_words
from coopviewer.domain.imports.sheets import DATES, MONEY, NEITHER_SIGN, SUM_UNITS, ColumnMapping, SheetSlot
from coopviewer.domain.reference.money import is_currency

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,2000}", re.ASCII | re.IGNORECASE)
_YEAR_AND_PART = re.compile(r"\d{4}\.\d{1,2}", re.ASCII)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # in no number, date or name of a country
_MOST_KEPT = 10_000  # different texts of a column


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one column by what the column is (``mapping``) and by its heading.

    ``recurring`` are texts in cells of the column that have no comma, such as ``Oxfam`` and ``Care``: by them a list
    such as ``Oxfam, Care`` is split into names (``names_of``). ``signs`` has the decimal sign that some sum shows, by
    the words and signs around its figures (``notation_of``); it counts before the decimal sign in ``mapping``.
    ``is_unit_open``: the heading or the table speaks of thousands or the like, and leaves open whether the sums are in
    these.
    """

    mapping: ColumnMapping
    heading: ColumnHeading
    words: SheetWords
    places: Places
    recurring: frozenset[str] = frozenset()
    is_unit_open: bool = False
    signs: Mapping[str, str] = field(default_factory=dict)
    _kept: dict[tuple[type, str], Value | NotRead] = field(init=False, default_factory=dict, compare=False, repr=False)

    def read(self, cell: Cell, text: str) -> Value | NotRead | None:
        """Return the value of a cell, whose text is ``text``, or why it could not be read; None for an empty one.

        A text in NOTHING or OPEN, such as ``n/a`` or ``TBC``, is NotRead, except in a column of the slot OTHER, and
        except ``NA`` in a column of countries (Namibia). In a column of identifiers, a number with more than the 15
        digits that spreadsheets keep is NotRead too. Invisible signs are passed over, except where the value is the
        text itself.
        """
        if not text:
            return None
        if self.mapping.slot is SheetSlot.IDENTIFIER and is_imprecise(cell):
            return NotRead("cell-long-number", text)
        is_code = text == "NA" and self.mapping.slot is SheetSlot.COUNTRY
        lower = text.lower()
        is_nothing = "".join(lower.split()) in NOTHING  # also "k. A."
        if (is_nothing or lower in OPEN) and not is_code and self.mapping.slot is not SheetSlot.OTHER:
            return NotRead(NOTHING_SAID if is_nothing else "cell-open", text)
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
        """The power of ten by which sums of the column are multiplied, such as 3 for thousands.

        The user's choice counts before the heading; 0 if neither says one.
        """
        return SUM_UNITS[self.mapping.sum_unit] if self.mapping.sum_unit is not None else self.heading.power

    def decimal_sign(self, text: str) -> str | None:
        """Return the decimal sign (``,`` or ``.``) of a sum whose figures have only one of both; None if not known.

        It is the sign that other sums of the same notation (``notation_of``) show, or else the one that the user chose
        for the column, or else the one that its cells show. If the user said that its sums have no decimals, it is the
        point for a sum with commas and the comma for a sum with points.
        """
        sign = self.signs.get(notation_of(text)) or self.mapping.decimal_sign
        return ("," if marked_alone(text) == "." else ".") if sign == NEITHER_SIGN else sign

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
    found = read_number(text, reader.words.multipliers)  # only where it is ambiguous the decimal sign decides
    is_by_sign = found is not None and found.is_ambiguous
    if found is not None and is_by_sign and (sign := reader.decimal_sign(text)):
        by_sign = read_number(text, reader.words.multipliers, sign)
        is_by_sign = by_sign is not None and by_sign.value == found.value
        found = by_sign
    if found is None or (power and (found.power or found.currency not in (None, reader.heading.currency))):
        return NotRead("cell-sum", text)  # "5 Mio" below "in Mio" says neither 5 million nor 5 million million
    if not could_be(found.symbol, found.currency or reader.mapping.currency or reader.heading.currency):
        return NotRead("cell-cfa-franc" if found.symbol == CFA_FRANC else "cell-other-currency", text)
    value = found.value.scaleb(power) if power else found.value
    return CellSum(value, found.currency, found.symbol, is_by_sign)


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
    reason = "cell-country" if reader.mapping.slot is SheetSlot.COUNTRY else "cell-region"
    if text == "NA" and not has_codes(reader.recurring):
        return NotRead(reason, text)
    return places_of(text, reader.places, reason)


def _names(reader: CellReader, cell: Cell, text: str) -> Value | NotRead:
    return NotRead("cell-name", text) if isinstance(cell, bool | float | int) else names_of(text, reader.recurring)


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
    if found is None:
        return NotRead("cell-cfa-franc" if is_cfa_franc(text) else "cell-currency", text)
    return found


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
