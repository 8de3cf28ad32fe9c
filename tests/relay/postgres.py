"""A PostgreSQL server for tests, Debian's package: started on a socket in a temporary folder, as another user."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from coopviewer_relay.server import Connection, Server

USER = "postgres"


def binaries() -> Path | None:
    """Return the folder of the newest server that is installed; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parents[1].name))
    return found[-1].parent if found else None


class Postgres:
    """One server, which is stopped and started by tests."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        as_user = {"user": USER, "group": USER, "extra_groups": []}
        self.as_user: dict[str, Any] = as_user if os.geteuid() == 0 else {}  # the server refuses to run as root
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        self.data, self.sockets = folder / "data", folder / "s"
        self._run("mkdir", str(self.sockets))
        self._run(str(programs / "initdb"), "-D", str(self.data), "-U", USER, "--auth=trust", "-E", "UTF8", "-N")
        with self._options().open("a", encoding="utf-8") as options:
            options.write(f"listen_addresses = ''\nunix_socket_directories = '{self.sockets}'\nfsync = off\n")

    def _options(self) -> Path:
        return self.data / "postgresql.conf"

    def start(self) -> None:
        self._run(str(self.programs / "pg_ctl"), "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "start")

    def stop(self, how: str = "immediate") -> None:
        self._run(str(self.programs / "pg_ctl"), "-D", str(self.data), "-w", "-m", how, "stop")

    def server(self, login: str = USER, database: str = "postgres") -> Server:
        return Server(str(self.sockets), 5432, database, login)

    def sql(self, *statements: str, login: str = USER, database: str = "postgres") -> list[list[object]]:
        """Run statements, and return the rows of the last one."""
        connection = Connection(self.server(login, database))
        try:
            return [connection.run(each) for each in statements][-1]
        finally:
            connection.close()

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            env={"PATH": os.defpath},
            **self.as_user,
        )
        assert done.returncode == 0, done.stderr or done.stdout


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: the package postgresql-15 of Debian has it")
    folder = Path(mkdtemp(prefix="coopviewer-postgres-", dir="/tmp"))  # the address of a socket has at most 107 bytes
    folder.chmod(0o755)
    started = Postgres(folder, programs)
    started.start()
    try:
        yield started
    finally:
        started.stop()
        shutil.rmtree(folder, ignore_errors=True)
