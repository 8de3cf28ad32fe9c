"""What the verbs have in common: their exit statuses, and how faults are reported."""

from collections.abc import Callable, Iterable

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.faults import Fault
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.dataset import ReferenceSize
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.standard_output import print_error

NOT_DONE = 1  # faults were found, nothing was found, or what was asked for could not be printed
NOT_AS_NEEDED = 2
_INTERRUPTED = 130  # as shells report a program that Ctrl+C has ended
_OUTPUT = "output."


def run_verb(do: Callable[[], int], tr: Translate) -> int:
    """Call ``do``, which does a verb's work, and return its exit status.

    If it raises an EnvironmentFault, that is printed, and the status is 1 if output could not be printed, else 2. Any
    other exception is passed on.
    """
    try:
        return do()
    except EnvironmentFault as fault:
        return report_fault(fault, tr)


def report_fault(fault: EnvironmentFault, tr: Translate, *, program: str = "") -> int:
    """Print the sentence of a fault to standard error, and return the exit status.

    ``program`` is put in front of the sentence as it is: ``"coopviewer: "``. The status is 1 if the fault is
    that output could not be printed, else 2.
    """
    print_error(f"{program}{fault_sentence(fault, tr)}")
    return NOT_DONE if fault.code.startswith(_OUTPUT) else NOT_AS_NEEDED


def report_stop(tr: Translate) -> int:
    """Print that the user stopped the program with Ctrl+C, and return the exit status, 130."""
    print_error(tr("Stopped."))
    return _INTERRUPTED


def report_faults(faults: Iterable[Fault], closing: str, tr: Translate) -> int:
    """Print faults to standard error, a line each, then ``3 faults.`` and the sentence ``closing``.

    Returns the exit status, 1.
    """
    lines = [fault.said(tr) for fault in faults]
    count = tr.plural("{n} fault.", "{n} faults.", len(lines))
    print_error(*lines, f"{count} {closing}")
    return NOT_DONE


def counts_of(size: ReferenceSize, tr: Translate) -> str:
    """Return the size of a reference, and its edition: ``8 entries, 17 facts, 3 passages (edition small-1)``."""
    counts = (
        tr.plural("{n} entry", "{n} entries", size.entries),
        tr.plural("{n} fact", "{n} facts", size.facts),
        tr.plural("{n} passage", "{n} passages", size.passages),
    )
    return tr("{counts} (edition {edition})").format(counts=tr.listed(counts), edition=size.edition_id)
