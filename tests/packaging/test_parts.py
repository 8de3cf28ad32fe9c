"""The third-party parts: all are named, each with its licence."""

import json
import re
import sqlite3
from importlib import metadata
from pathlib import Path

import platformdirs
import PySide6.QtCore

from coopviewer import paths
from devtools.parts import Part, find_parts, write_list

NOTICE = (paths.licences_folder() / "NOTICE.txt").read_text(encoding="utf-8")


def with_requirements(name: str, found: set[str]) -> set[str]:
    """Return a package and all that it requires without extras."""
    if name not in found:
        found.add(name)
        for line in metadata.requires(name) or ():
            if "extra ==" not in line:
                with_requirements(re.match(r"[\w.-]+", line)[0].lower().replace("_", "-"), found)
    return found


def test_the_notice_names_every_installed_package():
    named = NOTICE.lower().replace("_", "-")
    # NOTICE names the contents of PySide6-Essentials; sqlite-utils requires pip only to install plugins
    names = with_requirements("coopviewer", set()) - {"coopviewer", "pyside6-essentials", "pip"}
    assert {"rapidfuzz", "click"} < names
    assert [name for name in sorted(names) if name not in named] == []
    assert "PySide6" in NOTICE


def test_the_requirements_of_the_lgpl_are_met():
    assert "may replace them by your own builds" in NOTICE.replace("\n", " ")
    assert "source code" in NOTICE
    for text, words in (("LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE"), ("GPL-3.0.txt", "GNU GENERAL PUBLIC")):
        assert words in (paths.licences_folder() / text).read_text(encoding="utf-8")


def test_the_parts_of_files_are_found():
    core = next(Path(PySide6.QtCore.__file__).parent.glob("Qt/lib/libQt6Core.so.6"), Path(PySide6.QtCore.__file__))
    files = [Path(platformdirs.__file__), Path(PySide6.QtCore.__file__), core, Path(sqlite3.__file__)]
    parts = {part.name: part for part in find_parts(files, loader=None)}
    assert {"platformdirs", "pyside6-essentials", "python"} <= set(parts)
    assert all(part.version and part.licence for part in parts.values())
    assert parts["platformdirs"].texts
    assert parts["python"].licence == "PSF-2.0"


def test_the_list_of_parts_is_reproducible_and_complete():
    part = Part("thing", "1.2", "MIT", "pkg:pypi/thing@1.2")
    text = write_list([part], "0.1.0", 1_764_000_000)
    assert text == write_list([part], "0.1.0", 1_764_000_000)
    document = json.loads(text)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["version"] == "0.1.0"
    assert document["components"] == [
        {
            "type": "library",
            "bom-ref": "pkg:pypi/thing@1.2",
            "name": "thing",
            "purl": "pkg:pypi/thing@1.2",
            "version": "1.2",
            "licenses": [{"expression": "MIT"}],
        }
    ]
