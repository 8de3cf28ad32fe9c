"""The command line: a verb, or the window with an optional address and an optional path to a reference."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

_HELP = """\
usage: coopviewer [ADDRESS] [REFERENCE] [--annotations FILE] [--portable] [--fresh] [--draw PICTURE]
       coopviewer --smoke DIR
       coopviewer VERB …
       coopviewer --version | --help

Opens the window, at the page ADDRESS (such as coop:country/NE) and with another REFERENCE (a file such as coop.db) if
they are given. A window that is open already is used again. The tabs of the last session are restored, unless --fresh
is given. Annotations are stored in the annotations FILE, by default your own. --portable stores them and all your other
files beside the program; a file portable.txt beside the program does so at every start. --draw writes the window as a
picture (PNG) instead of showing it, which needs no screen. --smoke tests the program in a window of its own and writes
pictures and report.json into DIR; your own files are not changed.

verbs:
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    The status is 0, or 1 for faults in data or an empty result, or 2 if something outside the program is not as needed.
    """
    given_arguments = list(sys.argv[1:] if arguments is None else arguments)
    if given_arguments:
        status = _without_window(given_arguments)
        if status is not None:
            return status
    gc.disable()  # saves a tenth of the launch; app/launch/garbage.py collects once the window is shown
    from coopviewer.app.start import start_window

    return start_window(given_arguments)


def _without_window(given_arguments: list[str]) -> int | None:
    """Run a command that needs no window and return its exit status; None if the window is wanted."""
    from coopviewer.commands import VERBS

    if given_arguments[0] in VERBS:
        module, _ = VERBS[given_arguments[0]]
        return int(import_module(module).main(given_arguments[1:]))
    if given_arguments[0] in ("-h", "--help"):
        width = max(map(len, VERBS))
        print(_HELP + "\n".join(f"  {verb:{width}}  {summary}" for verb, (_, summary) in VERBS.items()))
        return 0
    if given_arguments[0] in ("-V", "--version"):
        from coopviewer import __version__

        print(f"coopviewer {__version__}")
        return 0
    return None


if __name__ == "__main__":
    sys.exit(main())
