"""A brief on imported entries: what their pages say, without folds, and with the sources that differ."""

import subprocess
import sys
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from tests.activity_values import WELL, milestone, write_imported

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_imported(tmp_path_factory.mktemp("imported") / "wells.db")


def test_a_brief_on_an_activity_has_its_status_money_and_differing_sources(path: Path, capsys: Capture) -> None:
    assert main(["brief", WELL, "--reference", str(path)]) == 0
    text = capsys.readouterr().out
    for words in (
        "Implementation, published",
        "Sources differ",
        "wells-2021.xml · 1 December 2021",
        "2019: EUR 1,200.50 [7] · 1 row",
        "Water within a kilometre of each house.",
        "Shares of countries add up to 99.5 %.",
        "line 14, activity-date 1",
    ):
        assert words in text
    assert "Transactions: 3 rows\n====" not in text
    assert "Timeframe" not in text


def test_a_brief_on_a_country_lists_its_projects(path: Path, capsys: Capture) -> None:
    assert main(["brief", "country/NE", "--reference", str(path)]) == 0
    text = capsys.readouterr().out
    assert "Projects 2" in text
    assert "Nothing is added over projects." in text
    assert "Grant" not in text
    assert "\nWhat is not listed\n" not in text
    assert "○" not in text


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_an_end_before_the_start_is_written_as_it_is_given(tmp_path: Path, form: str) -> None:
    facts = (milestone("start-actual", "2021-05-01"), milestone("end-actual", "2020-05-01"))
    path, target = write_imported(tmp_path / "reversed.db", facts), tmp_path / f"brief.{form}"
    words = ["brief", WELL, "--reference", str(path), "-o", str(target)]
    done = subprocess.run([sys.executable, "-m", "coopviewer", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert target.stat().st_size > 500


def test_an_end_before_the_start_is_shown_as_it_is_given(tmp_path: Path, capsys: Capture) -> None:
    facts = (milestone("start-actual", "2021-05-01"), milestone("end-actual", "2020-05-01"))
    path = write_imported(tmp_path / "reversed.db", facts)
    assert main(["show", WELL, "--reference", str(path), "--format", "html"]) == 0
    assert "2020-05-01" in capsys.readouterr().out
    assert main(["show", WELL, "--reference", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.index("Actual start: ") < said.index("2021-05-01") < said.index("Actual end: ")
