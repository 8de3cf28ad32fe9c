"""The jobs of the team service: some run on the thread of the team's folder, others on that of the annotations file.

Each of these jobs but ``send_at_once`` raises EnvironmentFault if the file, or the folder, cannot be read or written.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Person, tag_key
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.team.team import (
    JoinablePlace,
    Membership,
    OwnFolder,
    SegmentId,
    TeamContent,
    TeamFile,
    TeamStatus,
    Waiting,
)
from coopviewer.domain.annotations.versions.plan import ImportCounts
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.description import is_named, join_folder, look_at_place
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack, refusal_of
from coopviewer.exchange.team.writing import remove_segments, say_left, write_segments
from coopviewer.storage.annotations.file.faults import held_for_reading_fault
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import choose_what_is_sent, join_team, leave_team
from coopviewer.storage.annotations.team.publishing import Prepared, note_written, prepare
from coopviewer.storage.annotations.team.pulling import (
    count_known,
    membership_of,
    read_seen,
    read_status,
    receive,
    take_names,
)
from coopviewer.storage.annotations.team.waiting import read_waiting
from coopviewer.workspace.annotations.file_session import FileJob
from coopviewer.workspace.annotations.writing import with_annotations
from coopviewer.workspace.background import Job


class KnownTeam(NamedTuple):
    """What the annotations file knows of its team.

    ``membership``: its part in the team; None: it is in no team.
    ``seen``: the segments that were received, with the length of each in bytes. A segment is a file in the team's
        folder with changes of one colleague.
    ``changes``: how many rows this connection has changed in the annotations file so far. If a later reading has
        another number, the file was changed between them.
    """

    membership: Membership | None
    seen: Mapping[SegmentId, int]
    changes: int


class MergedTeam(NamedTuple):
    """What the annotations file took from the team's folder.

    ``change``: the change of annotations; None: no new segments were in the folder, or they could not be stored.
    ``prepared``: what is to be sent; None if the file is not in this team any more, or if there is a fault.
    ``changes``: how many rows the connection has changed in the file so far, by this merge too, to be compared with
        ``KnownTeam.changes``; -1 where ``prepared`` is None.
    ``is_renamed``: a colleague has another name now.
    ``counts``: how many annotations were received that are new, newer, in conflict and so on.
    ``fault``: why receiving or preparing failed; None: neither did.
    """

    change: Change | None = None
    prepared: Prepared | None = None
    changes: int = -1
    is_renamed: bool = False
    counts: ImportCounts = ImportCounts()
    fault: EnvironmentFault | None = None


class Leaving(NamedTuple):
    """A membership of a team that has ended, the person who left, and when (UTC)."""

    membership: Membership
    person: Person
    at: datetime


def is_renamed(own: OwnFolder, person: Person) -> bool:
    """Return whether the team's folder does not name the file's owner as the file does; False if nothing was sent."""
    return bool(own.numbers) and not is_named(own.person, person)


# On the thread of the folder


def place_in(place: Path, _job: Job[None]) -> JoinablePlace:
    """Return what is in a folder that the user may join: its team, if any, and how many other files and folders.

    Raises EnvironmentFault if it is no folder, cannot be read, or cannot be the folder of a team.
    """
    return look_at_place(place)


def make_folder(place: Path, team: TeamFile, own: Path, _job: Job[None]) -> TeamFile:
    """Write into a folder that it is shared by ``team``, unless another team shares it already.

    Return the description of the team that shares it now. ``own`` is the path of the annotations file. Raises
    EnvironmentFault if the folder cannot be used or has that file in it, or if its team is about another dataset.
    """
    return join_folder(place, team, own)


def look_at_folder(folder: TeamFolder, seen: Mapping[SegmentId, int], _job: Job[None]) -> TeamContent:
    """Return what is new in the team's folder, and who takes part.

    ``seen`` are the segments (files with changes) that were received before, with their lengths in bytes. One of them
    is read again only if its length has changed. At most 20 new ones are returned: see ``has_more``.
    Raises EnvironmentFault as ``TeamFolder.look`` does.
    """
    return folder.look(seen)


def write_prepared(prepared: Prepared, person: Person, _job: Job[None]) -> None:
    """Write the segments that are to be sent into the team's folder, with the name of ``person`` as their author.

    Then segments that this file wrote earlier and that are superfluous now are removed there. Raises EnvironmentFault
    at the first file that cannot be written or removed.
    """
    write_segments(prepared.membership, person, prepared.outgoing)
    remove_segments(prepared.membership, prepared.superfluous)


def say_left_in_folder(leaving: Leaving, _job: Job[None]) -> None:
    """Write into the team's folder that a member has left; raises EnvironmentFault if that cannot be written."""
    say_left(*leaving)


# On the thread of the file


