"""A state has all that belongs to an annotation, in one form, and is read back strictly."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Decider, Person
from coopviewer.domain.annotations.versions.states import (
    annotation_of_state,
    annotation_of_untrusted,
    state_of,
    state_text,
)
from coopviewer.domain.annotations.versions.version import is_version_id, make_version
from tests.storage.annotations.annotation_samples import ME, SAMPLES, anchor, note

PEOPLE = {each.creator.uuid: each.creator for each in SAMPLES}


def person(uuid: str) -> Person:
    return PEOPLE.get(uuid, Person(uuid, ""))


def without_found_anchors(annotation: Annotation) -> Annotation:
    first, *later = annotation.anchors or (None,)
    kept = [each for each in (first, *later) if each and (each is first or each.decided_by is Decider.PERSON)]
    return replace(annotation, anchors=tuple(kept))


@pytest.mark.parametrize("annotation", SAMPLES, ids=lambda each: each.uuid)
def test_a_state_is_read_back_as_the_annotation(annotation: Annotation) -> None:
    written = json.loads(state_text(state_of(annotation)))
    assert annotation_of_untrusted(written, person) == without_found_anchors(annotation)


def test_who_changed_it_whether_it_is_private_and_names_are_no_part_of_a_state() -> None:
    changed = replace(SAMPLES[0], changed_by=Person("b", "B"), only_mine=True, creator=Person(ME.uuid, "Anna"))
    assert state_of(changed) == state_of(SAMPLES[0])


def test_everything_else_is() -> None:
    first = note("u", tags=("a",), anchors=(anchor(),))
    changes: dict[str, Any] = {
        "uuid": "v",
        "revision": 2,
        "dataset": "urn:other",
        "entry_id": "country/NE",
        "body": "b",
        "tags": (),
        "anchors": (anchor(1, 9),),
        "creator": Person("other", ""),
        "created": first.created + timedelta(seconds=1),
        "modified": first.modified + timedelta(seconds=1),
        "deleted_at": first.modified,
    }
    texts = {state_text(state_of(replace(first, **{name: value}))) for name, value in changes.items()}
    assert len(texts | {state_text(state_of(first))}) == len(changes) + 1


def _set(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda state: state.__setitem__(key, value)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda state: state.clear(),
        lambda state: state.pop("uuid"),
        _set("revision", 0),
        _set("revision", True),
        _set("revision", 1.0),
        _set("body", 7),
        _set("body", ""),
        _set("body", "x" * 500_001),
        _set("entry", "../etc"),
        _set("target", "country/NE"),
        _set("motivation", "liking"),
        _set("colour", None),
        _set("created", "2026-11-25"),
        _set("created", "2026-13-25T00:00:00.000Z"),
        _set("tags", ["b", "a"]),
        _set("tags", "ab"),
        _set("tags", ["a"] * 101),
        _set("anchors", [{}]),
        _set("unknown", 1),
    ],
)
def test_what_is_no_state_is_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    state = dict(state_of(note()))
    annotation_of_untrusted(state, person)
    spoil(state)
    with pytest.raises(ValueError, match=r"."):
        annotation_of_untrusted(state, person)
    with pytest.raises(ValueError, match=r"."):
        annotation_of_state([state], person)


_VALUES = (
    "",
    "x",
    "a\0",
    "x\ud800",
    None,
    0,
    1,
    True,
    [],
    [""],
    ["a"],
    ["b", "a"],
    ["#a"],
    ["a\0"],
    {},
    "2026-01-01T24:00:00.000Z",
)


@pytest.mark.parametrize("annotation", SAMPLES, ids=lambda each: each.uuid)
def test_a_state_is_taken_only_in_the_form_in_which_it_is_written(annotation: Annotation) -> None:
    written = json.loads(state_text(state_of(annotation)))
    for key in ("uuid", "dataset", "target", "body", "colour", "status", "created", "deleted", "tags", "anchors", "x"):
        for value in _VALUES:
            state = written | {key: value}
            try:
                found: Annotation | None = annotation_of_untrusted(state, person)
            except ValueError:
                found = None
            try:
                read: Annotation | None = annotation_of_state(state, person)
            except ValueError:
                read = None
            assert found == (read if read is not None and state_of(read) == state else None), (key, value)


def test_one_s_own_notes_have_any_length() -> None:
    long = note(body="x" * 500_001)
    assert annotation_of_state(state_of(long), person) == long


def test_the_id_of_a_version_follows_from_state_author_and_what_it_replaces() -> None:
    first = make_version(note("u"), ME)
    assert is_version_id(first.id)
    assert first == make_version(note("u"), ME)
    others = {
        make_version(note("u", body="b"), ME).id,
        make_version(note("u"), Person("b", "")).id,
        make_version(note("u"), ME, [first.id]).id,
        make_version(note("u"), ME, [first.id, "0" * 32]).id,
    }
    assert len(others | {first.id}) == 5
    assert make_version(note("u"), ME, ["b" * 32, "a" * 32]) == make_version(note("u"), ME, ["a" * 32, "b" * 32])
    assert make_version(note("u"), ME, earlier=[first.id]).id == first.id, "what is only known does not count"


@pytest.mark.parametrize("text", ["", "a" * 31, "a" * 33, "A" * 32, "g" * 32, 7, None])
def test_other_values_are_no_ids(text: object) -> None:
    assert not is_version_id(text)
