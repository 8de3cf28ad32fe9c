"""The address of a PostgreSQL server, and a connection to it: with TLS, except to this computer itself."""

import os
import select
import socket
import ssl
import struct
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pg8000.exceptions
import pg8000.native

from coopviewer_relay.problems import Problem

_PATIENCE = 15.0  # seconds until an answer must have come
_PORT = 5432


class Server(NamedTuple):
    """Where the database is, and as whom to connect.

    ``host`` that begins with ``/`` is the folder of a socket of this computer. ``password`` None: none is sent.
    ``authority`` is a file with the certificates that are trusted, None: those of the system.
    """

    host: str
    port: int
    database: str
    login: str
    password: str | None = None
    authority: Path | None = None

    @property
    def is_here(self) -> bool:
        """Whether the host is a folder, ``localhost`` or a loopback address, so that nothing goes over a network."""
        if self.host.startswith("/") or self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        return f"{self.login}@{self.host}:{self.port}/{self.database}"


def parse_server(address: str, authority: Path | None = None) -> Server:
    """Parse ``postgresql://LOGIN@HOST[:PORT]/DATABASE``; the host may be ``?host=/folder`` of a socket.

    It may begin with ``postgres:`` too. Without PORT it is 5432. The password is that of the environment variable
    PGPASSWORD, if it is set. Raises Problem if the address has another form, or a password in it, which other users of
    the computer could read.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _PORT
    except ValueError:
        raise Problem(_FORM.format(address=address)) from None
    folder = parts.query.removeprefix("host=") if parts.query.startswith("host=") else ""
    host, database, login = folder or parts.hostname or "", parts.path.lstrip("/"), unquote(parts.username or "")
    if parts.scheme not in ("postgresql", "postgres") or not (host and database and login):
        raise Problem(_FORM.format(address=address))
    if parts.password is not None:
        raise Problem("Leave the password out of the address, where others could read it, and set PGPASSWORD instead.")
    return Server(unquote(host), port, unquote(database), login, os.environ.get("PGPASSWORD"), authority)


_FORM = "{address} is no address of a database. Write it as postgresql://LOGIN@HOST/DATABASE."


class Connection:
    """One connection to a server: by TLS to one with a valid certificate, without TLS only on this computer.

    An answer that takes over 15 seconds counts as a server that is gone.
    """

    def __init__(self, server: Server) -> None:
        """Connect; raises Problem if the server cannot be reached, has no TLS, is not trusted, or refuses the login.

        Problem is raised too if the file of trusted certificates cannot be read.
        """
        self._socket = _connected(server)
        self._fileno = self._socket.fileno()  # with TLS another object has it from now on
        try:
            self._connection = pg8000.native.Connection(
                server.login,
                host=server.host,
                database=server.database,
                password=server.password,
                sock=self._socket,
                ssl_context=False if server.is_here else _tls(server),
                application_name="coopviewer-relay",
            )
        except Problem:  # the file of certificates
            self._socket.close()
            raise
        except (pg8000.exceptions.Error, OSError) as error:
            self._socket.close()
            raise _problem(server, error) from error

    def run(self, query: str, **values: Any) -> list[Any]:
        """Return the rows of a query, as a list of lists; raises Problem if the server refuses it or is gone.

        ``values`` take the places of ``:name`` in the query.
        """
        try:
            return list(self._connection.run(query, **values) or [])
        except (pg8000.exceptions.Error, OSError, struct.error) as error:
            raise Problem(_said(error), is_passing=not isinstance(error, pg8000.exceptions.DatabaseError)) from error

    def wait(self, seconds: float) -> bool:
        """Wait until the server announces a change that was listened for; False if it announces none in time.

        Raises Problem if the server is gone.
        """
        if not self._connection.notifications:
            readable, _, _ = select.select([self._fileno], [], [], seconds)
            if not readable:
                return False
            self.run("SELECT 1")
        found = bool(self._connection.notifications)
        self._connection.notifications.clear()
        return found

    def close(self) -> None:
        """Close the connection; a server that is gone does not matter."""
        try:
            self._connection.close()
        except (pg8000.exceptions.Error, OSError, struct.error):
            self._socket.close()


def _connected(server: Server) -> socket.socket:
    try:
        if not server.host.startswith("/"):
            return socket.create_connection((server.host, server.port), _PATIENCE)
        found = socket.socket(socket.AF_UNIX)
        try:
            found.settimeout(_PATIENCE)
            found.connect(f"{server.host}/.s.PGSQL.{server.port}")
        except OSError:
            found.close()
            raise
        return found
    except OSError as error:
        words = f"The server {server.host}:{server.port} cannot be reached: {error.strerror or error}."
        raise Problem(words, is_passing=True) from error


def _tls(server: Server) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=server.authority)
    except OSError as error:
        raise Problem(f"The certificates in {server.authority} cannot be read: {error}.") from error


def _problem(server: Server, error: Exception) -> Problem:
    if isinstance(error, ssl.SSLCertVerificationError):
        said = error.verify_message
        return Problem(f"The certificate of {server.host} is not trusted: {said}. Name its authority with --ca.")
    if "refuses SSL" in str(error):
        return Problem(f"The server {server.host} has no TLS. Switch it on (ssl = on), since notes would be readable.")
    if isinstance(error, pg8000.exceptions.DatabaseError):
        starting = "57P03"  # the database system is starting up, or shutting down
        return Problem(f"{server}: {_said(error)}", is_passing=_code(error).startswith(("57", "53", starting)))
    return Problem(f"The connection to {server} broke off: {error}.", is_passing=True)


def _code(error: Exception) -> str:
    fields = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    return str(fields.get("C", ""))


def _said(error: Exception) -> str:
    fields = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    return str(fields.get("M", error))
