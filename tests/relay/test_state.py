"""What a relay remembers is begun anew where its file says nothing that can be used; no server is needed for that."""

import json
from pathlib import Path

import pytest

from coopviewer.domain.annotations.team.team import SegmentId, TeamFile
from coopviewer.exchange.team.description import join_folder
from coopviewer_relay.mirror import Mirror
from coopviewer_relay.server import Server
from coopviewer_relay.state import RelayState
from tests.storage.annotations.annotation_samples import DATASET

_KEY = "/team ana@db:5432/coop"
_OTHER = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file in which a relay has stored what it did."""
    state = RelayState(tmp_path / "state.json", _KEY)
    state.note_sent({SegmentId(_OTHER, 3): 700}, (12, 20))
    state.note_written({4: 500})
    state.note_read(900, 4)
    return state.path


def test_what_was_stored_is_read_again(path: Path) -> None:
    before, after = json.loads(path.read_text(encoding="utf-8")), RelayState(path, _KEY)
    assert (after.replica, after.number, after.mark) == (before["replica"], 4, 900)
    assert (after.count, after.total, after.written) == (12, 20, {4: 500})
    assert after.sent == {SegmentId(_OTHER, 3): 700}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "many"),
        ("mark", None),
        ("count", [1]),
        ("count", float("inf")),
        ("total", "many"),
        ("written", {"4": 500}),
        ("written", [["fourth", 500]]),
        ("sent", 5),
        ("sent", [5]),
        ("sent", [[_OTHER]]),
        ("sent", [[_OTHER, 3]]),
        ("sent", [[_OTHER, "third", 700]]),
        ("replica", "somebody"),
        ("replica", 7),
        ("key", "/another"),
    ],
)
def test_a_value_that_cannot_be_used_begins_the_memory_anew(path: Path, name: str, value: object) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(stored | {name: value}), encoding="utf-8")
    state = RelayState(path, _KEY)
    assert (state.number, state.mark, state.count, state.sent) == (0, 0, 0, {})
    assert (state.total, state.written) == (0, {})
    assert state.replica != stored["replica"]
    state.save()
    assert RelayState(path, _KEY).replica == state.replica


def test_folders_of_one_name_are_remembered_apart(tmp_path: Path) -> None:
    places = [tmp_path / place / "team" for place in ("north", "south", "north")]
    for place in places[:2]:
        place.mkdir(parents=True)
        join_folder(place, TeamFile("Borders", DATASET))
    states = [Mirror(place, Server("localhost", 5432, "coop", "ana"), tmp_path / "state").state for place in places]
    for state in states[:2]:
        state.save()
    again = [Mirror(place, Server("localhost", 5432, "coop", "ana"), tmp_path / "state").state for place in places]
    assert [state.replica for state in again[:2]] == [state.replica for state in states[:2]]
    assert again[0].path == again[2].path != again[1].path
