"""Edits of several annotations, and their names in the menu."""

from datetime import UTC, datetime

import pytest

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation, Person
from coopviewer.domain.annotations.edits import (
    AnnotationEdit,
    EditKind,
    retag_label,
    split_tags,
    with_tags,
    written_label,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.operation_words import operation_words

_THEN, _NOW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


def named(label: str) -> str:
    return operation_words(label, ENGLISH)


def _annotation(**fields: object) -> Annotation:
    made: dict[str, object] = {
        "uuid": "a",
        "revision": 1,
        "dataset": "urn:x",
        "entry_id": "country/NE",
        "motivation": Motivation.COMMENTING,
        "creator": Person("p", "Ada"),
        "created": _THEN,
        "modified": _THEN,
        **fields,
    }
    return Annotation(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (AnnotationEdit(EditKind.SET_STATUS, "verified"), {}, {"status": AnnotationStatus.VERIFIED}),
        (AnnotationEdit(EditKind.SET_STATUS), {"status": AnnotationStatus.DISPUTED}, {"status": None}),
        (AnnotationEdit(EditKind.SET_COLOUR, "pink"), {}, {"colour": Colour.PINK}),
        (AnnotationEdit(EditKind.SET_COLOUR), {"colour": Colour.PINK}, {"colour": None}),
        (AnnotationEdit(EditKind.SET_BODY, "A\nB"), {"body": "A"}, {"body": "A\nB"}),
        (AnnotationEdit(EditKind.SET_TAGS, "b, #a,,b"), {"tags": ("c",)}, {"tags": ("a", "b")}),
        (AnnotationEdit(EditKind.ADD_TAG, "a"), {"tags": ("b",)}, {"tags": ("a", "b")}),
        (AnnotationEdit(EditKind.REMOVE_TAG, "B"), {"tags": ("a", "b")}, {"tags": ("a",)}),
        (AnnotationEdit(EditKind.REMOVE_TAG, '"a, b"'), {"tags": ("a", "a, b", "b")}, {"tags": ("a", "b")}),
        (AnnotationEdit(EditKind.REMOVE_TAG, "A, B"), {"tags": ("a", "a, b", "b")}, {"tags": ("a, b",)}),
        (AnnotationEdit(EditKind.SET_TAGS, 'x, "a, b"'), {"tags": ("a, b",)}, {"tags": ("a, b", "x")}),
        (AnnotationEdit(EditKind.ADD_TAG, '"a, b"'), {"tags": ("c",)}, {"tags": ("a, b", "c")}),
        (AnnotationEdit(EditKind.REMOVE_TAG, "e\u0301cole"), {"tags": ("a", "École")}, {"tags": ("a",)}),
        (AnnotationEdit(EditKind.MOVE_TO_BIN), {}, {"deleted_at": _NOW}),
        (AnnotationEdit(EditKind.RESTORE), {"deleted_at": _THEN}, {"deleted_at": None}),
    ],
)
def test_an_edit_changes_its_field_as_the_next_revision(
    edit: AnnotationEdit, before: dict[str, object], after: dict[str, object]
) -> None:
    changed = edit.apply(_annotation(**before), _NOW)
    assert changed == _annotation(**{**before, **after, "revision": 2, "modified": _NOW})


@pytest.mark.parametrize(
    ("edit", "before"),
    [
        (AnnotationEdit(EditKind.SET_STATUS, "verified"), {"status": AnnotationStatus.VERIFIED}),
        (AnnotationEdit(EditKind.SET_COLOUR), {}),
        (AnnotationEdit(EditKind.SET_BODY, "A"), {"body": "A"}),
        (AnnotationEdit(EditKind.SET_TAGS, "b,a"), {"tags": ("a", "b")}),
        (AnnotationEdit(EditKind.ADD_TAG, "VERIFY"), {"tags": ("verify",)}),
        (AnnotationEdit(EditKind.REMOVE_TAG, "x"), {"tags": ("verify",)}),
        (AnnotationEdit(EditKind.MOVE_TO_BIN), {"deleted_at": _THEN}),
        (AnnotationEdit(EditKind.RESTORE), {}),
    ],
)
def test_an_edit_without_effect_returns_the_same_annotation(edit: AnnotationEdit, before: dict[str, object]) -> None:
    annotation = _annotation(**before)
    assert edit.apply(annotation, _NOW) is annotation


