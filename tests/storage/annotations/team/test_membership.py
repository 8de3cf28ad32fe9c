"""Whether an annotations file is the replica that the file beside it names."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.annotations.team.team import Membership, OwnFolder
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import (
    is_same_replica,
    join_team,
    note_replica,
    read_former,
    read_membership,
)
from tests.faults import raises_fault

REPLICA = "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
MEMBER = Membership("/share", "Desk", "urn:wells", None, REPLICA, 5)
OWN = OwnFolder(frozenset({4, 5}), b"hash")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "notes.db"
    note_replica(file, MEMBER)
    return file


def beside(path: Path) -> Path:
    return path.with_name("notes.db.replica")


def test_a_file_is_the_replica_that_was_noted_beside_it(path: Path) -> None:
    assert is_same_replica(path, MEMBER, OWN, b"hash")
    assert is_same_replica(path, MEMBER, OWN, None)
    assert is_same_replica(path, MEMBER, OwnFolder(), b"hash")
    assert is_same_replica(path, replace(MEMBER, number=6), OWN, b"hash")
    assert not is_same_replica(path, MEMBER, OWN, b"other")
    assert not is_same_replica(path, replace(MEMBER, number=4), OwnFolder(), None)
    assert not is_same_replica(path, MEMBER, OwnFolder(frozenset({6})), None)
    assert not is_same_replica(path, replace(MEMBER, replica=REPLICA.replace("6", "7")), OWN, b"hash")


@pytest.mark.parametrize(
    "change", [{"machine": "other"}, {"path": "/other"}, {"replica": "x"}, {"number": "5"}, {"number": True}]
)
def test_another_machine_path_or_replica_is_another_one(change: dict[str, object], path: Path) -> None:
    record = json.loads(beside(path).read_bytes())
    beside(path).write_text(json.dumps({**record, **change}), encoding="utf-8")
    assert is_same_replica(path, MEMBER, OWN, b"hash") is ("number" in change)  # one that is no number counts as 0


@pytest.mark.parametrize("content", [None, "", "[]", "{", '{"replica": "x"}', "7"])
def test_without_a_readable_file_beside_it_is_another_one(content: str | None, path: Path) -> None:
    if content is None:
        beside(path).unlink()
    else:
        beside(path).write_text(content, encoding="utf-8")
    assert not is_same_replica(path, MEMBER, OWN, b"hash")


@pytest.mark.parametrize("tags", ["true", "1e999", "5", '"energy"', "{}", "[5]", "[[]]"])
def test_a_former_team_with_tags_of_another_form_is_not_known(path: Path, tags: str) -> None:
    beside(path).write_text(f'{{"left": {{"place": "/share", "tags": {tags}}}}}', encoding="utf-8")
    assert read_former(path) is None


@pytest.mark.parametrize("tags", ["[", "5", "9" * 5000, "[" * 100_000], ids=lambda text: text[:3])
def test_tags_of_a_team_that_another_program_damaged_are_reported(tmp_path: Path, tags: str) -> None:
    store = AnnotationStore.open(tmp_path / "notes.db")
    try:
        join_team(store, tmp_path, "Desk", "urn:wells", ["energy"])
        with store.file.writing() as connection:
            connection.execute("UPDATE team SET tags = ?", (tags,))
        with (
            raises_fault("holds a value that this version of coopviewer does not know"),
            store.file.reading() as opened,
        ):
            read_membership(opened)
    finally:
        store.close()
