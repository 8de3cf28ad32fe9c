"""Two colleagues change the same note, and send each other their files: both texts are kept, and one is chosen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.versions.conflicts import Decision, taken_back
from coopviewer.storage.annotations.backups import back_up, list_backups, restore
from coopviewer.storage.annotations.journal import last_kind
from coopviewer.storage.annotations.merging.conflicts import decide, read_history
from coopviewer.storage.annotations.merging.receiving import Receiving
from coopviewer.storage.annotations.transfer import read_complete
from coopviewer.storage.annotations.versions.tables import read_people
from tests.storage.annotations.annotation_samples import DATASET, START
from tests.storage.annotations.merging.desks import FileDesk, exchange

UUID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[FileDesk, FileDesk]]:
    """Return Ana's and Ben's files; Ben has Ana's note."""
    ana, ben = FileDesk(tmp_path / "ana.db"), FileDesk(tmp_path / "ben.db")
    ana.write("first", UUID)
    assert ben.take(ana.file()).new
    yield ana, ben
    ana.store.close()
    ben.store.close()


Pair = tuple[FileDesk, FileDesk]


@pytest.mark.parametrize("times", [1, 5])
def test_own_later_words_and_the_colleague_s_are_both_read_and_chosen(desks: Pair, times: int) -> None:
    ana, ben = desks
    ben.edit(UUID, times=times, body="Ben's")
    ana.edit(UUID, body="Ana's")
    assert len(ana.take(ben.file()).conflicts) + len(ben.take(ana.file()).newer) >= 1
    exchange(desks)
    assert ana.seen == ben.seen
    for desk in desks:
        (conflict,) = desk.conflicts
        assert conflict.own is not None
        assert {conflict.own.body, conflict.annotation.body} == {"Ana's", "Ben's"}
    (conflict,) = ana.conflicts
    decide(ana.store, [conflict], Decision.TAKE)
    assert ana.bodies == [conflict.annotation.body]
    assert not ana.conflicts
    exchange(desks)
    assert ana.seen == ben.seen
    assert not ben.conflicts


