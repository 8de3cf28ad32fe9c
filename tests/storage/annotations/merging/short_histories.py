"""All short histories of one note at three desks, what each must end in, and a desk in memory to try them at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations, product
from typing import NamedTuple, Protocol

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import Heads, choose_head
from coopviewer.domain.annotations.versions.making import first_version, next_version
from coopviewer.domain.annotations.versions.version import Version
from tests.storage.annotations.annotation_samples import START, note

UUID = "11111111-1111-4111-8111-111111111111"
LENGTH, DESKS = 4, 3
WAYS = tuple(permutations(range(DESKS), 2))
FAULTS = ("lost", "twice", "late")


class Step(NamedTuple):
    """An edit or a deletion at the desk ``who``, or its file sent to the desk ``to``; ``fault``: what became of it."""

    what: str
    who: int
    to: int = -1
    fault: str = ""


STEPS = (
    *(Step(what, who) for what in ("edit", "bin") for who in range(DESKS)),
    *(Step("send", who, to) for who, to in WAYS),
)
History = tuple[Step, ...]


class HistoryDesk(Protocol):
    """A desk at which a history is tried."""

    def shown(self) -> str | None:
        """Return the words of the note, None if it is in the bin."""

    def waiting(self) -> set[str]:
        """Return the words of the versions that wait for a decision, those in the bin too."""

    def edit_to(self, words: str) -> None:
        """Write other words."""

    def move_to_bin(self) -> None:
        """Move the note to the bin."""

    def sent(self) -> object:
        """Return the desk's file."""

    def receive(self, file: object) -> None:
        """Import another desk's file."""


def all_histories() -> Iterator[History]:
    """Return all histories with at most one fault; of those that differ only by which of two desks is which, one."""
    for steps in product(STEPS, repeat=LENGTH):
        desks = [desk for step in steps for desk in (step.who, step.to) if desk > 0]
        if desks and desks[0] == 2:
            continue  # the desks 1 and 2 begin alike
        yield steps
        for place, step in enumerate(steps):
            if step.what == "send":
                for fault in FAULTS:
                    yield (*steps[:place], step._replace(fault=fault), *steps[place + 1 :])


def play(desks: Sequence[HistoryDesk], history: History) -> set[str]:
    """Act a history at desks that all have the note "first"; return the words that nobody who saw them replaced."""
    alive, late = {"first"}, []
    for count, step in enumerate(history):
        desk = desks[step.who]
        seen = desk.shown()
        if step.what == "send":
            file = desk.sent()
            if step.fault == "late":
                late.append((step.to, file))
            for _ in range({"lost": 0, "late": 0, "twice": 2}.get(step.fault, 1)):
                desks[step.to].receive(file)
        elif seen is not None:
            alive.discard(seen)
            if step.what == "edit":
                desk.edit_to(f"words {count}")
                alive.add(f"words {count}")
            else:
                desk.move_to_bin()
    for to, file in late:
        desks[to].receive(file)
    return alive


def check(desks: Sequence[HistoryDesk], history: History, order: Sequence[int]) -> None:
    """Play a history, let all exchange their files in an order of WAYS, and check what they end in."""
    alive = play(desks, history)
    for _ in range(2):
        for way in order:
            one, other = WAYS[way]
            desks[other].receive(desks[one].sent())
    ends = {(desk.shown(), frozenset(desk.waiting())) for desk in desks}
    assert len(ends) == 1, (history, ends)
    ((shown, waiting),) = ends
    assert (shown is None) == (not alive), (history, shown, alive)
    assert alive <= {shown, *waiting}, (history, alive, shown, waiting)
    assert not waiting & {shown}, history


class MemoryDesk:
    """A desk that keeps its versions in memory, and decides by the rules alone; its clock may be wrong by years."""

    def __init__(self, person: Person, ahead: timedelta, now: Callable[[], int]) -> None:
        self.person, self._ahead, self._now = person, ahead, now
        self._versions: dict[str, Version] = {}
        self._gone: set[str] = set()

    def _at(self) -> datetime:
        return START + self._ahead + timedelta(seconds=self._now())

    def start(self, version: Version) -> None:
        """Have the note."""
        self._add(version)

    def _add(self, version: Version) -> None:
        self._versions[version.id] = version
        self._gone.update(version.gone)

    def _heads(self) -> Heads:
        return choose_head(self._standing())

    def _standing(self) -> list[Version]:
        return [each for each in self._versions.values() if each.id not in self._gone]

    def _change(self, annotation: Annotation) -> None:
        made = next_version(annotation, self._standing(), self.person, annotation.modified)
        assert made is not None
        self._add(made)

    def shown(self) -> str | None:
        annotation = self._heads().chosen.annotation
        return None if annotation.is_deleted else annotation.body

    def waiting(self) -> set[str]:
        return {each.annotation.body for each in self._heads().conflicts}

    def edit_to(self, words: str) -> None:
        self._change(self._heads().chosen.annotation.changed(self._at(), body=words))

    def move_to_bin(self) -> None:
        at = self._at()
        self._change(self._heads().chosen.annotation.changed(at, deleted_at=at))

    def sent(self) -> object:
        return self._standing()

    def receive(self, file: object) -> None:
        assert isinstance(file, list)
        for version in file:
            self._add(version)


def desks_in_memory() -> list[MemoryDesk]:
    """Return three desks that have the note; the clocks of two are wrong by a year."""
    ticks = iter(range(1_000))
    people = [Person(f"00000000-0000-4000-8000-00000000000{number}", f"Person {number}") for number in range(DESKS)]
    aheads = (timedelta(), timedelta(days=365), timedelta(days=-365))
    desks = [MemoryDesk(each, ahead, lambda: next(ticks)) for each, ahead in zip(people, aheads, strict=True)]
    first = first_version(replace(note(UUID, body="first"), creator=people[0]))
    for desk in desks:
        desk.start(first)
    return desks
