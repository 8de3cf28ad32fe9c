"""Reading what both editions say about entries that changed: facts as values, titles, and words for codes."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.editions.changes import ChangeSlot, EditionNames, EntryChanges, FactChange, FactChangeKind
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.fact_fields import kind_of
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Predicate
from coopviewer.storage.editions.shapes import SHAPE_OF
from coopviewer.storage.reference import fact_rows, facts
from coopviewer.storage.reference.imports.parts import read_published
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.rows import read_edition

_AT_ONCE = 500  # ids in one query


class StoredFactChange(NamedTuple):
    """A change of a fact, as a row of a comparison's result.

    ``entry``: the id of the fact's entry, in the new edition if that lists it.
    ``table``: the name of the fact's table.
    ``old_id``, ``new_id``: the fact's id in each edition, None where it lacks the fact.
    ``columns``: the names of the fields that differ; empty for a fact that is new, gone, moved or only reordered.
    ``is_mine``: the user annotated the fact.
    """

    entry: str
    kind: FactChangeKind
    slot: ChangeSlot
    table: str
    old_id: str | None
    new_id: str | None
    columns: tuple[str, ...]
    is_mine: bool


class ChangeReader:
    """Reads what the old and the new edition say, with a connection of its own for each.

    Its methods raise EnvironmentFault if a file is damaged, or lacks a fact that is asked for or a kind of relation
    that a fact names. Entries that a file lacks are left out.
    """

    def __init__(self, old: Path, new: Path) -> None:
        """Open both files. Raises EnvironmentFault if one is not a reference."""
        self._paths = (old, new)
        with ExitStack() as stack:
            self._connections = tuple(stack.enter_context(closing(open_reference(path))) for path in self._paths)
            editions = []
            for path, connection in self._each():
                with reading(path):
                    editions.append(read_edition(connection))
            self._stack = stack.pop_all()
        self.editions: tuple[Edition, Edition] = (editions[0], editions[1])

    def close(self) -> None:
        """Close both files."""
        self._stack.close()

    def facts_of(self, changes: Sequence[StoredFactChange]) -> tuple[FactChange, ...]:
        """Read what both editions say of facts that changed, in the given order."""
        old = self._facts(0, [(each.table, each.old_id) for each in changes if each.old_id is not None])
        new = self._facts(1, [(each.table, each.new_id) for each in changes if each.new_id is not None])
        return tuple(
            FactChange(
                each.kind,
                each.slot,
                None if each.old_id is None else old[each.old_id],
                None if each.new_id is None else new[each.new_id],
                each.columns,
                each.is_mine,
            )
            for each in changes
        )

    def refs(self, place: int, ids: Iterable[str]) -> dict[str, EntryRef]:
        """Read entries of the old edition (0) or the new one (1) by id; unknown ids are left out."""
        found: dict[str, EntryRef] = {}
        with reading(self._paths[place]):
            for several in _parts(sorted(set(ids))):
                found |= facts.read_refs(self._connections[place], several)
        return found

    def names(self, changes: Collection[EntryChanges]) -> EditionNames:
        """Return what sentences on changes need: titles, kinds of relation, words for codes, and legal notes.

        What both editions have is taken from the new one, apart from legal notes, which are taken from both.
        """
        ids = {id_ for each in changes for change in each.facts for id_ in _named(change)}
        refs = {id_: ref for place in (0, 1) for id_, ref in self.refs(place, ids).items()}
        refs |= {each.ref.id: each.ref for each in changes}
        predicates: dict[str, Predicate] = {}
        notes: dict[tuple[str, str], None] = {}
        labels: dict[tuple[str, str], dict[str, str]] = {}
        for path, connection in self._each():
            with reading(path):
                predicates |= facts.read_predicates(connection)
                for note in facts.read_lookup(connection, (), refs).legal_notes:
                    notes[refs[note.entry_id].marker or "", note.text] = None
                for code_list, code, language, label in connection.execute(
                    "SELECT list, code, language, label FROM code_label"
                ):
                    labels.setdefault((code_list, code), {})[language] = label
        with reading(self._paths[1]):
            facts.need(set(_predicates(changes)), predicates.keys())
        return EditionNames(refs, predicates, labels, tuple(notes))

    def _facts(self, place: int, wanted: Sequence[tuple[str, str]]) -> Mapping[str, Fact]:
        """Read facts, given as (table, id), by id. Raises EnvironmentFault if one cannot be read."""
        by_table: dict[str, list[str]] = {}
        for table, fact_id in wanted:
            by_table.setdefault(table if table in fact_rows.FACT_TABLES else "", []).append(fact_id)
        found: dict[str, Fact] = {}
        connection = self._connections[place]
        with reading(self._paths[place]):
            for table, ids in by_table.items():
                for several in _parts(ids):
                    places = ",".join("?" * len(several))
                    read = (
                        facts.read_facts(connection, table, f"f.id IN ({places}) ORDER BY f.id", tuple(several))
                        if table
                        else read_published(connection, several)
                    )
                    found |= {fact.id: fact for fact in read}
            facts.need({fact_id for _, fact_id in wanted}, found.keys())
        return found

    def _each(self) -> Iterator[tuple[Path, sqlite3.Connection]]:
        yield from zip(self._paths, self._connections, strict=True)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _named(change: FactChange) -> Iterator[str]:
    """Yield the ids of the entries that the facts of a change name."""
    for fact in (change.old, change.new):
        if fact is not None:
            yield fact.entry_id
            for field in SHAPE_OF[kind_of(fact)].ids:
                if named := getattr(fact, field, None):
                    yield named


def _predicates(changes: Collection[EntryChanges]) -> Iterator[str]:
    """Yield the ids of the kinds of relation that the facts of changes name."""
    for each in changes:
        for change in each.facts:
            for fact in filter(None, (change.old, change.new)):
                if named := getattr(fact, "predicate_id", None):
                    yield named
