"""The parts that others made: all named, all with their licence."""

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


def needed(name: str, found: set[str]) -> set[str]:
    """Give a package and all that it needs when it is installed without extras."""
    if name not in found:
        found.add(name)
        for line in metadata.requires(name) or ():
            if "extra ==" not in line:
                needed(re.match(r"[\w.-]+", line)[0].lower().replace("_", "-"), found)
    return found


def test_the_notice_names_every_package_that_an_installation_brings():
    named = NOTICE.lower().replace("_", "-")
    # PySide6-Essentials is named by what it holds; pip is what sqlite-utils installs its plugins with
    names = needed("coopviewer", set()) - {"coopviewer", "pyside6-essentials", "pip"}
    assert {"rapidfuzz", "click"} < names
    assert [name for name in sorted(names) if name not in named] == []
    assert "PySide6" in NOTICE


def test_what_the_lgpl_asks_for_is_there():
    assert "may replace them by your own builds" in NOTICE.replace("\n", " ")
    assert "source code" in NOTICE
    for text, words in (("LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE"), ("GPL-3.0.txt", "GNU GENERAL PUBLIC")):
        assert words in (paths.licences_folder() / text).read_text(encoding="utf-8")


def test_files_are_told_by_whom_they_are_from():
    core = next(Path(PySide6.QtCore.__file__).parent.glob("Qt/lib/libQt6Core.so.6"), Path(PySide6.QtCore.__file__))
    files = [Path(platformdirs.__file__), Path(PySide6.QtCore.__file__), core, Path(sqlite3.__file__)]
    parts = {part.name: part for part in find_parts(files, loader=None)}
    assert {"platformdirs", "pyside6-essentials", "python"} <= set(parts)
    assert all(part.version and part.licence for part in parts.values())
    assert parts["platformdirs"].texts
    assert parts["python"].licence == "PSF-2.0"


def test_the_list_is_the_same_each_time_and_names_each_part():
    part = Part("thing", "1.2", "MIT", "pkg:pypi/thing@1.2")
    text = write_list([part], "0.1.0", 1_764_000_000)
    assert text == write_list([part], "0.1.0", 1_764_000_000)
    told = json.loads(text)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["version"] == "0.1.0"
    assert told["components"] == [
        {
            "type": "library",
            "bom-ref": "pkg:pypi/thing@1.2",
            "name": "thing",
            "purl": "pkg:pypi/thing@1.2",
            "version": "1.2",
            "licenses": [{"expression": "MIT"}],
        }
    ]
