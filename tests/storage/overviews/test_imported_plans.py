"""What the overviews read of very many imported projects: along indexes, and never every fact of a kind."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.overviews.coverage import ColumnChoice
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.beginning import read_beginning
from coopviewer.storage.overviews.coverage import read_coverage
from coopviewer.storage.reference.opening import open_reference
from tests.imported_values import activities

TODAY = date(2020, 1, 1)
# tables with a row or more for each project; those of curated references alone are empty here
LARGE = (
    *("entry", "fact", "citation", "name", "statement", "relation", "milestone", "classification", "flow"),
    *("identifier", "search_key", "search_facet", "search_entry"),
)


@pytest.fixture(params=["with sets of projects", "without"])
def connection(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    write_reference(activities(), tmp_path / "activities.db")
    if request.param == "without":  # as files of before
        with closing(sqlite3.connect(tmp_path / "activities.db")) as written:
            written.execute("DROP TABLE search_projects")
    with closing(open_reference(tmp_path / "activities.db")) as opened:
        yield opened


def scanned(connection: sqlite3.Connection, read: Callable[[], object]) -> list[str]:
    """Return the steps of all queries of a reading that go through a large table without an index."""
    queries: list[str] = []
    connection.set_trace_callback(queries.append)
    read()
    connection.set_trace_callback(None)
    found = []
    for query in (each for each in queries if not each.startswith("SELECT EXISTS")):  # which reads one row
        names = {alias: table for table in LARGE for alias in (table, *aliases(query, table))}
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall():
            words = step.split()
            if words[0] == "SCAN" and words[1] in names and "CONSTANT" not in words:
                found.append(f"{step}: {' '.join(query.split())}")
    return found


def aliases(query: str, table: str) -> list[str]:
    words = query.replace(")", " ) ").split()
    return [words[place + 1] for place in range(len(words) - 1) if words[place] == table]


@pytest.mark.parametrize("choice", [each for each in ColumnChoice if each is not ColumnChoice.PROJECT])
def test_coverage_reads_no_table_as_a_whole(connection: sqlite3.Connection, choice: ColumnChoice) -> None:
    assert scanned(connection, lambda: read_coverage(connection, choice, TODAY)) == []


def test_the_first_frame_of_the_timeline_reads_no_table_as_a_whole(connection: sqlite3.Connection) -> None:
    assert scanned(connection, lambda: read_beginning(connection, 1)) == []


def test_the_test_sees_a_scan(connection: sqlite3.Connection) -> None:
    read = lambda: connection.execute("SELECT n.text FROM name n WHERE n.kind = 'acronym'").fetchall()  # noqa: E731
    assert len(scanned(connection, read)) == 1
    assert read_beginning(connection, 1) is not None


@pytest.mark.parametrize("choice", [ColumnChoice.STATUS, ColumnChoice.YEAR])
def test_columns_of_projects_that_publish_their_status_read_no_milestone(
    connection: sqlite3.Connection, choice: ColumnChoice
) -> None:
    queries: list[str] = []
    connection.set_trace_callback(queries.append)
    read_coverage(connection, choice, TODAY, frozenset())
    connection.set_trace_callback(None)
    asked = [query for query in queries if "milestone t" in query]
    if choice is ColumnChoice.YEAR:
        assert asked == []
    else:  # of those without a published status alone
        (one,) = asked
        assert "json_each" in one


@pytest.mark.parametrize("choice", [each for each in ColumnChoice if each is not ColumnChoice.PROJECT])
def test_numbers_are_read_from_stored_sets_alone(tmp_path: Path, choice: ColumnChoice) -> None:
    write_reference(activities(), tmp_path / "stored.db")
    queries: list[str] = []
    with closing(open_reference(tmp_path / "stored.db")) as connection:
        connection.set_trace_callback(queries.append)
        read_coverage(connection, choice, TODAY)
        read_beginning(connection, 1)
    assert [query for query in queries if "group_concat(r.subject_number)" in query] == []
    assert [
        query for query in queries if "search_facet" in query and "LIMIT" not in query and "ORDER" not in query
    ] == []
    assert any("search_projects" in query for query in queries)
