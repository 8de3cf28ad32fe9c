"""The columns of a saved list for what an office's own table states: sums as numbers, days, and its other columns."""

import csv
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coopviewer.__main__ import main
from coopviewer.domain.reference.published_facts import FlowKind
from coopviewer.storage.building.writer import write_reference
from tests.imported_values import ROADS, WELLS, activities, flow
from tests.reference_values import dataset, ref

TABLE = """Code,Title,Budget,Currency,Start,End,Owner,title,Status note
P-1,Wells,1234567.50,EUR,2019-03-01,2021-06-30,J. Núñez,Wells I,=late
P-2,Schools,900000,XOF,2020-02,2022,,,"two; words"
P-3,Roads,,,2021-05-04,TBC,A. Sow,,
"""


def listed(target: Path, *more: str) -> list[dict[str, Any]]:
    """Return the rows that ``coopviewer list projects`` writes, by heading, as a spreadsheet reads them."""
    assert main(["list", "projects", "-o", str(target), *more]) == 0
    if target.suffix == ".csv":
        return list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    headings, *rows = openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)
    assert len(set(headings)) == len(headings)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    source, target = tmp_path / "office.csv", tmp_path / "office.db"
    source.write_text(TABLE, encoding="utf-8")
    assert main(["import", "sheet", str(source), "-o", str(target), "--quiet"]) == 0
    return target


def test_sums_are_numbers_beside_their_currency_and_days_are_dates(office: Path, tmp_path: Path) -> None:
    rows = listed(tmp_path / "list.xlsx", "--reference", str(office))
    wells, schools, roads = (
        next(row for row in rows if row["Title"] == each) for each in ("Wells", "Schools", "Roads")
    )
    assert (wells["Budget, amount"], wells["Budget, currency"]) == (1234567.5, "EUR")
    assert (schools["Budget, amount"], schools["Budget, currency"]) == (900000, "XOF")
    assert (roads["Budget, amount"], roads["Budget, currency"]) == (None, None)
    assert (wells["Start"], wells["End"]) == (datetime(2019, 3, 1), datetime(2021, 6, 30))
    assert (schools["Start"], schools["End"]) == ("2020-02", "2022"), "less than a day stays what is stated"
    assert roads["Start"] == datetime(2021, 5, 4)


def test_every_column_of_the_table_is_one_of_the_list(office: Path, tmp_path: Path) -> None:
    rows = listed(tmp_path / "list.xlsx", "--reference", str(office))
    wells, schools, roads = (
        next(row for row in rows if row["Title"] == each) for each in ("Wells", "Schools", "Roads")
    )
    assert [each["Owner"] for each in (wells, schools, roads)] == ["J. Núñez", None, "A. Sow"]
    assert [wells["Status note"], schools["Status note"]] == ["=late", "two; words"]
    assert wells["title"] == "Wells I"
    assert roads["End, as published"] == "TBC", "a cell that could not be read, under a heading of its own"


def test_the_csv_has_the_same_columns_as_exact_texts(office: Path, tmp_path: Path) -> None:
    rows = listed(tmp_path / "list.csv", "--columns", "all", "--reference", str(office))
    wells = next(row for row in rows if row["Title"] == "Wells")
    assert (wells["Budget, amount"], wells["Budget, currency"]) == ("1234567.50", "EUR")
    assert (wells["Start"], wells["Owner"], wells["Status note"]) == ("2019-03-01", "J. Núñez", "'=late")
    chosen = listed(tmp_path / "few.csv", "--columns", "id,title", "--reference", str(office))
    assert list(chosen[0]) == ["Id", "Title"]


def test_sums_of_activities_are_apart_by_kind_and_never_added_over_currencies(tmp_path: Path) -> None:
    path = tmp_path / "activities.db"
    write_reference(activities(), path)
    rows = {row["Id"]: row for row in listed(tmp_path / "list.xlsx", "--reference", str(path))}
    paid = [heading for heading in rows[WELLS] if ", amount" in heading]
    assert paid == ["Budget, amount of all years", "Transaction, amount", "Transaction: 3, amount of all years"]
    assert (rows[ROADS]["Budget, amount of all years"], rows[ROADS]["Budget, currency"]) == (900000, "USD")
    assert (rows[WELLS]["Transaction: 3, amount of all years"], rows[WELLS]["Transaction: 3, currency"]) == (
        123336.28,
        "EUR",
    )
    assert (rows[WELLS]["Transaction, amount"], rows[WELLS]["Transaction, currency"]) == (5000000, "XDR")
    assert rows[WELLS]["crs-add"] == "crs-add/loan-terms/@rate-1: 4; crs-add/channel: Quartermaster"


