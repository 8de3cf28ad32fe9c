"""A defect is written to the log, told to the person, and the window stays open."""

import stat
from pathlib import Path

from coopviewer.app.launch.defects import write_log


def test_a_defect_is_logged_for_its_owner_alone(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "coopviewer.log"
    assert write_log(log, "ValueError: first") == log
    write_log(log, "ValueError: second")
    text = log.read_text()
    assert "first" in text
    assert "second" in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_a_path_that_is_no_text_can_be_logged(tmp_path: Path) -> None:
    log = write_log(tmp_path / "coopviewer.log", "ValueError: /home/\udcff/my.ini")
    assert "/home/\\udcff/my.ini" in log.read_text(encoding="utf-8")
