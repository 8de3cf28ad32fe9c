"""Shares of a country that two files state differently: lists have all of them, in the order of the page."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from tests.commands.iati_texts import import_text

ACTIVITY = """<iati-activities version="2.03"><iati-activity last-updated-datetime="2020-01-0{}T00:00:00Z">
<iati-identifier>X-1</iati-identifier><title><narrative>Wells</narrative></title>
<recipient-country code="NE" percentage="{}"/><recipient-country code="ML" percentage="40"/>
<sector vocabulary="1" code="14030" percentage="{}"/></iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("one", "other", "told"), [("50", "60", "60 / 50"), ("60", "60", "60"), ("60", "60.0", "60.0 / 60")]
)
def test_each_different_share_is_in_the_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one: str, other: str, told: str
) -> None:
    reference = import_text(tmp_path, ACTIVITY.format(1, one, one), ACTIVITY.format(2, other, other))
    capsys.readouterr()
    columns = "countries,country-shares,sector-shares"
    assert main(["list", "projects", "--columns", columns, "--format", "csv", "--reference", reference]) == 0
    (row,) = list(csv.reader(StringIO(capsys.readouterr().out)))[1:]
    assert row == ["Mali; Niger", f"40; {told}", told]