def test_a_step_is_named_with_the_number_of_annotations() -> None:
    assert named(AnnotationEdit(EditKind.ADD_TAG, "verify").label(1)) == "Add the tag “verify” to an annotation"
    assert named(AnnotationEdit(EditKind.MOVE_TO_BIN).label(1500)) == "Move 1,500 annotations to the bin"
    for kind in EditKind:
        assert named(AnnotationEdit(kind).label(2))


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (AnnotationEdit(EditKind.SET_STATUS, "verified"), "Set the status of 2 annotations"),
        (AnnotationEdit(EditKind.SET_STATUS), "Take the status off 2 annotations"),
        (AnnotationEdit(EditKind.SET_COLOUR, "pink"), "Set the colour of 2 annotations"),
        (AnnotationEdit(EditKind.SET_COLOUR), "Take the colour off 2 annotations"),
        (AnnotationEdit(EditKind.REMOVE_TAG, "verify"), "Take the tag “verify” off 2 annotations"),
        (AnnotationEdit(EditKind.RESTORE), "Restore 2 annotations from the bin"),
    ],
)
def test_setting_and_clearing_a_value_have_different_names(edit: AnnotationEdit, label: str) -> None:
    assert named(edit.label(2)) == label


def test_renaming_merging_and_deleting_tags_are_named() -> None:
    assert named(retag_label(("a",), "b")) == "Rename the tag “a”"
    assert named(retag_label(("a", "c"), "b")) == "Merge 2 tags into “b”"
    assert named(retag_label(("a",), None)) == "Delete the tag “a”"
    assert named(retag_label(("a", "b"), None)) == "Delete 2 tags"


def test_tags_are_typed_with_commas_between_them() -> None:
    assert split_tags(" to check , #niger,,Niger , ") == ("to check", "niger")
    assert split_tags("") == ()


def test_a_tag_added_in_other_case_stays_as_it_was() -> None:
    assert with_tags(("Verify",), "verify, new") == ("Verify", "new")
    assert with_tags((), "") == ()


@pytest.mark.parametrize(
    ("before", "now", "label"),
    [
        (None, {"body": "x"}, "Write a note"),
        ({"revision": 0}, {"body": "x"}, "Write a note"),
        ({"revision": 1}, {"body": "x"}, "Edit a note"),
        ({"body": "y"}, {"body": "x", "tags": ("t",)}, "Edit a note"),
        ({"body": "y"}, {"body": ""}, "Edit a note"),
        (None, {"status": AnnotationStatus.VERIFIED}, "Set a status"),
        ({}, {"status": AnnotationStatus.VERIFIED, "tags": ("t",)}, "Set a status"),
        (None, {"tags": ("t",)}, "Tag"),
        ({"tags": ("t",)}, {}, "Tag"),
        (None, {"colour": Colour.PINK}, "Set a colour"),
        ({"colour": Colour.PINK}, {"colour": Colour.BLUE}, "Set a colour"),
        (None, {"target_entry_id": "country/ML"}, "Link to an entry"),
        ({"target_entry_id": "country/ML"}, {}, "Link to an entry"),
        ({"body": "x"}, {"body": "x"}, "Edit a note"),
        (None, {}, "Edit a note"),
    ],
)
def test_a_change_in_an_editor_is_named_after_the_first_changed_field(
    before: dict[str, object] | None, now: dict[str, object], label: str
) -> None:
    assert named(written_label(None if before is None else _annotation(**before), _annotation(**now))) == label
