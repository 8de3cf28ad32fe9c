"""Two offices with a team folder each share one database: what is written in one is found in the other."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import Membership, Outgoing, TeamFile
from coopviewer.domain.annotations.versions.version import Version, make_version
from coopviewer.exchange.team.description import join_folder
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import line_of, pack
from coopviewer.exchange.team.writing import write_segments
from coopviewer_relay.__main__ import main
from coopviewer_relay.database import RelayDatabase, add_member, set_up
from coopviewer_relay.mirror import NOBODY, Mirror, Round
from coopviewer_relay.problems import Problem
from coopviewer_relay.server import Connection, Server, parse_server
from tests.relay.postgres import Postgres
from tests.storage.annotations.annotation_samples import DATASET, START, note

pytestmark = pytest.mark.slow
ANA = Person("11111111-1111-4111-8111-111111111111", "Ana")


class Office:
    """A team folder with one replica that people write in, and the relay of the office."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder / "team"
        self.folder.mkdir(parents=True)
        join_folder(self.folder, TeamFile("Borders", DATASET))
        self.mirror = Mirror(self.folder, server, folder / "state")
        self.server, self.state = server, folder / "state"
        self.membership = Membership(str(self.folder), "Borders", DATASET, None, str(uuid4()))
        self.number = 0

    def write(self, *bodies: str) -> list[Version]:
        versions = [
            make_version(note(str(uuid4()), body=body, creator=ANA, modified=START + timedelta(seconds=1)), ANA)
            for body in bodies
        ]
        for packed in pack(versions, self.membership.replica):
            self.number += 1
            write_segments(self.membership, ANA, [Outgoing(self.number, packed.content)])
        return versions

    def again(self) -> Mirror:
        """Return a relay that was started anew."""
        self.mirror = Mirror(self.folder, self.server, self.state)
        return self.mirror

    @property
    def others(self) -> list[str]:
        """What the others' segments in the folder say, each version once for each time that it is there."""
        found = TeamFolder(self.membership).look({})
        assert not found.unreadable
        return sorted(each.annotation.body for segment in found.segments for each in segment.versions)


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    """Create a database with two teams: ana and ben write in one, rita reads in it, zoe writes in another."""
    name = f"d{uuid4().hex}"
    postgres.sql(f"CREATE DATABASE {name}")
    for login in ("ana", "ben", "rita", "zoe"):
        with suppress(Problem):
            postgres.sql(f"CREATE ROLE {login} LOGIN")
    owner = postgres.server(database=name)
    for _ in range(2):
        set_up(owner)
    for login, role, team in (
        ("ana", "writer", "a"),
        ("ben", "writer", "a"),
        ("rita", "reader", "a"),
        ("zoe", "writer", "z"),
    ):
        add_member(owner, login, role, team, DATASET)
    yield name
    postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def offices(postgres: Postgres, database: str, tmp_path: Path) -> tuple[Office, Office]:
    return tuple(Office(tmp_path / login, postgres.server(login, database)) for login in ("ana", "ben"))  # type: ignore[return-value]


def test_what_one_office_writes_is_found_in_the_other_once(offices: tuple[Office, Office]) -> None:
    ana, ben = offices
    ana.write("one", "two")
    assert ana.mirror.once() == Round(sent=2)
    assert ben.mirror.once() == Round(received=2)
    assert ben.others == ["one", "two"]
    ben.write("three")
    for _ in range(2):
        ben.again().once()
        ana.again().once()
    assert (ana.others, ben.others) == (["three"], ["one", "two"])
    assert ana.mirror.once() == ben.mirror.once() == Round(), "nothing goes in a circle"


def test_a_slow_transaction_is_not_passed_over(
    postgres: Postgres, database: str, offices: tuple[Office, Office]
) -> None:
    ana, ben = offices
    (slow,) = ana.write("slow")
    connection = Connection(postgres.server("ana", database))
    with closing(connection):
        connection.run("BEGIN")
        line = line_of(slow, NOBODY)
        assert line is not None
        add = "INSERT INTO coop.version (relay, id, line) VALUES (CAST(:r AS uuid), decode(:i, 'hex'), :l)"
        connection.run(add, r=str(uuid4()), i=slow.id, l=line.decode())
        ben.write("fast")
        ben.mirror.once()
        ana.state.mkdir(exist_ok=True)
        reader = Office(ana.folder.parent / "third", postgres.server("ana", database))
        reader.mirror.once()
        connection.run("COMMIT")
        reader.mirror.once()
    assert reader.others == ["fast", "slow"]


