"""The team service: shares the open annotations file with colleagues through a folder, without holding up the window.

The folder is read and written on a thread of its own, since a network drive may not answer; the file on its own one.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.domain.annotations.annotation import Person, tag_key
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.team.team import (
    Membership,
    OwnFolder,
    SegmentId,
    TeamContent,
    TeamFile,
    TeamStatus,
    Unreadable,
    Waiting,
)
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.description import is_named, join_folder
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack
from coopviewer.exchange.team.writing import remove_segments, write_segments
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import join_team, leave_team
from coopviewer.storage.annotations.team.publishing import Prepared, prepare, read_waiting
from coopviewer.storage.annotations.team.pulling import membership_of, read_seen, read_status, receive
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.writing import AnnotationWriter, with_annotations
from coopviewer.workspace.background import BackgroundQueue, Job

INTERVAL = 60_000  # ms between two looks at the folder
_SOON = 2_000  # ms until it is looked again whether the user still types


class _Known(NamedTuple):
    """What the file knows of its team: its membership, the segments it received, and how often it was changed."""

    membership: Membership | None
    seen: frozenset[SegmentId]
    changes: int


class _Merged(NamedTuple):
    """What became of a look at the folder in the file."""

    change: Change | None
    prepared: Prepared | None
    changes: int


class TeamService(QObject):
    """Receives from the team folder and sends to it, while the open file takes part in a team; calls return at once.

    Nothing is taken into the file while the user is typing.
    """

    received = Signal(object)
    """Changes of colleagues were taken into the file (their Change); emitted after ``annotations_changed``."""
    synchronised = Signal(object)
    """The folder was looked at, and all that waited was sent (TeamContent)."""
    not_reached = Signal(object)
    """The folder or the file could not be read or written (EnvironmentFault); what waits is sent later."""
    joined = Signal(object)
    """The file takes part in a team from now on (Membership)."""
    left = Signal()
    """The file takes part in no team any more."""
    failed = Signal(object)
    """Joining or leaving failed (EnvironmentFault); the file takes part as before."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Share the open file of a session, though nothing before ``begin``; ``writer`` reports what is received."""
        super().__init__(file_session)
        self._file_session, self._writer = file_session, writer
        self._queue: BackgroundQueue[None] = BackgroundQueue("team", self, finishes_jobs=True)
        self._folder: TeamFolder | None = None
        self._refused: tuple[Unreadable, ...] = ()
        self._own = OwnFolder()  # as it was when all of it was in order
        self._changes = -1  # of the file when nothing waited
        self._is_busy = self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.synchronise)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.synchronise)
        writer.editor_left.connect(self.synchronise)

    @Slot()
    def begin(self) -> None:
        """Look at the folder of the open file's team now, and from now on every minute; at none if it is in no team."""
        self._folder, self._refused, self._changes = None, (), -1
        self._timer.start()
        self.synchronise()

    @Slot()
    def stop(self) -> None:
        """Begin no further looks at the folder, as another file is open; one under way is finished."""
        self._timer.stop()

    @property
    def is_active(self) -> bool:
        """Whether the folder is looked at regularly."""
        return self._timer.isActive()

    @Slot()
    def synchronise(self) -> None:
        """Receive what is new, and send what waits; once more afterwards if that is being done.

        Nothing happens before ``begin``, without an open file, or if it is read-only. While the user types, both wait,
        and are tried again every two seconds. ``synchronised`` or ``not_reached`` is emitted at the end.
        """
        file = self._file_session.file
        if not self._timer.isActive() or file is None or file.read_only:
            return
        self._again = self._is_busy
        if not self._is_busy:
            self._is_busy = True
            self._put(_read_known, self._look)

    def ask_waiting(self, tags: Sequence[str] | None, answered: Callable[[Waiting], object]) -> None:
        """Request which annotations would be sent to a team on the open reference: with one of the tags, None: all."""
        work = partial(_read_waiting, self._file_session.dataset, tags)
        self._file_session.put(work, answered)

    def ask_status(self, answered: Callable[[TeamStatus], object]) -> None:
        """Request how the open file takes part in a team."""
        self._file_session.put(_read_status, answered)

    def join(self, place: Path, tags: Sequence[str] | None) -> None:
        """Join the team of a folder, which becomes one of a new team if it is none; ``tags`` None: all is sent.

        The new team has the folder's name, and is about the open reference; a team before it is left. ``joined`` is
        emitted and what was chosen is sent; or ``failed``. Without an open file nothing is emitted.
        """
        team = TeamFile(place.name or "team", self._file_session.dataset)
        self._queue.put(partial(_join_folder, place, team), partial(self._join, place, tags), failed=self.failed.emit)

    def _join(self, place: Path, tags: Sequence[str] | None, team: TeamFile) -> None:
        self._file_session.put(partial(_join_team, place, team, tags), self._take_joined, failed=self.failed.emit)

    def _take_joined(self, membership: Membership) -> None:
        self.joined.emit(membership)
        self.begin()

    def leave(self) -> None:
        """Take part in no team any more; all annotations stay, and what was sent stays in the folder.

        ``left`` is emitted, or ``failed``: then the folder is not looked at before the next ``begin``.
        """
        self._timer.stop()
        self._file_session.put(_leave_team, self._take_left, failed=self.failed.emit)

    def _take_left(self, _nothing: None) -> None:
        self._folder = None
        self.left.emit()

    def finish(self) -> None:
        """Request that what waits is sent, since the window is to close; the file session finishes it.

        What cannot be sent is sent at the next start.
        """
        self._queue.end()
        if self._timer.isActive() and self._folder is not None:
            self._timer.stop()
            self._file_session.put(_send_at_once)

    def _look(self, known: _Known) -> None:
        membership = known.membership
        if membership is None:
            self._timer.stop()
            self._end()
            return
        membership = replace(membership, number=0)  # which is another one after each segment
        if self._folder is None or self._folder.membership != membership:
            self._folder = TeamFolder(membership)
        look = partial(_look, self._folder, known.seen)
        self._queue.put(look, partial(self._merge, known), failed=self._fail, defect=self._fail)

    def _merge(self, known: _Known, content: TeamContent) -> None:
        is_quiet = not content.segments and content.unreadable == self._refused and known.changes == self._changes
        is_quiet = is_quiet and content.own == self._own
        if is_quiet:
            self._tell(content)
        elif self._writer.is_typing:
            self._soon.start()
            self._end()
        else:
            assert known.membership is not None
            work = partial(_take_in, known.membership, content)
            self._put(work, partial(self._send, content))

    def _send(self, content: TeamContent, merged: _Merged) -> None:
        self._refused = content.unreadable
        self._again = self._again or content.has_more
        if merged.change is not None:
            self._writer.take(merged.change)
            self.received.emit(merged.change)
        prepared, file = merged.prepared, self._file_session.file
        if prepared is None or file is None:
            self._end()
        elif not prepared.outgoing and not prepared.superfluous and not _is_renamed(content.own, file.person):
            self._changes, self._own = merged.changes, content.own
            self._tell(content)
        else:
            write = partial(_write, prepared, file.person)
            self._queue.put(write, partial(self._sent, content), failed=self._fail, defect=self._fail)

    def _sent(self, content: TeamContent, _nothing: None) -> None:
        self._tell(content)

    def _put(self, work: Callable[[FileJob], Any], answered: Callable[..., object]) -> None:
        self._file_session.put(work, answered, failed=self._fail, defect=self._fail, cancelled=self._end)

    def _tell(self, content: TeamContent) -> None:
        self._end()
        self.synchronised.emit(content)

    def _fail(self, fault: EnvironmentFault) -> None:
        self._changes = -1
        self._end()
        self.not_reached.emit(fault)

    def _end(self) -> None:
        self._is_busy = False
        if self._again:
            self._again = False
            self.synchronise()


