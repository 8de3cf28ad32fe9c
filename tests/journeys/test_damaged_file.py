"""Another program damages the annotations file while the window is open: nothing is lost, and the user is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer.storage.annotations.backups import list_backups
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.desk import Desk, Sits
from tests.storage.annotations.test_rescue import (
    keep_times,
    truncate_all,
    truncate_half,
    write_letter,
    zero_beginning,
)

DAMAGES = [truncate_all, truncate_half, zero_beginning, write_letter, keep_times(zero_beginning)]
damages = pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody else write into an open file so")


def said(desk: Desk, qtbot: QtBot) -> str:
    """Wait for the message about the damage, close it, and return its text."""

    def boxes() -> list[QMessageBox]:
        return [box for box in desk.window.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    (box,) = boxes()
    text = box.text()
    box.close()
    return text


def settle(desk: Desk) -> None:
    for _ in range(4):
        assert desk.feature.services.file_session.wait()


def test_a_backup_exists_after_the_first_change_of_the_first_session(sits: Sits, tmp_path: Path) -> None:
    desk = sits()
    desk.write("The first note")
    settle(desk)
    assert [each.count for each in list_backups(tmp_path / "annotations.db")] == [1]


@damages
def test_what_is_typed_into_a_damaged_file_is_saved_beside_it_and_work_goes_on(
    sits: Sits, qtbot: QtBot, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    desk = sits()
    desk.write("Before the damage")
    settle(desk)
    damage(tmp_path / "annotations.db")
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    qtbot.keyClicks(desk.pane.editor.field, "After it")
    message = said(desk, qtbot)
    rescued = tmp_path / "annotations.rescued.db"
    assert "was damaged or overwritten by another program" in message
    assert f"{rescued}, which is open now" in message
    settle(desk)
    assert sorted(desk.cards) == ["After it", "Before the damage"]
    assert not desk.pane.editor.has_fault
    desk.write("And on")
    assert desk.window.close()
    desk.leave()
    again = sits()
    assert sorted(again.cards) == ["After it", "And on", "Before the damage"]
    assert again.composition.annotations_file() == rescued


@damages
def test_a_window_does_not_close_in_silence_over_a_damaged_file(
    sits: Sits, qtbot: QtBot, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    desk = sits()
    desk.write("Only one")
    settle(desk)
    damage(tmp_path / "annotations.db")
    assert not desk.window.close()
    assert "was damaged or overwritten by another program" in said(desk, qtbot)
    settle(desk)
    assert desk.window.close()
    desk.leave()
    assert sits().cards == ["Only one"]


def test_reading_notices_the_damage_too(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Only one")
    settle(desk)
    truncate_half(tmp_path / "annotations.db")
    desk.composition.reading.open(desk.composition.start.address)
    assert "was damaged or overwritten" in said(desk, qtbot)
    settle(desk)
    assert desk.cards == ["Only one"]


def test_at_the_end_of_a_session_of_the_system_the_draft_is_rescued(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("Before")
    settle(desk)
    zero_beginning(tmp_path / "annotations.db")
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    qtbot.keyClicks(desk.pane.editor.field, "Half a sentence")
    desk.composition.annotations_on_demand.save_at_once()
    assert desk.window.close()
    desk.leave()
    assert sorted(sits().cards) == ["Before", "Half a sentence"]


def test_a_file_that_cannot_be_rescued_is_told_and_asked_about(
    sits: Sits, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sits()
    desk.write("Before")
    settle(desk)
    truncate_all(tmp_path / "annotations.db")

    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    qtbot.keyClicks(desk.pane.editor.field, "After")
    message = said(desk, qtbot)
    assert "could not be saved beside it" in message
    assert "No space left on device" in message
    qtbot.waitUntil(lambda: desk.pane.editor.has_fault)
    assert list(tmp_path.glob("*rescued*")) == []
    monkeypatch.undo()
    assert not desk.window.close()
    assert desk.feature.files.question is not None
