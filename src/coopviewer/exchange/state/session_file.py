"""The session as JSON in a private file; an invalid file counts as absent, since a session is not worth a message."""

import json
from pathlib import Path
from typing import Any

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.session import Session
from coopviewer.domain.reference.outline import Grouping
from coopviewer.exchange.files import replace_file
from coopviewer.exchange.state.state_files import Report, read_state
from coopviewer.private_folders import make_private_folder

_MOST_VISITS = 50  # of each tab, on both sides of the current visit
_MOST_TABS = 100
_LARGEST = 2**31 - 1  # of Qt's numbers


def write_session(path: Path, session: Session) -> None:
    """Write a session to a private file. Raises OSError; the old file is then unchanged.

    Of more than 100 tabs the first 100 are written, or, if the current one is not among these, the 100 that end with
    it. Of each tab the current visit is written, and at most 50 before and 49 after it.
    """
    make_private_folder(path.parent)
    begun = max(0, min(session.current, len(session.histories) - 1) - _MOST_TABS + 1)
    record = {
        "dataset": session.dataset,
        "current": session.current - begun,
        "recent": list(session.recent),
        "opened": {grouping: list(map(list, paths)) for grouping, paths in session.opened.items()},
        "tabs": [_history_record(history) for history in session.histories[begun : begun + _MOST_TABS]],
    }
    content = json.dumps(record, indent=1).encode()
    replace_file(path, content, private=True)


def read_session(path: Path, report: Report | None = None) -> Session | None:
    """Return the session in a file, without tabs that have no visit; None if it is missing, invalid or unreadable.

    ``report`` receives the path and the error of an invalid or unreadable file.
    """
    return read_state(path, _session, report)


def _session(record: dict[str, Any]) -> Session:
    histories = tuple(_history(each) for each in record["tabs"])
    recent = tuple(str(parse_address(str(each)).target) for each in record["recent"])
    opened = {Grouping(key): _paths(each) for key, each in record.get("opened", {}).items()}
    tabs = tuple(history for history in histories if history.visits)
    current = sum(1 for history in histories[: max(int(record["current"]), 0)] if history.visits)
    return Session(str(record["dataset"]), tabs, current, recent, opened)


def _paths(record: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, places)) for places in record)


def _history_record(history: History) -> dict[str, Any]:
    first = max(history.position - _MOST_VISITS, 0)
    visits = history.visits[first : history.position + _MOST_VISITS]
    return {"position": history.position - first, "visits": [_visit_record(visit) for visit in visits]}


def _visit_record(visit: Visit) -> dict[str, Any]:
    return {
        "address": str(visit.address),
        "title": visit.title,
        "scroll": visit.scroll,
        "selection": visit.selection,
        "unfolded": sorted(visit.unfolded),
    }


def _history(record: dict[str, Any]) -> History:
    visits = [_visit(each) for each in record["visits"]]
    return History(visits, min(max(int(record["position"]), 0), len(visits) - 1))


def _visit(record: dict[str, Any]) -> Visit:
    selection = record["selection"]
    return Visit(
        address=parse_address(str(record["address"])),
        title=str(record["title"]),
        scroll=min(max(int(record["scroll"]), 0), _LARGEST),
        selection=(_position(selection[0]), _position(selection[1])) if selection else None,
        unfolded=frozenset(map(str, record["unfolded"])),
    )


def _position(value: object) -> int:
    """Return a position in a document. Raises ValueError for one that Qt cannot have."""
    position = int(str(value))
    if not 0 <= position <= _LARGEST:
        raise ValueError(f"no position: {position}")
    return position
