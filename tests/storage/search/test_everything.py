"""All results of a query are all, however many: lists and exports that are written of them leave nothing out."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import finder, numbers
from coopviewer.storage.search.store import ReferenceSearch
from tests.activity_values import flow, write_imported
from tests.reference_values import ref, statement

PROJECTS = [f"project/p{number:02}" for number in range(30)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write thirty projects that have the same words and the same sum."""
    facts = [
        each
        for project in PROJECTS
        for each in (
            statement(project, "Wells and 11.4 pumps", id=f"{project}/goal/1"),
            flow("t-aaaa", 50000_00, entry_id=project),
        )
    ]
    entries = [ref(project, f"Work {number}") for number, project in enumerate(PROJECTS)]
    return write_imported(tmp_path_factory.mktemp("many") / "many.db", facts, entries)


@pytest.fixture
def search(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReferenceSearch]:
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", 10)
    monkeypatch.setattr(finder, "_MOST_NAMED", 5)
    monkeypatch.setattr(finder, "_FIRST_BATCH", 2)
    monkeypatch.setattr(finder, "_BATCH", 3)
    monkeypatch.setattr(finder, "_FEW", 4)
    monkeypatch.setattr(numbers, "_MOST_AMOUNTS", 6)
    monkeypatch.setattr(numbers, "_MOST_FLOWS", 6)
    with closing(ReferenceSearch(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    "text",
    ["wells", "pumps wells", "kind:project", "wells kind:project", "goal:wells", "11.4", "50000", "50,000 wells", "wo"],
)
def test_all_results_are_found_beyond_the_bounds_of_a_search(search: ReferenceSearch, text: str) -> None:
    found = search.matching(parse_query(text).query)
    assert found == frozenset(PROJECTS)


@pytest.mark.parametrize("text", ["wells", "50000"])
def test_a_search_that_stops_says_so(search: ReferenceSearch, text: str) -> None:
    answer = search.search(parse_query(text), 50)
    assert len(answer.hits) < len(PROJECTS)
    assert not answer.complete
    kinds = {value.value: value for each in search.facets(parse_query(text).query) for value in each.values}
    assert kinds["project"].more
