"""Colleagues share a folder: all see the same, nothing is lost, and no segment is written twice."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.operations import read_operation
from coopviewer.domain.annotations.team.team import SegmentId, Unreadable
from coopviewer.domain.annotations.versions.conflicts import Decision
from coopviewer.exchange.team import folder as folder_module
from coopviewer.exchange.team.folder import MOST_AT_ONCE, TeamFolder
from coopviewer.exchange.team.segments import unpack
from coopviewer.storage.annotations.backups import back_up, compare, restore
from coopviewer.storage.annotations.file.backup_files import write_backup
from coopviewer.storage.annotations.merging.conflicts import decide
from coopviewer.storage.annotations.team.membership import choose_what_is_sent, join_team, leave_team
from coopviewer.storage.annotations.team.pulling import read_seen, read_status, receive, receive_again
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import DATASET, note
from tests.storage.annotations.merging.desks import Clock
from tests.storage.annotations.team.team_desks import TEAM, TeamDesk, deliver, meet, segments_in


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[TeamDesk, TeamDesk]]:
    one, other = (TeamDesk(tmp_path / f"{name}.db", tmp_path / "team") for name in ("ana", "ben"))
    yield one, other
    for each in (one, other):
        each.store.close()


Desks = tuple[TeamDesk, TeamDesk]


def made_folders(folder: Path) -> tuple[str, str]:
    for name in ("ana", "ben"):
        (folder / name).mkdir()
    return "ana", "ben"


def test_what_one_writes_the_other_receives_as_one_step(desks: Desks) -> None:
    ana, ben = desks
    written = ana.write("hello")
    ana.write("again")
    ana.sync()
    change = ben.sync()
    assert ben.bodies == ["again", "hello"]
    kind, values = read_operation(change.label) or ("", {})
    assert (kind, values["count"], values["names"]) == ("receive", 2, ana.store.person.name)
    ben.edit(written.uuid, body="hello, Ana")
    meet(ana, ben)
    assert ana.seen == ben.seen
    assert ana.seen[written.uuid][2:] == (ana.store.person.uuid, ben.store.person.uuid)
    assert (ana.conflicts, ben.conflicts) == ((), ())


def test_nothing_new_is_no_operation_and_no_segment(desks: Desks) -> None:
    ana, ben = desks
    ana.write("hello")
    meet(ana, ben)
    before = ana.segments
    for desk in desks:
        assert desk.pull().operation == 0
        assert desk.publish().outgoing == ()
    assert ana.segments == before
    assert len(before) == 1


def test_undoing_what_was_received_takes_it_back_here_only(desks: Desks) -> None:
    """Neither a deletion nor a version goes to the team; the next change, or receiving again, brings all back."""
    ana, ben = desks
    written, removed = ana.write("first"), ana.write("removed")
    meet(ana, ben)
    ben.edit(written.uuid, body="second")
    ben.edit(written.uuid, body="third", tags=("ben",))
    ben.bin(removed.uuid)
    added = ben.write("new")
    ben.sync()
    ana.pull()
    before = ana.segments
    ana.store.undo()
    assert ana.bodies == ["first", "removed"]
    assert read_status(ana.store).waiting.total == 0
    meet(ana, ben)
    assert ana.segments == before
    assert ben.bodies == ["new", "third"]
    ben.edit(written.uuid, body="fourth")
    meet(ana, ben)
    assert ana.bodies == ["fourth", "removed"]
    receive_again(ana.store)
    meet(ana, ben)
    assert ana.seen == ben.seen
    assert set(ana.seen) == {written.uuid, added.uuid}
    assert ana.conflicts == ben.conflicts == ()


def test_doing_again_what_was_received_sends_nothing(desks: Desks) -> None:
    ana, ben = desks
    written = ana.write("first")
    meet(ana, ben)
    ben.edit(written.uuid, body="second", tags=("ben",))
    ben.write("new")
    ben.sync()
    ana.pull()
    before = ana.segments, ana.seen
    for _ in range(2):
        ana.store.undo()
        ana.store.redo()
        assert read_status(ana.store).waiting.total == 0
        meet(ana, ben)
        assert (ana.segments, ana.seen) == before
    assert ana.seen == ben.seen


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_was_changed_after_receiving_stays_when_both_are_undone(desks: Desks, *, is_sent: bool) -> None:
    """What a colleague wrote does not go to the bin even if one's own version of it has gone out meanwhile."""
    ana, ben = desks
    written = ana.write("by Ana")
    ana.edit(written.uuid, tags=("ana",))
    ana.write("another")
    meet(ana, ben)
    ben.edit(written.uuid, body="by Ben", tags=("ana", "ben"))
    if is_sent:
        ben.sync()
    ben.store.undo()
    ben.store.undo()
    meet(ana, ben)
    assert ana.bodies == ["another", "by Ana"]
    assert {each.is_deleted for each in ana.all} == {False}
    assert ben.bodies == (["by Ana"] if is_sent else [])
    receive_again(ben.store)
    meet(ana, ben)
    assert ben.seen == ana.seen


