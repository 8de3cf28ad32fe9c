"""What is in a team folder is looked at by name and kind before it is opened; nothing of others is ever written."""

import errno
import os
import stat
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import JoinablePlace, Membership, Outgoing, SegmentId, TeamFile
from coopviewer.exchange.team.description import TEAM, join_folder, look_at_place, read_person, read_team
from coopviewer.exchange.team.folder import MOST_AT_ONCE, TeamFolder
from coopviewer.exchange.team.segments import MOST_BYTES
from coopviewer.exchange.team.writing import say_left, write_segments
from tests.exchange.team.test_segments import OTHER, REPLICA, packed, versions
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import DATASET, ME

needs_links = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    join_folder(folder, TeamFile("Desk", DATASET))
    return folder


def member(place: Path, replica: str = OTHER) -> Membership:
    return Membership(str(place), "Desk", DATASET, None, replica)


def written(place: Path, number: int = 1) -> Path:
    write_segments(member(place, REPLICA), ME, [Outgoing(number, packed(*versions()))])
    return place / REPLICA / f"{number:08}.jsonl.gz"


def test_a_segment_is_read_once_with_who_it_is_from(place: Path) -> None:
    path = written(place)
    found = TeamFolder(member(place)).look({})
    (segment,) = found.segments
    assert (segment.id, segment.size, len(segment.versions)) == (SegmentId(REPLICA, 1), path.stat().st_size, 5)
    assert [each.person for each in found.colleagues] == [ME]
    assert TeamFolder(member(place)).look({segment.id: segment.size}).segments == ()


def test_other_files_are_ignored_and_named(place: Path) -> None:
    folder = written(place).parent
    names = (
        *("00000001 (conflicted copy).jsonl.gz", "00000001.jsonl.gz.tmp", "1.jsonl.gz", "00000000.jsonl.gz", "~$x"),
        *("person (1).json", "00000002.JSONL.GZ"),
    )
    for name in names:
        (folder / name).write_bytes(b"x")
    (folder / "00000003.jsonl.gz").mkdir()
    (folder / ".00000009.part").write_bytes(b"half")
    (place / "notes.docx").write_bytes(b"x")
    (place / f"{REPLICA} - copy").mkdir()
    (place / "coopviewer-team (2).json").write_bytes(b"{}")
    found = TeamFolder(member(place)).look({})
    assert len(found.segments) == 1
    expected = [*(f"{REPLICA}/{name}" for name in names), f"{REPLICA}/00000003.jsonl.gz", "notes.docx"]
    assert sorted(found.ignored) == sorted([*expected, f"{REPLICA} - copy", "coopviewer-team (2).json"])
    assert found.unreadable == ()


@needs_links
def test_links_pipes_and_devices_are_never_opened(place: Path, tmp_path: Path) -> None:
    path = written(place)
    for number, make in enumerate((path.symlink_to, os.mkfifo), 2):
        target = path.with_name(f"{number:08}.jsonl.gz")
        if make is os.mkfifo:
            os.mkfifo(target)
        else:
            target.symlink_to(path)
    (place / "person.json").symlink_to("/etc/passwd")
    outside = tmp_path / "outside"
    path.parent.rename(outside)
    (place / REPLICA).symlink_to(outside)
    os.mkfifo(place / OTHER.replace("6", "7"))
    found = TeamFolder(member(place)).look({})
    assert found.segments == ()
    assert sorted(found.ignored) == sorted([REPLICA, OTHER.replace("6", "7"), "person.json"])
    (place / REPLICA).unlink()
    outside.rename(place / REPLICA)
    found = TeamFolder(member(place)).look({})
    assert [each.id.number for each in found.segments] == [1]
    assert f"{REPLICA}/00000002.jsonl.gz" in found.ignored
    assert f"{REPLICA}/00000003.jsonl.gz" in found.ignored


@needs_links
def test_a_person_that_is_a_link_or_too_large_is_nobody(place: Path) -> None:
    path = written(place).with_name("person.json")
    kept = path.rename(place / "kept.json")
    path.symlink_to(kept)
    assert read_person(path) is None
    path.unlink()
    path.write_bytes(b" " * (1 << 17))
    assert read_person(path) is None
    path.write_text('{"uuid": "x", "name": "Eve"}')
    assert read_person(path) is None


