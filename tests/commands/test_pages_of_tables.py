"""What the page of a project from tables says of what is not stated: the table's own columns, and only those."""

import json
from pathlib import Path

import pytest

from coopviewer.__main__ import main

ONE = "Title,Country,Funder,Budget (EUR),Goals\nWells,Mali,EU,1000,\nRoads,,,as agreed,Safe roads\n"
OTHER = "Title,Country,Implementer,Status,Start\nSchools,Niger,GIZ,Ongoing,2020\nTowers,Atlantis,,,TBC\nDams,Chad,,,\n"


@pytest.fixture
def pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return the pages of the projects of two tables with different columns, by title."""
    (tmp_path / "one.csv").write_text(ONE, encoding="utf-8")
    (tmp_path / "other.csv").write_text(OTHER, encoding="utf-8")
    target = str(tmp_path / "both.db")
    assert (
        main(["import", "sheet", str(tmp_path / "one.csv"), str(tmp_path / "other.csv"), "-o", target, "--quiet"]) == 0
    )
    assert main(["list", "projects", "--reference", target]) == 0
    found = {}
    for line in capsys.readouterr().out.splitlines():
        id_, _, title = line.partition("\t")
        assert main(["show", id_, "--reference", target]) == 0
        found[title] = capsys.readouterr().out
    return found


def test_nothing_is_missing_of_which_no_column_was_read(pages: dict[str, str]) -> None:
    assert "Status" not in pages["Wells"]
    assert "Dates" not in pages["Wells"]
    assert "Implemented by" not in pages["Wells"]
    assert "Funded by" not in pages["Schools"]
    assert "Money" not in pages["Dams"]
    assert not any("not stated" in page for page in pages.values())


def test_what_is_missing_is_named_by_the_headings_of_the_table(pages: dict[str, str]) -> None:
    assert "Goals\n-----\n\nnothing stated under “Goals”" in pages["Wells"]
    assert "nothing stated under “Country”" in pages["Roads"]
    assert "Status: nothing stated under “Status”" in pages["Dams"]
    assert "Dates: nothing stated under “Start”" in pages["Dams"]


def test_a_cell_that_could_not_be_read_is_said_with_its_heading(pages: dict[str, str]) -> None:
    assert "not read: “as agreed” under “Budget (EUR)”" in pages["Roads"]
    assert "not read: “Atlantis” under “Country”" in pages["Towers"]
    assert "not read: “TBC” under “Start”" in pages["Towers"]
    assert "Other columns of the table" in pages["Towers"]
    assert "published field" not in pages["Towers"]


def test_a_sum_of_a_table_has_no_day_and_its_source_is_a_cell(pages: dict[str, str]) -> None:
    assert "- Sum: 1000 EUR" in pages["Wells"]
    assert "Stated · A, cell D2" in pages["Wells"]


def test_an_end_is_not_called_unknown_without_a_column_of_ends(pages: dict[str, str]) -> None:
    assert "Dates: from 2020 [" in pages["Schools"]


def test_sums_without_a_year_are_not_said_to_be_by_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.csv").write_text(ONE, encoding="utf-8")
    target = str(tmp_path / "one.db")
    assert main(["import", "sheet", str(tmp_path / "one.csv"), "-o", target, "--quiet"]) == 0
    assert main(["show", "country/ML", "--reference", target]) == 0
    page = capsys.readouterr().out
    assert "Sums: Budget: EUR 1,000" in page
    assert "year" not in page


def test_a_comparison_says_which_table_has_no_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.csv").write_text(ONE, encoding="utf-8")
    (tmp_path / "other.csv").write_text(OTHER, encoding="utf-8")
    target = str(tmp_path / "both.db")
    files = [str(tmp_path / "one.csv"), str(tmp_path / "other.csv")]
    assert main(["import", "sheet", *files, "-o", target, "--quiet"]) == 0
    assert main(["list", "projects", "--reference", target]) == 0
    ids = {title: id_ for id_, title in (line.split("\t") for line in capsys.readouterr().out.splitlines())}
    assert main(["show", f"coop:compare?a={ids['Dams']}&b={ids['Wells']}", "--reference", target]) == 0
    page = capsys.readouterr().out
    assert "Is funded by; Dams: its table has no such column; Wells: ≠ EU" in page
    assert "Sums; Dams: its table has no such column; Wells: ≠ Budget: EUR 1,000" in page
    assert "not stated" not in page


UNREADABLE = """No;Title;Country;Start;End;Implementer;Grant (in TEUR);Status;Goals
1;Wells;Niger;01.02.2019;31.12.2023;IOM;1.250,5;ongoing;Water
2;Roads;Chad;01.13.2021;31.12.2022;TBC;95,0;unclear;TBC
3;Posts;Mali;01.07.2021;30.06.2025;GIZ;-12,5;ongoing;Safety
4;Camps;Bosnia;01.09.2022;31.08.2024;GIZ;k. A.;;-
"""


@pytest.fixture
def unreadable(tmp_path: Path) -> str:
    """Return a reference from a table with cells that cannot be read in most columns."""
    (tmp_path / "one.csv").write_text(UNREADABLE, encoding="utf-8")
    target = str(tmp_path / "one.db")
    assert main(["import", "sheet", str(tmp_path / "one.csv"), "-o", target, "--quiet"]) == 0
    return target


def shown(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main([*command]) == 0
    return capsys.readouterr().out


def test_no_slot_of_a_page_is_called_empty_where_its_cell_could_not_be_read(
    unreadable: str, capsys: pytest.CaptureFixture[str]
) -> None:
    roads = shown(capsys, "show", "project/2", "--reference", unreadable)
    assert "- Status: not read: “unclear” under “Status”" in roads
    assert "start not known [4] · not read: “01.13.2021” under “Start”" in roads
    assert "- Start: not read: “01.13.2021” under “Start”" in roads.partition("\nDates\n")[2]
    assert "Implemented by: not read: “TBC” under “Implementer”" in roads
    assert "Goals\n-----\n\nnot read: “TBC” under “Goals”" in roads
    assert "nothing stated" not in roads
    posts = shown(capsys, "show", "project/3", "--reference", unreadable)
    assert "- Grant: not read: “-12,5” under “Grant (in TEUR)”" in posts
    assert posts.count("not read: ") == 1
    assert "nothing stated" not in posts


def test_a_cell_that_says_there_is_nothing_is_called_empty(unreadable: str, capsys: pytest.CaptureFixture[str]) -> None:
    camps = shown(capsys, "show", "project/4", "--reference", unreadable)
    assert "- Grant: nothing stated under “Grant (in TEUR)”" in camps
    assert "- Status: nothing stated under “Status”" in camps
    assert "Goals\n-----\n\nnothing stated under “Goals”" in camps
    assert "not read" not in camps
    assert "- k. A." in camps


@pytest.mark.parametrize("verb", ["show", "brief"])
def test_lists_and_briefs_quote_what_could_not_be_read(
    unreadable: str, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    chad = shown(capsys, verb, "country/TD", "--reference", unreadable)
    assert "not read: “unclear” under “Status”" in chad
    assert "not read: “01.13.2021” under “Start”" in chad
    mali = shown(capsys, verb, "country/ML", "--reference", unreadable)
    assert "not read as a sum: “-12,5” under “Grant (in TEUR)”" in mali


def test_a_comparison_quotes_what_could_not_be_read(unreadable: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(capsys, "show", "coop:compare?a=project/2&b=project/3", "--reference", unreadable)
    assert "not read: “unclear” under “Status”" in page
    assert "not read: “-12,5” under “Grant (in TEUR)”" in page
    assert "nothing stated" not in page
    both = shown(capsys, "show", "coop:compare?a=project/3&b=project/4", "--reference", unreadable)
    assert "not read: “-12,5” under “Grant (in TEUR)”" in both.partition("stated for none,")[0]
    assert "Dates; Posts: 01.07.2021 – 30.06.2025" in both


def test_a_grant_below_zero_is_noted_as_such(unreadable: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(capsys, "show", "coop:import", "--reference", unreadable)
    assert "“-12,5” in G4 (Grant (in TEUR)) is below zero, as no grant is; it is kept as given." in page
    assert "k. A." not in page


COLUMNS = (
    "timeframe,start,end,status,published-status,funders,instruments,implementing,countries,country-count,grant,totals"
)


def listed(capsys: pytest.CaptureFixture[str], target: str) -> dict[str, dict[str, object]]:
    """Return the cells of all projects, by the project's id, then by column."""
    rows = json.loads(
        shown(capsys, "list", "projects", "--reference", target, "--columns", f"id,{COLUMNS}", "--format", "json")
    )
    return {row["id"]: row for row in rows}