def test_a_name_follows_what_the_person_states_and_nobody_else(desks: Desks, tmp_path: Path) -> None:
    ana, ben = desks
    ana.store.rename_owner("root")
    note = ana.write("note")
    meet(ana, ben)
    ben.edit(note.uuid, body="by Ben")
    ben.publish()
    ana.store.rename_owner("Ana Sá")
    ana.sync()
    ben.pull()
    assert ben.store.get([note.uuid])[0].creator.name == "Ana Sá"
    carl = TeamDesk(tmp_path / "carl.db", ana.place)
    carl.pull()
    assert carl.store.get([note.uuid])[0].creator.name == "Ana Sá"  # though Ben's segment says root
    ben.store.rename_owner("Ben Bø")
    file = ben.file().replace("Ana Sá".encode(), b"forged").replace(b"Ana S\\u00e1", b"forged")
    carl.take(file)
    (found,) = carl.store.get([note.uuid])
    assert (found.creator.name, found.changed_by and found.changed_by.name) == ("Ana Sá", "Ben Bø")
    carl.store.close()


def in_two_versions(ana: TeamDesk, ben: TeamDesk) -> Annotation:
    """Have a note of Ben's that both have changed, so that two versions wait at both desks."""
    note = ben.write("first")
    meet(ana, ben)
    ana.edit(note.uuid, body="by Ana")
    ben.edit(note.uuid, body="by Ben")
    meet(ana, ben)
    return note


@pytest.mark.parametrize("decision", list(Decision))
def test_whoever_decides_is_not_named_for_the_words_of_others(desks: Desks, decision: Decision) -> None:
    ana, ben = desks
    in_two_versions(ana, ben)
    for decider in desks:
        if decider.conflicts:
            decide(decider.store, decider.conflicts, decision)
            meet(ana, ben)
    for desk in desks:
        for body, tags, creator, by in desk.seen.values():
            writer = ana if body == "by Ana" else ben
            assert (body, tags, creator, by) == (body, (), ben.store.person.uuid, writer.store.person.uuid)
    assert ana.seen == ben.seen


def waiting(desk: TeamDesk) -> list[tuple[str, str]]:
    """What a note says, who changed it last, and the same of the version that waits for a decision about it."""
    shown = [(body, by) for body, _, _, by in desk.seen.values()]
    return shown + [(each.annotation.body, each.version.by.uuid) for each in desk.conflicts]


@pytest.mark.parametrize("way", [*Decision, "bin"])
@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "changed-since"])
def test_undoing_a_decision_that_a_version_holds_lets_both_versions_wait_for_everybody(
    desks: Desks, way: str, *, is_sent: bool
) -> None:
    ana, ben = desks
    note = in_two_versions(ana, ben)
    before = waiting(ana)
    assert sorted(before) == sorted([("by Ana", ana.store.person.uuid), ("by Ben", ben.store.person.uuid)])
    if way == "bin":
        ana.bin(note.uuid)
    else:
        decide(ana.store, ana.conflicts, Decision(way))
    decided = waiting(ana)
    for _ in range(2):
        if is_sent:
            meet(ana, ben)
            assert waiting(ben) == decided
        else:
            ana.edit(note.uuid, body="by Ana, too")
            ana.store.undo()
        ana.store.undo()
        assert waiting(ana) == before
        meet(ana, ben)
        assert waiting(ana) == waiting(ben) == before
        ana.store.redo()
        assert waiting(ana) == decided
    meet(ana, ben)
    assert waiting(ana) == waiting(ben) == decided


def test_undoing_brings_back_who_changed_what_is_shown(desks: Desks) -> None:
    ana, ben = desks
    note = ben.write("by Ben")
    meet(ana, ben)
    ana.edit(note.uuid, body="by Ana")
    meet(ana, ben)
    ben.edit(note.uuid, body="again by Ben")
    ben.sync()
    ben.store.undo()
    assert ben.seen[note.uuid][3] == ana.store.person.uuid
    meet(ana, ben)
    assert ana.seen == ben.seen
    assert ana.seen[note.uuid] == ("by Ana", (), ben.store.person.uuid, ana.store.person.uuid)


