"""The collected files that are packaged: used plugins, and libraries that are loaded."""

import ast
import importlib
from pathlib import Path

import pytest

from devtools.trimming import is_left_to_linux, is_used_plugin, is_used_text, loaded_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/styles/libqmacstyle.dylib",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/plugins/wayland-decoration-client/libadwaita.so",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "libsqlite3.so.0",
    ],
)
def test_used_files_are_kept(path):
    assert is_used_plugin(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforms/libqxcb-other.so",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/networkinformation/libqglib.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libivi-shell.so",
    ],
)
def test_unused_plugins_are_removed(path):
    assert not is_used_plugin(path)


@pytest.mark.parametrize(
    ("path", "used"),
    [
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6\\translations\\qtbase_pt_BR.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/qt_de.qm", False),
        ("coopviewer/resources/locales/de/coopviewer.mo", True),
        ("coopviewer/resources/locales/de/coopviewer.po", False),
        ("coopviewer/data/coop.db", True),
    ],
)
def test_texts_of_qt_are_kept_for_the_languages_of_the_interface(path, used):
    assert is_used_text(path, ["de", "pt-BR"]) is used


NEEDS = {
    "QtGui.so": ["libQt6Gui.so.6", "libc.so.6"],
    "lib/libQt6Gui.so.6": ["libQt6Core.so.6", "libGL.so.1"],
    "lib/libQt6Core.so.6": ["libicu.so.73"],
    "lib/libQt6Qml.so.6": ["libQt6Core.so.6", "libQt6Network.so.6"],
}


def test_directly_and_indirectly_needed_libraries_are_kept():
    libraries = [*NEEDS, "lib/libicu.so.73", "lib/libQt6Network.so.6"]
    kept = loaded_files(["QtGui.so"], libraries, lambda path: NEEDS.get(path, []))
    assert kept == {"QtGui.so", "lib/libQt6Gui.so.6", "lib/libQt6Core.so.6", "lib/libicu.so.73"}


def test_libraries_that_need_each_other_are_each_found_once():
    needs = {"a.so": ["b.so"], "b.so": ["a.so"]}
    assert loaded_files(["a.so"], needs, needs.__getitem__) == {"a.so", "b.so"}


def test_library_names_are_compared_regardless_of_case():
    assert loaded_files(["x.pyd"], ["Qt6Core.dll"], lambda path: ["QT6CORE.DLL"] if path == "x.pyd" else []) == {
        "x.pyd",
        "Qt6Core.dll",
    }


@pytest.mark.parametrize("name", ["libc.so.6", "libstdc++.so.6", "libGL.so.1", "libfontconfig.so.1", "libcups.so.2"])
def test_libraries_of_every_desktop_are_not_packaged(name):
    assert is_left_to_linux(name)


@pytest.mark.parametrize(
    "name",
    [
        "libxcb-cursor.so.0",
        "libxkbcommon-x11.so.0",
        "libcom_err.so.2",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "libsqlite3.so.0",
    ],
)
def test_libraries_that_a_desktop_may_lack_are_packaged(name):
    assert not is_left_to_linux(name)


def test_the_packing_spec_imports_functions_that_exist() -> None:
    spec = ast.parse((ROOT / "packaging" / "coopviewer.spec").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(spec) if isinstance(node, ast.ImportFrom)]
    ours = [
        (node.module, name.name)
        for node in imports
        if (node.module or "").startswith("devtools")
        for name in node.names
    ]
    assert ("devtools.trimming", "loaded_files") in ours
    assert [name for module, name in ours if not hasattr(importlib.import_module(str(module)), name)] == []
