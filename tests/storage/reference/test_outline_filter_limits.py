"""How much of a large reference is looked through while its outline is filtered, and that what is left out is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import Grouping
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.outline_filter import MOST_MATCHES
from coopviewer.storage.reference.store import ReferenceStore
from tests.reference_values import dataset, ref, relation

PLACES = 700  # relations that are looked at above the matches
NETWORKS = [f"network/n{number:03}" for number in range(PLACES)]
LEADING = [f"network/m{number:03}" for number in range(400)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceStore]:
    path: Path = tmp_path_factory.mktemp("crowded") / "coop.db"
    words = ["enough"] * MOST_MATCHES + ["toomany"] * (MOST_MATCHES + 1) + ["other"] * PLACES
    named = [ref(key, f"{word} {key[-3:]}") for key, word in zip(NETWORKS, words, strict=False)]
    members = {"country/AA": NETWORKS, "country/BB": NETWORKS[1:], "country/CC": LEADING}
    relations = [relation(key, "has-member", country) for country, keys in members.items() for key in keys]
    leads = [relation(key, "leads", "forum/f") for key in LEADING]
    write_reference(dataset(*relations, *leads, entries=named), path)
    opened = ReferenceStore(path)
    yield opened
    opened.close()


def filtered(store: ReferenceStore, text: str) -> FilteredOutline:
    return store.outline.filter_outline(Grouping.COOPERATION, text)


def test_as_many_matches_as_are_shown_are_all_there_are(store: ReferenceStore) -> None:
    tree = filtered(store, "enough")
    assert len(tree.matches) == MOST_MATCHES
    assert tree.complete


def test_one_match_more_than_is_shown_is_left_out_and_said_to_be(store: ReferenceStore) -> None:
    tree = filtered(store, "toomany")
    assert len(tree.matches) == MOST_MATCHES
    assert not tree.complete


def test_an_entry_in_too_many_places_is_shown_in_the_first_of_them(store: ReferenceStore) -> None:
    most, every = filtered(store, "BB"), filtered(store, "AA")
    assert (len(most.children["kind/network"]), most.complete) == (PLACES - 1, True)
    assert (len(every.children["kind/network"]), every.complete) == (PLACES, False)


def test_what_was_looked_through_below_is_taken_off_what_is_looked_through_above(store: ReferenceStore) -> None:
    tree = filtered(store, "CC")
    assert len(tree.children["kind/network"]) == len(LEADING)
    assert len(tree.children["forum/f"]) == PLACES - len(LEADING)
    assert not tree.complete


def test_children_are_read_two_hundred_at_a_time_from_the_first_on(store: ReferenceStore) -> None:
    children = store.outline.children(Grouping.COOPERATION, "kind/network")
    assert len(children) == 200
    assert children == store.outline.children(Grouping.COOPERATION, "kind/network", 0, 200)
    assert children[0].key == NETWORKS[0]
