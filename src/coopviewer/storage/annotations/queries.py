"""Queries for annotations: by uuid, of a page, by a filter, and counts. They raise sqlite3.Error."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from coopviewer.domain.annotations.annotation import Annotation, Person, clean_text, tag_key
from coopviewer.domain.annotations.backups import RowDamage
from coopviewer.domain.annotations.lists import AnnotationFilter, Order, PageFacts, TagCount
from coopviewer.domain.text.folding import fold
from coopviewer.domain.text.quotes import parts_of
from coopviewer.storage.annotations.file.connection import FileConnection
from coopviewer.storage.annotations.rows import ANCHOR, ANNOTATION, Row, anchor_of, annotation_of, time_text

_AMONG = "(SELECT value FROM json_each(?))"  # any number of values, bound as one parameter
_MANY = 2000  # annotations; listing fewer than this completely takes no longer
_IS_TAGGED = (
    "EXISTS (SELECT 1 FROM tag t CROSS JOIN annotation_tag x ON x.annotation_uuid = a.uuid AND x.tag_uuid = t.uuid "
    f"WHERE t.key IN {_AMONG})"
)
_REPLACED = "\ufffd"  # what is read for bytes that are no UTF-8
_ALWAYS = 2  # conditions that every filter has: dataset and bin
_COLUMNS = ", ".join(f"a.{column}" for column in ANNOTATION.columns)
_ORDERS = {
    Order.MODIFIED: ("a.modified",),
    Order.CREATED: ("a.created",),
    Order.ENTRY: ("a.entry_id",),
    Order.BODY: ("a.folded",),
    Order.COLOUR: ("a.colour",),
    Order.STATUS: ("a.status",),
    Order.AUTHOR: ("(SELECT name FROM person WHERE uuid = a.creator)", "a.creator"),
}


def read_annotations(connection: sqlite3.Connection, uuids: Sequence[str]) -> tuple[Annotation, ...]:
    """Return annotations, each once, in the order of ``uuids``, without unknown uuids and rows that cannot be read.

    If ``connection`` is a FileConnection, its ``damage`` gets the rows that cannot be read, and those in whose text
    damaged characters were replaced.
    """
    wanted = json.dumps(list(uuids))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM annotation a WHERE a.uuid IN {_AMONG}", (wanted,)).fetchall()
    tags, anchors = _tags_of(connection, wanted), _anchors_of(connection, wanted)
    people = {uuid: Person(uuid, name) for uuid, name in connection.execute("SELECT uuid, name FROM person")}
    found = {}
    for values in rows:
        row = dict(zip(ANNOTATION.columns, values, strict=True))
        uuid = row["uuid"]
        try:
            found[uuid] = annotation_of(row, people, tags.get(uuid, ()), tuple(map(anchor_of, anchors.get(uuid, ()))))
        except (ValueError, TypeError):  # a value that no version up to this one writes
            _report_damage(connection, row, lost=True)
        else:
            if _REPLACED in row["body"]:
                _report_damage(connection, row, lost=False)
    return tuple(found[uuid] for uuid in dict.fromkeys(uuids) if uuid in found)


def _report_damage(connection: sqlite3.Connection, row: Row, *, lost: bool) -> None:
    """Note in ``connection.damage`` a row that cannot be shown (``lost``), or not as it was written."""
    if not isinstance(connection, FileConnection):
        return
    if not lost:
        query = "SELECT CAST(body AS BLOB) FROM annotation WHERE uuid = ?"
        body = connection.execute(query, (row["uuid"],)).fetchone()
        if body is None or body[0] == row["body"].encode("utf-8", "surrogatepass"):
            return  # the user wrote this character
    connection.damage[RowDamage(row["uuid"], row["entry_id"], lost)] = None


def uuids_on_page(connection: sqlite3.Connection, dataset: str, page: PageFacts) -> list[str]:
    """Return uuids of annotations on a page's entry or, by the last anchor, its facts; oldest first, not in the bin."""
    query = f"""
        SELECT a.uuid, a.created FROM annotation a INDEXED BY annotation_of_entry
        WHERE a.dataset = ? AND a.deleted_at IS NULL AND a.entry_id IN {_AMONG}
        UNION
        SELECT a.uuid, a.created FROM anchor p JOIN annotation a ON a.uuid = p.annotation_uuid
        WHERE a.dataset = ? AND a.deleted_at IS NULL AND p.fact_id IN {_AMONG}
            AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = p.annotation_uuid AND number > p.number)
        ORDER BY 2, 1
    """
    parameters = (dataset, json.dumps(page.entry_ids), dataset, json.dumps(sorted(page.fact_ids)))
    return [row[0] for row in connection.execute(query, parameters)]


