"""Faults in curated files or in a built reference, each reported in one line."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from coopviewer.domain.language import ENGLISH, Translate

_LONGEST = 80  # characters of a value that a fault quotes
_LARGEST = 10**_LONGEST


class Phrase(str):
    """An English part of a fault's message; ``said`` returns it in the language of a Translate."""

    __slots__ = ("said",)
    said: Callable[[Translate], str]

    def __new__(cls, said: Callable[[Translate], str]) -> "Phrase":
        """Create a phrase; ``said`` is the function that returns it in a language."""
        made = super().__new__(cls, said(ENGLISH))
        made.said = said
        return made


def phrase(text: str, /, **values: object) -> Phrase:
    """Return an English text as a phrase; ``values``, which may be phrases too, replace the names in braces in it."""
    return Phrase(lambda tr: tr(text).format(**_all_said(values, tr)))


def plural_phrase(one: str, many: str, count: int, /, **values: object) -> Phrase:
    """Return a text about ``count`` things as a phrase: ``one`` for one thing, else ``many``.

    ``{n}`` stands for the number in both; ``values`` replace the other names in braces.
    """
    return Phrase(lambda tr: tr.plural(one, many, count, **_all_said(values, tr)))


def one_of(words: Iterable[str]) -> Phrase:
    """Return the phrase *one of …*, which says that one of some words is expected."""
    return phrase("one of {words}", words=", ".join(words))


def either(words: Iterable[str]) -> str:
    """Return a phrase that says that any of some words is valid: ``a or b or c``.

    One word is returned as it is. Raises ValueError if there is none.
    """
    first, *others = words
    for other in others:
        first = phrase("{one} or {other}", one=first, other=other)
    return first


def said(words: object, tr: Translate) -> str:
    """Return a phrase in the language of ``tr``; any value that is no phrase is returned as its ``str``."""
    return words.said(tr) if isinstance(words, Phrase) else str(words)


def _all_said(values: Mapping[str, object], tr: Translate) -> dict[str, str]:
    return {name: said(value, tr) for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake to correct in a curated file or in a built reference.

    ``file`` is the name of the curated file, for a sheet with the cell or row (``a.ods: facts!C17``), or *all files*;
    for a built reference it is the name of a table, ``schema``, or ``file`` for the whole. ``key`` says where in it:
    an id and its key or column (``country/NE: title``), a line (``line 3``), or the name of the check that failed
    (``quick_check``). ``found`` is what is there, and ``expected`` what should be; ``str`` makes one sentence of all
    four.
    """

    file: str
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        return self.said(ENGLISH)

    def said(self, tr: Translate) -> str:
        """Return the fault in the language of ``tr``, in one line."""
        return tr("{file}: {key}: found {found}; expected {expected}").format(
            file=said(self.file, tr),
            key=said(self.key, tr),
            found=said(self.found, tr),
            expected=said(self.expected, tr),
        )


def display_value(value: object) -> str:
    """Return a value as a fault quotes it: text in quotation marks, cut at 80 characters, None as ``nothing``.

    A date or time that a curated file has without quotes, though it must be a text there, is quoted as
    ``2019-02-01 without quotes``. A list is ``a list``, a table ``a table``, and a whole number of 81 digits or more
    ``a whole number of more than 80 digits``. Such words are a Phrase, so that they can be translated.
    """
    if value is None:
        return phrase("nothing")
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return json.dumps(str(cut), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return phrase("{value} without quotes", value=value.isoformat())
    if isinstance(value, list):
        return phrase("a list")
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return phrase("a whole number of more than {digits} digits", digits=str(_LONGEST))
    return phrase("a table") if isinstance(value, dict) else str(value)
