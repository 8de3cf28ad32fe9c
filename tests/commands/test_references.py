"""``coopviewer references``: what was opened, what is gone, and the bundled one."""

import json
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.browsing.known_references import KnownReference
from coopviewer.exchange.state.references_file import change_references
from tests.bare_english import bare_english


@pytest.fixture(autouse=True)
def _none_known() -> None:
    paths.UserFiles().references.unlink(missing_ok=True)


@pytest.fixture
def gone(tmp_path: Path) -> Path:
    """A reference in the user's list whose file is gone."""
    file = paths.UserFiles().references
    path = tmp_path / "gone.db"
    known = KnownReference(str(path), "Aïd 1", "Ñ", "2025", ("2025-01-01", "2025-01-01"), "2026-11-01T10:00:00+00:00")
    change_references(file, lambda references: references.with_opened(known))
    return path


def test_the_bundled_reference_is_always_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["references", "--format", "json"]) == 0
    (only,) = json.loads(capsys.readouterr().out)
    assert only["path"] == str(paths.reference_file())
    assert (only["bundled"], only["exists"], only["opened"]) == (True, True, None)


def test_a_file_that_is_gone_is_listed_as_gone(gone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["references"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Aïd 1\n  Ñ · as of: 1 January 2025 · opened: ")
    assert f"  {gone} (file is gone)\n" in text
    assert main(["references", "--format", "json"]) == 0
    first, bundled = json.loads(capsys.readouterr().out)
    assert (first["path"], first["exists"], bundled["bundled"]) == (str(gone), False, True)


def test_the_list_can_be_translated(gone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "qps", "references"]) == 0
    lines = [line.replace(str(gone), "") for line in capsys.readouterr().out.splitlines()]
    assert bare_english([line for line in lines if "coopviewer" not in line and "Frontex" not in line]) == []
