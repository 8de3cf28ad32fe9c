"""The files that are needed of those that PyInstaller collects: used plugins, and libraries that something loads."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

# kind of plugin -> used plugins, by the part of the file name that is the same on every system
PLUGINS: Mapping[str, tuple[str, ...]] = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "iconengines": ("svgicon",),
    "imageformats": ("svg",),
    "styles": ("modernwindows", "mac"),
    "platformthemes": ("xdgdesktopportal",),  # file dialogs and light or dark, as the desktop has them
    "platforminputcontexts": ("compose", "ibus"),  # for characters without a key on the keyboard
    "printsupport": ("cups",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
}

# Every Linux desktop has these, and they have to match it: the runtime of C and C++, graphics drivers, fonts, the
# message bus, printing, and the libraries that these load. docs/packaging.md lists what is left out.
LEFT_TO_LINUX = (
    "libc.", "libm.", "libdl.", "libpthread.", "librt.", "libutil.", "libresolv.", "ld-linux", "libstdc++", "libgcc_s.",
    "libGL.", "libEGL.", "libOpenGL.", "libX11.", "libX11-xcb.", "libxcb.", "libwayland-", "libfontconfig.",
    "libfreetype.", "libdbus-1.", "libglib-2.0.", "libgthread-2.0.", "libcups.", "libz.", "libzstd.", "libexpat.",
    "libuuid.",
)  # fmt: skip

_LIBRARY_PREFIX = "lib"


def is_used_plugin(path: str) -> bool:
    """Return whether a file is a used plugin, or not a plugin at all."""
    parts = PurePath(path.replace("\\", "/")).parts
    if "plugins" not in parts:
        return True
    kind, *name = parts[parts.index("plugins") + 1 :]
    stem = name[-1].partition(".")[0] if name else ""
    return stem.removeprefix(_LIBRARY_PREFIX).removeprefix("q").removesuffix("plugin") in _names(kind)


def _names(kind: str) -> set[str]:
    suffixes = ("", "style", "printersupport", "platforminputcontext")
    return {f"{name}{suffix}" for name in PLUGINS.get(kind, ()) for suffix in suffixes}


def is_used_text(path: str, languages: Iterable[str]) -> bool:
    """Return whether a file is Qt's own text in one of the languages (BCP 47), or not a translation at all."""
    parsed = PurePath(path.replace("\\", "/"))
    if parsed.suffix == ".po":
        return False  # the compiled file beside it is the one that is read
    names = {f"qtbase_{language.replace('-', '_')}.qm" for language in languages}
    return "translations" not in parsed.parts or parsed.name in names


def is_left_to_linux(path: str) -> bool:
    """Return whether a library is part of every Linux desktop."""
    return PurePath(path).name.startswith(LEFT_TO_LINUX)


def loaded_files(roots: Iterable[str], libraries: Iterable[str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Return the files that are loaded: the roots, and the libraries that one of them needs, directly or indirectly.

    All are paths; ``needs`` returns the names, without folders, of the libraries that a file itself requires.
    """
    by_name = {PurePath(path).name.lower(): path for path in libraries}
    found: set[str] = set()
    pending = list(roots)
    while pending:
        path = pending.pop()
        if path in found:
            continue
        found.add(path)
        pending += [by_name[name.lower()] for name in needs(path) if name.lower() in by_name]
    return found
