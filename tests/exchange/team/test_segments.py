"""A segment is taken whole or not at all, whatever has happened to it."""

import gzip
import json
import random
import zlib
from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import is_replica
from coopviewer.domain.annotations.versions.version import Version, make_version
from coopviewer.exchange.team.segments import (
    LONGEST_LINE,
    MOST_BYTES,
    MOST_LINES,
    BadSegment,
    line_of,
    pack,
    refusal_of,
    unpack,
)
from tests.storage.annotations.annotation_samples import DATASET, ME, anchor, note

REPLICA = "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
OTHER = "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b12"


def versions(count: int = 5) -> list[Version]:
    first = make_version(note(None, "Zoë 🇧🇦", tags=("a", "حدود"), anchors=(anchor(),)), ME)
    later = make_version(replace(first.annotation, revision=2, body="more"), ME, [first.id], is_plain=True)
    return [first, later, *(make_version(note(None, f"note {number}"), ME) for number in range(count - 2))]


def packed(*given: Version) -> bytes:
    (segment,) = pack(given, REPLICA)
    return segment.content


def of_lines(*lines: object) -> bytes:
    return gzip.compress(b"".join(json.dumps(each).encode() + b"\n" for each in lines))


def record(version: Version) -> dict[str, object]:
    line = line_of(version, REPLICA)
    assert line is not None
    return dict(json.loads(line))


def test_what_is_packed_is_read_back_exactly() -> None:
    given = versions()
    assert list(unpack(packed(*given), REPLICA, DATASET)) == given
    assert packed(*given) == packed(*given)


def test_a_segment_is_bounded_and_too_long_a_line_is_left_out() -> None:
    many = [make_version(note(None, str(number)), ME) for number in range(MOST_LINES + 1)]
    assert [len(each.versions) for each in pack(many, REPLICA)] == [MOST_LINES, 1]
    for text in ("x" * LONGEST_LINE, "x" * 500_001):
        too_long = make_version(note(None, text), ME)
        assert line_of(too_long, REPLICA) is None
        assert list(pack([too_long], REPLICA)) == []
    noise = random.Random(1)
    large = [make_version(note(None, noise.randbytes(240_000).hex()), ME) for _ in range(20)]
    found = list(pack(large, REPLICA))
    assert len(found) > 1
    assert all(len(each.content) <= MOST_BYTES for each in found)
    assert [v for each in found for v in unpack(each.content, REPLICA, DATASET)] == large


@pytest.mark.parametrize("seed", range(6))
def test_three_hundred_damaged_segments_are_refused_as_a_whole(seed: int) -> None:
    content, noise = packed(*versions(40)), random.Random(seed)
    for number in range(50):
        if number % 2:
            damaged = content[: noise.randrange(len(content))]
        else:
            place = noise.randrange(10, len(content))  # gzip's own head has bytes that mean nothing
            damaged = content[:place] + bytes([content[place] ^ (1 << noise.randrange(8))]) + content[place + 1 :]
        with pytest.raises(BadSegment):
            unpack(damaged, REPLICA, DATASET)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": "0" * 32}, "altered"),
        ({"replaces": ["0" * 32]}, "altered"),
        ({"changedBy": {"uuid": OTHER, "name": "Eve"}}, "altered"),
        ({"replica": OTHER}, "foreign"),
        ({"replaces": ["../../etc/passwd"]}, "not-understood"),
        ({"replaces": "0" * 32}, "not-understood"),
        ({"earlier": ["0" * 32] * 6_000}, "not-understood"),
        ({"changedBy": {"uuid": "me", "name": "Eve"}}, "not-understood"),
        ({"changedBy": {"uuid": OTHER, "name": "Eve" * 100}}, "not-understood"),
        ({"changedBy": None}, "not-understood"),
        ({"creatorName": 7}, "not-understood"),
        ({"state": {}}, "not-understood"),
        ({"state": []}, "not-understood"),
        ({"state": None}, "not-understood"),
    ],
)
def test_one_wrong_line_refuses_all_of_them(change: dict[str, object], reason: str) -> None:
    good, wrong = versions(2)
    with pytest.raises(BadSegment, match=reason):
        unpack(of_lines(record(good), {**record(wrong), **change}), REPLICA, DATASET)


