"""dev.py: its checks of the machine and its messages."""

import ast
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import dev
from coopviewer.commands import VERBS
from devtools.accessibility import missing_packages
from devtools.environment import Environment, quick_variables
from devtools.interpreters import read_version
from devtools.reference import compare, sqlite_version
from devtools.screen import find_screen
from devtools.system import DRAWING, WAYLAND, X11, Halt, ensure_libraries, install_command, missing_libraries

ROOT = Path(dev.__file__).parent
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")


def run_dev(*words, **environment):
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment}
    )


def test_without_a_verb_every_verb_is_listed():
    done = run_dev()
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == list(dev.VERBS)


def test_an_unknown_verb_lists_the_known_ones():
    done = run_dev("tset")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no verb tset.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bench", "lanuch"), "There is no benchmark lanuch. There are: launch, annotating,"),
        (("shots", "--help"), "shots takes only a folder, not: --help"),
        (("data", "--all"), "data takes only --compare, not: --all"),
    ],
)
def test_an_invalid_argument_is_reported_before_anything_is_done(words, sentence):
    done = run_dev(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)


@pytest.mark.parametrize(("text", "version"), [("3.13", (3, 13)), ("python3.12", (3, 12)), ("3.11", (3, 11))])
def test_another_python_is_named_by_its_version_or_its_command(text, version):
    assert read_version(text) == version


@pytest.mark.parametrize("text", ["", "3", "3.10", "python", "python3", "pypy3.11", "3.13.1"])
def test_what_names_no_version_is_refused(text):
    with pytest.raises(Halt, match=r"--python needs a version from 3\.11 on, such as 3\.13"):
        read_version(text)


def test_an_older_python_can_parse_dev_py_to_report_its_version():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], True),
        (["coop:country/NE"], True),
        (["other.db"], True),
        (["other.db", "check"], True),
        (["build", "data/source"], False),
        (["check", "other.db"], False),
        (["--version"], False),
        (["--help"], False),
        (["--draw", "picture.png"], False),
    ],
)
def test_commands_that_open_a_window_are_recognised(words, opens):
    assert dev.opens_window(words) is opens


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_opens_a_window(verb):
    assert not dev.opens_window([verb, "--help"])
    assert not dev.opens_window([verb])


@on_linux
def test_a_missing_library_is_found():
    assert missing_libraries(["libc.so.6", "libnowhere.so.9"]) == ["libnowhere.so.9"]


@on_linux
def test_an_installed_library_needs_no_installation():
    ensure_libraries({"libc.so.6": "libc6"})


def test_the_installation_command_names_the_packages():
    assert install_command(["libegl1", "libgl1"]) == "sudo apt-get install --yes libegl1 libgl1"


def test_the_libraries_that_a_minimal_debian_lacks_are_known():
    drawing = {"libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libdbus-1-3"}
    showing = {"libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"}
    assert drawing <= set(DRAWING.values())
    assert showing <= set(X11.values())


@on_linux
@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        ({}, "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)"),
        ({"DISPLAY": ""}, "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)"),
        ({"DISPLAY": ":7077"}, "The screen :7077 does not answer"),
        ({"DISPLAY": "nonsense"}, "The screen nonsense does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-77", "XDG_RUNTIME_DIR": "/nowhere"}, "The screen wayland-77 does not answer"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "QT_QPA_PLATFORM=offscreen shows no window"),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, None),
    ],
)
def test_a_missing_screen_is_explained(environment, fault):
    assert find_screen(environment).fault == fault