def test_a_conflict_that_is_taken_back_comes_again(desks: Desks) -> None:
    ana, ben = desks
    note = ana.write("first")
    meet(ana, ben)
    ana.edit(note.uuid, body="by Ana")
    ben.edit(note.uuid, body="by Ben")
    ben.sync()
    ana.pull()
    assert len(ana.conflicts) == 1
    ana.store.undo()
    assert (ana.conflicts, ana.bodies) == ((), ["by Ana"])
    ana.publish()
    ben.sync()
    assert len(ben.conflicts) == 1
    receive_again(ana.store)
    meet(ana, ben)
    assert len(ana.conflicts) == len(ben.conflicts) == 1
    assert ana.seen == ben.seen


def test_an_edit_beats_a_deletion_and_two_edits_are_a_conflict_for_both(desks: Desks) -> None:
    ana, ben = desks
    one, two = ana.write("one"), ana.write("two")
    meet(ana, ben)
    ana.bin(one.uuid)
    ben.edit(one.uuid, body="one, edited")
    ana.edit(two.uuid, body="two by Ana")
    ben.edit(two.uuid, body="two by Ben")
    meet(ana, ben)
    assert ana.seen == ben.seen
    assert "one, edited" in ana.bodies
    assert len(ana.conflicts) == len(ben.conflicts) == 1
    decide(ben.store, ben.conflicts, Decision.TAKE)
    meet(ana, ben)
    assert ana.seen == ben.seen
    assert ana.conflicts == ben.conflicts == ()


def test_a_deletion_of_what_was_sent_travels_and_of_what_was_not_does_not(desks: Desks) -> None:
    ana, ben = desks
    sent = ana.write("sent")
    meet(ana, ben)
    ana.bin(sent.uuid)
    ana.bin(ana.write("never sent").uuid)
    meet(ana, ben)
    assert ben.bodies == []
    assert [each.uuid for each in ben.all] == [sent.uuid]


def test_only_what_is_chosen_goes_out_and_what_was_sent_is_kept_up_to_date(desks: Desks) -> None:
    ana, ben = desks
    choose_what_is_sent(ana.store, ("Shared",))
    tagged, untagged = ana.write("tagged"), ana.write("untagged")
    ana.edit(tagged.uuid, tags=("shared",))
    ana.store.perform("Elsewhere", [note(None, "of another reference", dataset="urn:other", tags=("shared",))])
    assert [each.uuid for each in read_status(ana.store).waiting.first] == [tagged.uuid]
    meet(ana, ben)
    assert ben.bodies == ["tagged"]
    ana.edit(tagged.uuid, body="still sent", tags=())
    meet(ana, ben)
    assert ben.bodies == ["still sent"]
    assert untagged.uuid not in ben.seen


@pytest.fixture
def limited(desks: Desks, tmp_path: Path) -> Iterator[TeamDesk]:
    """A desk that sends to the team of the others what bears one tag."""
    desk = TeamDesk(tmp_path / "limited.db", desks[0].place, tags=("legal",))
    yield desk
    desk.store.close()


@pytest.mark.parametrize("change", ["edit", "bin"])
def test_a_change_to_what_only_a_colleague_has_sent_needs_the_tag(desks: Desks, limited: TeamDesk, change: str) -> None:
    """Even one's own words do not follow a note that somebody else has published, as after importing a mailed file."""
    ana, _ = desks
    ben = limited
    untagged, tagged = ana.write("untagged"), ana.write("tagged")
    ana.edit(tagged.uuid, tags=("legal",))
    ana.publish()
    ben.pull()
    before = ben.segments
    changed: dict[str, object] = {"deleted_at": ben.clock()} if change == "bin" else {"body": "CONFIDENTIAL"}
    ben.edit(untagged.uuid, **changed)
    assert ben.publish().sent == 0
    assert ben.segments == before
    status = read_status(ben.store)
    assert (status.waiting.total, status.waiting.kept_here) == (0, 1)
    ben.edit(tagged.uuid, **changed)
    assert read_status(ben.store).waiting.total == 1
    assert ben.publish().sent == 1
    ana.pull()
    kept, sent = ana.store.get([untagged.uuid, tagged.uuid])
    assert (kept.body, kept.is_deleted) == ("untagged", False)
    assert (sent.body, sent.is_deleted) == (("tagged", True) if change == "bin" else ("CONFIDENTIAL", False))


