"""The entries that changed: newly listed, no longer listed, with another id, another title, or changed facts."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopviewer.domain.editions.changes import ChangeQuery, EntryChangeKind, FactChangeKind, Mine
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.storage.editions.contents import normal_text, way_of
from coopviewer.storage.editions.identity import Identity

BITS = {kind: 1 << place for place, kind in enumerate(EntryChangeKind)}
_TOLD_TITLE = 1 << len(BITS)  # of an entry whose title changed in a way that is told once
_LAST_SLOT = 9
_TABLES = """
    DROP TABLE IF EXISTS main.entry_change;
    CREATE TABLE main.entry_change (entry TEXT PRIMARY KEY, old_id TEXT, new_id TEXT, kinds INTEGER NOT NULL,
        slot INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0,
        is_mine INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
"""
_MINE = """
    CREATE TEMP TABLE IF NOT EXISTS mine (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS mine_fact (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS old_wanted (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS new_wanted (id TEXT PRIMARY KEY) WITHOUT ROWID;
    DELETE FROM mine; DELETE FROM mine_fact; DELETE FROM old_wanted; DELETE FROM new_wanted;
"""
_RETITLED = (
    "SELECT n.id, o.title, n.title FROM old_entry o CROSS JOIN new_entry n ON n.id = o.id WHERE o.title IS NOT n.title"
)


class ToldTitle(NamedTuple):
    """A change of title that many entries share (*Programme* became *Project*), and that is therefore shown once.

    ``entries``: the number of these entries.
    ``example``: the id of one of them.
    """

    entries: int
    example: str


class EntryPass:
    """Writes which entries were added, removed or changed between two attached editions into ``main.entry_change``."""

    def __init__(self, connection: sqlite3.Connection, identity: Identity) -> None:
        self._connection, self._identity = connection, identity
        self.told_titles: tuple[ToldTitle, ...] = ()
        """Changes of title that more than ``most_alike`` entries share, as ``run`` found them; empty before that."""

    def mark_mine(self, mine: Mine, most: int) -> None:
        """Store which entries and facts are the user's, in place of those stored before.

        Of the user's entries, and the entries of their facts, the first ``most`` by id are also stored as wanted: their
        facts are compared before all others.
        """
        self._connection.executescript(_MINE)
        present = {self._identity.present_id(id_) for id_ in mine.entries} | set(mine.entries)
        facts = {self._identity.present_id(id_) for id_ in mine.facts} | set(mine.facts)
        for table, ids in (("mine", present), ("mine_fact", facts)):
            self._connection.executemany(f"INSERT INTO temp.{table} VALUES (?)", ((id_,) for id_ in sorted(ids)))
        first = sorted(present | {entry_of_fact(id_) for id_ in facts})[:most]
        former = {new: old for old, new in self._identity.renamed.items()}
        self._connection.executemany("INSERT INTO temp.new_wanted VALUES (?)", ((id_,) for id_ in first))
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.old_wanted VALUES (?)", ((former.get(id_, id_),) for id_ in first)
        )

    def run(self, most_alike: int) -> None:
        """Empty ``main.entry_change``, and write the entries that are new, gone, renamed or retitled into it.

        A change of title that more than ``most_alike`` entries share is kept once, in the attribute ``told_titles``.
        These entries have a row too, but do not count as retitled: their ``kinds`` has a bit of its own for this.
        """
        for statement in _TABLES.split(";"):  # a script would end the transaction
            self._connection.execute(statement)
        retitled = dict(self._retitled())
        counts = Counter(retitled.values())
        told = {way for way, count in counts.items() if count > most_alike}
        examples = {retitled[entry]: entry for entry in reversed(retitled)}
        self.told_titles = tuple(ToldTitle(counts[way], examples[way]) for way in examples if way in told)
        bits = {
            entry: _TOLD_TITLE if way in told else BITS[EntryChangeKind.RETITLED] for entry, way in retitled.items()
        }
        identity = self._identity
        former = {new: old for old, new in identity.renamed.items()}
        for new_id in former:
            bits[new_id] = bits.get(new_id, 0) | BITS[EntryChangeKind.ID_CHANGED]
        self._insert((id_, None, id_, BITS[EntryChangeKind.NEWLY_LISTED]) for id_ in sorted(identity.fresh))
        self._insert((id_, id_, None, BITS[EntryChangeKind.NO_LONGER_LISTED]) for id_ in sorted(identity.gone))
        self._insert((id_, former.get(id_, id_), id_, kinds) for id_, kinds in bits.items())

    def _insert(self, rows: Iterable[tuple[str, str | None, str | None, int]]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO main.entry_change (entry, old_id, new_id, kinds, slot) VALUES (?, ?, ?, ?, 0)", rows
        )

    def _retitled(self) -> Iterator[tuple[str, int]]:
        """Yield the ids of retitled entries, each with a number for the way in which its title changed."""
        renamed = self._identity.renamed
        pairs = list(self._connection.execute(_RETITLED))
        for old_id, new_id in renamed.items():
            query = "SELECT o.title, n.title FROM old_entry o CROSS JOIN new_entry n WHERE o.id = ? AND n.id = ?"
            pairs += [(new_id, *row) for row in self._connection.execute(query, (old_id, new_id))]
        for entry, old, new in pairs:
            before, after = normal_text(old), normal_text(new)
            if before != after:
                yield entry, way_of(before, after)

    def add_those_with_facts(self) -> None:
        """Add the entries of which only facts changed; then set three columns of all entries that changed.

        ``slot``: 0 if the entry itself changed; otherwise the lowest ChangeSlot of its changed facts, such as MONEY, or
        9 if many entries share each of these changes, so that it is shown once for all of them.
        ``place``: the entry's number in the new edition, or in the old one if it is gone.
        ``is_mine``: whether the entry, or a changed fact of it, is one of the user's.

        To be called after ``mark_mine`` and ``run``, when the changes of facts are written.
        """
        run = self._connection.execute
        former = self._identity.renamed
        run(
            "INSERT OR IGNORE INTO main.entry_change SELECT DISTINCT entry, entry, entry, 0, ?, 0, 0 "
            "FROM main.fact_change",
            (_LAST_SLOT,),
        )
        self._connection.executemany(
            "UPDATE main.entry_change SET old_id = ? WHERE entry = ?", ((old, new) for old, new in former.items())
        )
        run(
            "UPDATE main.entry_change SET slot = ifnull((SELECT min(f.slot) FROM main.fact_change f "
            "WHERE f.entry = entry_change.entry AND NOT f.is_told), ?) WHERE kinds & ? = 0",
            (_LAST_SLOT, sum(BITS.values())),
        )
        run(
            "UPDATE main.entry_change SET place = ifnull((SELECT number FROM new_entry WHERE id = new_id), "
            "(SELECT number FROM old_entry WHERE id = old_id))"
        )
        self.note_mine()

    def note_mine(self) -> None:
        """Set the column ``is_mine`` of each entry that changed: whether the entry or a changed fact is the user's.

        Which entries and facts are the user's was stored by ``mark_mine``.
        """
        self._connection.execute(
            "UPDATE main.entry_change SET is_mine = entry IN (SELECT id FROM temp.mine) "
            "OR ifnull(old_id IN (SELECT id FROM temp.mine), 0) OR EXISTS (SELECT 1 FROM main.fact_change f "
            "WHERE f.entry = entry_change.entry AND (f.new_id IN (SELECT id FROM temp.mine_fact) "
            "OR f.old_id IN (SELECT id FROM temp.mine_fact)))"
        )

    def counts(self) -> dict[EntryChangeKind, int]:
        """Return the numbers of entries that are new, gone, renamed (their id) or retitled, by kind of change.

        An entry that was renamed and retitled counts as both. Kinds without any are left out. Changes of title that
        more than ``most_alike`` entries share (see ``run``) are not counted.
        """
        found = {}
        for kind, bit in BITS.items():
            (count,) = self._connection.execute(
                "SELECT count(*) FROM main.entry_change WHERE kinds & ? <> 0", (bit,)
            ).fetchone()
            if count:
                found[kind] = count
        return found


def kinds_of(bits: int, query: ChangeQuery) -> tuple[EntryChangeKind, ...]:
    """Return what changed of an entry itself, as far as a query asks for these kinds of changes.

    ``bits`` is the value of the entry's column ``kinds``, in which each bit is a kind of change. A change of title that
    many entries share (``ToldTitle``) has a further bit, and is RETITLED only if ``query.told_once`` is set.
    """
    return tuple(kind for kind, bit in _asked_bits(query).items() if bits & bit)


def _asked_bits(query: ChangeQuery) -> dict[EntryChangeKind, int]:
    """Return the bits of ``kinds`` by each kind that a query asks for."""
    told = {EntryChangeKind.RETITLED: _TOLD_TITLE} if query.told_once else {}
    return {kind: bit | told.get(kind, 0) for kind, bit in BITS.items() if not query.kinds or kind in query.kinds}


def condition(query: ChangeQuery) -> tuple[str, list[object]]:
    """Return an SQL condition that selects the changed entries a query asks for, and the values of its parameters.

    An entry is selected if it changed itself, or one of its facts did, in a way that the query asks for. The condition
    is about a row of ``main.entry_change`` with the alias ``e``.
    """
    bits = sum(_asked_bits(query).values())
    facts = sorted(kind for kind in FactChangeKind if not query.kinds or kind in query.kinds)
    told = "" if query.told_once else " AND NOT f.is_told"
    shown = (
        f"(e.kinds & ? <> 0 OR EXISTS (SELECT 1 FROM main.fact_change f WHERE f.entry = e.entry{told} "
        f"AND f.kind IN ({','.join('?' * len(facts))})))"
    )
    values: list[object] = [bits, *facts]
    if query.entry_kind is not None:
        shown += " AND e.entry > ? AND e.entry < ?"
        values += [f"{query.entry_kind}/", f"{query.entry_kind}0"]
    return shown + (" AND e.is_mine" if query.mine else ""), values