def first_uuids_on_page(
    connection: sqlite3.Connection, dataset: str, page: PageFacts, most: int
) -> tuple[list[str], bool]:
    """Return the uuids of the first annotations of a page, and whether they are known to be all of them.

    Annotations in the bin are left out. If there are fewer than ``most``, all are returned, the oldest first. Otherwise
    those on shown facts come first, in the page's order, then others, the oldest first: under twice ``most`` in all.
    """
    query = """
        SELECT p.annotation_uuid FROM anchor p JOIN annotation a ON a.uuid = p.annotation_uuid
        WHERE p.fact_id = ? AND p.status <> 'orphan' AND a.dataset = ? AND a.deleted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = p.annotation_uuid AND number > p.number)
        ORDER BY p.char_start, a.created, a.uuid LIMIT ?
    """
    found: dict[str, None] = {}
    for fact_id in page.shown:
        if len(found) >= most:
            return list(found), False
        found |= dict.fromkeys(row[0] for row in connection.execute(query, (fact_id, dataset, most)))
    every = uuids_on_page(connection, dataset, page)
    if len(every) <= most:
        return every, True
    others = (uuid for uuid in every if uuid not in found)
    return [*found, *islice(others, max(most - len(found), 0))], False


def count_entries(
    connection: sqlite3.Connection, dataset: str, entry_ids: Iterable[str] | None = None
) -> dict[str, int]:
    """Count annotations not in the bin by entry id: for each of ``entry_ids``, even if 0; None: where there are any."""
    query = "SELECT entry_id, count(*) FROM annotation WHERE dataset = ? AND deleted_at IS NULL"
    if entry_ids is None:
        return dict(connection.execute(f"{query} GROUP BY entry_id", (dataset,)).fetchall())
    asked = dict.fromkeys(sorted(entry_ids), 0)
    found = connection.execute(f"{query} AND entry_id IN {_AMONG} GROUP BY entry_id", (dataset, json.dumps([*asked])))
    return asked | dict(found.fetchall())


def count_tags(connection: sqlite3.Connection, dataset: str) -> tuple[TagCount, ...]:
    """Return the tags that a dataset's annotations outside the bin have, and how often: most used first, then name."""
    # counts all, then subtracts the few in the bin or of other datasets: faster than checking each annotation
    counts = Counter(dict(connection.execute("SELECT tag_uuid, count(*) FROM annotation_tag GROUP BY tag_uuid")))
    query = """
        SELECT x.tag_uuid, count(*) FROM (
            SELECT uuid FROM annotation WHERE deleted_at IS NOT NULL
            UNION ALL SELECT uuid FROM annotation WHERE deleted_at IS NULL AND dataset < ?
            UNION ALL SELECT uuid FROM annotation WHERE deleted_at IS NULL AND dataset > ?
        ) a JOIN annotation_tag x ON x.annotation_uuid = a.uuid GROUP BY x.tag_uuid
    """
    counts.subtract(dict(connection.execute(query, (dataset, dataset))))
    by_key: dict[str, list[tuple[int, str, str]]] = {}
    for uuid, name, key in connection.execute("SELECT uuid, name, key FROM tag"):
        if counts[uuid] > 0:
            by_key.setdefault(key, []).append((counts[uuid], name, uuid))
    found = []
    for same in by_key.values():  # several only after an undo that parted them
        count, name, _ = min(same, key=lambda each: (-each[0], each[1]))
        found.append(TagCount(name, count if len(same) == 1 else _count_any(connection, dataset, same)))
    return tuple(sorted(found, key=lambda tag: (-tag.count, tag.name.casefold(), tag.name)))


