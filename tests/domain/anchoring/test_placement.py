"""What becomes of an annotation from edition to edition, and of what a person decides about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import find_passage
from coopviewer.domain.anchoring.placement import (
    Placed,
    attach,
    confirmed,
    keep_as_orphan,
    place,
    stands_unchanged,
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


def taken(placed: Placed) -> Annotation:
    """Give the annotation as the store has it once the row is added."""
    rows = () if placed.row is None else (placed.row,)
    return replace(placed.annotation, anchors=placed.annotation.anchors + rows)


def words(selector: Selector | None) -> str | None:
    return selector and selector.exact


def test_what_stands_where_it_stood_gets_no_further_row() -> None:
    annotation = annotate(SENTENCE, "capacities")
    placed = place(annotation, texts(SENTENCE), B)
    assert (placed.status, placed.row, placed.asks) == (EXACT, None, False)
    assert placed.selector == annotation.anchors[0].selector
    assert stands_unchanged(annotation, B, SENTENCE)
    assert not stands_unchanged(annotation, B, None)
    assert not stands_unchanged(annotation, B, "Strengthen nothing.")


def test_an_annotation_of_an_entry_as_a_whole_needs_no_place() -> None:
    annotation = replace(annotate(SENTENCE, "capacities"), anchors=())
    assert place(annotation, texts(), B) == Placed(annotation=annotation)
    assert stands_unchanged(annotation, B, None)


def test_what_moved_and_what_changed_get_a_row_and_the_first_one_stays() -> None:
    for now, status in (("In brief. " + SENTENCE, MOVED), (TYPO, CHANGED)):
        annotation = annotate(SENTENCE, SENTENCE)
        placed = place(annotation, texts(now), B)
        assert placed.row is not None
        assert (placed.status, placed.row.status, placed.asks) == (status, status, False)
        assert (placed.row.edition, placed.row.edition_sha256, placed.row.decided_by) == (
            "b", B.content_sha256, Decider.PROGRAM,
        )  # fmt: skip
        assert placed.row.selector == placed.selector
        assert taken(placed).anchors[0] == annotation.anchors[0]
        again = place(taken(placed), texts(now), B)
        assert (again.status, again.selector, again.row) == (status, placed.selector, None)
        later = place(taken(placed), texts(now), C)
        assert (later.status, later.row, later.score) == (status, None, placed.score), "it is still not as it was"


def test_words_that_come_back_as_they_were_are_exact_again() -> None:
    changed = taken(place(annotate(SENTENCE, SENTENCE), texts(TYPO), B))
    placed = place(changed, texts(SENTENCE), C)
    assert placed.row is not None
    assert (placed.status, placed.row.status, placed.row.edition) == (EXACT, EXACT, "c")


def test_what_changed_moves_and_stays_changed() -> None:
    changed = taken(place(annotate(SENTENCE, SENTENCE), texts(TYPO), B))
    placed = place(changed, texts("In brief. " + TYPO), C)
    assert (placed.status, words(placed.selector)) == (CHANGED, TYPO)
    assert placed.score == changed.anchors[-1].score < 1


def test_changes_little_by_little_are_not_followed() -> None:
    """Each step is small, but in the end the passage says something else than the person meant."""
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
        placed = place(annotation, texts(step), edition(f"e{number}"))
        found.append(placed.status)
        annotation = taken(placed)
    assert found[0] is CHANGED
    assert found[-1] is ORPHAN
    assert placed.asks


def test_an_orphan_gets_a_row_once_and_is_asked_about_until_it_is_decided() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    placed = place(annotation, texts(), B)
    assert placed.row is not None
    assert (placed.status, placed.selector, placed.score, placed.asks) == (ORPHAN, None, 0, True)
    assert (placed.row.status, placed.row.selector) == (ORPHAN, annotation.anchors[0].selector)
    again = place(taken(placed), texts(), B)
    assert (again.status, again.row, again.asks) == (ORPHAN, None, True)


def test_a_suggestion_is_no_place_until_the_person_accepts_it() -> None:
    then, now = "In force since 2019 for all ministries.", "In force since 2021 for all ministries."
    placed = place(annotate(then, then), texts(now), B)
    assert placed.suggestion is not None
    assert (placed.status, placed.selector, placed.asks) == (ORPHAN, None, True)
    accepted = attach(taken(placed), placed.suggestion.selector, B, NOW + timedelta(1))
    last = accepted.anchors[-1]
    assert (accepted.revision, accepted.modified) == (2, NOW + timedelta(1))
    assert (last.status, last.decided_by, last.edition, words(last.selector)) == (CHANGED, Decider.PERSON, "b", now)
    assert 0.9 < last.score < 1
    assert [anchor.status for anchor in accepted.anchors] == [EXACT, ORPHAN, CHANGED]
    assert confirmed(accepted) == last
    for later in (B, C):
        after = place(accepted, texts(now), later)
        assert (after.status, after.row, after.asks) == (EXACT, None, False), "the person has seen the words"
    assert place(accepted, texts(then), C).status is ORPHAN, "what they accepted is what they mean now"


def test_a_person_attaches_an_annotation_to_another_text_of_another_entry() -> None:
    annotation = taken(place(annotate(SENTENCE, "border police"), texts(), B))
    other = select("The border police of Niger", 4, 17, fact_id="project/q/goal/b", field="text")
    attached = attach(annotation, other, B, NOW, entry_id="project/q")
    assert (attached.entry_id, attached.anchors[-1].status, attached.anchors[-1].score) == ("project/q", MOVED, 1)
    assert attached.quotation == "border police"


def test_an_annotation_of_an_entry_is_attached_to_a_passage() -> None:
    whole = replace(annotate(SENTENCE, "capacities"), anchors=())
    attached = attach(whole, select(SENTENCE, 0, 10, fact_id=FACT, field="text"), B, NOW)
    assert (attached.quotation, attached.anchors[0].score, attached.anchors[0].status) == ("Strengthen", 1, EXACT)


def test_a_kept_orphan_is_asked_about_again_only_where_its_text_may_have_come_back() -> None:
    annotation = taken(place(annotate(SENTENCE, SENTENCE), texts(), B))
    kept = keep_as_orphan(annotation, B, NOW)
    assert kept.revision == 2
    same = place(kept, texts(), B)
    assert (same.status, same.asks, same.row) == (ORPHAN, False, None)
    gone = place(kept, texts(), C)
    assert (gone.status, gone.asks, gone.row) == (ORPHAN, False, None)
    alike = place(kept, texts("Reduce the capacities of the border police."), C)
    assert (alike.status, alike.asks) == (ORPHAN, True)
    back = place(kept, texts(SENTENCE), C)
    assert back.row is not None
    assert (back.status, back.asks, back.row.status) == (EXACT, False, EXACT)


def test_what_a_person_decided_counts_though_the_program_was_late_with_what_it_found() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    late = place(annotation, texts(TYPO + " It is over."), B)
    decided = attach(annotation, select(TYPO, 0, 10, fact_id=FACT, field="text"), B, NOW)
    assert late.row is not None
    both = replace(decided, anchors=(*decided.anchors, late.row))
    placed = place(both, texts(TYPO + " It is over."), B)
    assert (words(placed.selector), placed.row, placed.asks) == ("Strenghten", decided.anchors[-1], False)


def test_going_back_to_an_edition_brings_back_what_was_found_and_decided_there() -> None:
    first = annotate(SENTENCE, SENTENCE)
    kept = keep_as_orphan(taken(place(first, texts(), B)), B, NOW)
    in_a = place(kept, texts(SENTENCE), A)
    assert (in_a.status, in_a.row) == (EXACT, first.anchors[0])
    in_b = place(taken(in_a), texts(), B)
    assert (in_b.status, in_b.asks, in_b.row) == (ORPHAN, False, kept.anchors[-1])
    assert place(taken(in_b), texts(), B).row is None


def test_what_is_said_of_an_edition_is_not_believed_where_the_text_is_another_one() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    placed = place(annotation, texts("In brief. " + SENTENCE), A)
    assert (placed.status, words(placed.selector)) == (MOVED, SENTENCE)


def test_a_fact_that_was_renamed_is_followed() -> None:
    annotation = annotate(SENTENCE, SENTENCE, "project/old/goal/a")
    for redirects in ({"project/old": ENTRY}, {"project/old/goal/a": FACT}):
        placed = place(annotation, texts(SENTENCE, redirects=redirects), B)
        assert placed.selector is not None
        assert (placed.status, placed.selector.fact_id) == (MOVED, FACT)
        assert placed.row is not None
    assert place(annotation, texts(SENTENCE), B).status is MOVED, "the sentence is found in another fact of the entry"


@pytest.mark.parametrize("long", ["", "x " * 5000])
def test_a_review_shows_what_was_meant_beside_what_stands_there_now(long: str) -> None:
    then, now = "In force since 2019.", f"{long}In force since 2021. {long}"
    among = texts(now)
    placed = place(annotate(then, then), among, B)
    review = review_of(placed, among, B, "Project P")
    assert placed.suggestion is not None
    assert review.annotation == taken(placed), "a decision comes after what the program found"
    assert (review.quotation, review.text_now, review.title) == (then, "In force since 2021.", "Project P")
    assert max(len(review.before), len(review.after)) <= AROUND
    gone = place(annotate(then, then), texts(), B)
    assert review_of(gone, texts(), B, "P").text_now == ""
    other = texts("Something else altogether, of which nothing is known.")
    unlike = place(annotate("x " + SENTENCE + " y", SENTENCE), other, B)
    assert unlike.suggestion is None
    assert review_of(unlike, other, B, "P").text_now == other.text((FACT, "text"))


def test_an_annotation_is_looked_at_again_in_an_edition_that_says_otherwise_than_its_last_anchor() -> None:
    moved = taken(place(annotate(SENTENCE, SENTENCE), texts("In brief. " + SENTENCE), B))
    text = "In brief. " + SENTENCE
    assert stands_unchanged(moved, B, text), "it was found there last"
    assert stands_unchanged(moved, C, text), "of this one nothing is known yet"
    assert not stands_unchanged(moved, A, text), "of this one its first anchor says another place"
    assert stands_unchanged(annotate(SENTENCE, SENTENCE), A, SENTENCE)


def test_an_orphan_is_looked_at_again_wherever_its_text_is() -> None:
    orphan = taken(place(annotate(SENTENCE, SENTENCE), texts(), B))
    assert not stands_unchanged(orphan, B, SENTENCE)
    assert not stands_unchanged(orphan, C, SENTENCE)


def test_where_words_of_a_changed_passage_are_changed_again_those_meant_first_may_be_suggested() -> None:
    changed = taken(place(annotate(SENTENCE, SENTENCE), texts(TYPO), B))
    assert changed.anchors[-1].status is CHANGED
    other = "Strengthen no capacities of the border police, but of others."
    placed = place(changed, texts(other), C)
    assert (placed.status, placed.asks, placed.selector) == (ORPHAN, True, None)
    assert placed.suggestion is not None
    assert placed.suggestion == find_passage(changed.anchors[0].selector, texts(other)).suggestion
    unlike = place(changed, texts(), C)
    assert (unlike.status, unlike.suggestion, unlike.asks) == (ORPHAN, None, True)


def test_the_latest_words_are_suggested_where_nothing_is_like_those_meant_first() -> None:
    then, now = "The first cell stands in Niamey since 2018.", "All of its officers were trained in analysing risks."
    attached = attach(annotate(then, "Niamey"), select(now, 0, len(now), fact_id=FACT, field="text"), B, NOW)
    found = replace(attached.anchors[-1], decided_by=Decider.PROGRAM, status=CHANGED)
    followed = replace(attached, anchors=(attached.anchors[0], found))
    later = place(followed, texts("All of its officers were trained in analysing 4 risks."), C)
    assert later.suggestion is not None
    assert later.suggestion.selector.exact == "All of its officers were trained in analysing 4 risks."


def test_an_annotation_is_about_what_a_person_accepted_last() -> None:
    annotation = annotate(SENTENCE, SENTENCE)
    found = taken(place(annotation, texts(TYPO), B))
    assert confirmed(found) == annotation.anchors[0], "the program's finding decides nothing"
    kept = keep_as_orphan(found, C, NOW)
    assert confirmed(kept) == annotation.anchors[0]
    attached = attach(kept, select(TYPO, 0, 10, fact_id=FACT, field="text"), C, NOW)
    assert confirmed(attached) == attached.anchors[-1]
    by_program = replace(annotation, anchors=(found.anchors[-1],))
    assert confirmed(by_program) == found.anchors[-1], "there is no other"


def test_what_a_person_decided_is_exact_and_what_the_program_found_as_it_says() -> None:
    found = taken(place(annotate(SENTENCE, SENTENCE), texts(TYPO), B)).anchors[-1]
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


def test_an_orphan_that_is_kept_has_the_place_it_had_last_and_no_likeness() -> None:
    kept = keep_as_orphan(annotate(SENTENCE, "capacities"), B, NOW)
    orphan = kept.anchors[-1]
    assert (orphan.status, orphan.score, orphan.decided_by, orphan.edition) == (ORPHAN, 0, Decider.PERSON, "b")
    assert orphan.selector == kept.anchors[0].selector
    placed = place(kept, texts(SENTENCE), B)
    assert (placed.status, placed.score, placed.selector, placed.suggestion) == (ORPHAN, 0, None, None)


def test_an_orphan_that_the_program_found_asks_again_in_the_same_edition() -> None:
    orphan = taken(place(annotate(SENTENCE, SENTENCE), texts(), B))
    assert place(orphan, texts(), B).asks
    back = place(orphan, texts(SENTENCE), B)
    assert (back.status, words(back.selector)) == (EXACT, SENTENCE)
    assert back.row is not None


def test_a_place_found_before_is_not_relied_on_where_its_words_are_gone() -> None:
    found = taken(place(annotate(SENTENCE, SENTENCE), texts("In brief. " + SENTENCE), B))
    assert place(found, texts(), B).status is ORPHAN
    again = place(found, texts("At last. " + SENTENCE), B)
    assert (again.status, words(again.selector)) == (MOVED, SENTENCE)
    assert again.row is not None
    assert again.selector != found.anchors[-1].selector


def test_of_several_findings_in_one_edition_the_last_counts() -> None:
    first = taken(place(annotate(SENTENCE, SENTENCE), texts("In brief. " + SENTENCE), B))
    second = taken(place(first, texts("At last. " + SENTENCE), B))
    placed = place(second, texts("At last. " + SENTENCE), B)
    assert (placed.selector, placed.row, placed.status) == (second.anchors[-1].selector, None, MOVED)
