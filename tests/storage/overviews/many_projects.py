"""A reference with more projects than a grid has columns, some of which state neither years nor sectors."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from coopviewer.storage.files.application_ids import REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES
from coopviewer.storage.reference.schema.views import VIEWS
from coopviewer.storage.search.filling import make_search

COUNTRIES, SECTORS = 12, 6
_KINDS = (("region", 3), ("country", COUNTRIES), ("theme", SECTORS), ("project", 0))
_PREDICATES = (
    ("in-region", "belongs to", "includes", "country region project", "region"),
    ("has-beneficiary", "has as beneficiary", "is a beneficiary of", "project", "country region"),
    ("visits", "visits", "is visited by", "project", "country"),
    ("concerns", "concerns", "is a concern of", "project", "theme"),
)
_SPANS = (
    ("2015/2018", "2015-01-01", "2015-12-31", "2018-01-01", "2018-12-31"),
    ("2026/2027", "2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31"),
    ("2024/..", "2024-01-01", "2024-12-31", None, None),
    ("2030/2031", "2030-01-01", "2030-12-31", "2031-01-01", "2031-12-31"),
)


def write_many_projects(path: Path, projects: int, chance: random.Random) -> None:
    """Write the reference; the third region has no country, and a seventh of the projects no timeframe or sector."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            f"PRAGMA application_id = {REFERENCE_ID}; PRAGMA user_version = {SCHEMA_VERSION}; {TABLES}"
        )
        _write_frame(connection)
        numbers: dict[str, int] = {}
        for kind, several in _KINDS:
            for place in range(several or projects):
                entry_id = f"{kind}/{kind[0]}{place}"
                numbers[entry_id] = len(numbers) + 1
                title = f"{kind.title()} {place:03}"
                row = (entry_id, numbers[entry_id], kind, title, title, title.lower(), 1)
                connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
        for place in range(COUNTRIES):
            for region in {place % 2, 0} if place < 3 else {place % 2}:  # some countries are in both regions
                _relate(connection, f"country/c{place}", "in-region", f"region/r{region}", numbers)
        for place in range(projects):
            _write_project(connection, place, numbers, chance)
        connection.commit()
        make_search(connection)
        connection.executescript(VIEWS)


def _write_frame(connection: sqlite3.Connection) -> None:
    days = ("2020-01-01", "2020-12-31")
    edition = ("many", "urn:coopviewer:many", "Many projects", "nobody", *days, "editorial")
    said = ("Made for a test.", "No rights reserved.", "Nothing in it is so.", None, "0" * 64, 1)
    connection.execute(f"INSERT INTO edition VALUES ({', '.join('?' * 13)})", (*edition, *said))
    connection.executemany("INSERT INTO predicate VALUES (?, ?, ?, ?, ?, NULL)", _PREDICATES)


def _write_project(connection: sqlite3.Connection, place: int, numbers: dict[str, int], chance: random.Random) -> None:
    entry_id = f"project/p{place}"
    for country in chance.sample(range(COUNTRIES), chance.randrange(5)):
        _relate(connection, entry_id, "has-beneficiary", f"country/c{country}", numbers)
    _relate(connection, entry_id, "visits", f"country/c{chance.randrange(COUNTRIES)}", numbers)
    if place % 7:
        for sector in chance.sample(range(SECTORS), 2):
            _relate(connection, entry_id, "concerns", f"theme/t{sector}", numbers)
        fact_id = f"{entry_id}/timeframe"
        connection.execute("INSERT INTO fact VALUES (?, ?, 'timeframe', 'reference', NULL, NULL)", (fact_id, entry_id))
        connection.execute("INSERT INTO timeframe VALUES (?, ?, ?, ?, ?, ?, 'so')", (fact_id, *chance.choice(_SPANS)))


def _relate(connection: sqlite3.Connection, subject: str, predicate: str, other: str, numbers: dict[str, int]) -> None:
    fact_id = f"{subject}/{predicate}/{other.rpartition('/')[2]}"
    connection.execute("INSERT INTO fact VALUES (?, ?, 'relation', 'reference', NULL, NULL)", (fact_id, subject))
    row = (fact_id, subject, predicate, other, numbers[subject], numbers[other])
    connection.execute("INSERT INTO relation VALUES (?, ?, ?, ?, 1, NULL, NULL, ?, ?, NULL, NULL, NULL)", row)
