"""The position of an annotation from edition to edition, and the user's decisions about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import find_passage
from coopviewer.domain.anchoring.placement import (
    Placement,
    attach,
    confirmed_anchor,
    is_unchanged,
    keep_as_orphan,
    place_annotation,
    status_of,
)
from coopviewer.domain.anchoring.review import AROUND, review_of
from coopviewer.domain.annotations.annotation import (
    Anchor,
    AnchorStatus,
    Annotation,
    Decider,
    Motivation,
    Person,
    Selector,
    select,
)
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.fact_texts import FactText
from coopviewer.domain.reference.vocabulary import Basis

FACT, ENTRY = "project/p/goal/a", "project/p"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENTENCE = "Strengthen the capacities of the border police."
TYPO = "Strenghten the capacities of the border police."
EXACT, MOVED, CHANGED, ORPHAN = AnchorStatus


def edition(name: str) -> Edition:
    return Edition(
        name, "urn:x", "T", "P", "2019-01-01", "2019-01-01", Basis.STATED, "", "", "", content_sha256=name * 8
    )


A, B, C = edition("a"), edition("b"), edition("c")


def texts(*own: str, redirects: dict[str, str] | None = None, **others: str) -> EntryTexts:
    found = dict.fromkeys([FACT], own[0]) if own else {}
    return EntryTexts(
        (FactText(key, "text", ENTRY, text) for key, text in (found | others).items()), redirects, "project/old"
    )


def annotate(text: str, words: str, fact_id: str = FACT) -> Annotation:
    start = text.index(words)
    selector = select(text, start, start + len(words), fact_id=fact_id, field="text")
    return Annotation(
        uuid="u", revision=1, dataset="urn:x", entry_id=ENTRY, motivation=Motivation.HIGHLIGHTING,
        creator=Person("p", "Ada"), created=NOW, modified=NOW,
        anchors=(Anchor(selector=selector, edition=A.id, edition_sha256=A.content_sha256),),
    )  # fmt: skip


def with_new_anchor(placed: Placement) -> Annotation:
    """Return the annotation with the new anchor added, as the store would have it."""
    rows = () if placed.new_anchor is None else (placed.new_anchor,)
    return replace(placed.annotation, anchors=placed.annotation.anchors + rows)


def words(selector: Selector | None) -> str | None:
    return selector and selector.exact


def test_an_unchanged_annotation_gets_no_new_anchor() -> None:
    annotation = annotate(SENTENCE, "capacities")
    placed = place_annotation(annotation, texts(SENTENCE), B)
    assert (placed.status, placed.new_anchor, placed.needs_decision) == (EXACT, None, False)
    assert placed.selector == annotation.anchors[0].selector
    assert is_unchanged(annotation, B, SENTENCE)
    assert not is_unchanged(annotation, B, None)
    assert not is_unchanged(annotation, B, "Strengthen nothing.")


def test_an_annotation_on_an_entry_as_a_whole_needs_no_anchor() -> None:
    annotation = replace(annotate(SENTENCE, "capacities"), anchors=())
    assert place_annotation(annotation, texts(), B) == Placement(annotation=annotation)
    assert is_unchanged(annotation, B, None)


def test_moved_and_changed_annotations_get_a_new_anchor_and_keep_the_first() -> None:
    for now, status in (("In brief. " + SENTENCE, MOVED), (TYPO, CHANGED)):
        annotation = annotate(SENTENCE, SENTENCE)
        placed = place_annotation(annotation, texts(now), B)
        assert placed.new_anchor is not None
        assert (placed.status, placed.new_anchor.status, placed.needs_decision) == (status, status, False)
        assert (placed.new_anchor.edition, placed.new_anchor.edition_sha256, placed.new_anchor.decided_by) == (
            "b", B.content_sha256, Decider.PROGRAM,
        )  # fmt: skip
        assert placed.new_anchor.selector == placed.selector
        assert with_new_anchor(placed).anchors[0] == annotation.anchors[0]
        again = place_annotation(with_new_anchor(placed), texts(now), B)
        assert (again.status, again.selector, again.new_anchor) == (status, placed.selector, None)
        later = place_annotation(with_new_anchor(placed), texts(now), C)
        assert (later.status, later.new_anchor, later.score) == (status, None, placed.score), (
            "it still differs from the confirmed text"
        )


def test_text_that_is_restored_is_exact_again() -> None:
    changed = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(TYPO), B))
    placed = place_annotation(changed, texts(SENTENCE), C)
    assert placed.new_anchor is not None
    assert (placed.status, placed.new_anchor.status, placed.new_anchor.edition) == (EXACT, EXACT, "c")


def test_a_changed_annotation_that_moves_stays_changed() -> None:
    changed = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(TYPO), B))
    placed = place_annotation(changed, texts("In brief. " + TYPO), C)
    assert (placed.status, words(placed.selector)) == (CHANGED, TYPO)
    assert placed.score == changed.anchors[-1].score < 1


def test_gradual_changes_are_not_followed() -> None:
    """Each step is small, but in the end the passage says something else than the user meant."""
    steps = [
        "Strengthen the capacities of the border police of the region.",
        "Strengthen the capacity of the border police of the region.",
        "Strengthen the capacity of the border guards of the region.",
        "Support the capacity of the border guards of the region.",
        "Support the training of the border guards of the region.",
        "Support the training of the coast guards of the region.",
    ]
    annotation = annotate(steps[0], steps[0])
    found = []
    for number, step in enumerate(steps[1:]):
        placed = place_annotation(annotation, texts(step), edition(f"e{number}"))
        found.append(placed.status)
        annotation = with_new_anchor(placed)
    assert found[0] is CHANGED
    assert found[-1] is ORPHAN
    assert placed.needs_decision


def test_an_orphan_gets_one_anchor_and_needs_a_decision_until_it_is_made() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    placed = place_annotation(annotation, texts(), B)
    assert placed.new_anchor is not None
    assert (placed.status, placed.selector, placed.score, placed.needs_decision) == (ORPHAN, None, 0, True)
    assert (placed.new_anchor.status, placed.new_anchor.selector) == (ORPHAN, annotation.anchors[0].selector)
    again = place_annotation(with_new_anchor(placed), texts(), B)
    assert (again.status, again.new_anchor, again.needs_decision) == (ORPHAN, None, True)


def test_a_suggestion_is_no_anchor_until_the_user_accepts_it() -> None:
    then, now = "In force since 2019 for all ministries.", "In force since 2021 for all ministries."
    placed = place_annotation(annotate(then, then), texts(now), B)
    assert placed.suggestion is not None
    assert (placed.status, placed.selector, placed.needs_decision) == (ORPHAN, None, True)
    accepted = attach(with_new_anchor(placed), placed.suggestion.selector, B, NOW + timedelta(1))
    last = accepted.anchors[-1]
    assert (accepted.revision, accepted.modified) == (2, NOW + timedelta(1))
    assert (last.status, last.decided_by, last.edition, words(last.selector)) == (CHANGED, Decider.PERSON, "b", now)
    assert 0.9 < last.score < 1
    assert [anchor.status for anchor in accepted.anchors] == [EXACT, ORPHAN, CHANGED]
    assert confirmed_anchor(accepted) == last
    for later in (B, C):
        after = place_annotation(accepted, texts(now), later)
        assert (after.status, after.new_anchor, after.needs_decision) == (EXACT, None, False), (
            "the user has seen the text"
        )
    assert place_annotation(accepted, texts(then), C).status is ORPHAN, "what they accepted is what they mean now"


def test_the_user_attaches_an_annotation_to_a_text_of_another_entry() -> None:
    annotation = with_new_anchor(place_annotation(annotate(SENTENCE, "border police"), texts(), B))
    other = select("The border police of Niger", 4, 17, fact_id="project/q/goal/b", field="text")
    attached = attach(annotation, other, B, NOW, entry_id="project/q")
    assert (attached.entry_id, attached.anchors[-1].status, attached.anchors[-1].score) == ("project/q", MOVED, 1)
    assert attached.quotation == "border police"


def test_an_annotation_on_an_entry_can_be_attached_to_a_passage() -> None:
    whole = replace(annotate(SENTENCE, "capacities"), anchors=())
    attached = attach(whole, select(SENTENCE, 0, 10, fact_id=FACT, field="text"), B, NOW)
    assert (attached.quotation, attached.anchors[0].score, attached.anchors[0].status) == ("Strengthen", 1, EXACT)


def test_a_kept_orphan_needs_a_decision_again_only_with_a_suggestion() -> None:
    annotation = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(), B))
    kept = keep_as_orphan(annotation, B, NOW)
    assert kept.revision == 2
    same = place_annotation(kept, texts(), B)
    assert (same.status, same.needs_decision, same.new_anchor) == (ORPHAN, False, None)
    gone = place_annotation(kept, texts(), C)
    assert (gone.status, gone.needs_decision, gone.new_anchor) == (ORPHAN, False, None)
    alike = place_annotation(kept, texts("Reduce the capacities of the border police."), C)
    assert (alike.status, alike.needs_decision) == (ORPHAN, True)
    back = place_annotation(kept, texts(SENTENCE), C)
    assert back.new_anchor is not None
    assert (back.status, back.needs_decision, back.new_anchor.status) == (EXACT, False, EXACT)


def test_a_decision_of_the_user_takes_precedence_over_later_results() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    late = place_annotation(annotation, texts(TYPO + " It is over."), B)
    decided = attach(annotation, select(TYPO, 0, 10, fact_id=FACT, field="text"), B, NOW)
    assert late.new_anchor is not None
    both = replace(decided, anchors=(*decided.anchors, late.new_anchor))
    placed = place_annotation(both, texts(TYPO + " It is over."), B)
    assert (words(placed.selector), placed.new_anchor, placed.needs_decision) == (
        "Strenghten",
        decided.anchors[-1],
        False,
    )


def test_returning_to_an_edition_restores_its_anchors() -> None:
    first = annotate(SENTENCE, SENTENCE)
    kept = keep_as_orphan(with_new_anchor(place_annotation(first, texts(), B)), B, NOW)
    in_a = place_annotation(kept, texts(SENTENCE), A)
    assert (in_a.status, in_a.new_anchor) == (EXACT, first.anchors[0])
    in_b = place_annotation(with_new_anchor(in_a), texts(), B)
    assert (in_b.status, in_b.needs_decision, in_b.new_anchor) == (ORPHAN, False, kept.anchors[-1])
    assert place_annotation(with_new_anchor(in_b), texts(), B).new_anchor is None


def test_an_anchor_with_another_text_at_its_position_is_not_used() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    placed = place_annotation(annotation, texts("In brief. " + SENTENCE), A)
    assert (placed.status, words(placed.selector)) == (MOVED, SENTENCE)


def test_a_fact_that_was_renamed_is_followed() -> None:
    annotation = annotate(SENTENCE, SENTENCE, "project/old/goal/a")
    for redirects in ({"project/old": ENTRY}, {"project/old/goal/a": FACT}):
        placed = place_annotation(annotation, texts(SENTENCE, redirects=redirects), B)
        assert placed.selector is not None
        assert (placed.status, placed.selector.fact_id) == (MOVED, FACT)
        assert placed.new_anchor is not None
    assert place_annotation(annotation, texts(SENTENCE), B).status is MOVED, (
        "the sentence is found in another fact of the entry"
    )


@pytest.mark.parametrize("long", ["", "x " * 5000])
def test_a_review_shows_the_confirmed_quotation_and_the_present_text(long: str) -> None:
    then, now = "In force since 2019.", f"{long}In force since 2021. {long}"
    among = texts(now)
    placed = place_annotation(annotate(then, then), among, B)
    review = review_of(placed, among, B, "Project P")
    assert placed.suggestion is not None
    assert review.annotation == with_new_anchor(placed), "a decision comes after what the program found"
    assert (review.quotation, review.text_now, review.title) == (then, "In force since 2021.", "Project P")
    assert max(len(review.before), len(review.after)) <= AROUND
    gone = place_annotation(annotate(then, then), texts(), B)
    assert review_of(gone, texts(), B, "P").text_now == ""
    other = texts("Something else altogether, of which nothing is known.")
    unlike = place_annotation(annotate("x " + SENTENCE + " y", SENTENCE), other, B)
    assert unlike.suggestion is None
    assert review_of(unlike, other, B, "P").text_now == other.text((FACT, "text"))


def test_a_review_of_an_imported_quotation_without_a_position_shows_the_text_that_it_names() -> None:
    quoted = annotate(f"x {SENTENCE} y", SENTENCE)
    unplaced = replace(quoted.anchors[0], status=ORPHAN, score=0.0, decided_by=Decider.PROGRAM)
    among = texts("Something else altogether, of which nothing is known.")
    placed = place_annotation(replace(quoted, anchors=(unplaced,)), among, B)
    assert placed.needs_decision
    assert (placed.suggestion, placed.new_anchor) == (None, None)
    review = review_of(placed, among, B, "Project P")
    assert (review.quotation, review.text_now) == (SENTENCE, among.text((FACT, "text")))


def test_an_annotation_is_placed_again_if_its_anchor_of_the_edition_differs_from_the_last() -> None:
    moved = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts("In brief. " + SENTENCE), B))
    text = "In brief. " + SENTENCE
    assert is_unchanged(moved, B, text), "it was found there last"
    assert is_unchanged(moved, C, text), "of this one nothing is known yet"
    assert not is_unchanged(moved, A, text), "its first anchor has another position in this edition"
    assert is_unchanged(annotate(SENTENCE, SENTENCE), A, SENTENCE)


def test_an_orphan_is_always_placed_again() -> None:
    orphan = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(), B))
    assert not is_unchanged(orphan, B, SENTENCE)
    assert not is_unchanged(orphan, C, SENTENCE)


def test_a_passage_changed_twice_may_be_suggested_by_its_confirmed_text() -> None:
    changed = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(TYPO), B))
    assert changed.anchors[-1].status is CHANGED
    other = "Strengthen no capacities of the border police, but of others."
    placed = place_annotation(changed, texts(other), C)
    assert (placed.status, placed.needs_decision, placed.selector) == (ORPHAN, True, None)
    assert placed.suggestion is not None
    assert placed.suggestion == find_passage(changed.anchors[0].selector, texts(other)).suggestion
    unlike = place_annotation(changed, texts(), C)
    assert (unlike.status, unlike.suggestion, unlike.needs_decision) == (ORPHAN, None, True)


def test_the_latest_text_is_suggested_if_nothing_resembles_the_confirmed_text() -> None:
    then, now = "The first cell stands in Niamey since 2018.", "All of its officers were trained in analysing risks."
    attached = attach(annotate(then, "Niamey"), select(now, 0, len(now), fact_id=FACT, field="text"), B, NOW)
    found = replace(attached.anchors[-1], decided_by=Decider.PROGRAM, status=CHANGED)
    followed = replace(attached, anchors=(attached.anchors[0], found))
    later = place_annotation(followed, texts("All of its officers were trained in analysing 4 risks."), C)
    assert later.suggestion is not None
    assert later.suggestion.selector.exact == "All of its officers were trained in analysing 4 risks."


def test_the_confirmed_anchor_is_the_one_the_user_accepted_last() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    found = with_new_anchor(place_annotation(annotation, texts(TYPO), B))
    assert confirmed_anchor(found) == annotation.anchors[0], "the program's finding decides nothing"
    kept = keep_as_orphan(found, C, NOW)
    assert confirmed_anchor(kept) == annotation.anchors[0]
    attached = attach(kept, select(TYPO, 0, 10, fact_id=FACT, field="text"), C, NOW)
    assert confirmed_anchor(attached) == attached.anchors[-1]
    by_program = replace(annotation, anchors=(found.anchors[-1],))
    assert confirmed_anchor(by_program) == found.anchors[-1], "there is no other"


def test_anchors_of_the_user_are_exact_and_those_of_the_program_keep_their_status() -> None:
    found = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(TYPO), B)).anchors[-1]
    assert status_of(found) is CHANGED
    assert status_of(replace(found, decided_by=Decider.PERSON)) is EXACT


def test_an_annotation_stays_on_its_entry_unless_another_one_is_given() -> None:
    selector = select(SENTENCE, 0, 10, fact_id=FACT, field="text")
    attached = attach(annotate(SENTENCE, SENTENCE), selector, B, NOW)
    assert attached.entry_id == ENTRY
    assert (attached.anchors[-1].status, attached.anchors[-1].decided_by) == (CHANGED, Decider.PERSON)
    assert attached.anchors[-1].score == pytest.approx(2 * 10 / (10 + len(SENTENCE)))
    same = attach(attached, selector, C, NOW)
    assert (same.anchors[-1].status, same.anchors[-1].score) == (MOVED, 1)


def test_a_kept_orphan_has_its_last_selector_and_score_0() -> None:
    kept = keep_as_orphan(annotate(SENTENCE, "capacities"), B, NOW)
    orphan = kept.anchors[-1]
    assert (orphan.status, orphan.score, orphan.decided_by, orphan.edition) == (ORPHAN, 0, Decider.PERSON, "b")
    assert orphan.selector == kept.anchors[0].selector
    placed = place_annotation(kept, texts(SENTENCE), B)
    assert (placed.status, placed.score, placed.selector, placed.suggestion) == (ORPHAN, 0, None, None)


def test_an_orphan_found_by_the_program_needs_a_decision_again_in_the_same_edition() -> None:
    orphan = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts(), B))
    assert place_annotation(orphan, texts(), B).needs_decision
    back = place_annotation(orphan, texts(SENTENCE), B)
    assert (back.status, words(back.selector)) == (EXACT, SENTENCE)
    assert back.new_anchor is not None


def test_an_anchor_whose_text_is_missing_is_not_used() -> None:
    found = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts("In brief. " + SENTENCE), B))
    assert place_annotation(found, texts(), B).status is ORPHAN
    again = place_annotation(found, texts("At last. " + SENTENCE), B)
    assert (again.status, words(again.selector)) == (MOVED, SENTENCE)
    assert again.new_anchor is not None
    assert again.selector != found.anchors[-1].selector


def test_of_several_anchors_in_one_edition_the_last_counts() -> None:
    first = with_new_anchor(place_annotation(annotate(SENTENCE, SENTENCE), texts("In brief. " + SENTENCE), B))
    second = with_new_anchor(place_annotation(first, texts("At last. " + SENTENCE), B))
    placed = place_annotation(second, texts("At last. " + SENTENCE), B)
    assert (placed.selector, placed.new_anchor, placed.status) == (second.anchors[-1].selector, None, MOVED)
