"""Attributes of an activity that two files state differently: both codes come back from an exported file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main

ACTIVITY = """<iati-activities version="2.03"><iati-activity {} last-updated-datetime="2020-01-0{}T00:00:00Z">
<iati-identifier>X-1</iati-identifier><reporting-org ref="X" type="21"><narrative>Trust</narrative></reporting-org>
<title><narrative>Wells</narrative></title><description><narrative>Water</narrative></description>
<participating-org role="4" ref="Y-1" type="21"><narrative>Digger</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="2020-01-01"/></iati-activity></iati-activities>"""


def codes(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT scheme, code, as_given FROM classification ORDER BY 1, 2, 3")
        return [row for row in rows.fetchall() if row[0] != "ActivityStatus"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('default-currency="EUR" xml:lang="en"', 'default-currency="USD" xml:lang="en"'),
        ('humanitarian="1" default-currency="EUR" xml:lang="en"', 'humanitarian="0" xml:lang="en"'),
        ('xml:lang="en"', 'xml:lang="fr"'),
        ('hierarchy="1" xml:lang="en"', 'hierarchy="2" xml:lang="en"'),
    ],
)
def test_both_codes_of_an_attribute_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one: str, other: str
) -> None:
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for day, (file, attributes) in enumerate(zip(files, (one, other), strict=True), 1):
        file.write_text(ACTIVITY.format(attributes, day), encoding="utf-8")
    first, again = tmp_path / "first.db", tmp_path / "again.db"
    assert main(["import", "iati", *map(str, files), "-o", str(first), "--quiet"]) == 0
    assert len(codes(first)) > 1
    assert main(["export", "iati", "--all", "-o", str(tmp_path / "out.xml"), "--reference", str(first)]) == 0, (
        capsys.readouterr()
    )
    assert main(["import", "iati", str(tmp_path / "out.xml"), "-o", str(again), "--quiet"]) == 0
    assert codes(again) == codes(first)
