"""Measures the relay from outside: ``python3 dev.py bench relay [VERSIONS]``.

50,000 synthetic versions are in one team folder. A relay sends them to a PostgreSQL server, which is started for this
on a socket, and a second one writes them into another folder; each is a process of its own. Measured is the time of
both together. Exit status 1 where it is over the bound, 2 where PostgreSQL is not installed.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.domain.annotations.team.team import Membership, Outgoing, SegmentId, TeamFile
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.exchange.team.description import join_folder
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack
from coopviewer.exchange.team.writing import write_segments
from coopviewer_relay.database import add_member, set_up
from coopviewer_relay.server import Connection

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.relay.postgres import Postgres, binaries

VERSIONS, MOST_SECONDS = 50_000, 20.0
_DATASET = "urn:coopviewer:bench"
_ANA = Person("11111111-1111-4111-8111-111111111111", "Ana")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main(count: int) -> int:
    """Measure, print the figures, and return the exit status."""
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not installed: the package postgresql-15 of Debian has it.")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="coopviewer-relay-", dir="/tmp"))
    folder.chmod(0o755)
    postgres = Postgres(folder, programs)
    postgres.start()
    try:
        taken, found = _measure(postgres, count)
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{found:,} of {count:,} versions through the relay: {taken:.1f} s (at most {MOST_SECONDS:.0f})")
    return int(found != count or taken > MOST_SECONDS)


def _measure(postgres: Postgres, count: int) -> tuple[float, int]:
    set_up(postgres.server())
    with_logins = Connection(postgres.server())
    for login in ("ana", "ben"):
        with_logins.run(f"CREATE ROLE {login} LOGIN")
    with_logins.close()
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place, login) for login in ("ana", "ben")]
        for folder in folders:
            folder.mkdir()
            add_member(postgres.server(), folder.name, "writer", "team", _DATASET)
            join_folder(folder, TeamFile("team", _DATASET))
        _write(folders[0], count)
        begun = time.perf_counter()
        for folder in folders:
            address = f"postgresql://{folder.name}@/postgres?host={postgres.sockets}"
            command = [
                sys.executable,
                "-m",
                "coopviewer_relay",
                "once",
                address,
                str(folder),
                "--state",
                f"{folder}-state",
            ]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken = time.perf_counter() - begun
        return taken, _count(folders[1])


def _write(folder: Path, count: int) -> None:
    membership = Membership(str(folder), "team", _DATASET, None, str(uuid4()))
    versions = (make_version(_annotation(number), _ANA) for number in range(count))
    for number, packed in enumerate(pack(versions, membership.replica), start=1):
        write_segments(membership, _ANA, [Outgoing(number, packed.content)])


def _count(folder: Path) -> int:
    reader = TeamFolder(Membership(str(folder), "team", _DATASET, None, str(uuid4())))
    seen, count = dict[SegmentId, int](), 0
    while segments := reader.look(seen).segments:
        seen |= {each.id: each.size for each in segments}
        count += sum(len(each.versions) for each in segments)
    return count


def _annotation(number: int) -> Annotation:
    return Annotation(
        uuid=str(uuid4()),
        revision=1,
        dataset=_DATASET,
        entry_id="project/afic",
        motivation=Motivation.COMMENTING,
        creator=_ANA,
        created=_NOW,
        modified=_NOW,
        body=f"Note number {number}, which says a little more than a few words about the project. " * 3,
        tags=("bench", f"tag {number % 50}"),
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else VERSIONS))