def _count_any(connection: sqlite3.Connection, dataset: str, tags: Iterable[tuple[int, str, str]]) -> int:
    query = f"""
        SELECT count(DISTINCT x.annotation_uuid) FROM annotation_tag x JOIN annotation a ON a.uuid = x.annotation_uuid
        WHERE x.tag_uuid IN {_AMONG} AND a.dataset = ? AND a.deleted_at IS NULL
    """
    wanted = json.dumps([uuid for *_, uuid in tags])
    return int(connection.execute(query, (wanted, dataset)).fetchone()[0])


def find_uuids(
    connection: sqlite3.Connection, asked: AnnotationFilter, offset: int = 0, limit: int = -1
) -> tuple[int, list[str]]:
    """Return how many annotations a filter selects, and the uuids of a part of them, in the filter's order.

    The part has at most ``limit`` uuids from the index ``offset`` on; -1: all up to the end.
    """
    conditions = _conditions(asked)
    where = " AND ".join(conditions)
    source, tags = _source(asked)
    parameters = [*tags, *(value for values in conditions.values() for value in values)]
    direction = "DESC" if asked.descending else "ASC"
    order = ", ".join(f"{column} {direction}" for column in (*_ORDERS[asked.order], "a.uuid"))
    query = f"SELECT a.uuid FROM {source} WHERE {where} ORDER BY {order}"
    if tags or len(conditions) > _ALWAYS:  # counting these is as much work as finding them all
        found = [row[0] for row in connection.execute(query, parameters)]
        return len(found), found[offset : None if limit < 0 else offset + limit]
    (total,) = connection.execute(f"SELECT count(*) FROM annotation a WHERE {where}", parameters).fetchone()
    stretch = connection.execute(f"{query} LIMIT ? OFFSET ?", (*parameters, limit, offset))
    return total, [row[0] for row in stretch]


def head_uuids(connection: sqlite3.Connection, asked: AnnotationFilter, most: int) -> tuple[list[str], bool]:
    """Return the first uuids that a filter selects, at most ``most``, in its order, and whether these are all.

    All uuids are returned, even more than ``most``, if the filter does not sort by modification, or if the file has
    fewer than about 2,000 annotations (_MANY), or, for a filter by tags, fewer than that with one of these tags.
    """
    candidates = _count_tagged(connection, asked.tags) if asked.tags else _count_about(connection)
    if asked.order is not Order.MODIFIED or candidates < _MANY:
        return find_uuids(connection, asked)[1], True
    if asked.motivations and asked == AnnotationFilter(
        asked.dataset, motivations=asked.motivations, descending=asked.descending
    ):
        return _head_of_motivations(connection, asked, most)
    conditions = _conditions(asked)
    if asked.tags:
        conditions[_IS_TAGGED] = [_keys(asked.tags)]
    direction = "DESC" if asked.descending else "ASC"
    query = (
        f"SELECT a.uuid FROM annotation a {_by_index(asked)} WHERE {' AND '.join(conditions)} "
        f"ORDER BY a.modified {direction}, a.uuid {direction} LIMIT ?"
    )
    values = [value for each in conditions.values() for value in each]
    found = [row[0] for row in connection.execute(query, (*values, most + 1))]
    return found[:most], len(found) <= most


def _head_of_motivations(connection: sqlite3.Connection, asked: AnnotationFilter, most: int) -> tuple[list[str], bool]:
    """Do what ``head_uuids`` does for a filter by motivations only, without looking at annotations of other ones."""
    direction = "DESC" if asked.descending else "ASC"
    query = f"""
        SELECT a.modified, a.uuid FROM annotation a INDEXED BY annotation_by_motivation
        WHERE a.dataset = ? AND a.motivation = ? AND a.deleted_at IS NULL
        ORDER BY a.modified {direction}, a.uuid {direction} LIMIT ?
    """
    heads = (connection.execute(query, (asked.dataset, str(each), most + 1)) for each in asked.motivations)
    found = sorted((row for head in heads for row in head), reverse=asked.descending)
    return [uuid for _, uuid in found[:most]], len(found) <= most


