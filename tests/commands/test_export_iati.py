"""``coopviewer export iati``."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest

from coopviewer.commands.export import main
from coopviewer.commands.import_data import main as import_main
from coopviewer.exchange.iati.structure import ROOT
from tests.exchange.iati.iati_schema import schema_faults

REPORTER = ["--reporter", "XM-EXAMPLE-1", "--reporter-name", "Example"]


def test_all_projects_are_written_and_what_is_left_out_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.xml"
    assert main(["iati", "--all", "-o", str(file), *REPORTER, "--check"]) == 0
    said = capsys.readouterr()
    assert "4 activities were written to" in said.out
    assert "The source states no sector, and none is guessed." in said.err
    assert schema_faults(file.read_bytes()) == []


def test_a_report_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    assert main(["iati", "project/afic", "-o", str(tmp_path / "o.xml"), *REPORTER, "--report", str(report)]) == 0
    assert "33 beneficiaries" in report.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_a_search_chooses_projects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.xml"
    assert main(["iati", "--search", "country:NE", "-o", str(file), *REPORTER]) == 0
    assert "1 activity was written" in capsys.readouterr().out
    assert "AFIC" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name projects to write"),
        (["project/nope", *REPORTER], "has no project project/nope"),
        (["country/NE", *REPORTER], "has no project country/NE"),
        (["--all"], "names no reporting organisation"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.xml"
    assert main(["iati", *arguments, "-o", str(file)]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


PUBLISHED = """<iati-activities version="2.03"><iati-activity default-currency="EUR" xml:lang="en">
<iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Wells</narrative></title><description><narrative>Wells.</narrative></description>
<participating-org ref="XM-N" type="21" role="4"><narrative>NGO</narrative></participating-org>
<participating-org ref="XM-B" type="15" role="1"><narrative>Board</narrative></participating-org>
<participating-org ref="XM-B" type="40" role="3"><narrative>Board</narrative></participating-org>
<activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
<recipient-country code="ML"/>
<location><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>12.5 -5.5</pos></point></location>
<sector vocabulary="1" code="12220" percentage="70"/><sector vocabulary="1" code="15110" percentage="30"/>
<sector vocabulary="99" code="LTH-7"><narrative>Rural well-being</narrative></sector>
</iati-activity></iati-activities>"""


def test_codes_types_and_points_of_an_imported_file_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "in.xml").write_text(PUBLISHED, encoding="utf-8")
    reference, out = tmp_path / "in.db", tmp_path / "out.xml"
    assert import_main(["iati", str(tmp_path / "in.xml"), "-o", str(reference), "--quiet"]) == 0
    assert main(["iati", "--all", "-o", str(out), "--reference", str(reference)]) == 0
    assert schema_faults(out.read_bytes()) == []
    activity = parse(out).find("iati-activity")
    assert activity is not None
    assert [each.get("code") for each in activity.iter("sector")] == ["12220", "15110", "LTH-7"]
    assert [each.get("type") for each in activity.iter("reporting-org")] == ["10"]
    assert {each.get("role"): each.get("type") for each in activity.iter("participating-org")} == {
        "1": "15",  # the file gives this body two types
        "3": "40",
        "4": "21",
    }
    assert [each.text for each in activity.findall("location/point/pos")] == ["12.5 -5.5"]
    assert len(activity.findall("location/point")) == 1


def _imported(tmp_path: Path, *contents: str) -> Path:
    files = []
    for number, content in enumerate(contents):
        file = tmp_path / f"in-{number}.xml"
        file.write_text(content, encoding="utf-8")
        files.append(str(file))
    reference = tmp_path / "in.db"
    assert import_main(["iati", *files, "-o", str(reference), "--quiet"]) == 0
    return reference


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            '<activity-status code="2"/>',
            "<activity-status>half done</activity-status>",
            "The status that is stated could",
        ),
        ('<activity-status code="2"/>', "", "No status is stated"),
        ('iso-date="2020-01-01"', 'iso-date="2020-13-01"', "those that are stated could not be read"),
        ('<activity-date type="1" iso-date="2020-01-01"/>', "", "asks for a date, and none is stated"),
        ('code="ML"/>', 'code="ML"/><recipient-country code="NE" percentage="60"/>', "no share for 1 beneficiary."),
    ],
)
def test_a_note_does_not_say_that_nothing_is_stated_where_it_could_not_be_read(
    old: str, new: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in PUBLISHED
    kept = PUBLISHED.replace("XM-A-1", "XM-A-2")
    reference = _imported(tmp_path, PUBLISHED.replace(old, new), kept)
    assert main(["iati", "--all", "-o", str(tmp_path / "out.xml"), "--reference", str(reference)]) == 0
    assert words in capsys.readouterr().err


def test_a_share_that_another_file_states_is_not_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = PUBLISHED.replace('code="ML"/>', 'code="ML"/><recipient-country code="NE"/>')
    shared = several.replace('"ML"/>', '"ML" percentage="70"/>').replace('"NE"/>', '"NE" percentage="30"/>')
    reference = _imported(tmp_path, several, shared)
    assert main(["iati", "--all", "-o", str(tmp_path / "out.xml"), "--reference", str(reference)]) == 0
    assert "no share" not in capsys.readouterr().err


def test_all_that_the_standard_has_is_written_as_its_own_elements_and_comes_back(tmp_path: Path) -> None:
    everything = (Path(__file__).parents[1] / "exchange" / "iati" / "everything.xml").read_text(encoding="utf-8")
    assert schema_faults(everything.encode()) == []
    reference, out, again = _imported(tmp_path, everything), tmp_path / "out.xml", tmp_path / "again.db"
    assert main(["iati", "--all", "-o", str(out), "--reference", str(reference)]) == 0
    written = out.read_bytes()
    assert schema_faults(written) == []
    assert b"<coop:" not in written
    assert import_main(["iati", str(out), "-o", str(again), "--quiet"]) == 0
    assert _facts(again) == _facts(reference)
    before, after = (Counter(_leaves(parse(file).getroot()[0])) for file in (tmp_path / "in-0.xml", out))
    assert before - after == Counter()
    assert {path for path, _ in after - before} == {f"/{ROOT}/transaction/value/@currency"}  # that of the activity


def test_a_language_that_is_not_stated_is_not_made_up(tmp_path: Path) -> None:
    content = PUBLISHED.replace(' xml:lang="en"', "", 1)
    reference, out, again = _imported(tmp_path, content), tmp_path / "out.xml", tmp_path / "again.db"
    assert main(["iati", "--all", "-o", str(out), "--reference", str(reference)]) == 0
    assert b"xml:lang" not in out.read_bytes()
    assert import_main(["iati", str(out), "-o", str(again), "--quiet"]) == 0
    assert _facts(again) == _facts(reference)


def _facts(reference: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(reference)) as connection:
        facts = connection.execute("SELECT id, kind, basis FROM fact").fetchall()
        return {*facts, *connection.execute("SELECT fact_id, path, value FROM published_value")}


def _leaves(of: Element, path: str = "") -> list[tuple[str, str]]:
    """Return all attributes and texts with their paths, but for the program's own and the languages that it repeats."""
    path = f"{path}/{of.tag}"
    found = [(f"{path}/@{name}", value) for name, value in of.attrib.items() if "}" not in name]
    found += [(path, text)] if (text := " ".join((of.text or "").split())) else []
    return sorted([*found, *(leaf for each in of for leaf in _leaves(each, path))])
