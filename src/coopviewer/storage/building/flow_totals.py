"""Adding up the flows of money of each entry by kind, type, currency and year; never over several entries."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from coopviewer.domain.reference.published_facts import LARGEST_MINOR_UNITS
from coopviewer.storage.building.slots import entry_of

_FLOWS = """
SELECT fact_id, kind, coalesce(type, ''), currency, substr(coalesce(day, period_start, ''), 1, 4), minor_units, decimals
FROM flow WHERE instr(fact_id, '@') = 0 ORDER BY fact_id
"""
_INSERT = "INSERT INTO flow_total VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def write_flow_totals(connection: sqlite3.Connection) -> None:
    """Fill the empty table ``flow_total`` with a sum for each entry, kind, type, currency and year of its flows.

    The year is that of a flow's day, or else of the start of its period; empty without both. A sum has as many decimals
    as the flow with the most. One of more than 2**63 - 1 of its smallest units, positive or negative, is left out.
    Where several files state a flow differently, only the one of the latest file is added. The others, whose ids end in
    ``@2``, ``@3`` and so on, are no further payments.
    """
    connection.executemany(_INSERT, _totals(connection))


def _totals(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    # in the order of ids, so the flows of an entry follow each other
    for entry_id, flows in groupby(connection.execute(_FLOWS), lambda row: entry_of(row[0])):
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
