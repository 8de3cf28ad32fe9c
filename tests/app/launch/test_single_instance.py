"""The socket of later starts: where it is, whom it trusts, and how long it waits."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from coopviewer.app.launch import single_instance
from coopviewer.app.launch.single_instance import Listener, hand_over, listen, read_address
from coopviewer.paths import UserFiles

pytestmark = pytest.mark.skipif(not single_instance.can_hand_over(), reason="this system has no such sockets")


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("r")  # short, as runtime folders are: paths of sockets have a limit
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that would be made in the temporary folder, which exists without it."""
    folder = tmp_path_factory.mktemp("t")  # short, as temporary folders are: paths of sockets have a limit
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder / f"coopviewer-{os.getuid()}"


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    made = listen(tmp_path / "window.socket")
    assert made is not None
    yield made
    made.close()


def long_home(tmp_path: Path, length: int = 98) -> UserFiles:
    return UserFiles(tmp_path / ("h" * length))


def serve(listener: Listener, count: int = 1) -> list[str | None]:
    """Answer that many later starts on this thread, as they come."""
    said: list[str | None] = []
    listener.server.setblocking(True)
    for _ in range(count):
        client = listener.accept()
        said.append(None if client is None else read_address(client))
    return said


def is_heard(path: Path, address: str = "coop:home") -> bool:
    """Listen at a path, and return whether a later start is heard there."""
    made = listen(path)
    if made is None:
        return False
    heard: list[bool] = []
    later = Thread(target=lambda: heard.append(hand_over(path, address)))
    later.start()
    said = serve(made)
    later.join()
    made.close()
    return heard == [True] and said == [address]


@pytest.mark.parametrize("length", [10, 60, 98, 200])
def test_a_socket_works_in_a_home_of_any_length(tmp_path: Path, runtime: Path, length: int) -> None:
    path = long_home(tmp_path, length).socket(tmp_path / "notes.db")
    assert len(os.fsencode(path)) <= 107
    assert is_heard(path)


def test_two_homes_have_two_short_names(tmp_path: Path, runtime: Path) -> None:
    found = {long_home(tmp_path, length).socket() for length in (98, 99, 100)}
    assert len(found) == 3
    assert {path.parent for path in found} == {runtime}


def test_without_a_runtime_folder_there_is_one_in_the_temporary_folder(tmp_path: Path, temporary: Path) -> None:
    path = long_home(tmp_path).socket()
    assert path.parent == temporary
    assert is_heard(path)
    assert temporary.stat().st_mode & 0o777 == 0o700


def make_open(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def make_readable(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o750)


def make_link(folder: Path) -> None:
    elsewhere = folder.with_name("elsewhere")
    make_open(elsewhere)
    folder.symlink_to(elsewhere)


def make_file(folder: Path) -> None:
    folder.write_text("no folder")


@pytest.mark.parametrize("make", [make_open, make_readable, make_link, make_file])
def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path, temporary: Path, make: object) -> None:
    make(temporary)  # type: ignore[operator]
    path = long_home(tmp_path).socket()
    assert listen(path) is None
    assert not hand_over(path, "")


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_not_used(tmp_path: Path, temporary: Path) -> None:
    temporary.mkdir(0o700)
    os.chown(temporary, 12345, 12345)
    assert listen(long_home(tmp_path).socket()) is None


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="the system does not tell whose the other end is")
def test_another_user_is_not_heard(listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(tmp_path / "window.socket"))
        monkeypatch.setattr(os, "getuid", lambda: 12345)
        assert listener.accept() is None
        assert client.recv(1) == b""
        assert not single_instance.is_own_user(client)


def test_a_window_that_closes_late_leaves_the_socket_of_its_successor(tmp_path: Path) -> None:
    path = tmp_path / "window.socket"
    first = listen(path)
    assert first is not None
    first.server.close()  # too busy to answer
    second = listen(path)
    assert second is not None
    first.close()
    assert path.exists()
    second.close()
    assert not path.exists()


@pytest.mark.parametrize("length", [4_000, 4_096, 65_536, 250_000])
def test_a_long_address_is_heard_whole(tmp_path: Path, length: int) -> None:
    assert is_heard(tmp_path / "window.socket", "coop:search?q=" + "x" * length)


def test_an_endless_address_is_not_read_to_its_end(listener: Listener, tmp_path: Path) -> None:
    heard: list[bool] = []
    later = Thread(target=lambda: heard.append(hand_over(tmp_path / "window.socket", "x" * 10_000_000)))
    later.start()
    assert serve(listener) == [None]
    later.join()
    assert heard == [False]


@pytest.mark.parametrize("sent", [b"", b"coop:home"])
def test_a_start_that_sends_no_whole_line_is_given_up(
    listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(single_instance, "PATIENCE", 0.2)
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(tmp_path / "window.socket"))
        client.sendall(sent)
        begun = time.monotonic()
        assert serve(listener) == [None]
        assert time.monotonic() - begun < 20  # what is not given up waits for ever
