"""What a version from another file changes in the user's own: which part of the plan it is put into."""

from dataclasses import replace
from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.heads import Heads, choose_head
from coopviewer.domain.annotations.versions.receiving import (
    VersionOutcome,
    is_overruled,
    is_revived,
    outcome_of,
    plain_version,
    plan_of,
)
from coopviewer.domain.annotations.versions.version import Version, make_version
from tests.domain.annotations.versions.test_heads import LATER, ZOE, state
from tests.storage.annotations.annotation_samples import ME, note


def version(body: str = "A note", by: Person = ME, **fields: Any) -> Version:
    return make_version(state(body, **fields), by)


@pytest.mark.parametrize(
    ("sender", "is_known", "by"), [(ZOE, True, ZOE), (ZOE, False, ME), (None, True, ME), (None, False, ME)]
)
def test_of_a_file_without_versions_the_sender_wrote_what_the_user_has_already(
    sender: Person | None, is_known: bool, by: Person
) -> None:
    made = plain_version(state(creator=ME), sender, is_known=is_known)
    assert (made.by, made.is_plain) == (by, True)


def test_a_version_that_counts_is_new_newer_the_same_or_a_conflict() -> None:
    received, mine = version("theirs", ZOE, revision=9), version("mine")
    assert outcome_of(received, None, Heads(received)) is VersionOutcome.NEW
    assert outcome_of(received, mine.annotation, Heads(received)) is VersionOutcome.NEWER
    assert outcome_of(received, replace(received.annotation, revision=1), Heads(received)) is VersionOutcome.SAME
    both = choose_head([received, mine])
    assert (both.chosen, both.conflicts) == (received, (mine,))
    assert outcome_of(received, mine.annotation, both) is VersionOutcome.CONFLICT


def test_a_version_that_does_not_count_is_a_conflict_the_same_or_older() -> None:
    mine, received = version("mine", revision=9), version("theirs", ZOE)
    assert outcome_of(received, mine.annotation, choose_head([mine, received])) is VersionOutcome.CONFLICT
    assert outcome_of(received, mine.annotation, Heads(mine)) is VersionOutcome.OLDER
    alike = version("mine", ZOE)
    assert outcome_of(alike, mine.annotation, choose_head([mine, alike])) is VersionOutcome.SAME


@pytest.mark.parametrize(
    ("was_deleted", "is_deleted", "revived"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False), (None, False, False)],
)
def test_an_annotation_is_revived_if_it_was_in_the_bin_and_is_not_any_more(
    was_deleted: bool | None, is_deleted: bool, revived: bool
) -> None:
    def in_bin(deleted: bool) -> dict[str, Any]:
        return {"deleted_at": LATER} if deleted else {}

    was_here = None if was_deleted is None else state("old", **in_bin(was_deleted))
    assert is_revived(was_here, Heads(version("new", **in_bin(is_deleted)))) is revived


def test_a_deletion_is_overruled_by_an_edit_that_counts() -> None:
    edited, deleted, older = version("new"), version("old", ZOE, deleted_at=LATER), version("older", ZOE)
    heads = choose_head([edited, deleted])
    assert is_overruled(deleted, heads)
    assert not is_overruled(edited, heads)
    assert not is_overruled(version("other", ZOE, deleted_at=LATER), heads), "it is none of the versions"
    assert not is_overruled(older, Heads(edited, (older,))), "it deletes nothing"
    also = version("also", deleted_at=LATER)
    assert not is_overruled(deleted, choose_head([also, deleted])), "it is deleted in the user's file too"


def test_a_plan_has_each_annotation_in_the_part_of_its_outcome_and_those_of_other_datasets_once_more() -> None:
    named = {each: replace(note(str(each)), body=each) for each in VersionOutcome}
    elsewhere = {each: replace(found, uuid=f"{each}-2", dataset="urn:x:other") for each, found in named.items()}
    outcomes = [*named.items(), *elsewhere.items()]
    plan = plan_of(outcomes, note("a").dataset, revived=[named[VersionOutcome.NEWER]], undeleted=[state()])
    for each in VersionOutcome:
        assert getattr(plan, each) == (named[each], elsewhere[each])
    stored = (VersionOutcome.NEW, VersionOutcome.NEWER, VersionOutcome.CONFLICT)
    assert plan.elsewhere == tuple(elsewhere[each] for each in stored)
    assert (plan.revived, plan.undeleted) == ((named[VersionOutcome.NEWER],), (state(),))
    assert plan_of(outcomes, None).elsewhere == (), "without an open reference nothing is of another"