def test_what_was_sent_from_here_is_kept_up_to_date_without_the_tag_after_a_copy_too(
    desks: Desks, limited: TeamDesk, tmp_path: Path
) -> None:
    ana, _ = desks
    ben = limited
    note = ben.write("note")
    ben.edit(note.uuid, tags=("legal",))
    ben.publish()
    former = ben.replica
    ben.edit(note.uuid, tags=())
    ben.store.close()
    shutil.copy(ben.path, tmp_path / "copy.db")
    ben.reopen(tmp_path / "copy.db")
    assert ben.publish().sent == 1
    assert ben.replica != former
    ana.pull()
    assert ana.store.get([note.uuid])[0].tags == ()


def test_only_mine_is_never_sent_not_even_after_it_was_shared(desks: Desks) -> None:
    ana, ben = desks
    mine, shared = ana.write("mine"), ana.write("shared")
    ana.edit(mine.uuid, only_mine=True)
    meet(ana, ben)
    assert ben.bodies == ["shared"]
    ana.edit(shared.uuid, body="from now on mine", only_mine=True)
    meet(ana, ben)
    assert ben.bodies == ["shared"]
    assert b"from now on mine" not in b"".join(ana.segments.values())


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_segments_arrive_late_twice_and_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    ana = TeamDesk(tmp_path / "ana.db", tmp_path / "here")
    ben = TeamDesk(tmp_path / "ben.db", tmp_path / "there")
    with closing(ana.store), closing(ben.store):
        written = ana.write("0")
        for number in range(1, 4):
            ana.publish()
            ana.edit(written.uuid, body=str(number))
        names = list(segments_in(ana.place))
        for number in order:
            deliver(ana.place, ben.place, names[number])
            ben.pull()
            deliver(ana.place, ben.place, names[number])
            ben.pull()
        assert ben.bodies == ["2"]
        assert ben.conflicts == ()


def test_a_clock_a_year_wrong_loses_nothing(tmp_path: Path) -> None:
    ana = TeamDesk(tmp_path / "ana.db", tmp_path / "team", Clock(timedelta(days=365)))
    ben = TeamDesk(tmp_path / "ben.db", tmp_path / "team", Clock(timedelta(days=-365)))
    with closing(ana.store), closing(ben.store):
        written = ana.write("ahead")
        meet(ana, ben)
        ben.edit(written.uuid, body="behind")
        meet(ana, ben)
        assert ana.bodies == ben.bodies == ["behind"]
        assert ana.conflicts == ()


def test_a_restored_backup_goes_out_as_new_versions(desks: Desks) -> None:
    ana, ben = desks
    written = ana.write("before")
    ana.sync()
    backup = back_up(ana.store)
    ana.edit(written.uuid, body="after")
    meet(ana, ben)
    restore(ana.store, backup)
    meet(ana, ben)
    assert ana.bodies == ben.bodies == ["before"]
    assert ana.conflicts == ben.conflicts == ()


def test_restoring_again_finds_nothing_that_would_change(desks: Desks) -> None:
    ana, ben = desks
    ana.write("kept")
    backup = back_up(ana.store)
    theirs = ben.write("by Ben")
    ben.edit(theirs.uuid, tags=("ben",))
    meet(ana, ben)
    assert compare(ana.store, backup).gone == 1
    restore(ana.store, backup)
    found = compare(ana.store, backup)
    assert (found.back, found.changed, found.gone) == (0, 0, 0)


@pytest.mark.parametrize("keeps_others", [False, True])
@pytest.mark.parametrize("theirs", ["Alpha", "alpha"])
def test_restoring_again_changes_no_annotation_whose_tag_is_a_colleagues_of_that_name(
    desks: Desks, theirs: str, *, keeps_others: bool
) -> None:
    ana, ben = desks
    mine = ana.write("mine")
    ana.edit(mine.uuid, tags=("Alpha",))
    backup = back_up(ana.store)
    ana.edit(mine.uuid, tags=())
    hers = ben.write("theirs")
    ben.edit(hers.uuid, tags=(theirs,))
    meet(ana, ben)
    assert compare(ana.store, backup).changed == 1
    restore(ana.store, backup, keeps_others=keeps_others)
    found = compare(ana.store, backup)
    assert (found.keeping_others if keeps_others else found).is_none


def test_undoing_takes_a_tag_from_no_note_of_a_colleague_that_stays(desks: Desks) -> None:
    ana, ben = desks
    mine = ana.write("mine")
    ana.edit(mine.uuid, tags=("Alpha",))
    hers = ben.write("theirs")
    ben.edit(hers.uuid, tags=("Alpha",))
    meet(ana, ben)
    ana.edit(hers.uuid, body="with more")
    meet(ana, ben)
    for _ in range(3):
        ana.store.undo()
    assert {each.body: each.tags for each in ana.all} == {"mine": (), "theirs": ("Alpha",)}
    for _ in range(3):
        ana.store.redo()
    assert {each.body: each.tags for each in ana.all} == {"mine": ("Alpha",), "with more": ("Alpha",)}


