"""The difference of two lists as a few runs of rows, so that a view keeps its scroll position and its selection."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Run = tuple[int, int]
"""The first row and the last row, both included."""
_MOST_RUNS = 8  # with more of them the whole list is replaced
_MOST_ROWS = 5_000  # from the first difference to the last; with more, finding the runs takes too long


class Runs(NamedTuple):
    """The changes that turn one list into another: first runs of rows are removed, then others are inserted.

    A run is the first and the last of consecutive rows, counted from 0. ``removed`` has runs of the old list, the last
    one first; ``added`` has runs of the new list, the first one first. From ``a b c d`` to ``a x d``: ``removed`` is
    ``((1, 2),)``, ``added`` is ``((1, 1),)``.
    """

    removed: tuple[Run, ...]
    added: tuple[Run, ...]


def runs_of(rows: Iterable[int]) -> list[Run]:
    """Return rows, in any order, as runs of consecutive numbers in ascending order; empty without rows.

    ``[7, 2, 1, 3]`` → ``[(1, 3), (7, 7)]``.
    """
    runs: list[Run] = []
    for row in sorted(set(rows)):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def runs_to_replace(before: Sequence[str], after: Sequence[str]) -> Runs | None:
    """Return which runs of rows to remove from ``before``, and which to add, so that it becomes ``after``.

    None if replacing the whole list is better: there are more than 8 runs, there are more than 5,000 rows from the
    first difference to the last, the rows that stay are in another order, or ``before`` has rows and none of them
    stays. If ``before`` is empty, all of ``after`` is one run to add, unless it has more than 5,000 rows. For equal
    lists nothing is to be removed or added. No text may be in a list twice.
    """
    head = _common_prefix(before, after)
    shorter = min(len(before), len(after)) - head
    tail = min(
        _common_prefix(before[: head - 1 if head else None : -1], after[: head - 1 if head else None : -1]), shorter
    )
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


def _common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many rows two lists have in common at their beginning."""
    if one == other:
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((row for row, (each, its) in pairs if each != its), min(len(one), len(other)))
