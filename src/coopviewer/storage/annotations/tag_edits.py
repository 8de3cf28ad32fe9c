"""Edits of tags as edits of rows: renaming, merging and deleting tags, and uniting the spellings of one tag.

The functions raise sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from coopviewer.domain.annotations.annotation import clean_tag, tag_key
from coopviewer.domain.annotations.operations import operation
from coopviewer.storage.annotations import journal
from coopviewer.storage.annotations.journal import read_row
from coopviewer.storage.annotations.rows import ANNOTATION, ANNOTATION_TAG, TAG, RowEdit


def tags_with(connection: sqlite3.Connection, key: str) -> dict[str, str]:
    """Return the stored tags with a key, uuid to name, sorted by name; the key is the same for all spellings of a tag.

    There is usually one at most; undoing a merge may result in several.
    """
    return dict(connection.execute("SELECT uuid, name FROM tag WHERE key = ? ORDER BY name", (key,)).fetchall())


def retag_edits(connection: sqlite3.Connection, names: Sequence[str], to: str | None) -> list[RowEdit]:
    """Return the edits that rename one tag, merge several into one, or delete them (``to`` None).

    Unknown names are ignored. If the file has a tag that equals ``to`` apart from case, the tags ``names`` are merged
    into it and its spelling is kept; a tag that is among ``names`` itself is spelled ``to`` instead. Each annotation
    whose tags change gets a higher revision, but keeps its time of modification, so that lists sorted by modification
    do not change. Empty if ``to`` has no visible character.
    """
    going: dict[str, str] = {}
    for key in dict.fromkeys(map(tag_key, names)):
        going |= tags_with(connection, key)
    if to is None or not going:
        return _moved(connection, list(going), None)
    kept = clean_tag(to)
    return _united(connection, going, tags_with(connection, tag_key(kept)), kept) if kept else []


def drop_unused_tags(connection: sqlite3.Connection) -> list[RowEdit]:
    """Return the edits that delete the tags that no annotation has, in no order."""
    query = "SELECT uuid FROM tag t WHERE NOT EXISTS (SELECT 1 FROM annotation_tag WHERE tag_uuid = t.uuid)"
    return [RowEdit(TAG, (uuid,), None) for (uuid,) in connection.execute(query).fetchall()]


def unite_tags(connection: sqlite3.Connection, at: datetime) -> None:
    """Unite the spellings of each tag, such as ``Visa`` and ``visa``, as an operation that can be undone.

    This is for files of schema 1, in which each spelling was a tag of its own. The most used spelling is kept, in the
    form in which tags are stored (``clean_tag``). If there is nothing to unite or to clean, nothing is written
    and no operation is recorded.
    """
    by_key: dict[str, dict[str, str]] = {}
    query = """
        SELECT t.uuid, t.name, t.key FROM tag t LEFT JOIN annotation_tag x ON x.tag_uuid = t.uuid
        GROUP BY t.uuid ORDER BY count(x.annotation_uuid) DESC, t.name
    """
    for uuid, name, key in connection.execute(query):
        by_key.setdefault(key, {})[uuid] = name
    alike = [tags for tags in by_key.values() if _is_to_unite(tags)]
    if not alike:
        return
    number = journal.begin_operation(connection, operation("unite-tags", count=len(alike)), at, None)
    for tags in alike:
        kept = clean_tag(next(iter(tags.values())))
        edits = journal.effective(connection, _united(connection, tags, tags, kept))
        journal.record(connection, number, edits)


def _is_to_unite(tags: Mapping[str, str]) -> bool:
    return len(tags) > 1 or any(clean_tag(name) not in ("", name) for name in tags.values())


def _united(
    connection: sqlite3.Connection, going: Mapping[str, str], there: Mapping[str, str], kept: str
) -> list[RowEdit]:
    """Return the edits that make one tag ``kept`` of the tags ``going`` and of those ``there`` with its key."""
    exact = (uuid for uuid, name in there.items() if name == kept)
    target = next(exact, None) or next(iter(there), None) or next(iter(going))
    edits: list[RowEdit] = []
    if target in going and going[target] != kept:
        edits.append(RowEdit(TAG, (target,), {"uuid": target, "name": kept}))
        edits += [_revised(connection, uuid) for uuid in _tagged(connection, target)]
    others = [uuid for uuid in dict.fromkeys((*going, *there)) if uuid != target]
    return edits + _moved(connection, others, target)


def _moved(connection: sqlite3.Connection, tags: Iterable[str], target: str | None) -> list[RowEdit]:
    edits: dict[tuple[str, ...], RowEdit] = {}
    tags = list(tags)
    for tag in tags:
        for uuid in _tagged(connection, tag):
            edits[uuid, tag] = RowEdit(ANNOTATION_TAG, (uuid, tag), None)
            edits[(uuid,)] = _revised(connection, uuid)
            if target is not None:
                row = {"annotation_uuid": uuid, "tag_uuid": target}
                edits[uuid, target] = RowEdit(ANNOTATION_TAG, (uuid, target), row)
    return [*edits.values(), *(RowEdit(TAG, (tag,), None) for tag in tags)]


def _revised(connection: sqlite3.Connection, uuid: str) -> RowEdit:
    row = read_row(connection, ANNOTATION, (uuid,))
    assert row is not None  # a foreign key: the annotations of a tag exist
    return RowEdit(ANNOTATION, (uuid,), {**row, "revision": row["revision"] + 1})


def _tagged(connection: sqlite3.Connection, tag: str) -> list[str]:
    query = "SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?"
    return [uuid for (uuid,) in connection.execute(query, (tag,)).fetchall()]
