"""The numbers of the coverage equal SQL over the reference, whatever the columns count by."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.briefs.request import BriefRequest
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import MOST_PROJECT_COLUMNS, ColumnChoice, ColumnKind, CoverageColumn
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.rendering.overviews.coverage_rows import lay_out_coverage
from coopviewer.rendering.words.overview_words import unstated_words
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.overviews.reader import OverviewReader
from tests.storage.overviews.many_projects import write_many_projects

TODAY = date(2026, 11, 23)
LISTED = "relation r ON r.predicate_id = 'has-beneficiary' AND r.object_id GLOB 'country/*'"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.db"
    write_many_projects(path, projects=MOST_PROJECT_COLUMNS + 23, chance=random.Random(7))
    return path


@pytest.fixture(scope="module")
def older(many: Path) -> Path:
    """Return the same without the sets of projects, as versions of before wrote it."""
    path = Path(shutil.copy(many, many.with_name("older.db")))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE search_projects")
    return path


@pytest.fixture(params=["bundled", "many", "older"])
def reference(request: pytest.FixtureRequest, many: Path, older: Path) -> Path:
    return {"bundled": paths.reference_file(), "many": many, "older": older}[request.param]


@pytest.fixture
def connection(reference: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(reference)) as opened:
        yield opened


def columns_of(reference: Path, choice: ColumnChoice) -> dict[str, CoverageColumn]:
    with closing(OverviewReader(reference)) as reader:
        coverage = reader.coverage(choice=choice, today=TODAY)
    assert coverage.choice is choice
    return {column.key: column for column in coverage.columns if column.kind is ColumnKind.COUNT}


def numbers_of(columns: dict[str, CoverageColumn], connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Return the number of each cell that is not zero, by the key of its column and the id of its country."""
    countries = [row[0] for row in connection.execute("SELECT id FROM entry WHERE kind = 'country'")]
    found = {}
    for key, column in columns.items():
        assert column.counts is not None
        found |= {(key, id): number for id in countries if (number := column.counts.of([id]))}
    return found


def test_projects_by_year_are_those_that_began_in_it(reference: Path, connection: sqlite3.Connection) -> None:
    query = f"""
        SELECT coalesce('year:' || substr(coalesce(t.start_earliest, t.end_earliest), 1, 4), 'year:none'),
            r.object_id, count(DISTINCT r.subject_id)
        FROM {
        LISTED.replace(
            " ON ",
            " LEFT JOIN fact f ON f.entry_id = r.subject_id AND f.kind = 'timeframe' LEFT "
            "JOIN timeframe t ON t.fact_id = f.id WHERE ",
        )
    } GROUP BY 1, 2"""
    expected = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    assert numbers_of(columns_of(reference, ColumnChoice.YEAR), connection) == expected


def test_projects_by_sector_are_those_that_concern_it(reference: Path, connection: sqlite3.Connection) -> None:
    query = f"""
        SELECT 'sector:' || s.object_id, r.object_id, count(DISTINCT r.subject_id) FROM relation s
        JOIN {LISTED} AND r.subject_id = s.subject_id
        WHERE s.predicate_id = 'concerns' AND s.object_id GLOB 'theme/*' GROUP BY 1, 2
        UNION ALL SELECT 'sector:none', r.object_id, count(DISTINCT r.subject_id)
        FROM {LISTED.replace(" ON ", " WHERE ")} AND r.subject_id NOT IN (
            SELECT subject_id FROM relation WHERE predicate_id = 'concerns' AND object_id GLOB 'theme/*')
        GROUP BY 1, 2"""
    expected = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    assert numbers_of(columns_of(reference, ColumnChoice.SECTOR), connection) == expected


def test_projects_by_role_are_those_that_name_the_country_so(reference: Path, connection: sqlite3.Connection) -> None:
    query = """
        SELECT 'role:' || predicate_id, object_id, count(DISTINCT subject_id) FROM relation
        WHERE subject_id GLOB 'project/*' AND object_id GLOB 'country/*' GROUP BY 1, 2"""
    expected = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    assert numbers_of(columns_of(reference, ColumnChoice.ROLE), connection) == expected


