"""``coopviewer export iati``."""

from pathlib import Path

import pytest

from coopviewer.commands.export import main
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