def test_a_list_says_what_could_not_be_read_as_the_pages_do(
    unreadable: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(capsys, unreadable)
    assert (rows["project/2"]["start"], rows["project/2"]["end"]) == ("not-read", ["2022-12-31"])
    assert (rows["project/2"]["published-status"], rows["project/2"]["implementing"]) == ("not-read", "not-read")
    assert rows["project/3"]["grant"] == "not-read"
    assert rows["project/4"]["grant"] == "not-stated"
    assert {row["funders"] for row in rows.values()} == {"not-looked-at"}  # the table has no such column
    assert {row["instruments"] for row in rows.values()} == {"not-looked-at"}
    text = shown(capsys, "list", "projects", "--reference", unreadable, "--columns", "id,grant", "--format", "csv")
    assert "project/3,not read" in text


def test_a_list_says_not_stated_only_of_columns_that_a_table_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.csv").write_text(ONE, encoding="utf-8")
    (tmp_path / "other.csv").write_text(OTHER, encoding="utf-8")
    target = str(tmp_path / "both.db")
    files = [str(tmp_path / "one.csv"), str(tmp_path / "other.csv")]
    assert main(["import", "sheet", *files, "-o", target, "--quiet"]) == 0
    rows = {each.partition("-")[0]: row for each, row in listed(capsys, target).items()}
    assert rows["project/roads"]["funders"] == "not-stated"
    assert rows["project/dams"]["funders"] == "not-looked-at"
    assert rows["project/dams"]["timeframe"] == "not-stated"
    assert rows["project/wells"]["timeframe"] == "not-looked-at"
    assert rows["project/towers"]["timeframe"] == "not-read"
    assert (rows["project/towers"]["countries"], rows["project/towers"]["country-count"]) == ("not-read", "not-read")
    assert rows["project/roads"]["countries"] == "not-stated"


ACTIVITY = """<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>X-1</iati-identifier>
<reporting-org ref="X" type="21"><narrative>Trust</narrative></reporting-org><title><narrative>Wells</narrative></title>
<participating-org role="4"><narrative>Digger</narrative></participating-org>{}</iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("element", "column", "said"),
    [
        ('<recipient-country code="ZZ"/>', "countries", "not-read"),
        ("", "countries", "not-looked-at"),
        ('<activity-date type="1" iso-date="soon"/>', "timeframe", "not-read"),
        ('<activity-status code="X"/>', "published-status", ["X"]),
        ('<budget><period-start iso-date="2020-01-01"/><value>much</value></budget>', "totals", "not-read"),
        ('<participating-org role="1"/>', "funders", "not-read"),
        ("", "implementing", ["Digger"]),
    ],
)
def test_a_list_says_which_elements_could_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], element: str, column: str, said: object
) -> None:
    (tmp_path / "a.xml").write_text(ACTIVITY.format(element), encoding="utf-8")
    target = str(tmp_path / "a.db")
    assert main(["import", "iati", str(tmp_path / "a.xml"), "-o", target, "--quiet"]) == 0
    (row,) = listed(capsys, target).values()
    assert row[column] == said