def test_what_was_marked_only_mine_since_a_backup_stays_so_and_is_not_sent(desks: Desks) -> None:
    ana, ben = desks
    secret, other = ana.write("secret"), ana.write("other")
    backup = back_up(ana.store)
    ana.edit(secret.uuid, only_mine=True)
    ana.edit(other.uuid, body="another")
    restore(ana.store, backup)
    meet(ana, ben)
    assert ben.bodies == ["other"]
    assert {each.body: each.only_mine for each in ana.all} == {"secret": True, "other": False}
    assert compare(ana.store, backup).changed == 0
    ana.store.undo()
    assert {each.body: each.only_mine for each in ana.all} == {"secret": True, "another": False}


def test_what_was_only_mine_when_a_backup_was_made_is_so_again_once_it_is_restored(desks: Desks) -> None:
    ana, ben = desks
    written = ana.write("secret")
    ana.edit(written.uuid, only_mine=True)
    backup = back_up(ana.store)
    ana.edit(written.uuid, body="public", only_mine=False)
    meet(ana, ben)
    restore(ana.store, backup)
    meet(ana, ben)
    assert [(each.body, each.only_mine) for each in ana.all] == [("secret", True)]
    assert ben.bodies == ["public"]
    assert compare(ana.store, backup).is_none


def test_what_was_only_mine_when_restoring_removed_it_comes_back_so_and_is_not_sent(desks: Desks) -> None:
    ana, ben = desks
    empty = back_up(ana.store)
    written = ana.write("secret")
    backup = back_up(ana.store)
    ana.edit(written.uuid, only_mine=True)
    restore(ana.store, empty)
    assert ana.all == ()
    restore(ana.store, backup)
    meet(ana, ben)
    assert [(each.body, each.only_mine) for each in ana.all] == [("secret", True)]
    assert ben.all == ()
    assert compare(ana.store, backup).is_none


@pytest.mark.parametrize("keeps_others", [False, True])
def test_restoring_says_what_goes_for_the_whole_team_and_keeps_what_others_wrote(
    desks: Desks, *, keeps_others: bool
) -> None:
    ana, ben = desks
    ana.write("kept")
    backup = back_up(ana.store)
    tagged = ben.write("by Ben")
    ben.edit(tagged.uuid, tags=("ben",))
    ana.write("by Ana")
    meet(ana, ben)
    ana.write("not sent")
    found = compare(ana.store, backup)
    assert (found.gone, found.for_team, found.of_others) == (3, 2, 1)
    restore(ana.store, backup, keeps_others=keeps_others)
    meet(ana, ben)
    assert ana.bodies == ben.bodies == (["by Ben", "kept"] if keeps_others else ["kept"])
    assert ana.seen == ben.seen


def test_an_older_file_put_in_place_becomes_another_replica_and_loses_nothing(desks: Desks, tmp_path: Path) -> None:
    ana, ben = desks
    written = ana.write("before")
    ana.sync()
    kept = write_backup(ana.store.file.connection, tmp_path / "copy.db", "asked", ana.clock())  # type: ignore[arg-type]
    ana.edit(written.uuid, body="after")
    ana.sync()
    former, segments = ana.replica, ana.segments
    ana.store.close()
    for log in ("-wal", "-shm"):
        ana.path.with_name(f"{ana.path.name}{log}").unlink(missing_ok=True)
    shutil.copy(kept, ana.path)
    ana.reopen()
    ana.write("written after it")
    meet(ana, ben)
    assert ana.replica != former
    assert ana.bodies == ben.bodies == ["after", "written after it"]
    assert segments.items() <= ana.segments.items()


@pytest.mark.parametrize("mishap", ["what is beside it is older too", "the newest segment is lost"])
def test_an_older_file_is_another_replica_whatever_else_is_older(desks: Desks, mishap: str) -> None:
    ana, ben = desks
    ana.write("before")
    ana.sync()
    ana.store.close()
    beside = ana.path.with_name(f"{ana.path.name}.replica")
    kept = ana.path.read_bytes(), beside.read_bytes()
    ana.reopen()
    ana.write("after")
    ana.sync()
    former = ana.replica
    ana.store.close()
    ana.path.write_bytes(kept[0])
    if mishap == "the newest segment is lost":
        (ana.place / list(ana.segments)[-1]).unlink()
    else:
        beside.write_bytes(kept[1])
    left = ana.segments
    ana.reopen()
    ana.write("later")
    meet(ana, ben)
    assert ana.replica != former
    assert left.items() <= ana.segments.items()
    sent = [
        v
        for name, content in ana.segments.items()
        if ana.replica in name
        for v in unpack(content, ana.replica, DATASET)
    ]
    assert [each.annotation.body for each in sent] == ["later"], "what is in the folder is not sent again"
    assert ana.seen == ben.seen
    assert {"before", "later"} <= set(ana.bodies)


