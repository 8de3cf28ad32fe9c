"""The language of the interface: translates texts, and writes plurals, numbers and dates.

A text is written in English where it is used, in a call that ``dev.py words`` finds: ``tr("…")``,
``tr.plural("…", "…", count)``, ``tr.in_context("…", "…")``, a widget's ``self.tr("…")``, ``to_translate("…")``, or, in
faults of curated files, ``phrase("…")`` and ``plural_phrase("…", "…", count)``.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations  # by name alone: English needs no gettext

_RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")


class Translate:
    """One language of the interface; ``tr("Region")`` returns the translation of a text.

    ``code`` is a BCP 47 tag. ``catalogue`` holds the translations; None: English, which needs none.
    ``is_right_to_left`` says whether the language is written so.
    """

    __slots__ = ("catalogue", "code", "is_right_to_left")

    def __init__(self, code: str = "en", catalogue: "NullTranslations | None" = None) -> None:
        self.code = code
        self.catalogue = catalogue
        self.is_right_to_left = code.partition("-")[0] in _RIGHT_TO_LEFT or code.endswith("-rtl")

    def __call__(self, text: str) -> str:
        """Return the translation of a text; a text without translation stays English."""
        return text if self.catalogue is None or not text else self.catalogue.gettext(text)

    def in_context(self, context: str, text: str) -> str:
        """Return the translation of a text with several meanings; ``context`` tells the translator which."""
        return text if self.catalogue is None else self.catalogue.pgettext(context, text)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the translation of a text about ``count`` things, in the plural form of the language.

        ``one`` and ``many`` are the English texts for one and for several. ``{n}`` is replaced by the number in both;
        ``values`` replace the other names in braces.
        """
        text = (one if count == 1 else many) if self.catalogue is None else self.catalogue.ngettext(one, many, count)
        return text.format(n=self.number(count), **values)

    def number(self, number: int, decimals: str = "") -> str:
        """Return a number with separators between thousands; ``decimals`` are the digits after the decimal mark."""
        written = f"{number:,}"
        if self.catalogue is not None:
            written = written.replace(",", self.in_context("between thousands", ","))
        return f"{written}{self.in_context('before decimals', '.')}{decimals}" if decimals else written

    def percent(self, number: int) -> str:
        """Return a percentage in the notation of the language, as ``85 %`` for 85."""
        tr = self
        return tr("{number} %").format(number=number)

    def listed(self, items: Iterable[str]) -> str:
        """Return several items as a list in one line, such as ``Serbia, Albania``; empty for none."""
        return self.in_context("between the items of a list", ", ").join(items)

    def joined(self, items: Iterable[str]) -> str:
        """Return several items as part of a sentence or as a title: ``Serbia, Albania and Moldova``; empty for none."""
        tr, every = self, tuple(items)
        if len(every) < 2:
            return "".join(every)
        return tr("{items} and {last}").format(items=self.listed(every[:-1]), last=every[-1])

    def day(self, day: date) -> str:
        """Return a date: ``1 July 2019``."""
        tr = self
        return tr("{day} {month} {year}").format(day=day.day, month=self._month(day.month), year=day.year)

    def month(self, day: date) -> str:
        """Return the month of a date: ``July 2019``."""
        tr = self
        return tr("{month} {year}").format(month=self._month(day.month), year=day.year)

    def moment(self, moment: datetime) -> str:
        """Return a date and time, in the time zone that ``moment`` has: ``1 Jul 2019, 14:05``."""
        tr = self
        # not by strftime, which imports a module at each call
        return tr("{day} {month} {year}, {hour}:{minute}").format(
            day=moment.day,
            month=self._short_month(moment.month),
            year=moment.year,
            hour=f"{moment.hour:02}",
            minute=f"{moment.minute:02}",
        )

    def _month(self, number: int) -> str:
        return (
            self.in_context("month", "January"),
            self.in_context("month", "February"),
            self.in_context("month", "March"),
            self.in_context("month", "April"),
            self.in_context("month", "May"),
            self.in_context("month", "June"),
            self.in_context("month", "July"),
            self.in_context("month", "August"),
            self.in_context("month", "September"),
            self.in_context("month", "October"),
            self.in_context("month", "November"),
            self.in_context("month", "December"),
        )[number - 1]

    def _short_month(self, number: int) -> str:
        tr = self
        return (
            *(tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun")),
            *(tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec")),
        )[number - 1]


ENGLISH = Translate()


def to_translate(text: str) -> str:
    """Return a text unchanged, so that ``dev.py words`` finds it as a text to translate.

    For texts of constants, such as a table of labels: a Translate translates them later, once the language is known.
    """
    return text
