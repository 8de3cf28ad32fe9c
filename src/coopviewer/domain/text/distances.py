"""Similarity and distance of texts by letter, measured by rapidfuzz.

Rapidfuzz takes 20 to 40 ms to load, and most searches and editions do not need it, so it is loaded at the first call.
"""

from collections.abc import Sequence
from functools import cache
from types import ModuleType


@cache
def _rapidfuzz() -> ModuleType:
    import rapidfuzz

    return rapidfuzz


def similarity(one: str | Sequence[str], other: str | Sequence[str]) -> float:
    """Return how similar two texts, or two lists of words, are, from 0 to 1.

    The similarity is the share of the letters or words that both have in the same order.
    """
    return float(_rapidfuzz().distance.Indel.normalized_similarity(one, other))


def common_length(one: str, other: str) -> int:
    """Return how many letters two texts have in common in the same order."""
    return int(_rapidfuzz().distance.LCSseq.similarity(one, other))


def distance(one: str, other: str) -> int:
    """Return the distance between two texts.

    It is the number of letters to add, remove, replace or swap with the next one to turn one text into the other.
    """
    return int(_rapidfuzz().distance.OSA.distance(one, other))


def nearest(word: str, choices: Sequence[str], most: int, limit: int) -> list[tuple[str, int, int]]:
    """Return the choices at a ``distance`` of at most ``most``, the nearest first, at most ``limit``.

    Each is returned with its distance and its index among the choices; equally near ones are in the order of the
    choices.
    """
    scorer = _rapidfuzz().distance.OSA.distance
    return list(_rapidfuzz().process.extract(word, choices, scorer=scorer, score_cutoff=most, limit=limit))
