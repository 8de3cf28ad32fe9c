"""What was prepared waits to be sent until it is known to be in the folder, whatever keeps it from getting there."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from gzip import decompress
from pathlib import Path

import pytest

from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.segments import pack
from coopviewer.exchange.team.writing import write_segments
from coopviewer.storage.annotations.team.membership import choose_what_is_sent
from coopviewer.storage.annotations.team.publishing import Prepared, note_written, prepare
from coopviewer.storage.annotations.team.pulling import read_status
from coopviewer.storage.annotations.team.waiting import read_waiting
from tests.storage.annotations.annotation_samples import DATASET, note
from tests.storage.annotations.team.team_desks import TeamDesk, meet

Fault = Callable[[TeamDesk], AbstractContextManager[None]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TeamDesk]:
    made = TeamDesk(tmp_path / "ana.db", tmp_path / "team")
    yield made
    made.store.close()


def waiting(desk: TeamDesk) -> int:
    return read_status(desk.store).waiting.total


def prepared_of(desk: TeamDesk) -> Prepared:
    prepared = prepare(desk.store, desk.look().own, pack)
    assert prepared is not None
    assert prepared.outgoing
    return prepared


@contextmanager
def folder_gone(desk: TeamDesk) -> Iterator[None]:
    away = desk.place.rename(desk.place.with_name("away"))
    yield
    away.rename(desk.place)


@contextmanager
def folder_that_takes_nothing(desk: TeamDesk) -> Iterator[None]:
    """Where the replica's folder should be there is a file; root, who may write into any folder, cannot either."""
    blocked = desk.place / desk.replica
    blocked.write_text("a file")
    yield
    blocked.unlink()


@contextmanager
def full_disk(desk: TeamDesk) -> Iterator[None]:
    """A write ends after a few bytes, as on a disk that is full."""
    if sys.platform == "win32":
        pytest.skip("needs a limit for the size of files")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("fault", [folder_gone, folder_that_takes_nothing, full_disk], ids=lambda each: each.__name__)
def test_what_could_not_be_written_waits_at_once_and_is_sent_later(
    desk: TeamDesk, tmp_path: Path, fault: Fault
) -> None:
    sent = desk.write("sent before")
    if fault is not folder_that_takes_nothing:
        desk.publish()
    for number in range(30):
        desk.write(f"note {number} of many")
    desk.edit(sent.uuid, body="and changed")
    count = waiting(desk)
    prepared = prepared_of(desk)
    with fault(desk):
        with pytest.raises(EnvironmentFault):
            write_segments(prepared.membership, desk.store.person, prepared.outgoing)
        if fault is not full_disk:  # which the file is on as well
            assert waiting(desk) == count
    assert waiting(desk) == count
    assert not list(desk.place.rglob("*.part"))
    ben = TeamDesk(tmp_path / "ben.db", tmp_path / "team")
    with closing(ben.store):
        assert desk.publish().sent == count
        assert waiting(desk) == 0
        meet(desk, ben)
        assert ben.bodies == desk.bodies


@pytest.mark.parametrize("is_written", [False, True])
def test_what_a_killed_program_prepared_waits_until_the_folder_is_looked_at(
    desk: TeamDesk, *, is_written: bool
) -> None:
    desk.write("hello")
    prepared = prepared_of(desk)
    if is_written:
        write_segments(prepared.membership, desk.store.person, prepared.outgoing)
    before = desk.segments
    desk.reopen()  # nothing of what the program had in memory is left
    assert waiting(desk) == 1
    again = desk.publish()
    assert waiting(desk) == 0
    assert again.sent == (0 if is_written else 1)
    assert [each.number for each in again.outgoing] == ([] if is_written else [2]), "a number is never used twice"
    assert before.items() <= desk.segments.items()


def test_what_was_damaged_before_it_was_noted_as_written_is_sent_again(desk: TeamDesk) -> None:
    desk.write("hello")
    prepared = prepared_of(desk)
    write_segments(prepared.membership, desk.store.person, prepared.outgoing)
    (path,) = desk.place.glob("*/*.gz")
    path.write_bytes(path.read_bytes()[:-9])
    assert desk.publish().sent == 1
    assert waiting(desk) == 0


def test_only_some_of_several_segments_that_could_be_written_do_not_wait(desk: TeamDesk) -> None:
    for number in range(3):
        desk.write(f"note {number}")
    prepared = prepare(
        desk.store,
        desk.look().own,
        lambda versions, name: (each for version in versions for each in pack([version], name)),
    )
    assert prepared is not None
    assert len(prepared.outgoing) == 3
    write_segments(prepared.membership, desk.store.person, prepared.outgoing[:2])
    assert waiting(desk) == 3, "the folder was not looked at since"
    assert desk.publish().sent == 1
    assert waiting(desk) == 0


def test_another_replica_is_not_told_what_was_written_before(desk: TeamDesk, tmp_path: Path) -> None:
    desk.write("hello")
    prepared = prepared_of(desk)
    other = tmp_path / "team of others"
    moved = TeamDesk(desk.path, other) if desk.store.close() is None else desk  # the file takes part elsewhere now
    with closing(moved.store):
        prepared_of(moved)
        note_written(moved.store, prepared)
        assert waiting(moved) == 1
    desk.reopen()


