"""Sets of projects are stored as they are collected, equal slow SQL, and are collected where a file has none."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.storage.building.search_integrity import search_faults
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.search.project_sets import AREAS, STARTS, STATUSES, ProjectSets, has_project_sets, listed_by
from tests.imported_values import activities
from tests.storage.overviews.many_projects import write_many_projects

SLOW = {
    listed_by("has-beneficiary"): """SELECT object_id, subject_id FROM relation WHERE predicate_id = 'has-beneficiary'
        AND object_id GLOB 'country/*' AND subject_id GLOB 'project/*'""",
    listed_by("in-sector"): """SELECT object_id, subject_id FROM relation WHERE predicate_id = 'in-sector'
        AND object_id GLOB 'theme/*' AND subject_id GLOB 'project/*'""",
    listed_by("concerns"): """SELECT object_id, subject_id FROM relation WHERE predicate_id = 'concerns'
        AND object_id GLOB 'theme/*' AND subject_id GLOB 'project/*'""",
    STARTS: """SELECT substr(coalesce(t.start_earliest, t.end_earliest), 1, 4), f.entry_id FROM timeframe t
        JOIN fact f ON f.id = t.fact_id WHERE f.entry_id GLOB 'project/*'
        UNION SELECT substr(coalesce(s.start_earliest, s.end_earliest), 1, 4), e.id FROM v_span s
        JOIN entry e ON e.number = s.number WHERE coalesce(s.start_earliest, s.end_earliest) IS NOT NULL""",
    STATUSES: "SELECT v.value, e.id FROM v_facet v JOIN entry e ON e.number = v.number WHERE v.facet = 'status'",
    AREAS: "SELECT v.value, e.id FROM v_facet v JOIN entry e ON e.number = v.number WHERE v.facet = 'area'",
}


@pytest.fixture(scope="module", params=["bundled", "many", "imported"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sets") / f"{request.param}.db"
    if request.param == "bundled":
        shutil.copy(paths.reference_file(), made)
    elif request.param == "many":
        write_many_projects(made, 50, random.Random(3))
    else:
        write_reference(activities(), made)
    return made


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy in memory, which a test may change."""
    with closing(sqlite3.connect(path)) as read, closing(sqlite3.connect(":memory:")) as copy:
        read.backup(copy)
        yield copy


def ids_of(connection: sqlite3.Connection, sets: dict[str, int]) -> set[tuple[str, str]]:
    """Return the pairs of a value and the id of a project in its set."""
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM entry WHERE kind = 'project' ORDER BY number")]
    return {(value, id_) for value, bits in sets.items() for place, id_ in enumerate(ids) if bits >> place & 1}


@pytest.mark.parametrize("kind", SLOW)
def test_sets_are_what_slow_sql_finds(connection: sqlite3.Connection, kind: str) -> None:
    found = set(connection.execute(SLOW[kind]).fetchall())
    assert has_project_sets(connection)
    stored = ProjectSets(connection).of(kind)
    assert ids_of(connection, stored) == found
    assert all(stored.values())


@pytest.mark.parametrize("kind", SLOW)
def test_a_file_of_before_has_the_same_sets_collected(connection: sqlite3.Connection, kind: str) -> None:
    stored = ProjectSets(connection).of(kind)
    connection.execute("DROP TABLE search_projects")
    assert ProjectSets(connection).of(kind) == stored
    assert [*search_faults(connection)] == []  # nor does the check miss the table


def test_some_set_of_each_kind_is_tested(tmp_path: Path) -> None:
    write_reference(activities(), tmp_path / "imported.db")
    with closing(sqlite3.connect(tmp_path / "imported.db")) as connection:
        found = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM search_projects")}
    assert found == set(SLOW) - {listed_by("concerns")}


def test_a_number_of_no_project_is_left_out(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE search_projects")
    before = [ProjectSets(connection).of(kind) for kind in (STATUSES, AREAS, STARTS)]
    connection.execute("INSERT INTO search_facet SELECT id, 10000000 FROM search_value")
    connection.execute("INSERT OR IGNORE INTO search_key SELECT field, key, -5 FROM search_key WHERE field = 4")
    assert [ProjectSets(connection).of(kind) for kind in (STATUSES, AREAS, STARTS)] == before


def test_a_view_in_place_of_the_table_is_not_read(connection: sqlite3.Connection) -> None:
    stored = ProjectSets(connection).of(listed_by("has-beneficiary"))
    connection.executescript(
        "DROP TABLE search_projects; CREATE VIEW search_projects AS WITH RECURSIVE n (x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 'start' AS kind, x AS value, x'00' AS projects FROM n"
    )
    assert not has_project_sets(connection)
    assert ProjectSets(connection).of(listed_by("has-beneficiary")) == stored


def test_the_check_finds_a_set_that_lacks_a_project(connection: sqlite3.Connection) -> None:
    kind, value, projects = connection.execute("SELECT * FROM search_projects ORDER BY length(projects)").fetchone()
    without = int.from_bytes(projects, "big")
    without &= without - 1
    change = "UPDATE search_projects SET projects = ? WHERE kind = ? AND value = ?"
    connection.execute(change, (without.to_bytes(len(projects), "big"), kind, value))
    connection.commit()
    assert [fault.file for fault in search_faults(connection)] == ["search_projects"]
