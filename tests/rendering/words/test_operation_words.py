"""Names of operations by their labels in the journal."""

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Selector
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.operation_words import StepPlace, deleted_words, operation_words, step_words
from tests.annotated import annotation


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


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("set-only-mine", "Keep an annotation to yourself", "Keep 2 annotations to yourself"),
        ("remove-only-mine", "Let an annotation go to a team again", "Let 2 annotations go to a team again"),
        ("delete-tags", "Delete the tag “a”", "Delete 2 tags"),
        ("rename-tag", "Rename the tag “a”", "Rename the tag “a”"),
        ("merge-tags", "Merge 1 tag into “b”", "Merge 2 tags into “b”"),
        ("unite-tags", "Make one tag of spellings of the same tag", "Make 2 tags of spellings of the same tags"),
        ("receive", "Receive annotations", "Receive annotations"),
    ],
)
def test_an_operation_on_tags_or_for_a_team_is_named_with_its_number(kind: str, one: str, two: str) -> None:
    assert named(operation(kind, tag="a", to="b")) == one
    assert [named(operation(kind, tag="a", to="b", count=count)) for count in (1, 2)] == [one, two]


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_long_tag_is_cut_in_the_name_of_a_step(length: int, shown: str) -> None:
    assert named(operation("rename-tag", tag="x" * length)) == f"Rename the tag “{shown}”"
    assert named(operation("merge-tags", to="x" * length, count=2)) == f"Merge 2 tags into “{shown}”"


@pytest.mark.parametrize(("length", "shown"), [(25, "x" * 25), (26, "x" * 24 + "…")])
def test_colleagues_from_whom_changes_came_are_named(length: int, shown: str) -> None:
    label = operation("receive", names=f"Ana\n{'x' * length}\nBen  the\tsecond", count=3)
    assert named(label) == f"Receive 3 changes from Ana, {shown}, Ben the second"
    assert named(operation("receive", names="Ana")) == "Receive 1 change from Ana"


def deleted(*annotations: Annotation, uuids: int = 0) -> str:
    each = tuple(str(number) for number in range(uuids or len(annotations)))
    return deleted_words(Change(1, "move-to-bin", each, now=annotations), ENGLISH)


QUOTED = Selector(fact_id="f", field="text", start=0, end=5, exact="these words")


@pytest.mark.parametrize(
    ("binned", "words"),
    [
        (annotation("1", " A \n note ", QUOTED, tags=("a", "b")), "“A note”"),
        (annotation("1", "  \n ", QUOTED, tags=("a", "b")), "“these words”"),
        (annotation("1", tags=("a", "b")), "“a, b”"),
        (annotation("1", motivation=Motivation.BOOKMARKING), "Bookmark"),
        (annotation("1", "x" * 60), f"“{'x' * 60}”"),
        (annotation("1", "x" * 61), f"“{'x' * 59}…”"),
    ],
)
def test_a_deleted_annotation_is_named_by_what_it_says_or_else_by_its_kind(binned: Annotation, words: str) -> None:
    assert deleted(binned) == f"Moved to the bin: {words}."


def test_several_deleted_annotations_are_counted() -> None:
    assert deleted(annotation("1", "A"), annotation("2", "B")) == "Moved 2 annotations to the bin."
    assert deleted(uuids=1) == "Moved 1 annotation to the bin."


def test_a_report_of_a_step_says_what_was_done_where_and_how_to_take_it_back() -> None:
    where = StepPlace("x" * 121, "y" * 121)
    entry, reference = "x" * 119 + "…", "y" * 119 + "…"
    undone = step_words(operation("bookmark"), where, ENGLISH, is_redone=False)
    assert undone == f"Undone in another reference, {reference}: Bookmark ({entry}). Redo brings it back."
    redone = step_words(operation("bookmark"), where, ENGLISH, is_redone=True)
    assert redone == f"Done again in another reference, {reference}: Bookmark ({entry}). Undo takes it back."
    begins = [
        step_words(operation("bookmark"), each, ENGLISH, is_redone=is_redone)
        for each in (StepPlace(), StepPlace("Niger"), StepPlace("", "Wells"))
        for is_redone in (False, True)
    ]
    assert begins == [
        *("Undone: Bookmark", "Done again: Bookmark", "Undone: Bookmark (Niger)", "Done again: Bookmark (Niger)"),
        "Undone in another reference, Wells: Bookmark. Redo brings it back.",
        "Done again in another reference, Wells: Bookmark. Undo takes it back.",
    ]
