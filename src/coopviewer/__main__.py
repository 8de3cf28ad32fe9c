"""The command line: a verb, or the window with an optional address and an optional path to a reference."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.languages import choose_language, take_option


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    The status is 0, or 1 for faults in data or an empty result, or 2 if something outside the program is not as needed.
    """
    given_arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code, given_arguments = take_option(given_arguments)
        tr = choose_language(code, os.environ)
    except EnvironmentFault as fault:
        return _refuse(fault)
    if given_arguments:
        status = _without_window(given_arguments, tr)
        if status is not None:
            return status
    gc.disable()  # saves a tenth of the launch; app/launch/garbage.py collects once the window is shown
    from coopviewer.app.start import start_window

    return start_window(given_arguments, tr)


def _without_window(given_arguments: list[str], tr: Translate) -> int | None:
    """Run a command that needs no window and return its exit status; None if the window is wanted."""
    from coopviewer.commands import VERBS, help_text

    if given_arguments[0] in VERBS:
        module, _ = VERBS[given_arguments[0]]
        return int(import_module(module).main(given_arguments[1:], tr))
    if given_arguments[0] in ("-h", "--help"):
        print(help_text(tr))
        return 0
    if given_arguments[0] in ("-V", "--version"):
        from coopviewer import __version__

        print(f"coopviewer {__version__}")
        return 0
    return None


def _refuse(fault: EnvironmentFault) -> int:
    from coopviewer.rendering.words.fault_words import fault_sentence  # deferred: hardly ever needed

    print(f"coopviewer: {fault_sentence(fault, ENGLISH)}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
