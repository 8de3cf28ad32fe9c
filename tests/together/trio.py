"""Three replicas that exchange what they write by files, by a team folder and by a relay, in one history."""

import shutil
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour
from coopviewer.domain.annotations.versions.conflicts import Decision, beside
from coopviewer.storage.annotations.backups import back_up, list_backups, restore
from coopviewer.storage.annotations.merging.conflicts import decide
from coopviewer.storage.annotations.team.pulling import receive_again
from coopviewer_relay.mirror import Round
from tests.storage.annotations.merging.desks import Clock
from tests.storage.annotations.team.team_desks import TeamDesk, deliver, segments_in
from tests.together.killing import Killer
from tests.together.ledger import Ledger
from tests.together.office import Office
from tests.together.remains import Remains, remains_of
from tests.together.replicas import Replica, content_of

NUMBER = 3
WAYS = tuple(permutations(range(NUMBER), 2))
USER = (
    *("write", "edit", "edit", "edit", "bin", "revive", "tag", "mark", "retag", "undo", "undo", "redo"),
    *("decide", "decide", "decide", "only mine", "restore"),
)
FILE = ("file", "file", "late file", "late file", "arrive", "arrive")
FOLDER = ("publish", "publish", "pull", "pull", "deliver", "deliver", "deliver one")
MISHAPS = ("restart", "clock", "back up", "keep", "put back", "become copy", "cut one", "lose", "stick")
RELAY = ("relay", "relay", "relay", "relay forgets", "database restored")
KILLS = ("kill publish", "kill publish", "kill pull", "kill take")
STEPS = (*USER, *FILE, *FOLDER, *MISHAPS)


class Step(NamedTuple):
    """Who does what, and a number that chooses among what there is."""

    who: int
    what: str
    number: int


