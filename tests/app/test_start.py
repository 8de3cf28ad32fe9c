"""From the command line's words to the window, or to a calm sentence and exit status 2."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from coopviewer import __version__, paths
from coopviewer.__main__ import main
from coopviewer.app.launch.screen import check_screen
from coopviewer.app.start import StartOptions, fault_of, read_words, socket_of
from coopviewer.app.window import check_plugin
from coopviewer.domain.annotations.annotation import Motivation
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import edition_of
from tests.faults import raises_fault, words_of
from tests.storage.annotations.annotation_samples import note


def coopviewer(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coopviewer", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, **environment})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], StartOptions()),
        (["coop:country/NE"], StartOptions(Address("country/NE"))),
        (["other.db"], StartOptions(reference=Path("other.db"))),
        (["file:///home/a%20b/%C3%BC.coopdb"], StartOptions(reference=Path("/home/a b/ü.coopdb"))),
        (["--smoke", "folder"], StartOptions(smoke=Path("folder"))),
        (["other.db", "coop:project/afic#goals"], StartOptions(Address("project/afic", "goals"), Path("other.db"))),
        (["--draw", "w.png", "coop:home"], StartOptions(HOME_ADDRESS, picture=Path("w.png"))),
        (["--fresh"], StartOptions(fresh=True)),
        (["--annotations", "mine.db", "--portable"], StartOptions(annotations=Path("mine.db"), portable=True)),
    ],
)
def test_words_say_what_to_open(words: list[str], expected: StartOptions) -> None:
    assert read_words(words) == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["coop:nonsense"], "coop:nonsense is not an address. One looks like coop:country/NE."),
        (["--colour"], "There is no option --colour. Ask with --help what there is."),
        (["--draw"], "--draw needs the name of a picture to write, such as window.png."),
        (["--smoke"], "--smoke needs a folder to write its report into, such as smoke."),
        (["--annotations"], "--annotations needs the name of a file, such as notes.db."),
    ],
)
def test_words_that_mean_nothing_are_told(words: list[str], sentence: str) -> None:
    with raises_fault() as told:
        read_words(words)
    assert told.words == sentence


def test_a_library_that_the_system_lacks_is_told_and_what_is_missing_of_our_own_is_a_defect() -> None:
    lacking = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
    assert words_of(fault_of(lacking)).startswith("The window needs libGL.so.1, which this system lacks.")
    defect = ImportError("cannot import name 'x' from 'coopviewer'")
    assert fault_of(defect) is defect


def test_each_file_of_annotations_has_a_window_of_its_own(tmp_path: Path) -> None:
    usual = socket_of(StartOptions())
    mine, same = (
        socket_of(StartOptions(annotations=path)) for path in (tmp_path / "mine.db", tmp_path / "x/../mine.db")
    )
    assert mine == same != usual
    assert socket_of(StartOptions(portable=True)).parent == paths.portable_folder()


def test_a_portable_program_keeps_everything_beside_it(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("p")  # short: the socket of a long path is elsewhere
    monkeypatch.setattr(paths, "program_folder", lambda: folder)
    assert not paths.is_portable()
    (folder / "portable.txt").touch()
    assert paths.is_portable()
    assert socket_of(StartOptions()) == folder / "coopviewer-data" / "window.socket"


def test_the_version_and_help_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"coopviewer {__version__}\nusage: coopviewer")
    for verb in ("build", "check", "passages"):
        assert f"\n  {verb} " in out


def test_a_verb_runs_without_qt() -> None:
    code = (
        "import sys; from coopviewer.__main__ import main; "
        f"status = main(['check', {str(paths.reference_file())!r}]); "
        "assert status == 0, status; assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def make_text(path: Path) -> None:
    path.write_text("Niger")


def make_empty(path: Path) -> None:
    path.touch()


def make_cut_off(path: Path) -> None:
    path.write_bytes(paths.reference_file().read_bytes()[:50_000])


def make_foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def make_newer(path: Path) -> None:
    shutil.copy(paths.reference_file(), path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def make_journalled(path: Path) -> None:
    shutil.copy(paths.reference_file(), path)
    path.with_name(path.name + "-wal").write_bytes(b"unread")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (make_text, "is not a database"),
        (make_empty, "is empty"),
        (make_cut_off, "is cut off"),
        (make_foreign, "of another application"),
        (make_newer, "newer coopviewer"),
        (make_journalled, "being changed by another program"),
        (Path.mkdir, "is a folder"),
        (lambda path: None, "There is no file"),
    ],
)
def test_a_wrong_file_is_told_in_one_line_with_status_2(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    wrong = tmp_path / "wrong.db"
    spoil(wrong)
    done = coopviewer(str(wrong))
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.startswith("coopviewer: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_without_a_screen_a_sentence_says_so() -> None:
    done = coopviewer(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    if sys.platform.startswith("linux"):
        assert done.returncode == 2
        assert "There is no screen" in done.stderr


@pytest.mark.parametrize("environment", [{"QT_QPA_PLATFORM": "offscreen"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_a_screen_is_taken_as_there(environment: dict[str, str]) -> None:
    check_screen(environment, "linux")
    check_screen({}, "win32")


def test_a_screen_that_does_not_answer_is_told() -> None:
    with raises_fault("The screen :65000 does not answer"):
        check_screen({"DISPLAY": ":65000"}, "linux")


def test_a_screen_whose_server_crashed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left_behind = tmp_path / "X65001"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(left_behind))
    monkeypatch.setattr("coopviewer.app.launch.screen._LOCAL_SERVERS", tmp_path)
    with raises_fault("does not answer"):
        check_screen({"DISPLAY": ":65001"}, "linux")


def test_a_screen_that_listens_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopviewer.app.launch.screen._LOCAL_SERVERS", tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X65002"))
        server.listen()
        check_screen({"DISPLAY": ":65002.0"}, "linux")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the plugin is that of X11")
def test_the_library_that_the_window_lacks_is_named(tmp_path: Path) -> None:
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    lacking = tmp_path / "libqxcb.so"
    lacking.write_bytes(plugin.read_bytes().replace(b"libQt6XcbQpa.so.6", b"libxcb-no-such.so"))
    with raises_fault("The window needs libxcb-no-such.so, which this system lacks"):
        check_plugin(lacking)
    check_plugin(tmp_path / "none.so")  # another Qt may have none


def test_the_window_is_drawn_into_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = coopviewer("coop:country/NE", "--draw", str(picture), DISPLAY="")
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert str(picture) in done.stdout
    assert done.stderr == ""


def test_a_picture_of_home_shows_bookmarks(tmp_path: Path) -> None:
    pictures = []
    for entry_ids in ((), ("country/TN",)):
        with closing(AnnotationStore.open(tmp_path / "annotations.db")) as store:
            bookmarks = {"dataset": edition_of(paths.reference_file()).dataset, "motivation": Motivation.BOOKMARKING}
            store.perform("Import", [note(entry_id=each, body="", **bookmarks) for each in entry_ids])
        picture = tmp_path / "window.png"
        done = coopviewer("--annotations", str(store.path), "--draw", str(picture), DISPLAY="")
        assert (done.returncode, done.stderr) == (0, "")
        pictures.append(picture.read_bytes())
    assert pictures[0] != pictures[1]


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = coopviewer("--draw", str(tmp_path / "no" / "folder.png"))
    assert done.returncode == 2
    assert "There is no folder" in done.stderr
    assert "Traceback" not in done.stderr
