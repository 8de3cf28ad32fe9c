"""The Debian package, built by ``dpkg-deb`` from the frozen folder."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from devtools.archive import mode_of
from devtools.system import Halt, install

_REVISION = "1"
_MAINTAINER = "coopviewer contributors <coopviewer@packages.invalid>"
_PRINTING = "libcupsprintersupport.so"  # the only plugin that is optional
_TOOLS = {"dpkg-deb": "dpkg", "dpkg-shlibdeps": "dpkg-dev"}
_CONTROL = """\
Package: coopviewer
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: science
Priority: optional
Description: offline reference on international cooperation
 Which countries, networks, working arrangements and projects there are, when,
 with whom, paid by whom, to what end, and where that is written. Each fact
 leads to its source, section and characters.
 .
 It opens one bundled file and never uses the network.
"""
_CHANGELOG = """\
coopviewer ({version}) unstable; urgency=medium

  * Built from {words}.
  * What is new is told in changelog.gz beside this file.

 -- {maintainer}  {date}
"""


def write_deb(folder: Path, target_folder: Path, stage: Path, root: Path, facts: Mapping[str, str]) -> Path:
    """Build the package from a frozen folder and return its path.

    ``stage`` is a folder to build in, emptied first. ``root`` is the folder of the source. ``facts`` are ``version``,
    ``day``, ``words`` (the description of the build) and ``epoch`` (seconds since 1970), the time of all files in the
    package.
    """
    missing = [package for tool, package in _TOOLS.items() if shutil.which(tool) is None]
    if missing:
        install(missing, "Building the package needs dpkg-deb and dpkg-shlibdeps.")
    version = f"{facts['version']}-{_REVISION}"
    architecture = _output_of("dpkg", "--print-architecture")
    shutil.rmtree(stage, ignore_errors=True)
    tree = stage / "coopviewer"
    _copy_program(folder, tree)
    _write_desktop_files(root, tree, facts)
    _write_documents(root, tree, {**facts, "version": version})
    depends, recommends = _dependencies(tree, stage)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    control = _CONTROL.format(
        version=version,
        architecture=architecture,
        maintainer=_MAINTAINER,
        size=round(size / 1024),
        depends=depends,
        recommends=recommends,
    )
    sums = (
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink()
    )
    _write(tree / "DEBIAN" / "md5sums", "".join(sums))
    _write(tree / "DEBIAN" / "control", control)
    _set_modes_and_times(tree, int(facts["epoch"]))
    target = target_folder / f"coopviewer_{version}_{architecture}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": facts["epoch"]}
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", tree, target, env=environment)
    return target


def _copy_program(folder: Path, tree: Path) -> None:
    """Copy the folder to ``usr/lib`` without the libraries for which Debian has packages."""
    program = tree / "usr" / "lib" / "coopviewer"
    shutil.copytree(folder, program, symlinks=True)
    for library in (program / "_internal").glob("lib*.so*"):
        if not library.is_symlink() and not library.name.startswith("libpython"):
            library.unlink()
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "coopviewer").symlink_to("../lib/coopviewer/coopviewer")


def _write_desktop_files(root: Path, tree: Path, facts: Mapping[str, str]) -> None:
    """Write the files for the desktop: the desktop entry, the file type, the description and the icons."""
    source, share = root / "packaging" / "linux", tree / "usr" / "share"
    _write(share / "applications" / "coopviewer.desktop", _filled(source / "coopviewer.desktop", facts))
    _write(share / "mime" / "packages" / "coopviewer.xml", _filled(source / "coopviewer.xml", facts))
    name = "org.coopviewer.coopviewer.metainfo.xml"
    _write(share / "metainfo" / name, _filled(source / "coopviewer.metainfo.xml", facts))
    icons = share / "icons" / "hicolor"
    for picture in (tree.parent.parent / "icons").glob("*.png"):
        _copy(picture, icons / f"{picture.stem}x{picture.stem}" / "apps" / "coopviewer.png")
    _copy(root / "resources" / "icons" / "coopviewer.svg", icons / "scalable" / "apps" / "coopviewer.svg")


def _write_documents(root: Path, tree: Path, facts: Mapping[str, str]) -> None:
    """Write the manual page, the copyright and the changelogs."""
    source, share = root / "packaging" / "linux", tree / "usr" / "share"
    documents = share / "doc" / "coopviewer"
    _write_packed(share / "man" / "man1" / "coopviewer.1.gz", _filled(source / "coopviewer.1", facts))
    _write(documents / "copyright", _filled(source / "copyright", facts))
    date = datetime.fromtimestamp(int(facts["epoch"]), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    changes = _CHANGELOG.format(version=facts["version"], words=facts["words"], maintainer=_MAINTAINER, date=date)
    _write_packed(documents / "changelog.Debian.gz", changes)
    _write_packed(documents / "changelog.gz", (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    _write(share / "lintian" / "overrides" / "coopviewer", _filled(source / "lintian-overrides", facts))


def _dependencies(tree: Path, stage: Path) -> tuple[str, str]:
    """Return the packages that the program depends on, and those that printing needs, by ``dpkg-shlibdeps``."""
    _write(stage / "debian" / "control", "Source: coopviewer\n\nPackage: coopviewer\nArchitecture: any\n")
    program = tree / "usr" / "lib" / "coopviewer"
    machine_code = [path for path in sorted(program.rglob("*")) if not path.is_symlink() and _is_elf(path)]
    folders = sorted({path.parent for path in machine_code})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *(f"-l{each}" for each in folders)]
    kinds = ("-dRecommends" if path.name == _PRINTING else "-dDepends" for path in machine_code)
    options = [option for kind, path in zip(kinds, machine_code, strict=True) for option in (kind, f"-e{path}")]
    variables = dict(line.partition("=")[::2] for line in _output_of(*command, *options, cwd=stage).splitlines())
    return variables["shlibs:Depends"], variables["shlibs:Recommends"]


def _is_elf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _set_modes_and_times(tree: Path, epoch: int) -> None:
    """Set the modes and times of all files."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            shared = ".so" in path.name  # libraries are loaded, not run
            path.chmod(0o755 if path.is_dir() else 0o644 if shared else mode_of(path))
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _filled(template: Path, facts: Mapping[str, str]) -> str:
    return re.sub(r"@([A-Z]+)@", lambda found: facts[found[1].lower()], template.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_packed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _output_of(*command: str, cwd: Path | None = None) -> str:
    return _run(*command, cwd=cwd).strip()


def _run(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    words: Iterable[str] = map(str, command)
    done = subprocess.run([*words], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Halt(f"{done.stdout}{done.stderr}{command[0]} failed; see above.")
    return done.stdout
