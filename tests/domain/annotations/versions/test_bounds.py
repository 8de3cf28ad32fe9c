"""What a state of somebody else may have at most, and the version that says that an annotation is gone."""

import json
from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.making import first_version, next_version
from coopviewer.domain.annotations.versions.states import (
    LONGEST_NOTE,
    MOST_ANCHORS,
    MOST_TAGS,
    annotation_of_untrusted,
    state_of,
)
from tests.annotated import THEN as LATER
from tests.storage.annotations.annotation_samples import ME, anchor, note

LARGEST = 2**53 - 1  # that every reader of JSON represents exactly


def read(annotation: Annotation) -> Annotation:
    return annotation_of_untrusted(json.loads(json.dumps(state_of(annotation))), lambda uuid: Person(uuid, ""))


@pytest.mark.parametrize(
    ("field", "most", "more"),
    [
        ("tags", tuple(f"t{n:03}" for n in range(MOST_TAGS)), tuple(f"t{n:03}" for n in range(MOST_TAGS + 1))),
        ("anchors", (anchor(),) * MOST_ANCHORS, (anchor(),) * (MOST_ANCHORS + 1)),
        ("body", "x" * LONGEST_NOTE, "x" * (LONGEST_NOTE + 1)),
        ("revision", LARGEST, LARGEST + 1),
    ],
)
def test_a_state_is_read_up_to_its_bounds(field: str, most: object, more: object) -> None:
    given = note(None, "Check.", anchors=(anchor(),))
    assert getattr(read(replace(given, **{field: most})), field) == most
    with pytest.raises(ValueError):
        read(replace(given, **{field: more}))


def test_an_annotation_that_is_gone_gets_a_version_that_says_it_is_deleted() -> None:
    first = first_version(note(None, "Check."))
    gone = next_version(None, [first], ME, LATER)
    assert gone is not None
    assert (gone.annotation.revision, gone.annotation.deleted_at, gone.annotation.modified) == (2, LATER, LATER)
    assert gone.replaces == (first.id,)
    assert next_version(None, [gone], ME, LATER) is None
    assert next_version(first.annotation, [first], ME, LATER) is None
    assert next_version(first.annotation, [first], ME, LATER, [first.id]) is not None
