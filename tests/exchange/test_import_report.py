"""The report of an import as a text file: notes of one kind below a sentence on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.exchange.import_report import report_lines, save_import_report
from tests.faults import raises_fault

MENDED, KEPT = ImportSeverity.MENDED, ImportSeverity.KEPT


def note(what: str, severity: ImportSeverity = KEPT, line: int | None = 7, found: str = "2,000") -> ImportNote:
    return ImportNote(1, severity, "a.xml", line, None, what, found, "2000")


def test_a_sentence_is_above_the_notes_of_one_kind_and_comes_again_after_others() -> None:
    notes = [note("odd", line=7), note("odd", line=None), note("odd", MENDED), note("other"), note("odd")]
    lines = list(report_lines("Wells", notes, ENGLISH))
    assert all(line.endswith("\n") and line.count("\n") == 1 + line.startswith("\n") for line in lines)
    shown = [line.strip("\n") for line in lines]
    assert shown[0] == "Wells"
    assert [line for line in shown if not line.startswith("  ")][1:] == [
        *("Kept as given: Kept as given", "Mended: Mended", "Kept as given: Kept as given"),
        "Kept as given: Kept as given",
    ]
    assert [(at, line.partition(":")[0]) for at, line in enumerate(shown) if line.startswith("  ")] == [
        *((2, "  a.xml, line 7"), (3, "  a.xml"), (5, "  a.xml, line 7"), (7, "  a.xml, line 7")),
        (9, "  a.xml, line 7"),
    ]


def test_a_report_without_notes_is_its_heading() -> None:
    assert list(report_lines("Wells\x1b[2J", (), ENGLISH)) == ["Wells\\x1b[2J\n"]


def test_a_report_is_saved_in_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("older", encoding="utf-8")
    save_import_report(path, "Zoë \ud800", [note("odd", found="ü\ud800")], ENGLISH)
    said = "Kept as given: Kept as given\n  a.xml, line 7: “ü\\ud800” is kept as given.\n"
    assert path.read_bytes().decode("utf-8") == f"Zoë \\ud800\n\n{said}"


def test_notes_that_cannot_be_read_leave_the_older_report(tmp_path: Path) -> None:
    def failing() -> Iterator[ImportNote]:
        yield note("odd")
        raise KeyboardInterrupt

    path = tmp_path / "report.txt"
    path.write_text("older", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        save_import_report(path, "Wells", failing(), ENGLISH)
    assert path.read_text(encoding="utf-8") == "older"
    with raises_fault("There is no folder"):
        save_import_report(tmp_path / "none" / "report.txt", "Wells", (), ENGLISH)
