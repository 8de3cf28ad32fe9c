"""Versions of annotations between which the user has to decide: conflicts, and versions that earlier imports added."""

from collections.abc import Callable, Sequence
from functools import partial

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import kind_of
from coopviewer.domain.annotations.versions.conflicts import Conflict, Decision
from coopviewer.domain.annotations.versions.earlier import OTHER_VERSION, OtherVersion
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.earlier_versions import waiting_versions
from coopviewer.storage.annotations.merging.conflicts import conflicting_uuids, decide, read_conflicts, read_history
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.queries import Answered
from coopviewer.workspace.annotations.writing import MOST_TOLD, AnnotationWriter, with_annotations

CHANGE_VERSIONS = ("import", "receive", "decide")
"""The kinds of operations that add versions, or decide between them."""
Waiting = tuple[Conflict | OtherVersion, ...]
History = tuple[Annotation | None, tuple[Version, ...]]
"""An annotation, and its former and present versions, the last change first; None: the file does not have it."""


class OtherVersions:
    """Holds the versions of annotations on the open reference about which the user has to decide.

        ``waiting``: the first 500 versions in conflict, then the first 500 that earlier imports added.
        ``total``: how many versions of both kinds there are, including those beyond the first 500.

    Both are as they were read last; before that, ``waiting`` is empty and ``total`` 0. ``answered``, an argument when
    it is created, is called each time they were read.
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
        """Request the versions of annotations on the open reference that wait for a decision; returns at once.

        The callback ``answered`` is called after they were read, or not at all if no file is open.
        """
        self._file_session.put(partial(_read, self._file_session.dataset), self._take)

    def follow(self, change: Change) -> None:
        """Request the waiting versions again if a change of annotations may concern them; call it for every change."""
        known = {each.uuid for version in self.waiting for each in (version.annotation, version.own) if each}
        marked = any(OTHER_VERSION in each.tags for each in change.now)
        if (
            marked
            or kind_of(change.label) in CHANGE_VERSIONS
            or len(change.uuids) > MOST_TOLD
            or not known.isdisjoint(change.uuids)
        ):
            self.ask()

    def _take(self, found: tuple[int, Waiting]) -> None:
        self.total, self.waiting = found
        self._answered()


def ask_conflicting(file_session: AnnotationFileSession, answered: Answered[frozenset[str]]) -> None:
    """Request the uuids of the annotations on the open reference that are in conflict, also of those in the bin.

    In conflict is an annotation of which another version waits for the user's decision. Versions that earlier imports
    added (OtherVersion) do not count. ``answered`` gets the uuids later, on the window's thread; it is not called if no
    file is open.
    """
    file_session.put(partial(_conflicting, file_session.dataset), answered)


def ask_history(file_session: AnnotationFileSession, uuid: str, answered: Answered[History]) -> None:
    """Request an annotation, even if it is in the bin, and its versions, former and present ones, the last first.

    ``answered`` gets them later, on the window's thread; it is not called if no file is open. Versions whose content
    the file no longer keeps are left out.
    """
    file_session.put(partial(_history, uuid), answered)


def request_decisions(
    file_session: AnnotationFileSession,
    writer: AnnotationWriter,
    conflicts: Sequence[Conflict],
    decisions: Sequence[Decision],
) -> None:
    """Write the user's decisions between versions of annotations, as one operation; no conflicts: nothing happens.

    ``decisions`` has one decision for each of ``conflicts``, in the same order. ``writer`` emits what was changed.
    """
    file_session.put(partial(_decide, tuple(conflicts), tuple(decisions)), writer.take)


# On the thread of the file


def _conflicting(dataset: str, job: FileJob) -> frozenset[str]:
    return conflicting_uuids(job.kept.reader, dataset)


def _history(uuid: str, job: FileJob) -> History:
    reader = job.kept.reader
    found = reader.get([uuid])
    return (found[0] if found else None), read_history(reader, uuid)


def _decide(conflicts: tuple[Conflict, ...], decisions: tuple[Decision, ...], job: FileJob) -> Change | None:
    store = job.kept.store
    return with_annotations(store, decide(store, conflicts, decisions)) if conflicts else None


def _read(dataset: str, job: FileJob) -> tuple[int, Waiting]:
    reader = job.kept.reader
    count, conflicts = read_conflicts(reader, dataset)
    added, versions = waiting_versions(reader, dataset)
    return count + added, (*conflicts, *versions)
