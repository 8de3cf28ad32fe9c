"""Rows in runs: what changed in a list, as few ranges of rows, so that a view keeps its place and its selection."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Run = tuple[int, int]
"""The first row and the last one, both included."""
_MOST_RUNS = 8  # more are told as a whole new list
_MOST_ROWS = 5_000  # between the first difference and the last; in more, looking for runs takes too long


class Runs(NamedTuple):
    """What makes one list of another.

    ``removed`` are runs of the list before, the last first; ``added`` runs of the list after, the first first.
    """

    removed: tuple[Run, ...]
    added: tuple[Run, ...]


def runs_of(rows: Iterable[int]) -> list[Run]:
    """Put rows together that follow one another, the first run first."""
    runs: list[Run] = []
    for row in sorted(set(rows)):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def runs_to_replace(before: Sequence[str], after: Sequence[str]) -> Runs | None:
    """Say which rows go and which come; None where there are too many, or those that stay are in another order."""
    head = _alike(before, after)
    shorter = min(len(before), len(after)) - head
    tail = min(_alike(before[: head - 1 if head else None : -1], after[: head - 1 if head else None : -1]), shorter)
    rest, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(rest), len(other)) > _MOST_ROWS:
        return None
    old, new = set(rest), set(other)
    stay = [each for each in rest if each in new]
    if (before and not (head or tail or stay)) or stay != [each for each in other if each in old]:
        return None
    removed = runs_of(head + row for row, each in enumerate(rest) if each not in new)
    added = runs_of(head + row for row, each in enumerate(other) if each not in old)
    if len(removed) + len(added) > _MOST_RUNS:
        return None
    return Runs(tuple(reversed(removed)), tuple(added))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count how many rows two lists have in common at their beginning."""
    if one == other:
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((row for row, (each, its) in pairs if each != its), min(len(one), len(other)))
