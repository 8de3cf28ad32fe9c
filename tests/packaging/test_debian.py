"""The Debian package: valid, installed in a minimal Debian, started there, upgraded and removed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.packing import BUILD, DIST, ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not here"),
]


FIRST_WITH_ANNOTATIONS = "985902f08dbb2356f99a3268d05c6af7e6e77ae1"
NOTE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "urn:uuid:00000000-0000-4000-8000-000000000004",
    "type": "Annotation",
    "motivation": "commenting",
    "body": {"type": "TextualBody", "purpose": "commenting", "value": "Written before the upgrade"},
    "target": "urn:coopviewer:dataset:frontex-non-eu-cooperation:country/NE",
}


@pytest.fixture(scope="module")
def package() -> Path:
    """Build the package of this source and return its path."""
    subprocess.run([sys.executable, str(ROOT / "dev.py"), "package", "deb"], check=True)
    return max(DIST.glob("coopviewer_*.deb"), key=lambda path: path.stat().st_mtime)


@pytest.fixture(scope="module")
def tree(package, tmp_path_factory) -> Path:
    """Return the folder with the unpacked package."""
    folder = tmp_path_factory.mktemp("deb")
    subprocess.run(["dpkg-deb", "--raw-extract", package, folder], check=True)
    return folder


@pytest.fixture(scope="module")
def bare_debian(package, tmp_path_factory) -> Path:
    """Return the folder of a minimal Debian, made once and then copied."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("a bare Debian is made by root with debootstrap")
    base = BUILD.parent / "bare-debian"
    if not (base / "made").exists():
        shutil.rmtree(base, ignore_errors=True)
        suite, mirror = suite_and_mirror()
        subprocess.run(["debootstrap", "--variant=minbase", suite, base, mirror], check=True, stdout=subprocess.DEVNULL)
        for name in ("etc/apt/apt.conf.d", "etc/apt/sources.list.d", "etc/resolv.conf", "etc/hosts"):
            if Path("/", name).exists():
                subprocess.run(["cp", "-rL", f"/{name}", str((base / name).parent)], check=True)
        (base / "made").touch()
    folder = tmp_path_factory.mktemp("debian")
    subprocess.run(["cp", "-a", f"{base}/.", folder], check=True)
    shutil.copy(package, folder / "coopviewer.deb")
    return folder


def suite_and_mirror() -> tuple[str, str]:
    """Return the suite of this Debian and the address of its packages."""
    suite = re.search(r"VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text())
    sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("debian*"))]
    text = "\n".join(path.read_text() for path in sources if path.is_file())
    mirror = re.search(r"^(?:URIs: |deb (?:\[.*?\] )?)(\S+/debian/?)(?:\s|$)", text, re.MULTILINE)
    assert suite
    if mirror is None:
        pytest.skip("no address of Debian's packages was found")
    return suite[1], mirror[1]


