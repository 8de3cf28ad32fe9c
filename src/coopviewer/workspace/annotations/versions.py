"""Versions of annotations between which the user has to decide: conflicts, and versions that earlier imports added."""

from collections.abc import Callable
from functools import partial

from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import read_operation
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.earlier import OTHER_VERSION, OtherVersion
from coopviewer.storage.annotations.earlier_versions import waiting_versions
from coopviewer.storage.annotations.merging.conflicts import read_conflicts
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.writing import MOST_TOLD

_OF_VERSIONS = ("import", "receive", "decide")  # kinds of operations that add versions, or decide between them
Waiting = tuple[Conflict | OtherVersion, ...]


class OtherVersions:
    """Holds the versions of annotations on the open reference about which the user has to decide.

        ``waiting``: the first 500 versions in conflict, then the first 500 that earlier imports added.
        ``total``: how many there are. Both are as they were read last, and empty and 0 at first.

    ``answered`` is called each time they were read.
    """

    def __init__(self, file_session: AnnotationFileSession, answered: Callable[[], object]) -> None:
        """Start without versions; ``ask`` reads them from the open file of a session, and then calls ``answered``."""
        self._file_session, self._answered = file_session, answered
        self.total = 0
        """How many versions wait for a decision, including those not listed yet."""
        self.waiting: Waiting = ()
        """The first of the waiting versions; the title of each is only the id of its entry.

        Conflicts come before versions of earlier imports; in each, what was modified last is first.
        """

    def ask(self) -> None:
        """Request the versions on the open reference that wait for a decision; returns at once.

        The callback ``answered`` is called once they were read, or not at all if no file is open.
        """
        self._file_session.put(partial(_read, self._file_session.dataset), self._take)

    def follow(self, change: Change) -> None:
        """Request the waiting versions again if a change of annotations may concern them; call it for every change."""
        known = {each.uuid for version in self.waiting for each in (version.annotation, version.own) if each}
        marked = any(OTHER_VERSION in each.tags for each in change.now)
        kind, _ = read_operation(change.label) or ("", {})
        if marked or kind in _OF_VERSIONS or len(change.uuids) > MOST_TOLD or not known.isdisjoint(change.uuids):
            self.ask()

    def _take(self, found: tuple[int, Waiting]) -> None:
        self.total, self.waiting = found
        self._answered()


def _read(dataset: str, job: FileJob) -> tuple[int, Waiting]:
    store = job.kept.store
    count, conflicts = read_conflicts(store, dataset)
    added, versions = waiting_versions(store, dataset)
    return count + added, (*conflicts, *versions)
