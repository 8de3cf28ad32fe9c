"""From the command line's words to the window: reads them, looks whether there is a screen, tells what is wrong."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from coopviewer import paths
from coopviewer.domain.browsing.addresses import SCHEME, Address, parse_address
from coopviewer.domain.errors import EnvironmentFault

_FLAGS = {"--fresh": "fresh", "--portable": "portable"}
_FILES = {
    "--draw": ("picture", "--draw needs the name of a picture to write, such as window.png."),
    "--smoke": ("smoke", "--smoke needs a folder to write its report into, such as smoke."),
    "--annotations": ("annotations", "--annotations needs the name of a file, such as notes.db."),
}


def start_window(words: list[str]) -> int:
    """Open the window as the words say; gives the exit status, 2 with a sentence where that cannot be."""
    try:
        return _start(read_words(words))
    except EnvironmentFault as fault:
        print(f"coopviewer: {fault}", file=sys.stderr)
        return 2


class StartOptions(NamedTuple):
    """What the command line says.

    ``address`` None: none is named; ``reference`` None: the bundled one; ``picture`` None: show the window;
    ``fresh``: leave the last session alone; ``annotations`` None: the file that was chosen last, else the usual one;
    ``portable``: keep all beside the program; ``smoke``: the folder for the report of a window that tries itself.
    """

    address: Address | None = None
    reference: Path | None = None
    picture: Path | None = None
    fresh: bool = False
    annotations: Path | None = None
    portable: bool = False
    smoke: Path | None = None


def read_words(words: list[str]) -> StartOptions:
    """Read what to open and how.

    Raises EnvironmentFault with a sentence where the words mean nothing.
    """
    read = StartOptions()
    left = iter(words)
    for word in left:
        if word in _FLAGS:
            read = read._replace(**{_FLAGS[word]: True})  # type: ignore[arg-type]  # the table's own words
        elif word in _FILES:
            key, sentence = _FILES[word]
            value = next(left, None)
            if not value:
                raise EnvironmentFault(sentence)
            read = read._replace(**{key: Path(value)})  # type: ignore[arg-type]
        elif word.startswith(SCHEME):
            try:
                read = read._replace(address=parse_address(word))
            except ValueError:
                raise EnvironmentFault(f"{word} is not an address. One looks like coop:country/NE.") from None
        elif word.startswith("-"):
            raise EnvironmentFault(f"There is no option {word}. Ask with --help what there is.")
        elif word.startswith("file:"):  # as a desktop names a file that it hands over
            read = read._replace(reference=_path_of(word))
        else:
            read = read._replace(reference=Path(word))
    return read


def _path_of(url: str) -> Path:
    from urllib.parse import unquote, urlsplit  # deferred: desktops alone hand over such words

    return Path(unquote(urlsplit(url).path))


def _start(words: StartOptions) -> int:
    if words.picture is None:
        alone = words.reference is not None or words.fresh or words.smoke is not None
        if not alone and _handed_over(socket_of(words), words.address):
            return 0
        from coopviewer.app.launch.screen import check_screen

        check_screen(os.environ, sys.platform)
    _load_what_needs_no_qt()
    try:
        from coopviewer.app.composition import Start  # deferred: Qt starts here
        from coopviewer.app.window import draw_window, run_window
    except ImportError as error:
        raise fault_of(error) from None

    reference = words.reference or paths.reference_file()
    fresh = words.fresh or words.picture is not None
    folder = _portable_folder() if _is_portable(words) else None
    start = Start(reference, words.address, fresh=fresh, folder=folder, annotations=words.annotations)
    if words.smoke is not None:
        from coopviewer.app.smoke.run import run_smoke  # deferred: only when asked for

        return run_smoke(start, words.smoke)
    if words.picture is None:
        return run_window(start)
    import tempfile  # deferred, both: only for pictures
    from dataclasses import replace

    with tempfile.TemporaryDirectory() as empty:  # a picture is the same whatever a person has set
        return draw_window(replace(start, folder=Path(empty)), words.picture)


def fault_of(error: ImportError) -> Exception:
    """Tell which library of the system Qt lacks; what is missing of our own is a defect and stays one."""
    library, _, reason = str(error).partition(": ")
    if "shared object" not in reason:
        return error
    return EnvironmentFault(
        f"The window needs {library}, which this system lacks. Install what holds it, then start coopviewer again. On "
        "Debian and its kin these are: libgl1 libegl1 libx11-6 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3 "
        "libzstd1. What needs no window, such as coopviewer search, works without."
    )


def _load_what_needs_no_qt() -> None:
    """Import before Qt what the window needs and Qt does not.

    Once PySide6 is there, it reads the source of each further module, in search of ``from __feature__``; that takes a
    tenth of a millisecond or two for each.
    """
    import coopviewer.domain.browsing.history
    import coopviewer.domain.browsing.tabs
    import coopviewer.domain.reference.outline
    import coopviewer.rendering.document.link_schemes
    import coopviewer.storage.reference.store  # noqa: F401


def socket_of(words: StartOptions) -> Path:
    """Give the socket at which the window listens that a start with these words would be: one a file of annotations."""
    usual = paths.portable_folder() / "window.socket" if _is_portable(words) else paths.socket_file()
    return usual if words.annotations is None else paths.socket_beside(usual, words.annotations)


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
        raise EnvironmentFault(
            f"A portable coopviewer keeps everything in {folder}, which may not be written by you. "
            "Put the program into a folder of yours, or start it without --portable."
        )
    return folder


def _handed_over(path: Path, address: Address | None) -> bool:
    """Hand the address to the window that is open already; False where there is none."""
    try:
        if not path.exists():
            return False
    except OSError:  # a folder that may not be looked into
        return False
    from coopviewer.app.launch.single_instance import hand_over  # deferred: mostly there is no other window

    return hand_over(path, "" if address is None else str(address))
