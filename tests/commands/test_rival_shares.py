"""Shares of a country that two files state differently: lists have all of them, in the order of the page."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from coopviewer.__main__ import main

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
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for day, (file, share) in enumerate(zip(files, (one, other), strict=True), 1):
        file.write_text(ACTIVITY.format(day, share, share), encoding="utf-8")
    reference = str(tmp_path / "a.db")
    assert main(["import", "iati", *map(str, files), "-o", reference, "--quiet"]) == 0
    capsys.readouterr()
    columns = "countries,country-shares,sector-shares"
    assert main(["list", "projects", "--columns", columns, "--format", "csv", "--reference", reference]) == 0
    (row,) = list(csv.reader(StringIO(capsys.readouterr().out)))[1:]
    assert row == ["Mali; Niger", f"40; {told}", told]
