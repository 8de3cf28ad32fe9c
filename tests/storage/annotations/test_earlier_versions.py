"""Versions that earlier versions of the program added for colleagues wait until the user decides about each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.earlier import OTHER_VERSION, version_uuid
from coopviewer.storage.annotations import earlier_versions
from coopviewer.storage.annotations.earlier_versions import read_histories, waiting_versions
from coopviewer.storage.annotations.store import AnnotationStore
from tests.storage.annotations.annotation_samples import DATASET, START, note

JANE = Person("00000000-0000-4000-8000-00000000a11e", "Jane")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore.open(tmp_path / "annotations.db")
    yield opened
    opened.close()


def version(of: str, **more: object) -> object:
    return note(version_uuid(of, JANE), "Hers", creator=JANE, tags=(OTHER_VERSION,), **more)


def test_a_version_waits_beside_the_annotation_that_it_is_of(store: AnnotationStore) -> None:
    own, other = note("own", "Mine"), note("other", "Also mine")
    store.perform("Import", [own, other, version("own"), version("gone")])  # type: ignore[list-item]
    count, found = waiting_versions(store, DATASET)
    assert count == 2
    assert {each.annotation.uuid: each.own for each in found} == {
        version_uuid("own", JANE): own,
        version_uuid("gone", JANE): None,
    }
    assert {each.title for each in found} == {"project/afic"}


def test_decided_deleted_and_other_versions_do_not_wait(store: AnnotationStore) -> None:
    decided = note(version_uuid("a", JANE), "Hers", creator=JANE)
    store.perform("Import", [decided, version("b", deleted_at=START), version("c", dataset="urn:other")])  # type: ignore[list-item]
    assert waiting_versions(store, DATASET) == (0, ())


def test_of_many_versions_the_first_are_listed_and_all_are_counted(
    store: AnnotationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier_versions, "MOST_WAITING", 2)
    store.perform("Import", [version(f"v{number}") for number in range(3)])  # type: ignore[list-item]
    count, found = waiting_versions(store, DATASET)
    assert (count, len(found)) == (3, 2)


def test_a_history_has_the_states_before_and_after_each_step_that_was_not_undone(store: AnnotationStore) -> None:
    first, second, third = (note("own", body, revision=number) for number, body in enumerate(("a", "b", "c"), start=1))
    for each in (first, second, third):
        store.perform("Note", [each])
    store.undo()
    history = read_histories(store, ["own", "unknown"])["own"]
    assert [history.has(each) for each in (first, second, third)] == [True, True, False]
    assert list(read_histories(store, ["unknown"])) == []