def _count_about(connection: sqlite3.Connection) -> int:
    """Return an upper bound of the number of annotations, without counting them."""
    last: int | None = connection.execute("SELECT max(rowid) FROM annotation").fetchone()[0]
    return last or 0


def _count_tagged(connection: sqlite3.Connection, tags: Iterable[str]) -> int:
    query = f"SELECT count(*) FROM tag t JOIN annotation_tag x ON x.tag_uuid = t.uuid WHERE t.key IN {_AMONG}"
    count: int = connection.execute(query, (_keys(tags),)).fetchone()[0]
    return count


def _source(asked: AnnotationFilter) -> tuple[str, list[str]]:
    """Return the SQL source of a list with its values: annotations with the filter's tags, or all if it has none."""
    if not asked.tags:
        return f"annotation a {_by_index(asked)}", []
    tagged = (
        "(SELECT DISTINCT x.annotation_uuid FROM tag t CROSS JOIN annotation_tag x ON x.tag_uuid = t.uuid "
        f"WHERE t.key IN {_AMONG})"
    )
    return f"{tagged} w CROSS JOIN annotation a ON a.uuid = w.annotation_uuid", [_keys(asked.tags)]


def _keys(tags: Iterable[str]) -> str:
    return json.dumps(sorted(set(map(tag_key, tags))))


def _by_index(asked: AnnotationFilter) -> str:
    """Return an index hint where SQLite's own choice would read every annotation in another order than the list's."""
    if asked.in_bin or asked.entry_ids is not None:
        return ""
    return "NOT INDEXED" if asked.text else "INDEXED BY annotation_by_modified"


def _conditions(asked: AnnotationFilter) -> dict[str, list[Any]]:
    """Return the SQL conditions of a filter with their values, cheap ones first."""
    conditions: dict[str, list[Any]] = {
        "a.dataset = ?": [asked.dataset],
        f"a.deleted_at IS {'NOT ' if asked.in_bin else ''}NULL": [],
    }
    sets = {
        f"a.colour IN {_AMONG}": asked.colours,
        f"a.status IN {_AMONG}": asked.statuses,
        f"a.motivation IN {_AMONG}": asked.motivations,
        f"a.creator IN {_AMONG}": asked.authors,
        f"substr(a.entry_id, 1, instr(a.entry_id, '/') - 1) IN {_AMONG}": asked.entry_kinds,
    }
    for condition, members in sets.items():
        if members:
            conditions[condition] = [json.dumps(sorted(map(str, members)))]
    if asked.entry_ids is not None:
        conditions[f"a.entry_id IN {_AMONG}"] = [json.dumps(sorted(asked.entry_ids))]
    if asked.since is not None:
        conditions["a.modified >= ?"] = [time_text(asked.since)]
    if asked.until is not None:
        conditions["a.modified < ?"] = [time_text(asked.until)]
    words = [words for part in parts_of(clean_text(asked.text)) if (words := " ".join(fold(part).split()))]
    if words:
        conditions[" AND ".join(["instr(a.folded, ?)"] * len(words))] = list(words)
    return conditions


def _tags_of(connection: sqlite3.Connection, wanted: str) -> dict[str, list[str]]:
    query = (
        "SELECT x.annotation_uuid, t.name FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid "
        f"WHERE x.annotation_uuid IN {_AMONG}"
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for uuid, name in connection.execute(query, (wanted,)):
        found[uuid].append(name)
    return found


def _anchors_of(connection: sqlite3.Connection, wanted: str) -> dict[str, list[Row]]:
    query = f"SELECT {', '.join(ANCHOR.columns)} FROM anchor WHERE annotation_uuid IN {_AMONG} ORDER BY number"
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for values in connection.execute(query, (wanted,)):
        row = dict(zip(ANCHOR.columns, values, strict=True))
        found[row["annotation_uuid"]].append(row)
    return found