def test_where_another_copy_has_written_the_last_number_the_file_becomes_another_replica(desks: Desks) -> None:
    ana, ben = desks
    for body in ("one", "two"):
        ana.write(body)
        ana.publish()
    former, (first, last) = ana.replica, ana.segments
    (ana.place / last).write_bytes((ana.place / first).read_bytes())  # as a synchronising program does with a clone's
    ana.sync()
    assert ana.replica != former
    meet(ana, ben)
    assert ben.bodies == ["one", "two"]


@pytest.mark.parametrize("way", ["its author sent it", "it was sent from here"])
def test_undoing_an_import_takes_nothing_from_the_team(desks: Desks, tmp_path: Path, way: str) -> None:
    ana, ben = desks
    carl = TeamDesk(tmp_path / "carl.db", ana.place)
    with closing(carl.store):
        ben.write("Ben's own")
        written = ana.write("by file and folder")
        ben.sync()
        ana.pull()
        file = ana.file()
        ben.take(file)
        if way == "its author sent it":
            ana.publish()
        ben.sync()
        carl.sync()
        before = carl.seen
        assert len(before) == 2
        assert before == ben.seen
        ben.store.undo()
        assert ben.bodies == ["Ben's own"]
        assert read_status(ben.store).waiting.total == 0
        carl.sync()
        ben.sync()
        carl.sync()
        assert carl.seen == before
        assert ben.bodies == ["Ben's own"]
        ben.take(file)
        meet(ana, ben, carl)
        assert ben.seen == ana.seen == carl.seen == before
        ben.store.undo()
        ana.edit(written.uuid, body="changed since")
        meet(ana, ben, carl)
        assert "changed since" in ben.bodies, "the next change brings it back"
        assert not ben.conflicts


def test_what_was_sent_and_is_undone_is_in_the_bin_so_that_files_say_it_too(desks: Desks) -> None:
    ana, ben = desks
    written = ana.write("first")
    ana.edit(written.uuid, body="sent")
    meet(ana, ben)
    ana.store.undo()
    ana.store.undo()
    assert [(each.uuid, each.is_deleted) for each in ana.all] == [(written.uuid, True)]
    ben.take(ana.file())
    assert ben.bodies == []


def test_a_number_written_again_after_all_of_a_machine_was_restored_is_read_again(tmp_path: Path) -> None:
    ana, ben = (TeamDesk(tmp_path / name / "a.db", tmp_path / name / "team") for name in made_folders(tmp_path))
    with closing(ben.store):
        ana.write("first")
        ana.publish()
        ana.store.close()
        kept = [(path, path.read_bytes()) for path in (ana.path, ana.path.with_name("a.db.replica"))]
        ana.reopen()
        shutil.copytree(ana.place, tmp_path / "first stick")
        ana.write("on the other stick")
        ana.publish()
        deliver(ana.place, ben.place)
        ben.pull()
        ana.store.close()
        for path, content in kept:
            path.write_bytes(content)
        shutil.rmtree(ana.place)
        (tmp_path / "first stick").rename(ana.place)
        ana.reopen()
        ana.write("written after restoring all, and longer")
        ana.publish()
        assert [name.rpartition("/")[2] for name in ana.segments][-1] == "00000002.jsonl.gz", "the number again"
        deliver(ana.place, ben.place)
        meet(ana, ben)
        assert ben.bodies == ["first", "on the other stick", "written after restoring all, and longer"]
        ana.store.close()


def test_two_copies_of_one_file_are_two_replicas(desks: Desks, tmp_path: Path) -> None:
    ana, ben = desks
    ana.write("before")
    ana.sync()
    ana.store.close()
    (tmp_path / "elsewhere").mkdir()
    for name in ("ana.db", "ana.db.replica"):
        shutil.copy(tmp_path / name, tmp_path / "elsewhere" / name)
    ana.reopen()
    copy = TeamDesk.__new__(TeamDesk)
    copy.clock, copy.place, copy.store, copy.path = ana.clock, ana.place, ana.store, ana.path
    with closing(ana.store):
        TeamDesk.reopen(copy, tmp_path / "elsewhere" / "ana.db")
        ana.reopen(tmp_path / "ana.db")
        copy.write("in the copy")
        ana.write("in the first")
        meet(ana, copy, ben)
        assert ana.replica != copy.replica
        assert ana.bodies == copy.bodies == ben.bodies == ["before", "in the copy", "in the first"]
        copy.store.close()


