"""Finding the facts that differ between two attached editions, by table, and adding them to a ComparisonResult."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from coopviewer.domain.editions.changes import FactChangeKind
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.storage.editions.contents import ContentForm
from coopviewer.storage.editions.identity import Identity
from coopviewer.storage.editions.result import ComparisonResult, LooseFact
from coopviewer.storage.editions.shapes import TableShape, slot_of
from coopviewer.storage.editions.sides import SIDES, Side

_OTHER: dict[Side, Side] = {"old": "new", "new": "old"}
_LIMITED = (
    "(SELECT t.* FROM temp.{side}_wanted w CROSS JOIN {side}_{table} t ON t.fact_id > w.id || '/' "
    "AND t.fact_id < w.id || '0')"
)
_PAIRS_AT_ONCE = 500


class FactPass:
    """Compares the facts of one table in two attached editions, and adds the changes to the result.

    The facts of an entry that is in one edition only are left out: the entry itself is then new or gone.
    ``is_limited``: only facts of the user's entries are compared, whose ids ``EntryPass.mark_mine`` has put into
    ``temp.old_wanted`` and ``temp.new_wanted``.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        shape: TableShape,
        identity: Identity,
        result: ComparisonResult,
        *,
        is_limited: bool = False,
    ) -> None:
        self._connection, self._shape, self._identity, self._result = connection, shape, identity, result
        self._is_limited = is_limited
        self._contents = ContentForm(shape, identity.present_id)
        places = range(len(shape.columns))
        self._alone = {1 << place: place for place in places if place not in self._contents.together}
        self._only_slot = None if shape.slot is None else shape.slot.value

    def run(self) -> None:
        """Compare the facts, and add the differences to the result.

        A fact that both editions have under one id is added if its content differs. A fact whose id only one edition
        has is added as *loose*: the other edition may have it under another id.
        """
        if self._shape.parts:
            self._find_differing_parts()
        for facts in self._unlike_facts():
            self._add_unlike(facts)
        for side in SIDES:
            self._result.add_loose(self._loose(side))

    def run_pairs(self) -> None:
        """Compare the facts that are found in the new edition under another id, and add the changes to the result.

        These are the pairs of ids that ``ComparisonResult.pair_loose`` has found before, by redirects and renamed
        entries.
        """
        for pairs in self._result.met_pairs(self._shape.name, _PAIRS_AT_ONCE):
            old = self._rows("old", [pair[0] for pair in pairs])
            new = self._rows("new", [pair[1] for pair in pairs])
            for old_id, new_id in pairs:
                self._add_changed(old_id, new_id, old[old_id], new[new_id])

    def _add_changed(self, old_id: str, new_id: str, old: Sequence[Any], new: Sequence[Any]) -> None:
        if ways := self._contents.differences(old, new):
            self._add(old_id, new_id, new, ways)

    def _add(self, old_id: str, new_id: str, content: Sequence[Any], ways: Sequence[tuple[str, int]]) -> None:
        slot, table = self._slot(content), self._shape.name
        self._result.add_fact(entry_of_fact(new_id), FactChangeKind.CHANGED, slot, table, old_id, new_id, ways)

    def _slot(self, content: Sequence[Any]) -> int:
        return self._only_slot if self._only_slot is not None else slot_of(self._shape, content).value

    def _unlike_facts(self) -> Iterator[Sequence[Any]]:
        """Yield facts that both editions have, but with different columns or parts, some at a time.

        Each is its id, which columns differ (as bits), one of them in the old edition and in the new one, and the
        new edition's first two columns, which say what the fact is about: reading all columns takes far longer.
        """
        shape = self._shape
        unlike = [f"o.{column} IS NOT n.{column}" for column in shape.columns]
        bits = " | ".join(f"(({each}) << {place})" for place, each in enumerate(unlike))
        if shape.parts:
            differ = "n.fact_id IN (SELECT fact_id FROM temp.unlike_parts)"
            bits += f" | (({differ}) << {len(unlike)})"
            unlike.append(differ)
        pairs = list(zip(unlike, shape.columns, strict=False))[
            ::-1
        ]  # parts are no column; the words as given come first
        first = (
            "CASE " + " ".join(f"WHEN {each} THEN {side}.{name}" for each, name in pairs) + " END" for side in "on"
        )
        about = (f"n.{column}" for column in shape.columns[:2])
        query = (
            f"SELECT n.fact_id, {bits}, {', '.join((*first, *about))} "
            f"FROM {self._source('old', shape.name)} o CROSS JOIN new_{shape.name} n ON n.fact_id = o.fact_id "
            f"WHERE {' OR '.join(unlike)}"
        )
        cursor = self._connection.execute(query)
        while facts := cursor.fetchmany(_PAIRS_AT_ONCE):
            yield facts

    def _add_unlike(self, facts: Sequence[Any]) -> None:
        """Add facts that ``_unlike_facts`` yields; those of which several columns differ are read as a whole."""
        several = []
        for fact_id, bits, old, new, *content in facts:
            place = self._alone.get(bits)
            if place is None:
                several.append(fact_id)
            elif ways := self._contents.difference(place, old, new):
                self._add(fact_id, fact_id, content, ways)
        before, after = (self._rows(side, several) for side in SIDES) if several else ({}, {})
        for fact_id in several:
            self._add_changed(fact_id, fact_id, before[fact_id], after[fact_id])

    def _loose(self, side: Side) -> Iterator[LooseFact]:
        """Yield the facts of the table that only one edition has under their ids.

        Not those of entries that it alone lists.
        """
        shape, identity = self._shape, self._identity
        alone = identity.gone if side == "old" else identity.fresh
        content_of = self._contents.old if side == "old" else self._contents.new
        query = (
            f"SELECT t.fact_id, {self._columns(side, 't')} FROM ({self._keys_of(side, shape.name, 'fact_id')}) k "
            f"CROSS JOIN {side}_{shape.name} t ON t.fact_id = k.fact_id"
        )
        for fact_id, *row in self._connection.execute(query):
            if entry_of_fact(fact_id) in alone:
                continue
            content = content_of(row)
            present = identity.present_id(fact_id) if side == "old" else fact_id
            met = identity.met_by(side, fact_id)
            yield LooseFact(side, fact_id, met, entry_of_fact(present), shape.name, hash(content), self._slot(content))

    def _keys_of(self, side: Side, table: str, key: str) -> str:
        """Return the query of the keys that one edition has and the other one lacks."""
        # LIMIT keeps the order, by which SQLite merges the two tables instead of sorting them
        return (
            f"SELECT {key} FROM {self._source(side, table)} EXCEPT SELECT {key} FROM "
            f"{self._source(_OTHER[side], table)} ORDER BY {key} LIMIT -1"
        )

    def _find_differing_parts(self) -> None:
        """Write the ids of facts whose parts differ into ``temp.unlike_parts``."""
        shape = self._shape
        self._connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS unlike_parts (fact_id TEXT PRIMARY KEY) WITHOUT ROWID"
        )
        self._connection.execute("DELETE FROM temp.unlike_parts")
        unlike = " OR ".join(f"o.{column} IS NOT n.{column}" for column in shape.part_columns)
        both = (
            f"SELECT n.fact_id FROM {self._source('old', shape.parts)} o CROSS JOIN new_{shape.parts} n "
            f"ON n.fact_id = o.fact_id AND n.ordinal = o.ordinal WHERE {unlike}"
        )
        alone = (f"SELECT fact_id FROM ({self._keys_of(side, shape.parts, 'fact_id, ordinal')})" for side in SIDES)
        for query in (both, *alone):
            self._connection.execute(f"INSERT OR IGNORE INTO temp.unlike_parts {query}")

    def _rows(self, side: Side, fact_ids: Sequence[str]) -> dict[str, Sequence[Any]]:
        query = (
            f"SELECT t.fact_id, {self._columns(side, 't')} FROM json_each(?) asked "
            f"CROSS JOIN {side}_{self._shape.name} t ON t.fact_id = asked.value"
        )
        return {row[0]: row[1:] for row in self._connection.execute(query, (json.dumps(fact_ids),))}

    def _source(self, side: Side, table: str) -> str:
        return _LIMITED.format(side=side, table=table) if self._is_limited else f"{side}_{table}"

    def _columns(self, side: Side, alias: str) -> str:
        """Return the SQL of the compared columns of an edition, with the parts of a fact as one text, sorted.

        ``alias`` is the name of the facts' table in the query.
        """
        columns = [f"{alias}.{column}" for column in self._shape.columns]
        if self._shape.parts:
            names = ", ".join(self._shape.part_columns)
            columns.append(
                f"(SELECT json_group_array(json_array({names})) FROM (SELECT {names} FROM {side}_{self._shape.parts} p "
                f"WHERE p.fact_id = {alias}.fact_id ORDER BY {names}))"
            )
        return ", ".join(columns)
