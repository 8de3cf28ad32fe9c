"""How the verbs tell what they found."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.dataset import Dataset

FAULTS_FOUND = 1
NOT_AS_NEEDED = 2


def tell_faults(faults: Iterable[Fault], closing: str) -> int:
    """Print each fault on a line of its own, then their number and ``closing``; gives the exit status."""
    lines = [str(fault) for fault in faults]
    count = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
    print(*lines, f"{count}. {closing}", sep="\n", file=sys.stderr)
    return FAULTS_FOUND


def tell_environment(fault: Exception) -> int:
    """Print what outside the program is not as needed; gives the exit status."""
    print(fault, file=sys.stderr)
    return NOT_AS_NEEDED


def counts_of(dataset: Dataset) -> str:
    """Say how much a dataset holds."""
    return (
        f"{len(dataset.entries)} entries, {len(dataset.facts)} facts, "
        f"{len(dataset.passages)} passages (edition {dataset.edition.id})"
    )


@contextmanager
def quiet_when_closed() -> Iterator[None]:
    """End quietly where whoever reads our output has had enough, as ``head`` has."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end; see the note on SIGPIPE in its documentation of signal
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
