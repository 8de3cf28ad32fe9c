"""Sessions are written to a private file, and read leniently."""

import json
import os
import stat
from pathlib import Path

import pytest

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, search_address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.session import Session
from coopviewer.domain.reference.outline import Grouping
from coopviewer.exchange.state.session_file import read_session, write_session

NIGER = Visit(Address("country/NE", "goals"), "النيجر \ud800", 120, (3, 9), frozenset({"b", "a"}))
SESSION = Session(
    "urn:x",
    (History([Visit(HOME_ADDRESS), NIGER, Visit(search_address("a b"))], 1), History([Visit(HOME_ADDRESS)], 0)),
    1,
    ("country/NE", "project/afic"),
    {Grouping.REGIONS: (("region/a",), ("region/a", "country/NE"))},
)


def test_a_session_is_written_and_read_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "new" / "session.json"
    write_session(file, SESSION)
    assert read_session(file) == SESSION
    if os.name == "posix":
        assert [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)] == [0o600, 0o700]


def history(length: int, position: int) -> History:
    return History([Visit(Address(f"country/{number}")) for number in range(length)], position)


@pytest.mark.parametrize(
    ("length", "position"), [(1, 0), (30, 0), (30, 29), (60, 0), (60, 59), (500, 0), (500, 250), (500, 499)]
)
def test_a_long_history_is_cut_around_the_current_visit(tmp_path: Path, length: int, position: int) -> None:
    before = history(length, position)
    write_session(tmp_path / "s.json", Session("urn:x", (before,)))
    read = read_session(tmp_path / "s.json")
    assert read is not None
    (kept,) = read.histories
    assert kept.current == before.current
    first = position - kept.position
    assert kept.visits == before.visits[first : first + len(kept.visits)]
    assert kept.position == min(position, 50)
    assert len(kept.visits) - kept.position - 1 == min(length - position - 1, 49)


@pytest.mark.parametrize(("tabs", "stored"), [(90, 90), (100, 100), (101, 100), (500, 100)])
def test_the_first_hundred_tabs_are_stored(tmp_path: Path, tabs: int, stored: int) -> None:
    histories = tuple(history(1 + n % 7, 0) for n in range(tabs))
    write_session(tmp_path / "s.json", Session("urn:x", histories))
    assert read_session(tmp_path / "s.json") == Session("urn:x", histories[:stored])


@pytest.mark.parametrize(("current", "kept"), [(0, 0), (99, 99), (100, 99), (110, 99), (119, 99)])
def test_the_current_tab_is_among_those_stored(tmp_path: Path, current: int, kept: int) -> None:
    histories = tuple(history(1 + n % 7, 0) for n in range(120))
    write_session(tmp_path / "s.json", Session("urn:x", histories, current))
    read = read_session(tmp_path / "s.json")
    assert read is not None
    assert (read.current, len(read.histories)) == (kept, 100)
    assert read.histories[kept] == histories[current]


VISIT = {"address": "coop:home", "title": "T", "scroll": 0, "selection": None, "unfolded": []}
RECORD = {"dataset": "urn:x", "current": 0, "recent": [], "tabs": [{"position": 0, "visits": [VISIT, VISIT]}]}


def read(tmp_path: Path, record: object) -> Session | None:
    (tmp_path / "s.json").write_text(json.dumps(record))
    return read_session(tmp_path / "s.json")


@pytest.mark.parametrize(("position", "taken"), [(-5, 0), (0, 0), (1, 1), (2, 1), (99, 1)])
def test_a_position_outside_the_history_is_clamped(tmp_path: Path, position: int, taken: int) -> None:
    session = read(tmp_path, RECORD | {"tabs": [{"position": position, "visits": [VISIT, VISIT]}]})
    assert session is not None
    assert session.histories[0].position == taken


def test_a_tab_without_visits_is_left_out(tmp_path: Path) -> None:
    tabs = [{"position": 0, "visits": []}, *RECORD["tabs"], {"position": -1, "visits": []}]
    assert read(tmp_path, RECORD | {"tabs": tabs}) == read(tmp_path, RECORD)
    assert read(tmp_path, RECORD | {"tabs": tabs, "current": 1}) == read(tmp_path, RECORD)


@pytest.mark.parametrize(
    ("scroll", "taken"), [(-1, 0), (0, 0), (1, 1), ("7", 7), (2_147_483_647, 2_147_483_647), (2**70, 2_147_483_647)]
)
def test_a_scroll_position_is_taken_as_near_as_qt_can_have_it(tmp_path: Path, scroll: object, taken: int) -> None:
    session = read(tmp_path, RECORD | {"tabs": [{"position": 0, "visits": [VISIT | {"scroll": scroll}]}]})
    assert session is not None
    assert session.histories[0].visits[0].scroll == taken


@pytest.mark.parametrize("selection", [(0, 1), (2_147_483_646, 2_147_483_647)])
def test_a_selection_is_read_as_far_as_positions_of_qt_reach(tmp_path: Path, selection: tuple[int, int]) -> None:
    session = read(tmp_path, RECORD | {"tabs": [{"position": 0, "visits": [VISIT | {"selection": list(selection)}]}]})
    assert session is not None
    assert session.histories[0].visits[0].selection == selection


@pytest.mark.parametrize(("current", "taken"), [(-3, 0), (0, 0), (1, 1), (2, 2), (3, 2)])
def test_the_current_tab_is_counted_without_tabs_that_are_left_out(tmp_path: Path, current: int, taken: int) -> None:
    one = {"position": 0, "visits": [VISIT]}
    session = read(tmp_path, RECORD | {"tabs": [one, one, {"position": 0, "visits": []}, one], "current": current})
    assert session is not None
    assert (session.current, len(session.histories)) == (taken, 3)


def test_a_session_without_expanded_rows_is_read(tmp_path: Path) -> None:
    session = read(tmp_path, RECORD)
    assert session is not None
    assert session.opened == {}


@pytest.mark.parametrize(
    "change",
    [
        {"tabs": [{"position": 0, "visits": [VISIT | {"address": "nowhere"}]}]},
        {"tabs": [{"position": 0, "visits": [VISIT | {"selection": [1]}]}]},
        {"tabs": [{"position": 0, "visits": [VISIT | {"selection": [-1, 3]}]}]},
        {"tabs": [{"position": 0, "visits": [VISIT | {"selection": [0, 2_147_483_648]}]}]},
        {"tabs": [{"position": "x", "visits": [VISIT]}]},
        {"tabs": 3},
        {"recent": ["nowhere"]},
        {"opened": {"nothing": []}},
        {"current": None},
    ],
)
def test_an_invalid_session_is_ignored(tmp_path: Path, change: dict[str, object]) -> None:
    assert read(tmp_path, RECORD | change) is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{}", b"[" * 100_000])
def test_another_file_is_not_read_as_a_session(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.json").write_bytes(content)
    assert read_session(tmp_path / "s.json") is None
    assert read_session(tmp_path / "none.json") is None
