"""What is typed and chosen becomes an annotation, one revision above the one it was."""

from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation, select
from coopviewer.domain.annotations.drafts import Draft, bookmark_of, draft_of, mark_of, new_note, written
from tests.annotated import PAGE, THEN, annotation
from tests.domain.reference.page_samples import EDITION

ON = select("some words", 0, 4, fact_id="f", field="text")
_M = Motivation


def test_a_new_note_stands_on_the_page_and_is_the_first_revision() -> None:
    note = written(new_note(PAGE, THEN), Draft("words", ("b", "#A", "b")), THEN)
    assert (note.entry_id, note.dataset, note.creator) == (PAGE.entry_id, PAGE.dataset, PAGE.person)
    assert (note.revision, note.body, note.tags, note.anchors) == (1, "words", ("A", "b"), ())


def test_a_draft_written_unchanged_differs_in_revision_and_time_alone() -> None:
    before = annotation("a", "x", ON, tags=("t",), status=AnnotationStatus.VERIFIED, colour=Colour.BLUE)
    after = written(before, draft_of(before), THEN)
    assert replace(after, revision=before.revision, modified=before.modified) == before


@pytest.mark.parametrize(
    ("was", "anchored", "draft", "becomes"),
    [
        (_M.HIGHLIGHTING, True, Draft(), _M.HIGHLIGHTING),
        (_M.HIGHLIGHTING, True, Draft("why"), _M.COMMENTING),
        (_M.HIGHLIGHTING, True, Draft(target_entry_id="country/NE"), _M.LINKING),
        (_M.LINKING, True, Draft(" "), _M.HIGHLIGHTING),
        (_M.LINKING, True, Draft("why"), _M.COMMENTING),
        (_M.LINKING, False, Draft(), _M.COMMENTING),
        (_M.BOOKMARKING, False, Draft("why"), _M.BOOKMARKING),
        (_M.QUESTIONING, False, Draft("why"), _M.QUESTIONING),
    ],
)
def test_why_it_is_written_follows_from_what_it_says(was: _M, anchored: bool, draft: Draft, becomes: _M) -> None:
    base = annotation("a", "", ON if anchored else None, motivation=was)
    assert written(base, draft, THEN).motivation is becomes


def test_white_space_says_nothing() -> None:
    assert Draft(" \n").is_blank
    assert not Draft(tags=("t",)).is_blank
    assert not Draft(colour=Colour.PINK).is_blank


@pytest.mark.parametrize(
    "draft",
    [Draft("x"), Draft(tags=("t",)), Draft(status=AnnotationStatus.VERIFIED), Draft(target_entry_id="country/NE")],
)
def test_anything_typed_or_chosen_says_something(draft: Draft) -> None:
    assert not draft.is_blank


def test_a_note_begun_is_no_revision_yet() -> None:
    begun = new_note(PAGE, THEN)
    assert (begun.revision, begun.motivation, begun.body, begun.created) == (0, _M.COMMENTING, "", THEN)


def test_words_marked_with_a_colour_are_a_highlight_at_once() -> None:
    mark = mark_of(PAGE, ON, "country/NE", EDITION, THEN, Colour.GREEN)
    assert (mark.revision, mark.motivation, mark.colour) == (1, _M.HIGHLIGHTING, Colour.GREEN)
    assert (mark.entry_id, mark.dataset, mark.created) == ("country/NE", PAGE.dataset, THEN)
    (anchor,) = mark.anchors
    assert (anchor.selector, anchor.edition, anchor.edition_sha256) == (ON, EDITION.id, EDITION.content_sha256)


def test_words_marked_without_a_colour_are_a_note_that_is_only_begun() -> None:
    mark = mark_of(PAGE, ON, "country/NE", EDITION, THEN)
    assert (mark.revision, mark.motivation, mark.colour) == (0, _M.COMMENTING, None)
    assert mark.quotation == ON.exact


def test_a_bookmark_is_complete_at_once() -> None:
    bookmark = bookmark_of(PAGE, THEN)
    assert (bookmark.revision, bookmark.motivation, bookmark.entry_id) == (1, _M.BOOKMARKING, PAGE.entry_id)
    assert bookmark.anchors == ()


def test_writing_in_an_annotation_takes_it_out_of_the_bin() -> None:
    assert written(annotation("a", deleted_at=THEN), Draft("x"), THEN).deleted_at is None


def test_a_page_knows_its_own_title_and_those_it_was_given() -> None:
    assert PAGE.title_of(PAGE.entry_id) == "AFIC"
    assert PAGE.title_of("country/NE") == "Niger"
    assert PAGE.title_of("country/ML") == "country/ML"
