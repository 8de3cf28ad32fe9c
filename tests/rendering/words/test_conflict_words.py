"""What is said of two versions of one annotation, and what the buttons do with them."""

from dataclasses import replace
from datetime import UTC

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Person
from coopviewer.domain.annotations.versions.conflicts import Decision, Side
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.review.conflict_words import (
    choice_tips,
    choice_words,
    conflict_words,
    in_button_order,
    keep_tip,
    side_heading,
    side_line,
    state_words,
)
from tests.annotated import THEN, annotation

NOTE = replace(annotation("a", "Check."), tags=("x", "y"))
ZOE, TOM = Person("person/zoe", "Zoë & Co"), Person("person/tom", "Tom")


def side(by: Person | None, *, mine: bool = False, shown: bool = False) -> Side:
    return Side(annotation=NOTE, by=by, is_mine=mine, is_shown=shown)


MINE, HERS, HIS = side(TOM, mine=True, shown=True), side(ZOE), side(TOM)
NOBODYS = side(None)


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        (MINE, "Mine (shown now)"),
        (side(TOM, mine=True), "Mine"),
        (HERS, "Zoë & Co"),
        (side(ZOE, shown=True), "Zoë & Co (shown now)"),
        (NOBODYS, "The other version"),
        (side(None, shown=True), "The version shown now"),
    ],
)
def test_whose_a_version_is(given: Side, heading: str) -> None:
    assert side_heading(given, ENGLISH) == heading


def test_whose_both_versions_are_is_said_in_one_line() -> None:
    theirs = side(TOM, shown=True)
    assert conflict_words((MINE, HERS), ENGLISH) == "Your version and Zoë & Co’s"
    assert conflict_words((side(TOM, mine=True), side(ZOE, shown=True)), ENGLISH) == "Your version and Zoë & Co’s"
    assert conflict_words((MINE, NOBODYS), ENGLISH) == "Your version and another one"
    assert conflict_words((theirs, HERS), ENGLISH) == "Tom’s version and Zoë & Co’s"
    assert conflict_words((theirs, HIS), ENGLISH) == "Two versions by Tom"
    assert conflict_words((theirs, NOBODYS), ENGLISH) == "Two versions, one of them by an unknown author"
    assert conflict_words((NOBODYS, NOBODYS), ENGLISH) == "Two versions, of which neither has a known author"


def test_a_version_says_by_whom_it_is_and_what_else_it_has() -> None:
    line = side_line(HERS, ENGLISH, UTC)
    assert line.startswith("Zoë & Co · ")
    assert line.endswith(" · #x #y")
    assert side_line(NOBODYS, ENGLISH, UTC).startswith("unknown author · ")
    deleted = HERS._replace(annotation=replace(NOTE, deleted_at=THEN, tags=()))
    assert side_line(deleted, ENGLISH, UTC).endswith(" · deleted")
    gone = HERS._replace(annotation=None)
    assert side_line(gone, ENGLISH, UTC) == "It is no longer in the file."


@pytest.mark.parametrize(
    ("conflicts", "words"),
    [
        ([(MINE, HERS)], ("&Keep mine", "T&ake Zoë && Co’s")),
        ([(MINE, HERS), (MINE, HIS)], ("&Keep mine", "T&ake theirs")),
        ([(MINE, NOBODYS)], ("&Keep mine", "T&ake theirs")),
        ([(HIS, HERS)], ("&Keep Tom’s", "T&ake Zoë && Co’s")),
        ([(HIS, HERS), (HIS, HERS)], ("&Keep Tom’s", "T&ake Zoë && Co’s")),
        ([(HIS, HERS), (HERS, HIS)], ("&Keep what is shown now", "T&ake the other version")),
        ([(HIS, HIS)], ("&Keep what is shown now", "T&ake the other version")),
        ([(HIS, NOBODYS)], ("&Keep what is shown now", "T&ake the other version")),
        ([], ("&Keep what is shown now", "T&ake the other version")),
    ],
)
def test_buttons_name_whose_versions_they_keep(conflicts: list[tuple[Side, Side]], words: tuple[str, str]) -> None:
    assert choice_words(conflicts, ENGLISH) == words


