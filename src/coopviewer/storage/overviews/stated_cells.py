"""Reads what the entries of a list state besides the usual columns: sums by kind and type, and published fields.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

from coopviewer.domain.overviews.listing import BETWEEN
from coopviewer.domain.overviews.stated_columns import FieldColumn, MoneyColumn, StatedColumns
from coopviewer.storage.overviews.published_cells import decimal_text
from coopviewer.storage.reference.opening import schema_of

MOST_FIELDS = 1_000
"""The most published fields that get a column: some spreadsheet programs show no more than 1,024 columns."""
_OF = "json_each(?) k CROSS JOIN {0} t ON t.{1} > k.value || '/' AND t.{1} < k.value || '0'"
_MONEY = """
    SELECT t.kind, t.type, coalesce((SELECT l.label FROM code_label l
        WHERE l.list = CASE t.kind WHEN 'transaction' THEN 'TransactionType' ELSE 'BudgetType' END
        AND l.code = t.type AND l.language = 'en'), ''), max(t.year <> '')
    FROM json_each(?) k CROSS JOIN flow_total t ON t.entry_id = k.value GROUP BY t.kind, t.type ORDER BY t.kind, t.type
"""
_FIELDS = f"""
    SELECT t.label, min(t.ordinal) FROM {_OF.format("published_field", "fact_id")} GROUP BY t.label ORDER BY 2, 1
"""
_SUMS = """
    SELECT k.value, t.kind, t.type, t.currency, sum(t.minor_units), t.decimals FROM json_each(?) k
    CROSS JOIN flow_total t ON t.entry_id = k.value GROUP BY k.key, t.kind, t.type, t.currency, t.decimals
    ORDER BY k.key, t.currency
"""
_VALUES = f"""
    SELECT k.value, t.label, v.path, v.value FROM {_OF.format("published_field", "fact_id")}
    JOIN published_value v ON v.fact_id = t.fact_id ORDER BY k.key, t.ordinal, t.fact_id, v.ordinal
"""


def read_stated(connection: sqlite3.Connection, ids: Collection[str]) -> StatedColumns:
    """Return the columns that depend on what the entries ``ids`` state.

        ``money``: a MoneyColumn for each kind and type of sum, sorted by these.
        ``fields``: a FieldColumn for each name of a published field, in the order of the source; only the first 1,000.

    A reference of schema version 1 has no such columns.
    """
    if schema_of(connection) < 2:
        return StatedColumns((), (), lambda several: [()] * len(several))
    given = (json.dumps(list(ids)),)
    money = tuple(
        MoneyColumn(kind, type_, label, bool(dated)) for kind, type_, label, dated in connection.execute(_MONEY, given)
    )
    fields = [FieldColumn(label) for label, _ in connection.execute(_FIELDS, given)]
    shown = tuple(fields[:MOST_FIELDS])

    def cells(several: Sequence[str]) -> Sequence[tuple[str, ...]]:
        return _cells(connection, several, money, shown)

    return StatedColumns(money, shown, cells, len(fields) - len(shown))


def _cells(
    connection: sqlite3.Connection, ids: Sequence[str], money: Sequence[MoneyColumn], fields: Sequence[FieldColumn]
) -> list[tuple[str, ...]]:
    given = (json.dumps(list(ids)),)
    sums = _sums(connection, given) if money else {}
    values = _values(connection, given) if fields else {}
    rows = []
    for id_ in ids:
        pairs = (sums.get((id_, each.kind, each.type), ()) for each in money)
        amounts = (BETWEEN.join(texts) for pair in pairs for texts in (zip(*pair, strict=True) if pair else ((), ())))
        rows.append((*amounts, *(BETWEEN.join(values.get((id_, each.label), ())) for each in fields)))
    return rows


def _sums(connection: sqlite3.Connection, given: tuple[str]) -> Mapping[tuple[str, str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for id_, kind, type_, currency, minor_units, decimals in connection.execute(_SUMS, given):
        amount = ("-" if minor_units < 0 else "") + decimal_text(abs(minor_units), decimals)
        found.setdefault((id_, kind, type_), []).append((amount, currency))
    return found


def _values(connection: sqlite3.Connection, given: tuple[str]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for id_, label, path, value in connection.execute(_VALUES, given):
        found.setdefault((id_, label), []).append(value if path == label else f"{path}: {value}")
    return found