def _is_renamed(own: OwnFolder, person: Person) -> bool:
    """Return whether something was sent, and the folder does not say the name of the file's owner."""
    return bool(own.numbers) and not is_named(own.person, person)


# On the thread of the folder


def _join_folder(place: Path, team: TeamFile, _job: Job[None]) -> TeamFile:
    return join_folder(place, team)


def _look(folder: TeamFolder, seen: frozenset[SegmentId], _job: Job[None]) -> TeamContent:
    return folder.look(seen)


def _write(prepared: Prepared, person: Person, _job: Job[None]) -> None:
    write_segments(prepared.membership, person, prepared.outgoing)
    remove_segments(prepared.membership, prepared.superfluous)


# On the thread of the file


def _read_known(job: FileJob) -> _Known:
    store = job.kept.store
    return _Known(membership_of(store), read_seen(store), _changes_of(store))


def _read_status(job: FileJob) -> TeamStatus:
    return read_status(job.kept.store)


def _read_waiting(dataset: str, tags: Sequence[str] | None, job: FileJob) -> Waiting:
    return read_waiting(job.kept.store, dataset, None if tags is None else tuple(map(tag_key, tags)))


def _join_team(place: Path, team: TeamFile, tags: Sequence[str] | None, job: FileJob) -> Membership:
    return join_team(job.kept.store, place, team.name, team.dataset, tags)


def _leave_team(job: FileJob) -> None:
    leave_team(job.kept.store)


def _take_in(membership: Membership, content: TeamContent, job: FileJob) -> _Merged:
    store = job.kept.store
    if membership_of(store) != membership:  # another file was opened meanwhile
        return _Merged(None, None, -1)
    _, change = receive(store, content)
    prepared = prepare(store, content.own, pack)
    shown = with_annotations(store, change) if change.operation else None
    return _Merged(shown or (change if content.segments else None), prepared, _changes_of(store))


def _send_at_once(job: FileJob) -> None:
    store = job.kept.store
    membership = membership_of(store)
    if membership is None:
        return
    with suppress(EnvironmentFault):  # nobody is there to be told, and it is sent at the next start
        content = TeamFolder(membership).look(read_seen(store))
        prepared = prepare(store, content.own, pack)
        if prepared is not None:
            write_segments(prepared.membership, store.person, prepared.outgoing)


def _changes_of(store: AnnotationStore) -> int:
    return store.file.connection.total_changes
