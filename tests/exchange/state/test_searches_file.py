"""Searches are written to a private file, and read leniently."""

import json
import os
import stat
from pathlib import Path

import pytest

from coopviewer.domain.browsing.addresses import LONGEST_QUERY
from coopviewer.domain.search.saved_searches import MOST_SEARCHES, RecentSearch, SavedSearch, Searches
from coopviewer.exchange.state.searches_file import change_searches, read_searches, write_searches

NASTY = 'kind:project "a \\ phrase" النيجر 🛂 \ud800'


def test_searches_are_written_and_read_unchanged(tmp_path: Path) -> None:
    searches = (
        Searches()
        .with_search("niger")
        .with_search(NASTY, "urn:x")
        .with_search(NASTY, "urn:y")
        .with_saved(" my   search ", NASTY)
    )
    file = tmp_path / "new" / "folder" / "searches.json"
    write_searches(file, searches)
    assert read_searches(file) == searches
    assert searches.saved[0].name == "my search"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [stat.S_IMODE(each.stat().st_mode) for each in (file.parent, file.parent.parent)] == [0o700, 0o700]


def test_the_history_has_the_latest_queries_without_duplicates() -> None:
    searches = Searches()
    for number in range(80):
        searches = searches.with_search(f"query {number}")
    searches = searches.with_search("query 70")
    assert len(searches.history) == MOST_SEARCHES
    assert searches.history[:2] == ("query 70", "query 79")
    assert searches.history.count("query 70") == 1
    assert searches.without_history().history == ()


def test_saved_names_are_unique_and_sorted() -> None:
    searches = Searches().with_saved("b", "1").with_saved("A", "2").with_saved("b", "3")
    assert [(each.name, each.query) for each in searches.saved] == [("A", "2"), ("b", "3")]
    assert [each.name for each in searches.without_saved("b").saved] == ["A"]


def test_queries_up_to_the_length_of_an_address_are_read(tmp_path: Path) -> None:
    longest = "x" * LONGEST_QUERY
    names = [("", "a"), (" ", "b"), ("named", "c"), ("longest", longest), ("too long", f"{longest}x"), ("blank", "")]
    record = {
        "history": ["", "a", "b", "a", longest, f"{longest}x", 7],
        "saved": [{"name": name, "query": query} for name, query in names],
    }
    (tmp_path / "searches.json").write_text(json.dumps(record))
    found = read_searches(tmp_path / "searches.json")
    assert found.history == ("a", "b", longest, "7")
    assert found.saved == (SavedSearch("blank", ""), SavedSearch("longest", longest), SavedSearch("named", "c"))


def test_of_a_long_history_only_the_latest_queries_are_read(tmp_path: Path) -> None:
    queries = [f"q{number}" for number in range(MOST_SEARCHES + 5)]
    (tmp_path / "searches.json").write_text(json.dumps({"history": queries, "saved": []}))
    assert read_searches(tmp_path / "searches.json").history == tuple(queries[:MOST_SEARCHES])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"history": 3, "saved": []}',
        b'{"history": [], "saved": [3]}',
        b'{"history": [], "datasets": 3, "saved": []}',
        b'{"history": [], "saved": [{"name": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_invalid_searches_are_ignored(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "searches.json"
    file.write_bytes(content)
    assert read_searches(file) == Searches()
    assert read_searches(tmp_path / "none.json") == Searches()


def test_a_change_is_made_to_what_another_window_stored_last(tmp_path: Path) -> None:
    path = tmp_path / "new" / "searches.json"
    change_searches(path, lambda found: found.with_search("niger"))
    change_searches(path, lambda found: found.with_search("mali", "urn:x"))
    assert read_searches(path).recent == (RecentSearch("mali", "urn:x"), RecentSearch("niger", ""))
    reported: list[Path] = []
    path.write_text("[]", encoding="utf-8")
    change_searches(path, lambda found: found.with_search("chad"), lambda where, _error: reported.append(where))
    assert (read_searches(path).history, reported) == (("chad",), [path])


@pytest.mark.parametrize(
    ("datasets", "read"), [(None, ["", ""]), (["urn:x"], ["", ""]), (["urn:x", "urn:y"], ["urn:x", "urn:y"])]
)
def test_a_search_has_its_dataset_if_the_file_has_one_for_each(
    tmp_path: Path, datasets: list[str] | None, read: list[str]
) -> None:
    record = {"history": ["a", "b"], "saved": [], **({"datasets": datasets} if datasets else {})}
    (tmp_path / "searches.json").write_text(json.dumps(record))
    assert [each.dataset for each in read_searches(tmp_path / "searches.json").recent] == read
