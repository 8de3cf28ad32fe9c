"""Reading which editions came before the edition in a reference file.

Only an imported reference may say so: it stores the steps of its import, which may name earlier editions.
"""

import json
from contextlib import closing
from pathlib import Path

from coopviewer.domain.editions.order import PlacedEdition
from coopviewer.storage.reference.opening import open_reference, reading, schema_of
from coopviewer.storage.reference.rows import read_edition

MOST_BEFORE = 24
"""How many earlier editions the steps of an import may name: two years of monthly files."""
_IMPORTS = 2  # the version of the schema since which a reference may have been imported
_STEPS = "SELECT mapping FROM import ORDER BY ordinal LIMIT 1"


def read_placed(path: Path) -> PlacedEdition:
    """Return the edition of a reference file, with the editions before it and when the file was last changed.

    Those before it are the last 24 (MOST_BEFORE) that the steps of its import name; a curated reference has none.
    Raises EnvironmentFault if it is not a complete reference.
    """
    with closing(open_reference(path)) as connection, reading(path):
        edition = read_edition(connection)
        row = connection.execute(_STEPS).fetchone() if schema_of(connection) >= _IMPORTS else None
    return PlacedEdition(edition, () if row is None else _editions_in(str(row[0])), _modified(path))


def editions_through(path: Path) -> tuple[str, ...]:
    """Return the ids of the editions that the next import, which repeats that of ``path``, has to name as earlier ones.

    These are the ids that the import of ``path`` names as earlier, in their order, and last the edition of ``path``
    itself; at most the last 24 (MOST_BEFORE). Raises EnvironmentFault if the file is not a complete reference.
    """
    placed = read_placed(path)
    own = placed.edition.id
    return (*(each for each in placed.after if each != own), own)[-MOST_BEFORE:]


def _editions_in(steps: str) -> tuple[str, ...]:
    """Return the ids that the steps of an import (JSON) name as the editions before it; none of steps without any."""
    try:
        named = json.loads(steps).get("after", ())
        return tuple(map(str, named))[-MOST_BEFORE:]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ()


def _modified(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None
