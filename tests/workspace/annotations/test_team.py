"""Taking part in a team, from the window's thread: nothing is written into a folder for a file that cannot join."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.team.team import Membership
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.description import TEAM
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from coopviewer.workspace.annotations.team import TeamService
from coopviewer.workspace.annotations.writing import AnnotationWriter
from tests.annotated import annotation
from tests.faults import words_of

DATASET = "urn:example:reference"


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[AnnotationFileSession]:
    parent = QObject()
    made = AnnotationFileSession(DATASET, parent)
    yield made
    assert made.finish()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "Desk"
    made.mkdir()
    return made


@pytest.mark.parametrize("state", ["never opened", "closed", "read-only"])
def test_a_folder_stays_as_it_is_when_no_file_can_join(
    session: AnnotationFileSession, place: Path, tmp_path: Path, qtbot: QtBot, state: str
) -> None:
    team, path = TeamService(session, AnnotationWriter(session)), tmp_path / "own" / "annotations.db"
    holder = None
    if state == "read-only":
        path.parent.mkdir()
        AnnotationStore.open(path).close()
        holder = AnnotationFileSession(DATASET)
        with qtbot.waitSignal(holder.opened):
            holder.open(path)
    if state != "never opened":
        with qtbot.waitSignal(session.opened):
            session.open(path)
    if state == "closed":
        path.write_bytes(b"no annotations any more")
        with qtbot.waitSignal(session.failed):
            session.open(path)
    with qtbot.assertNotEmitted(team.joined), qtbot.waitSignal(team.failed) as failed:
        team.join(place, None)
    assert "annotations file" in words_of(failed.args[0])
    assert list(place.iterdir()) == []
    if holder is not None:
        assert holder.finish()


def test_a_file_that_is_being_opened_joins(
    session: AnnotationFileSession, place: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    team = TeamService(session, AnnotationWriter(session))
    session.open(tmp_path / "own" / "annotations.db")
    with qtbot.waitSignal(team.synchronised):
        team.join(place, None)
    assert (place / TEAM).is_file()


def test_a_file_that_is_damaged_as_the_window_closes_is_not_reported_for_the_team(
    session: AnnotationFileSession, place: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    team, path = TeamService(session, AnnotationWriter(session)), tmp_path / "annotations.db"
    with qtbot.waitSignal(session.opened):
        session.open(path)
    with qtbot.waitSignal(team.synchronised):
        team.join(place, None)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE team")
        connection.commit()
    with qtbot.assertNotEmitted(session.failed):
        team.finish()
        assert session.wait()


def block_note(path: Path) -> Path:
    """Put into the way of the note beside a file what its program cannot remove; return the path of that."""
    blocking = path.with_name(f".{path.name}.replica.tmp")
    (blocking / "not ours").mkdir(parents=True)
    return blocking


def free(blocking: Path) -> None:
    (blocking / "not ours").rmdir()
    blocking.rmdir()


def membership_in(session: AnnotationFileSession, team: TeamService, qtbot: QtBot) -> Membership | None:
    found: list[Membership | None] = []
    team.ask_status(lambda status: found.append(status.membership))
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_joining_and_leaving_fail_as_a_whole_when_the_note_beside_the_file_cannot_be_written(
    session: AnnotationFileSession, place: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    team, path = TeamService(session, AnnotationWriter(session)), tmp_path / "annotations.db"
    with qtbot.waitSignal(session.opened):
        session.open(path)
    blocking = block_note(path)
    with qtbot.assertNotEmitted(team.joined), qtbot.waitSignal(team.failed) as failed:
        team.join(place, None)
    assert "annotations.db.replica" in words_of(failed.args[0])
    assert membership_in(session, team, qtbot) is None
    free(blocking)
    with qtbot.waitSignals([team.joined, team.synchronised]):
        team.join(place, None)
    joined = membership_in(session, team, qtbot)
    block_note(path)
    with qtbot.assertNotEmitted(team.left), qtbot.waitSignal(team.failed):
        team.leave()
    assert joined is not None
    assert membership_in(session, team, qtbot) == joined
    assert team.is_active  # it still takes part, and so it still sends and receives
    free(blocking)
    with qtbot.waitSignal(team.left):
        team.leave()
    assert membership_in(session, team, qtbot) is None


class Sharing:
    """A file that takes part in a team, with its services."""

    def __init__(self, path: Path, session: AnnotationFileSession, place: Path, qtbot: QtBot) -> None:
        path.parent.mkdir(exist_ok=True)
        self.path, self.session, self.qtbot = path, session, qtbot
        self.writer = AnnotationWriter(session)
        self.team = TeamService(session, self.writer)
        with qtbot.waitSignal(session.opened):
            session.open(path)
        with qtbot.waitSignal(self.team.synchronised):
            self.team.join(place, None)

    def write(self, number: int, body: str) -> None:
        file = self.session.file
        assert file is not None
        uuid = f"00000000-0000-4000-8000-{number:012}"
        made = annotation(uuid, body, dataset=DATASET, creator=file.person)
        with self.qtbot.waitSignal(self.writer.annotations_changed):
            self.writer.perform("note", [made])

    def synchronise(self) -> None:
        with self.qtbot.waitSignal(self.team.synchronised):
            self.team.synchronise()


@pytest.fixture
def pair(
    session: AnnotationFileSession, place: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[tuple[Sharing, Sharing]]:
    other = AnnotationFileSession(DATASET)
    ana, bo = (
        Sharing(tmp_path / name / "annotations.db", each, place, qtbot)
        for name, each in (("ana", session), ("bo", other))
    )
    yield ana, bo
    assert other.finish()


def test_what_was_received_is_told_though_what_waits_cannot_be_sent(
    pair: tuple[Sharing, Sharing], qtbot: QtBot
) -> None:
    ana, bo = pair
    bo.write(1, "Bo's")
    bo.synchronise()
    ana.write(2, "Ana's")
    blocking = block_note(ana.path)
    told: list[Change | EnvironmentFault] = []
    ana.team.received.connect(lambda change, _counts: told.append(change))
    ana.team.not_reached.connect(told.append)
    with qtbot.waitSignal(ana.team.not_reached):
        ana.team.synchronise()
    change, fault = told
    assert isinstance(change, Change)
    assert [each.body for each in change.now] == ["Bo's"]
    assert isinstance(fault, EnvironmentFault)
    assert "annotations.db.replica" in words_of(fault)
    free(blocking)
    ana.synchronise()
    with qtbot.waitSignal(bo.team.received) as received:
        bo.team.synchronise()
    assert [each.body for each in received.args[0].now] == ["Ana's"]


def test_a_colleague_s_new_name_is_shown_though_what_waits_cannot_be_sent(
    pair: tuple[Sharing, Sharing], qtbot: QtBot
) -> None:
    ana, bo = pair
    bo.write(1, "Bo's")
    bo.synchronise()
    ana.synchronise()
    with qtbot.waitSignal(bo.session.opened):
        bo.session.name_person("Bo Li")
    bo.synchronise()
    ana.write(2, "Ana's")
    block_note(ana.path)
    with qtbot.waitSignals([ana.session.opened, ana.team.not_reached]):
        ana.team.synchronise()
