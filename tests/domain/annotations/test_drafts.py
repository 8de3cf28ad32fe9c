"""Drafts: the content of an editor becomes an annotation, one revision above the former one."""

from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation, select
from coopviewer.domain.annotations.drafts import (
    AnnotatedPage,
    Draft,
    annotated_page,
    apply_draft,
    draft_of,
    new_bookmark,
    new_note,
    new_passage_annotation,
    page_facts,
)
from coopviewer.domain.annotations.lists import PageFacts
from coopviewer.domain.reference.pages import HomePage, SourcePage
from coopviewer.domain.reference.sources import Lookup, Source
from tests.annotated import ME, PAGE, THEN, annotation
from tests.domain.reference.page_samples import EDITION, entry_page, entry_ref, statement

ON = select("some words", 0, 4, fact_id="f", field="text")
_M = Motivation


def test_a_new_note_is_on_the_page_and_becomes_the_first_revision() -> None:
    note = apply_draft(new_note(PAGE, THEN), Draft("words", ("b", "#A", "b")), THEN)
    assert (note.entry_id, note.dataset, note.creator) == (PAGE.entry_id, PAGE.dataset, PAGE.person)
    assert (note.revision, note.body, note.tags, note.anchors) == (1, "words", ("A", "b"), ())


def test_an_unchanged_draft_differs_only_in_revision_and_time() -> None:
    before = annotation("a", "x", ON, tags=("t",), status=AnnotationStatus.VERIFIED, colour=Colour.BLUE)
    after = apply_draft(before, draft_of(before), THEN)
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
def test_the_motivation_follows_from_the_content(was: _M, anchored: bool, draft: Draft, becomes: _M) -> None:
    base = annotation("a", "", ON if anchored else None, motivation=was)
    assert apply_draft(base, draft, THEN).motivation is becomes


def test_white_space_is_a_blank_draft() -> None:
    assert Draft(" \n").is_blank
    assert not Draft(tags=("t",)).is_blank
    assert not Draft(colour=Colour.PINK).is_blank


@pytest.mark.parametrize(
    "draft",
    [Draft("x"), Draft(tags=("t",)), Draft(status=AnnotationStatus.VERIFIED), Draft(target_entry_id="country/NE")],
)
def test_any_content_makes_a_draft_not_blank(draft: Draft) -> None:
    assert not draft.is_blank


def test_an_empty_new_note_has_revision_0() -> None:
    begun = new_note(PAGE, THEN)
    assert (begun.revision, begun.motivation, begun.body, begun.created) == (0, _M.COMMENTING, "", THEN)


def test_a_passage_with_a_colour_is_a_highlight_of_revision_1() -> None:
    mark = new_passage_annotation(PAGE, ON, "country/NE", EDITION, THEN, Colour.GREEN)
    assert (mark.revision, mark.motivation, mark.colour) == (1, _M.HIGHLIGHTING, Colour.GREEN)
    assert (mark.entry_id, mark.dataset, mark.created) == ("country/NE", PAGE.dataset, THEN)
    (anchor,) = mark.anchors
    assert (anchor.selector, anchor.edition, anchor.edition_sha256) == (ON, EDITION.id, EDITION.content_sha256)


def test_a_passage_without_a_colour_is_a_note_of_revision_0() -> None:
    mark = new_passage_annotation(PAGE, ON, "country/NE", EDITION, THEN)
    assert (mark.revision, mark.motivation, mark.colour) == (0, _M.COMMENTING, None)
    assert mark.quotation == ON.exact


def test_a_bookmark_has_revision_1() -> None:
    bookmark = new_bookmark(PAGE, THEN)
    assert (bookmark.revision, bookmark.motivation, bookmark.entry_id) == (1, _M.BOOKMARKING, PAGE.entry_id)
    assert bookmark.anchors == ()


def test_applying_a_draft_restores_an_annotation_from_the_bin() -> None:
    assert apply_draft(annotation("a", deleted_at=THEN), Draft("x"), THEN).deleted_at is None


def test_a_page_returns_its_own_title_and_those_given() -> None:
    assert PAGE.title_of(PAGE.entry_id) == "AFIC"
    assert PAGE.title_of("country/NE") == "Niger"
    assert PAGE.title_of("country/ML") == "country/ML"


def test_a_page_that_was_renamed_returns_its_title_for_a_former_id() -> None:
    renamed = replace(PAGE, former_ids=("project/aic",))
    linked = annotation("a", target_entry_id="project/aic", motivation=_M.LINKING)
    assert renamed.names([linked])  # so that no title is read for it
    assert renamed.title_of("project/aic") == "AFIC"


NIGER = entry_ref("country/NE", "Niger")


def test_an_entry_is_annotated_under_its_id_with_the_facts_that_the_page_was_read_with() -> None:
    page = entry_page("project/afic", "AFIC", statement("project/afic/goal/a"), former_ids=("project/aic",))
    assert page_facts(page) == PageFacts("project/afic", frozenset({"project/afic/goal/a"}), ("project/aic",))


def test_titles_of_other_entries_come_from_the_page_and_the_caller() -> None:
    page = entry_page("project/afic", "AFIC", refs=(NIGER,))
    seen = annotated_page(page, "urn:x", ME, {"theme/risk": "Risk"})
    assert seen == AnnotatedPage("urn:x", "project/afic", "AFIC", ME, {"country/NE": "Niger", "theme/risk": "Risk"})
    assert seen.title_of("project/afic") == "AFIC"
    assert seen.title_of("theme/risk") == "Risk"
    assert seen.title_of("country/ML") == "country/ML"
    assert annotated_page(page, "urn:x", ME) == AnnotatedPage(
        "urn:x", "project/afic", "AFIC", ME, {"country/NE": "Niger"}
    )


def test_a_source_is_annotated_under_its_id() -> None:
    lookup = Lookup({}, {}, {}, ())
    page = SourcePage(Source("source/leaflet", "A leaflet"), (), lookup, {}, {}, {}, 0)
    assert page_facts(page) == PageFacts("source/leaflet")
    assert annotated_page(page, "urn:x", ME) == AnnotatedPage("urn:x", "source/leaflet", "A leaflet", ME, {})


def test_the_home_page_cannot_be_annotated() -> None:
    home = HomePage(EDITION, {}, (), (statement("country/NE/note/a"),), Lookup({}, {}, {}, ()))
    assert annotated_page(home, "urn:x", ME) is None
    assert page_facts(home).entry_ids == ()
