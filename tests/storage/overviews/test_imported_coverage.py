"""The coverage of imported activities: projects by sector, status and year, without lists that nobody has."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import ColumnChoice, ColumnKind, Coverage, CoverageCell
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.overviews.coverage_rows import lay_out_coverage
from coopviewer.rendering.overviews.map_rows import CountFill, bounds_of, lay_out_map
from coopviewer.rendering.pages.cell_card import lay_out_cell_card
from coopviewer.rendering.words.overview_words import column_title
from coopviewer.storage.building.search_integrity import search_faults
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.coverage import read_coverage
from coopviewer.storage.reference.opening import open_reference
from tests.imported_values import activities

TODAY = date(2020, 1, 1)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    write_reference(activities(), tmp_path / "activities.db")
    with closing(open_reference(tmp_path / "activities.db")) as opened:
        yield opened


def counts(coverage: Coverage, country: str) -> dict[str, int]:
    return {
        column_title(column, ENGLISH)[0]: column.counts.of((country,))
        for column in coverage.columns
        if column.counts is not None
    }


def test_projects_are_counted_by_what_is_published(connection: sqlite3.Connection) -> None:
    by_sector = read_coverage(connection, ColumnChoice.SECTOR, TODAY)
    assert counts(by_sector, "country/BJ") == {
        "Basic drinking water supply": 1,
        "Basic health care": 2,
        "Without a sector": 1,
    }
    by_status = read_coverage(connection, ColumnChoice.STATUS, TODAY)
    assert counts(by_status, "country/BJ") == {
        "Implementation, published": 2,
        "Closed, published": 1,
        "uncertain": 1,
    }
    by_year = read_coverage(connection, ColumnChoice.YEAR, TODAY)
    assert counts(by_year, "country/PE") == {"2010": 0, "2012": 0, "2015": 1, "2016": 0}


def test_a_list_that_nobody_has_is_no_column(connection: sqlite3.Connection) -> None:
    coverage = read_coverage(connection, None, TODAY)
    assert ColumnKind.ARRANGEMENT not in {column.kind for column in coverage.columns}
    assert {column.years for column in coverage.columns if column.ref is not None} >= {"2015–2018", "2016–2017"}


def test_a_project_within_one_year_has_this_year_above_its_column(tmp_path: Path) -> None:
    file, reference = tmp_path / "a.xml", tmp_path / "a.db"
    file.write_text(
        '<iati-activities version="2.03"><iati-activity><iati-identifier>X-1</iati-identifier>'
        '<activity-date type="2" iso-date="2020-02-01"/><activity-date type="4" iso-date="2020-11-30"/>'
        '<recipient-country code="BJ"/></iati-activity></iati-activities>',
        encoding="utf-8",
    )
    assert main(["import", "iati", str(file), "-o", str(reference), "--quiet"]) == 0
    with closing(open_reference(reference)) as opened:
        columns = read_coverage(opened, None, TODAY).columns
    assert [column.years for column in columns if column.ref is not None] == ["2020"]


def test_the_map_begins_with_the_number_of_projects(connection: sqlite3.Connection) -> None:
    view = lay_out_map(read_coverage(connection, None, TODAY), OverviewQuery(kind=OverviewKind.MAP), None, ENGLISH)
    assert view.colour == "projects"
    assert {key for key, _ in view.columns} >= {"projects"}


@pytest.mark.parametrize(
    ("most", "number", "fill"),
    [
        (3, 1, CountFill.ONE),
        (3, 2, CountFill.TWO),
        (9, 3, CountFill.MORE),
        (60, 4, CountFill.ONE),
        (60, 20, CountFill.MORE),
        (4046, 9, CountFill.ONE),
        (4046, 99, CountFill.TWO),
        (4046, 100, CountFill.MORE),
        (50_000, 999, CountFill.TWO),
        (50_000, 0, CountFill.NONE),
    ],
)
def test_a_map_of_many_projects_has_wider_classes(most: int, number: int, fill: CountFill) -> None:
    assert CountFill.of(number, bounds_of(most)) is fill


UNREAD_COUNTRIES = """<iati-activities version="2.03">
<iati-activity xml:lang="en"><iati-identifier>XM-A-1</iati-identifier><reporting-org ref="XM-A" type="10"/>
<title><narrative>Monitoring</narrative></title><recipient-country code="XZ"/></iati-activity>
<iati-activity xml:lang="en"><iati-identifier>XM-A-2</iati-identifier><reporting-org ref="XM-A" type="10"/>
<title><narrative>Wells</narrative></title><recipient-country code="ML" percentage="x"/></iati-activity>
<iati-activity xml:lang="en"><iati-identifier>XM-A-3</iati-identifier><reporting-org ref="XM-A" type="10"/>
<title><narrative>Study</narrative></title></iati-activity></iati-activities>"""
CELLS = "Title,Country\nMonitoring,Atlantis\nWells,Mali\nStudy,\nRoads,Chad\n"


@pytest.mark.parametrize(("kind", "name", "text"), [("iati", "a.xml", UNREAD_COUNTRIES), ("sheet", "a.csv", CELLS)])
def test_countries_that_could_not_be_read_are_not_called_not_stated(
    tmp_path: Path, kind: str, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["import", kind, str(tmp_path / name), "-o", str(tmp_path / "a.db"), "--quiet"]) == 0
    with closing(open_reference(tmp_path / "a.db")) as opened:
        coverage = read_coverage(opened, None, TODAY)
    said = {column.ref.title: column for column in coverage.columns if column.ref is not None}
    assert column_title(said["Monitoring"], ENGLISH)[1] == "countries not read"
    assert column_title(said["Study"], ENGLISH)[1] == "countries not stated"
    assert column_title(said["Wells"], ENGLISH)[1] == ""
    country = coverage.rows[0].ref
    card = write_text(lay_out_cell_card(CoverageCell(country, said["Monitoring"]), None, {}, ENGLISH))
    assert "could not be read as a country or a region" in card
    assert "names no country" not in card


STARTS = """<iati-activities version="2.03">
<iati-activity xml:lang="en"><iati-identifier>XM-A-1</iati-identifier><reporting-org ref="XM-A" type="10"/>
<title><narrative>Begun</narrative></title><activity-date type="2" iso-date="2019-05-01"/>
<activity-date type="3" iso-date="2023-02-28"/><recipient-country code="BD"/></iati-activity>
<iati-activity xml:lang="en"><iati-identifier>XM-A-2</iati-identifier><reporting-org ref="XM-A" type="10"/>
<title><narrative>End alone</narrative></title><activity-date type="2" iso-date="2017-02-30"/>
<activity-date type="3" iso-date="2023-02-28"/><recipient-country code="BD"/></iati-activity>
<iati-activity xml:lang="en"><iati-identifier>XM-A-3</iati-identifier><reporting-org ref="XM-A" type="10"/>
<title><narrative>Elsewhere</narrative></title><activity-date type="2" iso-date="2019-05-01"/>
<recipient-country code="QQ"/></iati-activity></iati-activities>"""


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    (tmp_path / "a.xml").write_text(STARTS, encoding="utf-8")
    assert main(["import", "iati", str(tmp_path / "a.xml"), "-o", str(tmp_path / "a.db"), "--quiet"]) == 0
    return tmp_path / "a.db"


def test_no_project_begins_in_the_year_in_which_it_ends(starts: Path) -> None:
    with closing(open_reference(starts)) as opened:
        by_year = read_coverage(opened, ColumnChoice.YEAR, TODAY)
    assert counts(by_year, "country/BD") == {"2019": 1, "Without a start": 1}


def test_years_of_starts_of_an_older_reference_are_read_anew_and_no_fault(starts: Path) -> None:
    with closing(sqlite3.connect(starts)) as changed, changed:
        changed.execute("INSERT INTO search_projects SELECT 'start', '2023', projects FROM search_projects LIMIT 1")
        changed.execute("DELETE FROM search_projects WHERE kind = 'begin'")
    with closing(open_reference(starts)) as opened:
        by_year = read_coverage(opened, ColumnChoice.YEAR, TODAY)
        assert list(search_faults(opened)) == []
    assert counts(by_year, "country/BD") == {"2019": 1, "Without a start": 1}


def test_the_coverage_says_how_many_projects_are_in_no_row(starts: Path) -> None:
    with closing(open_reference(starts)) as opened:
        coverage = read_coverage(opened, ColumnChoice.YEAR, TODAY)
    view = lay_out_coverage(coverage, OverviewQuery(kind=OverviewKind.COVERAGE), None, ENGLISH)
    assert "1 project is not counted: no country is named for it, or none could be read." in str(view.frame.notes)
