"""Which editions were compared is kept by file; a wrong file counts as none."""

import json
from pathlib import Path

import pytest

from coopviewer.exchange.state.compared_file import ComparedEditions, change_compared, read_compared

KEPT = ComparedEditions({"/a.db": "/b.db"}, {"/a.db": "/c.db"}, ("/d.db",))


def test_what_is_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "state" / "compared.json"
    assert read_compared(path) == ComparedEditions()
    assert change_compared(path, lambda _: KEPT) == KEPT
    assert read_compared(path) == KEPT
    assert change_compared(path, lambda found: found._replace(chosen=())).others == KEPT.others


@pytest.mark.parametrize(
    "wrong",
    [
        {"compared": {"/a.db": ""}},
        {"compared": {"": "/b.db"}},
        {"compared": {"/a.db": 7}},
        {"compared": []},
        {"declined": {"/a.db": None}},
        {"chosen": ["/d.db", ""]},
        {"chosen": 7},
        {"opens_old": {"/a.db": "maybe"}},
        {"opens_old": {"/a.db": 1}},
        {"opens_old": ["/a.db"]},
        {"chosen": ["x" * 100_000]},
    ],
)
def test_a_file_with_anything_else_than_paths_counts_as_none(wrong: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "compared.json"
    good = {"compared": {"/a.db": "/b.db"}, "declined": {"/a.db": "/c.db"}, "chosen": ["/d.db"]}
    path.write_text(json.dumps(good), encoding="utf-8")
    assert read_compared(path) == KEPT
    found: list[Path] = []
    path.write_text(json.dumps({**good, **wrong}), encoding="utf-8")
    assert read_compared(path, lambda where, _: found.append(where)) == ComparedEditions()
    assert found == [path]


def test_the_chosen_direction_is_kept_until_another_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "compared.json"
    for chosen in (True, False):
        change_compared(path, lambda found, chosen=chosen: found.with_comparison("/a.db", "/b.db", chosen))
        assert read_compared(path).opens_old == {"/a.db": chosen}
    change_compared(path, lambda found: found.with_comparison("/b.db", "/a.db", opens_old=True))
    assert read_compared(path).opens_old == {"/a.db": False, "/b.db": True}
    change_compared(path, lambda found: found.with_comparison("/a.db", "/c.db"))
    assert read_compared(path).opens_old == {"/b.db": True}


def test_what_was_compared_again_is_the_latest() -> None:
    found = ComparedEditions().with_comparison("/a.db", "/b.db", opens_old=True).with_comparison("/c.db", "/d.db")
    again = found.with_comparison("/a.db", "/d.db")
    assert list(again.others.items()) == [("/c.db", "/d.db"), ("/a.db", "/d.db")]
    assert again.chosen == ("/b.db", "/d.db")
    assert (found.opens_old, again.opens_old) == ({"/a.db": True}, {})


def test_of_very_many_the_latest_hundred_are_kept() -> None:
    found = ComparedEditions()
    for number in range(102):
        found = found.with_comparison(f"/{number}.db", f"/other-{number}.db")
    assert list(found.others) == [f"/{number}.db" for number in range(2, 102)]
    assert found.chosen == tuple(f"/other-{number}.db" for number in range(2, 102))


def test_a_declined_comparison_is_kept_by_its_reference_and_of_very_many_the_latest_hundred() -> None:
    found = ComparedEditions()
    for number in range(101):
        found = found.with_declined(f"/{number}.db", "/a.db")
    again = found.with_declined("/5.db", "/b.db")
    assert list(again.declined) == [*(f"/{number}.db" for number in range(1, 101) if number != 5), "/5.db"]
    assert (again.declined["/5.db"], again.others, again.chosen) == ("/b.db", {}, ())


@pytest.mark.parametrize("length", [5_000, 5_001])
def test_a_path_of_five_thousand_characters_is_read_and_a_longer_one_is_not(length: int, tmp_path: Path) -> None:
    path, long = tmp_path / "compared.json", "x" * length
    kept = ComparedEditions({long: long}, {long: long}, (long,), {long: True})
    change_compared(path, lambda _: kept)
    assert read_compared(path) == (kept if length == 5_000 else ComparedEditions())


def test_an_older_file_without_a_direction_is_read(tmp_path: Path) -> None:
    path = tmp_path / "compared.json"
    path.write_text('{"compared": {"/a.db": "/b.db"}, "declined": {}, "chosen": []}', encoding="utf-8")
    assert read_compared(path) == ComparedEditions({"/a.db": "/b.db"})
