"""Annotations leave by what is asked for, whatever reference they are about, and enter in one step."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.exchange import ExportSelection, ReadAnnotations
from coopviewer.domain.annotations.operations import operation
from coopviewer.storage.annotations.backups import list_backups
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, read_selection
from tests.storage.annotations.annotation_samples import DATASET, START, note

HOUR = timedelta(hours=1)
NOTES = (
    note("late", tags=("x",), created=START + 2 * HOUR, modified=START + 2 * HOUR),
    note("early", created=START - HOUR, entry_id="country/NE"),
    note("other", dataset="urn:other", tags=("x",), created=START),
    note("binned", deleted_at=START, tags=("x",), created=START + HOUR),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore.open(tmp_path / "annotations.db")
    opened.perform("Write", NOTES)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (ExportSelection(), ["early", "other", "late"]),
        (ExportSelection(with_bin=True), ["early", "other", "binned", "late"]),
        (ExportSelection(dataset=DATASET), ["early", "late"]),
        (ExportSelection(dataset=DATASET, with_bin=True), ["early", "binned", "late"]),
        (ExportSelection(dataset="urn:nowhere"), []),
        (ExportSelection(tags=frozenset({"x"})), ["other", "late"]),
        (ExportSelection(entry_ids=frozenset({"country/NE"})), ["early"]),
        (ExportSelection(since=START + HOUR), ["late"]),
        (ExportSelection(until=START + HOUR), ["early", "other"]),
        (ExportSelection(uuids=frozenset({"late", "other", "binned", "nobody"})), ["other", "late"]),
        (ExportSelection(uuids=frozenset()), []),
    ],
)
def test_what_is_asked_for_leaves_by_when_it_was_made(
    store: AnnotationStore, selection: ExportSelection, expected: list[str]
) -> None:
    assert [each.uuid for each in read_selection(store, selection)] == expected


def test_what_enters_is_one_step_after_a_backup(store: AnnotationStore) -> None:
    plan, change = import_annotations(store, ReadAnnotations((*NOTES, note("new"))), DATASET)
    assert [each.uuid for each in plan.new] == ["new"]
    assert len(plan.same) == len(NOTES)
    assert change is not None
    assert (change.uuids, change.steps.undo) == (("new",), operation("import"))
    assert [each.reason for each in list_backups(store.path)] == [BackupReason.IMPORT]


def test_where_nothing_is_new_nothing_is_written_and_nothing_backed_up(store: AnnotationStore) -> None:
    plan, change = import_annotations(store, ReadAnnotations(NOTES), DATASET)
    assert (plan.new, plan.newer, change) == ((), (), None)
    assert store.steps().undo == "Write"
    assert list_backups(store.path) == ()
