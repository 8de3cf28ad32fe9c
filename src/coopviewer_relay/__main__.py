"""``coopviewer-relay``: mirrors a team folder to PostgreSQL and back."""

import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from coopviewer.domain.text.terminal import printable_line
from coopviewer_relay.database import RelayDatabase, add_member, set_up
from coopviewer_relay.mirror import Mirror
from coopviewer_relay.problems import Problem
from coopviewer_relay.server import Server, parse_server

_EVERY = 60.0  # seconds
_FAILED, _INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb and return the exit status: 0 if it was done, 2 with a sentence if not, 130 after Ctrl+C.

    The verb ``run`` ends at Ctrl+C with 0. ``arguments`` None: those of the command line.
    """
    chosen = _parser().parse_args(arguments)
    try:
        _VERBS[chosen.verb](chosen, parse_server(chosen.server, chosen.ca))
    except Problem as problem:
        print(f"coopviewer-relay: {printable_line(str(problem))}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="coopviewer-relay",
        description="Mirror a team folder to PostgreSQL and back. The password is that of the variable PGPASSWORD.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    setup = verbs.add_parser("setup", help="create the tables, roles and rules in a database; as its owner")
    member = verbs.add_parser("add-member", help="put a login of the server into a team; as an owner")
    once = verbs.add_parser("once", help="mirror once, and end")
    run = verbs.add_parser("run", help="mirror until stopped, whenever something is new")
    status = verbs.add_parser("status", help="say which team the login is in, and what is in the database")
    for verb in (setup, member, once, run, status):
        verb.add_argument("server", metavar="SERVER", help="postgresql://LOGIN@HOST/DATABASE")
        verb.add_argument(
            "--ca", metavar="FILE", type=Path, help="certificates that are trusted (default: the system's)"
        )
    member.add_argument("login", metavar="LOGIN", help="an existing login")
    member.add_argument("--role", choices=("reader", "writer", "owner"), default="writer", help="default: writer")
    member.add_argument("--team", required=True, help="the name of the team; created if there is none")
    member.add_argument("--dataset", required=True, metavar="URN", help="the dataset that its annotations are about")
    for verb in (once, run):
        verb.add_argument("folder", metavar="FOLDER", type=Path, help="the team folder")
        verb.add_argument("--state", metavar="FOLDER", type=Path, help="where the relay remembers what it has done")
    run.add_argument("--every", metavar="SECONDS", type=float, default=_EVERY, help="look at the folder so often")
    return parser


def _setup(_chosen: Namespace, server: Server) -> None:
    set_up(server)
    _say(f"{server} is set up.")


def _add_member(chosen: Namespace, server: Server) -> None:
    add_member(server, chosen.login, chosen.role, chosen.team, chosen.dataset)
    _say(f"{chosen.login} is a {chosen.role} of the team {chosen.team}.")


def _status(_chosen: Namespace, server: Server) -> None:
    database = RelayDatabase(server)
    try:
        count = database.count()
        _say(f"{server} is in the team {database.team.name}, about {database.team.dataset}: {count} versions.")
    finally:
        database.close()


def _once(chosen: Namespace, server: Server) -> None:
    done = _mirror(chosen, server).once()
    _say(f"{done.sent} versions sent, {done.received} received, {done.refused} refused.")


def _run(chosen: Namespace, server: Server) -> None:
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    _mirror(chosen, server).run(max(chosen.every, 1.0), _say, stopped.is_set)


def _mirror(chosen: Namespace, server: Server) -> Mirror:
    return Mirror(chosen.folder, server, chosen.state or _state_folder())


def _state_folder() -> Path:
    given = os.environ.get("XDG_STATE_HOME")
    return Path(given or Path.home() / ".local" / "state", "coopviewer-relay")


def _say(words: str) -> None:
    print(printable_line(words), flush=True)


_VERBS = {"setup": _setup, "add-member": _add_member, "status": _status, "once": _once, "run": _run}

if __name__ == "__main__":
    sys.exit(main())