def test_another_team_sees_nothing_and_writing_in_another_s_name_is_refused(
    postgres: Postgres, database: str, offices: tuple[Office, Office]
) -> None:
    ana, _ = offices
    ana.write("secret")
    ana.mirror.once()
    assert postgres.sql("SELECT count(*) FROM coop.version", login="rita", database=database) == [[1]]
    assert postgres.sql("SELECT count(*) FROM coop.version", login="zoe", database=database) == [[0]]
    assert postgres.sql("SELECT count(*) FROM coop.team", login="zoe", database=database) == [[1]]
    assert postgres.sql("SELECT login FROM coop.member", login="zoe", database=database) == [["zoe"]]
    id = f"'\\x{'00' * 16}'"
    into = f"INSERT INTO coop.version (relay, id, line{{}}) VALUES (gen_random_uuid(), {id}, 'x'{{}})"
    refused = {
        "rita": into.format("", ""),
        "ana": into.format(", author", ", 'ben'"),
        "ben": into.format(", team", f", '{uuid4()}'"),
        "zoe": "SELECT * FROM coop.version; UPDATE coop.version SET line = 'x'",
    }
    for login, statement in refused.items():
        with pytest.raises(Problem, match="permission denied"):
            postgres.sql(statement, login=login, database=database)
    for statement in ("DELETE FROM coop.version", "UPDATE coop.member SET team = team", "TRUNCATE coop.version"):
        with pytest.raises(Problem, match="permission denied"):
            postgres.sql(statement, login="ana", database=database)


def test_a_reader_receives_and_says_that_it_may_not_send(postgres: Postgres, database: str, tmp_path: Path) -> None:
    reader = Office(tmp_path / "rita", postgres.server("rita", database))
    assert reader.mirror.once() == Round()
    reader.write("mine")
    with pytest.raises(Problem, match="permission denied"):
        reader.mirror.once()


def test_who_is_in_no_team_or_brings_another_dataset_is_told(postgres: Postgres, database: str, tmp_path: Path) -> None:
    with suppress(Problem):
        postgres.sql("CREATE ROLE nobody_here LOGIN")
    with pytest.raises(Problem, match=r"no tables of a relay|in no team"):
        RelayDatabase(postgres.server("nobody_here", database))
    with pytest.raises(Problem, match="no tables of a relay"):
        RelayDatabase(postgres.server("ana"))
    office = Office(tmp_path / "other", postgres.server("ana", database))
    with pytest.raises(Problem, match="the team other about urn:other"):
        add_member(postgres.server(database=database), "ana", "writer", "a", "urn:other") if False else None or _raise(
            office
        )


def _raise(office: Office) -> None:
    add_member(office.server._replace(login="postgres"), "ana", "writer", "other", "urn:other")
    office.mirror.once()


def test_a_server_that_restarts_or_is_gone_loses_and_doubles_nothing(
    postgres: Postgres, offices: tuple[Office, Office]
) -> None:
    ana, ben = offices
    ana.write(*map(str, range(30)))
    database = ana.mirror.connect()
    postgres.stop()
    try:
        with pytest.raises(Problem) as gone:
            ana.mirror.round(database)
        assert gone.value.is_passing
        with pytest.raises(Problem, match="cannot be reached"):
            ana.mirror.once()
    finally:
        postgres.start()
    database.close()
    for office in (ana, ben, ana, ben):
        office.again().once()
    assert ben.others == sorted(map(str, range(30)))


def test_a_relay_that_worked_tries_again_soon_after_the_next_problem(
    postgres: Postgres, offices: tuple[Office, Office]
) -> None:
    ana, _ = offices
    ana.write("one")
    said: list[str] = []
    problems: list[str] = []

    def say(words: str) -> None:
        said.append(words)
        if "The next try" in words:
            problems.append(words)
            postgres.start()
        elif words.startswith("1 versions sent"):
            postgres.stop()

    postgres.stop()
    ana.mirror.run(60, say, lambda: len(problems) == 2)
    assert [words.rpartition(" is in ")[2] for words in problems] == ["2 seconds.", "2 seconds."]
    assert sum(words.startswith("Connected") for words in said) == 1


def test_a_relay_that_loses_its_memory_begins_anew(offices: tuple[Office, Office]) -> None:
    ana, ben = offices
    ana.write("one")
    ana.mirror.once()
    ben.mirror.once()
    for file in (*ana.state.iterdir(), *ben.state.iterdir()):
        file.write_text("{broken", encoding="utf-8")
    ana.again().once()
    ben.again().once()
    assert set(ben.others) == {"one"}
    assert ana.mirror.once() == Round()