@on_linux
def test_a_listening_wayland_screen_is_used(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        screen = find_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert screen.fault is None
    assert screen.libraries == DRAWING | WAYLAND


@on_linux
def test_missing_programs_for_the_accessibility_test_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {"xvfb", "openbox", "xdotool", "dbus"} <= set(missing_packages())


@pytest.fixture
def checkout(tmp_path):
    """A checkout with an environment as a completed set-up leaves it."""
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    major, minor, *_ = sys.version_info
    (tmp_path / ".venv" / "pyvenv.cfg").write_text(f"home = here\nversion = {major}.{minor}.0\n", encoding="utf-8")
    write_stamp(tmp_path, environment.fingerprint)
    return tmp_path


def write_stamp(checkout, text):
    (checkout / ".venv" / "set-up").write_text(text, encoding="utf-8")


def state_of(checkout):
    environment = Environment(checkout)
    return environment.is_ready(), environment.is_usable()


def test_a_completed_set_up_is_reused(checkout):
    assert state_of(checkout) == (True, True)


def test_a_changed_project_is_installed_into_the_existing_environment(checkout):
    (checkout / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    assert state_of(checkout) == (False, True)


def test_an_interrupted_set_up_starts_again(checkout):
    write_stamp(checkout, "begun")
    assert state_of(checkout) == (False, False)


def test_an_environment_of_another_python_is_made_again(checkout):
    write_stamp(checkout, Environment(checkout).fingerprint.replace("Python 3", "Python 2"))
    assert state_of(checkout) == (False, False)


def test_an_environment_without_its_python_is_made_again(checkout):
    Environment(checkout).python.unlink()
    assert state_of(checkout) == (False, False)


def test_a_moved_checkout_makes_its_environment_again(checkout, tmp_path_factory):
    moved = tmp_path_factory.mktemp("elsewhere") / "checkout"
    shutil.copytree(checkout, moved)
    assert state_of(moved) == (False, False)


def test_an_environment_made_by_hand_is_reused_if_its_version_is_right(checkout):
    (checkout / ".venv" / "set-up").unlink()
    assert state_of(checkout) == (False, True)
    (checkout / ".venv" / "pyvenv.cfg").write_text("version = 3.9.2\n", encoding="utf-8")
    assert state_of(checkout) == (False, False)


def test_a_checkout_without_an_environment_is_set_up(tmp_path):
    (tmp_path / "pyproject.toml").touch()
    assert state_of(tmp_path) == (False, False)


def write_reference(path, content, version=None):
    """Write a database whose edition has this hash; ``version`` is the SQLite version in its header."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE edition (content_sha256 TEXT)")
        connection.execute("INSERT INTO edition VALUES (?)", (content,))
    if version is not None:
        raw = bytearray(path.read_bytes())
        raw[96:100] = version.to_bytes(4, "big")
        path.write_bytes(raw)
    return path


def test_equal_bytes_match(tmp_path):
    committed = write_reference(tmp_path / "a.db", "aa")
    rebuilt = Path(shutil.copy(committed, tmp_path / "b.db"))
    assert compare(committed, rebuilt).endswith("byte for byte.")


def test_equal_content_matches_with_another_sqlite(tmp_path):
    committed = write_reference(tmp_path / "a.db", "aa", version=3_007_001)
    assert sqlite_version(committed) == 3_007_001
    assert "another version of SQLite" in compare(committed, write_reference(tmp_path / "b.db", "aa"))


@pytest.mark.parametrize(("content", "version"), [("bb", None), ("bb", 3_007_001)])
def test_different_content_is_reported_with_the_command_to_run(tmp_path, content, version):
    committed = write_reference(tmp_path / "a.db", content, version)
    with pytest.raises(Halt, match=r"does not match its sources\. Build it again .*: python3 dev.py data"):
        compare(committed, write_reference(tmp_path / "b.db", "aa"))


@pytest.mark.parametrize(
    ("content", "words"), [(None, "is missing"), (b"short", "is too short"), (b"x" * 200, "again")]
)
def test_a_file_that_is_not_a_reference_is_reported(tmp_path, content, words):
    committed = tmp_path / "a.db"
    if content is not None:
        committed.write_bytes(content)
    with pytest.raises(Halt, match=words):
        compare(committed, write_reference(tmp_path / "b.db", "aa"))


@on_linux
def test_files_of_tests_are_written_to_memory_that_has_room_and_bytecode_is_kept(tmp_path, monkeypatch):
    room = os.statvfs(tmp_path)
    systems = {"roomy": (2**21, 0), "small": (2**12, 0), "without programs": (2**21, os.ST_NOEXEC)}

    def statvfs(folder):
        blocks, flags = systems[folder.name]
        return os.statvfs_result((4096, 4096, blocks, blocks, blocks, *room[5:8], flags, room[9]))

    monkeypatch.setattr(os, "statvfs", statvfs)
    for name in systems:
        (tmp_path / name).mkdir()
    bytecode = {"PYTHONDONTWRITEBYTECODE": ""}
    assert quick_variables({}, tmp_path / "roomy") == bytecode | {"TMPDIR": str(tmp_path / "roomy")}
    assert quick_variables({}, tmp_path / "small") == bytecode
    assert quick_variables({}, tmp_path / "without programs") == bytecode
    assert quick_variables({}, tmp_path / "none") == bytecode
    assert quick_variables({"TMPDIR": "/elsewhere"}, tmp_path / "roomy") == bytecode