def read_known(job: FileJob) -> KnownTeam:
    """Return what the annotations file knows of its team; ``membership`` is None if the file is in no team.

    Raises EnvironmentFault if the file cannot be read.
    """
    store = job.kept.store
    return KnownTeam(membership_of(store), read_seen(store), _changes_of(store))


def status_of_file(job: FileJob) -> TeamStatus:
    """Return how the file takes part in a team; raises EnvironmentFault if it cannot be read."""
    return read_status(job.kept.store, refusal_of)


def waiting_in_file(dataset: str, tags: Sequence[str] | None, job: FileJob) -> Waiting:
    """Return how many annotations on a dataset would be sent to a team, and the first 200 of them, sorted by uuid.

    ``tags`` are names of tags: annotations with one of them would be sent, and changes to those that this file sent
    before. None: all would be. Annotations marked *Only mine* never are. Raises EnvironmentFault if the file cannot be
    read.
    """
    return read_waiting(job.kept.store, dataset, None if tags is None else tuple(map(tag_key, tags)), refusal_of)


def known_in_team(uuids: Sequence[str], job: FileJob) -> int:
    """Return how many of these annotations the team has: they were sent to it, or received from it.

    Those that are about to be sent count too. Raises EnvironmentFault if the file cannot be read.
    """
    return count_known(job.kept.store, uuids)


def path_to_join(job: FileJob) -> Path:
    """Return the path of the job's annotations file, which is to join a team; raises EnvironmentFault if read-only."""
    store = job.kept.store
    if store.read_only:
        raise held_for_reading_fault(store.path)
    return store.path


def join_in_file(place: Path, team: TeamFile, tags: Sequence[str] | None, job: FileJob) -> Membership:
    """Let the annotations file take part in a team whose folder is ``place``; a team that it was in before is left.

    ``tags`` are names of tags: only annotations with one of them are sent; None: all but those marked *Only mine*.
    Raises EnvironmentFault if the file cannot be written, or the small file beside it that notes its part in the team.
    """
    return join_team(job.kept.store, place, team.name, team.dataset, tags)


def choose_in_file(tags: Sequence[str] | None, job: FileJob) -> None:
    """Change which annotations the file sends to its team; nothing changes if it is in no team.

    ``tags`` are names of tags: annotations with one of them are sent, and changes to those that this file sent before.
    None: all are sent. Annotations marked *Only mine* never are. Raises EnvironmentFault if the file cannot be written.
    """
    choose_what_is_sent(job.kept.store, tags)


def leave_in_file(job: FileJob) -> Leaving | None:
    """Make the annotations file leave its team; return what it left, None if it was in no team.

    Raises EnvironmentFault if that fails; the file is then still in the team.
    """
    store = job.kept.store
    membership = leave_team(store)
    return Leaving(membership, store.person, store.now()) if membership is not None else None


def take_in(membership: Membership, content: TeamContent, job: FileJob) -> MergedTeam:
    """Store what was found in the team's folder in the annotations file; return the changes, and what is to be sent.

    If the file is not in the team of ``membership`` any more, nothing is done, and the result is ``MergedTeam()``. If
    receiving or preparing fails, the result has the ``fault``, and what was stored before that stays. Raises
    EnvironmentFault if even the membership cannot be read, or the names of colleagues cannot be stored.
    """
    store = job.kept.store
    if membership_of(store) != membership:  # another file was opened meanwhile
        return MergedTeam()
    merged = MergedTeam(is_renamed=take_names(store, content))
    try:
        plan, change = receive(store, content)
        merged = merged._replace(change=change if content.segments else None, counts=plan.counts_of_annotations)
        if change.operation:
            merged = merged._replace(change=with_annotations(store, change))
        prepared = prepare(store, content.own, pack)
    except EnvironmentFault as fault:
        return merged._replace(fault=fault)
    return merged._replace(prepared=prepared, changes=_changes_of(store))


def note_in_file(prepared: Prepared, job: FileJob) -> None:
    """Note in the annotations file that ``prepared`` was sent: it is now in the team's folder.

    Raises EnvironmentFault if the file cannot be written.
    """
    note_written(job.kept.store, prepared)


def send_at_once(job: FileJob) -> None:
    """Send what is not sent yet, on the thread of the annotations file, as before the window closes.

    The team's folder is read for this, but nothing is received. If it fails, no fault is raised, and the rest is sent
    at the next start. Nothing happens if the file is in no team.
    """
    store = job.kept.store
    with suppress(EnvironmentFault):  # nobody is there to be told, and it is sent at the next start
        membership = membership_of(store)
        if membership is None:
            return
        content = TeamFolder(membership).look(read_seen(store))
        prepared = prepare(store, content.own, pack)
        if prepared is not None:
            write_segments(prepared.membership, store.person, prepared.outgoing)
            note_written(store, prepared)


def _changes_of(store: AnnotationStore) -> int:
    return store.file.connection.total_changes