@pytest.mark.parametrize("is_written", [False, True])
def test_a_base_segment_makes_nothing_wait_and_nothing_one_s_own(
    desk: TeamDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_written: bool
) -> None:
    monkeypatch.setattr("coopviewer.storage.annotations.team.publishing.SEGMENTS_BEFORE_BASE", 2)
    ben = TeamDesk(tmp_path / "ben.db", desk.place, tags=("legal",))
    with closing(ben.store):
        theirs = desk.write("Ana's")
        desk.sync()
        ben.sync()
        for number in range(2):
            own = ben.write(f"note {number}")
            ben.edit(own.uuid, tags=("legal",))
            prepared = prepared_of(ben)
            written = prepared.outgoing if is_written else prepared.outgoing[:1]
            write_segments(prepared.membership, ben.store.person, written)
            if is_written:
                note_written(ben.store, prepared)
        assert [each.is_base for each in prepared.outgoing] == [False, True]
        assert waiting(ben) == (0 if is_written else 1), "what the base segment has was sent before"
        ben.edit(theirs.uuid, body="CONFIDENTIAL")
        status = read_status(ben.store).waiting
        assert (status.total, status.kept_here) == (waiting(ben), 1)
        ben.publish()
        ben.publish()
        desk.pull()
        assert sorted(desk.bodies) == ["Ana's", "note 0", "note 1"]


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[TeamDesk]:
    made = TeamDesk(tmp_path / "ana.db", tmp_path / "team", tags=("legal",))
    yield made
    made.store.close()


def fail_to_write(desk: TeamDesk) -> None:
    prepared = prepared_of(desk)
    fault = full_disk if (desk.place / desk.replica).exists() else folder_that_takes_nothing
    with fault(desk), pytest.raises(EnvironmentFault):
        write_segments(prepared.membership, desk.store.person, prepared.outgoing)


def texts_in(desk: TeamDesk) -> bytes:
    return b"".join(map(decompress, desk.segments.values()))


def test_what_was_never_written_is_not_sent_once_it_has_lost_its_tag(limited: TeamDesk, tmp_path: Path) -> None:
    private, kept = limited.write("confidential"), limited.write("for the team")
    for each in (private, kept):
        limited.edit(each.uuid, tags=("legal",))
    fail_to_write(limited)
    limited.edit(private.uuid, body="CONFIDENTIAL", tags=())
    assert waiting(limited) == 1, "and no other one is announced"
    assert read_status(limited.store).waiting.kept_here == 0
    assert [limited.publish().sent for _ in range(2)] == [1, 0]
    assert b"for the team" in texts_in(limited)
    assert b"confidential" not in texts_in(limited).lower()
    ben = TeamDesk(tmp_path / "ben.db", tmp_path / "team")
    with closing(ben.store):
        meet(limited, ben)
        assert ben.bodies == ["for the team"]
    limited.edit(private.uuid, tags=("legal",))  # and it is shared after all
    assert limited.publish().sent == 1
    assert b"CONFIDENTIAL" in texts_in(limited)


@pytest.mark.parametrize("way", ["bin", "only mine", "narrower", "twice"])
def test_nothing_of_what_was_never_written_goes_out_in_another_way(
    limited: TeamDesk, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.storage.annotations.team.publishing.SEGMENTS_BEFORE_BASE", 3)
    note, other = limited.write("confidential"), limited.write("for the team")
    limited.edit(note.uuid, tags=("legal",))
    fail_to_write(limited)
    limited.edit(other.uuid, tags=("legal", "budget"))
    if way == "bin":
        limited.edit(note.uuid, tags=(), deleted_at=limited.clock())
    elif way == "only mine":
        limited.edit(note.uuid, only_mine=True)
    elif way == "narrower":
        choose_what_is_sent(limited.store, ("budget",))
    else:
        fail_to_write(limited)
        limited.edit(note.uuid, tags=())
    assert limited.publish().sent == 1
    for number in range(3):  # until all that was sent is written once more
        limited.edit(other.uuid, body=f"for the team {number}")
        limited.publish()
    assert any(".base" in name for name in limited.segments)
    assert b"confidential" not in texts_in(limited)


def test_what_was_sent_once_is_kept_up_to_date_without_the_tag_after_a_failure_too(limited: TeamDesk) -> None:
    note = limited.write("for the team")
    limited.edit(note.uuid, tags=("legal",))
    limited.publish()
    (path,) = limited.place.glob("*/*.gz")
    path.unlink()  # so that its segment is sent again
    fail_to_write(limited)
    limited.edit(note.uuid, body="still for the team", tags=())
    assert waiting(limited) == 1
    assert limited.publish().sent == 1
    assert b"still for the team" in texts_in(limited)


def test_what_a_killed_program_has_written_is_kept_up_to_date_without_the_tag(limited: TeamDesk) -> None:
    note = limited.write("for the team")
    limited.edit(note.uuid, tags=("legal",))
    prepared = prepared_of(limited)
    write_segments(prepared.membership, limited.store.person, prepared.outgoing)
    limited.edit(note.uuid, body="still for the team", tags=())
    limited.publish()
    assert b"still for the team" in texts_in(limited)


def test_what_colleagues_would_refuse_is_named_with_its_reason_and_does_not_count(desk: TeamDesk) -> None:
    asked: list[str] = []

    def refusal_of(version: Version) -> str | None:
        asked.append(version.annotation.uuid)
        return "too long" if version.annotation.body.startswith("no") else None

    names = tuple(f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))
    bodies = ("no short one is asked about", "no" * 60_000, "a long one " * 20_000)
    desk.store.perform("write-note", [note(name, body=body) for name, body in zip(names, bodies, strict=True)])
    found = read_waiting(desk.store, DATASET, None, refusal_of)
    assert [each.uuid for each in found.first] == [names[0], names[2]]
    assert found.total == 2
    assert [(each.annotation.uuid, each.reason) for each in found.unsendable] == [(names[1], "too long")]
    assert sorted(asked) == [names[1], names[2]], "only long ones are looked at"
    assert read_waiting(desk.store, DATASET, None).unsendable == ()
    assert read_waiting(desk.store, DATASET, None, refusal_of, most=1).first == (found.first[0],)
