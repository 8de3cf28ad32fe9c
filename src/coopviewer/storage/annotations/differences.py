"""Differences between two annotations files: a summary for the user, and the edits that make one like the other.

Its functions raise sqlite3.Error, which ``AnnotationFile.reading`` turns into faults.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from coopviewer.domain.annotations.backups import EXAMPLE_LENGTH, EXAMPLES, Difference, Differing, Effect
from coopviewer.storage.annotations.replaying import is_shared
from coopviewer.storage.annotations.rows import ANCHOR, ANNOTATION, ANNOTATION_TAG, TAG, Row, RowEdit, TableColumns

Pair = tuple[Row | None, Row | None]
Effects = dict[str, tuple[Effect, Row]]


_FOR_TEAM = """
    SELECT a.uuid, NOT p.is_owner FROM annotation a JOIN person p ON p.uuid = a.creator
    WHERE a.uuid IN (SELECT value FROM json_each(?)) AND a.deleted_at IS NULL AND EXISTS (SELECT 1 FROM team)
    AND EXISTS (SELECT 1 FROM version v WHERE v.annotation_uuid = a.uuid AND v.is_shared = 1)
"""
_WAS_ONLY_MINE = """
    SELECT json_extract(r.before, '$.only_mine') FROM revision r JOIN operation o ON o.id = r.operation_id
    WHERE r.annotation_uuid = ? AND r.table_name = 'annotation' AND r.after IS NULL AND o.undone_at IS NULL
    ORDER BY o.id DESC LIMIT 1
