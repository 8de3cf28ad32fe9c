"""What is kept of all that is collected: plugins first, then libraries that something reaches."""

import pytest

from devtools.trimming import is_left_to_linux, is_used_plugin, reached


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
def test_what_is_used_stays(path):
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
def test_other_plugins_go(path):
    assert not is_used_plugin(path)


NEEDS = {
    "QtGui.so": ["libQt6Gui.so.6", "libc.so.6"],
    "lib/libQt6Gui.so.6": ["libQt6Core.so.6", "libGL.so.1"],
    "lib/libQt6Core.so.6": ["libicu.so.73"],
    "lib/libQt6Qml.so.6": ["libQt6Core.so.6", "libQt6Network.so.6"],
}


def test_a_library_stays_where_something_that_stays_needs_it_however_far():
    libraries = [*NEEDS, "lib/libicu.so.73", "lib/libQt6Network.so.6"]
    kept = reached(["QtGui.so"], libraries, lambda path: NEEDS.get(path, []))
    assert kept == {"QtGui.so", "lib/libQt6Gui.so.6", "lib/libQt6Core.so.6", "lib/libicu.so.73"}


def test_libraries_that_need_each_other_end_the_walk():
    needs = {"a.so": ["b.so"], "b.so": ["a.so"]}
    assert reached(["a.so"], needs, needs.__getitem__) == {"a.so", "b.so"}


def test_names_are_compared_as_windows_does():
    assert reached(["x.pyd"], ["Qt6Core.dll"], lambda path: ["QT6CORE.DLL"] if path == "x.pyd" else []) == {
        "x.pyd",
        "Qt6Core.dll",
    }


@pytest.mark.parametrize("name", ["libc.so.6", "libstdc++.so.6", "libGL.so.1", "libfontconfig.so.1", "libcups.so.2"])
def test_what_every_desktop_has_is_left_to_it(name):
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
def test_what_a_desktop_may_lack_is_brought(name):
    assert not is_left_to_linux(name)
