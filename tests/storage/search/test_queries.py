"""A table of queries with the answers expected, over the bundled reference."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coopviewer import paths
from coopviewer.domain.search.answer import SearchAnswer
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.store import ReferenceSearch

TABLE = tomllib.loads(Path(__file__).with_name("search_queries.toml").read_text(encoding="utf-8"))["query"]
KNOWN = {
    *("text", "first", "all", "among", "without", "never", "count", "field", "matched", "meant", "nearest"),
    *("faults", "unknown", "surely", "possibly", "through"),
}


@pytest.fixture(scope="module")
def search() -> Iterator[ReferenceSearch]:
    opened = ReferenceSearch(paths.reference_file())
    yield opened
    opened.close()


def told(answer: SearchAnswer) -> dict[str, Any]:
    """Return of an answer what the table speaks of."""
    hits, first = answer.hits, next(iter(answer.hits), None)
    by_certainty: dict[str, set[str]] = {"surely": set(), "possibly": set()}
    for hit in hits:
        if hit.activity is not None:
            by_certainty[hit.activity.certainty].add(hit.ref.id)
    return {
        "ids": [hit.ref.id for hit in hits],
        "field": first and str(first.match.field),
        "matched": first and first.match.text,
        "meant": next((each.text for each in answer.did_you_mean), None),
        "nearest": [ref.id for ref in answer.nearest],
        "faults": [str(fault.kind) for fault in answer.faults],
        "unknown": [each.value for each in answer.unknown],
        "through": [ref.id for ref in first.through] if first else [],
        **by_certainty,
    }


@pytest.mark.parametrize("row", TABLE, ids=[ascii(row["text"])[1:50] for row in TABLE])
def test_a_query_has_the_answer_of_the_table(row: dict[str, Any], search: ReferenceSearch) -> None:
    found = told(search.search(parse_query(row["text"]), limit=200))
    ids = found["ids"]
    assert row.keys() <= KNOWN
    assert ids[: len(row.get("first", ()))] == row.get("first", [])
    assert set(ids) == set(row.get("all", ids))
    assert set(row.get("among", ())) <= set(ids)
    assert not set(row.get("without", ())) & set(ids)
    assert not (row.get("never") and ids)
    assert len(ids) == row.get("count", len(ids))
    assert len(ids) == len(set(ids))
    assert found["faults"] == row.get("faults", [])
    assert found["unknown"] == row.get("unknown", [])
    for key in ("field", "matched", "meant"):
        assert found[key] == row.get(key, found[key])
    assert found["nearest"][: len(row.get("nearest", ()))] == row.get("nearest", [])
    assert found["through"] == row.get("through", found["through"])
    assert found["surely"] == set(row.get("surely", found["surely"]))
    assert found["possibly"] == set(row.get("possibly", found["possibly"]))


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 120
    assert len({row["text"] for row in TABLE}) == len(TABLE)


def test_a_text_of_ten_thousand_characters_is_a_query(search: ReferenceSearch) -> None:
    for text in ("niger " * 1700, "x" * 10_000, '"' * 10_000, "-" * 10_000, "a b c d e " * 1000, "region:" * 1400):
        search.search(parse_query(text[:10_000]))
    many = parse_query(" ".join(f"word{number}" for number in range(2000)))
    assert [fault.kind for fault in search.search(many).faults] == ["too-many"]
