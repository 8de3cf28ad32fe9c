"""Lists of imported activities: what publishers state has columns, and a column that nobody fills is left out."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.commands import list as list_command
from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListCell, ListColumn
from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.list_source import ListSource
from tests.imported_values import CLINIC, ROADS, SCHOOL, WELLS, activities

_C = ListColumn
CellOf = Callable[[str, ListColumn], ListCell]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "activities.db"
    write_reference(activities(), path)
    return path


@pytest.fixture(scope="module")
def cell(path: Path) -> CellOf:
    source = ListSource(path, date(2020, 1, 1))
    columns = LIST_COLUMNS[EntryKind.PROJECT]
    rows = {
        row.ref.id: dict(zip(columns, row.cells, strict=True))
        for row in source.rows(source.of_kinds([EntryKind.PROJECT]), columns)
    }
    source.close()
    return lambda id_, column: rows[id_][column]


@pytest.mark.parametrize(
    ("entry_id", "column", "texts"),
    [
        (WELLS, _C.IDENTIFIERS, ("XX-1-WELLS",)),
        (WELLS, _C.PUBLISHED_STATUS, ("implementation",)),
        (CLINIC, _C.PUBLISHED_STATUS, ("implementation", "closed")),
        (WELLS, _C.START_PLANNED, ("2014-01-01",)),
        (WELLS, _C.START, ("2015-03-01",)),
        (WELLS, _C.END, ("2018-12-31",)),
        (WELLS, _C.END_ACTUAL, ()),
        (SCHOOL, _C.END, ()),
        (CLINIC, _C.START_ACTUAL, ("2010-01-01", "2011-01-01")),
        (SCHOOL, _C.START_PRECISION, ("month",)),
        (WELLS, _C.TOTALS, ("transaction: 5000000 XDR", "transaction 3: 123336.28 EUR")),
        (WELLS, _C.CURRENCIES, ("EUR", "XDR")),
        (ROADS, _C.TOTALS, ("budget: 900000.00 USD",)),
        (WELLS, _C.FUNDERS, ("Agency for Works",)),
        (WELLS, _C.ACCOUNTABLE, ("Ministry of Plans",)),
        (ROADS, _C.EXTENDING_IDS, ("organisation/xx-agency",)),
        (WELLS, _C.SECTORS, ("Basic drinking water supply", "Basic health care")),
        (WELLS, _C.SECTOR_SHARES, ("75", "25")),
        (CLINIC, _C.SECTOR_SHARES, ()),
        (WELLS, _C.COUNTRIES, ("Benin", "Peru")),
        (WELLS, _C.COUNTRY_SHARES, ("60", "40")),
    ],
)
def test_a_cell_has_what_the_publisher_states(
    cell: CellOf, entry_id: str, column: ListColumn, texts: tuple[str, ...]
) -> None:
    assert cell(entry_id, column).texts == texts


def test_a_status_by_dates_says_whether_an_end_is_planned_actual_or_missing(cell: CellOf) -> None:
    assert cell(SCHOOL, _C.STATUS).status is DatesStatus.BEGUN
    assert cell(ROADS, _C.STATUS).status is DatesStatus.ENDED
    assert cell(WELLS, _C.STATUS).status is DatesStatus.END_PASSED


def test_a_whole_list_has_no_column_that_nobody_fills(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headings = []
    for reference in (path, paths.reference_file()):
        assert not list_command.main(
            ["projects", "--columns", "all", "--format", "csv", "--for-programs", "--reference", str(reference)]
        )
        headings.append(next(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))))
    imported, curated = headings
    assert {"identifiers", "totals", "sectors", "extending"} <= set(imported) - set(curated)
    assert {"grant", "partners", "networks"} <= set(curated) - set(imported)


def test_a_column_that_is_named_is_there_even_if_it_is_empty(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not list_command.main(["projects", "--columns", "id,grant", "--reference", str(path)])
    assert "not stated" in capsys.readouterr().out
