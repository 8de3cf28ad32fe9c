"""Checks that a reference file is what a build writes: undamaged, and with the right schema, hash, values and keys."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager

from coopviewer.domain.faults import Fault, display_value, phrase, plural_phrase
from coopviewer.storage.building.content_hash import content_sha256
from coopviewer.storage.reference.opening import folding_of, schema_of
from coopviewer.storage.reference.schema import TABLES
from coopviewer.storage.reference.schema.version_1 import TABLES_1
from coopviewer.storage.reference.schema.version_1_views import VIEWS_1
from coopviewer.storage.reference.schema.views import VIEWS
from coopviewer.storage.search.tables import searches_of

_PAGES = 10_000  # that are copied together
_LATER = ("index flow_by_payer", "index flow_by_receiver")  # older references of the same version lack them


def schema_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield a fault for each table, index and view that is not as a build of the file's schema version defines it.

    They are sorted by kind and name. White space in definitions does not count; an index that the first builds of that
    version did not have may be missing. Raises ValueError if the file names an unknown rule for folding texts, by which
    searches ignore case and accents.
    """
    version = schema_of(connection)
    searches = searches_of(version, folding_of(connection))
    with closing(sqlite3.connect(":memory:")) as own:
        if version == 1:
            own.executescript(TABLES_1 + searches + VIEWS_1)
        else:
            own.executescript(TABLES + searches + VIEWS)
        expected = _definitions(own)
    found = _definitions(connection)
    for key in sorted(expected.keys() | found.keys()):
        if key not in found and key in _LATER:
            continue
        if key not in found:
            yield Fault("schema", key, phrase("nothing"), phrase("what the build writes"))
        elif key not in expected:
            yield Fault("schema", key, phrase("what no build writes"), phrase("nothing of that name"))
        elif found[key] != expected[key]:
            yield Fault("schema", key, phrase("a definition of its own"), phrase("the one that the build writes"))


def damage_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield a fault for each damage that ``PRAGMA quick_check`` finds in the whole file, at most 20."""
    for (found,) in connection.execute("PRAGMA quick_check(20)"):
        if found != "ok":
            yield Fault("file", "quick_check", display_value(found), phrase("a file without damage"))


def hash_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield a fault if the stored hash of the content is not the one that is computed now."""
    (stored,) = connection.execute("SELECT content_sha256 FROM edition").fetchone()
    digest = content_sha256(connection, schema_of(connection))
    if stored != digest:
        yield Fault(
            "edition",
            "content_sha256",
            display_value(stored),
            phrase("the hash of what the file says, {digest}", digest=digest),
        )


def constraint_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield at most 20 faults: values that the CHECKs of their tables do not allow, and other damage.

    A temporary copy is checked, since SQLite skips CHECKs for a read-only file.
    """
    with copied(connection) as copy:
        yield from damage_faults(copy)


@contextmanager
def copied(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Copy a database into a temporary one, and yield a writable connection to that; it is deleted after the block."""
    with closing(sqlite3.connect("")) as copy:
        connection.backup(copy, pages=_PAGES)
        copy.executescript("PRAGMA trusted_schema = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        yield copy


def reference_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield a fault for each pair of tables of which the first has rows that refer to missing rows of the second."""
    found = Counter((row[0], row[2]) for row in connection.execute("PRAGMA main.foreign_key_check"))
    for (table, parent), count in sorted(found.items()):
        found_rows = plural_phrase(
            "{n} row that refers to no row of {parent}",
            "{n} rows that refer to no row of {parent}",
            count,
            parent=parent,
        )
        yield Fault(table, "foreign_key_check", found_rows, phrase("none"))


def _definitions(connection: sqlite3.Connection) -> dict[str, str]:
    # white space is ignored, since VACUUM and other tools may change it in a definition
    query = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    return {key: " ".join(sql.split()) for key, sql in connection.execute(query)}