def test_a_database_that_was_restored_gets_what_it_lacks(
    postgres: Postgres, database: str, offices: tuple[Office, Office]
) -> None:
    ana, ben = offices
    ana.write("one", "two")
    ana.mirror.once()
    postgres.sql("DELETE FROM coop.version", database=database)
    assert ana.mirror.once().sent == 2
    ben.mirror.once()
    assert ben.others == ["one", "two"]


def test_a_database_that_was_restored_after_a_relay_forgot_gets_what_it_lacks(
    postgres: Postgres, database: str, offices: tuple[Office, Office]
) -> None:
    ana, ben = offices
    ana.write("one", "two")
    ana.mirror.once()
    for file in ana.state.iterdir():
        file.unlink()
    ana.again().once()  # the versions are in the database, in the name of the former relay
    postgres.sql("DELETE FROM coop.version", database=database)
    ana.mirror.once()
    ben.mirror.once()
    assert ben.others == ["one", "two"]


def test_a_relay_that_was_killed_before_it_stored_a_number_takes_the_next(offices: tuple[Office, Office]) -> None:
    ana, ben = offices
    ana.write("one")
    ana.mirror.once()
    ben.mirror.once()
    (file,) = ben.state.iterdir()
    record = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(record | {"number": 0, "written": [], "mark": 0}), encoding="utf-8")
    ben.again().once()
    assert sorted(path.name for path in ben.folder.glob("*/*.gz")) == ["00000001.jsonl.gz", "00000002.jsonl.gz"]
    assert set(ben.others) == {"one"}


@pytest.mark.parametrize("rest", [None, 20])
def test_a_segment_of_the_relay_that_is_lost_or_cut_off_is_written_again(
    offices: tuple[Office, Office], rest: int | None
) -> None:
    ana, ben = offices
    ana.write("one", "two")
    ana.mirror.once()
    ben.mirror.once()
    (lost,) = ben.folder.glob("*/*.gz")
    content = lost.read_bytes()
    lost.unlink() if rest is None else lost.write_bytes(content[:rest])
    for _ in range(2):
        ben.again().once()
    lost.unlink(missing_ok=True)
    assert ben.others == ["one", "two"]


def test_what_is_not_right_in_the_database_is_refused(
    postgres: Postgres, database: str, offices: tuple[Office, Office]
) -> None:
    _, ben = offices
    values = "gen_random_uuid(), decode(md5(random()::text), 'hex')"
    for line in ("no JSON", "{}", "x" * 1_000_000):
        postgres.sql(
            f"INSERT INTO coop.version (relay, id, line) SELECT {values}, '{line}'", login="ana", database=database
        )
    assert ben.mirror.once() == Round(refused=3)
    assert ben.others == []


def test_a_change_is_announced(postgres: Postgres, database: str, offices: tuple[Office, Office]) -> None:
    ana, ben = offices
    with closing(ben.mirror.connect()) as listening:
        listening.listen()
        assert not listening.wait(0.01)
        ana.write("one")
        ana.mirror.once()
        assert listening.wait(30)


def test_the_verbs(
    postgres: Postgres, database: str, offices: tuple[Office, Office], capsys: pytest.CaptureFixture[str]
) -> None:
    ana, _ = offices
    address = f"postgresql://{{}}@/{database}?host={postgres.sockets}"
    ana.write("one")
    assert main(["setup", address.format("postgres")]) == 0
    member = ["add-member", address.format("postgres"), "ana", "--team", "a", "--dataset", DATASET]
    assert main(member) == 0
    assert main(["once", address.format("ana"), str(ana.folder), "--state", str(ana.state)]) == 0
    assert main(["status", address.format("ana")]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "1 versions sent, 0 received, 0 refused.",
        f"ana@{postgres.sockets}:5432/{database} is in the team a, about {DATASET}: 1 versions.",
    ]
    assert main(["once", address.format("ana"), "/nowhere"]) == 2
    assert main([*member[:2], "nobody-of-that-name", *member[3:]]) == 2
    assert "There is no login nobody-of-that-name." in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    ["", "mysql://a@h/d", "postgresql://h/d", "postgresql://a@h", "postgresql://a@h:x/d", "postgresql://a:p@h/d"],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(Problem):
        parse_server(address)


def test_what_is_on_this_computer_needs_no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "secret")
    here = ("localhost", "127.0.0.1", "[::1]")
    assert all(parse_server(f"postgresql://a@{host}/d").is_here for host in here)
    server = parse_server("postgresql://a@db.example.org:5433/d")
    assert (server.is_here, server.port, server.password) == (False, 5433, "secret")
    assert "secret" not in str(server)
