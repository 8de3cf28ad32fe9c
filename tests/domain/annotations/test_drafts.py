"""What is typed and chosen becomes an annotation, one revision above the one it was."""

from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation, select
from coopviewer.domain.annotations.drafts import Draft, draft_of, new_note, written
from tests.annotated import PAGE, THEN, annotation

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
