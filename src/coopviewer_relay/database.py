"""The database of a relay: versions of annotations that are added, read, and never changed."""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from coopviewer_relay.problems import Problem
from coopviewer_relay.server import Connection, Server

AT_ONCE = 5_000
"""Versions that are sent, or read, at once."""
_ROLES = ("reader", "writer", "owner")
# a transaction that began earlier may still add rows with lower numbers: only those of ended transactions are read
_NEWS = """
    SELECT encode(id, 'hex'), line FROM coop.version
    WHERE tx >= CAST(:mark AS text)::xid8 AND tx < CAST(:until AS text)::xid8 AND relay <> CAST(:relay AS uuid)
    ORDER BY tx, seq LIMIT :most OFFSET :offset
"""
_ADD = """
    INSERT INTO coop.version (relay, id, line)
    SELECT CAST(:relay AS uuid), decode(each ->> 'id', 'hex'), each ->> 'line'
    FROM jsonb_array_elements(CAST(:versions AS jsonb)) AS each
    ON CONFLICT (team, id) DO NOTHING
"""


class Team(NamedTuple):
    """A team in the database: its uuid, its name, and the URN of the dataset that its annotations are about."""

    id: str
    name: str
    dataset: str


class RelayDatabase:
    """A connection as a member of one team; methods but ``close`` raise Problem if the server refuses or is gone."""

    def __init__(self, server: Server) -> None:
        """Connect; raises Problem if that fails, the tables are missing, or the login is in no team."""
        self._connection = Connection(server)
        try:
            found = self._connection.run("SELECT id, name, dataset FROM coop.team WHERE id = coop.my_team()")
        except Problem as problem:
            self.close()
            if problem.is_passing:
                raise
            raise Problem(f"{server} has no tables of a relay for this login: {problem}") from problem
        if not found:
            self.close()
            raise Problem(f"{server.login} is in no team. Its owner adds it with coopviewer-relay add-member.")
        self.team = Team(*map(str, found[0]))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def listen(self) -> None:
        """Let the server announce what is added to the team from now on."""
        self._connection.run(f"LISTEN coop_{self.team.id.replace('-', '')}")

    def wait(self, seconds: float) -> bool:
        """Wait for an announcement, after ``listen`` was called; False if none comes in time."""
        return self._connection.wait(seconds)

    def add(self, relay: str, versions: Sequence[tuple[str, str]]) -> None:
        """Add versions, each its id and its line, in the name of a relay; those that are there stay as they are."""
        for start in range(0, len(versions), AT_ONCE):
            part = [{"id": id, "line": line} for id, line in versions[start : start + AT_ONCE]]
            self._connection.run(_ADD, relay=relay, versions=json.dumps(part))

    def horizon(self) -> int:
        """Return the number of the first transaction that may still be running: all before it have ended."""
        return int(self._connection.run("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")[0][0])

    def counts(self, relay: str) -> tuple[int, int]:
        """Return how many versions a relay has added, and how many there are in its team."""
        query = "SELECT count(*) FILTER (WHERE relay = CAST(:relay AS uuid)), count(*) FROM coop.version"
        own, all_of_team = self._connection.run(query, relay=relay)[0]
        return int(own), int(all_of_team)

    def count(self) -> int:
        """Return how many versions of the team are in the database."""
        return int(self._connection.run("SELECT count(*) FROM coop.version")[0][0])

    def news(self, relay: str, mark: int, until: int) -> Iterator[list[tuple[str, str]]]:
        """Yield the versions that others added in transactions from ``mark`` up to ``until``, excluded, in parts.

        Each is its id and its line. ``until`` must be a ``horizon``.
        """
        offset = 0
        while True:
            values = {"mark": str(mark), "until": str(until), "relay": relay}
            found = self._connection.run(_NEWS, most=AT_ONCE, offset=offset, **values)
            if found:
                yield [(str(id), str(line)) for id, line in found]
            if len(found) < AT_ONCE:
                return
            offset += AT_ONCE


def set_up(server: Server) -> None:
    """Create tables, roles and rules in a database; what is there stays.

    Raises Problem if the server cannot be reached, or the login may not; nothing is then created.
    """
    connection = Connection(server)
    try:
        script = files("coopviewer_relay").joinpath("schema.sql").read_text(encoding="utf-8")
        connection.run("BEGIN")
        connection.run(script)
        connection.run("COMMIT")
    finally:
        connection.close()


def add_member(server: Server, login: str, role: str, team: str, dataset: str) -> None:
    """Put a login of the server into a team, which is created if there is none of this name.

    A login is in one team with one role, so that it leaves the team and the role that it had. ``role`` is ``reader``,
    ``writer`` or ``owner``. Raises Problem for another role, if the login does not exist, if the team is about another
    dataset, or if the server cannot be reached or refuses; nothing is then changed.
    """
    if role not in _ROLES:
        raise Problem(f"{role} is no role. Choose {', '.join(_ROLES)}.")
    connection = Connection(server)
    try:
        if not connection.run("SELECT 1 FROM pg_roles WHERE rolname = :login", login=login):
            raise Problem(f"There is no login {login}. Create it first, with CREATE ROLE … LOGIN PASSWORD ….")
        connection.run("BEGIN")
        connection.run(
            "INSERT INTO coop.team (name, dataset) VALUES (:team, :dataset) ON CONFLICT (name) DO NOTHING",
            team=team,
            dataset=dataset,
        )
        (found,) = connection.run("SELECT id::text, dataset FROM coop.team WHERE name = :team", team=team)
        if found[1] != dataset:
            raise Problem(f"The team {team} is about {found[1]}, not about {dataset}.")
        connection.run(
            "INSERT INTO coop.member (login, team) VALUES (CAST(:login AS name), CAST(:team AS uuid)) "
            "ON CONFLICT (login) DO UPDATE SET team = excluded.team",
            login=login,
            team=found[0],
        )
        quoted = login.replace('"', '""')
        others = ", ".join(f"coop_{each}" for each in _ROLES if each != role)
        connection.run(f'REVOKE {others} FROM "{quoted}"')
        connection.run(f'GRANT coop_{role} TO "{quoted}"')
        connection.run("COMMIT")
    finally:
        connection.close()
