"""Output that the verbs have in common."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.dataset import Dataset

FAULTS_FOUND = 1
NOT_AS_NEEDED = 2


def report_faults(faults: Iterable[Fault], closing: str) -> int:
    """Print each fault on its own line, then their number and ``closing``, and return the exit status."""
    lines = [str(fault) for fault in faults]
    count = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
    print(*lines, f"{count}. {closing}", sep="\n", file=sys.stderr)
    return FAULTS_FOUND


def report_environment_fault(fault: Exception) -> int:
    """Print what is wrong outside the program and return the exit status."""
    print(fault, file=sys.stderr)
    return NOT_AS_NEEDED


def counts_of(dataset: Dataset) -> str:
    """Return the numbers of entries, facts and passages of a dataset as text."""
    return (
        f"{len(dataset.entries)} entries, {len(dataset.facts)} facts, "
        f"{len(dataset.passages)} passages (edition {dataset.edition.id})"
    )


@contextmanager
def ignore_closed_pipe() -> Iterator[None]:
    """Ignore that the reader of the output closes it early, as ``head`` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes again when it exits; see the note on SIGPIPE in its documentation of signal.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
