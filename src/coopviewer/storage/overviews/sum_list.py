"""Reading lists of sums: payments, budgets and other sums of activities, with sources.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.list_batch import Evidence, joined, read_evidence

_SUMS = """
    SELECT w.fact_id, p.id, p.title, w.kind, w.type,
        (SELECT l.label FROM code_label l
         WHERE l.list = CASE w.kind WHEN 'transaction' THEN 'TransactionType' ELSE 'BudgetType' END
         AND l.code = w.type AND l.language = 'en'),
        substr(coalesce(w.day, w.period_start, ''), 1, 4), w.day, w.period_start, w.period_end,
        w.minor_units, w.decimals, w.currency, w.value_date, w.as_given,
        w.from_id, provider.title, w.to_id, receiver.title, w.text, w.reference
    FROM entry p CROSS JOIN fact f ON f.entry_id = p.id AND f.kind = 'flow'
    JOIN flow w ON w.fact_id = f.id
    LEFT JOIN entry provider ON provider.id = w.from_id LEFT JOIN entry receiver ON receiver.id = w.to_id
    ORDER BY p.number, w.kind, coalesce(w.day, w.period_start, ''), w.fact_id
"""
_ENDS = (1, 15, 17)  # places in a row of the query: the activity, who pays, who receives
_UNITS, _DECIMALS = 10, 11
_AT_ONCE = 500  # sums, of which the sources are in memory
_NO_EVIDENCE = Evidence("", (), (), (), ())


def read_sums(
    connection: sqlite3.Connection, among: Collection[str] | None = None, kind: EntryKind | None = None
) -> Iterator[tuple[str, ...]]:
    """Yield the sums of money, such as payments and budgets; each is a row of cells.

        ``among``: only sums of an activity with one of these ids, or that such an entry pays or receives; None: all.
        ``kind``: only sums of which the activity, the payer or the receiver is of this kind; None: all.

    With both, a sum must meet both conditions, by the same one of the three or by different ones.

    A row has the columns of ``exchange/tables/sum_table.py``; what is not stated is empty. Rows are sorted by activity
    (in the order of titles), then by kind of sum (the values of FlowKind from A to Z, ``budget`` first), then by day or
    first day of the period: sums without any come first, then the earliest.
    """
    rows: Iterator[Sequence[Any]] = iter(connection.execute(_SUMS))
    if kind is not None:
        rows = (row for row in rows if any((row[end] or "").startswith(f"{kind}/") for end in _ENDS))
    if among is not None:
        rows = (row for row in rows if any(row[end] in among for end in _ENDS))
    while batch := list(islice(rows, _AT_ONCE)):
        evidence = read_evidence(connection, (row[0] for row in batch))
        for row in batch:
            yield _row(row, evidence)


def _row(row: Sequence[Any], found: Mapping[str, Evidence]) -> tuple[str, ...]:
    evidence = found.get(row[0], _NO_EVIDENCE)
    amount = _decimal(row[_UNITS], row[_DECIMALS])
    # where files differ on a sum, the fact of the earlier one has a number behind its key
    is_counted = "no" if "@" in row[0] else "yes"
    cells = (
        *row[:_UNITS],
        amount,
        *row[_DECIMALS + 1 :],
        is_counted,
        joined(evidence.sources),
        joined(evidence.places),
    )
    return tuple(text or "" for text in cells)


def _decimal(units: int, decimals: int) -> str:
    """Return a sum in main units, with all its decimals."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], f".{digits[-decimals:]}") if decimals else (digits, "")
    return f"{'-' if units < 0 else ''}{whole}{part}"
