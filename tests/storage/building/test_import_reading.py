"""Reading the notes of an import: by ordinal, or kind by kind, what was refused first."""

from pathlib import Path

import pytest

from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.storage.building.import_reading import read_import_notes, read_import_steps, read_notes_by_kind
from tests.activity_values import write_imported
from tests.storage.reference.version_1 import unpack_version_1

KEPT, MENDED, REFUSED = ImportSeverity.KEPT, ImportSeverity.MENDED, ImportSeverity.REFUSED
NOTES = [
    ImportNote(ordinal, severity, "wells-2020.xml", ordinal, None, what, f"found {ordinal}", "")
    for ordinal, (severity, what) in enumerate(
        [(MENDED, "date"), (KEPT, "sum"), (KEPT, "code"), (REFUSED, "title"), (KEPT, "sum")], start=1
    )
]


@pytest.mark.parametrize(
    ("kind", "most", "ordinals"),
    [
        (None, None, [4, 3, 2, 5, 1]),
        (None, 2, [4, 3]),
        ((KEPT, "sum"), None, [2, 5]),
        ((KEPT, "sum"), 1, [2]),
        ((MENDED, "sum"), None, []),
    ],
)
def test_notes_are_read_kind_by_kind(
    tmp_path: Path, kind: tuple[ImportSeverity, str] | None, most: int | None, ordinals: list[int]
) -> None:
    path = write_imported(tmp_path / "a.db", notes=NOTES)
    assert list(read_notes_by_kind(path, kind, most)) == [NOTES[ordinal - 1] for ordinal in ordinals]
    assert list(read_import_notes(path)) == NOTES


def test_a_reference_from_before_there_were_imports_has_no_notes(tmp_path: Path) -> None:
    path = unpack_version_1(tmp_path)
    assert list(read_notes_by_kind(path)) == list(read_import_notes(path)) == []
    assert read_import_steps(path) is None
