"""Whether an annotations file is the replica that the file beside it names."""

import json
import os
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import tag_key
from coopviewer.domain.annotations.team.team import FormerTeam, Membership, OwnFolder
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import (
    choose_what_is_sent,
    is_same_replica,
    join_team,
    leave_team,
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


@pytest.mark.parametrize("tags", [None, (), ("energy", "wells")])
def test_the_team_that_a_file_left_last_is_known_until_it_joins_one_again(
    tmp_path: Path, tags: tuple[str, ...] | None
) -> None:
    with closing(AnnotationStore.open(tmp_path / "notes.db")) as store:
        assert leave_team(store) is None
        assert read_former(store.path) is None
        joined = join_team(store, tmp_path / "team", "Desk", "urn:wells", tags)
        assert (joined.place, joined.name, joined.dataset, joined.tags, joined.number) == (
            *(str(tmp_path / "team"), "Desk", "urn:wells", tags, 0),
        )
        assert read_former(store.path) is None
        assert is_same_replica(store.path, joined, OwnFolder(), None)
        assert leave_team(store) == joined
        assert read_former(store.path) == FormerTeam(str(tmp_path / "team"), tags)
        with store.file.reading() as connection:
            assert read_membership(connection) is None
        again = join_team(store, tmp_path / "other", "Other", "urn:wells")
        assert again.replica != joined.replica
        assert read_former(store.path) is None


def test_the_note_beside_a_file_is_for_its_owner_alone(path: Path) -> None:
    note_replica(path, replace(MEMBER, number=6))
    assert [each.name for each in path.parent.iterdir()] == ["notes.db.replica"]
    if os.name == "posix":
        assert stat.S_IMODE(beside(path).stat().st_mode) == 0o600


def test_tags_that_are_sent_are_kept_once_each_as_they_are_compared(tmp_path: Path) -> None:
    with closing(AnnotationStore.open(tmp_path / "notes.db")) as store:
        choose_what_is_sent(store, ["energy"])
        with store.file.reading() as connection:
            assert read_membership(connection) is None
        joined = join_team(store, tmp_path, "Desk", "urn:wells", ["Énergie", "energy", "ENERGY"])
        assert joined.tags == tuple(dict.fromkeys(map(tag_key, ("Énergie", "energy"))))
        for tags, kept in ((["Wells", "wells"], (tag_key("wells"),)), ([], ()), (None, None)):
            choose_what_is_sent(store, tags)
            with store.file.reading() as connection:
                assert read_membership(connection) == replace(joined, tags=kept)


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
