"""Tables for tests: written to files, previewed, and imported, with what each row became."""

from pathlib import Path

from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.importing.sheet.preview import preview_sheet
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview, SheetSlot
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import Amount, DocumentFact, Fact, Name, Relation, Statement, TimeframeFact
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    Milestone,
    Place,
    PublishedField,
)
from tests.authoring.importing.imports import FOLDERS
from tests.datasets import read_dataset


def previewed(file: Path, mapping: SheetMapping | None = None, **choice: object) -> SheetPreview:
    """Return the preview of a file."""
    chosen = SheetChoice(**choice)  # type: ignore[arg-type]
    return preview_sheet(file, FOLDERS, lambda: False, mapping=mapping, choice=chosen)


def slots(preview: SheetPreview) -> list[SheetSlot]:
    """Return the slots of the columns."""
    return [column.mapping.slot for column in preview.columns]


def run(file: Path, mapping: SheetMapping | None = None, **choice: object) -> tuple[ImportOutcome, Dataset]:
    """Import a file beside itself; return the outcome and the reference, read back."""
    target = file.with_suffix(".db")
    request = ImportRequest((file,), target, mapping=mapping, choice=SheetChoice(**choice))  # type: ignore[arg-type]
    outcome = run_import(request, FOLDERS, lambda done, total: None, lambda: False)
    return outcome, read_dataset(target)


def said_of(fact: Fact) -> str | None:  # noqa: C901 - one line a kind of fact
    """Return a fact in a line; None for those of no column."""
    match fact:
        case Name():
            return f"title {fact.text}"
        case Identifier():
            return f"id {fact.value}"
        case Statement():
            return f"{fact.kind} {fact.text}"
        case TimeframeFact():
            return f"timeframe {fact.edtf}"
        case Milestone():
            return f"{fact.kind} {fact.edtf}"
        case Amount():
            return f"grant {fact.minor_units} {fact.currency}"
        case Flow():
            return f"{fact.kind} {fact.minor_units}e-{fact.decimals} {fact.currency}"
        case Relation():
            share = f" {fact.share / 10_000:g} %" if fact.share is not None else ""
            return f"{fact.predicate_id} {fact.object_id}{share}{' inferred' if fact.basis == 'inferred' else ''}"
        case Classification():
            return f"{fact.scheme} {fact.code}"
        case Place():
            return f"place {fact.name}"
        case DocumentFact():
            return f"url {fact.url}"
        case PublishedField():
            return f"{fact.label}: {fact.values[0].value}"
    return None


def projects(dataset: Dataset) -> dict[str, list[str]]:
    """Return the facts of each project, by its title, in lines, sorted; the title itself is left out."""
    found: dict[str, list[str]] = {}
    for entry in dataset.entries:
        if entry.id.startswith("project/"):
            lines = [
                said_of(fact) for fact in dataset.facts if fact.entry_id == entry.id and not isinstance(fact, Name)
            ]
            found[entry.title] = sorted(filter(None, lines))
    return found


def noted(outcome: ImportOutcome) -> list[str]:
    """Return the codes of the notes, each with the text found."""
    return [f"{note.what} {note.found}" for note in outcome.first_notes]
