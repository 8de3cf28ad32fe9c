"""Starts the program's window: parses the command line, and sends the address to an open window or opens one."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coopviewer import paths
from coopviewer.app.launch.qt_import import import_qt
from coopviewer.app.launch.screen import check_screen
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import SCHEME, Address, parse_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate

if TYPE_CHECKING:
    from coopviewer.app.composition import Start

# What the window needs, imported before Qt: once PySide6 is there, it reads the source of each further module in search
# of ``from __feature__``, which takes a tenth of a millisecond or two for each.
_WITHOUT_QT = (
    "coopviewer.domain.browsing.history",
    "coopviewer.domain.browsing.tabs",
    "coopviewer.domain.reference.outline",
    "coopviewer.rendering.document.link_schemes",
    "coopviewer.storage.reference.store",
)
_PACKAGES = "libgl1 libegl1 libx11-6 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3 libzstd1"  # of Debian
_FLAGS = {"--fresh": "fresh", "--portable": "portable"}
_FILES = {
    "--draw": ("picture", "start.no-picture"),
    "--write": ("brief", "start.no-brief-file"),
    "--smoke": ("smoke", "start.no-report-folder"),
    "--annotations": ("annotations", "start.no-annotations-file"),
}


def start_window(words: list[str], tr: Translate = ENGLISH) -> int:
    """Open the window for the arguments of the command line, and return the exit status once it is closed.

    If a window that was started with the same --annotations, or likewise without, is open already, the address is sent
    to it, and 0 is returned at once; not if a reference or --fresh is given. The options --draw, --write and --smoke
    write a picture, a brief, or the report of the self-test instead. Raises EnvironmentFault if the arguments make no
    sense, no window can be shown, or a file cannot be read or written.
    """
    return _start(read_words(words), tr)


class StartOptions(NamedTuple):
    """The options of the command line; paths are as they were typed.

    ``address`` None: not given; ``reference`` None: the bundled one; ``picture`` is the file that the window is drawn
    into, None: show the window; ``fresh``: do not restore the session; ``annotations`` None: the file chosen last, else
    the default one; ``portable``: store all files beside the program; ``smoke``: the folder for the report of the
    self-test, None: no self-test. ``brief``: the file that a brief is written to without a window, None: no brief.
    """

    address: Address | None = None
    reference: Path | None = None
    picture: Path | None = None
    fresh: bool = False
    annotations: Path | None = None
    portable: bool = False
    smoke: Path | None = None
    brief: Path | None = None


def read_words(words: list[str]) -> StartOptions:
    """Parse the arguments of the command line; of an option, address or reference given twice the last one counts.

    A word that begins with ``coop:`` is the address, any other that does not begin with a dash the path or ``file:``
    address of the reference; the word after an option that takes a file, or a folder (``--smoke``), is its path. Raises
    EnvironmentFault for an unknown option, an option without its file, or an invalid address.
    """
    read = StartOptions()
    left = iter(words)
    for word in left:
        if word in _FLAGS:
            read = read._replace(**{_FLAGS[word]: True})  # type: ignore[arg-type]  # the table's own words
        elif word in _FILES:
            key, lacking = _FILES[word]
            value = next(left, None)
            if not value:
                raise EnvironmentFault(lacking)
            read = read._replace(**{key: Path(value)})  # type: ignore[arg-type]
        elif word.startswith(SCHEME):
            try:
                read = read._replace(address=parse_address(word))
            except ValueError:
                raise EnvironmentFault("address.invalid", address=word, example="coop:country/NE") from None
        elif word.startswith("-"):
            raise EnvironmentFault("start.no-option", option=word)
        elif word.startswith("file:"):  # as a desktop names a file that it hands over
            read = read._replace(reference=_path_of(word))
        else:
            read = read._replace(reference=Path(word))
    return read


def _path_of(url: str) -> Path:
    return Path(load("unquote")(load("urlsplit")(url).path))


def _start(words: StartOptions, tr: Translate) -> int:
    if words.picture is None and words.brief is None:
        alone = words.reference is not None or words.fresh or words.smoke is not None
        if not alone and _handed_over(socket_of(words), words.address):
            return 0
        check_screen(os.environ, sys.platform)
    for module in _WITHOUT_QT:
        import_module(module)
    try:
        import_qt(paths.qt_bytecode_file())
        made: type[Start] = load("start")
        run_window: Callable[[Start], int] = load("window")
    except ImportError as error:
        raise fault_of(error) from None

    reference = words.reference or paths.reference_file()
    fresh = words.fresh or words.picture is not None
    folder = _portable_folder() if _is_portable(words) else None
    start = made(reference, words.address, fresh=fresh, folder=folder, annotations=words.annotations, tr=tr)
    if words.smoke is not None:
        run_smoke: Callable[[Start, Path], int] = load("smoke")
        return run_smoke(start, words.smoke)
    if words.brief is not None:
        write_brief: Callable[[Start, Path], int] = load("brief_file")
        return write_brief(start, words.brief)
    if words.picture is not None:
        draw_window: Callable[[Start, Path], int] = load("drawing")
        return draw_window(start, words.picture)
    return run_window(start)


def fault_of(error: ImportError) -> Exception:
    """Return an EnvironmentFault that names the system library that an import lacks.

    An ImportError with another reason is returned unchanged.
    """
    library, _, reason = str(error).partition(": ")
    if "shared object" not in reason:
        return error
    return EnvironmentFault("start.no-library", library=library, packages=_PACKAGES)


def socket_of(words: StartOptions) -> Path:
    """Return the path of the socket at which the window with these options listens for later starts.

    Windows that were started with different files after --annotations have different sockets.
    """
    return paths.UserFiles(paths.portable_folder() if _is_portable(words) else None).socket(words.annotations)


def _is_portable(words: StartOptions) -> bool:
    return words.portable or paths.is_portable()


def _portable_folder() -> Path:
    folder = paths.portable_folder()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise EnvironmentFault("start.not-portable", folder=folder)
    return folder


def _handed_over(path: Path, address: Address | None) -> bool:
    """Send the address to the window that listens at the socket ``path``; return False if none took it."""
    try:
        if not path.exists():
            return False
    except OSError:  # a folder that may not be looked into
        return False
    return bool(load("hand_over")(path, "" if address is None else str(address)))