def test_two_currencies_of_a_project_stay_two_amounts(tmp_path: Path) -> None:
    budgets = (
        flow(WELLS, "b-1", 10_000, kind=FlowKind.BUDGET),
        flow(WELLS, "b-2", -25_000, "USD", kind=FlowKind.BUDGET),
        flow(ROADS, "b-1", 30_012, kind=FlowKind.BUDGET),
    )
    entries = (ref(WELLS, "Wells"), ref(ROADS, "Roads"))
    write_reference(dataset(*budgets, entries=entries), tmp_path / "two.db")
    rows = {row["Title"]: row for row in listed(tmp_path / "list.xlsx", "--reference", str(tmp_path / "two.db"))}
    assert (rows["Wells"]["Budget, amount"], rows["Wells"]["Budget, currency"]) == ("100.00; -250.00", "EUR; USD")
    assert (rows["Roads"]["Budget, amount"], rows["Roads"]["Budget, currency"]) == (300.12, "EUR")


PAID = """<transaction><transaction-type code="3"/><transaction-date iso-date="{0}"/>
<value value-date="2021-05-05">{1}</value></transaction>"""
ACTIVITY = """<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1" type="21"><narrative>Trust</narrative></reporting-org>
<title><narrative>Wells</narrative></title>
<recipient-country code="NE"/>{0}</iati-activity></iati-activities>"""


def test_a_list_of_one_year_says_that_its_sums_are_of_all_years(tmp_path: Path) -> None:
    paid = PAID.format("2020-03-31", "800000") + PAID.format("2021-03-31", "975000")
    (tmp_path / "a.xml").write_text(ACTIVITY.format(paid), encoding="utf-8")
    path = tmp_path / "a.db"
    assert main(["import", "iati", str(tmp_path / "a.xml"), "-o", str(path), "--quiet"]) == 0
    (row,) = listed(tmp_path / "list.xlsx", "--reference", str(path), "--query", "paid:2021")
    assert row["Disbursement, amount of all years"] == 1775000
    assert row["Totals of all years, by kind of money"] == "Transaction (Disbursement): 1775000.00 EUR"
    _, notes = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[:2]
    text = "\n".join(str(cell) for line in notes.iter_rows(values_only=True) for cell in line if cell)
    assert "It is of all years, also in a list of one year" in text
    assert "the regions of a project's countries are not among them" in text


def test_totals_are_named_in_the_language_of_the_interface_and_by_keys_for_programs(tmp_path: Path) -> None:
    asked = '<loan-status currency="EUR" value-date="2021-05-05"><interest-arrears>5</interest-arrears></loan-status>'
    budget = """<budget type="1"><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/>
        <value value-date="2021-01-01">7</value></budget>"""
    added = budget + PAID.format("2021-03-31", "9") + f"<crs-add>{asked}</crs-add>"
    (tmp_path / "a.xml").write_text(ACTIVITY.format(added), encoding="utf-8")
    path, sheet = tmp_path / "a.db", tmp_path / "list.xlsx"
    assert main(["import", "iati", str(tmp_path / "a.xml"), "-o", str(path), "--quiet"]) == 0
    words = ["list", "projects", "--columns", "totals", "--reference", str(path), "-o", str(sheet)]
    assert main(["--language", "qps", *words]) == 0
    told = str(openpyxl.load_workbook(sheet).worksheets[0]["A2"].value)
    assert re.findall("[A-Za-z]{4,}", told) == ["Original", "Disbursement"]  # words of the reference
    assert main(["list", "projects", "--columns", "totals", "--reference", str(path), "-o", str(sheet)]) == 0
    assert openpyxl.load_workbook(sheet).worksheets[0]["A2"].value == (
        "Budget (Original): 7.00 EUR; Loan (Interest in arrears): 5.00 EUR; Transaction (Disbursement): 9.00 EUR"
    )
    assert main([*words[:-1], str(tmp_path / "list.json")]) == 0
    (record,) = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert record["totals"][-1] == "transaction (Disbursement): 9.00 EUR"