@pytest.mark.parametrize(
    "conflicts",
    [
        [(side(TOM, mine=True), side(ZOE, shown=True)), (side(ZOE, shown=True), NOBODYS)],
        [(side(None, mine=True), side(ZOE, shown=True)), (side(None, shown=True), side(None))],
        [(side(TOM, mine=True), side(ZOE, shown=True)), (MINE, HERS), (side(ZOE, shown=True), HERS)],
    ],
)
def test_a_button_that_keeps_what_is_shown_keeps_what_is_shown(conflicts: list[tuple[Side, Side]]) -> None:
    assert choice_words(conflicts, ENGLISH)[0] == "&Keep what is shown now"
    ordered = in_button_order(conflicts)
    assert [first.decision for first, _ in ordered] == [Decision.KEEP] * len(conflicts)
    assert [second.decision for _, second in ordered] == [Decision.TAKE] * len(conflicts)
    assert "stays as it is shown" in choice_tips(conflicts, ENGLISH)[0]


@pytest.mark.parametrize("conflicts", [[(side(TOM, mine=True), side(ZOE, shown=True)), (MINE, HIS)], [(HERS, MINE)]])
def test_a_button_that_names_an_author_keeps_the_states_of_that_author(conflicts: list[tuple[Side, Side]]) -> None:
    assert in_button_order(conflicts) == conflicts


def test_tips_say_what_becomes_of_the_other_version() -> None:
    stays, comes, both = choice_tips([(MINE, HERS)], ENGLISH)
    assert "stays as it is shown" in stays
    assert "replaces what is shown now" in comes
    assert "an annotation of its own" in both
    assert choice_tips([(HERS, MINE)], ENGLISH)[:2] == (comes, stays)
    unclear = choice_tips([(MINE, HERS), (side(TOM, mine=True), side(ZOE, shown=True))], ENGLISH)
    assert unclear[0] == unclear[1] == "The other version is kept in the history of the annotation."


def test_the_state_of_a_version_is_told_in_parts_of_which_those_that_do_not_apply_are_empty() -> None:
    assert state_words(annotation("a", "Check."), ENGLISH) == ("", "", "", "", "")
    full = annotation(
        "a",
        tags=("x",),
        deleted_at=THEN,
        status=AnnotationStatus.VERIFIED,
        colour=Colour.BLUE,
        target_entry_id="country/NE",
    )
    assert state_words(full, ENGLISH) == ("deleted", "verified", "blue", "Link to country/NE", "#x")


@pytest.mark.parametrize(
    ("are_versions", "are_mixed", "said"),
    [
        (True, False, "Keep both"),
        (False, True, "Keep each annotation as it is shown now"),
        (True, True, "Keep both"),
        (False, False, "Keep the annotation on the entry"),
    ],
)
def test_what_keep_does_depends_on_what_is_selected(said: str, *, are_versions: bool, are_mixed: bool) -> None:
    assert keep_tip(are_versions=are_versions, are_mixed=are_mixed, tr=ENGLISH).startswith(said)


@pytest.mark.parametrize(("length", "shown"), [(24, "x" * 24), (25, "x" * 23 + "…")])
def test_a_long_name_is_cut_on_a_button(length: int, shown: str) -> None:
    by = side(Person("person/long", "x" * length))
    assert choice_words([(MINE, by)], ENGLISH)[1] == f"T&ake {shown}’s"
    assert side_heading(by, ENGLISH) == shown


def test_of_no_conflict_the_tips_are_those_of_what_is_shown() -> None:
    stays, comes, _ = choice_tips([], ENGLISH)
    assert "stays as it is shown" in stays
    assert "replaces what is shown now" in comes
