"""The command line: a verb, else a ``coop:`` address, else a path to another reference; nothing: the window."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

_HELP = """\
usage: coopviewer [ADDRESS] [REFERENCE] [--annotations FILE] [--portable] [--fresh] [--draw PICTURE]
       coopviewer --smoke DIR
       coopviewer VERB …
       coopviewer --version | --help

Opens the window, on the page of ADDRESS (such as coop:country/NE) and on another REFERENCE (a file such as coop.db)
where they are given; in the window that is open already, where there is one. It comes back with the tabs of the last
time, unless --fresh is given. What you write is kept in the annotations FILE, your own by default. --portable keeps
that and everything else of yours beside the program, as a file portable.txt there does at every start. --draw writes
the window as a picture (PNG) instead of showing it, which needs no screen. --smoke tries in a window of its own
whether everything works here, and writes pictures and report.json into DIR; what you keep is left alone.

verbs:
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; gives the exit status: 0, 1 for faults found in data, 2 for what went wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given:
        status = _without_window(given)
        if status is not None:
            return status
    gc.disable()  # a tenth of the launch, for nothing to collect; app/garbage.py does it once the window stands
    from coopviewer.app.start import start_window

    return start_window(given)


def _without_window(given: list[str]) -> int | None:
    """Do what needs no window; None where the window is wanted."""
    from coopviewer.commands import VERBS

    if given[0] in VERBS:
        module, _ = VERBS[given[0]]
        return int(import_module(module).main(given[1:]))
    if given[0] in ("-h", "--help"):
        width = max(map(len, VERBS))
        print(_HELP + "\n".join(f"  {verb:{width}}  {words}" for verb, (_, words) in VERBS.items()))
        return 0
    if given[0] in ("-V", "--version"):
        from coopviewer import __version__

        print(f"coopviewer {__version__}")
        return 0
    return None


if __name__ == "__main__":
    sys.exit(main())