"""


def difference(now: sqlite3.Connection, kept: sqlite3.Connection) -> Difference:
    """Return what would happen to annotations if the file ``now`` were made like ``kept``, such as a backup.

    Annotations in the bin that other files have too stay there, and do not count.
    """
    effects: Effects = {}
    staying: set[str] = set()
    for present, wanted in _differences(now, kept, ANNOTATION):
        row = wanted or present or {}
        if wanted is None and row["deleted_at"] is not None and is_shared(now, row["uuid"]):
            staying.add(row["uuid"])
            continue
        effect = Effect.BACK if present is None else Effect.GONE if wanted is None else Effect.CHANGED
        effects[row["uuid"]] = (effect, row)
    for uuid in _changed_beside(now, kept) - effects.keys() - staying:
        effects[uuid] = (Effect.CHANGED, _row(now, uuid))
    counts = {each: sum(effect is each for effect, _ in effects.values()) for each in Effect}
    gone = [uuid for uuid, (effect, row) in effects.items() if effect is Effect.GONE and row["deleted_at"] is None]
    for_team = gone_for_team(now, gone)
    examples = [
        Differing(
            effect,
            row["uuid"],
            row["entry_id"],
            _beginning(now if effect is Effect.GONE else kept, row),
            for_team.get(row["uuid"], False),
        )
        for effect in Effect
        for row in _latest(effects, effect)
    ]
    of_others = sum(for_team.values())
    found = Difference(counts[Effect.BACK], counts[Effect.CHANGED], counts[Effect.GONE], tuple(examples))
    return found._replace(for_team=len(for_team), of_others=of_others)


def gone_for_team(now: sqlite3.Connection, gone: Sequence[str]) -> dict[str, bool]:
    """Return which of some annotations, if they are removed, would go to the bin in the files of a team too.

    ``now`` is the user's annotations file, ``gone`` are the uuids of the annotations. The result maps uuids to True if
    a colleague wrote the annotation, False if the user did. Annotations that are in the bin already, or that no other
    file has, are left out. Empty if the file takes part in no team.
    """
    return {uuid: bool(is_others) for uuid, is_others in now.execute(_FOR_TEAM, (json.dumps(list(gone)),))}


def restoring_edits(now: sqlite3.Connection, kept: sqlite3.Connection) -> list[RowEdit]:
    """Return the edits of the file ``now`` that make it like ``kept``, such as a backup.

    The edits are to be made in this order. Anchors that the program found are unchanged for annotations that are in
    both files.
    """
    found: list[RowEdit] = []
    touched: set[str] = set()  # uuids of annotations that are added or removed
    for table in (ANNOTATION, TAG, ANNOTATION_TAG):
        for present, wanted in _differences(now, kept, table):
            found.append(RowEdit(table, table.key_of(wanted or present or {}), wanted))
            if table is ANNOTATION and (present is None or wanted is None):
                touched.add((wanted or present or {})["uuid"])
    for present, wanted in _differences(now, kept, ANCHOR):
        if _counts(present, touched) or _counts(wanted, touched):
            found.append(RowEdit(ANCHOR, ANCHOR.key_of(wanted or present or {}), wanted))
    return found


def _counts(anchor: Row | None, touched: set[str]) -> bool:
    """Return whether restoring applies to an anchor: the user decided it, or its annotation is added or removed."""
    return anchor is not None and (anchor["decided_by"] == "person" or anchor["annotation_uuid"] in touched)


def _changed_beside(now: sqlite3.Connection, kept: sqlite3.Connection) -> set[str]:
    """Return the uuids of annotations whose tags or anchors differ.

    A tag is the same as another of its name, such as one that came with a colleague's annotation.
    """
    tagged = {row["annotation_uuid"] for pair in _differences(now, kept, ANNOTATION_TAG) for row in pair if row}
    found = {uuid for uuid in tagged if _tag_keys(now, uuid) != _tag_keys(kept, uuid)}
    for pair in _differences(now, kept, ANCHOR):
        found.update(row["annotation_uuid"] for row in pair if row is not None and _counts(row, set()))
    for present, wanted in _differences(now, kept, TAG):
        if present is not None and wanted is not None:  # renamed
            query = "SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?"
            found.update(uuid for (uuid,) in now.execute(query, (present["uuid"],)))
    return found


def _tag_keys(connection: sqlite3.Connection, uuid: str) -> set[str]:
    query = "SELECT t.key FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid WHERE x.annotation_uuid = ?"
    return {key for (key,) in connection.execute(query, (uuid,))}


def _differences(now: sqlite3.Connection, kept: sqlite3.Connection, table: TableColumns) -> Iterator[Pair]:
    """Yield the rows of a table that restoring changes, in the order of its key, as pairs of present and wanted row.

    None stands where a row is missing or not wanted. Wanted rows are those of the file ``kept``, but nothing that was
    marked as *only mine* loses the mark, since what is sent to a team then cannot be called back.
    """
    for present, wanted in _different_rows(now, kept, table):
        if table is ANNOTATION and wanted is not None and _is_only_mine(now, present, wanted):
            wanted = {**wanted, "only_mine": 1}
        if present != wanted:
            yield present, wanted


def _is_only_mine(now: sqlite3.Connection, present: Row | None, wanted: Row) -> bool:
    """Return whether an annotation is *only mine* in one of two files, or was so when an operation removed it."""
    if present is not None:
        return bool(present["only_mine"] or wanted["only_mine"])
    removed: tuple[Any, ...] | None = now.execute(_WAS_ONLY_MINE, (wanted["uuid"],)).fetchone()
    return bool(wanted["only_mine"] or (removed and removed[0]))


def _different_rows(now: sqlite3.Connection, kept: sqlite3.Connection, table: TableColumns) -> Iterator[Pair]:
    """Yield the differing rows of a table, in the order of its key, as pairs; None where a file lacks the row."""
    columns = (*table.key, *(column for column in table.columns if column not in table.key))
    length = len(table.key)
    query = f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY {', '.join(table.key)}"
    ours, theirs = now.execute(query), kept.execute(query)
    present, wanted = next(ours, None), next(theirs, None)
    while present is not None or wanted is not None:
        if present == wanted:
            present, wanted = next(ours, None), next(theirs, None)
        elif wanted is None or (present is not None and present[:length] < wanted[:length]):
            yield _as_row(columns, present), None
            present = next(ours, None)
        elif present is None or present[:length] > wanted[:length]:
            yield None, _as_row(columns, wanted)
            wanted = next(theirs, None)
        else:
            yield _as_row(columns, present), _as_row(columns, wanted)
            present, wanted = next(ours, None), next(theirs, None)


def _as_row(columns: Sequence[str], values: Sequence[Any] | None) -> Row | None:
    return None if values is None else dict(zip(columns, values, strict=True))


def _latest(effects: Effects, effect: Effect) -> list[Row]:
    found = [row for each, row in effects.values() if each is effect]
    return sorted(found, key=lambda row: (row["modified"], row["uuid"]), reverse=True)[:EXAMPLES]


def _row(connection: sqlite3.Connection, uuid: str) -> Row:
    query = f"SELECT {', '.join(ANNOTATION.columns)} FROM annotation WHERE uuid = ?"
    return dict(zip(ANNOTATION.columns, connection.execute(query, (uuid,)).fetchone(), strict=True))


def _beginning(connection: sqlite3.Connection, row: Row) -> str:
    text = row["body"].strip()
    if not text:
        query = "SELECT exact FROM anchor WHERE annotation_uuid = ? ORDER BY number LIMIT 1"
        found: tuple[Any, ...] | None = connection.execute(query, (row["uuid"],)).fetchone()
        text = found[0] if found else ""
    first = " ".join(text[: EXAMPLE_LENGTH * 4].split())
    return first if len(first) <= EXAMPLE_LENGTH else f"{first[: EXAMPLE_LENGTH - 1]}…"
