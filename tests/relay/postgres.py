"""A PostgreSQL server for tests, Debian's package: started in a temporary folder, as another user.

It listens on a socket in that folder, and with TLS on an address of this computer's own, 127.x.y.z.
"""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from coopviewer_relay.server import Connection, Server

USER = "postgres"
OPTIONS = """
listen_addresses = '{host}'
unix_socket_directories = '{sockets}'
fsync = off
ssl = on
ssl_cert_file = '{certificate}'
ssl_key_file = '{key}'
"""


def binaries() -> Path | None:
    """Return the folder of the newest server that is installed; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parents[1].name))
    return found[-1].parent if found else None


class Distant(Server):
    """A server that counts as one on another computer, so that it is reached with TLS alone."""

    @property
    def is_here(self) -> bool:
        return False


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
        self.certificate, key = folder / "certificate.pem", folder / "key.pem"
        numbers = random.SystemRandom()  # another server may listen on the usual address already
        self.host = f"127.{numbers.randrange(1, 255)}.{numbers.randrange(256)}.{numbers.randrange(1, 255)}"
        made = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={self.host}")
        names = ("-addext", f"subjectAltName=IP:{self.host}", "-keyout", str(key), "-out", str(self.certificate))
        self._run("openssl", "req", *made, *names)
        values = {"host": self.host, "sockets": self.sockets, "certificate": self.certificate, "key": key}
        with self._options().open("a", encoding="utf-8") as options:
            options.write(OPTIONS.format(**values))
        logins = self.data / "pg_hba.conf"
        known = logins.read_text(encoding="utf-8")
        logins.write_text(
            f"hostssl all all 127.0.0.0/8 scram-sha-256\n{known}", encoding="utf-8"
        )  # the first one counts

    def _options(self) -> Path:
        return self.data / "postgresql.conf"

    def start(self) -> None:
        self._run(str(self.programs / "pg_ctl"), "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "start")

    def stop(self, how: str = "immediate") -> None:
        self._run(str(self.programs / "pg_ctl"), "-D", str(self.data), "-w", "-m", how, "stop")

    def server(self, login: str = USER, database: str = "postgres") -> Server:
        return Server(str(self.sockets), 5432, database, login)

    def distant(self, login: str, database: str, password: str) -> Distant:
        """Return the server as it is reached from another computer."""
        return Distant(self.host, 5432, database, login, password, self.certificate)

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
    if programs is None or shutil.which("openssl", path=os.defpath) is None:
        pytest.skip(
            "PostgreSQL or openssl is not installed: the packages postgresql-15 and openssl of Debian have them"
        )
    folder = Path(mkdtemp(prefix="coopviewer-postgres-", dir="/tmp"))  # the address of a socket has at most 107 bytes
    folder.chmod(0o755)
    started = Postgres(folder, programs)
    started.start()
    try:
        yield started
    finally:
        started.stop()
        shutil.rmtree(folder, ignore_errors=True)