def run_in(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = "/usr/sbin:/usr/bin:/sbin:/bin"
    everything = {"PATH": path, "HOME": "/home/someone", "DEBIAN_FRONTEND": "noninteractive", **environment}
    words = ["chroot", str(folder), *command]
    return subprocess.run(words, env=everything, capture_output=True, encoding="utf-8", timeout=500, check=False)


def test_the_desktop_entry_is_valid(tree):
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is not here")
    entry = tree / "usr/share/applications/coopviewer.desktop"
    done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_description_for_software_centres_is_valid(tree):
    if shutil.which("appstreamcli") is None:
        pytest.skip("appstreamcli is not here")
    [description] = (tree / "usr/share/metainfo").iterdir()
    done = subprocess.run(["appstreamcli", "validate", "--no-net", description], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_lintian_finds_no_error(package):
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not here")
    command = ["lintian", "--allow-root", "--fail-on", "error,warning", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_library_has_a_path_of_the_build_machine(tree):
    libraries = [path for path in tree.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    output = subprocess.run(["objdump", "-p", *libraries], capture_output=True, text=True, check=True).stdout
    found = set(re.findall(r"(?:RUNPATH|RPATH)\s+(\S+)", output))
    assert {folder for each in found for folder in each.split(":") if not folder.startswith("$ORIGIN")} == set()


def test_icons_of_every_size_and_the_file_type_are_in_the_package(tree):
    icons = tree / "usr/share/icons/hicolor"
    sizes = {path.parent.parent.name for path in icons.glob("*/apps/coopviewer.png")}
    assert sizes == {f"{size}x{size}" for size in (16, 24, 32, 48, 64, 128, 256, 512)}
    assert (icons / "scalable/apps/coopviewer.svg").is_file()
    assert "*.coopdb" in (tree / "usr/share/mime/packages/coopviewer.xml").read_text()
    entry = (tree / "usr/share/applications/coopviewer.desktop").read_text()
    assert "x-scheme-handler/coop;" in entry
    assert "Exec=coopviewer %u" in entry


def test_on_a_minimal_system_the_folder_names_missing_libraries_and_can_search(frozen, bare_debian):
    subprocess.run(["cp", "-a", frozen, bare_debian / "portable"], check=True)
    done = run_in(bare_debian, "/portable/coopviewer", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("coopviewer: The window needs libGL.so.1, which this system lacks.")
    assert "Traceback" not in done.stderr
    assert "country/NE" in run_in(bare_debian, "/portable/coopviewer", "search", "niger").stdout


def test_the_package_installs_starts_and_removes_without_touching_the_users_files(bare_debian):
    home = bare_debian / "home" / "someone"
    home.mkdir(parents=True)
    assert (
        run_in(bare_debian, "dpkg", "-i", "/coopviewer.deb").returncode == 1
    )  # its dependencies are not installed yet
    run_in(bare_debian, "apt-get", "-qq", "update")
    done = run_in(bare_debian, "apt-get", "-qq", "-y", "--no-install-recommends", "-f", "install")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list(bare_debian.glob("usr/bin/python3*"))
    done = run_in(bare_debian, "coopviewer", "show", "country/XK")
    assert "Kosovo*" in done.stdout
    run_smoke(bare_debian, "offscreen", QT_QPA_PLATFORM="offscreen")
    done = run_in(
        bare_debian,
        "coopviewer",
        "coop:country/NE",
        QT_QPA_PLATFORM="offscreen",
        COOPVIEWER_TRACE="/home/someone/trace",
    )
    assert done.returncode == 0, done.stderr
    assert "settled" in (home / "trace").read_text()
    smoke_on_x_screen(bare_debian)
    own_file = home / ".local/share/coopviewer/annotations.db"
    own_file.parent.mkdir(parents=True, exist_ok=True)
    own_file.write_bytes(b"annotations of the user")
    assert run_in(bare_debian, "dpkg", "-r", "coopviewer").returncode == 0
    remaining = run_in(bare_debian, "find", "/usr", "-iname", "*coopviewer*")
    assert remaining.stdout == ""
    assert own_file.read_bytes() == b"annotations of the user"


def test_an_upgrade_keeps_annotations_and_settings(bare_debian, tmp_path):
    older = older_package(tmp_path)
    shutil.copy(older, bare_debian / "older.deb")
    home = bare_debian / "home" / "upgrading"  # not the home folder of the other tests
    own = {"HOME": "/home/upgrading"}
    settings = home / ".config" / "coopviewer" / "settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[look]\nappearance=dark\n")
    (home / "note.jsonld").write_text(json.dumps(NOTE))
    run_in(bare_debian, "dpkg", "-i", "/older.deb")
    run_in(bare_debian, "apt-get", "-qq", "update")
    run_in(bare_debian, "apt-get", "-qq", "-y", "--no-install-recommends", "-f", "install")
    done = run_in(bare_debian, "coopviewer", "annotations", "import", "/home/upgrading/note.jsonld", **own)
    assert done.returncode == 0, done.stdout + done.stderr
    before = run_in(bare_debian, "coopviewer", "annotations", "export", **own).stdout
    assert "Written before the upgrade" in before
    done = run_in(bare_debian, "dpkg", "-i", "/coopviewer.deb")
    assert done.returncode == 0, done.stdout + done.stderr
    assert settings.read_text() == "[look]\nappearance=dark\n"
    assert run_in(bare_debian, "coopviewer", "annotations", "export", **own).stdout == before
    assert "country/NE" in run_in(bare_debian, "coopviewer", "search", "has:note", **own).stdout
    run_smoke(bare_debian, "offscreen", QT_QPA_PLATFORM="offscreen", **own)


def older_package(folder: Path) -> Path:
    """Build the package of the first commit with annotations that could be packaged."""
    source = folder / "older"
    source.mkdir()
    archive = subprocess.run(["git", "-C", ROOT, "archive", FIRST_WITH_ANNOTATIONS], capture_output=True, check=False)
    if archive.returncode != 0:
        pytest.skip("this checkout lacks the old commit")
    subprocess.run(["tar", "-x"], input=archive.stdout, cwd=source, check=True)
    command = [sys.executable, "-m", "devtools.packing", "deb"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1764000000", "PYTHONPATH": "src"}
    subprocess.run(command, cwd=source, env=environment, check=True)
    return next((source / "dist").glob("*.deb"))


def run_smoke(debian: Path, screen: str, **environment: str) -> None:
    home = environment.get("HOME", "/home/someone")
    done = run_in(debian, "coopviewer", "--smoke", f"{home}/{screen}", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(Path(f"{debian}{home}", screen, "report.json").read_text(encoding="utf-8"))
    assert (report["passed"], report["frozen"], report["screen"]) == (True, True, screen)


def smoke_on_x_screen(debian: Path) -> None:
    """Run the self-test on an X screen of the host, which is reached by an abstract socket."""
    if shutil.which("Xvfb") is None:
        return
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            display = f":{answer.readline().strip()}"
        try:
            run_smoke(debian, "xcb", DISPLAY=display)
        finally:
            server.terminate()
