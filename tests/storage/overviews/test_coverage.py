"""The coverage is what the relations and extents of the reference say, and no more."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from coopviewer import paths
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, Coverage
from coopviewer.storage.overviews.reader import OverviewReader


@pytest.fixture(scope="module")
def coverage() -> Iterator[Coverage]:
    with closing(OverviewReader(paths.reference_file())) as reader:
        yield reader.coverage()


def count(query: str) -> int:
    with closing(sqlite3.connect(paths.reference_file())) as reference:
        found: int = reference.execute(query).fetchone()[0]
        return found


def test_eighteen_countries_have_a_working_arrangement(coverage: Coverage) -> None:
    column = coverage.columns[0]
    assert (column.kind, column.absent) == (ColumnKind.ARRANGEMENT, CellState.NOT_LISTED)
    listed = "SELECT count(*) FROM v_country WHERE has_working_arrangement"
    assert len(column.facts) == count(listed) == 18


def test_the_beneficiaries_of_each_project_are_those_of_the_reference(coverage: Coverage) -> None:
    projects = {each.key: each for each in coverage.columns if each.kind is ColumnKind.PROJECT}
    assert {key: len(each.facts) for key, each in projects.items()} == {
        "project/afic": 33,
        "project/eap-ibm": 6,
        "project/eu4bordersecurity": 0,
        "project/ipa-ii-phase-ii": 7,
    }
    for key, each in projects.items():
        named = f"SELECT count(*) FROM v_beneficiary WHERE project_id = '{key}' AND beneficiary_kind = 'country'"
        assert len(each.facts) == count(named)


def test_a_project_whose_countries_the_source_does_not_name_is_not_stated_throughout(coverage: Coverage) -> None:
    column = next(each for each in coverage.columns if each.key == "project/eu4bordersecurity")
    assert {column.state(row.ref.id) for row in coverage.rows} == {CellState.NOT_STATED}
    assert not column.is_stated


def test_networks_are_never_filled_from_projects(coverage: Coverage) -> None:
    networks = [each for each in coverage.columns if each.kind is ColumnKind.NETWORK]
    assert len(networks) == 4
    assert {(each.absent, len(each.facts)) for each in networks} == {(CellState.NOT_STATED, 0)}


def test_six_countries_have_a_risk_analysis_cell(coverage: Coverage) -> None:
    (column,) = (each for each in coverage.columns if each.kind is ColumnKind.CELL)
    assert (len(column.facts), column.absent) == (6, CellState.NOT_LISTED)


def test_each_country_is_one_row_with_its_regions(coverage: Coverage) -> None:
    assert len(coverage.rows) == count("SELECT count(*) FROM country") == 49
    assert len({row.ref.id for row in coverage.rows}) == 49
    placed = "SELECT count(*) FROM relation WHERE predicate_id = 'in-region' AND subject_id GLOB 'country/*'"
    assert sum(len(row.regions) for row in coverage.rows) == count(placed)
