"""The third-party parts of a packaged program, with their licences, as a CycloneDX list."""

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

# SPDX expressions of parts whose metadata has none
_LICENCES = {
    "pyside6-essentials": "LGPL-3.0-only",  # the one of its three licences that is used
    "shiboken6": "LGPL-3.0-only",
    "click-default-group": "LicenseRef-public-domain",
    "sqlite-fts4": "Apache-2.0",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "libffi8": "MIT",
    "libsqlite3-0": "blessing",
}
_OF_X = ("libxcb", "libxkbcommon")  # Debian packages under X's variant of the MIT licence
_OURS = "coopviewer"


@dataclass(frozen=True, slots=True)
class Part:
    """One part; ``licence`` is an SPDX expression, empty if it is not known.

    ``texts`` are the files of its licences.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...] = field(default=(), compare=False)


def find_parts(files: Iterable[Path], loader: str | None = "pyinstaller") -> tuple[Part, ...]:
    """Return the parts that files belong to, sorted by name: Python packages, Python itself, Qt, system packages.

    ``loader`` is the package whose loader is in every program; None: there is none.
    """
    owners = _owners()
    found = {} if loader is None else {loader: _of_package(metadata.distribution(loader))}
    for path in sorted({path.resolve() for path in files}):
        for part in _of_file(path, owners):
            found.setdefault(part.name, part)
    return tuple(sorted(found.values(), key=lambda part: part.name))


def _owners() -> Mapping[Path, metadata.Distribution]:
    packages = [each for each in metadata.distributions() if each.metadata["Name"] != _OURS]
    return {
        Path(str(package.locate_file(file))).resolve(): package for package in packages for file in package.files or ()
    }


def _of_file(path: Path, owners: Mapping[Path, metadata.Distribution]) -> list[Part]:
    package = owners.get(path)
    if package is not None:
        return [_of_package(package), *_of_qt(path, package)]
    if path.is_relative_to(Path(sys.base_prefix).resolve()):
        return [_python()]
    return _of_system(path) if path.suffix != ".py" and ".so" in path.name else []


def _of_package(package: metadata.Distribution) -> Part:
    name = re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()
    texts = [file for file in package.files or () if re.match(r"(LICEN[CS]E|COPYING|NOTICE)", file.name, re.IGNORECASE)]
    stated = [package.metadata[key] for key in ("License-Expression", "License") if key in package.metadata]
    return Part(
        name=name,
        version=package.version,
        licence=_LICENCES.get(name, next(iter(stated), "")),
        purl=f"pkg:pypi/{name}@{package.version}",
        texts=tuple(Path(str(package.locate_file(text))) for text in texts),
    )


def _of_qt(path: Path, package: metadata.Distribution) -> list[Part]:
    """Return Qt or its ICU for their libraries: they are in the package of PySide6, which has Qt's version."""
    icu = re.match(r"libicudata\.so\.(\d+)", path.name)
    if icu:
        return [Part("icu", icu[1], "Unicode-3.0", f"pkg:generic/icu@{icu[1]}")]
    if "Qt6Core" in path.name or path.name == "QtCore":
        return [Part("qt", package.version, "LGPL-3.0-only", f"pkg:generic/qt@{package.version}")]
    return []


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    text = Path(json.__file__).resolve().parent.parent / "LICENSE.txt"
    return Part("python", version, "PSF-2.0", f"pkg:generic/python@{version}", (text,) if text.exists() else ())


def _of_system(path: Path) -> list[Part]:
    """Return the Debian package of a library; a library without a package is a part by itself."""
    owner = _output_of("dpkg-query", "--search", str(path)).partition(":")[0]
    if not owner:
        return [Part(path.name.partition(".so")[0], "", "", f"pkg:generic/{path.name.partition('.so')[0]}")]
    version = _output_of("dpkg-query", "--show", "--showformat=${Version}", owner).strip()
    licence = "MIT" if owner.startswith(_OF_X) else _LICENCES.get(owner, "")
    text = Path("/usr/share/doc", owner, "copyright")
    purl = f"pkg:deb/debian/{owner}@{quote(version, safe='.-~')}"
    return [Part(owner, version, licence, purl, (text,) if text.exists() else ())]


def _output_of(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def write_list(parts: Iterable[Part], version: str, epoch: int) -> str:
    """Return the parts as CycloneDX 1.6 (JSON); ``epoch`` is the time of the list."""
    ours: dict[str, object] = {"type": "application", "name": _OURS, "version": version, "bom-ref": _OURS}
    ours |= {"licenses": [{"expression": "MIT AND CC-BY-4.0"}]}
    components = [_component(part) for part in parts]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([ours, components, epoch], sort_keys=True))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"timestamp": datetime.fromtimestamp(epoch, UTC).isoformat(), "component": ours},
        "components": components,
        "dependencies": [{"ref": _OURS, "dependsOn": [each["bom-ref"] for each in components]}],
    }
    return json.dumps(document, indent=2) + "\n"


def _component(part: Part) -> dict[str, object]:
    component: dict[str, object] = {"type": "library", "bom-ref": part.purl, "name": part.name, "purl": part.purl}
    if part.version:
        component["version"] = part.version
    if part.licence:
        component["licenses"] = [{"expression": part.licence}]
    return component
