"""What of all that PyInstaller collects is needed: the plugins used, and the libraries that something reaches."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

# kind of plugin -> those that are used, by the part of the file's name that is the same on every system
PLUGINS: Mapping[str, tuple[str, ...]] = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "iconengines": ("svgicon",),
    "imageformats": ("svg",),
    "styles": ("modernwindows", "mac"),
    "platformthemes": ("xdgdesktopportal",),  # file dialogs and light or dark, as the desktop has them
    "platforminputcontexts": ("compose", "ibus"),  # for what no key of a keyboard stands for
    "printsupport": ("cups",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
}

# On Linux every desktop has these, and they have to fit it: the runtime of C and C++, graphics drivers, fonts, the
# message bus, printing, and what these load. What is left out here is named in docs/packaging.md.
LEFT_TO_LINUX = (
    "libc.", "libm.", "libdl.", "libpthread.", "librt.", "libutil.", "libresolv.", "ld-linux", "libstdc++", "libgcc_s.",
    "libGL.", "libEGL.", "libOpenGL.", "libX11.", "libX11-xcb.", "libxcb.", "libwayland-", "libfontconfig.",
    "libfreetype.", "libdbus-1.", "libglib-2.0.", "libgthread-2.0.", "libcups.", "libz.", "libzstd.", "libexpat.",
    "libuuid.",
)  # fmt: skip

_LIBRARY_PREFIX = "lib"


def is_used_plugin(path: str) -> bool:
    """Tell whether a file may stay for all that is known of plugins: it is one that is used, or it is none."""
    parts = PurePath(path.replace("\\", "/")).parts
    if "plugins" not in parts:
        return True
    kind, *name = parts[parts.index("plugins") + 1 :]
    stem = name[-1].partition(".")[0] if name else ""
    return stem.removeprefix(_LIBRARY_PREFIX).removeprefix("q").removesuffix("plugin") in _names(kind)


def _names(kind: str) -> set[str]:
    suffixes = ("", "style", "printersupport", "platforminputcontext")
    return {f"{name}{suffix}" for name in PLUGINS.get(kind, ()) for suffix in suffixes}


def is_left_to_linux(path: str) -> bool:
    """Tell whether a library is one that every Linux desktop has of its own."""
    return PurePath(path).name.startswith(LEFT_TO_LINUX)


def reached(roots: Iterable[str], libraries: Iterable[str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Give the files that are loaded: the roots, and of the libraries those that one of them needs, however far.

    All are paths; ``needs`` gives the names of the libraries that a file names itself, without folders.
    """
    by_name = {PurePath(path).name.lower(): path for path in libraries}
    found: set[str] = set()
    left = list(roots)
    while left:
        path = left.pop()
        if path in found:
            continue
        found.add(path)
        left += [by_name[name.lower()] for name in needs(path) if name.lower() in by_name]
    return found
