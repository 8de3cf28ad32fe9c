"""What a file states in words instead of a sum or a code is quoted at its place, with what else it says there."""

from pathlib import Path

import pytest

from coopviewer.__main__ import main
from tests.commands.iati_texts import import_text

Capture = pytest.CaptureFixture[str]
HEAD = """<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Wells</narrative></title>"""
OTHER = """<iati-activity xml:lang="en"><iati-identifier>XM-A-2</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Other</narrative></title><recipient-country code="NE"/><sector vocabulary="1" code="11220"/>
<activity-status code="2"/><participating-org role="1" ref="XM-B"><narrative>B</narrative></participating-org>
</iati-activity>"""
KENYA = '<recipient-country code="KE" percentage="60"/>'
ZUBROWKA = '<recipient-country code="ZZ" percentage="40"><narrative>Zubrowka</narrative></recipient-country>'
SUMS = """<budget type="1"><period-start iso-date="2016-01-01"/><period-end iso-date="2016-12-31"/>
<value currency="USD">about two million</value></budget>
<budget type="2"><period-start iso-date="next year"/><value>some</value></budget>
<budget type="2"><period-start iso-date="2017-01-01"/></budget>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-03-01"/><value>EUR x</value></transaction>
<planned-disbursement><period-start iso-date="2021-02-01"/><value>much</value></planned-disbursement>"""
PAGES = [("show", "project/xm-a-1"), ("brief", "project/xm-a-1"), ("show", "country/KE"), ("brief", "country/KE")]


def told(folder: Path, capsys: Capture, command: tuple[str, str], *parts: str) -> str:
    text = f'<iati-activities version="2.03">{HEAD}{"".join(parts)}</iati-activity>{OTHER}</iati-activities>'
    assert main([*command, "--reference", import_text(folder, text)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", PAGES)
def test_a_sum_in_words_is_quoted_with_its_kind_year_and_currency(
    tmp_path: Path, capsys: Capture, command: tuple[str, str]
) -> None:
    text = told(tmp_path, capsys, command, KENYA, SUMS)
    assert "Budget (Original), USD 2016: not read as a sum: “about two million”" in text
    assert "Budget (Revised), EUR “next year”: not read as a sum: “some”" in text
    assert "Budget (Revised), EUR 2017: without a sum" in text
    assert "Disbursement, EUR 2020: not read as a sum: “EUR x”" in text
    assert "Planned disbursement, EUR 2021: not read as a sum: “much”" in text
    assert "see Other published fields" not in text
    assert text.index("about two million") < text.index("“some”") < text.index("without a sum")  # as in the file


def test_of_very_many_sums_in_words_the_first_are_quoted(tmp_path: Path, capsys: Capture) -> None:
    sums = "".join(f"<budget><value>about {each}</value></budget>" for each in range(30))
    text = told(tmp_path, capsys, ("show", "project/xm-a-1"), sums)
    assert "Budget, EUR: not read as a sum: “about 19”" in text
    assert "10 more have no sum that can be read; see Other published fields." in text


@pytest.mark.parametrize("command", PAGES[:2])
@pytest.mark.parametrize("other", ["", KENYA])
def test_a_country_in_words_is_quoted_at_its_place(
    tmp_path: Path, capsys: Capture, command: tuple[str, str], other: str
) -> None:
    where = told(tmp_path, capsys, command, other, ZUBROWKA).partition("\nWhere")[2].partition("\nSectors")[0]
    assert "not read: “Zubrowka”, code “ZZ”, 40 %" in where
    assert ("Kenya 60 %" in where) is bool(other)
    assert "Other published fields" not in where


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("<recipient-country>Odds</recipient-country>", "not read: “Odds”"),
        ('<recipient-region code="999"/>', "not read: code “999”"),
        ('<recipient-country percentage="5"/>', "not read: 5 %"),
        ("<activity-status><narrative>Stalled</narrative></activity-status>", "not read: “Stalled”"),
    ],
)
def test_whatever_is_known_of_an_element_is_quoted(tmp_path: Path, capsys: Capture, given: str, said: str) -> None:
    assert said in told(tmp_path, capsys, ("show", "project/xm-a-1"), given)


def test_a_type_without_words_is_named_by_its_code(tmp_path: Path, capsys: Capture) -> None:
    budget = '<budget type="77"><value>some</value></budget>'
    assert "Budget of type 77, EUR: not read as a sum: “some”" in told(tmp_path, capsys, PAGES[0], budget)
