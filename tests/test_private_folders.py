"""Private folders: created for their owner alone, and a file in their place is said at once."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopviewer.private_folders import make_private_folder
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from tests.faults import words_of


@pytest.mark.parametrize("inside", ["", "deeper", "deeper/still"])
def test_a_file_in_place_of_a_folder_is_an_error(tmp_path: Path, inside: str) -> None:
    (tmp_path / "coopviewer").write_text("mine", encoding="utf-8")
    with pytest.raises(NotADirectoryError) as raised:
        make_private_folder(tmp_path / "coopviewer" / inside)
    assert str(tmp_path / "coopviewer") in str(raised.value)
    assert (tmp_path / "coopviewer").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_missing_folders_are_made_for_their_owner_alone_and_others_are_left(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for _ in range(2):
        make_private_folder(tmp_path / "a" / "b")
    assert [each.stat().st_mode & 0o777 for each in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]
    (tmp_path / "link").symlink_to(tmp_path / "a")
    make_private_folder(tmp_path / "link")


def test_the_window_says_that_a_file_is_in_place_of_the_folder_of_annotations(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "coopviewer").write_text("mine", encoding="utf-8")
    session = AnnotationFileSession("urn:x")
    with qtbot.waitSignal(session.failed) as failed:
        session.open(tmp_path / "coopviewer" / "annotations.db")
    words = words_of(failed.args[0])
    assert "folder" in words
    assert "ot a directory" in words
    assert session.finish()
