"""The result of a comparison in temporary tables: which facts of which entries differ, and in which way."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from coopviewer.domain.editions.changes import FactChangeKind
from coopviewer.storage.editions.sides import Side

_TABLES = """
    DROP TABLE IF EXISTS main.fact_change; DROP TABLE IF EXISTS main.way; DROP TABLE IF EXISTS main.loose;
    DROP TABLE IF EXISTS main.told; DROP TABLE IF EXISTS main.met;
    CREATE TABLE main.fact_change (number INTEGER PRIMARY KEY, entry TEXT NOT NULL, kind TEXT NOT NULL,
        slot INTEGER NOT NULL, tbl TEXT NOT NULL, old_id TEXT, new_id TEXT, is_told INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE main.way (change INTEGER NOT NULL, field TEXT NOT NULL, way INTEGER NOT NULL) STRICT;
    CREATE TABLE main.loose (number INTEGER PRIMARY KEY, side TEXT NOT NULL, fact_id TEXT NOT NULL, met TEXT NOT NULL,
        entry TEXT NOT NULL, tbl TEXT NOT NULL, content INTEGER NOT NULL, slot INTEGER NOT NULL) STRICT;
    CREATE TABLE main.told (kind TEXT NOT NULL, tbl TEXT NOT NULL, field TEXT NOT NULL, way INTEGER NOT NULL,
        entries INTEGER NOT NULL, example INTEGER NOT NULL) STRICT;
    CREATE TABLE main.met (tbl TEXT NOT NULL, old_id TEXT NOT NULL, new_id TEXT NOT NULL) STRICT;
"""
_BATCH = 500


class LooseFact(NamedTuple):
    """A fact of the edition ``side`` whose id the other edition lacks.

    ``met``: the id by which to find the fact in the other edition (``Identity.met_by``).
    ``entry``: the id of the fact's entry in the new edition.
    ``content``: the hash of the fact's content.
    ``slot``: the number of what the fact is about, such as money (ChangeSlot).
    """

    side: Side
    fact_id: str
    met: str
    entry: str
    table: str
    content: int
    slot: int


class ComparisonResult:
    """The result of a comparison as tables in the database ``main`` of a connection.

    A new one begins empty: the tables of an earlier comparison are deleted. To be called in this order: ``add_fact``
    and ``add_loose`` for all tables of facts; ``pair_loose`` once; ``met_pairs`` for each table, and ``add_fact`` for
    the changes among these pairs; ``flush``; ``find_told_once``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in _TABLES.split(";"):  # a script would end the transaction
            connection.execute(statement)
        self._number = 0
        self._changes: list[tuple[object, ...]] = []
        self._ways: list[tuple[int, str, int]] = []

    def add_fact(
        self,
        entry: str,
        kind: FactChangeKind,
        slot: int,
        table: str,
        old_id: str | None,
        new_id: str | None,
        ways: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Add a change of a fact, which is written into the tables by ``flush`` at the latest.

        ``entry``: the id of the fact's entry, in the new edition if that lists it.
        ``slot``: the number of what the fact is about, such as money (ChangeSlot).
        ``table``: the name of the fact's table.
        ``old_id``, ``new_id``: the fact's id in each edition, None where it lacks the fact.
        ``ways``: the fields that differ, each with the number that ``way_of`` returns for its change.
        """
        self._number += 1
        # plain values: SQLite's module looks for an adapter for each member of an enumeration
        self._changes.append((self._number, entry, kind.value, slot, table, old_id, new_id))
        for field, way in ways:
            self._ways.append((self._number, field, way))
        if len(self._changes) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the changes that are kept in memory into the temporary tables."""
        self._connection.executemany("INSERT INTO main.fact_change VALUES (?, ?, ?, ?, ?, ?, ?, 0)", self._changes)
        self._connection.executemany("INSERT INTO main.way VALUES (?, ?, ?)", self._ways)
        self._changes.clear()
        self._ways.clear()

    def add_loose(self, facts: Iterable[LooseFact]) -> None:
        """Add facts whose id only one edition has; ``pair_loose`` then looks for each in the other edition."""
        query = "INSERT INTO main.loose (side, fact_id, met, entry, tbl, content, slot) VALUES (?, ?, ?, ?, ?, ?, ?)"
        facts = iter(facts)
        while batch := list(islice(facts, _BATCH)):
            self._connection.executemany(query, batch)

    def pair_loose(self) -> None:
        """Find out which of the facts that ``add_loose`` added are one fact in both editions, under two ids.

        Linked by a redirect or a renamed entry: no change if the content is the same, else ``met_pairs`` yields the
            pair.
        Not linked, but in one entry and with the same content: added as one fact that moved.
        All others: added as new, or as no longer published.
        """
        self.flush()
        run = self._connection.execute
        run("CREATE INDEX main.loose_by_id ON loose (side, tbl, fact_id)")
        run("CREATE TEMP TABLE IF NOT EXISTS pair (old INTEGER PRIMARY KEY, new INTEGER UNIQUE, is_moved INTEGER)")
        run("DELETE FROM temp.pair")
        for condition in ("n.fact_id = o.met", "n.met = o.fact_id", "n.met = o.met"):
            if condition == "n.met = o.fact_id":
                run("CREATE INDEX main.loose_by_met ON loose (side, tbl, met)")
            run(
                "INSERT OR IGNORE INTO temp.pair SELECT o.number, n.number, 0 FROM main.loose o "
                f"CROSS JOIN main.loose n ON n.side = 'new' AND n.tbl = o.tbl AND {condition} "
                "WHERE o.side = 'old' ORDER BY o.number, n.number"
            )
        run(
            "INSERT INTO main.met SELECT o.tbl, o.fact_id, n.fact_id FROM temp.pair p "
            "CROSS JOIN main.loose o ON o.number = p.old CROSS JOIN main.loose n ON n.number = p.new "
            "WHERE o.content <> n.content"
        )
        self._pair_moved()
        self._add_rest()

    def _pair_moved(self) -> None:
        alike = (
            "SELECT number, side, entry, tbl, content, fact_id, slot, row_number() OVER "
            "(PARTITION BY side, entry, tbl, content ORDER BY fact_id) AS place FROM main.loose "
            "WHERE number NOT IN (SELECT {0} FROM temp.pair) AND side = '{0}'"
        )
        self._connection.execute(
            f"INSERT INTO temp.pair SELECT o.number, n.number, 1 FROM ({alike.format('old')}) o "
            f"JOIN ({alike.format('new')}) n ON n.entry = o.entry AND n.tbl = o.tbl AND n.content = o.content "
            "AND n.place = o.place"
        )
        query = (
            "SELECT o.entry, o.slot, o.tbl, o.fact_id, n.fact_id FROM temp.pair p CROSS JOIN main.loose o "
            "ON o.number = p.old CROSS JOIN main.loose n ON n.number = p.new WHERE p.is_moved ORDER BY p.old"
        )
        for entry, slot, table, old_id, new_id in self._connection.execute(query).fetchall():
            self.add_fact(entry, FactChangeKind.MOVED, slot, table, old_id, new_id)
        self.flush()

    def _add_rest(self) -> None:
        """Add what was not paired, as new or no longer published."""
        for side, kind in (("old", FactChangeKind.NO_LONGER_PUBLISHED), ("new", FactChangeKind.NEW)):
            self._connection.execute(
                "INSERT INTO main.way SELECT number + :first, '', content FROM main.loose WHERE side = :side "
                f"AND number NOT IN (SELECT {side} FROM temp.pair)",
                {"side": side, "first": self._number},
            )
            self._connection.execute(
                "INSERT INTO main.fact_change SELECT number + :first, entry, :kind, slot, tbl, "
                "iif(side = 'old', fact_id, NULL), iif(side = 'new', fact_id, NULL), 0 FROM main.loose "
                f"WHERE side = :side AND number NOT IN (SELECT {side} FROM temp.pair)",
                {"side": side, "first": self._number, "kind": kind},
            )
        found = self._connection.execute("SELECT max(number) FROM main.fact_change").fetchone()[0]
        self._number = found or 0

    def met_pairs(self, table: str, at_once: int) -> Iterator[Sequence[tuple[str, str]]]:
        """Yield the ids, old and new, of those facts of a table that have both another id and another content now.

        ``pair_loose`` has found these pairs. They are yielded in lists of at most ``at_once``, in the order in which
        they were found.
        """
        cursor = self._connection.execute("SELECT old_id, new_id FROM main.met WHERE tbl = ? ORDER BY rowid", (table,))
        while pairs := cursor.fetchmany(at_once):
            yield pairs

    def find_told_once(self, entries: int) -> None:
        """Find the changes that more than ``entries`` entries share, and mark them (``is_told``): they are shown once.

        Shared is, for example, that one word is replaced by the same other one in a field, or that a fact with the same
        content is new, or gone. If several fields of a fact changed, it is marked if each of these changes is shared. A
        fact that only moved, or is only in another order, is never marked. Changes that were not flushed are not looked
        at.
        """
        run = self._connection.execute
        run("CREATE INDEX main.fact_change_by_entry ON fact_change (entry)")
        run(
            "INSERT INTO main.told SELECT f.kind, f.tbl, w.field, w.way, count(DISTINCT f.entry), min(f.number) "
            "FROM main.way w CROSS JOIN main.fact_change f ON f.number = w.change "
            "GROUP BY f.kind, f.tbl, w.field, w.way "
            "HAVING count(DISTINCT f.entry) > ?",
            (entries,),
        )
        if run("SELECT EXISTS (SELECT 1 FROM main.told)").fetchone()[0]:
            run("CREATE INDEX main.way_by_change ON way (change)")
            run(
                "UPDATE main.fact_change SET is_told = 1 WHERE EXISTS (SELECT 1 FROM main.way w "
                "WHERE w.change = number) AND NOT EXISTS (SELECT 1 FROM main.way w WHERE w.change = number "
                "AND NOT EXISTS (SELECT 1 FROM main.told t WHERE t.kind = fact_change.kind AND t.tbl = fact_change.tbl "
                "AND t.field = w.field AND t.way = w.way))"
            )
