"""What is damaged in a team folder or in a database is taken by no relay, not even in part, and hides nothing else."""

import gzip
import random
from pathlib import Path
from uuid import uuid4

import pytest

from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.exchange.team.segments import line_of
from coopviewer_relay.mirror import NOBODY, Round
from tests.relay.postgres import Postgres
from tests.relay.test_relay import ANA, Office
from tests.storage.annotations.annotation_samples import note
from tests.together.office import Office as Database

pytestmark = pytest.mark.slow
DAMAGED = 304
REPLICA = "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"


@pytest.fixture
def offices(postgres: Postgres, tmp_path: Path) -> tuple[Office, Office, Database]:
    database = Database(postgres)
    ana, ben = (Office(tmp_path / name, server) for name, server in zip("ab", database.new_team(2), strict=True))
    return ana, ben, database


def lines(count: int) -> list[bytes]:
    versions = (make_version(note(str(uuid4()), body=f"note {number}", creator=ANA), ANA) for number in range(count))
    return [line_of(each, REPLICA) or b"" for each in versions]


def damaged(content: bytes, number: int, noise: random.Random) -> bytes:
    """Return the content of a segment with its end cut off, one bit turned, or one line of several changed or cut."""
    if number % 4 == 0:
        return content[: noise.randrange(len(content))]
    if number % 4 == 1:
        return turned(content, noise.randrange(10, len(content)), noise)  # gzip's own head has bytes without meaning
    listed = gzip.decompress(content).splitlines(keepends=True)
    place = noise.randrange(len(listed))
    listed[place] = damaged_line(listed[place], number, noise)
    return gzip.compress(b"".join(listed), mtime=0)


def damaged_line(line: bytes, number: int, noise: random.Random) -> bytes:
    """Return a line that is cut, or of whose state one bit is turned, from which its id follows."""
    if number % 4 == 2:
        return line[: noise.randrange(len(line) - 1)] + b"\n"
    return turned(line, noise.randrange(line.index(b'"state":') + 9, len(line) - 2), noise)


def turned(content: bytes, place: int, noise: random.Random) -> bytes:
    return content[:place] + bytes([content[place] ^ (1 << noise.randrange(8))]) + content[place + 1 :]


def test_of_three_hundred_damaged_segments_none_is_sent_in_part(offices: tuple[Office, Office, Database]) -> None:
    ana, ben, database = offices
    folder, noise = ana.folder / REPLICA, random.Random(19)
    folder.mkdir()
    whole = gzip.compress(b"".join(lines(12)), mtime=0)
    for number in range(1, DAMAGED + 1):
        (folder / f"{number:08}.jsonl.gz").write_bytes(damaged(whole, number, noise))
    (folder / f"{DAMAGED + 1:08}.jsonl.gz").write_bytes(gzip.compress(b"".join(lines(1)), mtime=0))
    for _ in range(2):
        ana.again().once()
        assert len(list(database.versions())) == 1, "the one segment that is whole"
    ben.mirror.once()
    assert len(ben.others) == 1
    (folder / "00000001.jsonl.gz").write_bytes(whole)  # the rest of it has arrived
    assert ana.mirror.once().sent == 12
    ben.mirror.once()
    assert len(ben.others) == 13


def test_of_three_hundred_damaged_lines_in_the_database_none_is_received(
    offices: tuple[Office, Office, Database],
) -> None:
    ana, ben, _ = offices
    noise = random.Random(19)
    versions = [make_version(note(str(uuid4()), body=f"note {number}", creator=ANA), ANA) for number in range(DAMAGED)]
    connection = ana.mirror.connect()
    for number, version in enumerate(versions):
        bad = damaged_line(line_of(version, NOBODY) or b"", 2 + number % 2, noise).decode(errors="replace")
        connection.add(str(uuid4()), [(version.id, bad.replace("\0", "0"))])
    connection.add(str(uuid4()), [("0" * 32, (line_of(versions[0], NOBODY) or b"").decode())])  # under another id
    connection.close()
    ana.write("whole")
    ana.mirror.once()
    assert ben.mirror.once() == Round(received=1, refused=DAMAGED + 1)
    assert ben.others == ["whole"]