def test_a_colleague_s_edit_is_under_the_colleague_s_name_and_the_author_stays(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    assert len(ana.take(ben.file()).newer) == 1
    (found,) = ana.all
    assert (found.body, found.creator, found.changed_by) == ("Ben's", ana.store.person, ben.store.person)
    ana.edit(UUID, body="Ana's again")
    assert ana.all[0].changed_by is None
    assert [each.annotation.body for each in read_history(ana.store, UUID)] == ["Ben's", "first"]


def test_a_deletion_travels_and_an_edit_beats_it(desks: Pair) -> None:
    ana, ben = desks
    ana.bin(UUID)
    assert ben.take(ana.file()).newer
    assert (ben.bodies, len(ben.all)) == ([], 1)
    ben.edit(UUID, deleted_at=None)
    ana.edit(UUID, deleted_at=None)
    exchange(desks)
    ana.bin(UUID)
    ben.edit(UUID, body="still of use")
    exchange(desks)
    assert ana.bodies == ben.bodies == ["still of use"]
    assert not ana.conflicts


def test_a_complete_export_has_the_deletions_that_others_must_learn_of(desks: Pair) -> None:
    ana, _ = desks
    ana.write("never sent", NEW)
    ana.bin(NEW)
    ana.bin(UUID)

    def sent(selection: ExportSelection, form: ExportFormat = ExportFormat.JSONLD) -> list[str]:
        return [each.uuid for each in read_complete(ana.store, selection, form)]

    assert sent(ExportSelection()) == [UUID]
    assert sorted(sent(ExportSelection(with_bin=True))) == [UUID, NEW]
    assert sent(ExportSelection(), ExportFormat.TEXT) == []
    for limited in (
        {"dataset": DATASET},
        {"tags": frozenset({"x"})},
        {"since": START},
        {"entry_ids": frozenset({"x"})},
    ):
        assert sent(ExportSelection(**limited)) == [], limited


@pytest.mark.parametrize("decision", Decision)
def test_each_decision_counts_everywhere_and_can_be_undone(desks: Pair, decision: Decision) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    ana.edit(UUID, body="Ana's")
    exchange(desks)
    (conflict,) = ana.conflicts
    assert conflict.own is not None
    kept, other = conflict.own.body, conflict.annotation.body
    before = ana.seen
    decide(ana.store, [conflict], decision)
    wanted = {Decision.KEEP: [kept], Decision.TAKE: [other], Decision.BOTH: sorted([kept, other])}[decision]
    assert ana.bodies == wanted
    ana.store.undo()
    assert ana.seen == before
    assert [each.version.id for each in ana.conflicts] == [conflict.version.id]
    ana.store.redo()
    assert (ana.bodies, ana.conflicts) == (wanted, ())
    exchange(desks)
    assert ben.bodies == wanted
    assert ben.conflicts == ()
    if decision is Decision.BOTH:
        (copy,) = (each for each in ana.all if each.uuid != UUID)
        assert copy.creator.uuid == conflict.annotation.creator.uuid
        assert (copy.changed_by or copy.creator).uuid == conflict.version.by.uuid


def test_writing_on_does_not_decide_about_a_conflict(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    ana.edit(UUID, times=2, body="Ana's")
    ana.take(ben.file())
    ana.edit(UUID, body="Ana's, better")
    exchange(desks)
    for desk in desks:
        assert desk.bodies == ["Ana's, better"]
        assert [each.annotation.body for each in desk.conflicts] == ["Ben's"]


def test_a_file_that_comes_late_brings_former_states_only(desks: Pair) -> None:
    ana, ben = desks
    ana.edit(UUID, body="second")
    late = ana.file()
    ana.edit(UUID, body="third")
    assert ben.take(ana.file()).newer
    plan = ben.take(late)
    assert (len(plan.older), plan.stored) == (1, ())
    assert (ben.bodies, ben.conflicts) == (["third"], ())
    assert [each.annotation.body for each in read_history(ben.store, UUID)] == ["third", "second", "first"]


def test_a_third_person_learns_of_a_conflict_and_of_who_wrote_what(desks: Pair, tmp_path: Path) -> None:
    ana, ben = desks
    zoe, eve = FileDesk(tmp_path / "zoe.db"), FileDesk(tmp_path / "eve.db")
    eve.take(ben.file(plain=True))
    assert [each.changed_by for each in eve.all] == [None], "Ben only passed it on"
    ben.edit(UUID, body="Ben's")
    ana.edit(UUID, times=2, body="Ana's")
    ana.take(ben.file())
    assert zoe.take(ana.file()).conflicts or zoe.bodies == ["Ana's"]
    assert [(each.version.by, each.annotation.body) for each in zoe.conflicts] == [(ben.store.person, "Ben's")]
    assert (zoe.bodies, zoe.all[0].changed_by) == (["Ana's"], None)
    for desk in (zoe, eve):
        desk.store.close()


def test_after_an_undone_import_one_writes_on_from_what_was_there(desks: Pair, tmp_path: Path) -> None:
    ana, ben = desks
    zoe = FileDesk(tmp_path / "zoe.db")
    zoe.take(ana.file())
    ben.edit(UUID, body="Ben's")
    ana.take(ben.file())
    ana.store.undo()
    ana.edit(UUID, body="Ana's")
    assert zoe.take(ana.file()).newer, "it replaces what Zoë has"
    assert (zoe.bodies, zoe.conflicts) == (["Ana's"], ())
    zoe.store.close()


def test_what_is_only_mine_stays_so_whatever_is_received(desks: Pair) -> None:
    ana, ben = desks
    ana.edit(UUID, only_mine=True)
    ben.take(ana.file())
    assert [each.only_mine for each in ben.all] == [False], "a file does not say it"
    ben.edit(UUID, body="Ben's")
    assert ana.take(ben.file()).newer
    assert [(each.body, each.only_mine) for each in ana.all] == [("Ben's", True)]
    ana.store.undo()
    ana.store.undo()
    assert [each.only_mine for each in ana.all] == [False]


def test_a_tag_that_is_renamed_leaves_what_is_only_mine_as_it_is(desks: Pair) -> None:
    ana, _ = desks
    ana.edit(UUID, only_mine=True, tags=("old",))
    ana.store.retag("Retag", ["old"], "new")
    assert [(each.tags, each.only_mine) for each in ana.all] == [(("new",), True)]


def test_both_decide_for_both_and_have_the_same_two(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    ana.edit(UUID, body="Ana's")
    exchange(desks)
    for desk in desks:
        decide(desk.store, desk.conflicts, Decision.BOTH)
    exchange(desks)
    assert ana.seen == ben.seen
    assert len(ana.seen) == 2


def test_importing_twice_changes_nothing_and_makes_no_backup(desks: Pair, tmp_path: Path) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    file = ben.file()
    assert ana.take(file).newer
    copies = len(list_backups(ana.store.path))
    plan = ana.take(file)
    assert (len(plan.same), plan.stored) == (1, ())
    assert len(list_backups(ana.store.path)) == copies == 1


NEW = "22222222-2222-4222-8222-222222222222"
OTHER = "33333333-3333-4333-8333-333333333333"


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("has_it_too", [False, True], ids=["one-has-the-conflict", "both-have-it"])
@pytest.mark.parametrize("of_file", [FileDesk.file, FileDesk.file_read_only], ids=["window", "command-line"])
def test_a_decision_travels_by_file(
    desks: Pair, decision: Decision, of_file: Callable[[FileDesk], bytes], *, has_it_too: bool
) -> None:
    for one, other in (desks, desks[::-1]):
        one.edit(UUID, body="Ana's" if one is desks[0] else "Ben's")
        other.edit(UUID, times=2, body="Ben's" if one is desks[0] else "Ana's")
        one.take(of_file(other))
        if has_it_too:
            other.take(of_file(one))
        decide(one.store, one.conflicts, decision)
        plan = other.take(of_file(one))
        assert plan.conflicts == ()
        assert len(plan.new) == (decision is Decision.BOTH)
        assert one.take(of_file(other)).stored == ()
        assert one.seen == other.seen
        assert (one.conflicts, other.conflicts) == ((), ())


@pytest.mark.parametrize("decisions", list(product(Decision, Decision)), ids="-".join)
def test_two_who_decide_alike_agree_and_others_decide_once_more(
    desks: Pair, decisions: tuple[Decision, Decision]
) -> None:
    ana, ben = desks
    ana.edit(UUID, body="Ana's")
    ben.edit(UUID, body="Ben's")
    exchange(desks)
    for desk, decision in zip(desks, decisions, strict=True):
        decide(desk.store, desk.conflicts, decision)
    files = [desk.file_read_only() for desk in desks]
    ana.take(files[1])
    ben.take(files[0])
    assert ana.seen == ben.seen
    if decisions.count(Decision.TAKE) == 1:
        assert len(ana.conflicts) == len(ben.conflicts) == 1, "they chose different texts"
    else:
        assert len(set(ana.bodies)) == len(ana.bodies), "nothing is there twice"
        assert (ana.conflicts, ben.conflicts) == ((), ())
    exchange(desks)
    assert ana.seen == ben.seen


def test_binning_one_of_two_versions_shows_the_other_to_both(desks: Pair) -> None:
    ana, ben = desks
    ana.edit(UUID, times=2, body="Ana's")
    ben.edit(UUID, body="Ben's")
    assert ana.take(ben.file()).conflicts
    before = ana.seen
    ana.bin(UUID)
    assert (ana.bodies, ana.conflicts) == (["Ben's"], ()), "an edit beats a deletion, here as everywhere"
    exchange(desks)
    assert ana.seen == ben.seen
    assert ana.bodies == ["Ben's"]
    ana.store.undo()
    assert ana.seen == before, "one step"
    exchange(desks)
    assert ana.seen == ben.seen
    ana.store.redo()
    ana.bin(UUID)
    exchange(desks)
    assert ana.seen == ben.seen == {}


@pytest.mark.parametrize("times", [0, 1, 2])
def test_an_older_state_that_is_brought_back_beside_another_version_is_shown_to_both(desks: Pair, times: int) -> None:
    ana, ben = desks
    kept = back_up(ana.store)
    ana.edit(UUID, times=3, body="Ana's")
    ben.edit(UUID, times=2, body="Ben's")
    ana.take(ben.file())
    restore(ana.store, kept)
    for _ in range(times):
        ana.store.undo()
        ana.store.redo()
    assert ana.bodies == ["first"]
    exchange(desks)
    assert ana.seen == ben.seen
    assert ana.bodies == ["first"]
    assert [each.annotation.body for each in ben.conflicts] == ["Ben's"]


def test_an_import_is_one_step_and_the_file_can_be_imported_again_after_undoing_it(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    ben.write("new", NEW)
    for _ in range(2):
        plan = ana.take(ben.file())
        assert (len(plan.new), len(plan.newer), ana.bodies) == (1, 1, ["Ben's", "new"])
        ana.store.undo()
        assert ana.bodies == ["first"]
        assert len(ana.all) == 1
        ben.take(ana.file())
        assert ben.bodies == ["Ben's", "new"], "nothing of it is taken from the other"
    ana.take(ben.file())
    ana.store.undo()
    ana.store.redo()
    assert ana.take(ben.file()).stored == ()
    exchange(desks)
    assert ana.seen == ben.seen
    assert not ana.conflicts


@pytest.mark.parametrize("has_sent", [False, True])
def test_undoing_an_import_that_was_built_on_takes_nothing_from_its_author(desks: Pair, *, has_sent: bool) -> None:
    ana, ben = desks
    ben.write("new", NEW)
    ana.take(ben.file())
    ana.edit(NEW, body="changed by Ana")
    if has_sent:
        ben.take(ana.file())
    for _ in range(2):
        ana.store.undo()
        ana.store.undo()
        assert ana.bodies == (["first", "new"] if has_sent else ["first"]), "what others have of it stays"
        ana.store.redo()
        ana.store.redo()
        assert ana.bodies == ["changed by Ana", "first"]
    ana.store.undo()
    ana.store.undo()
    exchange(desks)
    assert ben.bodies == ana.bodies == ["first", "new"]
    assert ana.seen == ben.seen
    assert not ana.conflicts


def test_what_was_made_here_of_an_import_goes_with_it(desks: Pair) -> None:
    ana, ben = desks
    ben.write("new", NEW)
    ana.take(ben.file())
    ana.edit(NEW, body="changed by Ana")
    ben.write("other", OTHER)
    ana.take(ben.file())  # by now the change has a version, which nobody else has
    for _ in range(3):
        ana.store.undo()
    assert ana.bodies == ["first"]
    assert versions_in(ana, NEW) == 0
    exchange(desks)
    assert ben.bodies == ana.bodies == ["first", "new", "other"]
    assert ana.seen == ben.seen


def versions_in(desk: FileDesk, uuid: str) -> int:
    query = "SELECT count(*) FROM version WHERE annotation_uuid = ?"
    return int(desk.store.file.connection.execute(query, (uuid,)).fetchone()[0])


def test_a_preview_writes_nothing(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    read = ana.read(ben.file())
    before = "\n".join(ana.store.file.connection.iterdump())
    assert len(Receiving(ana.store, read.versions).preview().newer) == 1
    assert "\n".join(ana.store.file.connection.iterdump()) == before


def test_a_file_changed_by_hand_is_taken_as_one_without_versions(desks: Pair) -> None:
    ana, ben = desks
    file = ben.file().replace(b'"value": "first"', b'"value": "by hand"')
    assert [each.body for each in ana.read(file).annotations] == ["by hand"]
    plan = ana.take(file)
    assert [each.body for each in plan.conflicts] == ["by hand"]
    assert ana.bodies == ["first"]


def test_files_without_versions_replace_only_what_the_same_person_wrote_before(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    assert ana.take(ben.file(plain=True)).conflicts
    assert ana.bodies == ["first"], "what is here stays"
    assert [each.version.by for each in ana.conflicts] == [ben.store.person]
    theirs = ben.write("Ben's own")
    assert ana.take(ben.file(plain=True)).new
    ben.edit(theirs.uuid, body="Ben's own, better")
    assert ana.take(ben.file(plain=True)).newer
    assert "Ben's own, better" in ana.bodies
    assert [each.annotation.body for each in read_history(ana.store, theirs.uuid)][-1] == "Ben's own"


@pytest.mark.parametrize("decision", Decision)
def test_undoing_a_decision_about_a_file_without_versions_shows_the_same_to_both(
    desks: Pair, tmp_path: Path, decision: Decision
) -> None:
    ana, ben = desks
    carl = FileDesk(tmp_path / "carl.db")
    carl.take(ana.file(plain=True))
    carl.edit(UUID, times=3, body="Carl's")
    ana.take(carl.file(plain=True))
    decide(ana.store, ana.conflicts, decision)
    ben.take(ana.file())
    ana.store.undo()
    ben.take(ana.file())
    for desk in desks:
        assert (desk.bodies, [each.annotation.body for each in desk.conflicts]) == (["first"], ["Carl's"])
    carl.store.close()


def test_a_former_state_of_one_s_own_note_is_not_a_conflict(desks: Pair) -> None:
    ana, ben = desks
    ana.edit(UUID, body="second")
    assert ana.take(ben.file()).stored == ()
    assert ana.take(ben.file(plain=True)).older
    assert (ana.bodies, ana.conflicts) == (["second"], ())


def test_a_copy_of_a_file_knows_what_the_other_changed(tmp_path: Path) -> None:
    ana = FileDesk(tmp_path / "ana.db")
    ana.write("first", UUID)
    ana.store.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes((tmp_path / "ana.db").read_bytes())
    ana, other = FileDesk(tmp_path / "ana.db"), FileDesk(copy)
    ana.edit(UUID, body="second")
    assert other.take(ana.file()).newer
    other.edit(UUID, body="third")
    ana.edit(UUID, body="another third")
    exchange((ana, other))
    assert ana.seen == other.seen
    assert len(ana.conflicts) == len(other.conflicts) == 1, "one person, two sticks: both texts are kept"
    ana.store.close()
    other.store.close()


def test_a_name_that_was_changed_is_no_conflict(desks: Pair) -> None:
    ana, ben = desks
    ben.store.person = Person(ben.store.person.uuid, "Benjamin")
    assert ana.take(ben.file()).same
    assert ana.conflicts == ()


@pytest.mark.parametrize("is_plain", [False, True])
def test_an_older_file_does_not_bring_an_older_name_back(desks: Pair, *, is_plain: bool) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    older = ben.file(plain=is_plain)
    ana.take(older)
    ben.store.person = Person(ben.store.person.uuid, "Benjamin")
    only_renamed = ben.file(plain=is_plain)
    ben.edit(UUID, body="Benjamin's")
    newer = ben.file(plain=is_plain)

    def name() -> str:
        with ana.store.file.reading() as connection:
            return read_people(connection)[ben.store.person.uuid].name

    for file, expected in (
        *((older, "root"), (only_renamed, "Benjamin"), (newer, "Benjamin")),
        *((older, "Benjamin"), (only_renamed, "Benjamin"), (newer, "Benjamin")),
    ):
        ana.take(file)
        assert name() == expected


def test_a_former_version_that_is_taken_back_is_by_whoever_wrote_it_at_once(desks: Pair) -> None:
    ana, ben = desks
    ben.edit(UUID, body="Ben's")
    ana.take(ben.file())
    ana.edit(UUID, body="Ana's")
    former = next(each for each in read_history(ana.store, UUID) if each.annotation.body == "Ben's")
    (now,) = ana.store.get([UUID])
    ana.store.perform(operation("take-back"), [taken_back(now, former, ana.clock())])
    assert ana.seen[UUID] == ("Ben's", (), ana.store.person.uuid, ben.store.person.uuid)
    exchange(desks)
    assert ana.seen == ben.seen
    ana.store.undo()
    assert ana.seen[UUID] == ("Ana's", (), ana.store.person.uuid, ana.store.person.uuid)
    exchange(desks)
    assert ana.seen == ben.seen


@pytest.mark.parametrize("author", ["ana", "ben"])
@pytest.mark.parametrize("way", ["take-back", "restore-backup", Decision.TAKE, Decision.BOTH])
def test_doing_again_what_shows_a_colleague_s_words_names_the_same_people(
    tmp_path: Path, way: str, author: str
) -> None:
    ana, ben = (FileDesk(tmp_path / f"{name}.db") for name in ("ana", "ben"))
    one, other = (ana, ben) if author == "ana" else (ben, ana)
    one.write("first", UUID)
    other.take(one.file())
    ben.edit(UUID, body="Ben's")
    ana.take(ben.file())
    backup = back_up(ana.store)
    ana.edit(UUID, body="Ana's")
    if way == "take-back":
        former = next(each for each in read_history(ana.store, UUID) if each.annotation.body == "Ben's")
        (now,) = ana.store.get([UUID])
        ana.store.perform(operation(way), [taken_back(now, former, ana.clock())])
    elif way == "restore-backup":
        restore(ana.store, backup)
    else:
        ben.edit(UUID, body="Ben's again")
        ana.take(ben.file())
        decide(ana.store, ana.conflicts, Decision(way))
    shown = ana.seen
    assert all(by == (ben if "Ben's" in body else ana).store.person.uuid for body, _, _, by in shown.values())
    for _ in range(2):
        ana.store.undo()
        ana.store.redo()
        assert ana.seen == shown
    exchange((ana, ben))
    assert ana.seen == ben.seen == shown


def test_a_plain_version_ranks_the_same_in_a_file_that_got_it_from_a_file_with_versions(tmp_path: Path) -> None:
    ana, ben, carl = (FileDesk(tmp_path / f"{name}.db") for name in ("ana", "ben", "carl"))
    written = ana.write("by Ana")
    carl.take(ana.file(plain=True))
    carl.edit(written.uuid, 3, body="by Carl")
    ana.take(carl.file(plain=True))
    assert ana.bodies == ["by Ana"]
    ben.take(ana.file())
    assert (ben.seen, len(ben.conflicts)) == (ana.seen, 1)
    ana.take(ben.file())
    assert ben.seen == ana.seen
    for desk in (ana, ben, carl):
        desk.store.close()


def test_the_last_kind_of_change_is_that_of_the_last_operation_that_counts(desks: Pair) -> None:
    desk = desks[0]
    note = desk.write("Check.")
    assert _last_kind(desk, note.uuid) == ""
    desk.store.perform(operation("decide", choice="x", count=1), [replace(note, revision=2, body="Checked.")])
    assert _last_kind(desk, note.uuid) == "decide"
    desk.store.undo()
    assert _last_kind(desk, note.uuid) == ""
    assert _last_kind(desk, "none") == ""


def test_only_what_others_wrote_over_what_one_has_seen_counts_as_changed_by_them(desks: Pair) -> None:
    ana, ben = desks
    written = ana.write("Check.")
    ana.edit(written.uuid, body="Checked.")
    assert not ana.store.was_changed_by_others(written.uuid, [written]), "by herself"
    ben.take(ana.file())
    ben.edit(written.uuid, body="Checked twice.")
    (seen,) = ana.store.get([written.uuid])
    ana.take(ben.file())
    (now,) = ana.store.get([written.uuid])
    assert now.body == "Checked twice."
    for states, changed in (([seen], True), ([], False), ([now], False), ([seen, now], False)):
        assert ana.store.was_changed_by_others(written.uuid, states) is changed
    assert not ana.store.was_changed_by_others("none", [seen])
    ana.store.undo()
    assert not ana.store.was_changed_by_others(written.uuid, [written]), "the import is undone"


def _last_kind(desk: FileDesk, uuid: str) -> str:
    with desk.store.file.reading() as connection:
        return last_kind(connection, uuid)
