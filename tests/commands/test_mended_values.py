"""Values that an import read from another form than the standard has: shown beside what the file says."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from tests.commands.iati_texts import import_text

Capture = pytest.CaptureFixture[str]
HEAD = """<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-{0}</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>{1}</narrative></title><recipient-country code="KE"/>"""
BUDGET = """<budget type="1"><period-start iso-date="{0}-01-01"/><period-end iso-date="{0}-12-31"/>
<value>{1}</value></budget>"""
PAID = """<transaction><transaction-type code="3"/><transaction-date iso-date="{0}"/><value>{1}</value></transaction>"""
SHOWN = [("show", "project/xm-a-1"), ("show", "country/KE"), ("brief", "project/xm-a-1"), ("brief", "country/KE")]


def imported(folder: Path, *activities: str) -> str:
    content = "".join(f"{each}</iati-activity>" for each in activities)
    text = f'<iati-activities version="2.03">{content}</iati-activities>'
    return import_text(folder, text)


def told(reference: str, capsys: Capture, *command: str) -> str:
    assert main([*command, "--reference", reference]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", SHOWN)
def test_a_sum_that_was_mended_is_shown_as_given_beside_the_value(
    tmp_path: Path, capsys: Capture, command: tuple[str, str]
) -> None:
    path = imported(tmp_path, HEAD.format(1, "Wells") + BUDGET.format(2014, "1,250,000") + BUDGET.format(2015, "7000"))
    text = told(path, capsys, *command)
    assert "1,250,000 (as given: “1,250,000 EUR”)" in text
    assert text.count("as given: “") == 1  # nothing of a plain sum


@pytest.mark.parametrize("command", SHOWN)
def test_of_sums_that_are_added_those_that_were_mended_are_quoted(
    tmp_path: Path, capsys: Capture, command: tuple[str, str]
) -> None:
    paid = "".join(PAID.format("2014-03-01", each) for each in ("100", "1 200", "1.5E3", "3,5", "2 000", "200"))
    text = told(imported(tmp_path, HEAD.format(1, "Wells") + paid), capsys, *command)
    assert "5,003.50 (among them, as given: “1 200 EUR”, “1.5E3 EUR”, “2 000 EUR” and 1 more)" in text


@pytest.mark.parametrize("command", [("show", "country/KE"), ("brief", "country/KE")])
def test_a_mended_sum_among_very_many_is_quoted(tmp_path: Path, capsys: Capture, command: tuple[str, str]) -> None:
    paid = "".join(PAID.format("2014-03-01", each) for each in range(200))
    wells = HEAD.format(1, "Wells") + paid + PAID.format("2014-03-01", "1,234")
    assert "as given: “1,234 EUR”" in told(imported(tmp_path, wells), capsys, *command)


@pytest.mark.parametrize("command", SHOWN)
def test_a_date_in_another_form_is_shown_as_given_beside_its_words(
    tmp_path: Path, capsys: Capture, command: tuple[str, str]
) -> None:
    dates = '<activity-date type="2" iso-date="31.12.2012"/><activity-date type="4" iso-date="2014-05-01T00:00:00Z"/>'
    text = told(imported(tmp_path, HEAD.format(1, "Wells") + dates), capsys, *command)
    assert "31 December 2012 (actual) to 1 May 2014 (actual)" in text
    assert "31.12.2012" in text.replace("\\.", ".")
    assert "as given: “31.12.2012”" in text
    assert "as given: “2014" not in text


def test_the_day_of_a_payment_in_another_form_is_shown_as_given(tmp_path: Path, capsys: Capture) -> None:
    paid = HEAD.format(1, "Wells") + PAID.format("03.04.2013", 100) + PAID.format("2013-13-45", 7)
    paid += BUDGET.format(2015, 3).replace("2015-01-01", "1 January 2015")
    text = told(imported(tmp_path, paid), capsys, "show", "project/xm-a-1")
    assert "3 April 2013 · as given: “03.04.2013”" in text
    assert "not read: “2013-13-45”" in text
    assert "1 January 2015 to 31 December 2015 · as given: “1 January 2015”" not in text  # which is the same


@pytest.mark.parametrize("command", [("show", "project/xm-a-1"), ("brief", "country/KE"), ("show", "home")])
def test_the_closing_sentence_does_not_deny_what_was_mended(
    tmp_path: Path, capsys: Capture, command: tuple[str, str]
) -> None:
    path = imported(tmp_path, HEAD.format(1, "Wells") + BUDGET.format(2014, "1,250,000"))
    said = "Imported; the report of the import lists what was mended. coopviewer is not affiliated"
    assert said in told(path, capsys, *command)
    with closing(sqlite3.connect(path)) as connection:  # as imports of earlier versions have it
        before = "Imported as published. coopviewer is not affiliated with the publishers of the files."
        connection.execute("UPDATE edition SET disclaimer = ?", (before,))
        connection.commit()
    assert said in told(path, capsys, *command)


TABLE = """Ref;Title;Country;Budget (EUR);Start
1;Wells;Niger;"{}";2020
2;Roads;Niger;5 million;2021
"""


@pytest.mark.parametrize("command", [("show", "country/NE"), ("brief", "country/NE")])
def test_a_sum_of_a_table_is_shown_as_given_where_its_figures_are_others(
    tmp_path: Path, capsys: Capture, command: tuple[str, str]
) -> None:
    (tmp_path / "a.csv").write_text(TABLE.format("1,250,000"), encoding="utf-8")
    target = str(tmp_path / "a.db")
    assert main(["import", "sheet", str(tmp_path / "a.csv"), "-o", target, "--quiet"]) == 0
    text = told(target, capsys, *command)
    assert "5,000,000 (as given: “5 million EUR”)" in text
    assert "as given: “1,250,000" not in text  # separators are usual in tables
    assert "Imported; the report of the import lists what was mended." in text
