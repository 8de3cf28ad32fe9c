"""The database of an office, with a team of its own for each history."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

from coopviewer.domain.annotations.versions.version import Version
from coopviewer.exchange.team.segments import BadSegment, version_of_line
from coopviewer_relay.database import add_member, set_up
from coopviewer_relay.mirror import NOBODY
from coopviewer_relay.problems import Problem
from coopviewer_relay.server import Server
from tests.relay.postgres import Postgres
from tests.storage.annotations.annotation_samples import DATASET


class Office:
    """A database for relays, which is emptied for no history: each has another team."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres, self._team, self._logins = postgres, "", 0
        self.servers: list[Server] = []
        self._database = f"d{uuid4().hex}"
        postgres.sql(f"CREATE DATABASE {self._database}")
        set_up(self._owner)

    @property
    def _owner(self) -> Server:
        return self._postgres.server(database=self._database)

    def new_team(self, count: int) -> list[Server]:
        """Return the server as so many logins reach it, which are in a new team."""
        self._team = uuid4().hex
        self.servers = []
        for _ in range(count):
            self._logins += 1
            login = f"member_{self._logins % 12}"
            with suppress(Problem):
                self._postgres.sql(f"CREATE ROLE {login} LOGIN")
            add_member(self._owner, login, "writer", self._team, DATASET)
            self.servers.append(self._postgres.server(login, self._database))
        return self.servers

    def lose(self, server: Server) -> None:
        """Lose what a login has added, as when an older backup of the database is restored."""
        self.run(f"DELETE FROM coop.version WHERE author = '{server.login}' AND team = {self._of_team}")

    def versions(self) -> Iterator[Version]:
        """Yield what the team has in the database."""
        for (line,) in self.run(f"SELECT line FROM coop.version WHERE team = {self._of_team}"):
            with suppress(BadSegment):
                yield version_of_line(str(line).encode(), NOBODY, DATASET)

    def run(self, statement: str) -> list[list[object]]:
        return self._postgres.sql(statement, database=self._database)

    @property
    def _of_team(self) -> str:
        return f"(SELECT id FROM coop.team WHERE name = '{self._team}')"
