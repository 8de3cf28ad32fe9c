"""Names of operations by their labels in the journal."""

import pytest

from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.operation_words import StepPlace, operation_words, step_words


def named(label: str) -> str:
    return operation_words(label, ENGLISH)


@pytest.mark.parametrize(
    ("edit", "one", "two"),
    [
        ((EditKind.SET_STATUS, "verified"), "Set the status of an annotation", "Set the status of 2 annotations"),
        ((EditKind.SET_STATUS, None), "Take the status off an annotation", "Take the status off 2 annotations"),
        ((EditKind.SET_COLOUR, "blue"), "Set the colour of an annotation", "Set the colour of 2 annotations"),
        ((EditKind.SET_COLOUR, None), "Take the colour off an annotation", "Take the colour off 2 annotations"),
        ((EditKind.SET_BODY, "a secret"), "Edit a note", "Edit a note"),
        ((EditKind.SET_TAGS, "a"), "Edit the tags of an annotation", "Edit the tags of 2 annotations"),
        ((EditKind.ADD_TAG, "{n}"), "Add the tag “{n}” to an annotation", "Add the tag “{n}” to 2 annotations"),
        ((EditKind.REMOVE_TAG, "a"), "Take the tag “a” off an annotation", "Take the tag “a” off 2 annotations"),
        ((EditKind.MOVE_TO_BIN, None), "Move an annotation to the bin", "Move 2 annotations to the bin"),
        ((EditKind.RESTORE, None), "Restore an annotation from the bin", "Restore 2 annotations from the bin"),
    ],
)
def test_each_kind_of_edit_is_named(edit: tuple[EditKind, str | None], one: str, two: str) -> None:
    assert [named(AnnotationEdit(*edit).label(count)) for count in (1, 2)] == [one, two]


def test_the_text_of_a_note_is_not_kept_in_the_label() -> None:
    assert "secret" not in AnnotationEdit(EditKind.SET_BODY, "a secret").label(1)


@pytest.mark.parametrize(
    "kind",
    [
        *("highlight", "bookmark", "remove-bookmark", "accept-place", "keep-orphan", "reattach", "restore-backup"),
        *("import", "write-note", "edit-note"),
    ],
)
def test_each_other_operation_has_a_name(kind: str) -> None:
    assert named(operation(kind)) not in ("", operation(kind))


@pytest.mark.parametrize(
    "label", ["Write a note", "{", '{"kind"', "[]", "{}", '{"kind": "of-a-later-version"}', '{"a": 1}']
)
def test_a_name_of_an_earlier_version_and_what_is_unknown_stay_as_they_are(label: str) -> None:
    assert named(label) == label


@pytest.mark.parametrize("count", ['"3"', "null", "{}"])
def test_values_of_another_type_do_no_harm(count: str) -> None:
    assert named(f'{{"kind": "restore", "count": {count}}}') == "Restore an annotation from the bin"


@pytest.mark.parametrize("is_redone", [False, True])
def test_a_report_of_a_step_has_no_parentheses_without_an_entry(is_redone: bool) -> None:
    for where in (StepPlace(), StepPlace("Niger"), StepPlace("", "Wells"), StepPlace("Niger", "Wells")):
        words = step_words(operation("bookmark"), where, ENGLISH, is_redone=is_redone)
        assert ("(Niger)" in words) is (where.entry != "")
        assert (" in another reference, Wells: " in words) is (where.reference != "")
        assert "()" not in words
