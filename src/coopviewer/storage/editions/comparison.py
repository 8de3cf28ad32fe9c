"""Comparing two editions of a reference: two files that are only read, and a result in temporary tables."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from coopviewer.domain.editions.changes import (
    AT_ONCE,
    ChangeQuery,
    ChangeSummary,
    EditionNames,
    EntryChanges,
    FactChangeKind,
    Mine,
)
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Progress, never_cancelled, no_progress
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.editions.entry_pass import EntryPass, condition, kinds_of
from coopviewer.storage.editions.fact_pass import FactPass
from coopviewer.storage.editions.identity import Identity, read_identity
from coopviewer.storage.editions.quiet_pass import QuietPass
from coopviewer.storage.editions.reading import ChangeReader, StoredFactChange
from coopviewer.storage.editions.result import ComparisonResult
from coopviewer.storage.editions.shapes import SHAPES
from coopviewer.storage.editions.sides import IsCancelled, attach, comparing, names_of, one_transaction
from coopviewer.storage.editions.told_once import FACT_CHANGES, read_told_once, stored_change
from coopviewer.storage.reference.facts import need
from coopviewer.storage.reference.rows import Row

MOST_FACTS = 200
"""The most changes of facts that are read for each entry of a list, if the caller does not ask for more."""
MOST_FACTS_OF_ONE = 5_000
"""The most changes of facts that ``EditionComparison.entry`` reads."""
MOST_FIRST = 500
"""The most of the user's own entries whose facts ``EditionComparison.begin`` compares."""
_SHARE_TOLD_ONCE = 30  # per cent of the entries that both editions list
_FEWEST_TOLD_ONCE = 5  # entries; fewer are always told one by one


_NOTHING, _ALL, _WHOLE = Mine(), ChangeQuery(), ChangeQuery(told_once=True)
_ENTRY_COLUMNS = "e.entry, e.old_id, e.new_id, e.kinds, e.is_mine"


