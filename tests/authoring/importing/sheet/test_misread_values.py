"""Values that could be read as something else than they say: they are kept and noted, never read wrong in silence."""

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from coopviewer.authoring.importing.sheet.values.dates import DateRules, read_date, read_period
from coopviewer.authoring.importing.sheet.values.numbers import read_number
from coopviewer.authoring.importing.sheet.values.places import Places
from coopviewer.authoring.importing.sheet.values.words import read_words
from coopviewer.authoring.importing.standards import Standards
from tests.authoring.importing.imports import FOLDERS
from tests.authoring.importing.sheet.tables_of_projects import noted, projects, run
from tests.authoring.importing.sheet.test_habits_of_workbooks import rows, workbook
from tests.faults import raises_fault

WORDS = read_words(FOLDERS.resources)
RULES = DateRules(WORDS.months)


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(Standards(FOLDERS), WORDS.countries)


def imported(folder: Path, text: str, **choice: object) -> tuple[dict[str, list[str]], list[str]]:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    outcome, dataset = run(file, **choice)  # type: ignore[arg-type]
    return projects(dataset), noted(outcome)


@pytest.mark.parametrize(
    "text", ["100\n200", "500\n000", "1\t234", "5 mil", "1." + "0" * 40 + "1", "9" * 400, "z" * 100_000]
)
def test_what_is_no_one_sum_is_not_read(text: str) -> None:
    assert read_number(text, WORDS.multipliers) is None


@pytest.mark.parametrize("sign", [None, ",", "."])
def test_before_an_exponent_no_sign_parts_thousands(sign: str | None) -> None:
    found = read_number("1.234E+06", {}, sign)
    assert found is not None
    assert (found.value, found.is_ambiguous) == (Decimal(1_234_000), False)


@pytest.mark.parametrize("cell", ["$ 500", "US$ 500 kEUR", "¥500", "500 FCFA"])
def test_the_sign_of_another_currency_is_not_that_of_the_heading(tmp_path: Path, cell: str) -> None:
    found, notes = imported(tmp_path, f"Title,Budget (EUR)\nWells,700\nSchools,{cell}\nRoads,800 €\n")
    assert found["Schools"] == [f"Budget (EUR): {cell}"]
    expected = {"US$ 500 kEUR": "cell-sum", "500 FCFA": "cell-cfa-franc"}.get(cell, "cell-other-currency")
    assert [each.split()[0] for each in notes] == [expected]
    assert found["Roads"] == ["budget 80000e-2 EUR"]


def test_a_dollar_sign_may_be_that_of_a_dollar(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Budget (CAD)\nWells,$ 700\n")
    assert (found, notes) == ({"Wells": ["budget 70000e-2 CAD"]}, [])


@pytest.mark.parametrize("cell", ["5 Mio.", "5 k€", "5 USD"])
def test_a_cell_that_says_a_power_below_a_heading_that_says_one_is_not_read(tmp_path: Path, cell: str) -> None:
    found, notes = imported(tmp_path, f"Title,Budget (Mio. EUR)\nWells,7\nSchools,{cell}\n")
    assert found == {"Wells": ["budget 700000000e-2 EUR"], "Schools": [f"Budget (Mio. EUR): {cell}"]}
    assert notes == [f"cell-sum {cell}"]


@pytest.mark.parametrize("text", ["2011/12", "2009/10", "2005/06", "2019/20"])
def test_a_year_and_the_next_is_no_month(text: str) -> None:
    assert read_date(text, RULES) is None
    assert read_period(text, RULES) is None


def test_a_span_of_years_in_a_column_of_periods_is_no_month(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Period\nA,2010-12\nB,2013-15\nC,2010-2012\nD,2018-11\nE,2019\n")
    assert found["A"] == ["Period: 2010-12"]
    assert found["C"] == ["timeframe 2010/2012"]
    assert found["D"] == ["timeframe 2018-11"]
    assert notes == ["cell-date 2010-12", "cell-date 2013-15"]


@pytest.mark.parametrize(
    "text",
    [
        *("01.03 - 30.06.2020", "01/02-03/04/2020", "01.03-05.2020", "01.03 - 30.06.20", "01/05 - 12/07/2021"),
        *("01.03 - 2020", "01.03 - 2020-06-30", "May 10 - June 2021", "May 10 – 30.06.21", "1.3 bis 30.6.2020"),
    ],
)
@pytest.mark.parametrize("century", [None, "1950", "2000"])
def test_a_day_without_a_year_is_no_month_of_another_year(text: str, century: str | None) -> None:
    assert read_date(text, RULES) is None
    assert read_period(text, RULES._replace(century=century, day_order="day-first")) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("01.03 - 06.05", ("2003-01", "2005-06")),  # month and year in both
        ("01.03.20 - 30.06.2021", ("2020-03-01", "2021-06-30")),
        ("5 May 10 - June 2021", ("2010-05-05", "2021-06")),
        ("May 10 - June 11", ("2010-05", "2011-06")),
        ("01.2003 - 30.06.2020", ("2003-01", "2020-06-30")),
        ("March 2019 - end of 2019", ("2019-03", "2019")),
        ("March 2019 - 2019", ("2019-03", "2019")),
        ("30.06.2020 - 05.2020", None),
    ],
)
def test_a_period_may_have_years_of_two_digits_and_coarser_ends(text: str, edtf: tuple[str, str] | None) -> None:
    found = read_period(text, RULES._replace(century="2000", day_order="day-first"))
    assert (found and tuple(each.edtf for each in found)) == edtf


