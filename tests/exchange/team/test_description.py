"""The two small files of a team folder: which ones are understood, and what is written into them."""

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import JoinablePlace, TeamFile
from coopviewer.exchange.team.description import (
    PERSON,
    TEAM,
    is_named,
    join_folder,
    look_at_place,
    read_left,
    read_person,
    read_team,
    write_left,
    write_person,
)
from tests.exchange.team.test_segments import REPLICA
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import ME

AT = datetime(2026, 11, 30, 10, tzinfo=UTC)


def described(folder: Path, *, size: int = 0, **changes: object) -> Path:
    """Write the description of a team, filled up to a size in bytes."""
    record = {"format": 1, "name": "Desk", "dataset": "urn:wells", **changes}
    (folder / TEAM).write_text(json.dumps(record).ljust(size), encoding="utf-8")
    return folder


def person_of(folder: Path, *, size: int = 0, **changes: object) -> Path:
    record = {"uuid": ME.uuid, "name": "Ana", "left": AT.isoformat(), **changes}
    (folder / PERSON).write_text(json.dumps(record).ljust(size), encoding="utf-8")
    return folder / PERSON


@pytest.mark.parametrize(
    ("name", "dataset"), [("x", "y"), ("x" * 200, "y" * 1_000), ("Zoë 🇧🇦", "urn:x"), ("two words", "urn:ü")]
)
def test_a_team_is_read_with_names_up_to_their_greatest_length(tmp_path: Path, name: str, dataset: str) -> None:
    assert read_team(described(tmp_path, name=name, dataset=dataset)) == TeamFile(name, dataset)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "x" * 201}, "not the description"),
        ({"dataset": "x" * 1_001}, "not the description"),
        ({"name": ""}, "not the description"),
        ({"dataset": ""}, "not the description"),
        ({"name": 7}, "not the description"),
        ({"dataset": None}, "not the description"),
        ({"name": "a\ud800b"}, "not the description"),
        ({"format": "1"}, "not the description"),
        ({"format": None}, "not the description"),
        ({"format": "2"}, "not the description"),
        ({"format": 2}, "newer version"),
        ({"format": 99, "name": 7}, "newer version"),
    ],
)
def test_a_description_with_another_value_is_refused(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    with raises_fault(words):
        read_team(described(tmp_path, **changes))


def test_a_description_has_at_most_sixty_four_kibibytes(tmp_path: Path) -> None:
    assert read_team(described(tmp_path, size=65_536)) == TeamFile("Desk", "urn:wells")
    with raises_fault("cannot be reached"):
        read_team(described(tmp_path, size=65_537))


def test_no_team_is_made_inside_a_team_folder_or_where_ones_own_annotations_are(tmp_path: Path) -> None:
    own = tmp_path / "annotations.db"
    with raises_fault("is where this program stores your own files"):
        join_folder(tmp_path, TeamFile("Desk", "urn:wells"), own)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "team" / "deep" / "deeper").mkdir(parents=True)
    assert join_folder(tmp_path / "team", TeamFile("Desk", "urn:wells"), own) == TeamFile("Desk", "urn:wells")
    for inside in (tmp_path / "team" / "deep", tmp_path / "team" / "deep" / "deeper"):
        with raises_fault("is a part of the team folder"):
            join_folder(inside, TeamFile("Desk", "urn:wells"))


@pytest.mark.parametrize(("name", "written_as"), [("x" * 200, "x" * 200), ("x" * 201, "x" * 200), ("a\ud800b", "a�b")])
def test_a_new_team_is_described_in_a_form_that_can_be_read(tmp_path: Path, name: str, written_as: str) -> None:
    longest = "urn:" + "x" * 996
    assert join_folder(tmp_path, TeamFile(name, longest)) == TeamFile(written_as, longest)
    record = json.loads((tmp_path / TEAM).read_text(encoding="utf-8"))
    assert record == {"format": 1, "dataset": longest, "name": written_as}
    assert [path.name for path in tmp_path.iterdir()] == [TEAM]


def test_replicas_and_the_description_are_no_other_files(tmp_path: Path) -> None:
    described(tmp_path)
    (tmp_path / REPLICA).mkdir()
    (tmp_path / f"{REPLICA} 2").mkdir()
    (tmp_path / f"{TEAM}~").touch()
    assert look_at_place(tmp_path) == JoinablePlace(TeamFile("Desk", "urn:wells"), 2)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "Ana"),
        ({"name": "x" * 200}, "x" * 200),
        ({"name": "x" * 201}, None),
        ({"name": ""}, None),
        ({"name": None}, None),
        ({"name": "a\ud800"}, None),
        ({"uuid": ME.uuid.upper()}, None),
        ({"uuid": None}, None),
        ({"uuid": ""}, None),
        ({"size": 65_536}, "Ana"),
        ({"size": 65_537}, None),
    ],
)
def test_a_person_is_read_only_in_a_valid_form(tmp_path: Path, changes: dict[str, object], name: str | None) -> None:
    path = person_of(tmp_path, **changes)  # type: ignore[arg-type]
    assert read_person(path) == (Person(ME.uuid, name) if name else None)


@pytest.mark.parametrize(("size", "left"), [(65_536, AT), (65_537, None)])
def test_when_somebody_left_is_read_from_a_file_of_a_bounded_length(
    tmp_path: Path, size: int, left: datetime | None
) -> None:
    assert read_left(person_of(tmp_path, size=size)) == left
    assert read_left(tmp_path / "none.json") is None


def test_a_person_is_written_once_and_again_only_with_another_name(tmp_path: Path) -> None:
    path = tmp_path / PERSON
    write_person(tmp_path, ME)
    assert read_person(path) == ME
    assert json.loads(path.read_text(encoding="utf-8")) == {"uuid": ME.uuid, "name": "Ana"}
    before = path.stat().st_ino, path.stat().st_mtime_ns
    write_person(tmp_path, ME)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before
    write_person(tmp_path, Person(ME.uuid, "Zoë"))
    assert read_person(path) == Person(ME.uuid, "Zoë")


@pytest.mark.parametrize("length", [200, 201, 300])
def test_a_long_name_counts_as_written_once_it_is_there_as_it_is_cut(tmp_path: Path, length: int) -> None:
    person = Person(ME.uuid, "x" * length)
    write_person(tmp_path, person)
    found = read_person(tmp_path / PERSON)
    assert found == Person(ME.uuid, "x" * 200)
    assert is_named(found, person)
    assert not is_named(found, ME)
    assert not is_named(None, person)


def test_that_somebody_left_is_written_into_a_folder_that_is_there_and_no_link(tmp_path: Path) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link"
    write_left(folder, ME, AT)
    assert list(tmp_path.iterdir()) == []
    folder.mkdir()
    link.symlink_to(folder)
    write_left(link, ME, AT)
    assert list(folder.iterdir()) == []
    write_left(folder, Person(ME.uuid, "x" * 201), AT.replace(microsecond=5))
    assert (read_person(folder / PERSON), read_left(folder / PERSON)) == (Person(ME.uuid, "x" * 200), AT)


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(errno.EIO, "in words of the system"), "in words of the system"), (OSError("odd"), "odd")],
)
def test_why_a_place_cannot_be_listed_is_said_without_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "scandir", refuse)
    with raises_fault(rf"cannot be reached now \({words}\)"):
        look_at_place(tmp_path)