def test_projects_by_status_are_those_of_today(reference: Path, connection: sqlite3.Connection) -> None:
    day = TODAY.isoformat()
    query = f"""
        SELECT CASE WHEN t.fact_id IS NULL THEN 'status:none'
            WHEN t.start_earliest > '{day}' THEN 'status:not-begun'
            WHEN t.end_latest < '{day}' THEN 'status:ended'
            WHEN coalesce(t.start_latest, '') <= '{day}' AND coalesce(t.end_earliest, '9999') >= '{day}'
                THEN 'status:under-way'
            ELSE 'status:uncertain' END, r.object_id, count(DISTINCT r.subject_id)
        FROM {
        LISTED.replace(
            " ON ",
            " LEFT JOIN fact f ON f.entry_id = r.subject_id AND f.kind = 'timeframe' LEFT "
            "JOIN timeframe t ON t.fact_id = f.id WHERE ",
        )
    } GROUP BY 1, 2"""
    expected = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    assert numbers_of(columns_of(reference, ColumnChoice.STATUS), connection) == expected


def test_a_project_is_counted_once_for_several_countries(reference: Path, connection: sqlite3.Connection) -> None:
    with closing(OverviewReader(reference)) as reader:
        projects = reader.coverage(today=TODAY).projects
    assert projects is not None
    assert projects.counts is not None
    query = (
        f"SELECT group_concat(r.object_id, ' '), count(DISTINCT r.subject_id) FROM {LISTED.replace(' ON ', ' WHERE ')}"
    )
    ids, number = connection.execute(query).fetchone()
    assert projects.counts.of(ids.split()) == number
    some = sorted(set(ids.split()))[:5]
    marks = ", ".join("?" * len(some))
    among = f"SELECT count(DISTINCT r.subject_id) FROM {LISTED.replace(' ON ', ' WHERE ')} AND r.object_id IN ({marks})"
    assert projects.counts.of(some) == connection.execute(among, some).fetchone()[0]


def test_more_projects_than_columns_are_counted(many: Path) -> None:
    with closing(OverviewReader(many)) as reader:
        coverage = reader.coverage(choice=ColumnChoice.PROJECT, today=TODAY)
    assert coverage.choice is ColumnChoice.YEAR
    assert ColumnChoice.PROJECT not in coverage.choices


def test_a_filter_on_a_project_holds_even_if_projects_are_counted(many: Path) -> None:
    with closing(OverviewReader(many)) as reader:
        coverage = reader.coverage(today=TODAY, also=frozenset({"project/p7"}))
    (column,) = coverage.also
    with closing(sqlite3.connect(many)) as connection:
        query = "SELECT object_id FROM relation WHERE subject_id = 'project/p7' AND predicate_id = 'has-beneficiary'"
        assert set(column.facts) == {row[0] for row in connection.execute(query)}


def test_the_projects_that_name_no_country_are_told_however_the_columns_are_made(
    reference: Path, connection: sqlite3.Connection
) -> None:
    listed = LISTED.replace(" ON ", " WHERE ")
    query = f"""
        SELECT e.id FROM entry e WHERE e.kind = 'project' AND NOT EXISTS (SELECT 1 FROM {listed}
        AND r.subject_id = e.id) AND NOT EXISTS (SELECT 1 FROM fact f JOIN extent x ON x.fact_id = f.id
        WHERE f.entry_id = e.id AND x.predicate_id = 'has-beneficiary' AND x.value IN ('complete', 'none'))
        ORDER BY e.number
    """
    expected = [id_ for (id_,) in connection.execute(query)]
    assert expected
    with closing(OverviewReader(reference)) as reader, closing(BriefReader(reference)) as briefs:
        for choice in ColumnChoice:
            coverage = reader.coverage(choice=choice, today=TODAY)
            assert [ref.id for ref in coverage.unstated.first] == expected[:MOST_PROJECT_COLUMNS]
            assert coverage.unstated.total == len(expected)
            for where in ("projects:not-listed", "projects:listed", ""):
                query_of = OverviewQuery(kind=OverviewKind.COVERAGE, where=where)
                notes = [note for _, note, _ in lay_out_coverage(coverage, query_of, None, ENGLISH).frame.notes]
                (said,) = [note for note in notes if "no country is named" in note]
                assert (coverage.unstated.titles[0] in said) == (where == "projects:not-listed")
                assert ("not counted" in said) == (where != "projects:not-listed")
        assert briefs.read(BriefRequest(where="projects:not-listed")).unstated == coverage.unstated


def test_of_very_many_projects_that_name_no_country_the_first_are_named_and_all_counted(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    write_many_projects(path, projects=400, chance=random.Random(3))
    with closing(BriefReader(path)) as reader:
        unstated = reader.read(BriefRequest(where="projects:not-listed")).unstated
    assert len(unstated.first) == MOST_PROJECT_COLUMNS
    assert list(unstated.first) == sorted(unstated.first, key=lambda ref: ref.sort_title)
    assert f"and {unstated.total - MOST_PROJECT_COLUMNS} more projects" in unstated_words(unstated, ENGLISH)
