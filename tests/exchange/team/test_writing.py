"""Segments are written in their order into one's own folder, and only removed by their numbers."""

import os
from pathlib import Path

import pytest

from coopviewer.domain.annotations.team.team import Outgoing, TeamFile
from coopviewer.exchange.team.description import PERSON, TEAM, join_folder
from coopviewer.exchange.team.writing import remove_segments, write_segments
from tests.exchange.team.test_folder import member
from tests.exchange.team.test_segments import REPLICA
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import DATASET, ME


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    join_folder(folder, TeamFile("Desk", DATASET))
    return folder


def write(place: Path, *outgoing: Outgoing) -> None:
    write_segments(member(place, REPLICA), ME, outgoing)


def names(place: Path) -> list[str]:
    return sorted(path.name for path in (place / REPLICA).iterdir())


def test_segments_have_their_content_under_their_numbers(place: Path) -> None:
    write(place, Outgoing(1, b"one"), Outgoing(12, b"twelve", True), Outgoing(99_999_999, b""))
    assert names(place) == ["00000001.jsonl.gz", "00000012.base.jsonl.gz", "99999999.jsonl.gz", PERSON]
    assert (place / REPLICA / "00000001.jsonl.gz").read_bytes() == b"one"
    assert (place / REPLICA / "00000012.base.jsonl.gz").read_bytes() == b"twelve"


@pytest.mark.parametrize("is_base", [True, False])
def test_a_number_is_taken_by_a_base_and_by_another_segment_alike(place: Path, is_base: bool) -> None:
    write(place, Outgoing(1, b"one", is_base))
    before = names(place)
    for other in (True, False):
        with raises_fault("could not be written"):
            write(place, Outgoing(2, b"two"), Outgoing(1, b"other", other), Outgoing(3, b"three"))
        (place / REPLICA / "00000002.jsonl.gz").unlink()  # what comes before stays, what comes after is not written
        assert names(place) == before


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_nothing_is_written_through_a_link_or_over_one(place: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (place / REPLICA).symlink_to(outside)
    with raises_fault("cannot be reached|may not write"):
        write(place, Outgoing(1, b"one"))
    assert list(outside.iterdir()) == []
    (place / REPLICA).unlink()
    (place / REPLICA).mkdir()
    (place / REPLICA / "00000001.jsonl.gz").symlink_to(outside / "none")
    with raises_fault("could not be written"):
        write(place, Outgoing(1, b"one"))
    assert list(outside.iterdir()) == []


def test_nothing_is_written_where_there_is_no_team_or_another_one(place: Path) -> None:
    (place / TEAM).write_text('{"format": 1, "name": "x", "dataset": "urn:other"}', encoding="utf-8")
    with raises_fault("about another reference"):
        write(place, Outgoing(1, b"one"))
    (place / TEAM).unlink()
    with raises_fault("is not a team folder"):
        write(place, Outgoing(1, b"one"))
    assert list(place.iterdir()) == []


def test_a_file_in_place_of_ones_folder_stays(place: Path) -> None:
    (place / REPLICA).write_bytes(b"x")
    with raises_fault("cannot be reached"):
        write(place, Outgoing(1, b"one"))
    assert (place / REPLICA).read_bytes() == b"x"


def test_segments_are_removed_by_their_numbers_base_or_not(place: Path) -> None:
    write(place, *(Outgoing(number, b"x", number == 2) for number in range(1, 5)))
    remove_segments(member(place, REPLICA), (1, 2, 4, 7))
    assert names(place) == ["00000003.jsonl.gz", PERSON]
    remove_segments(member(place, REPLICA), (1, 2, 4, 7))
    remove_segments(member(place, REPLICA), ())
    assert names(place) == ["00000003.jsonl.gz", PERSON]


def test_a_segment_that_cannot_be_removed_is_told(place: Path) -> None:
    write(place, Outgoing(1, b"x"), Outgoing(3, b"x"))
    (place / REPLICA / "00000002.base.jsonl.gz").mkdir()
    with raises_fault("00000002.base.jsonl.gz"):
        remove_segments(member(place, REPLICA), (1, 2, 3))
    assert names(place) == ["00000002.base.jsonl.gz", "00000003.jsonl.gz", PERSON]
