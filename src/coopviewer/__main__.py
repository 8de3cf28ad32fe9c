"""The command line: a verb, or the window with an optional address and an optional path to a reference."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.languages import choose_language, take_option

_INTERRUPTED = 130  # as shells report a program that Ctrl+C has ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    The status is 0, or 1 for faults in data, an empty result or one that could not be printed, or 2 if something
    outside the program is not as needed, or 130 after Ctrl+C.
    """
    tr = ENGLISH
    try:
        _occupy_descriptors()
        code, given_arguments = take_option(list(sys.argv[1:] if arguments is None else arguments))
        tr = choose_language(code, os.environ)
        return _run(given_arguments, tr)
    except EnvironmentFault as fault:
        return _refuse(fault, tr)
    except KeyboardInterrupt:  # what was begun has been removed on the way here
        return _stopped(tr)


def _run(given_arguments: list[str], tr: Translate) -> int:
    if given_arguments:
        status = _without_window(given_arguments, tr)
        if status is not None:
            return status
    gc.disable()  # saves a tenth of the launch; app/launch/garbage.py collects once the window is shown
    from coopviewer.app.start import start_window

    return start_window(given_arguments, tr)


def _occupy_descriptors() -> None:
    """Occupy the standard descriptors that are closed, so that no file which is opened later becomes one of them.

    Reading from such a descriptor, or writing to it, fails as before.
    """
    for number, mode in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, mode)  # gets the lowest number that is free


def _without_window(given_arguments: list[str], tr: Translate) -> int | None:
    """Run a command that needs no window and return its exit status; None if the window is wanted."""
    from coopviewer.commands import VERBS, help_text

    if given_arguments[0] in VERBS:
        module, _ = VERBS[given_arguments[0]]
        return int(import_module(module).main(given_arguments[1:], tr))
    if given_arguments[0] in ("-h", "--help"):
        from coopviewer.standard_output import print_text

        print_text(f"{help_text(tr)}\n")
        return 0
    if given_arguments[0] in ("-V", "--version"):
        from coopviewer import __version__
        from coopviewer.standard_output import print_lines

        print_lines(f"coopviewer {__version__}")
        return 0
    return None


def _refuse(fault: EnvironmentFault, tr: Translate) -> int:
    from coopviewer.commands.reporting import report_fault  # deferred: hardly ever needed

    return report_fault(fault, tr, program="coopviewer: ")


def _stopped(tr: Translate) -> int:
    from coopviewer.standard_output import print_error  # deferred: hardly ever needed

    print_error(tr("Stopped."))
    return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
