"""Which rows the outline has, how many are under each, and every path to an entry, on a made-up reference."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.outline import ACROSS_REGIONS, ARRANGEMENTS, ROOT, Grouping
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.outline import read_parents
from coopviewer.storage.reference.outline_plan import PLANS
from coopviewer.storage.reference.store import ReferenceStore
from tests.reference_values import dataset, ref, relation

REGIONS, COOPERATION, PARTNERS = Grouping.REGIONS, Grouping.COOPERATION, Grouping.PARTNERS
A, B, NE, TD = "region/a", "region/b", "country/NE", "country/TD"
PLACED = [(B, A), (NE, A), (TD, A), (TD, B), ("project/p", A), ("network/n", B), ("theme/t", A), ("theme/u", A)]
RELATIONS = (
    *(relation(subject, "in-region", region) for subject, region in PLACED),
    *(relation("project/p", "has-beneficiary", country) for country in (NE, TD)),
    relation("project/q", "has-beneficiary", NE),
    relation("network/n", "has-member", TD),
    relation("organisation/o", "leads", "network/n"),
    *(relation("organisation/o", "has-working-arrangement-with", partner) for partner in (NE, "organisation/x")),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceStore]:
    opened = made_of(tmp_path_factory.mktemp("outline"), *RELATIONS)
    yield opened
    opened.close()


def made_of(folder: Path, *relations: Relation, entries: tuple[str, ...] = ()) -> ReferenceStore:
    write_reference(dataset(*relations, entries=entries), folder / "coop.db")
    return ReferenceStore(folder / "coop.db")


def rows(store: ReferenceStore, grouping: Grouping, key: str = ROOT) -> list[tuple[str, int | None, bool]]:
    return [(node.key, node.count, node.expandable) for node in store.outline.children(grouping, key)]


def test_a_region_counts_the_countries_directly_under_it(store: ReferenceStore) -> None:
    assert rows(store, REGIONS) == [(A, 2, True), (ACROSS_REGIONS, None, True)]
    assert rows(store, REGIONS, A) == [
        (B, 1, True),
        ("project/p", None, False),
        ("theme/t", None, False),
        ("theme/u", None, False),
        (NE, None, True),  # with projects under it, which are no countries
        (TD, None, True),
    ]


def test_what_is_in_no_region_is_counted_by_kind(store: ReferenceStore) -> None:
    assert rows(store, REGIONS, ACROSS_REGIONS) == [("across/organisation", 2, True)]
    assert rows(store, REGIONS, "across/project") == []  # each has a beneficiary, under which it is


def test_a_kind_of_cooperation_counts_all_of_it_and_each_project_its_countries(store: ReferenceStore) -> None:
    assert rows(store, COOPERATION) == [(ARRANGEMENTS, 2, True), ("kind/network", 1, True), ("kind/project", 2, True)]
    assert rows(store, COOPERATION, "kind/project") == [("project/p", 2, True), ("project/q", 1, True)]
    assert [key for key, *_ in rows(store, COOPERATION, ARRANGEMENTS)] == ["organisation/x", NE]


def test_an_organisation_counts_all_that_it_takes_part_in(store: ReferenceStore) -> None:
    assert rows(store, PARTNERS) == [("organisation/o", 3, True), ("organisation/x", 1, True)]
    assert rows(store, PARTNERS, "organisation/o") == [
        ("network/n", None, False),
        ("organisation/x", None, False),
        (NE, None, False),
    ]


def test_a_region_without_countries_counts_none(tmp_path: Path) -> None:
    with closing(made_of(tmp_path, relation(A, "in-region", B), entries=("theme/t",))) as opened:
        assert rows(opened, REGIONS)[0] == (B, None, True)
        assert opened.counts() == {EntryKind.REGION: 2, EntryKind.THEME: 1}


def test_headings_follow_the_last_entry_and_come_with_it(store: ReferenceStore) -> None:
    first = store.outline.children(REGIONS, ROOT, 0, 1)
    assert [node.key for node in first] == [A]
    assert [node.key for node in store.outline.children(REGIONS, ROOT, first[0].number, 1)] == [ACROSS_REGIONS]
    assert [node.key for node in store.outline.children(REGIONS, ROOT, 0, 2)] == [A, ACROSS_REGIONS]


@pytest.mark.parametrize(
    ("grouping", "entry_id", "paths"),
    [
        (REGIONS, A, [(A,)]),
        (REGIONS, TD, [(A, TD), (A, B, TD)]),
        (REGIONS, "project/p", [(A, "project/p"), (A, NE, "project/p"), (A, TD, "project/p")]),
        (REGIONS, "project/q", [(A, NE, "project/q")]),
        (COOPERATION, "project/q", [("kind/project", "project/q")]),
        (COOPERATION, NE, [(ARRANGEMENTS, NE), ("kind/project", "project/p", NE), ("kind/project", "project/q", NE)]),
        (COOPERATION, "theme/t", []),
        (PARTNERS, "network/n", [("organisation/o", "network/n")]),
        (PARTNERS, "organisation/x", [("organisation/x",), ("organisation/o", "organisation/x")]),
        (REGIONS, "source/leaflet", []),
        (REGIONS, "home", []),
        (REGIONS, "country/XX", []),
    ],
)
def test_every_path_leads_down_to_the_entry(
    store: ReferenceStore, grouping: Grouping, entry_id: str, paths: list[tuple[str, ...]]
) -> None:
    assert store.outline.paths_to(grouping, entry_id, 10) == tuple(paths)
    assert store.outline.paths_to(grouping, entry_id, 2) == tuple(paths[:2])
    assert store.outline.path_to(grouping, entry_id) == (paths[0] if paths else ())


def test_no_path_goes_through_the_entry_itself(tmp_path: Path) -> None:
    round_about = [("region/b", "region/t"), ("region/c", "region/b"), ("region/b", "region/c")]
    with closing(made_of(tmp_path, *(relation(inner, "in-region", outer) for inner, outer in round_about))) as opened:
        assert opened.outline.paths_to(REGIONS, "region/b", 10) == (("region/t", "region/b"),)


def test_no_more_parents_are_read_than_are_asked_for(store: ReferenceStore) -> None:
    parents = [read_parents(store._connection, PLANS[REGIONS], "project/p", limit=limit) for limit in (1, 2, 3, 9)]
    assert parents == [[A], [A, NE], [A, NE, TD], [A, NE, TD]]


def test_an_organisation_opens_at_the_top_alone(tmp_path: Path) -> None:
    arrangement = relation("organisation/o", "has-working-arrangement-with", "organisation/x")
    named = [ref(key, f"Partner {key}") for key in ("organisation/o", "organisation/x")]
    write_reference(dataset(arrangement, entries=named), tmp_path / "coop.db")
    with closing(ReferenceStore(tmp_path / "coop.db")) as opened:
        tree = opened.outline.filter_outline(PARTNERS, "partner")
        top = opened.outline.filtered_children(PARTNERS, tree, ROOT, 0, 9)
        assert [(node.key, node.expandable) for node in top] == [("organisation/o", True), ("organisation/x", True)]
        below = opened.outline.filtered_children(PARTNERS, tree, "organisation/o", 0, 9)
        assert [(node.key, node.expandable) for node in below] == [("organisation/x", False)]