def test_an_unreadable_segment_is_tried_again_once_it_has_changed(place: Path) -> None:
    path = written(place)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    folder = TeamFolder(member(place))
    for _ in range(2):
        found = folder.look({})
        assert [(each.id.number, each.reason) for each in found.unreadable] == [(1, "damaged")]
        assert found.segments == ()
    path.write_bytes(whole)
    assert len(folder.look({}).segments) == 1


def test_a_damaged_segment_is_not_read_again_until_its_file_changes(place: Path) -> None:
    path = written(place)
    whole, found = path.read_bytes(), path.stat()
    path.write_bytes(b"x" * len(whole))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    folder = TeamFolder(member(place))
    assert [each.reason for each in folder.look({}).unreadable] == ["damaged"]
    path.write_bytes(whole)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert [(each.reason, each.size) for each in folder.look({}).unreadable] == [("damaged", len(whole))]
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 1_000_000_000))
    again = folder.look({})
    assert (len(again.segments), again.unreadable) == (1, ())


def test_a_segment_that_the_disk_did_not_give_is_read_at_the_next_look(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = written(place), os.open

    def refuse(name: os.PathLike[str], *flags: int) -> int:
        if Path(name) == path:
            raise OSError(errno.EIO, "I/O error")
        return opened(name, *flags)

    folder = TeamFolder(member(place))
    with monkeypatch.context() as failing:
        failing.setattr(os, "open", refuse)
        (reported,) = folder.look({}).unreadable
    assert (reported.id.number, reported.reason, reported.size) == (1, "not-reached", path.stat().st_size)
    again = folder.look({})
    assert (len(again.segments), again.unreadable) == (1, ())


@pytest.mark.parametrize(("count", "listed"), [(199, 199), (200, 200), (201, 200)])
def test_two_hundred_of_the_files_that_are_ignored_are_named(place: Path, count: int, listed: int) -> None:
    for number in range(count):
        (place / f"note {number}").touch()
    assert len(TeamFolder(member(place)).look({}).ignored) == listed


def test_a_segment_is_taken_again_only_if_its_length_is_another(place: Path) -> None:
    path = written(place)
    size = path.stat().st_size
    folder, id = TeamFolder(member(place)), SegmentId(REPLICA, 1)
    for seen, count in (({id: size}, 0), ({id: size - 1}, 1), ({id: size + 1}, 1), ({SegmentId(REPLICA, 2): size}, 1)):
        assert len(folder.look(seen).segments) == count


def test_a_base_is_told_from_other_segments_and_a_colleague_was_seen_when_the_newest_was_written(place: Path) -> None:
    content = packed(*versions())
    write_segments(member(place, REPLICA), ME, [Outgoing(1, content, True), Outgoing(2, content)])
    for name, at in (("00000001.base", 1_700_000_900), ("00000002", 1_700_000_000)):
        os.utime(place / REPLICA / f"{name}.jsonl.gz", (at, at))
    found = TeamFolder(member(place)).look({})
    assert [(each.id.number, each.is_base) for each in found.segments] == [(1, True), (2, False)]
    assert [each.seen for each in found.colleagues] == [datetime.fromtimestamp(1_700_000_000, UTC)]
    assert {each.sha256 for each in found.segments} == {sha256(content).digest()}


def test_a_new_name_of_a_colleague_is_read_at_the_next_look(place: Path) -> None:
    path = written(place).with_name("person.json")
    folder = TeamFolder(member(place))
    assert [each.person for each in folder.look({}).colleagues] == [ME]
    path.write_text(f'{{"uuid": "{ME.uuid}", "name": "Anna"}}', encoding="utf-8")
    assert [each.person for each in folder.look({}).colleagues] == [Person(ME.uuid, "Anna")]
    path.unlink()
    (nobody,) = folder.look({}).colleagues
    assert (nobody.person, nobody.left) == (None, None)


def test_ones_own_folder_says_what_is_in_it_and_whose_it_is(place: Path) -> None:
    own = member(place, REPLICA)
    write_segments(own, ME, [])
    empty = TeamFolder(own).look({})
    assert (empty.own.numbers, empty.own.sha256, empty.own.sizes, empty.colleagues) == (frozenset(), None, {}, ())
    write_segments(own, ME, [Outgoing(1, b"one", True), Outgoing(3, b"three")])
    (place / REPLICA / "mine.txt").touch()
    found = TeamFolder(own).look({})
    assert (found.own.numbers, found.own.sizes, found.own.person) == ({1, 3}, {1: 3, 3: 5}, ME)
    assert (found.own.sha256, found.segments, found.colleagues) == (sha256(b"three").digest(), (), ())
    assert found.ignored == (f"{REPLICA}/mine.txt",)


def test_a_segment_of_mine_that_was_removed_is_forgotten(place: Path) -> None:
    own = member(place, REPLICA)
    write_segments(own, ME, [Outgoing(1, b"one"), Outgoing(2, b"two")])
    folder = TeamFolder(own)
    assert sorted(folder.look({}).own.hashes) == [1, 2]
    (place / REPLICA / "00000002.jsonl.gz").unlink()
    after = folder.look({}).own
    assert (after.numbers, after.hashes, after.sha256) == (
        *({1}, {1: sha256(b"one").digest()}, sha256(b"one").digest()),
    )


def test_a_number_that_exists_is_never_written_again(place: Path) -> None:
    path = written(place)
    before = path.read_bytes()
    for is_base in (False, True):
        with raises_fault("could not be written"):
            write_segments(member(place, REPLICA), ME, [Outgoing(1, b"other", is_base)])
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if each.name.endswith(".part")] == []


