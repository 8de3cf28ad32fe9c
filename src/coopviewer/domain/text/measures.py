"""Measures of texts: length in UTF-16 units, shortening for display, and edit distances.

Rapidfuzz takes 20 to 40 ms to load, and most searches and editions do not need it, so the first comparison loads it.
"""

from collections.abc import Sequence
from functools import cache
from types import ModuleType


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 units of a text: two for a character beyond U+FFFF, one for a lone surrogate."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, the last one an ellipsis if the text was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@cache
def _rapidfuzz() -> ModuleType:
    import rapidfuzz

    return rapidfuzz


def similarity(one: str | Sequence[str], other: str | Sequence[str]) -> float:
    """Return how similar two texts, or two lists of words, are, from 0 to 1.

    It is the share of all letters, or words, of both that the two have in the same order: 0.75 for ``abcd`` and
    ``abxd``.
    """
    return float(_rapidfuzz().distance.Indel.normalized_similarity(one, other))


def common_length(one: str, other: str) -> int:
    """Return how many characters two texts have in the same order, gaps allowed: 3 for ``abcd`` and ``abxd``."""
    return int(_rapidfuzz().distance.LCSseq.similarity(one, other))


def distance(one: str, other: str) -> int:
    """Return the distance between two texts.

    It is the number of letters to add, remove, replace or swap with the next one to turn one text into the other.
    """
    return int(_rapidfuzz().distance.OSA.distance(one, other))


def nearest(word: str, choices: Sequence[str], most: int, limit: int) -> list[tuple[str, int, int]]:
    """Return the choices that differ from a word by at most ``most`` letters, the nearest first, at most ``limit``.

    Each is returned with its distance (the number of letters to add, remove, replace or swap) and its index among the
    choices; equally near ones are in the order of the choices.
    """
    scorer = _rapidfuzz().distance.OSA.distance
    return list(_rapidfuzz().process.extract(word, choices, scorer=scorer, score_cutoff=most, limit=limit))
