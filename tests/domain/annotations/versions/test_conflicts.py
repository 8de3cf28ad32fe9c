"""The owner's own state of a conflict is named first, whichever is shown, and the decision keeps what is named."""

from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.conflicts import Conflict, Decision, beside, decided, sides_of
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.review.conflict_words import choice_words, side_heading
from tests.storage.annotations.annotation_samples import ME, START, note

BEN, ZOE = Person("ben", "Ben"), Person("zoe", "Zoë & Co")


def conflict(shown: Person, waiting: Person) -> Conflict:
    own: Annotation = replace(note("u", body="shown"), changed_by=None if shown == ME else shown)
    return Conflict(make_version(replace(own, body="waiting", revision=5), waiting), own, "Niger")


@pytest.mark.parametrize(
    ("shown", "waiting", "headings", "buttons", "decisions"),
    [
        (ME, BEN, ("Mine (shown now)", "Ben"), ("&Keep mine", "T&ake Ben’s"), (Decision.KEEP, Decision.TAKE)),
        (BEN, ME, ("Mine", "Ben (shown now)"), ("&Keep mine", "T&ake Ben’s"), (Decision.TAKE, Decision.KEEP)),
        (
            BEN,
            ZOE,
            ("Ben (shown now)", "Zoë & Co"),
            ("&Keep Ben’s", "T&ake Zoë && Co’s"),
            (Decision.KEEP, Decision.TAKE),
        ),
        (
            ME,
            ME,
            ("Me (shown now)", "Me"),
            ("&Keep what is shown now", "T&ake the other version"),
            (Decision.KEEP, Decision.TAKE),
        ),
    ],
)
def test_the_owner_s_own_state_comes_first_and_is_the_one_that_stays(
    shown: Person,
    waiting: Person,
    headings: tuple[str, str],
    buttons: tuple[str, str],
    decisions: tuple[Decision, Decision],
) -> None:
    owner = replace(ME, name="Me")
    found = conflict(shown, waiting)
    assert found.own is not None
    found = replace(
        found,
        own=replace(found.own, creator=owner),
        version=replace(found.version, by=replace(waiting, name=waiting.name)),
    )
    if waiting == ME:
        found = replace(found, version=replace(found.version, by=owner))
    sides = sides_of(found, owner)
    assert tuple(side_heading(each, ENGLISH) for each in sides) == headings
    assert choice_words([sides], ENGLISH) == buttons
    assert tuple(each.decision for each in sides) == decisions
    for side in sides:
        assert side.annotation is not None
        assert decided(found, side.decision, START)[0].body == side.annotation.body


def test_of_several_conflicts_the_buttons_say_what_is_true_of_all() -> None:
    mixed = [sides_of(conflict(ME, BEN), ME), sides_of(conflict(ZOE, ME), ME)]
    assert choice_words(mixed, ENGLISH) == ("&Keep mine", "T&ake theirs")
    unclear = [sides_of(conflict(ME, BEN), ME), sides_of(conflict(BEN, ZOE), ME)]
    assert choice_words(unclear, ENGLISH) == ("&Keep what is shown now", "T&ake the other version")


def test_a_decision_counts_more_than_both_states_and_keeps_what_is_private() -> None:
    found = conflict(ME, BEN)
    assert found.own is not None
    found = replace(found, own=replace(found.own, only_mine=True))
    for decision in (Decision.KEEP, Decision.TAKE):
        (made,) = decided(found, decision, START)
        assert (made.revision, made.only_mine) == (6, True)
    kept, other = decided(found, Decision.BOTH, START)
    assert (kept.body, other.body, other.creator) == ("shown", "waiting", found.annotation.creator)
    assert other.changed_by == BEN
    assert other.uuid != kept.uuid == "u"
    assert replace(other, only_mine=False) == beside(found.version), "the same in every file"
    gone = replace(found, own=None)
    assert [each.body for each in decided(gone, Decision.KEEP, START)] == ["waiting"]


def test_both_versions_of_what_is_only_mine_are_only_mine() -> None:
    found = conflict(BEN, ME)
    assert found.own is not None
    private = replace(found, own=replace(found.own, only_mine=True))
    assert [each.only_mine for each in decided(private, Decision.BOTH, START)] == [True, True]
    assert [each.only_mine for each in decided(found, Decision.BOTH, START)] == [False, False]
