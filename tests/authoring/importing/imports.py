"""Small files of activities for tests, and importing them."""

from collections.abc import Callable
from pathlib import Path

from coopviewer import paths
from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imports import ImportNote
from coopviewer.storage.building.import_reading import read_import_notes
from tests.datasets import read_dataset

FOLDERS = StandardFolders(paths.data_folder() / "source", paths.resource_folder())
REPORTER = '<reporting-org ref="XM-DAC-1" type="10"><narrative>Agency One</narrative></reporting-org>'


def activity(identifier: str, *parts: str, attributes: str = "", reporter: str = REPORTER) -> str:
    """Return an activity in English, in euros."""
    return (
        f'<iati-activity xml:lang="en" default-currency="EUR" {attributes}>\n'
        f"<iati-identifier>{identifier}</iati-identifier>\n{reporter}\n" + "\n".join(parts) + "\n</iati-activity>\n"
    )


def titled(identifier: str, title: str, *parts: str, attributes: str = "") -> str:
    """Return an activity with a title."""
    return activity(identifier, f"<title><narrative>{title}</narrative></title>", *parts, attributes=attributes)


def iati(*activities: str, attributes: str = 'generated-datetime="2026-03-01T00:00:00Z"') -> str:
    """Return a file of activities."""
    return f'<iati-activities version="2.03" {attributes}>\n{"".join(activities)}</iati-activities>\n'


def written(path: Path, *activities: str, attributes: str = 'generated-datetime="2026-03-01T00:00:00Z"') -> Path:
    """Write a file of activities."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(iati(*activities, attributes=attributes), encoding="utf-8")
    return path


def imported(
    target: Path,
    *files: Path,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    keep_partial: bool = False,
) -> ImportOutcome:
    """Import files."""
    request = ImportRequest(files, target, keep_partial=keep_partial)
    return run_import(request, FOLDERS, on_progress, is_cancelled)


def import_text(folder: Path, *activities: str) -> tuple[Dataset, list[ImportNote]]:
    """Import one file of activities, and return what the reference has."""
    target = folder / "out.db"
    imported(target, written(folder / "a.xml", *activities))
    return read_dataset(target), list(read_import_notes(target))


def facts_of(dataset: Dataset, entry_id: str) -> dict[str, Fact]:
    """Return the facts of an entry by their keys."""
    return {f.id.removeprefix(f"{entry_id}/"): f for f in dataset.facts if f.entry_id == entry_id}