@pytest.mark.parametrize("key", ["version", "replica", "state", "changedBy"])
def test_a_line_without_one_of_its_keys_is_refused(key: str) -> None:
    wrong = record(versions(2)[0])
    del wrong[key]
    with pytest.raises(BadSegment):
        unpack(of_lines(wrong), REPLICA, DATASET)


@pytest.mark.parametrize(
    ("key", "value"), [("body", "changed"), ("revision", 99), ("unknown", 1), ("dataset", "urn:other"), ("uuid", "x")]
)
def test_a_state_that_was_changed_is_refused(key: str, value: object) -> None:
    good = record(versions(2)[0])
    state = good["state"]
    assert isinstance(state, dict)
    with pytest.raises(BadSegment):
        unpack(of_lines({**good, "state": {**state, key: value}}), REPLICA, DATASET)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"no gzip at all", "damaged"),
        (gzip.compress(b""), "empty"),
        (gzip.compress(b"[]\n"), "not-understood"),
        (gzip.compress(b"\n"), "not-understood"),
        (gzip.compress(b"{}"), "damaged"),
        (gzip.compress(b"[" * 100_000 + b"\n"), "not-understood"),
        (gzip.compress(b"1" * 100_000 + b"\n"), "not-understood"),
        (gzip.compress(b"\xff\xfe\n"), "not-understood"),
        (gzip.compress(b" " * (80 << 20), 1), "too-large"),
        (gzip.compress(b"\n" * 6_000), "not-understood"),
        (b"\0" * (MOST_BYTES + 1), "too-large"),
        (zlib.compress(b"{}\n"), "damaged"),
    ],
    ids=map(str, range(13)),  # the bytes have the time in them
)
def test_bombs_and_other_files_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(BadSegment, match=reason):
        unpack(content, REPLICA, DATASET)


def test_a_segment_of_another_team_or_replica_is_refused() -> None:
    content = packed(*versions())
    for replica, dataset in ((OTHER, DATASET), (REPLICA, "urn:other")):
        with pytest.raises(BadSegment, match="foreign"):
            unpack(content, replica, dataset)


def test_only_a_uuid_names_a_replica() -> None:
    assert is_replica(REPLICA)
    for name in (
        REPLICA.upper(),
        f"{REPLICA}\n",
        REPLICA[:-1],
        "",
        "..",
        f"{REPLICA} (conflicted copy)",
        "\u0660" * 36,
    ):
        assert not is_replica(name)


@pytest.mark.parametrize("length", [199, 200, 300])
def test_a_long_name_is_cut_at_what_readers_take(length: int) -> None:
    given = make_version(note(None, "Check."), replace(ME, name="x" * length))
    (found,) = unpack(packed(given), REPLICA, DATASET)
    assert found.by.name == "x" * min(length, 200)


def with_line_of(length: int) -> Version:
    """Make a version whose line has so many bytes."""
    given = note("00000000-0000-4000-8000-000000000001", "🇧" * 200_000)
    known = line_of(make_version(given, ME), REPLICA)
    assert known is not None
    return make_version(replace(given, body=given.body + "x" * (length - len(known))), ME)


@pytest.mark.parametrize(("length", "is_shared"), [(1_048_576, True), (1_048_577, False)])
def test_a_line_of_one_mebibyte_is_the_longest_that_is_shared(length: int, is_shared: bool) -> None:
    version = with_line_of(length)
    line = line_of(version, REPLICA)
    assert (len(line) if line else None) == (length if is_shared else None)
    assert refusal_of(version) == (None if is_shared else "long")
    assert sum(len(each.versions) for each in pack([version], REPLICA)) == is_shared


