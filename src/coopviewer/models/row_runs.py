"""Rows in runs: what changed in a list, as few ranges of rows, so that a view keeps its place and its selection."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Run = tuple[int, int]
"""The first row and the last one, both included."""
_MOST_RUNS = 8  # more are told as a whole new list


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
    old, new = set(before), set(after)
    stay = [each for each in before if each in new]
    if (before and not stay) or stay != [each for each in after if each in old]:
        return None
    removed = runs_of(row for row, each in enumerate(before) if each not in new)
    added = runs_of(row for row, each in enumerate(after) if each not in old)
    if len(removed) + len(added) > _MOST_RUNS:
        return None
    return Runs(tuple(reversed(removed)), tuple(added))
