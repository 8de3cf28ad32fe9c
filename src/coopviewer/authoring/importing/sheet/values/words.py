"""The words of tables: what headings, months, statuses and sums are called in five languages."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.text.folding import fold

WORDS_FILE = "sheet-words.toml"
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORDS = re.compile(r"[^\w'°€$£%]+|_+")


class SheetWords(NamedTuple):
    """What words mean in tables, in all languages together.

    ``headings`` has, by heading, what a column with it holds, and the rank of the heading among the headings of its
    language for such a column (0 is the best). ``labels`` are the headings of the template, by language. ``months`` are
    numbers from 1, ``statuses`` codes of the list ActivityStatus. ``multipliers`` has the power of ten of each word
    (``million``: 6), ``powers`` has the same as pairs. ``totals`` are words that begin a row of sums, ``countries``
    names by alpha-2 code. The words are in lower case, without accents and punctuation (``plain_words``), except in
    ``labels`` and ``countries``.
    """

    headings: Mapping[str, tuple[SheetSlot, int]]
    labels: Mapping[str, Mapping[SheetSlot, str]]
    months: Mapping[str, int]
    statuses: Mapping[str, str]
    multipliers: Mapping[str, int]
    powers: tuple[tuple[str, int], ...]
    totals: frozenset[str]
    countries: Mapping[str, tuple[str, ...]]


def plain_words(text: str) -> str:
    """Return a text in lower case, without accents and punctuation, with single blanks; CamelCase is parted.

    The signs ``°€$£%`` stay; an apostrophe leaves no blank: ``"StartDate (Côte d'Ivoire)"`` →
    ``start date cote divoire``.
    """
    parted = HUMPS.sub(" ", text)
    return " ".join(_NOT_WORDS.sub(" ", fold(parted)).split())


@lru_cache(maxsize=4)
def read_words(resources: Path) -> SheetWords:
    """Return the words in the file ``sheet-words.toml`` of the folder of resources."""
    found = tomllib.loads((resources / WORDS_FILE).read_text(encoding="utf-8"))
    headings: dict[str, tuple[SheetSlot, int]] = {}
    labels: dict[str, dict[SheetSlot, str]] = {}
    for slot, by_language in found["headings"].items():
        for language, words in by_language.items():
            labels.setdefault(language, {})[SheetSlot(slot)] = words[0]
            for rank, word in enumerate(words):
                headings.setdefault(plain_words(word), (SheetSlot(slot), rank))
    multipliers = {word: int(power) for word, power in _turned(found["multipliers"])}
    return SheetWords(
        headings,
        labels,
        {word: int(month) for word, month in _turned(found["months"])},
        dict(_turned(found["statuses"])),
        multipliers,
        tuple(multipliers.items()),
        frozenset(map(plain_words, found["totals"]["words"])),
        {code: (*names, *found["portuguese"].get(code, ())) for code, names in found["countries"].items()}
        | {code: tuple(names) for code, names in found["portuguese"].items() if code not in found["countries"]},
    )


def _turned(words: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(plain_words(word), key) for key, several in words.items() for word in several]
