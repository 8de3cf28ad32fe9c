"""What headings say: the slot of a column, and the currency, unit and power of ten in the heading."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from coopviewer.authoring.importing.sheet.values.numbers import currency_of
from coopviewer.authoring.importing.sheet.values.words import HUMPS, SheetWords, plain_words
from coopviewer.domain.imports.sheets import SheetSlot

_LEAST_LIKENESS = 86.0  # per cent
_SHORTEST_LIKENED = 4
_UNIT = re.compile(r"[(\[]([^)\]]*)[)\]]")
_IN = re.compile(r"\s(?:in|en|em)\s+(\S+(?:\s\S+)?)\s*$", re.IGNORECASE)
_PREFIXES = {"k": 3, "K": 3, "T": 3, "M": 6, "m": 6}


LEVELS = " – "
"""What joins the headings of two rows, of which the upper one is over several columns."""


class ColumnHeading(NamedTuple):
    """A heading in its parts: ``plain`` without its unit, and ``unit`` as it is written, empty if there is none.

    ``currency`` is the one that the unit names, None: none; ``power`` is the power of ten of the column's sums.
    ``levels`` are the plain headings of two rows, from the lower to the upper one; empty if there is one row.
    """

    plain: str
    unit: str
    currency: str | None
    power: int
    levels: tuple[str, ...] = ()


class SlotGuess(NamedTuple):
    """What a column holds by its heading; ``is_exact``: the heading is one of the known words, not only similar.

    ``rank`` is the word's index among those of the slot; of several columns for one slot, that with the lowest has it.
    """

    slot: SheetSlot
    rank: int
    is_exact: bool


@lru_cache(maxsize=5_000)
def split_heading(text: str, powers: tuple[tuple[str, int], ...] = ()) -> ColumnHeading:
    """Return a heading in its parts; ``powers`` has words with their powers of ten, such as ``million`` with 6."""
    units = [found.strip() for found in _UNIT.findall(text)]
    bare = HUMPS.sub(" ", _UNIT.sub(" ", text))
    if (match := _IN.search(bare)) and _unit(match[1], powers) is not None:
        units.append(match[1].strip())
        bare = bare[: match.start()]
    head = bare.split()
    for place in (-1, 0):
        if len(head) > 1 and (currency_of(head[place]) or "€" in head[place]):
            units.append(head.pop(place))
    plain = " ".join(head)
    parts = tuple(map(plain_words, reversed(plain.split(LEVELS)))) if LEVELS in plain else ()
    for unit in units:
        if (found := _unit(unit, powers)) is not None:
            return ColumnHeading(plain_words(plain), unit, *found, parts)
    return ColumnHeading(plain_words(plain), "", None, 0, parts)


def _unit(text: str, powers: tuple[tuple[str, int], ...]) -> tuple[str | None, int] | None:
    """Return the currency (None: none) and the power of ten that a unit says; None if it says neither."""
    known = dict(powers)
    currency, power = None, 0
    for each in re.sub(r"([€£$])", r" \1 ", text).replace("in ", " ").split():
        if found := currency_of(each):
            currency = found
        elif (plain := plain_words(each)) in known:
            power = known[plain]
        elif each[0] in _PREFIXES and (found := currency_of(each[1:])):
            currency, power = found, _PREFIXES[each[0]]
        elif each not in ("$", "de", "of", "d'", "%"):
            return None
    return (currency, power) if currency or power else None


def guess_slot(heading: ColumnHeading, words: SheetWords) -> SlotGuess | None:
    """Return what a column holds by its heading; None if no known word is like it."""
    plain = heading.plain
    if found := words.headings.get(plain):
        return SlotGuess(*found, is_exact=True)
    parts = [part for part in re.split(r"\s(?:of the|of|du|de la|de|des|del|der|des)\s", plain) if part]
    for part in (*parts[:1], re.sub(r"^(?:project|projekt|projet|proyecto)\s", "", plain)):
        if part != plain and (found := words.headings.get(part)):
            return SlotGuess(*found, is_exact=False)
    if len(plain) < _SHORTEST_LIKENED:
        return None
    for part in heading.levels:
        if found := words.headings.get(part):
            return SlotGuess(*found, is_exact=False)
    best = process.extractOne(plain, list(words.headings), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return SlotGuess(*words.headings[best[0]], is_exact=False) if best else None
