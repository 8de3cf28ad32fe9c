"""Changes looked for on request only: of a fact's basis, note, preference and sources, and of the facts' order."""

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from coopviewer.domain.editions.changes import FactChangeKind
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.storage.editions.contents import normal_text, way_of
from coopviewer.storage.editions.result import ComparisonResult
from coopviewer.storage.editions.shapes import QUIET_FIELDS, SHAPES, TableShape, slot_of
from coopviewer.storage.editions.sides import SIDES

_OWN = QUIET_FIELDS[:-1]  # columns of a fact; its citations are a table
_CITED = "SELECT DISTINCT fact_id, source_id, role FROM {}_citation"
_PREPARED = """
    CREATE INDEX IF NOT EXISTS main.fact_change_by_new_id ON fact_change (new_id);
    CREATE TEMP TABLE IF NOT EXISTS quiet (fact_id TEXT PRIMARY KEY) WITHOUT ROWID;
    DELETE FROM temp.quiet;
"""


class QuietPass:
    """Compares what facts have besides their content (QUIET_FIELDS), and their order; to be run after ``FactPass``.

    QUIET_FIELDS are the basis, the note, the curator's preference, and which sources are cited in which role. The
    passages and places that are cited are not compared.
    """

    def __init__(self, connection: sqlite3.Connection, result: ComparisonResult) -> None:
        self._connection, self._result = connection, result

    def run(self, kinds: Collection[FactChangeKind]) -> None:
        """Add to the result facts whose QUIET_FIELDS (RE_SOURCED) or whose place in the order (ORDER_ONLY) differ.

        Each of these two kinds is looked for only if ``kinds`` has it, and only among facts with the same id in both
        editions. A fact has at most one change in the result: one that is there already is not added, and RE_SOURCED is
        looked for first. ``ComparisonResult.flush`` must be called before (for the changes of other passes) and after.
        """
        for statement in _PREPARED.split(";"):  # a script would end the transaction
            self._connection.execute(statement)
        if FactChangeKind.RE_SOURCED in kinds:
            self._find_unlike()
            for shape in SHAPES:
                for row in self._pairs(shape):
                    self._add_re_sourced(shape, row)
            self._result.flush()  # a fact that is re-sourced is not looked for again below
        if FactChangeKind.ORDER_ONLY in kinds:
            for shape in (each for each in SHAPES if each.is_ordered):
                self._add_reordered(shape)

    def _find_unlike(self) -> None:
        """Write the ids of the facts whose QUIET_FIELDS differ into ``temp.quiet``."""
        unlike = " OR ".join(f"o.{column} IS NOT n.{column}" for column in _OWN)
        queries = [f"SELECT n.id FROM old_fact o CROSS JOIN new_fact n ON n.id = o.id WHERE {unlike}"]
        for side, other in zip(SIDES, SIDES[::-1], strict=True):
            alone = f"{_CITED.format(side)} EXCEPT {_CITED.format(other)} ORDER BY 1, 2, 3 LIMIT -1"
            queries.append(f"SELECT fact_id FROM ({alone})")
        for query in queries:
            self._connection.execute(f"INSERT OR IGNORE INTO temp.quiet {query}")

    def _pairs(self, shape: TableShape) -> Iterator[Any]:
        """Yield the id, QUIET_FIELDS of the old and of the new edition, and the content, of facts in ``temp.quiet``."""
        columns = ", ".join(
            f"{alias}.{column}" if column in _OWN else _citations(side, alias)
            for side, alias in (("old", "o"), ("new", "n"))
            for column in QUIET_FIELDS
        )
        content = ", ".join(f"t.{column}" for column in shape.columns)
        yield from self._connection.execute(
            f"SELECT q.fact_id, {columns}, {content} FROM temp.quiet q CROSS JOIN new_{shape.name} t "
            "ON t.fact_id = q.fact_id CROSS JOIN new_fact n ON n.id = q.fact_id "
            "CROSS JOIN old_fact o ON o.id = q.fact_id AND o.kind = n.kind "
            "WHERE NOT EXISTS (SELECT 1 FROM main.fact_change c WHERE c.new_id = q.fact_id)"
        )

    def _add_re_sourced(self, shape: TableShape, row: Any) -> None:
        fact_id, width = row[0], len(QUIET_FIELDS)
        before, after, content = row[1 : 1 + width], row[1 + width : 1 + 2 * width], row[1 + 2 * width :]
        pairs = zip(QUIET_FIELDS, map(_normal, before), map(_normal, after), strict=True)
        ways = [(field, way_of(one, other)) for field, one, other in pairs if one != other]
        if ways:
            self._add(FactChangeKind.RE_SOURCED, shape, fact_id, content, ways)

    def _add_reordered(self, shape: TableShape) -> None:
        content = ", ".join(f"n.{column}" for column in shape.columns)
        found = self._connection.execute(
            f"SELECT n.fact_id, {content} FROM old_{shape.name} o CROSS JOIN new_{shape.name} n "
            "ON n.fact_id = o.fact_id WHERE o.ordinal <> n.ordinal "
            "AND NOT EXISTS (SELECT 1 FROM main.fact_change c WHERE c.new_id = n.fact_id)"
        ).fetchall()
        for fact_id, *row in found:
            self._add(FactChangeKind.ORDER_ONLY, shape, fact_id, row, [])

    def _add(
        self, kind: FactChangeKind, shape: TableShape, fact_id: str, content: Any, ways: list[tuple[str, int]]
    ) -> None:
        self._result.add_fact(entry_of_fact(fact_id), kind, slot_of(shape, content), shape.name, fact_id, fact_id, ways)


def _citations(side: str, alias: str) -> str:
    return (
        "(SELECT json_group_array(cited) FROM (SELECT DISTINCT source_id || ' ' || role AS cited "
        f"FROM {side}_citation c WHERE c.fact_id = {alias}.id ORDER BY 1))"
    )


def _normal(value: Any) -> Any:
    return normal_text(value) if type(value) is str else value
