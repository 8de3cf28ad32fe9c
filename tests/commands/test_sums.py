"""Lists of sums: a row for each payment and budget, in numbers that a spreadsheet adds."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from coopviewer.__main__ import main

Capture = pytest.CaptureFixture[str]
FILE = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Wells</narrative></title><activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
<recipient-country code="ML"/><sector vocabulary="1" code="14031"/>
<budget type="1"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>
<value currency="USD">1000</value></budget>
<transaction><transaction-type code="3"/><transaction-date iso-date="2022-02-01"/><value>100.50</value>
<receiver-org ref="XM-N"><narrative>NGO</narrative></receiver-org></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2022-03-01"/><value>-20</value></transaction>
</iati-activity>
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-2</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Roads</narrative></title><activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
<recipient-country code="NE"/>
<transaction><transaction-type code="2"/><transaction-date iso-date="2021-02-01"/><value>7</value></transaction>
</iati-activity></iati-activities>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sums")
    (folder / "in.xml").write_text(FILE, encoding="utf-8")
    assert main(["import", "iati", str(folder / "in.xml"), "-o", str(folder / "in.db"), "--quiet"]) == 0
    return folder / "in.db"


def rows(path: Path, capsys: Capture, *arguments: str) -> list[dict[str, str]]:
    wanted = ["list", *arguments, "--rows", "sums", "--format", "csv", "--reference", str(path)]
    assert main(wanted) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_each_sum_is_a_row_in_plain_numbers(path: Path, capsys: Capture) -> None:
    found = rows(path, capsys, "projects", "--query", "country:ML")
    said = [(row["Kind"], row["Type"], row["Year"], row["Amount"], row["Currency"], row["To"]) for row in found]
    assert said == [
        ("Budget", "Original", "2022", "1000.00", "USD", ""),
        ("Transaction", "Disbursement", "2022", "100.50", "EUR", "NGO"),
        ("Transaction", "Disbursement", "2022", "-20.00", "EUR", ""),
    ]
    assert {row["Counted"] for row in found} == {"yes"}
    assert found[0]["Sources"] == "in.xml"


def test_sums_of_an_organisation_are_those_that_it_pays_or_receives(path: Path, capsys: Capture) -> None:
    assert [row["Amount"] for row in rows(path, capsys, "organisations", "--query", "NGO")] == ["100.50"]
    assert len(rows(path, capsys, "all")) == 4


def test_a_spreadsheet_has_negative_sums_as_numbers(path: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "sums.xlsx"
    assert (
        main(["list", "projects", "--rows", "sums", "--format", "xlsx", "-o", str(out), "--reference", str(path)]) == 0
    )
    assert "4 sums were written to" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(out).worksheets[0]
    heading, *lines = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    amounts = [line[heading.index("Amount")] for line in lines]
    assert amounts == [7, 1000, 100.5, -20] or sorted(amounts) == [-20, 7, 100.5, 1000]


def test_columns_of_sums_cannot_be_chosen(path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["list", "projects", "--rows", "sums", "--columns", "id", "--reference", str(path)])
    assert "A list of sums always has all of its columns." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("dated", "year", "start", "end"),
    [
        ('<transaction-date iso-date="Feb 2014"/>', "2014", "2014-02-01", "2014-02-28"),
        ("<transaction-date>February 2016</transaction-date>", "2016", "2016-02-01", "2016-02-29"),
        ('<transaction-date iso-date="2014-02"/>', "2014", "2014-02-01", "2014-02-28"),
        ('<transaction-date iso-date="2014"/>', "2014", "2014-01-01", "2014-12-31"),
        ('<transaction-date iso-date="2014-13-01"/>', "", "", ""),
        ('<transaction-date iso-date="03/04/2014"/>', "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_payment_dated_by_month_or_year_belongs_to_that_year(
    tmp_path: Path, capsys: Capture, dated: str, year: str, start: str, end: str
) -> None:
    (tmp_path / "in.xml").write_text(FILE.replace('<transaction-date iso-date="2021-02-01"/>', dated), "utf-8")
    path = tmp_path / "in.db"
    assert main(["import", "iati", str(tmp_path / "in.xml"), "-o", str(path), "--quiet"]) == 0
    [row] = rows(path, capsys, "projects", "--query", "country:NE")
    assert (row["Year"], row["Day"], row["Start of the period"], row["End of the period"]) == (year, "", start, end)
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT year FROM flow_total WHERE kind = 'transaction' AND type = '2'"
        assert connection.execute(query).fetchall() == [(year,)]
    assert main(["show", row["Project, id"], "--reference", str(path)]) == 0
    said = capsys.readouterr().out
    assert ("a day from" in said) is bool(year)