def test_a_number_that_another_copy_of_the_file_writes_meanwhile_is_never_replaced(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(place).with_name("00000002.jsonl.gz")
    flush = os.fsync

    def write_too(descriptor: int) -> None:
        flush(descriptor)
        path.write_bytes(b"of the other copy")

    monkeypatch.setattr(os, "fsync", write_too)
    with raises_fault("could not be written"):
        written(place, 2)
    assert path.read_bytes() == b"of the other copy"
    assert [each.name for each in path.parent.iterdir() if each.name.endswith(".part")] == []


def test_what_a_killed_process_has_left_is_removed_by_the_next(place: Path) -> None:
    left = written(place).with_name(".00000009.part")
    left.write_bytes(b"half")
    written(place, 2)
    assert not left.exists()


def test_of_many_segments_the_first_are_read_and_it_is_said_that_there_are_more(place: Path) -> None:
    content = packed(*versions())
    write_segments(member(place, REPLICA), ME, [Outgoing(number, content) for number in range(1, MOST_AT_ONCE + 2)])
    folder = TeamFolder(member(place))
    found = folder.look({})
    assert ([each.id.number for each in found.segments], found.has_more) == ([*range(1, MOST_AT_ONCE + 1)], True)
    rest = folder.look({each.id: each.size for each in found.segments})
    assert ([each.id.number for each in rest.segments], rest.has_more) == ([MOST_AT_ONCE + 1], False)


def test_ones_own_segments_are_known_by_their_hashes_and_read_again_once_they_have_changed(place: Path) -> None:
    own = member(place, REPLICA)
    write_segments(own, ME, [Outgoing(number, f"segment {number}".encode()) for number in (1, 2, 3)])
    folder = TeamFolder(own)
    before = folder.look({}).own
    assert before.numbers == {1, 2, 3}
    assert before.hashes == {number: sha256(f"segment {number}".encode()).digest() for number in (1, 2, 3)}
    assert before.sha256 == before.hashes[3]
    (place / REPLICA / "00000001.jsonl.gz").write_bytes(b"restored from an old copy")
    after = folder.look({}).own
    assert after.hashes == {**before.hashes, 1: sha256(b"restored from an old copy").digest()}


def test_of_ones_own_segments_a_look_reads_the_newest_and_about_eight_million_bytes(place: Path) -> None:
    own = member(place, REPLICA)
    write_segments(own, ME, [Outgoing(number, bytes([number]) * MOST_BYTES) for number in (1, 2, 3, 4)])
    folder = TeamFolder(own)
    looks = [folder.look({}).own for _ in range(3)]
    assert [sorted(each.hashes) for each in looks] == [[3, 4], [2, 3, 4], [1, 2, 3, 4]]
    assert [each.sha256 for each in looks] == [sha256(b"\4" * MOST_BYTES).digest()] * 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_get_what_the_umask_says_so_that_colleagues_can_read_them(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        place = tmp_path / "team"
        place.mkdir()
        join_folder(place, TeamFile("Desk", DATASET))
        path = written(place)
    finally:
        os.umask(before)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (path, *path.parent.iterdir(), place / TEAM)}
    assert set(modes.values()) == {0o664}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o775


def test_a_team_is_described_once_and_only_the_same_dataset_joins(place: Path) -> None:
    before = (place / TEAM).read_bytes()
    assert join_folder(place, TeamFile("Other name", DATASET)) == TeamFile("Desk", DATASET)
    assert (place / TEAM).read_bytes() == before
    with raises_fault("about another reference"):
        join_folder(place, TeamFile("Desk", "urn:other"))
    with raises_fault("not a folder"):
        join_folder(place / "none", TeamFile("Desk", DATASET))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"format": 2, "name": "x", "dataset": "y"}', "newer version"),
        ("[]", "not the description"),
        ('{"format": 1, "name": "", "dataset": "y"}', "not the description"),
        ('{"format": 1, "name": "x"}', "not the description"),
        ("[" * 50_000, "not the description"),
        (" " * 70_000, "cannot be reached"),
    ],
)
def test_a_wrong_description_is_told(place: Path, content: str, words: str) -> None:
    (place / TEAM).write_text(content, encoding="utf-8")
    with raises_fault(words):
        read_team(place)


