"""The frozen folder by itself: without Python, with another home folder, other screens and other paths."""

import json
import marshal
import os
import re
import shutil
import socket
import subprocess
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from coopviewer import paths
from devtools.packing import DIST, ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the frozen folder of Linux runs only on Linux"),
]

MOST_BYTES = 122_700_000


def start(
    program: Path, *arguments: str | Path, home: Path, cwd: Path = Path("/"), before: tuple[str, ...] = (), **more: str
):
    """Start the packaged program with no environment but a home folder and the given variables."""
    environment = {"HOME": str(home), **(more or {"QT_QPA_PLATFORM": "offscreen"})}
    command = [*before, str(program), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, timeout=120, check=False
    )


def assert_smoke_passes(program: Path, folder: Path, screen: str, **more) -> None:
    done = start(program, "--smoke", folder, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (report["passed"], report["frozen"], report["screen"]) == (True, True, screen)


def needs(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not here: {', '.join(missing)}")


def test_the_folder_stays_below_its_size_limit(frozen):
    files = [path for path in frozen.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_the_folder_has_no_network_library(frozen):
    names = " ".join(path.name for path in frozen.rglob("*"))
    assert "QtWidgets" in names
    assert not re.search(r"libssl|libcrypto|_ssl|QtNetwork|Qt6Network", names)


def test_the_folder_has_the_bytecode_of_pyside6(frozen):
    cached = frozen / "_internal" / "coopviewer" / "__pycache__" / paths.qt_bytecode_file().name
    magic, compiled = marshal.loads(cached.read_bytes())
    assert magic == MAGIC_NUMBER
    assert "shibokensupport/signature/parser.py" in compiled


def test_every_link_points_into_the_folder(frozen):
    links = [path for path in frozen.rglob("*") if path.is_symlink()]
    assert links
    assert [path for path in links if not path.resolve().is_relative_to(frozen) or not path.exists()] == []


def test_every_verb_works(frozen, tmp_path):
    program, bundled = frozen / "coopviewer", frozen / "_internal" / "coopviewer" / "data"
    for arguments, expected in (
        (("--version",), "coopviewer "),
        (("show", "country/XK"), "Kosovo*"),
        (("list", "countries", "--format", "json"), '"country/XK"'),
        (("search", "Azerbaijan"), "country/AZ"),
        (("check", bundled / "coop.db"), "has no faults"),
        (("build", bundled / "source", "-o", tmp_path / "coop.db"), "Wrote"),
        (("passages", bundled / "README.md"), "[[passage]]"),
    ):
        done = start(program, *arguments, home=tmp_path)
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout
    assert (tmp_path / "coop.db").read_bytes() == (bundled / "coop.db").read_bytes()


def test_the_self_test_passes_without_a_screen(frozen, tmp_path):
    assert_smoke_passes(frozen / "coopviewer", tmp_path / "smoke", "offscreen", home=tmp_path / "home")


def test_the_self_test_passes_on_x_from_an_unusual_path_through_a_link(frozen, tmp_path):
    needs("Xvfb")
    odd = tmp_path / "mit ü und عربي"
    shutil.copytree(frozen, odd / "coopviewer", symlinks=True)
    (tmp_path / "link").symlink_to(odd / "coopviewer" / "coopviewer")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            display = f":{answer.readline().strip()}"
        try:
            assert_smoke_passes(tmp_path / "link", odd / "smoke", "xcb", home=odd, cwd=tmp_path, DISPLAY=display)
        finally:
            server.terminate()


def test_the_self_test_passes_on_wayland(frozen, tmp_path):
    needs("weston")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    screen = {"XDG_RUNTIME_DIR": str(runtime), "WAYLAND_DISPLAY": "wayland-of-test"}
    arguments = ["--backend=headless-backend.so", "--idle-time=0", "--modules=systemd-notify.so"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(str(runtime / "ready"))
        ready.settimeout(30)
        environment = {**os.environ, **screen, "NOTIFY_SOCKET": str(runtime / "ready")}
        command = ["weston", *arguments, f"--socket={screen['WAYLAND_DISPLAY']}"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as weston:
            try:
                assert b"READY=1" in ready.recv(4096)
                assert_smoke_passes(frozen / "coopviewer", tmp_path / "smoke", "wayland", home=tmp_path, **screen)
            finally:
                weston.terminate()


def read_only(*folders: Path) -> tuple[str, ...]:
    """Return the beginning of a command that makes folders read-only for the rest of it."""
    mounts = "".join(f'mount --bind "{each}" "{each}" && mount -o remount,bind,ro "{each}" && ' for each in folders)
    before = ("unshare", "--mount", "sh", "-c", f'{mounts}exec "$@"', "sh")
    if shutil.which("unshare") is None or subprocess.run([*before, "true"], stderr=subprocess.DEVNULL).returncode:
        pytest.skip("file systems cannot be mounted here")
    return before


def test_the_program_works_with_read_only_home_and_install_folders(frozen, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    before, trace = read_only(home, frozen), tmp_path / "trace"
    done = start(
        frozen / "coopviewer", home=home, before=before, QT_QPA_PLATFORM="offscreen", COOPVIEWER_TRACE=str(trace)
    )
    assert done.returncode == 0, done.stderr
    assert "settled" in trace.read_text()
    assert_smoke_passes(frozen / "coopviewer", tmp_path / "smoke", "offscreen", home=home, before=before)


def test_impossible_requests_are_reported_in_a_sentence(frozen, tmp_path):
    program = frozen / "coopviewer"
    assert start(program, home=tmp_path, LANG="C").stderr.startswith("coopviewer: There is no screen")
    done = start(program, "--smoke", frozen / "x", home=tmp_path, before=read_only(frozen))
    assert (done.returncode, done.stderr.partition(" (")[0]) == (
        2,
        f"coopviewer: Nothing can be written into {frozen / 'x'}",
    )
    portable = start(program, "--portable", home=tmp_path, before=read_only(frozen))
    assert portable.returncode == 2
    assert "which may not be written by you" in portable.stderr


def test_nothing_is_written_into_the_folder_of_the_program(frozen, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in frozen.rglob("*")}
    start(frozen / "coopviewer", "--draw", tmp_path / "window.png", home=tmp_path)
    assert (tmp_path / "window.png").read_bytes().startswith(b"\x89PNG")
    assert {path: path.stat().st_mtime_ns for path in frozen.rglob("*")} == before


def test_the_self_test_opens_no_network_socket_and_writes_only_to_its_folder(frozen, tmp_path):
    needs("strace")
    home, calls = tmp_path / "home", tmp_path / "calls"
    home.mkdir()
    before = ("strace", "-f", "-qq", "-e", "trace=socket,openat,mkdir,rename", "-o", str(calls))
    more = {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    assert_smoke_passes(frozen / "coopviewer", tmp_path / "smoke", "offscreen", home=home, before=before, **more)
    text = calls.read_text(encoding="utf-8", errors="replace")
    assert set(re.findall(r"socket\((\w+)", text)) == {"AF_UNIX"}
    written = re.findall(r'openat\(\w+, "([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)', text)
    assert any(path.endswith("annotations.db") for path in written)
    # the folder itself is opened for a temporary file without a name
    assert [path for path in written if not f"{path}/".startswith((f"{tmp_path}/", "/dev/"))] == []
    assert list(home.rglob("*")) == []


def test_the_portable_archive_stores_everything_beside_the_program(tmp_path):
    subprocess.run([sys.executable, str(ROOT / "dev.py"), "package", "portable"], check=True)
    [archive] = DIST.glob("coopviewer-*-linux-*.tar.xz")
    subprocess.run(["sha256sum", "--check", "--ignore-missing", "SHA256SUMS"], cwd=DIST, check=True)
    subprocess.run(["tar", "-xJf", archive, "-C", tmp_path], check=True)
    [folder], home, trace = tmp_path.glob("coopviewer-*"), tmp_path / "home", tmp_path / "trace"
    home.mkdir()
    done = start(
        folder / "coopviewer-portable", home=home, QT_QPA_PLATFORM="offscreen", COOPVIEWER_TRACE=str(trace), PATH="/bin"
    )
    assert done.returncode == 0, done.stderr
    assert "settled" in trace.read_text()
    assert (folder / "portable.txt").is_file()
    assert (folder / "coopviewer-data").stat().st_mode & 0o777 == 0o700
    assert list(home.rglob("*")) == []
    assert_smoke_passes(folder / "coopviewer", tmp_path / "smoke", "offscreen", home=home)