def test_a_line_of_one_mebibyte_is_the_longest_that_is_read() -> None:
    version = with_line_of(1_048_576)
    line = line_of(version, REPLICA)
    assert line is not None
    assert unpack(gzip.compress(line, 1), REPLICA, DATASET) == (version,)
    with pytest.raises(BadSegment, match="too-large"):
        unpack(gzip.compress(line[:-1] + b" \n", 1), REPLICA, DATASET)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tags": tuple(map(str, range(100)))}, None),
        ({"tags": tuple(map(str, range(101)))}, "many-tags"),
        ({"anchors": (anchor(),) * 1_000}, None),
        ({"anchors": (anchor(),) * 1_001}, "many-anchors"),
        ({"body": "x" * 500_000}, None),
        ({"body": "x" * 500_001}, "long-text"),
        ({"uuid": "mine"}, "no-uuid"),
        ({"creator": Person("", "Ana")}, "no-uuid"),
    ],
)
def test_what_no_reader_would_take_is_not_shared(changes: dict[str, object], reason: str | None) -> None:
    version = make_version(replace(note("00000000-0000-4000-8000-000000000001"), **changes), ME)  # type: ignore[arg-type]
    assert refusal_of(version) == reason
    assert (line_of(version, REPLICA) is None) is (reason is not None)


def test_a_version_of_somebody_without_a_uuid_is_not_shared() -> None:
    assert refusal_of(make_version(note(), Person("eve", "Eve"))) == "no-uuid"


@pytest.mark.parametrize("count", [4_999, 5_000, 5_001])
def test_of_earlier_versions_five_thousand_are_shared(count: int) -> None:
    earlier = [f"{number:032x}" for number in range(count)]
    given = make_version(note(None), ME, ["f" * 32], earlier)
    (found,) = unpack(packed(given), REPLICA, DATASET)
    assert (found.id, found.replaces, found.earlier) == (given.id, given.replaces, given.earlier[:5_000])


@pytest.mark.parametrize(("count", "is_read"), [(5_000, True), (5_001, False)])
def test_a_line_with_more_than_five_thousand_earlier_ids_is_refused(count: int, is_read: bool) -> None:
    given = make_version(note(None), ME, ["f" * 32])
    line = {**record(given), "earlier": [f"{number:032x}" for number in range(count)]}
    if is_read:
        (found,) = unpack(of_lines(line), REPLICA, DATASET)
        assert len(found.earlier) == count
    else:
        with pytest.raises(BadSegment, match="not-understood"):
            unpack(of_lines(line), REPLICA, DATASET)


def test_a_segment_of_five_thousand_lines_is_read_and_each_version_is_returned_once() -> None:
    first, second = versions(2)
    lines = [record(first)] * (MOST_LINES - 1)
    assert unpack(of_lines(*lines, record(second)), REPLICA, DATASET) == (first, second)


def test_a_state_without_optional_fields_has_none_in_its_line() -> None:
    assert sorted(record(make_version(note(), ME))) == ["changedBy", "creatorName", "replica", "state", "version"]
    full = make_version(note(), ME, ["a" * 32], ["b" * 32], is_plain=True)
    assert sorted(record(full)) == [
        *("changedBy", "creatorName", "earlier", "plain", "replaces", "replica", "state", "version"),
    ]
    assert unpack(packed(full), REPLICA, DATASET) == (full,)


def test_a_line_may_lack_the_name_of_the_author() -> None:
    line = record(make_version(note(), ME))
    del line["creatorName"]
    (found,) = unpack(of_lines(line), REPLICA, DATASET)
    assert found.annotation.creator == Person(ME.uuid, "")


@pytest.mark.parametrize(("lines", "is_read"), [(64, True), (65, False)])
def test_a_segment_unpacks_to_sixty_four_mebibytes_at_most(lines: int, is_read: bool) -> None:
    good = versions(2)[0]
    line = gzip.compress(json.dumps(record(good)).encode().ljust(LONGEST_LINE - 1) + b"\n", 1)
    if is_read:
        assert unpack(line * lines, REPLICA, DATASET) == (good,)
    else:
        with pytest.raises(BadSegment, match="too-large"):
            unpack(line * lines, REPLICA, DATASET)