def test_a_place_that_is_gone_or_no_team_is_told(place: Path) -> None:
    (place / TEAM).unlink()
    with raises_fault("is not a team folder"):
        TeamFolder(member(place)).look({})
    with raises_fault("cannot be reached now"):
        TeamFolder(member(place / "gone")).look({})


def test_a_name_changes_by_replacing_one_file(place: Path) -> None:
    path = written(place)
    write_segments(member(place, REPLICA), Person(ME.uuid, "Anna"), [])
    assert read_person(path.with_name("person.json")) == Person(ME.uuid, "Anna")


def test_a_colleague_without_a_segment_has_sent_nothing_yet(place: Path) -> None:
    write_segments(member(place, REPLICA), ME, [])
    (colleague,) = TeamFolder(member(place)).look(()).colleagues
    assert (colleague.person, colleague.seen) == (ME, None)
    written(place)
    (colleague,) = TeamFolder(member(place)).look(()).colleagues
    assert colleague.seen is not None


def test_where_a_file_cannot_be_linked_it_is_renamed_and_never_over_another(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)  # as a file system without hard links does
    path = written(place)
    before = path.read_bytes()
    with raises_fault("could not be written"):
        write_segments(member(place, REPLICA), ME, [Outgoing(1, b"other")])
    assert path.read_bytes() == before
    assert TeamFolder(member(place)).look(()).segments


