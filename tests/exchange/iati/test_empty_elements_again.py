"""Empty elements whose name, which the IATI standard lacks, is all they say: it comes back from an exported file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main

ACTIVITY = """<iati-activities version="2.03" xmlns:x="http://x">
<iati-activity last-updated-datetime="2020-01-01T00:00:00Z">
<iati-identifier>X-1</iati-identifier><reporting-org ref="X" type="21"><narrative>Trust</narrative></reporting-org>
<title><narrative>Wells</narrative></title><description><narrative>Water</narrative></description>
<participating-org role="4" ref="Y-1" type="21"><narrative>Digger</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="2020-01-01"/>{}</iati-activity></iati-activities>"""
BUDGET = (
    '<budget>{}<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
    '<value currency="EUR" value-date="2020-01-01">5{}</value></budget>'
)


def published(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT path, value FROM published_value ORDER BY 1, 2").fetchall()


@pytest.mark.parametrize(
    "element",
    [
        "<x:urgent/>",
        "<x:flags><x:urgent/><x:secret/></x:flags>",
        '<x:flags n="1"><x:urgent/></x:flags>',
        "<x:flags><x:urgent/><x:urgent/></x:flags>",
        "<urgent/>",
        BUDGET.format("<x:estimated/>", ""),
        BUDGET.format("", "<x:estimated/>"),
    ],
)
def test_an_empty_element_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str], element: str) -> None:
    (tmp_path / "a.xml").write_text(ACTIVITY.format(element), encoding="utf-8")
    first, again = tmp_path / "first.db", tmp_path / "again.db"
    assert main(["import", "iati", str(tmp_path / "a.xml"), "-o", str(first), "--quiet"]) == 0
    assert any("urgent" in path or "estimated" in path for path, _ in published(first))
    assert main(["export", "iati", "--all", "-o", str(tmp_path / "out.xml"), "--reference", str(first)]) == 0, (
        capsys.readouterr()
    )
    assert main(["import", "iati", str(tmp_path / "out.xml"), "-o", str(again), "--quiet"]) == 0
    assert published(again) == published(first)
