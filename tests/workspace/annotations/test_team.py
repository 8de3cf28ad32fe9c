"""Taking part in a team, from the window's thread: nothing is written into a folder for a file that cannot join."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopviewer.exchange.team.description import TEAM
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from coopviewer.workspace.annotations.team import TeamService
from coopviewer.workspace.annotations.writing import AnnotationWriter
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
        AnnotationStore(path).close()
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
