"""Programs are killed by SIGKILL in the middle of writing: what was saved is there, and nothing is taken in part."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from coopviewer.storage.annotations.team.pulling import read_status
from coopviewer_relay.mirror import Mirror
from tests.relay.postgres import Postgres
from tests.storage.annotations.merging.desks import quick_folder
from tests.storage.annotations.team.team_desks import TeamDesk, meet
from tests.together.killing import CAN_KILL, ROOT, build
from tests.together.office import Office
from tests.together.replicas import versions_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CAN_KILL, reason="killing at a call of the system needs LD_PRELOAD and a C compiler"),
]
BODIES = ["one", "three", "two"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("killing"))


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as name:
        yield Path(name)


def is_killed(library: Path, below: Path, call: int, *command: str) -> bool:
    """Run a program until its n-th call that writes below a folder; return whether it came so far."""
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "COOPVIEWER_KILL_AT": str(call),
        "COOPVIEWER_KILL_BELOW": str(below),
    }
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def desks_in(folder: Path) -> tuple[TeamDesk, TeamDesk]:
    folder.mkdir()
    ana, ben = (TeamDesk(folder / f"{name}.db", folder / "team") for name in ("ana", "ben"))
    for body in BODIES:
        ana.write(body)
    return ana, ben


def desk_in(folder: Path) -> TeamDesk:
    ana, ben = desks_in(folder)
    ben.store.close()
    return ana


def verb(action: str, desk: TeamDesk) -> Sequence[str]:
    return ("coopviewer", "team", action, "--annotations", str(desk.path))


def check_numbers(ana: TeamDesk, before: dict[str, bytes]) -> None:
    """Check that all see the same, that no segment was written anew, and that nothing half done is left."""
    assert before.items() <= ana.segments.items()
    assert list(ana.place.rglob("*.part")) == []
    assert list(ana.path.parent.glob(".*.tmp")) == []


def test_publish_is_killed_at_each_of_its_calls(library: Path, folder: Path) -> None:
    for call in count(1):
        ana, ben = desks_in(folder / str(call))
        with closing(ana.store), closing(ben.store):
            ana.store.close()
            killed = is_killed(library, folder, call, *verb("publish", ana))
            before = ana.segments
            ben.pull()
            assert ben.bodies in ([], BODIES), "a segment was taken in part"
            ana.reopen()
            assert ana.bodies == BODIES
            assert ana.segments or read_status(ana.store).waiting.total == len(BODIES)
            meet(ana, ben)
            check_numbers(ana, before)
            assert (ben.bodies, ben.conflicts) == (BODIES, ())
            assert ben.pull().operation == 0
            ana.store.close()
        if not killed:
            break
    assert call > 10


def test_pull_is_killed_at_each_of_its_calls(library: Path, folder: Path) -> None:
    for call in count(1):
        ana, ben = desks_in(folder / str(call))
        with closing(ana.store), closing(ben.store):
            ana.publish()
            own = ben.write("own").uuid
            ben.store.close()
            killed = is_killed(library, folder, call, *verb("pull", ben))
            ben.reopen()
            assert ben.seen[own][0] == "own"
            assert ben.bodies in (["own"], sorted([*BODIES, "own"])), "a segment was taken in part"
            meet(ana, ben)
            assert ana.seen == ben.seen
            assert ben.bodies == sorted([*BODIES, "own"])
            while ben.store.undo():
                pass
            assert ben.bodies == []
            ben.store.close()
        if not killed:
            break
    assert call > 5


@pytest.fixture(scope="module")
def office(postgres: Postgres) -> Office:
    return Office(postgres)


def relay(office: Office, number: int, desk: TeamDesk) -> Sequence[str]:
    server = office.servers[number]
    address = f"postgresql://{server.login}@/{server.database}?host={server.host}"
    return ("coopviewer_relay", "once", address, str(desk.place), "--state", str(desk.path.parent / "state"))


def mirror(office: Office, number: int, desk: TeamDesk) -> Mirror:
    return Mirror(desk.place, office.servers[number], desk.path.parent / "state")


def test_the_relay_is_killed_at_each_of_its_calls(library: Path, folder: Path, office: Office) -> None:
    for call in count(1):
        office.new_team(2)
        ana, ben = (desk_in(folder / f"{call}-{name}") for name in "ab")
        with closing(ana.store), closing(ben.store):
            ana.publish()
            ben.publish()
            mirror(office, 0, ana).once()
            killed = is_killed(library, folder, call, *relay(office, 1, ben))
            before = ben.segments
            for number, desk in ((1, ben), (0, ana), (1, ben)):
                mirror(office, number, desk).once()
            assert before.items() <= ben.segments.items()
            assert len({each.id for each in versions_in(ben.place)}) == 2 * len(BODIES)
            for desk in (ana, ben):
                desk.pull()
                assert desk.bodies == sorted(BODIES * 2)
                assert desk.look().unreadable == ()
            assert len(list(office.versions())) == 2 * len(BODIES)
        if not killed:
            break
    assert call > 5


def test_a_relay_that_runs_is_killed_again_and_again(folder: Path, office: Office) -> None:
    office.new_team(2)
    ana, ben = (desk_in(folder / name) for name in "ab")
    with closing(ana.store), closing(ben.store):
        for number in range(6):
            running = [run(office, number, desk) for number, desk in enumerate((ana, ben))]
            for process in running:
                assert process.stdout is not None
                assert process.stdout.readline().startswith("Connected")
            for desk in (ana, ben):
                desk.write(f"{number}")
                desk.publish()
            for process in running:  # it may be in the middle of anything
                process.kill()
                process.communicate()
        for _ in range(2):
            for number, desk in enumerate((ana, ben)):
                mirror(office, number, desk).once()
                desk.pull()
        assert ana.bodies == ben.bodies == sorted([*BODIES, *map(str, range(6))] * 2)
        assert ana.look().unreadable == ben.look().unreadable == ()


def run(office: Office, number: int, desk: TeamDesk) -> "subprocess.Popen[str]":
    module, _, *words = relay(office, number, desk)
    command = [sys.executable, "-m", module, "run", *words, "--every", "1"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