def test_a_segment_that_is_lost_is_sent_again_under_another_number(desks: Desks) -> None:
    ana, ben = desks
    ana.write("hello")
    ana.sync()
    (lost,) = ana.place.glob("*/*.gz")
    lost.unlink()
    meet(ana, ben)
    assert ben.bodies == ["hello"]
    assert [name.rpartition("/")[2] for name in ana.segments] == ["00000002.jsonl.gz"]


def test_the_deletion_of_what_was_in_a_lost_segment_travels(desks: Desks) -> None:
    ana, ben = desks
    kept, undone = ana.write("kept"), ana.write("undone")
    meet(ana, ben)
    ana.store.undo()
    ana.bin(kept.uuid)
    for lost in ana.place.glob("*/*.gz"):
        lost.unlink()
    meet(ana, ben)
    assert ben.bodies == ana.bodies == []
    assert {each.uuid for each in ben.all} == {kept.uuid, undone.uuid}


def test_what_a_killed_process_left_beside_the_file_is_replaced(desks: Desks, tmp_path: Path) -> None:
    ana, _ = desks
    left = tmp_path / ".ana.db.replica.tmp"
    left.write_bytes(b'{"replica": "ha')
    ana.write("hello")
    ana.sync()
    replica = ana.replica
    ana.reopen()
    ana.write("again")
    ana.sync()
    assert ana.replica == replica
    assert list(tmp_path.glob(".*")) == []


def test_a_segment_of_ones_own_that_was_damaged_is_sent_again(desks: Desks) -> None:
    ana, ben = desks
    ana.write("hello")
    ana.sync()
    (damaged,) = ana.place.glob("*/*.gz")
    damaged.write_bytes(damaged.read_bytes()[:-20])
    meet(ana, ben)
    assert ben.bodies == ["hello"]
    assert [each.reason for each in ben.look().unreadable] == ["damaged"]


def test_an_unreadable_segment_that_is_gone_is_forgotten(desks: Desks) -> None:
    ana, ben = desks
    ana.write("hello")
    ana.publish()
    (damaged,) = ana.place.glob("*/*.gz")
    damaged.write_bytes(damaged.read_bytes()[:-20])
    ben.pull()
    assert [each.number for each in read_status(ben.store).unreadable] == [1]
    damaged.unlink()
    ben.pull()
    assert read_status(ben.store).unreadable == {}


@pytest.fixture
def unread(desks: Desks, tmp_path: Path) -> tuple[TeamDesk, TeamDesk, Path]:
    """Return Ana, who has more segments than a look reads, and Ben, who has the last alone, damaged; and its path."""
    ana, ben = desks
    ben.place = tmp_path / "ben's"
    shutil.copytree(ana.place, ben.place)
    join_team(ben.store, ben.place, TEAM.name, DATASET)
    for number in range(MOST_AT_ONCE + 2):
        ana.write(f"note {number}")
        ana.publish()
    last = max(ana.segments)
    damaged = ben.place / last
    damaged.parent.mkdir()
    damaged.write_bytes(ana.segments[last][:-20])
    ben.pull()
    assert [each.number for each in read_status(ben.store).unreadable] == [MOST_AT_ONCE + 2]
    return ana, ben, damaged


def test_an_unreadable_segment_behind_more_than_one_look_stays_noted_since_when(
    unread: tuple[TeamDesk, TeamDesk, Path],
) -> None:
    ana, ben, damaged = unread
    before = read_status(ben.store).unreadable
    deliver(ana.place, ben.place, *sorted(ana.segments)[:-1])
    found = ben.look()
    assert (found.has_more, found.unreadable) == (True, ())
    receive(ben.store, found)
    assert read_status(ben.store).unreadable == before
    ben.pull()
    assert read_status(ben.store).unreadable == before
    shutil.copy(ana.place / max(ana.segments), damaged)
    ben.pull()
    assert read_status(ben.store).unreadable == {}
    assert len(ben.bodies) == MOST_AT_ONCE + 2


