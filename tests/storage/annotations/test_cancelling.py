"""What is cancelled half-way leaves nothing behind, and the next write goes well."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.domain.annotations.exchange import ReadAnnotations
from coopviewer.domain.progress import Cancelled
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations
from tests.widgets.annotations.browser.browser_samples import DATASET, annotation, many


def after(looks: int) -> Callable[[], bool]:
    """Be cancelled once it was looked so often."""
    left = iter(range(looks))
    return lambda: next(left, None) is None


def content(path: Path) -> list[str]:
    with closing(AnnotationStore.open(path)) as store, store.file.reading() as connection:
        return [line for line in connection.iterdump() if line.startswith("INSERT")]


@pytest.mark.parametrize("looks", [0, 1, 5, 20, 40])
def test_a_cancelled_import_leaves_the_file_as_it_was(tmp_path: Path, looks: int) -> None:
    path = tmp_path / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("Write", [annotation(1)])
    before = content(path)
    with closing(AnnotationStore.open(path)) as store:
        with pytest.raises(Cancelled), store.file.cancellable(after(looks)):
            import_annotations(store, ReadAnnotations(tuple(many(3000))), DATASET)
        assert store.lists.counts(DATASET) == {"project/afic": 1}
        assert [each.body for each in store.get([annotation(1).uuid])] == ["Note number 1"]
    assert content(path) == before
    with closing(AnnotationStore.open(path)) as store:
        plan, change = import_annotations(store, ReadAnnotations(tuple(many(30))), DATASET)
        assert change is not None
        assert len(plan.stored) == len(change.uuids) == 29  # the one that is there is known


def test_what_is_not_cancelled_is_done_whole(tmp_path: Path) -> None:
    with closing(AnnotationStore.open(tmp_path / "annotations.db")) as store:
        with store.file.cancellable(lambda: False):
            import_annotations(store, ReadAnnotations(tuple(many(300))), DATASET)
        assert sum(store.lists.counts(DATASET).values()) == 300
        store.perform("Write", [annotation(1000)])  # nobody looks any more
