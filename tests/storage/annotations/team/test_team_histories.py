"""Three replicas work in any order over a folder that is copied, cut off, restored and killed: all end equal.

Each machine has its own copy of the folder; a synchronising program delivers single files late, twice and in any order.
"""

import shutil
from contextlib import ExitStack, closing, suppress
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopviewer.exchange.team import writing
from coopviewer.exchange.team.segments import pack
from coopviewer.storage.annotations.team.publishing import prepare
from coopviewer.storage.annotations.team.pulling import receive_again
from tests.storage.annotations.merging.desks import Clock, FileDesk, quick_folder
from tests.storage.annotations.merging.test_histories import STEPS, act
from tests.storage.annotations.team.team_desks import TeamDesk, deliver, segments_in

TEAM_STEPS = (
    *(each for each in STEPS if each != "send"),
    *("publish", "publish", "pull", "pull", "deliver", "deliver", "deliver one", "cut one", "copy", "kill", "lose"),
)
step = st.tuples(st.integers(0, 2), st.sampled_from(TEAM_STEPS), st.integers(0, 5))
Step = tuple[int, str, int]


class Killed(BaseException):
    """The process was killed."""


def killed(desk: TeamDesk, number: int) -> None:
    """Publish until the process is killed: after noting, after writing, before the folder is flushed."""
    places = ("write_segments", "_put_in_place", "_flush")
    place = places[number % 3]

    def kill(*_: object) -> None:
        raise Killed

    if place == "write_segments":
        prepare(desk.store, desk.look().own, pack)
    else:
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            patch.setattr(writing, place, kill)
            desk.publish()
    desk.reopen()


def restored(desk: TeamDesk, number: int) -> None:
    """Close the file, put a copy of it elsewhere, and go on with the one or the other."""
    desk.store.close()
    folder = Path(mkdtemp(prefix=f"copy-{number}-", dir=desk.path.parent))
    for path in desk.path.parent.glob(f"{desk.path.name}*"):
        shutil.copy(path, folder / path.name)
    if number % 2:
        desk.reopen(folder / desk.path.name)
    else:
        desk.reopen()


def team_act(desks: list[TeamDesk], who: int, what: str, number: int, count: int) -> None:
    desk, other = desks[who], desks[(who + 1 + number % 2) % 3]
    match what:
        case "publish":
            desk.publish()
        case "pull":
            desk.pull()
        case "copy":
            restored(desk, number)
        case "kill":
            killed(desk, number)
        case "lose":
            for path in list((desk.place / desk.replica).glob("*.gz"))[:1]:
                path.unlink()
        case "deliver" | "deliver one" | "cut one":
            carry(desk.place, other.place, what, number)
        case _:
            act(list[FileDesk](desks), who, what, number, count)


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


def play(steps: list[Step]) -> None:
    with quick_folder() as name, ExitStack() as stack:
        folder = Path(name)
        clocks = (Clock(), Clock(timedelta(days=365)), Clock(timedelta(days=-365)))
        desks = [TeamDesk(folder / f"{n}.db", folder / f"team-{n}", clock) for n, clock in enumerate(clocks)]
        for desk in desks:
            stack.enter_context(closing(_Closing(desk)))
        first: list[Step] = [(0, "write", 0), (0, "publish", 0), (0, "deliver", 0), (1, "pull", 0)]
        written: dict[str, bytes] = {}
        for count, (who, what, number) in enumerate([*first, *steps]):
            team_act(desks, who, what, number, count)
            check_numbers(desks, written)
        come_together(desks)
        assert desks[0].seen == desks[1].seen == desks[2].seen
        waiting = [sorted(each.version.id for each in desk.conflicts) for desk in desks]
        assert waiting[0] == waiting[1] == waiting[2]
        for desk in desks:
            assert desk.pull().operation == 0
            assert desk.publish().outgoing == ()


def check_numbers(desks: list[TeamDesk], written: dict[str, bytes]) -> None:
    """Check that no replica writes a number again with another content; ``written`` are all segments so far."""
    for desk in desks:
        for path, content in desk.segments.items():
            if path.startswith(desk.replica):
                known = written.setdefault(path, content)
                if len(content) > len(known):
                    written[path] = content
                # what is carried back to a replica may be cut off
                assert known.startswith(content) or content.startswith(known)


def come_together(desks: list[TeamDesk]) -> None:
    for desk in desks:
        receive_again(desk.store)  # what was taken back here
    for _ in range(4):
        for desk in desks:
            desk.sync()
            for other in desks:
                if other is not desk:
                    deliver(desk.place, other.place)
    for desk in desks:
        desk.pull()


class _Closing:
    """Closes whichever file a desk has at the end."""

    def __init__(self, desk: TeamDesk) -> None:
        self._desk = desk

    def close(self) -> None:
        self._desk.store.close()


@example([(0, "lose", 0), (1, "cut one", 1)])
@example([(0, "undo", 0), (0, "lose", 0)])
@example([(0, "copy", 0), (0, "copy", 1), (1, "copy", 0)])
@settings(max_examples=8, deadline=None)
@given(st.lists(step, max_size=16))
def test_all_see_the_same_in_the_end(steps: list[Step]) -> None:
    play(steps)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.lists(step, max_size=30))
def test_all_see_the_same_after_many_histories(steps: list[Step]) -> None:
    play(steps)


@pytest.mark.slow
@pytest.mark.parametrize("faults", list(permutations(("cut one", "kill", "lose", "copy"), 2)))
def test_all_see_the_same_after_two_faults(faults: tuple[str, str]) -> None:
    work: list[Step] = [(1, "edit", 0), (1, "publish", 0), (0, "edit", 0)]
    for who in range(3):
        for number in range(3):
            play([*work, (who, faults[0], number), (who, "edit", 0), (who, faults[1], number), (2, "pull", 0)])
