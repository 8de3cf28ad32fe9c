"""Where the output of the verbs goes: full disks, closed streams, other encodings, pipes, devices, and Ctrl+C."""

import json
import os
import shlex
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.commands import annotations, build, check, passages, show
from coopviewer.commands import list as list_verb

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks a shell")
COMMAND = f"{shlex.quote(sys.executable)} -m coopviewer"


def shell(words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = ["bash", "-c", words.replace("COOP", COMMAND)]
    return subprocess.run(
        command, cwd=folder, capture_output=True, check=False, timeout=60, env={**os.environ, **environment}
    )


VERBS = [
    "show country/NE",
    "show country/NE --format json",
    "show country/NE --format html",
    "list countries",
    "search goal:training",
    "--help",
    "show --help",
    "passages text.txt",
]


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_told_in_a_sentence(verb: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("A line\n")
    done = shell(f"COOP {verb} > /dev/full", tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "could not be printed as a whole" in done.stderr.decode()


@pytest.mark.parametrize("verb", ["show country/NE", "list countries", "--version"])
def test_a_closed_output_is_told_and_a_closed_pipe_is_the_readers_wish(verb: str, tmp_path: Path) -> None:
    closed = shell(f"COOP {verb} >&-", tmp_path)
    assert (closed.returncode, closed.stderr.count(b"\n")) == (1, 1)
    assert b"standard output is closed" in closed.stderr
    both = shell(f"COOP {verb} >&- 2>&-", tmp_path)
    assert both.returncode == 1
    early = shell(f"COOP {verb} | head -c 1; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (early.returncode, early.stderr) == (0, b"")


def test_work_that_is_done_succeeds_even_if_it_cannot_be_confirmed(tmp_path: Path) -> None:
    source = shlex.quote(str(paths.data_folder() / "source"))
    done = shell(f"COOP build {source} -o made.db > /dev/full", tmp_path)
    assert (done.returncode, (tmp_path / "made.db").exists()) == (0, True)
    assert done.stderr.startswith(b"Wrote made.db")


def test_a_full_standard_error_changes_no_status(tmp_path: Path) -> None:
    assert shell("COOP list countries --reference nothing.db 2> /dev/full", tmp_path).returncode == 2
    assert shell("COOP search zzzzzz 2> /dev/full", tmp_path).returncode == 1


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8"])
def test_every_encoding_is_written(encoding: str, tmp_path: Path) -> None:
    def out(words: str) -> bytes:
        done = shell(f"COOP {words}", tmp_path, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    usual = shell("COOP show project/afic", tmp_path, PYTHONIOENCODING="utf-8").stdout.decode()
    assert not usual.isascii()
    assert out("show project/afic") == usual.encode(encoding, "backslashreplace")
    record = json.loads(out("show country/NE --format json").decode(encoding))
    assert record == json.loads(out("show country/NE --format json").decode())
    assert not out("show project/afic --format html").decode().isascii()


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_a_plain_locale_prints_everything(locale: str, tmp_path: Path) -> None:
    for mode in ("0", "1"):
        done = shell("COOP show country/NE", tmp_path, LC_ALL=locale, PYTHONUTF8=mode, PYTHONCOERCECLOCALE="0")
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_file_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    done = shell("COOP list countries --reference $'caf\\xe9\\x1b[31m.db'", tmp_path)
    assert done.returncode == 2
    assert b"caf\\xe9\\x1b[31m.db" in done.stderr
    source = shlex.quote(str(paths.data_folder() / "source"))
    done = shell(f"COOP build {source} -o $'caf\\xe9.db'", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Wrote caf\\xe9.db")
    done = shell("COOP list countries --reference $'caf\\xe9.db'; COOP check $'caf\\xe9.db'", tmp_path)
    assert done.returncode == 0, done.stderr
    assert shell("COOP search $'\\xe9t\\xe9'", tmp_path).returncode in (0, 1)
    assert shell("COOP show $'\\xe9t\\xe9'; COOP show --$'\\xe9'", tmp_path).returncode == 2


def test_a_pipe_and_a_device_are_written_to(tmp_path: Path) -> None:
    expected = shell("COOP show country/NE", tmp_path).stdout
    assert shell("COOP show country/NE -o /dev/stdout", tmp_path).stdout == expected
    done = shell("COOP show country/NE -o >(cat > copied); COOP show country/NE -o /dev/null; wait", tmp_path)
    assert done.returncode == 0, done.stderr
    done = shell("{ echo before; COOP show country/NE -o /dev/stdout; echo after; } > all; cat all", tmp_path)
    assert done.stdout == b"before\n" + expected + b"after\n"
    full = shell("COOP show country/NE -o /dev/full", tmp_path)
    assert (full.returncode, b"no room" in full.stderr) == (2, True)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_reference_is_not_built_into_a_device(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target in ("/dev/null", "/dev/stdout", str(tmp_path / "pipe")):
        assert build.main([str(paths.data_folder() / "source"), "-o", target]) == 2
        assert "is not a file" in capsys.readouterr().err
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/null", "loop", "x" * 300])
def test_what_is_no_file_is_refused_by_every_verb_at_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("coopviewer.file_kinds.PATIENCE", 0.1)
    os.mkfifo("pipe")
    Path("loop").symlink_to("loop")
    Path("notes.db.lock").symlink_to(name)
    begun = time.monotonic()
    for status in (
        check.main([name]),
        list_verb.main(["countries", "--reference", name]),
        show.main(["country/NE", "--reference", name]),
        annotations.main(["export", name]),
        annotations.main(["import", name]),
        passages.main([name]),
        build.main([name, "-o", "made.db"]),
    ):
        assert status == 2
    assert len(capsys.readouterr().err.splitlines()) == 7
    if name in ("pipe", "/dev/zero"):
        Path("a.jsonld").write_text("[]")
        assert annotations.main(["import", "a.jsonld", "--annotations", "notes.db"]) == 2
    assert time.monotonic() - begun < 60  # what waits for a pipe, or reads a device to its end, waits for ever
    assert sorted(each.name for each in tmp_path.iterdir()) in (
        ["loop", "notes.db.lock", "pipe"],
        ["a.jsonld", "loop", "notes.db.lock", "pipe"],
    )


def test_passages_leave_no_half_file_and_replace_none(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("A line\n" * 4000)
    done = shell("ulimit -f 64; trap '' XFSZ; COOP passages text.txt -o out.toml", tmp_path)
    assert done.returncode == 2, done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["text.txt"]
    assert shell("COOP passages text.txt -o out.toml", tmp_path).returncode == 0
    again = shell("COOP passages text.txt -o out.toml", tmp_path)
    assert (again.returncode, b"is there already" in again.stderr) == (2, True)
    assert shell("COOP passages <(cat text.txt) -o >(cat > /dev/null)", tmp_path).returncode == 0


@pytest.mark.parametrize("verb", ["annotations import pipe", "passages pipe", "show country/NE -o pipe"])
def test_ctrl_c_ends_a_verb_with_a_line(verb: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    command = [sys.executable, "-c", READY, *verb.split()]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waits\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert (process.returncode, told) == (130, b"Stopped.\n")
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


# ends itself, by the signal that comes first, when a file is written but not yet renamed
ENDING = """
import os
import signal
import sys
number = getattr(signal, sys.argv.pop(1))
signal.signal(number, signal.SIG_DFL)  # ignored if the tests run in the background
os.fsync = lambda _: os.kill(os.getpid(), number)
from coopviewer.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(
    "verb", ["list projects --format xlsx -o out.xlsx", "export markdown out", "brief country/NE -o out.pdf"]
)
def test_a_verb_that_the_system_ends_leaves_nothing_half_done(verb: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary"), "HOME": str(tmp_path / "temporary")}
    command = [sys.executable, "-c", ENDING, name, *verb.split()]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + getattr(signal, name), b"")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


# says when the verb waits for its pipe
READY = """
import signal
import sys
from coopviewer import file_kinds
wait = file_kinds._wait
def told(*given):
    print("waits", flush=True)
    return wait(*given)
file_kinds._wait = told
from coopviewer.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored if the tests run in the background
sys.exit(main())
"""
