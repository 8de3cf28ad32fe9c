"""Holds among the windows of the program: one window has them, and none waits long."""

import errno
import os
import sys
import threading
from pathlib import Path

import pytest

from coopviewer.exchange.state.holding import holding, take_hold


def test_a_hold_is_of_one_window_until_it_is_released(tmp_path: Path) -> None:
    name = tmp_path / "folder" / "session.lock"
    first = take_hold(name)
    assert first is not None
    assert take_hold(name) is None
    first.release()
    first.release()  # does nothing more
    second = take_hold(name)
    assert second is not None
    first.release()
    assert take_hold(name) is None
    second.release()
    assert name.stat().st_mode & 0o777 == 0o600


def test_where_no_file_can_be_created_everyone_gets_a_hold(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    holds = [take_hold(tmp_path / "file" / "session.lock") for _ in range(2)]
    assert None not in holds
    for hold in holds:
        assert hold is not None
        hold.release()


def test_a_change_holds_its_file_and_releases_it_also_if_it_fails(tmp_path: Path) -> None:
    path, lock = tmp_path / "searches.json", tmp_path / "searches.json.lock"
    try:
        with holding(path):
            assert take_hold(lock) is None
            raise ValueError("the change failed")
    except ValueError:
        pass
    after = take_hold(lock)
    assert after is not None
    after.release()


def test_a_change_is_made_although_another_window_keeps_its_hold(tmp_path: Path) -> None:
    path, lock = tmp_path / "searches.json", tmp_path / "searches.json.lock"
    other = take_hold(lock)
    assert other is not None
    with holding(path):
        path.write_text("changed", encoding="utf-8")
    assert take_hold(lock) is None  # it is still the other's
    other.release()
    assert path.read_text(encoding="utf-8") == "changed"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks otherwise")
@pytest.mark.parametrize(
    ("number", "is_taken"),
    [(errno.EACCES, True), (errno.EAGAIN, True), (errno.EDEADLK, True), (errno.ENOLCK, False), (errno.EIO, False)],
)
def test_only_where_another_window_has_the_file_nobody_gets_a_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_taken: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    for _ in range(2):
        hold = take_hold(tmp_path / "session.lock")
        assert (hold is None) is is_taken
        if hold is not None:
            hold.release()


def test_a_hold_leaves_what_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    path.write_bytes(b"mine")
    hold = take_hold(path)
    assert hold is not None
    hold.release()
    assert path.read_bytes() == b"mine"


def test_a_change_waits_until_another_window_has_made_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, lock, waits = tmp_path / "searches.json", tmp_path / "searches.json.lock", []
    other = take_hold(lock)
    assert other is not None

    def wait(_event: threading.Event, seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 4:
            other.release()

    monkeypatch.setattr(threading.Event, "wait", wait)  # for 40 ms at most
    with holding(path):
        assert take_hold(lock) is None
    after = take_hold(lock)
    assert after is not None
    after.release()
    assert waits == [0.01] * 4
