"""The folders of the user's own files: those that platformdirs names, whatever the variables of the system say."""

from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from coopviewer.paths import APPLICATION, UserFiles

_VARIABLES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")


@pytest.mark.parametrize("named", [None, "", "relative", "/elsewhere", "/elsewhere/", "~/own", "/with space/é"])
@pytest.mark.parametrize("home", [None, "", "relative", "/home/somebody", "/home/somebody/", "/"])
def test_the_user_s_files_are_where_platformdirs_puts_them(
    monkeypatch: pytest.MonkeyPatch, named: str | None, home: str | None
) -> None:
    for name, value in {"HOME": home, **dict.fromkeys(_VARIABLES, named)}.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    ours, folders = UserFiles(), PlatformDirs(APPLICATION, appauthor=False)
    assert ours.settings.parent == folders.user_config_path
    assert ours.session.parent == folders.user_state_path
    assert ours.annotations.parent == folders.user_data_path
    assert ours.log.parent == folders.user_log_path


def test_a_folder_that_is_named_holds_all_files(tmp_path: Path) -> None:
    ours = UserFiles(tmp_path)
    assert {each.parent for each in (ours.settings, ours.session, ours.annotations, ours.log)} == {tmp_path}