def test_an_unreadable_segment_stays_noted_while_its_folder_cannot_be_read(
    unread: tuple[TeamDesk, TeamDesk, Path],
) -> None:
    _, ben, damaged = unread
    before = read_status(ben.store).unreadable
    found = ben.look()
    away = Unreadable(SegmentId(damaged.parent.name, 0), "not-reached", 0)
    receive(ben.store, replace(found, unreadable=(away,)))
    noted = read_status(ben.store).unreadable
    assert (set(noted), before.items() <= noted.items()) == ({*before, away.id}, True)
    ben.pull()
    assert read_status(ben.store).unreadable == before


def test_leaving_keeps_all_and_joining_again_doubles_nothing(desks: Desks) -> None:
    ana, ben = desks
    ana.write("hello")
    meet(ana, ben)
    leave_team(ana.store)
    assert read_status(ana.store).membership is None
    again = TeamDesk(ana.path.with_name("third.db"), ana.place)
    with closing(again.store):
        meet(again, ben)
        assert again.bodies == ben.bodies == ana.bodies == ["hello"]


def test_as_many_are_sent_as_waited_and_they_are_from_whoever_sends_them(desks: Desks, tmp_path: Path) -> None:
    ana, ben = desks
    for desk, name in ((ana, "Ana"), (ben, "Ben")):
        desk.store.rename_owner(name)
    note = ana.write("Ana's note")
    meet(ana, ben)
    for desk, words in ((ana, "Ana's words"), (ben, "Ben's words")):
        desk.edit(note.uuid, body=words)
    meet(ana, ben)
    leave_team(ben.store)
    ben.place = tmp_path / "elsewhere"
    cara = TeamDesk(tmp_path / "cara.db", ben.place)
    with closing(cara.store):
        join_team(ben.store, ben.place, TEAM.name, DATASET)
        assert read_status(ben.store).waiting.total == ben.publish().sent == 1  # with both versions
        _, values = read_operation(cara.pull().label) or ("", {})
        assert values["names"] == "Ben"


def test_a_folder_that_is_away_is_said_and_what_was_written_waits(desks: Desks) -> None:
    ana, ben = desks
    ana.write("hello")
    away = ana.place.rename(ana.place.with_name("away"))
    with raises_fault("cannot be reached"):
        ana.sync()
    assert read_status(ana.store).waiting.total == 1
    away.rename(ana.place)
    meet(ana, ben)
    assert ben.bodies == ["hello"]
    assert read_status(ana.store).waiting.total == 0


def test_a_base_segment_has_all_that_counts_and_older_ones_go_after_a_month(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("coopviewer.storage.annotations.team.publishing.SEGMENTS_BEFORE_BASE", 5)
    ana, ben = desks
    written = ana.write("0")
    for number in range(1, 6):
        ana.publish()
        ana.edit(written.uuid, body=str(number))
    names = [name.rpartition("/")[2] for name in ana.segments]
    assert names[-1] == "00000006.base.jsonl.gz"
    ana.clock.now += timedelta(days=31)
    ana.publish()
    ana.publish()
    assert [name.rpartition("/")[2] for name in ana.segments] == ["00000006.base.jsonl.gz", "00000007.jsonl.gz"]
    third = TeamDesk(tmp_path / "third.db", ana.place)
    with closing(third.store):
        meet(ana, ben, third)
        assert ana.bodies == ben.bodies == third.bodies == ["5"]
        assert third.conflicts == ()
        assert [name.rpartition("/")[2] for name in ana.segments] == ["00000006.base.jsonl.gz", "00000007.jsonl.gz"]


@pytest.mark.parametrize("has_same_size", [False, True])
def test_an_older_segment_of_ones_own_that_was_damaged_is_sent_again(desks: Desks, *, has_same_size: bool) -> None:
    ana, ben = desks
    for text in ("first", "second", "third"):
        ana.write(text)
        ana.publish()
    damaged = sorted(ana.place.glob("*/*.gz"))[0]
    content = damaged.read_bytes()
    damaged.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if has_same_size else content[:-20])
    assert len(ana.publish().outgoing) == 1
    assert damaged.read_bytes() != content  # what is there is never written again
    assert ana.publish().outgoing == ()
    ben.pull()
    assert ben.bodies == ["first", "second", "third"]


def test_segments_of_ones_own_are_read_once(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, _ = desks
    for text in ("first", "second", "third"):
        ana.write(text)
        ana.publish()
    read: list[Path] = []
    whole = folder_module.read_plain
    monkeypatch.setattr(folder_module, "read_plain", lambda path, most: read.append(path) or whole(path, most))
    membership = read_status(ana.store).membership
    assert membership is not None
    folder = TeamFolder(membership)
    folder.look(read_seen(ana.store))
    read.clear()
    folder.look(read_seen(ana.store))
    assert [path.name for path in read if path.suffix == ".gz"] == ["00000003.jsonl.gz"]
