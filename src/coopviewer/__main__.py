"""The command line: a verb, or the window with an optional address and an optional path to a reference."""

from coopviewer.stopping import loading

loading.begin()  # before all other imports

import gc  # noqa: E402 - as said
import os  # noqa: E402
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from contextlib import suppress  # noqa: E402

from coopviewer.domain.errors import EnvironmentFault  # noqa: E402
from coopviewer.domain.language import ENGLISH, Translate  # noqa: E402
from coopviewer.languages import choose_language, take_option  # noqa: E402

loading.end()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb, open the window until it is closed, or use one that is open already; return the exit status.

    ``arguments`` are those of the command line, None: of this process. The status is 0 if all went well; 1 if a search
    found nothing, if nothing was done, if a verb found what it looks for (``check`` faults, ``diff`` changes), or if
    the result could not be printed; 2 if something outside the program is not as needed, such as a missing file, or an
    entry that the reference lacks; 130 after Ctrl+C. Faults are printed. Raises SystemExit for wrong arguments of a
    verb, for its help, and where SIGTERM or SIGHUP ends it.
    """
    tr = ENGLISH
    loading.begin()
    try:
        _occupy_descriptors()
        code, given_arguments = take_option(list(sys.argv[1:] if arguments is None else arguments))
        tr = choose_language(code, os.environ, _report_in_english)
        loading.words = tr("Stopped.")
        return _run(given_arguments, tr)
    except EnvironmentFault as fault:
        loading.ignore()
        return _report(fault, tr)
    except KeyboardInterrupt:  # what was begun has been removed on the way here
        loading.ignore()
        return _report(None, tr)
    finally:
        if arguments is not None:  # else the process ends now, with this status
            loading.end()


def _run(given_arguments: list[str], tr: Translate) -> int:
    if given_arguments:
        from coopviewer.commands import NeedsWindow, run_without_window

        try:
            status = run_without_window(given_arguments, tr)
        except NeedsWindow as needed:
            status, given_arguments = None, needed.arguments
        if status is not None:
            loading.ignore()
            return status
    loading.end()
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


def _report_in_english(fault: EnvironmentFault) -> None:
    _report(fault, ENGLISH)


def _report(error: EnvironmentFault | None, tr: Translate) -> int:
    """Print a fault outside the program, or for None that the user stopped it, and return the exit status."""
    from coopviewer.commands.reporting import report_fault, report_stop  # deferred: hardly ever needed

    return report_stop(tr) if error is None else report_fault(error, tr, program="coopviewer: ")


if __name__ == "__main__":
    sys.exit(main())
