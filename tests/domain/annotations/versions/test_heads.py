"""Which of several versions counts is the same in whatever order they are known, and no words are passed over."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import Heads, choose_head
from coopviewer.domain.annotations.versions.version import Version, make_version
from tests.storage.annotations.annotation_samples import ME, START, note

ZOE = Person("00000000-0000-4000-8000-0000000000ff", "Zoë")
LATER = START + timedelta(hours=1)


def state(body: str = "A note", **fields: Any) -> Annotation:
    return replace(note("u", body=body), **fields)


def chosen_of(*versions: Version) -> Heads:
    """Choose in every order, and find the same each time."""
    found = [choose_head(order) for order in permutations(versions)]
    assert len({each.chosen.id for each in found}) == 1
    assert len({frozenset(one.id for one in each.conflicts) for each in found}) == 1
    return found[0]


def test_an_edit_beats_a_deletion_which_is_no_conflict() -> None:
    edited = make_version(state("new"), ZOE)
    deleted = make_version(state("old", revision=9, modified=LATER, deleted_at=LATER), ME)
    assert choose_head([deleted, edited]) == Heads(edited, (deleted,), ())
    assert chosen_of(deleted, edited) == Heads(edited, (deleted,), ())
    also = make_version(state("other", deleted_at=LATER), ZOE)
    assert chosen_of(deleted, also).conflicts == (), "nothing is to be decided between two deletions"


def test_the_higher_revision_counts_then_the_later_change_then_the_higher_id() -> None:
    low = make_version(state("a", revision=1, modified=LATER), ME)
    high = make_version(state("b", revision=2), ZOE)
    assert chosen_of(low, high).chosen == high
    late = make_version(state("c", revision=2, modified=LATER), ME)
    assert chosen_of(low, high, late).chosen == late
    ids = sorted((make_version(state("x"), ME), make_version(state("y"), ZOE)), key=lambda each: each.id)
    assert chosen_of(*ids).chosen == ids[1]


def test_what_differs_is_a_conflict_and_what_says_the_same_is_none() -> None:
    mine, theirs = make_version(state("mine", revision=2), ME), make_version(state("theirs"), ZOE)
    same = make_version(state("mine", revision=1, modified=LATER), ZOE)
    assert chosen_of(mine, theirs, same).conflicts == (theirs,)
    for other in ({"tags": ("t",)}, {"colour": "green"}, {"entry_id": "country/NE"}, {"creator": ZOE}):
        assert chosen_of(mine, make_version(state("mine", **other), ZOE)).conflicts, other
    assert not chosen_of(make_version(state(tags=("Tag",)), ME), make_version(state(tags=("tag",)), ZOE)).conflicts


def test_of_files_without_versions_the_same_person_s_next_revision_replaces() -> None:
    first = make_version(state("a", revision=1), ZOE, is_plain=True)
    second = make_version(state("b", revision=2, modified=LATER), ZOE, is_plain=True)
    assert chosen_of(first, second) == Heads(second, (first,))
    for other in (
        make_version(state("c", revision=2, modified=LATER), ME),  # somebody else's
        make_version(state("c", revision=2), ZOE),  # no later
        make_version(state("c", revision=1, modified=LATER), ZOE),  # no higher
    ):
        heads = chosen_of(first, other)
        assert (heads.chosen, heads.conflicts) == (other, (first,)), "a version that says what it replaces comes first"
    for one, other in ((True, False), (False, True)):  # one of the two says what it replaces
        pair = (make_version(state("a"), ZOE, is_plain=one), make_version(second.annotation, ZOE, is_plain=other))
        assert chosen_of(*pair) == Heads(pair[1], (pair[0],)), "it replaces the one before all the same"
    known = make_version(state("d", revision=5, modified=LATER), ZOE)
    assert chosen_of(make_version(state("e", revision=1), ZOE), known).conflicts, "both say what they replace"


def test_a_version_alone_counts() -> None:
    alone = make_version(state(deleted_at=LATER), ME)
    assert choose_head([alone]) == Heads(alone)