class Trio:
    """Three machines in a folder; ``office`` has a database for their relays, ``killer`` kills their programs."""

    def __init__(self, folder: Path, office: Office | None = None, killer: Killer | None = None) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.office, self.killer = folder, office, killer
        self.ledger = Ledger()
        self.late: list[tuple[int, bytes]] = []
        self.written: dict[str, bytes] = {}
        self.count = 0
        self.has_taken_back = False  # an import: what it brought was perhaps sent by nobody else
        clocks = (Clock(), Clock(timedelta(days=365)), Clock(timedelta(days=-365)))
        servers = [None] * NUMBER if office is None else office.new_team(NUMBER)
        self.replicas = [
            Replica(folder / str(number), clock, server)
            for number, (clock, server) in enumerate(zip(clocks, servers, strict=True))
        ]

    def close(self) -> None:
        for replica in self.replicas:
            replica.store.close()

    def play(self, steps: Sequence[Step]) -> None:
        """Act a history, and check after each step that no segment was written anew."""
        for step in steps:
            self.count += 1
            self._act(self.replicas[step.who], *step)
            self._check_segments()

    def _act(self, replica: Replica, who: int, what: str, number: int) -> None:
        if what in USER:
            self._use(replica, who, what, number)
        elif what in FILE:
            self._send_file(replica, who, what, number)
        elif what in FOLDER or what in MISHAPS:
            self._carry(replica, who, what, number)
        elif what in RELAY and self.office is not None:
            self._mirror(replica, what)
        elif what.startswith("kill") and self.killer is not None:
            self._kill(replica, who, what.removeprefix("kill "), number)

    # What users do

    def _use(self, replica: Replica, who: int, what: str, number: int) -> None:
        store, ledger = replica.store, self.ledger
        notes = replica.all
        note = notes[number % len(notes)] if notes else None
        conflicts = replica.conflicts
        steps = store.steps()
        match what:
            case "write":
                ledger.write(who, replica, f"note {self.count}")
            case "undo":
                ledger.follow(who, replica, store.undo, steps.undo)
                self.has_taken_back = self.has_taken_back or "import" in steps.undo
                if "receive" in steps.undo or "import" in steps.undo:  # and may be nowhere any more
                    ledger.recount(remains := self._remains())
                    ledger.said[who] &= remains.contents
            case "redo":
                ledger.follow(who, replica, store.redo, steps.redo)
            case "retag":
                to = ("x", "y", None)[number // 2 % 3]
                ledger.follow(who, replica, lambda: store.retag("Retag", ["abc"[number % 3]], to))
            case "decide" if conflicts:
                chosen, decision = conflicts[number % len(conflicts)], list(Decision)[number % 3]
                ledger.follow(who, replica, lambda: decide(store, [chosen], decision))
                ledger.writers[content_of(beside(chosen.version))].add(chosen.version.by.uuid)
            case "restore" if backups := list_backups(store.path):
                ledger.follow(who, replica, lambda: restore(store, backups[number % len(backups)].path))
            case _ if note is not None and (changes := self._changes(replica, what, number, note.only_mine)):
                ledger.follow(who, replica, lambda: replica.edit(note.uuid, **changes))

    def _changes(self, replica: Replica, what: str, number: int, is_mine: bool) -> dict[str, object]:
        match what:
            case "edit":
                return {"body": f"words {self.count}"}
            case "bin":
                return {"deleted_at": replica.clock()}
            case "revive":
                return {"deleted_at": None, "body": f"again {self.count}"}
            case "tag":
                return {"tags": ("abc"[number % 3],)}
            case "mark":
                return {"colour": list(Colour)[number % 3], "status": list(AnnotationStatus)[number % 2]}
            case "only mine":
                return {"only_mine": not is_mine}
        return {}

    # What is exchanged, and what happens to it

    def _send_file(self, replica: Replica, who: int, what: str, number: int) -> None:
        to = (who + 1 + number % 2) % NUMBER
        if what == "file":
            self.replicas[to].take(replica.file())
        elif what == "late file":
            self.late.append((to, replica.file()))
        elif self.late:
            to, file = self.late[number % len(self.late)]
            self.replicas[to].take(file)  # it is kept: it may arrive again

    def _carry(self, replica: Replica, who: int, what: str, number: int) -> None:
        other = self.replicas[(who + 1 + number % 2) % NUMBER]
        match what:
            case "publish":
                replica.publish()
            case "pull":
                replica.pull()
            case "deliver" | "deliver one" | "cut one":
                carry(replica.place, other.place, what, number)
            case "restart":
                replica.reopen()
            case "clock":
                replica.clock.now += timedelta(days=(365, -365)[number % 2])
            case "back up":
                back_up(replica.store)
            case "keep":
                replica.keep()
            case "stick":
                replica.change_stick()
            case _:
                self._destroy(replica, other, who, what, number)

    def _destroy(self, replica: Replica, other: Replica, who: int, what: str, number: int) -> None:
        to = self.replicas.index(other)
        if what == "put back" and replica.kept:
            replica.put_back(number)
            self.ledger.is_another(who, replica)
        elif what == "become copy":
            replica.become_copy_of(other, number)
            self.ledger.said[who] = set(self.ledger.said[to])
        elif what == "lose":
            for path in sorted(replica.place.glob("*/*.gz"))[number : number + 1]:
                path.unlink()
        self.ledger.recount(self._remains())

    def _mirror(self, replica: Replica, what: str) -> None:
        assert self.office is not None
        if what == "relay forgets":
            shutil.rmtree(replica.folder / "relay", ignore_errors=True)
        elif what == "database restored":
            self.office.lose(replica.server)
            self.ledger.recount(self._remains())
        replica.mirror.once()

    def _kill(self, replica: Replica, who: int, what: str, number: int) -> None:
        assert self.killer is not None
        replica.store.close()
        file = replica.folder / "file.jsonld"
        if what == "take":
            other = self.replicas[(who + 1 + number % 2) % NUMBER]
            file.write_bytes(other.file())
            replica.taken.append(file.read_bytes())
        if what == "relay":
            values = {"place": replica.place, "server": tuple(replica.server or ()), "state": replica.folder / "relay"}
        else:
            values = {"path": replica.path, "now": replica.clock().isoformat(), "file": file}
        self.killer(what, 1 + number, replica.folder, **values)
        replica.clock.now += timedelta(minutes=1)
        replica.reopen()

    def _remains(self) -> Remains:
        return remains_of(self.replicas, (file for _, file in self.late), self.office)

    def _check_segments(self) -> None:
        """Check that no segment that is whole was written again with another content."""
        for replica in self.replicas:
            for place in replica.places:
                for path, content in segments_in(place).items():
                    known = self.written.setdefault(path, content)
                    if len(content) > len(known):
                        self.written[path] = content
                    assert known.startswith(content) or content.startswith(known), path

    # Coming together

    def come_together(self, order: Sequence[int], way: str) -> None:
        """Let all exchange all that they have, in an order of WAYS: by "files", by the "folder", or by the "relay"."""
        for to, file in self.late:
            self.replicas[to].take(file)
        for replica in self.replicas:
            replica.both_sticks()
            receive_again(replica.store)  # what was taken back here
            for file in [file for each in self.replicas for file in each.taken] if self.has_taken_back else []:
                TeamDesk.take(replica, file)
        for _ in range(4):
            for one, other in (WAYS[each] for each in order):
                self._meet(self.replicas[one], self.replicas[other], way)
        for replica in self.replicas:
            replica.pull()

    def _meet(self, one: Replica, other: Replica, way: str) -> None:
        one.sync()
        if way == "files":
            other.take(one.file())
        elif way == "folder":
            deliver(one.place, other.place)
        else:
            one.mirror.once()
            other.mirror.once()
        other.pull()

    def copied_to(self, folder: Path) -> "Trio":
        """Return a second trio that has what this one has, and whose relays have another team."""
        for replica in self.replicas:
            replica.store.close()
        made = Trio(folder, self.office, self.killer)
        made.ledger, made.late, made.has_taken_back = self.ledger, list(self.late), self.has_taken_back
        for replica, copy in zip(self.replicas, made.replicas, strict=True):
            copy.clock.now = replica.clock.now
            replica.reopen()
            shutil.rmtree(copy.place)
            for place, target in zip(replica.places, (copy.place, copy.other_stick), strict=False):
                shutil.copytree(place, target)
            copy.become_copy_of(replica, 0)
            copy.taken = list(replica.taken)
        return made

    def check_that_nothing_is_new(self) -> None:
        """Check that another exchange by any way changes nothing."""
        for replica in self.replicas:
            for other in self.replicas:
                if other is not replica:
                    deliver(other.place, replica.place)
        if any(replica.mine for replica in self.replicas):  # which no file has
            self.come_together(range(len(WAYS)), "folder")
        for replica in self.replicas:
            assert replica.pull().operation == 0
            assert replica.publish().outgoing == ()
        for one, other in WAYS * 2:  # deletions of what no file has brought are sent in files
            stored = self.replicas[other].take(self.replicas[one].file()).stored
            assert all(each.is_deleted for each in stored)
        for one, other in WAYS:
            assert self.replicas[other].take(self.replicas[one].file()).stored == ()
        if self.office is not None:
            for replica in self.replicas * 2:
                replica.mirror.once()
            assert [replica.mirror.once() for replica in self.replicas] == [Round()] * NUMBER
            assert [replica.pull().operation for replica in self.replicas] == [0] * NUMBER


def carry(source: Path, target: Path, what: str, number: int) -> None:
    """Deliver all segments, or one, or the beginning of one that is not there yet."""
    names = list(segments_in(source))
    name = names[number % len(names)] if names else ""
    if what == "deliver":
        deliver(source, target)
    elif name and (what == "deliver one" or not (target / name).exists()):
        deliver(source, target, name)
        if what == "cut one":
            (target / name).write_bytes((target / name).read_bytes()[: 20 * number])
