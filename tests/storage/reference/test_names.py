"""Titles by id, of entries and sources alike, and what stands in a region."""

from collections.abc import Iterator

import pytest

from coopviewer import paths
from coopviewer.storage.reference.store import ReferenceStore


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def test_entries_and_sources_are_named_and_what_is_not_there_is_left_out(store: ReferenceStore) -> None:
    titles = store.titles(["country/NE", "source/frontex-other-partners", "country/XX", "%", ""])
    assert titles.keys() == {"country/NE", "source/frontex-other-partners"}
    assert titles["country/NE"] == "Niger"


def test_what_stands_in_a_region_is_given_with_the_region_itself(store: ReferenceStore) -> None:
    within = store.within(["region/africa"])
    assert {"region/africa", "country/NE"} <= within
    assert "country/AL" not in within
    assert store.within([]) == frozenset()


def test_regions_within_a_region_are_looked_into(store: ReferenceStore) -> None:
    nested = store.within(["region/southern-neighbourhood"])
    inner = [each for each in nested if each.startswith("region/") and each != "region/southern-neighbourhood"]
    assert inner
    for region in inner:
        assert store.within([region]) <= nested
