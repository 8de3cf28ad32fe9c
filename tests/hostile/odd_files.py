"""Annotations files, references and files to import that are damaged, planted or strange, each from a seed."""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from coopviewer.storage.annotations.store import AnnotationStore
from tests.exchange.annotations.annotation_values import of_every_kind, to_jsonld
from tests.hostile.driver import bundled_reference

VALUES: tuple[object, ...] = (
    *(
        "",
        " ",
        "x",
        "\x00",
        "\x1b[2J\x07",
        "\u202e",
        "a\nb\rc",
        "\ufeff",
        "9999-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00.000Z",
    ),
    *(
        "2026-13-45T99:99:99.000Z",
        "2026-01-01",
        "country/NE",
        "../../etc/passwd",
        "coop:x",
        "a" * 100_000,
        "'; DROP TABLE x",
    ),
    *(-1, 0, 1, 2**31, 2**63 - 1, -(2**63), 1e308, float("inf"), -0.0, b"", b"\xff\x80\xfe", None),
)
RAW = ("CAST(x'ff80fe' AS TEXT)", "CAST(x'00' AS TEXT)", "CAST(x'eda080' AS TEXT)", "zeroblob(100000)", "1e999", "NULL")
Mutation = Callable[[sqlite3.Connection, random.Random], None]


def make_annotations(path: Path) -> None:
    """Make a sound annotations file with an annotation of every kind."""
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Note", of_every_kind())


def spoil_database(path: Path, chance: random.Random) -> str:
    """Damage a database, or plant something in it; return how."""
    if chance.random() < 0.3:
        return _spoil_bytes(path, chance)
    done = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("draw", 1, chance.randrange)  # random() of SQLite has no seed
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            change = chance.choice((_set_value, _set_value, _set_value, _set_raw, _plant, _drop, _rewrite, _mark))
            done.append(change.__name__.strip("_"))
            with suppress(sqlite3.Error):  # what SQLite itself does not let in
                change(connection, chance)
    return ", ".join(done)


def _tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in connection.execute(query)]


def _place(connection: sqlite3.Connection, chance: random.Random) -> tuple[str, str]:
    table = chance.choice(_tables(connection))
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    return table, chance.choice(columns)


def _where(chance: random.Random) -> str:
    return chance.choice(("", "", "WHERE draw(3) = 0"))


def _set_value(connection: sqlite3.Connection, chance: random.Random) -> None:
    table, column = _place(connection, chance)
    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? {_where(chance)}', (chance.choice(VALUES),))


def _set_raw(connection: sqlite3.Connection, chance: random.Random) -> None:
    table, column = _place(connection, chance)
    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = {chance.choice(RAW)} {_where(chance)}')


def _plant(connection: sqlite3.Connection, chance: random.Random) -> None:
    table, column = _place(connection, chance)
    connection.execute(
        chance.choice(
            (
                f'CREATE TRIGGER planted AFTER INSERT ON "{table}" BEGIN DELETE FROM "{table}"; END',
                'CREATE VIEW "planted\x1b[2J" AS SELECT 1',
                f'CREATE INDEX planted ON "{table}" ("{column}" COLLATE NOCASE)',
                "CREATE TABLE planted (x, y CHECK (y > 1))",
                "CREATE VIRTUAL TABLE planted USING fts5(x)",
                f'ALTER TABLE "{table}" ADD COLUMN planted',
            )
        )
    )


def _drop(connection: sqlite3.Connection, chance: random.Random) -> None:
    query = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    kind, name = chance.choice(connection.execute(query).fetchall())
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(chance.choice((f'DROP {kind} "{name}"', f'DELETE FROM "{chance.choice(_tables(connection))}"')))


def _rewrite(connection: sqlite3.Connection, chance: random.Random) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    old, new = chance.choice(
        (
            ("TEXT", "TEXT COLLATE unknown"),
            ("STRICT", ""),
            ("NOT NULL", ""),
            ("CREATE TABLE", "CREATE TABLE garbage"),
            ("CHECK (", "CHECK (likely("),
            ("INTEGER", "BLOB"),
        )
    )
    name = chance.choice(_tables(connection))
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, name))


