"""Three replicas exchange by file, folder and relay, in any order, with mishaps and kills: all end equal, nothing lost.

What must hold in the end, after all have exchanged all: the same annotations with the same authors, the same conflicts;
another exchange by any way changes nothing; the order does not matter; what nobody replaced is shown or waits for a
decision, so that an edit beats a deletion; what was saved or published can be read; what is only mine has not gone out.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.relay.postgres import Postgres
from tests.storage.annotations.merging.desks import quick_folder
from tests.together.killing import CAN_KILL, Killer, killing
from tests.together.office import Office
from tests.together.replicas import Content, Replica, content_of, versions_in
from tests.together.trio import FILE, FOLDER, KILLS, MISHAPS, NUMBER, RELAY, STEPS, USER, WAYS, Step, Trio

MOST_CALLS = 60
FIRST = (Step(0, "write", 0), Step(0, "publish", 0), Step(0, "deliver", 0), Step(1, "pull", 0), Step(0, "file", 1))
orders = st.permutations(range(len(WAYS)))


def steps_of(*kinds: str) -> st.SearchStrategy[Step]:
    return st.builds(Step, st.integers(0, NUMBER - 1), st.sampled_from(kinds), st.integers(0, 5))


killed = st.builds(Step, st.integers(0, NUMBER - 1), st.sampled_from(KILLS), st.integers(0, MOST_CALLS))
killed_relay = st.builds(Step, st.integers(0, NUMBER - 1), st.just("kill relay"), st.integers(0, MOST_CALLS))


def check(trio: Trio, order: Sequence[int], other_order: Sequence[int], way: str) -> None:
    """Let a trio come together, and a copy of it in another order; check both."""
    with closing(trio.copied_to(trio.folder / "again")) as again:
        trio.come_together(order, way)
        check_end(trio)
        again.come_together(other_order, "folder")
        check_end(again)
        private = private_of(trio) | private_of(again)
        assert without(trio.replicas[0].shown.values(), private) == without(again.replicas[0].shown.values(), private)
        assert without(trio.replicas[0].waiting, private) == without(again.replicas[0].waiting, private)
        again.check_that_nothing_is_new()
    trio.check_that_nothing_is_new()
    check_end(trio)
    check_history(trio)


def private_of(trio: Trio) -> set[str]:
    return {uuid for replica in trio.replicas for uuid in replica.mine}


def without(contents: Iterable[Content], private: set[str]) -> set[Content]:
    return {each for each in contents if each.uuid not in private}


def check_end(trio: Trio) -> None:
    private, ledger = private_of(trio), trio.ledger
    ends = [end_of(replica, private) for replica in trio.replicas]
    assert ends[0] == ends[1] == ends[2]
    alive = without(ledger.alive, private)
    for replica in trio.replicas:
        assert alive <= replica.visible
        for each in replica.all:
            if each.uuid in ledger.authors:
                assert each.creator.uuid == ledger.authors[each.uuid]
            writers = ledger.writers.get(content_of(each))
            if not each.is_deleted and writers:
                assert (each.changed_by or each.creator).uuid in writers


def end_of(replica: Replica, private: set[str]) -> object:
    seen = {uuid: state for uuid, state in replica.seen.items() if uuid not in private}
    waiting = {each.version.id for each in replica.conflicts if each.annotation.uuid not in private}
    return seen, waiting, without(replica.shown.values(), private)


def check_history(trio: Trio) -> None:
    """Check that what was saved can be read there, what was published everywhere, and that nothing private was."""
    published = {content_of(each.annotation) for one in trio.replicas for each in versions_in(one.place)}
    assert {each.body for each in published}.isdisjoint(trio.ledger.private)
    for number, replica in enumerate(trio.replicas):
        known = {uuid: replica.readable(uuid) for uuid in {each.uuid for each in published | trio.ledger.said[number]}}
        assert all(each in known[each.uuid] for each in trio.ledger.said[number])
        assert all(each in known[each.uuid] for each in published)


def play(steps: list[Step], orders: tuple[list[int], list[int]], way: str, **given: object) -> None:
    with quick_folder() as folder, closing(Trio(Path(folder, "one"), **given)) as trio:  # type: ignore[arg-type]
        trio.play([*FIRST, *steps])
        check(trio, *orders, way)


@settings(max_examples=5, deadline=None)
@given(st.lists(steps_of(*STEPS), max_size=12), st.tuples(orders, orders), st.sampled_from(("files", "folder")))
def test_by_file_and_folder_all_end_equal(steps: list[Step], orders: tuple[list[int], list[int]], way: str) -> None:
    play(steps, orders, way)


FOUND = {  # in longer histories, and mended
    "an undone edit is lost with its file, and another has deleted what was before": (
        *(Step(1, "edit", 4), Step(0, "bin", 4), Step(1, "undo", 1), Step(1, "become copy", 1)),
    ),
    "an older state is restored beside another version": (
        *(Step(2, "tag", 1), Step(2, "late file", 0), Step(0, "back up", 2), Step(0, "revive", 4)),
        *(Step(2, "arrive", 4), Step(0, "restore", 1)),
    ),
    "one of two versions is moved to the bin": (
        *(Step(2, "tag", 1), Step(2, "late file", 0), Step(0, "revive", 4), Step(2, "arrive", 4), Step(0, "bin", 1)),
    ),
}


@pytest.mark.parametrize("way", ["files", "folder"])
@pytest.mark.parametrize("steps", FOUND.values(), ids=FOUND)
def test_histories_in_which_replicas_differed_end_equal(steps: Sequence[Step], way: str) -> None:
    order = list(range(len(WAYS)))
    play(list(steps), (order, order[::-1]), way)


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    if not CAN_KILL:
        pytest.skip("killing at a call of the system needs LD_PRELOAD and a C compiler")
    with killing(tmp_path_factory.mktemp("killing")) as made:
        yield made


@pytest.fixture(scope="module")
def office(postgres: Postgres) -> Office:
    return Office(postgres)


every = st.one_of(steps_of(*USER), steps_of(*USER), steps_of(*FILE, *FOLDER), steps_of(*RELAY), steps_of(*MISHAPS))


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(st.one_of(every, every, killed, killed_relay), max_size=30),
    orders=st.tuples(orders, orders),
    way=st.sampled_from(("files", "folder", "relay")),
)
def test_by_file_folder_and_relay_with_kills_all_end_equal(
    steps: list[Step], orders: tuple[list[int], list[int]], way: str, office: Office, killer: Killer
) -> None:
    play(steps, orders, way, office=office, killer=killer)
