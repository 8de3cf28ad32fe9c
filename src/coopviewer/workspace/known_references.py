"""The service of the known references: reads and writes their list in the background."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.browsing.known_references import KnownReferences, ListedReference
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.exchange.state.references_file import change_references, described, read_references, with_places
from coopviewer.exchange.state.state_files import Report
from coopviewer.storage.reference.store import edition_of
from coopviewer.workspace.background import BackgroundQueue, Job

_Change = Callable[[KnownReferences], KnownReferences]


class KnownReferencesService(QObject):
    """Holds the list of known references; every call but ``wait`` returns at once, and emits ``listed`` later.

    Whether a file is still there is found out in the background too, since a network drive may not answer. If the list
    cannot be written, its changes are kept until the window is closed, and are tried again with the next call.
    """

    listed = Signal(object)
    """The known references, the one opened last first (a tuple of ListedReference).

    Each has the present path of its file, and whether there is a file.
    """

    def __init__(self, path: Path, bundled: Path, parent: QObject, report: Report) -> None:
        """Keep the list in the file ``path``; ``bundled`` is the bundled reference.

        ``report`` receives the path and the error if the file is invalid; it is called on a background thread.
        """
        super().__init__(parent)
        self._path, self._bundled, self._report = path, bundled, report
        self._queue: BackgroundQueue[None] = BackgroundQueue("references", self, finishes_jobs=True)
        self._pending = 0
        self._unwritten: list[_Change] = []  # those that could not be written
        self.last: tuple[ListedReference, ...] = ()
        """What was listed last; empty before the first time."""

    def note_opened(self, reference: Path, edition: Edition) -> None:
        """Put a reference that was opened just now first in the list; it is added if it is not known."""
        opened = described(reference, self._bundled, edition)
        self._change(lambda known: known.with_opened(opened))

    def remove(self, path: str) -> None:
        """Remove a reference from the list, given its path; the file stays.

        Nothing changes for the bundled reference (BUNDLED) or an unknown path.
        """
        self._change(lambda known: known.without(path))

    def ask(self) -> None:
        """Ask for the list anew, as another window may have changed it, or a file may have gone."""
        self._change(None)

    def wait(self) -> bool:
        """Wait until the list is written and ``listed`` was emitted; return False after 10 seconds without that."""
        return self._queue.wait()

    def _change(self, change: _Change | None) -> None:
        changes = (*self._unwritten, change) if change is not None else tuple(self._unwritten)
        self._unwritten = list(changes)
        work = partial(_changed, self._path, self._bundled, changes, self._report)
        self._pending += 1
        self._queue.put(work, partial(self._tell, changes))

    def _tell(self, changes: tuple[_Change, ...], answer: tuple[tuple[ListedReference, ...], bool]) -> None:
        self._pending -= 1
        if not self._pending:
            self._queue.end()  # a window at rest has no thread for this
        self.last, is_written = answer
        if is_written:
            self._unwritten = [each for each in self._unwritten if each not in changes]
        self.listed.emit(self.last)


# On the thread


def _changed(
    path: Path, bundled: Path, changes: tuple[_Change, ...], report: Report, _job: Job[None]
) -> tuple[tuple[ListedReference, ...], bool]:
    """Return the list after some changes, and whether it is written."""

    def change(known: KnownReferences) -> KnownReferences:
        for each in changes:
            known = each(known)
        return known

    is_written = True
    try:
        known = change_references(path, change, report) if changes else read_references(path, report)
    except (OSError, EnvironmentFault):  # a list is not worth a message
        known, is_written = change(read_references(path)), False
    return with_places(known, bundled, edition_of), is_written
