"""A colleague's file is imported over real files: own later words stay, the colleague's are kept beside them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.exchange import ExportSelection, ImportPlan
from coopviewer.domain.annotations.versions import OTHER_VERSION, keep_version
from coopviewer.exchange.annotations.jsonld import from_jsonld, jsonld_lines
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, read_selection
from coopviewer.storage.annotations.versions import waiting_versions
from tests.storage.annotations.annotation_samples import DATASET, START, note

HOUR = timedelta(hours=1)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[AnnotationStore, AnnotationStore]]:
    """Open the user's own file and a colleague's."""
    own, other = AnnotationStore(tmp_path / "own.db"), AnnotationStore(tmp_path / "other.db")
    yield own, other
    own.close()
    other.close()


def send(source: AnnotationStore, target: AnnotationStore) -> ImportPlan:
    """Export all annotations of one file and import them into another."""
    lines = jsonld_lines(read_selection(source, ExportSelection(with_bin=True)), sender=source.person)
    read = from_jsonld(b"".join(lines))
    assert read.sender == source.person
    return import_annotations(target, read.annotations, DATASET, read.sender)[0]


def write(store: AnnotationStore, body: str, hours: int, times: int = 1) -> None:
    """Change the one annotation so many times."""
    for number in range(times):
        (now,) = store.get([UUID])
        store.perform("Edit", [now.changed(START + hours * HOUR, body=body if number == times - 1 else f"{number}")])


UUID = "11111111-1111-4111-8111-111111111111"


def begin(own: AnnotationStore, other: AnnotationStore) -> None:
    own.perform("Write", [replace(note(UUID, body="first"), creator=own.person)])
    assert send(own, other).new


def of(store: AnnotationStore) -> list[tuple[str, Person]]:
    found = read_selection(store, ExportSelection())
    return sorted(((each.body, each.creator) for each in found), key=lambda each: each[0])


def test_own_later_words_stay_though_the_other_file_counts_more_revisions(
    files: tuple[AnnotationStore, AnnotationStore],
) -> None:
    own, other = files
    begin(own, other)
    write(other, "theirs", 1, times=5)
    write(own, "mine, later", 2)
    found = send(other, own)
    assert found.counts == (0, 0, 0, 0, 1, 0)
    assert of(own) == [("mine, later", own.person), ("theirs", other.person)]
    assert send(other, own).counts == (0, 0, 1, 0, 0, 0), "a second import adds nothing"


def test_with_equal_counts_the_other_s_words_are_kept_too(files: tuple[AnnotationStore, AnnotationStore]) -> None:
    own, other = files
    begin(own, other)
    write(other, "theirs", 1)
    write(own, "mine", 2)
    assert send(other, own).beside
    assert of(own) == [("mine", own.person), ("theirs", other.person)]


def test_one_s_own_former_state_comes_back_unchanged_and_is_left_out(
    files: tuple[AnnotationStore, AnnotationStore],
) -> None:
    own, other = files
    begin(own, other)
    write(own, "mine, later", 2)
    assert send(other, own).counts == (0, 0, 0, 1, 0, 0)
    assert of(own) == [("mine, later", own.person)]


def test_a_colleague_s_own_note_is_updated_while_nobody_changes_it_here(
    files: tuple[AnnotationStore, AnnotationStore],
) -> None:
    own, other = files
    begin(other, own)
    write(other, "second", 1)
    assert send(other, own).newer
    assert of(own) == [("second", other.person)]
    write(own, "corrected here", 2)
    write(other, "third", 3, times=4)
    assert send(other, own).beside
    assert of(own) == [("corrected here", other.person), ("third", other.person)]


def test_what_waits_is_found_with_one_s_own_words_until_it_is_decided(
    files: tuple[AnnotationStore, AnnotationStore],
) -> None:
    own, other = files
    begin(own, other)
    write(other, "theirs", 1)
    send(other, own)
    count, (waiting,) = waiting_versions(own, DATASET)
    assert (count, waiting.annotation.body, waiting.annotation.tags) == (1, "theirs", (OTHER_VERSION,))
    assert waiting.own is not None
    assert waiting.own.uuid == UUID
    own.perform("Keep", [keep_version(waiting.annotation, START + 4 * HOUR)])
    assert waiting_versions(own, DATASET) == (0, ())
    own.undo()
    assert waiting_versions(own, DATASET)[0] == 1
    assert waiting_versions(own, "urn:other") == (0, ())
