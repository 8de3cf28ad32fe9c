"""The team service: shares the open annotations file with colleagues through a folder, without holding up the window.

The folder is read and written on a thread of its own, since a network drive may not answer. The annotations file is
read and written on the thread of its file session.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import (
    JoinablePlace,
    Membership,
    OwnFolder,
    TeamContent,
    TeamFile,
    TeamStatus,
    Unreadable,
    Waiting,
    current_people,
)
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.storage.annotations.team.publishing import Prepared
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.team_jobs import (
    KnownTeam,
    Leaving,
    MergedTeam,
    choose_in_file,
    is_renamed,
    join_in_file,
    known_in_team,
    leave_in_file,
    look_at_folder,
    make_folder,
    note_in_file,
    path_to_join,
    place_in,
    read_known,
    say_left_in_folder,
    send_at_once,
    status_of_file,
    take_in,
    waiting_in_file,
    write_prepared,
)
from coopviewer.workspace.annotations.writing import AnnotationWriter
from coopviewer.workspace.background import BackgroundQueue

INTERVAL = 60_000  # ms between two looks at the folder
_SOON = 2_000  # ms until it is looked again whether the user still types


class TeamService(QObject):
    """Exchanges annotations between the open file and the folder of its team, if it has one; calls return at once.

    While the user is typing, nothing is taken into the file. If an ``ask_…`` cannot read the file, the file session
    emits ``failed``, and ``answered`` is not called. Without an open file nothing is answered or emitted, with two
    exceptions: ``ask_place`` answers, since it needs no file, and ``join`` emits ``failed``.
    """

    received = Signal(object, object)
    """Changes of colleagues were taken into the file (their Change, and ImportCounts).

    It is emitted after ``annotations_changed``.
    """
    synchronised = Signal(object)
    """What was new in the folder is received, and all that was to be sent is there (TeamContent: what was found)."""
    not_reached = Signal(object)
    """The folder or the file could not be read or written (EnvironmentFault); it is tried again later."""
    joined = Signal(object)
    """The file takes part in a team from now on (Membership)."""
    choice_changed = Signal()
    """The user's choice of which annotations are sent has been stored, and holds from now on."""
    left = Signal(bool)
    """The file is in no team any more; False: the team's folder could not be told, so colleagues do not see it."""
    failed = Signal(object)
    """Joining, choosing or leaving failed (EnvironmentFault); the file takes part as before."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Wait for ``begin``; the file is the one open in the session, ``writer`` reports what colleagues changed."""
        super().__init__(file_session)
        self._file_session, self._writer = file_session, writer
        self._queue: BackgroundQueue[None] = BackgroundQueue("team", self, finishes_jobs=True)
        self._folder: TeamFolder | None = None
        self._refused: tuple[Unreadable, ...] = ()
        self._people: tuple[Person, ...] = ()  # as colleagues called themselves
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
        """Receive from and send to the team's folder now and every minute, unless the file proves to be in no team."""
        self._folder, self._refused, self._changes = None, (), -1
        self._timer.start()
        self.synchronise()

    @Slot()
    def stop(self) -> None:
        """Look at the team's folder no more, as when another file is opened; a look under way is finished."""
        self._timer.stop()

    @property
    def is_active(self) -> bool:
        """Whether the team's folder is looked at every minute; False once the file proves to be in no team."""
        return self._timer.isActive()

    @Slot()
    def synchronise(self) -> None:
        """Receive what is new in the team's folder, then send what is not sent yet; returns at once.

        Nothing happens unless ``is_active`` and a file is open that can be written. A call while this is under way
        repeats it afterwards. If the user is typing, taking in and sending are put off by two seconds. ``synchronised``
        or ``not_reached`` is emitted at the end; neither if it is put off, or if the file is in no team.
        """
        file = self._file_session.file
        if not self._timer.isActive() or file is None or file.read_only:
            return
        self._again = self._is_busy
        if not self._is_busy:
            self._is_busy = True
            self._put(read_known, self._look)

    def ask_waiting(self, tags: Sequence[str] | None, answered: Callable[[Waiting], object]) -> None:
        """Request how many annotations on the open reference would be sent to a team, and the first 200 sorted by uuid.

        ``tags`` are names of tags, of which an annotation must have one, as for ``choose``; None: all are sent.
        """
        work = partial(waiting_in_file, self._file_session.dataset, tags)
        self._file_session.put(work, answered)

    def ask_status(self, answered: Callable[[TeamStatus], object]) -> None:
        """Request how the open file takes part in a team; ``answered`` is called with it later.

        ``answered`` is not called if no file is open, or if it cannot be read, which the file session reports.
        """
        self._file_session.put(status_of_file, answered)

    def ask_known(self, uuids: Sequence[str], answered: Callable[[int], object]) -> None:
        """Request, for ``answered``, how many of ``uuids`` the team has: sent, about to be sent, or received."""
        self._file_session.put(partial(known_in_team, tuple(uuids)), answered)

    def ask_place(
        self, place: Path, answered: Callable[[JoinablePlace], object], failed: Callable[..., object]
    ) -> None:
        """Request what is in a folder that the user thinks of joining; ``failed`` gets the fault if that fails."""
        self._queue.put(partial(place_in, place), answered, failed=failed)

    def join(self, place: Path, tags: Sequence[str] | None) -> None:
        """Join the team that shares a folder, or make a new team of the folder if it has none.

        The new team has the folder's name, and is about the open reference. Annotations with one of ``tags`` are sent;
        None: all, as for ``choose``. A team that the file was in before is not told. At the end ``joined`` is emitted,
        and sending begins; or ``failed``. If no file is open for writing, it is ``failed``, and no team is made.
        """
        self._put_joining(path_to_join, partial(self._make, place, tags))

    def _make(self, place: Path, tags: Sequence[str] | None, own: Path) -> None:
        team = TeamFile(place.name or "team", self._file_session.dataset)
        joining = partial(self._join, place, tags)
        self._queue.put(partial(make_folder, place, team, own), joining, failed=self.failed.emit)

    def _join(self, place: Path, tags: Sequence[str] | None, team: TeamFile) -> None:
        self._put_joining(partial(join_in_file, place, team, tags), self._take_joined)

    def _put_joining(self, work: Callable[[FileJob], Any], answered: Callable[..., object]) -> None:
        closed = partial(self.failed.emit, EnvironmentFault("team.no-file"))
        self._file_session.put(work, answered, failed=self.failed.emit, cancelled=closed)

    def _take_joined(self, membership: Membership) -> None:
        self.joined.emit(membership)
        self.begin()

    def choose(self, tags: Sequence[str] | None) -> None:
        """Choose what is sent to the team from now on; ``choice_changed`` is emitted and sending begins, or ``failed``.

        ``tags`` are names of tags: annotations with one of them are sent, and changes to those that this file sent
        before. None: all are sent. Annotations marked *Only mine* never are.
        """
        self._file_session.put(partial(choose_in_file, tags), self._take_choice, failed=self.failed.emit)

    def _take_choice(self, _nothing: None) -> None:
        self.choice_changed.emit()
        self.synchronise()

    def leave(self) -> None:
        """Take part in no team any more, and write that into the team's folder; no annotation is deleted.

        Emits ``left``, with False if the folder cannot be written; or ``failed``: then the file stays in the team.
        """
        self._timer.stop()
        self._file_session.put(leave_in_file, self._take_left, failed=self._stay)

    def _stay(self, fault: EnvironmentFault) -> None:
        self._timer.start()
        self.failed.emit(fault)

    def _take_left(self, leaving: Leaving | None) -> None:
        self._folder = None
        if leaving is not None:
            told, silent = (partial(self._tell_left, is_told) for is_told in (True, False))
            self._queue.put(partial(say_left_in_folder, leaving), told, failed=silent, defect=silent)
        else:
            self.left.emit(True)

    def _tell_left(self, is_told: bool, _answer: object) -> None:
        self.left.emit(is_told)

    def finish(self) -> None:
        """Send what is not sent yet, as a last time before the window closes; returns at once.

        The file session sends it, on its thread. What cannot be sent is sent at the next start, and nothing is
        reported. Nothing is sent if the folder was not looked at since ``begin``.
        """
        self._queue.end()
        if self._timer.isActive() and self._folder is not None:
            self._timer.stop()
            self._file_session.put(send_at_once)

    def _look(self, known: KnownTeam) -> None:
        membership = known.membership
        if membership is None:
            self._timer.stop()
            self._end()
            return
        membership = replace(membership, number=0)  # which is another one after each segment
        if self._folder is None or self._folder.membership != membership:
            self._folder = TeamFolder(membership)
        look = partial(look_at_folder, self._folder, known.seen)
        self._queue.put(look, partial(self._merge, known), failed=self._fail, defect=self._fail)

    def _merge(self, known: KnownTeam, content: TeamContent) -> None:
        is_quiet = not content.segments and content.unreadable == self._refused and known.changes == self._changes
        is_quiet = is_quiet and content.own == self._own and current_people(content.colleagues) == self._people
        if is_quiet:
            self._tell(content)
        elif self._writer.is_typing:
            self._soon.start()
            self._end()
        else:
            assert known.membership is not None
            work = partial(take_in, known.membership, content)
            self._put(work, partial(self._send, content))

    def _send(self, content: TeamContent, merged: MergedTeam) -> None:
        self._refused, self._people = content.unreadable, current_people(content.colleagues)
        if merged.is_renamed:
            self._file_session.describe()  # all that is shown is read again
        self._again = self._again or (content.has_more and merged.fault is None)
        if merged.change is not None:
            self._writer.take(merged.change)
            self.received.emit(merged.change, merged.counts)
        prepared, file = merged.prepared, self._file_session.file
        if merged.fault is not None:
            self._fail(merged.fault)
        elif prepared is None or file is None:
            self._end()
        elif not prepared.outgoing and not prepared.superfluous and not is_renamed(content.own, file.person):
            self._changes, self._own = merged.changes, content.own
            self._tell(content)
        else:
            write = partial(write_prepared, prepared, file.person)
            self._queue.put(write, partial(self._sent, content, prepared), failed=self._fail, defect=self._fail)

    def _sent(self, content: TeamContent, prepared: Prepared, _nothing: None) -> None:
        self._put(partial(note_in_file, prepared), lambda _nothing: self._tell(content))

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