def test_a_number_that_spreadsheets_shorten_is_no_month(tmp_path: Path) -> None:
    file = workbook(tmp_path / "table.xlsx", rows(["Title", "Start"], ["A", 2020.1], ["B", 2019], ["C", 2018]))
    outcome, dataset = run(file)
    assert projects(dataset)["A"] == ["Start: 2020.1"]
    assert noted(outcome) == ["cell-date 2020.1"]


def test_a_quarter_is_noted_wherever_it_is_in_a_period(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Period\nA,Jan 2020 – Q3 2021\n")
    assert found == {"A": ["timeframe 2020-01/2021"]}
    assert notes == ["cell-coarse-date Jan 2020 – Q3 2021"]


@pytest.mark.parametrize(
    ("text", "code", "is_likened"),
    [
        ("Sudan (South)", "SS", False),
        ("Guinea (Equatorial)", "GQ", False),
        ("Samoa (American)", "AS", False),
        ("Georgia (USA)", "GE", True),
        ("China (Taiwan)", "CN", True),
        ("Ireland (Northern)", "IE", True),
        ("Congo", "CG", True),
        ("Congo (Kinshasa)", "CD", False),
        ("Congo-Brazzaville", "CG", False),
        ("Georgia", "GE", False),
        ("Kosovo*", "XK", False),
    ],
)
def test_words_in_brackets_are_not_passed_over(places: Places, text: str, code: str, is_likened: bool) -> None:
    found = places.find(text)
    assert found is not None
    assert (found.entry_code, found.alike is not None) == (code, is_likened)


def test_na_is_namibia_among_codes_only(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Country\nA,NA\nB,ZA\nC,BW\n")
    assert found["A"] == ["has-beneficiary country/NA"]
    assert notes == []
    found, _ = imported(tmp_path, "Title,Country\nA,NA\nB,A1\nC,B2\n")
    assert "Country: NA" in found["A"], "A1 is no code of a country"
    found, notes = imported(tmp_path, "Title,Country\nA,NA\nB,Kenya\nC,Mali\n")
    assert found["A"] == ["Country: NA"]
    assert notes == ["cell-country NA"]


def test_a_quotation_mark_that_is_never_closed_takes_no_rows_in(tmp_path: Path) -> None:
    with raises_fault("a quotation mark in row 3 is never closed"):
        imported(tmp_path, 'Title,Country\nWells,Mali\n"Schools,Niger\nRoads,Chad\nBridges,Togo\n')
    assert not (tmp_path / "table.db").exists()
    found, _ = imported(tmp_path, 'Title,Country\n"Wells\n of the north",Mali\nRoads,"Chad"')
    assert sorted(found) == ["Roads", "Wells of the north"]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x85"])
def test_no_mark_inside_of_a_cell_ends_its_row(tmp_path: Path, mark: str) -> None:
    found, _ = imported(tmp_path, f"Title,Country\nWells{mark}of the north,Mali\nRoads,Chad\n")
    assert sorted(found) == ["Roads", "Wells of the north"]


@pytest.mark.parametrize("value", ["inf", "NaN", "1e999", "-inf"])
def test_a_number_without_end_is_kept_as_given(tmp_path: Path, value: str) -> None:
    heads = ["Title", "Identifier", "Country", "Budget (EUR)", "Start", "Share", "Remarks"]
    plain = workbook(
        tmp_path / "plain.xlsx",
        rows(heads, ["A", "a", "Mali", 7, 2019, 50, 1], ["B", "b", "Mali", 777.25, 777.25, 777.25, 777.25]),
    )
    file = tmp_path / "table.xlsx"
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"777.25", value.encode()))
    outcome, dataset = run(file)
    found = projects(dataset)
    assert "budget 700e-2 EUR" in found["A"]
    assert not any(line.startswith(("budget", "timeframe", "milestone")) for line in found["B"])
    assert {"cell-sum", "cell-date"} <= {each.split()[0] for each in noted(outcome)}


def test_a_code_in_small_letters_is_a_currency_only_where_it_is_no_word(tmp_path: Path) -> None:
    rows = ("1,Wells,100 usd", "2,Roads,100 all", "3,Schools,Eur 100", "4,Clinics,mad 100", "5,Bridges,100 MAD")
    found, notes = imported(tmp_path, "No,Title,Budget\n" + "\n".join(rows) + "\n")
    sums = sorted(each for facts in found.values() for each in facts if each.startswith("budget "))
    assert sums == ["budget 10000e-2 EUR", "budget 10000e-2 MAD", "budget 10000e-2 USD"]
    assert [each for each in notes if each.startswith("cell-sum ")] == ["cell-sum 100 all", "cell-sum mad 100"]
