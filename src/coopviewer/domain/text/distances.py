"""How far texts are apart in letters, measured by rapidfuzz.

Rapidfuzz takes 20 to 40 ms to load, and neither most searches nor most editions need it: it is loaded at the first
question.
"""

from collections.abc import Sequence
from functools import cache
from types import ModuleType


@cache
def _rapidfuzz() -> ModuleType:
    import rapidfuzz

    return rapidfuzz


def similarity(one: str | Sequence[str], other: str | Sequence[str]) -> float:
    """Return how much of two texts, or of two lists of words, is common to both in the same order: 0 to 1."""
    return float(_rapidfuzz().distance.Indel.normalized_similarity(one, other))


def common_length(one: str, other: str) -> int:
    """Return how many letters two texts have in common in the same order."""
    return int(_rapidfuzz().distance.LCSseq.similarity(one, other))


def distance(one: str, other: str) -> int:
    """Return how many letters have to be added, removed, replaced, or swapped with the next one."""
    return int(_rapidfuzz().distance.OSA.distance(one, other))


def nearest(word: str, choices: Sequence[str], most: int, limit: int) -> list[tuple[str, int, int]]:
    """Return the choices at a ``distance`` of at most ``most``, the nearest first, at most ``limit``.

    Each comes with its distance and its index among the choices; of equal ones the first in the list comes first.
    """
    scorer = _rapidfuzz().distance.OSA.distance
    return list(_rapidfuzz().process.extract(word, choices, scorer=scorer, score_cutoff=most, limit=limit))
