"""Three people work in any order: in the end all see the same, with the same authors, and nothing is imported again."""

from contextlib import closing
from datetime import timedelta
from itertools import permutations
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopviewer.domain.annotations.versions.conflicts import Decision
from coopviewer.storage.annotations.merging.conflicts import decide
from tests.storage.annotations.merging.desks import Clock, FileDesk, quick_folder

STEPS = ("write", "edit", "edit", "edit", "bin", "tag", "retag", "undo", "redo", "send", "send", "decide")
step = st.tuples(st.integers(0, 2), st.sampled_from(STEPS), st.integers(0, 5))


def act(desks: list[FileDesk], who: int, what: str, number: int, count: int) -> None:
    desk = desks[who]
    notes = desk.all
    chosen = notes[number % len(notes)].uuid if notes else ""
    match what:
        case "write":
            desk.write(f"note {count}")
        case "edit" if chosen:
            desk.edit(chosen, body=f"words {count}")
        case "bin" if chosen:
            desk.bin(chosen)
        case "tag" if chosen:
            desk.edit(chosen, tags=("abc"[number % 3],))
        case "retag":
            desk.store.retag("Retag", ["abc"[number % 3]], ("x", "y", None)[number // 2])
        case "undo":
            desk.store.undo()
        case "redo":
            desk.store.redo()
        case "send":
            desks[(who + 1 + number % 2) % 3].take(desk.file())
        case "decide" if desk.conflicts:
            decide(desk.store, [desk.conflicts[number % len(desk.conflicts)]], list(Decision)[number % 3])


@example([(1, "edit", 0), (1, "undo", 0)], [0, 1, 2, 3, 4, 5])
@settings(max_examples=12, deadline=None)
@given(st.lists(step, max_size=14), st.permutations(range(6)))
def test_all_see_the_same_in_the_end(steps: list[tuple[int, str, int]], order: list[int]) -> None:
    with quick_folder() as folder:
        clocks = (Clock(), Clock(timedelta(days=365)), Clock(timedelta(days=-365)))
        desks = [FileDesk(Path(folder, f"{number}.db"), clock) for number, clock in enumerate(clocks)]
        with closing(desks[0].store), closing(desks[1].store), closing(desks[2].store):
            for count, (who, what, number) in enumerate([(0, "write", 0), (0, "send", 0), (0, "send", 1), *steps]):
                act(desks, who, what, number, count)
            ways = list(permutations(range(3), 2))
            for _ in range(3):
                for way in order:
                    one, other = ways[way]
                    desks[other].take(desks[one].file())
            assert desks[0].seen == desks[1].seen == desks[2].seen
            for one, other in ways:
                assert desks[other].take(desks[one].file()).stored == ()