class EditionComparison:
    """A comparison of two editions; a context manager, to be created, used and closed on one thread.

    ``begin`` finds out which entries of the two belong together, and compares the user's own; ``compare`` compares all.
    One of these must be called before any other method, except ``lists``. Every method raises EnvironmentFault if a
    file turns out to be damaged.
    """

    def __init__(self, old: Path, new: Path, *, any_dataset: bool = False) -> None:
        """Open both files; ``any_dataset``: they may be editions of different datasets.

        Raises EnvironmentFault if one is not a reference, or if the datasets differ and must not.
        """
        self.old_path, self.new_path = old, new
        self._connection = attach(old, new)
        try:
            self._reader = ChangeReader(old, new)
        except EnvironmentFault:
            self._connection.close()
            raise
        self.old, self.new = self._reader.editions
        if self.old.dataset != self.new.dataset and not any_dataset:
            self.close()
            raise EnvironmentFault("editions.other-dataset", old=self.old.title, new=self.new.title)
        self._mine = Mine()
        self._identity: Identity | None = None
        self._entries: EntryPass | None = None
        self._is_complete = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
        self._connection.close()

    def begin(self, mine: Mine = _NOTHING, is_cancelled: IsCancelled = never_cancelled) -> None:
        """Find out which entries were added, removed, renamed or retitled; compare the facts of the user's own entries.

        ``mine`` has the entries and facts that the user works with. Of these entries, and the entries of these facts,
        the first 500 by id (MOST_FIRST) are compared. All that was found before is replaced. Raises Cancelled once
        ``is_cancelled`` returns True; then it must be called again before anything is read. Raises EnvironmentFault
        also if redirects of an edition lead in a circle.
        """
        self._mine = mine
        with comparing(self._connection, self.old_path, self.new_path, is_cancelled):
            self._identity = read_identity(self._connection, self.old_path, self.new_path)
            self._entries = EntryPass(self._connection, self._identity)
            self._entries.mark_mine(mine, MOST_FIRST)
            with one_transaction(self._connection):
                self._entries.run(self._most_alike())
                self._compare_facts(self._identity, no_progress, is_limited=True)
                self._entries.add_those_with_facts()
        self._is_complete = False

    def compare(
        self,
        is_cancelled: IsCancelled = never_cancelled,
        progress: Progress = no_progress,
        also: Collection[FactChangeKind] = (),
    ) -> None:
        """Compare all facts; ``also`` may name RE_SOURCED and ORDER_ONLY, changes that are not looked for otherwise.

        Calls ``begin`` first if it was not called yet. ``progress`` is called with the number of steps that are done
        and of all steps. Raises Cancelled once ``is_cancelled`` returns True; an earlier result of ``begin`` or
        ``compare`` then stays.
        """
        if self._identity is None or self._entries is None:
            self.begin(self._mine, is_cancelled)
        assert self._identity is not None
        assert self._entries is not None
        with (
            comparing(self._connection, self.old_path, self.new_path, is_cancelled),
            one_transaction(self._connection),
        ):
            self._entries.run(self._most_alike())
            result = self._compare_facts(self._identity, progress)
            if also:
                QuietPass(self._connection, result).run(also)
                result.flush()
            result.find_told_once(self._most_alike())
            self._entries.add_those_with_facts()
        self._is_complete = True

    def _compare_facts(self, identity: Identity, progress: Progress, *, is_limited: bool = False) -> ComparisonResult:
        result = ComparisonResult(self._connection)
        passes = [FactPass(self._connection, each, identity, result, is_limited=is_limited) for each in SHAPES]
        total = len(passes) + 2
        for number, each in enumerate(passes):
            progress(number, total)
            each.run()
        progress(len(passes), total)
        result.pair_loose()
        for each in passes:
            each.run_pairs()
        result.flush()
        progress(total - 1, total)
        return result

    def _most_alike(self) -> int:
        """Return the number of entries up to which changes in one way are shown for each entry."""
        assert self._identity is not None
        listed = int(self._connection.execute("SELECT count(*) FROM new_entry").fetchone()[0])
        both = listed - len(self._identity.fresh)
        return max(both * _SHARE_TOLD_ONCE // 100, _FEWEST_TOLD_ONCE)

    def summary(self) -> ChangeSummary:
        """Return the numbers of changes by kind and of changed entries; ``told_once`` has the changes that many share.

        Many are over 5 entries and over 30 % of the entries in both editions. Changes in ``told_once`` are not counted.
        """
        assert self._entries is not None
        with self._reading():
            query = "SELECT kind, count(*) FROM main.fact_change WHERE NOT is_told GROUP BY kind"
            counted = dict(self._connection.execute(query))
            shown, values = condition(_ALL)
            query = f"SELECT count(*), ifnull(sum(e.is_mine), 0) FROM main.entry_change e WHERE {shown}"
            changed, mine = self._connection.execute(query, values).fetchone()
            return ChangeSummary(
                self.old,
                self.new,
                self._entries.counts(),
                {kind: counted[kind] for kind in FactChangeKind if kind in counted},
                changed,
                mine,
                read_told_once(self._connection, self._reader, self._entries.told_titles),
                self._is_complete,
                names_of(self.old_path, self.new_path),
            )

    def entries(
        self, query: ChangeQuery = _ALL, offset: int = 0, limit: int = AT_ONCE, most_facts: int = MOST_FACTS
    ) -> tuple[EntryChanges, ...]:
        """Return at most ``limit`` (50) changed entries of a query, from ``offset`` on: those with ``is_mine`` first.

        Each of these two groups is sorted by the most important change (of the entry itself, then by ChangeSlot), by
        kind and by title. At most ``most_facts`` (200) changes of facts are read for each entry, but all are counted.
        """
        shown, values = condition(query)
        order = "ORDER BY e.is_mine DESC, e.slot, e.place, e.entry LIMIT ? OFFSET ?"
        with self._reading():
            rows = self._connection.execute(
                f"SELECT {_ENTRY_COLUMNS} FROM main.entry_change e WHERE {shown} {order}", [*values, limit, offset]
            ).fetchall()
            return self._read(rows, query, most_facts)

    def entry(self, entry_id: str, query: ChangeQuery = _WHOLE) -> EntryChanges | None:
        """Return the changes of one entry, by its id in either edition; None if it has none that the query asks for.

        By default, changes that many entries share are included. The query's limit to the user's own entries is
        ignored. At most 5,000 changes of facts (MOST_FACTS_OF_ONE) are read.
        """
        shown, values = condition(query._replace(mine=False))
        with self._reading():
            rows = self._connection.execute(
                f"SELECT {_ENTRY_COLUMNS} FROM main.entry_change e WHERE {shown} AND (e.entry = ? OR e.old_id = ?) "
                "ORDER BY e.entry = ? DESC LIMIT 1",
                [*values, entry_id, entry_id, entry_id],
            ).fetchall()
            return next(iter(self._read(rows, query, MOST_FACTS_OF_ONE)), None)

    def note_mine(self, mine: Mine) -> None:
        """Mark ``mine`` as the user's entries and facts, in place of those marked before; compare nothing anew."""
        assert self._entries is not None
        self._mine = mine
        with self._reading():
            self._entries.mark_mine(mine, MOST_FIRST)
            self._entries.note_mine()

    @property
    def mine(self) -> Mine:
        """The entries and facts that the user works with, as last given to ``begin`` or ``note_mine``."""
        return self._mine

    @property
    def is_complete(self) -> bool:
        """Whether ``compare`` has compared all facts; False again after ``begin``."""
        return self._is_complete

    def lists(self, entry_id: str) -> bool:
        """Return whether at least one of the two editions has an entry with this id; a former id does not count."""
        with self._reading():
            query = (
                "SELECT EXISTS (SELECT 1 FROM old_entry WHERE id = :id UNION SELECT 1 FROM new_entry WHERE id = :id)"
            )
            return bool(self._connection.execute(query, {"id": entry_id}).fetchone()[0])

    def count(self, query: ChangeQuery = _ALL) -> int:
        """Return the number of changed entries that a query selects."""
        shown, values = condition(query)
        with self._reading():
            found = self._connection.execute(f"SELECT count(*) FROM main.entry_change e WHERE {shown}", values)
            return int(found.fetchone()[0])

    def entry_kinds(self, query: ChangeQuery = _ALL) -> dict[EntryKind, int]:
        """Return how many changed entries a query selects of each kind of entry; its ``entry_kind`` is ignored.

        The kinds are in the order of EntryKind; those without any are left out.
        """
        shown, values = condition(query._replace(entry_kind=None))
        counted = "SELECT substr(e.entry, 1, instr(e.entry, '/') - 1) AS kind, count(*)"
        with self._reading():
            rows = self._connection.execute(
                f"{counted} FROM main.entry_change e WHERE {shown} GROUP BY kind", values
            ).fetchall()
            found = {EntryKind(kind): count for kind, count in rows}
        return {kind: found[kind] for kind in EntryKind if kind in found}

    def names(self, changes: Collection[EntryChanges]) -> EditionNames:
        """Return what sentences on changes need: titles, kinds of relation, words for codes, and legal notes."""
        return self._reader.names(changes)

    def _reading(self) -> AbstractContextManager[None]:
        return comparing(self._connection, self.old_path, self.new_path, never_cancelled)

    def _read(self, rows: Sequence[Row], query: ChangeQuery, most_facts: int) -> tuple[EntryChanges, ...]:
        """Read the entries of rows of ``main.entry_change``, each with at most ``most_facts`` changes of facts."""
        assert self._identity is not None
        stored = [self._fact_changes(row[0], query) for row in rows]
        facts = iter(self._reader.facts_of([each for several in stored for each in several[:most_facts]]))
        old, new = (self._reader.refs(place, [row[1 + place] for row in rows if row[1 + place]]) for place in (0, 1))
        need({row[0] for row in rows}, {row[0] for row in rows if row[1] in old or row[2] in new})
        led = {row[1]: led for row in rows if row[2] is None and (led := self._identity.led_to(row[1]))}
        to = self._reader.refs(1, led.values())
        return tuple(
            EntryChanges(
                old.get(old_id),
                new.get(new_id),
                kinds_of(kinds, query),
                tuple(islice(facts, min(len(several), most_facts))),
                len(several),
                bool(is_mine),
                to.get(led.get(old_id, "")),
            )
            for (_, old_id, new_id, kinds, is_mine), several in zip(rows, stored, strict=True)
        )

    def _fact_changes(self, entry: str, query: ChangeQuery) -> list[StoredFactChange]:
        kinds = sorted(kind for kind in FactChangeKind if not query.kinds or kind in query.kinds)
        told = "" if query.told_once else "AND NOT f.is_told"
        rows = self._connection.execute(
            f"{FACT_CHANGES} WHERE f.entry = ? {told} AND f.kind IN ({','.join('?' * len(kinds))}) "
            "ORDER BY f.slot, f.tbl, ifnull(f.new_id, f.old_id)",
            [entry, *kinds],
        )
        return [stored_change(row) for row in rows]
