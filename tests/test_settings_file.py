"""Settings that could not be written are written with the next change."""

from pathlib import Path

from coopviewer.settings import SettingsFile


def test_a_change_that_could_not_be_written_is_written_with_the_next_one(tmp_path: Path) -> None:
    folder = tmp_path / "settings"
    folder.write_text("a file in place of the folder", encoding="utf-8")
    path = folder / "settings.ini"
    settings = SettingsFile(path)
    assert not settings.change(text_step=2)
    assert settings.current.text_step == 2
    folder.unlink()
    assert settings.change(compact=True)
    found = SettingsFile(path).current
    assert (found.text_step, found.compact) == (2, True)
    assert settings.change(text_step=2)
    assert SettingsFile(path).current.text_step == 2
