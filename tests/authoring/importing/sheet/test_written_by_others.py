"""Workbooks written by another program, LibreOffice 7.4: XLS, ODS and XLSX of one table say the same."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.authoring.importing.sheet.other_program import FORMATS, kept, written_here
from tests.authoring.importing.sheet.tables_of_projects import noted, previewed, projects, run
from tests.authoring.importing.sheet.written_tables import PROJECTS, build
from tests.faults import raises_fault


def imported(file: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Import a workbook whose shares are parts of one; return its projects and notes."""
    mapping = previewed(file).mapping
    shares = next(column for column in mapping.columns if column.heading == "Share")
    outcome, dataset = run(file, mapping.with_column(shares._replace(share_unit="fraction")))
    assert [each.locator for each in dataset.passages if each.kind == "record"] == [
        f"Projects!{n}" for n in range(2, 13)
    ]
    return projects(dataset), noted(outcome)


def check(file: Path) -> None:
    """Check what a workbook becomes; of errors in XLS nothing is known but that there may be some."""
    found, notes = imported(file)
    expected = dict(PROJECTS)
    assert notes[0] == "sheet-hidden Old"
    if file.suffix == ".xls":
        expected["Errors"] = expected["Errors"][2:]
        assert notes[1:] == [f"sheet-xls-errors {file.name}"]
    else:
        assert notes[1:] == ["cell-sum #DIV/0!", "cell-date #N/A"]
    assert found == expected


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_workbook_of_another_program_is_read_exactly(tmp_path: Path, suffix: str) -> None:
    file = kept(f"projects{suffix}", tmp_path)
    check(file)


def test_formulas_that_were_never_computed_are_kept_and_noted(tmp_path: Path) -> None:
    file = tmp_path / "projects.xlsx"
    build(file)
    found, notes = imported(file)
    assert found["Formula"] == [
        "Budget (EUR): =D2*2",
        "Share: =0.5+0.25",
        "Start: =E2+30",
        "has-beneficiary country/TD",
        "id P4",
    ]
    assert found["Wells"] == PROJECTS["Wells"]
    assert [note for note in notes if "D2" in note or "E2" in note] == ["cell-sum =D2*2", "cell-date =E2+30"]


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "encrypted.ods"
    with ZipFile(kept("projects.ods", tmp_path)) as given, ZipFile(file, "w") as made:
        for name in given.namelist():
            more = b"<manifest:encryption-data/>" if name == "META-INF/manifest.xml" else b""
            made.writestr(name, given.read(name) + more)
    with raises_fault("encrypted|password"):
        run(file)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_workbook_written_by_this_machine_is_read_exactly(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "projects.xlsx"
    build(source)
    check(written_here(source, suffix))
