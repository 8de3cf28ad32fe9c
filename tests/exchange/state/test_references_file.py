"""The list of known references: kept in a private file, read leniently, shown with what is still there."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopviewer.domain.browsing.known_references import BUNDLED, MOST_REFERENCES, KnownReference, KnownReferences
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.exchange.state.references_file import (
    change_references,
    described,
    read_references,
    with_places,
    with_title,
)
from tests.reference_values import EDITION

DAYS = ("2019-02-01", "2021-12-31")
WELLS = KnownReference("/data/wells.db", "Wells", "P", "wells.1", DAYS, "2026-11-02T10:00:00+00:00", "urn:wells")
PUMPS = KnownReference("/data/pumps.db", "Pumps", opened="2026-11-01T10:00:00+00:00")


def known(*references: KnownReference) -> KnownReferences:
    return KnownReferences(references)


def read(folder: Path, *records: object) -> tuple[KnownReferences, list[Path]]:
    """Read a file with these records; also return the files that were reported as invalid."""
    path, reported = folder / "references.json", []
    path.write_text(json.dumps({"references": records}), encoding="utf-8")
    return read_references(path, lambda where, _error: reported.append(where)), reported


def test_what_is_changed_is_read_again_from_a_private_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "references.json"
    assert read_references(path) == known()
    assert change_references(path, lambda found: found.with_opened(PUMPS)) == known(PUMPS)
    assert change_references(path, lambda found: found.with_opened(WELLS)) == known(WELLS, PUMPS)
    assert read_references(path) == known(WELLS, PUMPS)
    if os.name == "posix":
        assert [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)] == [0o600, 0o700]


def test_a_file_that_is_not_understood_is_reported_and_replaced(tmp_path: Path) -> None:
    path, reported = tmp_path / "references.json", []
    path.write_text("[]", encoding="utf-8")
    change_references(path, lambda found: found.with_opened(PUMPS), lambda where, _error: reported.append(where))
    assert (read_references(path), reported) == (known(PUMPS), [path])


def test_of_those_opened_in_the_same_second_the_order_in_the_file_counts(tmp_path: Path) -> None:
    same = [WELLS._replace(path=f"/data/{name}.db") for name in "abc"]
    found, _ = read(tmp_path, PUMPS._asdict(), *(each._asdict() for each in same))
    assert found == known(*same, PUMPS)


@pytest.mark.parametrize("length", [5_000, 5_001])
@pytest.mark.parametrize("name", ["path", "title", "publisher", "edition", "opened", "dataset"])
def test_a_text_of_five_thousand_characters_is_read_and_a_longer_one_is_not(
    tmp_path: Path, name: str, length: int
) -> None:
    record = {**WELLS._asdict(), name: "/" + "x" * (length - 1)}
    found, reported = read(tmp_path, record)
    assert len(found.references) == (length == 5_000)
    assert len(reported) == (length != 5_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "wells.db"},
        {"path": None},
        {"title": 7},
        {"publisher": ["P"]},
        {"edition": None},
        {"opened": 0},
        {"dataset": None},
        {"as_of": ["2019-02-01"]},
        {"as_of": ["2019-02-01", "soon"]},
        {"as_of": ["soon", "2019-02-01"]},
        {"as_of": [1, 2]},
    ],
)
def test_one_wrong_value_makes_the_whole_file_invalid(tmp_path: Path, wrong: dict[str, object]) -> None:
    found, reported = read(tmp_path, PUMPS._asdict(), {**WELLS._asdict(), **wrong})
    assert (found, len(reported)) == (known(), 1)


def test_the_bundled_one_has_no_path_and_an_older_file_no_dataset(tmp_path: Path) -> None:
    record = {**WELLS._asdict(), "path": BUNDLED, "as_of": None}
    del record["dataset"]
    found, reported = read(tmp_path, record)
    assert found == known(WELLS._replace(path=BUNDLED, as_of=None, dataset=""))
    assert reported == []


def test_of_very_many_the_hundred_opened_last_are_read(tmp_path: Path) -> None:
    many = [
        WELLS._replace(path=f"/data/{at}.db", opened=f"2026-11-01T10:00:{at % 60:02}+00:0{at // 60}")
        for at in range(102)
    ]
    found, _ = read(tmp_path, *(each._asdict() for each in many))
    assert len(found.references) == MOST_REFERENCES


def test_a_fault_names_a_reference_by_its_title_if_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "references.json"
    change_references(path, lambda _found: known(WELLS._replace(title="New wells"), WELLS._replace(path="/old.db")))
    fault = EnvironmentFault("team.other-dataset", path="/team", dataset="urn:wells")
    titled = with_title(fault, path)
    assert (titled.code, titled.values) == ("team.other-dataset", {"path": "/team", "dataset": "“New wells”"})
    for other in (EnvironmentFault("team.other-dataset", dataset="urn:pumps"), EnvironmentFault("team.no-room")):
        assert with_title(other, path) is other
    assert with_title(fault, tmp_path / "none.json") is fault


def places(references: KnownReferences, bundled: Path) -> list[tuple[str, str, bool, str]]:
    listed = with_places(references, bundled, lambda _path: EDITION)
    return [(each.reference.path, each.place, each.exists, each.reference.opened) for each in listed]


def test_each_reference_is_listed_with_whether_its_file_is_there(tmp_path: Path) -> None:
    bundled, there, folder, loop = (tmp_path / name for name in ("coop.db", "wells.db", "folder", "loop"))
    bundled.touch()
    there.touch()
    folder.mkdir()
    loop.symlink_to(loop)
    paths = (str(there), str(tmp_path / "gone.db"), str(folder), str(loop))
    references = known(*(WELLS._replace(path=path, opened="") for path in paths), WELLS._replace(path=BUNDLED))
    assert places(references, bundled) == [
        *((path, path, path == str(there), "") for path in paths),
        (BUNDLED, str(bundled), True, WELLS.opened),
    ]


def test_the_bundled_reference_comes_last_if_it_was_never_opened(tmp_path: Path) -> None:
    bundled = tmp_path / "coop.db"
    bundled.touch()
    gone = WELLS._replace(path=str(tmp_path / "gone.db"))
    assert places(known(gone), bundled) == [
        *((gone.path, gone.path, False, gone.opened), (BUNDLED, str(bundled), True, "")),
    ]
    (only,) = with_places(known(), bundled, lambda _path: EDITION)
    assert (only.reference.title, only.reference.edition, only.reference.as_of) == ("Wells", "wells.1", DAYS)


def test_a_bundled_reference_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    def refuse(path: Path) -> Edition:
        raise EnvironmentFault("reference.missing", path=path)

    assert with_places(known(), tmp_path / "coop.db", refuse) == ()


def test_a_reference_that_is_opened_is_described_by_its_edition_and_its_full_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = datetime.now(UTC).replace(microsecond=0)
    opened = described(Path("wells.db"), tmp_path / "coop.db", EDITION)
    assert before <= datetime.fromisoformat(opened.opened) <= datetime.now(UTC)
    assert opened._replace(opened="") == KnownReference(
        str(tmp_path / "wells.db"), "Wells", "A publisher", "wells.1", DAYS, "", "urn:wells"
    )
    assert described(Path("coop.db"), tmp_path / "coop.db", EDITION).path == BUNDLED


@pytest.mark.parametrize("bounds", [(None, None), ("2019-02-01", None), (None, "2021-12-31")])
def test_an_edition_without_both_days_has_no_as_of(tmp_path: Path, bounds: tuple[str | None, str | None]) -> None:
    edition = EDITION._replace(as_of_earliest=bounds[0], as_of_latest=bounds[1])
    assert described(tmp_path / "a.db", tmp_path / "coop.db", edition).as_of is None
