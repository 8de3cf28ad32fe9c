"""Output that the verbs have in common."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.faults import Fault
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.rendering.words.fault_words import fault_sentence

FAULTS_FOUND = 1
NOT_AS_NEEDED = 2


def report_faults(faults: Iterable[Fault], closing: str, tr: Translate) -> int:
    """Print each fault on its own line, then their number and ``closing``, and return the exit status."""
    lines = [fault.said(tr) for fault in faults]
    count = tr.plural("{n} fault.", "{n} faults.", len(lines))
    print(*lines, f"{count} {closing}", sep="\n", file=sys.stderr)
    return FAULTS_FOUND


def report_environment_fault(fault: EnvironmentFault, tr: Translate) -> int:
    """Print what is wrong outside the program and return the exit status."""
    print(fault_sentence(fault, tr), file=sys.stderr)
    return NOT_AS_NEEDED


def counts_of(dataset: Dataset, tr: Translate) -> str:
    """Return the numbers of entries, facts and passages of a dataset, and its edition, as text."""
    counts = (
        tr.plural("{n} entry", "{n} entries", len(dataset.entries)),
        tr.plural("{n} fact", "{n} facts", len(dataset.facts)),
        tr.plural("{n} passage", "{n} passages", len(dataset.passages)),
    )
    return tr("{counts} (edition {edition})").format(counts=tr.listed(counts), edition=dataset.edition.id)


@contextmanager
def ignore_closed_pipe() -> Iterator[None]:
    """Ignore that the reader of the output closes it early, as ``head`` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes again when it exits; see the note on SIGPIPE in its documentation of signal.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
