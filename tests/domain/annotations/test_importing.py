"""Imported annotations are merged: nothing that was changed here is replaced, and no words are dropped."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from coopviewer.domain.annotations.annotation import AnchorStatus, Annotation, Decider, Person
from coopviewer.domain.annotations.exchange import ImportPlan
from coopviewer.domain.annotations.importing import NO_AUTHOR, StoredState, plan_import
from coopviewer.domain.annotations.versions import OTHER_VERSION, LocalHistory, keep_version, version_uuid
from tests.exchange.annotations.annotation_values import AUTHOR, DATASET, note, on_passage

ME, ZOE = Person("me", "I"), AUTHOR
IMPORTED = LocalHistory(only_imported=True)
LATER = note().modified + timedelta(hours=1)


def plan(
    existing: Iterable[Annotation],
    incoming: Iterable[Annotation],
    histories: dict[str, LocalHistory] | None = None,
    sender: Person | None = ZOE,
) -> ImportPlan:
    here = {each.uuid: each for each in existing}
    state = StoredState(annotations=here, histories=histories or {}, owner=ME, sender=sender, dataset=DATASET)
    return plan_import(state, incoming)


def mine(**changes: object) -> Annotation:
    return replace(note(1, revision=3, body="mine"), creator=ME, **changes)


def test_an_author_s_next_revision_replaces_what_nobody_changed_here() -> None:
    here = note(1, revision=3)
    newer = replace(here, revision=4, body="b")
    assert plan([here], [newer], {here.uuid: IMPORTED}) == ImportPlan(newer=(newer,))


def test_own_words_are_never_replaced_and_the_other_s_are_kept_beside_under_their_name() -> None:
    here = mine()
    theirs = mine(revision=9, body="theirs")
    for revision in (1, 3, 9):
        (kept,) = plan([here], [replace(theirs, revision=revision)]).beside
        assert (kept.body, kept.creator, kept.uuid) == ("theirs", ZOE, version_uuid(here.uuid, ZOE))
        assert OTHER_VERSION in kept.tags
    found = plan([here], [theirs], {here.uuid: IMPORTED})
    assert (found.newer, len(found.beside)) == ((), 1), "though only imports wrote it"


def test_what_was_changed_here_is_not_replaced_whoever_wrote_it() -> None:
    here = note(1, revision=3, body="changed here")
    theirs = note(1, revision=7, body="changed there")
    for history in ({}, {here.uuid: LocalHistory()}):
        found = plan([here], [theirs], history)
        assert found.newer == ()
        assert [each.body for each in found.beside] == ["changed there"]


def test_what_one_colleague_changed_in_another_s_note_is_not_put_under_the_first_one_s_name() -> None:
    here = note(1, revision=3)
    marie = Person("marie", "Marie")
    found = plan([here], [replace(here, revision=4, body="by Marie")], {here.uuid: IMPORTED}, sender=marie)
    assert [(each.creator, each.body) for each in found.beside] == [(marie, "by Marie")]


def test_a_file_that_does_not_say_whose_it_is_keeps_versions_under_the_author_or_no_name() -> None:
    assert plan([note(1)], [note(1, body="b")], sender=None).beside[0].creator == ZOE
    assert plan([mine()], [mine(body="b")], sender=None).beside[0].creator == NO_AUTHOR
    assert plan([note(1)], [note(1, body="b")], sender=ME).beside[0].creator == ZOE, "one's own other file"


def test_a_former_state_is_left_out() -> None:
    here = mine()
    old = mine(revision=2, body="before")
    history = LocalHistory(frozenset({(2, old.modified, "before")}))
    assert plan([here], [old], {here.uuid: history}) == ImportPlan(older=(old,))
    changed = replace(old, body="changed there")
    assert plan([here], [changed], {here.uuid: history}).beside


def test_the_same_change_made_twice_is_the_same() -> None:
    here = mine()
    assert plan([here], [replace(here, revision=8, modified=LATER)]).same


def test_the_next_import_of_the_same_file_adds_nothing_also_once_it_was_decided() -> None:
    here, theirs = mine(), mine(revision=4, body="theirs")
    (kept,) = plan([here], [theirs]).beside
    for decided in (kept, keep_version(kept, LATER), replace(kept, deleted_at=LATER)):
        assert plan([here, decided], [theirs]) == ImportPlan(same=(theirs,))


def test_a_colleague_s_next_version_replaces_the_last_one_unless_that_was_changed_here() -> None:
    here, theirs = mine(), mine(revision=4, body="theirs")
    (kept,) = plan([here], [theirs]).beside
    following = mine(revision=5, body="theirs, again")
    found = plan([here, kept], [following], {kept.uuid: IMPORTED}).beside
    assert [(each.uuid, each.body) for each in found] == [(kept.uuid, "theirs, again")]
    changed = replace(kept, body="corrected here")
    found = plan([here, changed], [following]).beside
    assert [(each.uuid, each.body) for each in found] == [(version_uuid(kept.uuid, ZOE), "theirs, again")]


def test_a_deletion_elsewhere_bins_nothing_that_was_changed_here() -> None:
    here = mine()
    assert plan([here], [replace(here, revision=9, deleted_at=LATER)]).older
    found = plan([here], [replace(here, revision=9, deleted_at=LATER, body="b")])
    assert [each.deleted_at for each in found.beside] == [None]
    theirs = note(1)
    gone = replace(theirs, revision=2, deleted_at=LATER)
    assert plan([theirs], [gone], {theirs.uuid: IMPORTED}).newer == (gone,)


def test_of_several_revisions_in_a_file_the_highest_is_imported() -> None:
    first, second = note(1), note(1, revision=2, body="b")
    assert plan([], [first, second, second, first]) == ImportPlan(new=(second,), same=(second,), older=(first,))
    (kept,) = plan([], [first, note(1, body="other")]).beside
    assert kept.body == "other"


def test_an_authors_name_and_later_anchors_do_not_count_as_changes() -> None:
    here = note(1, anchors=(on_passage(), on_passage(status=AnchorStatus.MOVED, decided_by=Decider.PROGRAM)))
    incoming = replace(here, anchors=here.anchors[:1], creator=Person(AUTHOR.uuid, "Zoë M."))
    assert plan([here], [incoming]).same == (incoming,)
    assert plan([here], [replace(incoming, anchors=(on_passage(4),))]).beside
    assert plan([here], [replace(incoming, creator=Person("other", AUTHOR.name))]).beside


def test_annotations_of_another_reference_are_imported_and_counted() -> None:
    other = note(2, dataset="urn:example:other")
    assert plan([], [note(1), other]).elsewhere == (other,)
    assert plan([other], [other]).elsewhere == ()
    assert plan_import(StoredState(annotations={}), [other]).elsewhere == ()
