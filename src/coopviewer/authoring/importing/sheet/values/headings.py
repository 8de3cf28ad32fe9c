"""Finds out what headings say: what a column holds (its slot), and the currency, unit and power of ten of its sums."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from coopviewer.authoring.importing.sheet.values.units import find_unit
from coopviewer.authoring.importing.sheet.values.words import SheetWords, plain_words
from coopviewer.domain.imports.sheets import SheetSlot

_LEAST_LIKENESS = 86.0  # per cent
_SHORTEST_LIKENED = 4


LEVELS = " – "
"""What joins the texts of two heading rows: ``Budget`` over several columns and ``2024`` are ``Budget – 2024``."""


class ColumnHeading(NamedTuple):
    """A heading in its parts: ``Budget (EUR)`` has the ``plain`` text ``budget`` and the ``unit`` ``EUR``.

    ``plain`` is without the unit and brackets, in lower case (``plain_words``). ``unit`` is as written, empty if the
    heading has none. ``currency`` is the currency that the unit names, None if it names none, or two different ones.
    ``power`` is the power of ten of the column's sums, such as 3 for thousands, 0 if the unit says none. ``levels`` are
    the plain texts of a heading made of two rows (joined by LEVELS), the lower row first; empty for any other.
    ``is_unsure``: the heading may say another power, in a unit that is not understood.
    """

    plain: str
    unit: str
    currency: str | None
    power: int
    levels: tuple[str, ...] = ()
    is_unsure: bool = False


class SlotGuess(NamedTuple):
    """What a column holds by its heading.

    ``is_exact``: the whole heading is one of the known words; False: only a part of it is, or it is similar to one.
    ``slot`` is what the column holds, such as the title. ``rank`` is the index of the matching word in the list of
    words for the slot. If several columns have the same slot but only one may have it, the exact ones come first, and
    of these the one with the lowest rank.
    """

    slot: SheetSlot
    rank: int
    is_exact: bool


@lru_cache(maxsize=5_000)
def split_heading(text: str, powers: tuple[tuple[str, int], ...] = ()) -> ColumnHeading:
    """Return a heading in its parts; ``powers`` has words with their powers of ten, such as ``million`` with 6."""
    unit = find_unit(text, powers)
    parts = tuple(map(plain_words, reversed(unit.rest.split(LEVELS)))) if LEVELS in unit.rest else ()
    return ColumnHeading(plain_words(unit.rest), unit.text, unit.currency, unit.power, parts, unit.is_unsure)


def guess_slot(heading: ColumnHeading, words: SheetWords) -> SlotGuess | None:
    """Return what a column holds by its heading; None if no known word is like it.

    The known words are compared with the whole heading, then with a part of it (``budget`` of ``budget of the action``,
    ``titre`` of ``projet titre``), then with each of its levels; if none is the same, the word that is spelt most
    alike is taken. A heading of fewer than four characters is compared only as a whole and by a part.
    """
    plain = heading.plain
    if found := words.headings.get(plain):
        return SlotGuess(*found, is_exact=True)
    parts = [part for part in re.split(r"\s(?:of the|of|du|de la|de|des|del|der|des|do|da|dos|das)\s", plain) if part]
    for part in (*parts[:1], re.sub(r"^(?:project|projekt|projet|proyecto|projeto|projecto)\s", "", plain)):
        if part != plain and (found := words.headings.get(part)):
            return SlotGuess(*found, is_exact=False)
    if len(plain) < _SHORTEST_LIKENED:
        return None
    for part in heading.levels:
        if found := words.headings.get(part):
            return SlotGuess(*found, is_exact=False)
    best = process.extractOne(plain, list(words.headings), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return SlotGuess(*words.headings[best[0]], is_exact=False) if best else None
