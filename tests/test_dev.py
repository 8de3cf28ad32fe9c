"""The one door: what dev.py sees of the machine, and what it says."""

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
from devtools.accessibility import missing_packages
from devtools.environment import Environment
from devtools.reference import compare, sqlite_version
from devtools.screen import find_screen
from devtools.system import DRAWING, WAYLAND, X11, Halt, by_hand, ensure_libraries, lacking

ROOT = Path(dev.__file__).parent
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")


def ask(*words, **environment):
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment}
    )


def test_without_a_verb_every_verb_is_listed():
    done = ask()
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == list(dev.VERBS)


def test_an_unknown_verb_is_answered_with_those_there_are():
    done = ask("tset")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no verb tset.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bench", "lanuch"), "There is no benchmark lanuch, but: launch, annotating,"),
        (("shots", "--help"), "shots takes a folder or nothing, not: --help"),
        (("data", "--all"), "data takes --compare or nothing, not: --all"),
    ],
)
def test_what_a_verb_does_not_take_is_said_before_anything_is_done(words, sentence):
    done = ask(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)


def test_an_older_python_can_read_dev_py_as_far_as_its_refusal():
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
def test_what_opens_a_window_is_told_from_what_needs_none(words, opens):
    assert dev.opens_window(words) is opens


@on_linux
def test_a_library_that_is_not_there_is_found_lacking():
    assert lacking(["libc.so.6", "libnowhere.so.9"]) == ["libnowhere.so.9"]


@on_linux
def test_what_is_there_needs_no_installation():
    ensure_libraries({"libc.so.6": "libc6"})


def test_the_line_to_run_names_the_packages():
    assert by_hand(["libegl1", "libgl1"]) == "sudo apt-get install --yes libegl1 libgl1"


def test_the_libraries_found_on_a_bare_debian_are_all_known():
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
def test_a_missing_screen_is_told_in_words(environment, fault):
    assert find_screen(environment).fault == fault


@on_linux
def test_a_wayland_screen_that_listens_is_taken(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        screen = find_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert screen.fault is None
    assert screen.libraries == DRAWING | WAYLAND


@on_linux
def test_what_the_test_of_the_accessibility_tree_lacks_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {"xvfb", "openbox", "xdotool", "dbus"} <= set(missing_packages())


@pytest.fixture
def checkout(tmp_path):
    """A checkout with an environment as a finished set-up leaves it."""
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    major, minor, *_ = sys.version_info
    (tmp_path / ".venv" / "pyvenv.cfg").write_text(f"home = here\nversion = {major}.{minor}.0\n", encoding="utf-8")
    stamp(tmp_path, environment.fingerprint)
    return tmp_path


def stamp(checkout, text):
    (checkout / ".venv" / "set-up").write_text(text, encoding="utf-8")


def state(checkout):
    environment = Environment(checkout)
    return environment.is_ready(), environment.is_usable()


def test_a_finished_set_up_is_used_as_it_is(checkout):
    assert state(checkout) == (True, True)


def test_a_changed_project_is_installed_again_into_what_stands(checkout):
    (checkout / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    assert state(checkout) == (False, True)


def test_an_interrupted_set_up_is_made_anew(checkout):
    stamp(checkout, "begun")
    assert state(checkout) == (False, False)


def test_an_environment_of_another_python_is_made_anew(checkout):
    stamp(checkout, Environment(checkout).fingerprint.replace("Python 3", "Python 2"))
    assert state(checkout) == (False, False)


def test_an_environment_whose_python_is_gone_is_made_anew(checkout):
    Environment(checkout).python.unlink()
    assert state(checkout) == (False, False)


def test_a_moved_checkout_makes_its_environment_anew(checkout, tmp_path_factory):
    moved = tmp_path_factory.mktemp("elsewhere") / "checkout"
    shutil.copytree(checkout, moved)
    assert state(moved) == (False, False)


def test_an_environment_made_by_hand_is_kept_where_it_fits(checkout):
    (checkout / ".venv" / "set-up").unlink()
    assert state(checkout) == (False, True)
    (checkout / ".venv" / "pyvenv.cfg").write_text("version = 3.9.2\n", encoding="utf-8")
    assert state(checkout) == (False, False)


def test_nothing_at_all_is_set_up_from_the_start(tmp_path):
    (tmp_path / "pyproject.toml").touch()
    assert state(tmp_path) == (False, False)


def built(path, content, version=None):
    """Write a database whose edition has this hash; ``version`` is the SQLite that its header is made to name."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE edition (content_sha256 TEXT)")
        connection.execute("INSERT INTO edition VALUES (?)", (content,))
    if version is not None:
        raw = bytearray(path.read_bytes())
        raw[96:100] = version.to_bytes(4, "big")
        path.write_bytes(raw)
    return path


def test_the_same_bytes_agree(tmp_path):
    committed = built(tmp_path / "a.db", "aa")
    rebuilt = Path(shutil.copy(committed, tmp_path / "b.db"))
    assert compare(committed, rebuilt).endswith("byte for byte.")


def test_the_same_content_agrees_on_another_sqlite(tmp_path):
    committed = built(tmp_path / "a.db", "aa", version=3_007_001)
    assert sqlite_version(committed) == 3_007_001
    assert "another version of SQLite" in compare(committed, built(tmp_path / "b.db", "aa"))


@pytest.mark.parametrize(("content", "version"), [("bb", None), ("bb", 3_007_001)])
def test_other_content_is_told_with_what_to_do(tmp_path, content, version):
    committed = built(tmp_path / "a.db", content, version)
    with pytest.raises(Halt, match=r"is not what its sources make\. Build it anew .*: python3 dev.py data"):
        compare(committed, built(tmp_path / "b.db", "aa"))


@pytest.mark.parametrize(("content", "words"), [(None, "is missing"), (b"short", "is too short"), (b"x" * 200, "anew")])
def test_what_is_no_reference_is_told_in_words(tmp_path, content, words):
    committed = tmp_path / "a.db"
    if content is not None:
        committed.write_bytes(content)
    with pytest.raises(Halt, match=words):
        compare(committed, built(tmp_path / "b.db", "aa"))