def _mark(connection: sqlite3.Connection, chance: random.Random) -> None:
    number = chance.choice((0, 1, 2, 3, 99, 2**31 - 1, -1))
    connection.execute(f"PRAGMA {chance.choice(('user_version', 'application_id'))} = {number}")


def _spoil_bytes(path: Path, chance: random.Random) -> str:
    content = bytearray(path.read_bytes())
    how = chance.choice(("flipped", "cut", "zeroed", "head", "doubled", "log", "journal"))
    at = chance.randrange(len(content))
    match how:
        case "flipped":
            for _ in range(chance.choice((1, 10, 1000))):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        case "cut":
            del content[at:]
        case "zeroed":
            content[at : at + 4096] = bytes(len(content[at : at + 4096]))
        case "head":
            content[chance.randrange(16, 100)] = chance.randrange(256)
        case "doubled":
            content *= 2
        case "log" | "journal":
            suffix = "-wal" if how == "log" else "-journal"
            Path(f"{path}{suffix}").write_bytes(chance.randbytes(chance.choice((1, 32, 5000))))
    path.write_bytes(content)
    return how


def make_reference(path: Path) -> None:
    """Copy the bundled reference."""
    shutil.copyfile(bundled_reference(), path)


_ODD_JSON: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**400, 1.5, "", "x", "\x00", "\ud800", "\u202e\x1b[2J", [], {}, [[]], {"": {}}),
    *("9999-12-31T23:59:59Z", "0000-00-00", "0001-01-01T00:00:00+14:00", "2026-11-25T24:00:00Z", "a" * 200_000),
    *(["a"] * 1000, {"type": ["TextualBody", "X"]}, {"@value": 1}, "urn:uuid:x", "http://[", "coop:x/y", "<b>html</b>"),
)
_KEYS = (
    "id",
    "type",
    "body",
    "target",
    "created",
    "creator",
    "selector",
    "source",
    "items",
    "first",
    "@context",
    "tags",
)


def make_import(path: Path, chance: random.Random) -> str:
    """Write a file of annotations with something odd in it; return what."""
    record = json.loads(to_jsonld(of_every_kind()))
    if chance.random() < 0.3:
        record = record["first"]["items"] if chance.random() < 0.5 else record["first"]["items"][0]
    done = []
    for _ in range(chance.choice((0, 1, 1, 2, 10))):
        done.append(_spoil_node(record, chance))
    text = json.dumps(record, ensure_ascii=chance.random() < 0.5)
    content, how = _spoil_text(text, chance)
    path.write_bytes(content)
    return ", ".join([*done, how])


def _spoil_node(record: Any, chance: random.Random) -> str:
    node = record
    while True:
        inner = [each for each in (node.values() if isinstance(node, dict) else node) if isinstance(each, dict | list)]
        if not inner or chance.random() < 0.25:
            break
        node = chance.choice(inner)
    odd = deepcopy(chance.choice(_ODD_JSON))
    if isinstance(node, dict):
        key = chance.choice([*node, chance.choice(_KEYS)])
        if chance.random() < 0.2:
            node.pop(key, None)
            return f"without {key[:20]}"
        node[key] = odd
        return f"{key[:20]} = {str(odd)[:20]!a}"
    node.insert(chance.randrange(len(node) + 1), odd)
    return f"item {str(odd)[:20]!a}"


def _spoil_text(text: str, chance: random.Random) -> tuple[bytes, str]:
    content = text.encode("utf-8", "surrogatepass")
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 20))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    ways = {
        "cut": content[: chance.randrange(len(content))],
        "flipped": bytes(spoilt),
        "byte order mark": b"\xef\xbb\xbf" + content,
        "utf-16": text.encode("utf-16", "surrogatepass"),
        "deep": b"[" * chance.choice((500, 100_000)) + content,
        "infinite": content.replace(b'"revision": 1', b'"revision": 1e999'),
        "not a number": content.replace(b'"revision": 1', b'"revision": NaN'),
        "doubled keys": content.replace(b'"body"', b'"body": [], "body"'),
        "by line": content.replace(b" ", b"\n"),
        "as it is": content,
    }
    how = chance.choice([*ways, "as it is", "as it is"])
    return ways[how], how
