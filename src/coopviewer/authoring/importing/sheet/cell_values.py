"""What cells of a table are read as, and why some are not read."""

from decimal import Decimal
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.values.dates import ReadDate
from coopviewer.authoring.importing.sheet.values.places import PossiblePlace

NOTHING = frozenset(
    [
        *("-", "–", "—", "n/a", "na", "n.a.", "n.d.", "k.a.", "k.a", "s/o", "...", "…", "x", "none", "null"),
        *("keineangabe", "keineangaben"),
    ]
)
"""Texts, in small letters and without blanks, that say that there is no value, such as ``n/a``.

Cells with them are kept as published fields, without a note.
"""


OPEN = frozenset(
    [
        *("tbc", "tbd", "tba", "t.b.c.", "t.b.d.", "?", "??", "???", "to be confirmed", "to be determined"),
        *(
            "to be defined",
            "to be announced",
            "à confirmer",
            "a confirmer",
            "à déterminer",
            "a determiner",
            "à définir",
        ),
        *("a definir", "por confirmar", "por determinar", "por definir", "zu bestätigen", "noch offen", "wird ergänzt"),
    ]
)
"""Texts, in small letters, that say that there is no value yet, such as ``tbc``.

Cells with them are kept as published fields, with a note.
"""


NOTHING_SAID = "cell-nothing"
"""The code that NotRead has for a cell whose text is in NOTHING (such as ``n/a``); no note is made on such cells."""


SHIFTED = "cell-shifted"
"""The code that NotRead has for cells whose row has more cells than there are headings.

Such a cell may belong to another column.
"""


class CellSum(NamedTuple):
    """A sum: its value, and the currency that the cell names, None if it names none.

    ``symbol`` is a sign such as ``$``, which several currencies share, where the cell has one in place of a currency;
    else it is empty. ``is_by_sign``: the cell does not show whether a number such as ``1,234`` is over a thousand, and
    it was read as 1.234, by the decimal sign of the column, or because no decimal sign is known.
    """

    value: Decimal
    currency: str | None
    symbol: str = ""
    is_by_sign: bool = False


class ReadPlace(NamedTuple):
    """A country or region named in a cell; ``text`` is its name as given, ``found`` the place that this may mean.

    ``share`` is in millionths of the whole, ``share_as_given`` its text; None: not stated.
    """

    text: str
    found: PossiblePlace
    share: int | None = None
    share_as_given: str | None = None


class ReadPeriod(NamedTuple):
    """The first and the last date of a cell; ``last`` is None if the cell has one date."""

    first: ReadDate
    last: ReadDate | None


class Remark(NamedTuple):
    """A remark on a part of a cell: the code of a note on it, and the part.

    The part was not read, though others of the cell may have been, or it is uncertain how to split it into names.
    ``near`` are names of countries that the part is like, empty if it is like none.
    """

    reason: str
    text: str
    near: str = ""


class NotRead(NamedTuple):
    """Why a cell could not be read: the code of a note on it, and the part of its text that is the reason.

    ``near`` are names of countries that this part is like, empty if it is like none.
    """

    reason: str
    text: str
    near: str = ""


Value = CellSum | ReadPeriod | tuple[ReadPlace | Remark, ...] | tuple[str | Remark, ...] | str | int
"""What a cell was read as, by what its column is.

Money is a CellSum, a date or period a ReadPeriod; countries and regions are a tuple of ReadPlaces, names a tuple of
texts, both of which may contain Remarks; addresses are a tuple of texts; a share is in millionths of the whole; a
status or currency is a code. All others are the text.
"""
