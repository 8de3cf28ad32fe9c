"""The outline in its three groupings, read a node at a time, and what is left of it while it is filtered."""

from collections.abc import Iterator

import pytest

from coopviewer import paths
from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import ROOT, Grouping, OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore

REGIONS, COOPERATION, PARTNERS = Grouping.REGIONS, Grouping.COOPERATION, Grouping.PARTNERS


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def children(store: ReferenceStore, grouping: Grouping, place: str = ROOT) -> tuple[OutlineNode, ...]:
    return store.outline.children(grouping, place, 0, 1000)


def walk(
    store: ReferenceStore, grouping: Grouping, place: str = ROOT, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield the way to each row of a grouping, its own place last."""
    for node in children(store, grouping, place):
        assert node.key not in above, "the outline goes round in a circle"
        yield (*above, node.key)
        if node.expandable:
            below = list(walk(store, grouping, node.key, (*above, node.key)))
            assert below, f"{node.key} opens onto nothing"
            yield from below


def titles(nodes: tuple[OutlineNode, ...]) -> list[str]:
    return [node.ref.title if node.ref else node.key for node in nodes]


def test_every_entry_is_reached_by_regions(store: ReferenceStore) -> None:
    reached = {path[-1] for path in walk(store, REGIONS)}
    every = {ref.id for kind in EntryKind for ref in store.entries(kind)}
    assert every <= reached
    assert len(every) == 92


@pytest.mark.parametrize("grouping", Grouping)
def test_the_way_to_each_entry_leads_down_the_outline(store: ReferenceStore, grouping: Grouping) -> None:
    paths = list(walk(store, grouping))
    reached = {path[-1] for path in paths}
    for kind in EntryKind:
        for ref in store.entries(kind):
            path = store.outline.path_to(grouping, ref.id)
            assert (path in paths) if ref.id in reached else path == ()


def test_the_regions_come_first_and_other_partners_after_them(store: ReferenceStore) -> None:
    assert titles(children(store, REGIONS)) == [
        *("Africa", "Eastern Partnership", "Southern Neighbourhood", "Turkey", "Western Balkans"),
        *("Other partners", "across"),
    ]


def test_a_region_says_how_many_countries_stand_in_it(store: ReferenceStore) -> None:
    counts = {node.ref.title: node.count for node in children(store, REGIONS) if node.ref}
    assert counts == {
        "Africa": 33,
        "Eastern Partnership": 6,
        "Southern Neighbourhood": None,
        "Turkey": 1,
        "Western Balkans": 6,
        "Other partners": 3,
    }


def test_what_is_a_regions_own_comes_before_its_countries(store: ReferenceStore) -> None:
    kinds = [node.ref.kind for node in children(store, REGIONS, "region/africa") if node.ref]
    assert kinds[:3] == [EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT] or kinds[:2] == [
        EntryKind.NETWORK,
        EntryKind.PROJECT,
    ]
    assert set(kinds[3:]) == {EntryKind.COUNTRY}


def test_cooperation_leads_from_what_there_is_to_the_countries(store: ReferenceStore) -> None:
    top = children(store, COOPERATION)
    assert [(node.key, node.count) for node in top] == [
        ("arrangements", 20),
        ("kind/network", 4),
        ("kind/project", 4),
        ("kind/forum", 6),
    ]
    partners = children(store, COOPERATION, "arrangements")
    assert [node.ref.kind for node in partners if node.ref].count(EntryKind.COUNTRY) == 18
    projects = {node.key: node.count for node in children(store, COOPERATION, "kind/project")}
    assert projects == {
        "project/afic": 33,
        "project/eap-ibm": 6,
        "project/eu4bordersecurity": None,
        "project/ipa-ii-phase-ii": 7,
    }
    assert len(children(store, COOPERATION, "project/afic")) == 33
    assert titles(children(store, COOPERATION, "project/eu4bordersecurity")) == ["Southern Neighbourhood"]


def test_partners_lead_to_what_an_organisation_takes_part_in(store: ReferenceStore) -> None:
    top = children(store, PARTNERS)
    assert {node.ref.kind for node in top if node.ref} == {EntryKind.ORGANISATION}
    counts = {node.key: node.count for node in top}
    assert counts["organisation/iom"] == 2
    assert counts["organisation/frontex"] == 4 + 4 + 2 + 6 + 18
    under = children(store, PARTNERS, "organisation/iom")
    assert {node.ref.kind for node in under if node.ref} == {EntryKind.PROJECT}
    assert not any(node.expandable for node in under)


def test_the_row_of_kosovo_carries_its_note(store: ReferenceStore) -> None:
    rows = {node.key: node for node in store.outline.children(REGIONS, "region/western-balkans")}
    assert "UNSC 1244" in str(rows["country/XK"].legal_note)
    assert rows["country/AL"].legal_note is None


def test_children_are_read_in_pages(store: ReferenceStore) -> None:
    whole = children(store, REGIONS, "region/africa")
    parts: list[OutlineNode] = []
    while more := store.outline.children(REGIONS, "region/africa", parts[-1].number if parts else 0, 10):
        parts += more
    assert tuple(parts) == whole


def filtered(store: ReferenceStore, text: str, grouping: Grouping = REGIONS) -> FilteredOutline:
    return store.outline.filter_outline(grouping, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Türkiye", {"country/TR", "project/ipa-ii-phase-ii"}),
        ("turkiye", {"country/TR", "project/ipa-ii-phase-ii"}),
        ("niger", {"country/NE", "country/NG", "project/afic"}),
        ("Niger ", {"country/NE", "country/NG", "project/afic"}),
        ("cote", {"country/CI"}),
        ("Côte d’Ivoire", {"country/CI", "project/afic"}),
        ("d'ivoire", {"country/CI"}),
        ("kosovo", {"country/XK", "project/ipa-ii-phase-ii"}),
        ("Kosovo*", {"country/XK", "project/ipa-ii-phase-ii"}),
        ("النيجر", {"country/NE", "project/afic"}),
        ("partnership risk eastern", {"network/eap-ran"}),
        ("EUAA", {"organisation/easo"}),
        ("zzz", set()),
        ("", set()),
        ("*", set()),
        ('" OR 1=1 --', set()),
        ("\0", set()),
        ("🛂", set()),
        ("igeria", set()),
    ],
)
def test_names_match_by_the_beginnings_of_their_words_and_countries_with_their_projects(
    store: ReferenceStore, text: str, found: set[str]
) -> None:
    assert filtered(store, text).matches == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((code, "country/NE") for code in ("NE", "NER", "ner", "562")),
        *((code, "country/RS") for code in ("RS", "SRB")),
        *((code, "country/CI") for code in ("CI", "CIV", "384")),
        ("XK", "country/XK"),
    ],
)
def test_codes_of_countries_find_them(store: ReferenceStore, text: str, found: str) -> None:
    assert found in filtered(store, text).matches


def test_a_name_that_begins_like_a_code_is_still_found(store: ReferenceStore) -> None:
    assert filtered(store, "CI").matches >= {"country/CI", "country/DJ"}  # Cibuti


def test_what_stands_above_a_match_stays_and_counts_it_once(store: ReferenceStore) -> None:
    tree = filtered(store, "AFIC")
    assert tree.matches == {"network/afic", "project/afic"}
    rows = store.outline.filtered_children(REGIONS, tree, ROOT, 0, 200)
    assert [(node.key, node.count, node.matches) for node in rows] == [("region/africa", 2, False)]
    below = store.outline.filtered_children(REGIONS, tree, "region/africa", 0, 200)
    assert [node.key for node in below[:2]] == ["network/afic", "project/afic"]
    assert len(below) == 2 + 33, "the project stands under each of its beneficiary countries as well"
    assert {node.count for node in below[2:]} == {1}


def test_a_match_is_opened_where_it_stands_nearest_to_the_top(store: ReferenceStore) -> None:
    assert filtered(store, "AFIC").paths_to_open() == (("region/africa",),)
    assert filtered(store, "training").paths_to_open() == (("across",), ("across", "across/theme"))
    assert filtered(store, "zzz").paths_to_open() == ()


def test_a_match_by_another_name_says_which(store: ReferenceStore) -> None:
    tree = filtered(store, "turkiye")
    (turkey,) = store.outline.filtered_children(REGIONS, tree, "region/turkey", 0, 200)
    assert (turkey.ref.title if turkey.ref else "", turkey.other_name) == ("Turkey", "Türkiye")
    (africa,) = (
        n for n in store.outline.filtered_children(REGIONS, filtered(store, "africa"), ROOT, 0, 9) if n.matches
    )
    assert africa.other_name is None


def test_each_grouping_is_filtered_by_its_own_rows(store: ReferenceStore) -> None:
    assert filtered(store, "training", COOPERATION).matches == frozenset()
    tree = filtered(store, "niger", COOPERATION)
    assert [node.key for node in store.outline.filtered_children(COOPERATION, tree, ROOT, 0, 9)] == [
        "arrangements",
        "kind/project",
    ]
    partners = filtered(store, "albania", PARTNERS)
    assert partners.children[ROOT] == ("organisation/frontex",)


@pytest.mark.parametrize("grouping", Grouping)
def test_what_is_left_is_part_of_the_whole_outline(store: ReferenceStore, grouping: Grouping) -> None:
    paths = set(walk(store, grouping))
    for text in ("a", "republic", "risk", "p", "m"):
        tree = filtered(store, text, grouping)
        seen = set()
        left = [(place,) for place in tree.children.get(ROOT, ())]
        while left:
            path = left.pop()
            assert path in paths
            seen.add(path[-1])
            if tree.has_children(path[-1], top=len(path) == 1):
                left += [(*path, place) for place in tree.children[path[-1]]]
        assert tree.matches <= seen


@pytest.mark.parametrize("grouping", Grouping)
def test_what_is_left_is_in_the_order_of_the_whole_outline(store: ReferenceStore, grouping: Grouping) -> None:
    for text in ("a", "republic", "risk", "p", "m"):
        tree = filtered(store, text, grouping)
        for key in tree.children:
            left = [node.key for node in store.outline.filtered_children(grouping, tree, key, 0, 1000)]
            assert left == [node.key for node in children(store, grouping, key) if node.key in left]
