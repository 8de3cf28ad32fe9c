"""From the command line's words to the window: reads them, looks whether there is a screen, tells what is wrong."""

import os
import sys
from pathlib import Path

from coopviewer import paths
from coopviewer.domain.addresses import HOME_ADDRESS, SCHEME, Address, parse_address
from coopviewer.domain.errors import EnvironmentFault

_DRAW = "--draw"


def start_window(words: list[str]) -> int:
    """Open the window as the words say; gives the exit status, 2 with a sentence where that cannot be."""
    try:
        address, reference, picture = read_words(words)
        return _start(address, reference, picture)
    except EnvironmentFault as fault:
        print(f"coopviewer: {fault}", file=sys.stderr)
        return 2


def read_words(words: list[str]) -> tuple[Address, Path, Path | None]:
    """Read the address to open, the reference to open, and the picture to draw into (None: show the window).

    Raises EnvironmentFault with a sentence where the words mean nothing.
    """
    address, reference, picture = HOME_ADDRESS, paths.reference_file(), None
    left = iter(words)
    for word in left:
        if word == _DRAW:
            picture = Path(next(left, "")) if words[-1] != _DRAW else None
            if picture is None:
                raise EnvironmentFault("--draw needs the name of a picture to write, such as window.png.")
        elif word.startswith(SCHEME):
            try:
                address = parse_address(word)
            except ValueError:
                raise EnvironmentFault(f"{word} is not an address. One looks like coop:country/NE.") from None
        elif word.startswith("-"):
            raise EnvironmentFault(f"There is no option {word}. Ask with --help what there is.")
        else:
            reference = Path(word)
    return address, reference, picture


def _start(address: Address, reference: Path, picture: Path | None) -> int:
    if picture is None:
        from coopviewer.app.screen import check_screen

        check_screen(os.environ, sys.platform)
    from coopviewer.app.composition import Start  # deferred: Qt starts here
    from coopviewer.app.window import draw_window, run_window

    start = Start(reference, address)
    return run_window(start) if picture is None else draw_window(start, picture)
