"""Adding the flows of each entry by kind, type, currency and year; never over several entries."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from coopviewer.domain.reference.published_facts import LARGEST_MINOR_UNITS

_FLOWS = """
SELECT f.entry_id, w.kind, coalesce(w.type, ''), w.currency, substr(coalesce(w.day, w.period_start, ''), 1, 4),
    w.minor_units, w.decimals
FROM flow w JOIN fact f ON f.id = w.fact_id ORDER BY w.fact_id
"""
_INSERT = "INSERT INTO flow_total VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def write_flow_totals(connection: sqlite3.Connection) -> None:
    """Fill the empty table ``flow_total``. A sum that is too large for an integer of SQLite is left out."""
    connection.executemany(_INSERT, _totals(connection))


def _totals(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    # ids of facts begin with that of their entry, so the flows of an entry follow each other
    for entry_id, flows in groupby(connection.execute(_FLOWS), itemgetter(0)):
        sums: dict[tuple[str, str, str, str], tuple[int, int, int]] = {}
        for _, kind, type_, currency, year, minor_units, decimals in flows:
            key = (kind, type_, currency, year)
            sums[key] = _added(sums.get(key, (0, 0, 0)), minor_units, decimals)
        for key, (minor_units, decimals, count) in sorted(sums.items()):
            if abs(minor_units) <= LARGEST_MINOR_UNITS:
                yield (entry_id, *key, minor_units, decimals, count)


def _added(total: tuple[int, int, int], minor_units: int, decimals: int) -> tuple[int, int, int]:
    so_far, so_fine, count = total
    finer = max(so_fine, decimals)
    return so_far * 10 ** (finer - so_fine) + minor_units * 10 ** (finer - decimals), finer, count + 1
