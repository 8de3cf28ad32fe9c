"""How a backup differs from what is there now: told in words, and made undone by restoring."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Anchor, Decider
from coopviewer.domain.annotations.backups import EXAMPLE_LENGTH, EXAMPLES, Effect
from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.storage.annotations.backups import back_up, compare, restore, save_copy
from coopviewer.storage.annotations.store import AnnotationStore
from tests.storage.annotations.annotation_samples import DATASET, GOAL, START, anchor, clock, note


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    moments = clock()
    opened = AnnotationStore.open(tmp_path / "annotations.db", now=lambda: next(moments))
    yield opened
    opened.close()


def found_by_program() -> Anchor:
    return replace(anchor(4, 9, edition="e2"), decided_by=Decider.PROGRAM)


def anchors_of(store: AnnotationStore, uuid: str) -> tuple[Anchor, ...]:
    (found,) = store.get([uuid])
    return found.anchors


def test_what_the_program_found_of_an_annotation_that_stays_is_kept(store: AnnotationStore) -> None:
    store.perform("Highlight", [note("a", "before", anchors=(anchor(),))])
    backup = back_up(store)
    store.add_anchors({"a": found_by_program()})
    store.perform("Edit", [store.get(["a"])[0].changed(START, body="after")])
    restore(store, backup)
    assert store.get(["a"])[0].body == "before"
    assert anchors_of(store, "a") == (anchor(), found_by_program())


def test_what_the_program_found_of_an_annotation_that_goes_comes_back_with_it(store: AnnotationStore) -> None:
    backup = back_up(store)
    store.perform("Highlight", [note("a", anchors=(anchor(),))])
    store.add_anchors({"a": found_by_program()})
    restore(store, backup)
    assert store.get(["a"]) == ()
    store.undo()
    assert anchors_of(store, "a") == (anchor(), found_by_program())


def test_what_the_program_found_of_an_annotation_that_comes_back_is_restored(store: AnnotationStore) -> None:
    store.perform("Highlight", [note("a", anchors=(anchor(),))])
    store.add_anchors({"a": found_by_program()})
    backup = back_up(store)
    store.undo()
    restore(store, backup)
    assert anchors_of(store, "a") == (anchor(), found_by_program())


def test_a_tag_that_two_copies_renamed_differently_changes_what_it_stands_on(
    store: AnnotationStore, tmp_path: Path
) -> None:
    store.perform("Tag", [note("tagged", tags=("x",)), note("other", tags=("z",))])
    with closing(AnnotationStore.open(save_copy(store, tmp_path / "laptop.db"))) as laptop:
        laptop.retag("Rename", ["x"], "laptop")
        backup = back_up(laptop)
    store.retag("Rename", ["x"], "desk")
    found = compare(store, backup)
    assert (found.back, found.changed, found.gone) == (0, 1, 0)
    assert [each.uuid for each in found.examples] == ["tagged"]
    restore(store, backup)
    assert store.get(["tagged"])[0].tags == ("laptop",)
    named = {text: store.lists.find(AnnotationFilter(dataset=DATASET, text=text)).total for text in ("laptop", "desk")}
    assert named == {"laptop": 1, "desk": 0}


def test_two_tags_that_exchanged_their_names_get_them_back(store: AnnotationStore) -> None:
    store.perform("Tag", [note("a", tags=("x",)), note("b", tags=("y",))])
    backup = back_up(store)
    for old, new in (("x", "between"), ("y", "x"), ("between", "y")):
        store.retag("Rename", [old], new)
    assert [each.tags for each in store.get(["a", "b"])] == [("y",), ("x",)]
    restore(store, backup)
    assert [each.tags for each in store.get(["a", "b"])] == [("x",), ("y",)]
    store.undo()
    assert [each.tags for each in store.get(["a", "b"])] == [("y",), ("x",)]


def test_tags_that_are_gone_or_new_are_compared_by_what_they_stand_on(store: AnnotationStore) -> None:
    store.perform("Tag", [note("a", tags=("gone",)), note("b"), note("c", tags=("kept",))])
    backup = back_up(store)
    store.retag("Delete", ["gone"], None)
    store.perform("Tag", [store.get(["b"])[0].changed(START, tags=("new",))])
    assert {each.uuid for each in compare(store, backup).examples} == {"a", "b"}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("x" * EXAMPLE_LENGTH, "x" * EXAMPLE_LENGTH),
        ("x" * (EXAMPLE_LENGTH + 1), "x" * (EXAMPLE_LENGTH - 1) + "…"),
        ("  one\n\ttwo  ", "one two"),
        ("", GOAL[0:10].strip()),
        (" \n", GOAL[0:10].strip()),
    ],
)
def test_an_example_shows_the_beginning_of_its_note_or_else_of_its_quotation(
    store: AnnotationStore, body: str, shown: str
) -> None:
    backup = back_up(store)
    store.perform("Write", [note("a", body, anchors=(anchor(0, 10), anchor(3, 6)))])
    (example,) = compare(store, backup).examples
    assert (example.text, example.effect) == (shown, Effect.GONE)


def test_an_annotation_without_any_text_is_an_example_without_one(store: AnnotationStore) -> None:
    backup = back_up(store)
    store.perform("Bookmark", [note("a", "")])
    assert [each.text for each in compare(store, backup).examples] == [""]


def test_of_many_that_differ_all_are_counted_and_those_changed_last_shown(store: AnnotationStore) -> None:
    backup = back_up(store)
    many = [note(f"n{number:02}", modified=START + timedelta(minutes=number)) for number in range(EXAMPLES + 3)]
    store.perform("Import", many)
    found = compare(store, backup)
    assert found.gone == EXAMPLES + 3
    assert [each.uuid for each in found.examples] == [each.uuid for each in many[: -EXAMPLES - 1 : -1]]