def test_why_a_folder_cannot_be_reached_is_said_in_the_words_of_the_system(place: Path) -> None:
    with raises_fault(os.strerror(errno.ENOENT)):  # in the language that the process has taken
        read_team(place / "gone")
    (place / TEAM).unlink()
    (place / TEAM).mkdir()
    with raises_fault(os.strerror(errno.EINVAL)):
        read_team(place)


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "is full"), (errno.EROFS, "You may not write into")])
def test_a_folder_in_which_nothing_can_be_written_is_not_joined(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join_folder(tmp_path, TeamFile("Desk", "urn:wells"))

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("coopviewer.exchange.team.description.NamedTemporaryFile", refuse)
    with raises_fault(words):
        join_folder(tmp_path, TeamFile("Desk", "urn:wells"))


def test_a_folder_that_is_not_there_is_reported_without_numbers_of_the_system(tmp_path: Path) -> None:
    with raises_fault("is not a team folder") as told:
        read_team(tmp_path)
    assert "Errno" not in told.words
    with raises_fault() as told:
        read_team(tmp_path / "gone")
    assert "Errno" not in told.words


def test_a_folder_of_a_colleague_that_cannot_be_listed_is_reported_as_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(place).parent
    listed = os.scandir

    def refuse(path: os.PathLike[str]) -> object:
        if Path(path) == folder:
            raise OSError(errno.EIO, "I/O error")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = TeamFolder(member(place)).look({})
    (reported,) = found.unreadable
    assert (reported.id, reported.reason, reported.size) == (SegmentId(REPLICA, 0), "not-reached", 0)
    assert found.segments == ()


@pytest.mark.parametrize(
    ("left", "read"),
    [
        ('"2026-11-30T10:00:00+00:00"', datetime(2026, 11, 30, 10, tzinfo=UTC)),
        ('"2026-11-30T12:00:00+02:00"', datetime(2026, 11, 30, 10, tzinfo=UTC)),
        *(
            (each, None)
            for each in ('"2026-11-30"', '"soon"', "true", "null", "1e999", "[]", '"0001-01-01T00:00:00+14:00"')
        ),
    ],
)
def test_when_a_colleague_left_is_read_from_the_description_of_the_person(
    place: Path, left: str, read: datetime | None
) -> None:
    path = written(place).with_name("person.json")
    path.write_text(f'{{"uuid": "{ME.uuid}", "name": "Ana", "left": {left}}}', encoding="utf-8")
    (found,) = TeamFolder(member(place, OTHER)).look({}).colleagues
    assert (found.person, found.left) == (Person(ME.uuid, "Ana"), read)


def test_only_ones_own_folder_that_is_there_says_that_one_left(place: Path, tmp_path: Path) -> None:
    at = datetime(2026, 11, 30, 10, tzinfo=UTC)
    say_left(member(place, REPLICA), ME, at)
    assert not (place / REPLICA).exists()  # nothing was ever sent
    (tmp_path / "elsewhere").mkdir()
    (place / REPLICA).symlink_to(tmp_path / "elsewhere")
    say_left(member(place, REPLICA), ME, at)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (place / REPLICA).unlink()
    write_segments(member(place, REPLICA), ME, [])
    say_left(member(place, REPLICA), ME, at)
    (found,) = TeamFolder(member(place, OTHER)).look({}).colleagues
    assert (found.person, found.left) == (ME, at)
    with raises_fault("cannot be reached now"):
        say_left(member(place / "gone", REPLICA), ME, at)


def test_a_place_for_a_team_is_looked_at_without_a_change(place: Path, tmp_path: Path) -> None:
    written(place)
    assert look_at_place(place) == JoinablePlace(TeamFile("Desk", DATASET), 0)
    (place / "photographs").mkdir()
    (place / "notes.txt").write_text("ours", encoding="utf-8")
    assert look_at_place(place) == JoinablePlace(TeamFile("Desk", DATASET), 2)
    assert look_at_place(tmp_path) == JoinablePlace(None, 1)
    assert {path.name for path in place.iterdir()} == {TEAM, REPLICA, "photographs", "notes.txt"}
    with raises_fault("not a folder"):
        look_at_place(place / "notes.txt")
    with raises_fault("is a part of the team folder"):
        look_at_place(place / "photographs")
    (place / TEAM).write_text("[]", encoding="utf-8")
    with raises_fault("not the description"):
        look_at_place(place)


def test_other_files_in_a_place_are_counted_up_to_a_thousand(tmp_path: Path) -> None:
    for number in range(1_001):
        (tmp_path / str(number)).touch()
    assert look_at_place(tmp_path) == JoinablePlace(None, 1_000)


@pytest.mark.parametrize(
    ("name", "written_as"), [("", "team"), (" \n", "team"), (" Desk ", "Desk"), ("y" * 300, "y" * 200)]
)
def test_whatever_a_team_is_called_its_description_can_be_read(tmp_path: Path, name: str, written_as: str) -> None:
    assert join_folder(tmp_path, TeamFile(name, DATASET)).name == written_as
    assert join_folder(tmp_path, TeamFile("Other", DATASET)) == read_team(tmp_path)


@pytest.mark.parametrize("dataset", ["", "urn:" + "x" * 1_000, "urn:\ud800"])
def test_a_folder_stays_as_it_is_where_no_team_can_be_about_a_dataset(tmp_path: Path, dataset: str) -> None:
    with raises_fault("No team can be about this reference"):
        join_folder(tmp_path, TeamFile("Desk", dataset))
    assert list(tmp_path.iterdir()) == []
