"""From the command line's words to the window: reads them, looks whether there is a screen, tells what is wrong."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from coopviewer import paths
from coopviewer.domain.addresses import SCHEME, Address, parse_address
from coopviewer.domain.errors import EnvironmentFault

_DRAW = "--draw"
_FRESH = "--fresh"


def start_window(words: list[str]) -> int:
    """Open the window as the words say; gives the exit status, 2 with a sentence where that cannot be."""
    try:
        return _start(read_words(words))
    except EnvironmentFault as fault:
        print(f"coopviewer: {fault}", file=sys.stderr)
        return 2


class Words(NamedTuple):
    """What the command line says.

    ``address`` None: none is named; ``reference`` None: the bundled one; ``picture`` None: show the window;
    ``fresh``: leave the last session alone.
    """

    address: Address | None = None
    reference: Path | None = None
    picture: Path | None = None
    fresh: bool = False


def read_words(words: list[str]) -> Words:
    """Read what to open and how.

    Raises EnvironmentFault with a sentence where the words mean nothing.
    """
    read = Words()
    left = iter(words)
    for word in left:
        if word == _DRAW:
            picture = next(left, None)
            if not picture:
                raise EnvironmentFault("--draw needs the name of a picture to write, such as window.png.")
            read = read._replace(picture=Path(picture))
        elif word == _FRESH:
            read = read._replace(fresh=True)
        elif word.startswith(SCHEME):
            try:
                read = read._replace(address=parse_address(word))
            except ValueError:
                raise EnvironmentFault(f"{word} is not an address. One looks like coop:country/NE.") from None
        elif word.startswith("-"):
            raise EnvironmentFault(f"There is no option {word}. Ask with --help what there is.")
        else:
            read = read._replace(reference=Path(word))
    return read


def _start(words: Words) -> int:
    if words.picture is None:
        if words.reference is None and not words.fresh and _handed_over(words.address):
            return 0
        from coopviewer.app.screen import check_screen

        check_screen(os.environ, sys.platform)
    _load_what_needs_no_qt()
    from coopviewer.app.composition import Start  # deferred: Qt starts here
    from coopviewer.app.window import draw_window, run_window

    reference = words.reference or paths.reference_file()
    fresh = words.fresh or words.picture is not None
    start = Start(reference, words.address, fresh=fresh)
    if words.picture is None:
        return run_window(start)
    import tempfile  # deferred, both: only for pictures
    from dataclasses import replace

    with tempfile.TemporaryDirectory() as folder:  # a picture is the same whatever a person has set
        return draw_window(replace(start, folder=Path(folder)), words.picture)


def _load_what_needs_no_qt() -> None:
    """Import before Qt what the window needs and Qt does not.

    Once PySide6 is there, it reads the source of each further module, in search of ``from __feature__``; that takes a
    tenth of a millisecond or two for each.
    """
    import coopviewer.domain.history
    import coopviewer.domain.outline
    import coopviewer.domain.tabs
    import coopviewer.rendering.schemes
    import coopviewer.storage.reference_store  # noqa: F401


def _handed_over(address: Address | None) -> bool:
    """Hand the address to the window that is open already; False where there is none."""
    path = paths.socket_file()
    try:
        if not path.exists():
            return False
    except OSError:  # a folder that may not be looked into
        return False
    from coopviewer.app.handing_over import hand_over  # deferred: mostly there is no other window

    return hand_over(path, "" if address is None else str(address))
