"""The groupings of a reference of imported activities: offered by what there is, each entry reached, none invented."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.reference.outline import ACROSS_REGIONS, ROOT, Grouping, OutlineNode
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.reference.outline import read_children, read_groupings, read_path, read_paths
from coopviewer.storage.reference.outline_branch import read_branch
from coopviewer.storage.reference.outline_filter import MOST_MATCHES, filter_outline
from tests.imported_values import (
    AFRICA,
    AGENCY,
    AMERICAS,
    BUILDER,
    CLINIC,
    HEALTH,
    MINISTRY,
    ROADS,
    SAHARA,
    SCHOOL,
    WATER,
    WELLS,
    WEST,
    activities,
    identifier,
)
from tests.reference_values import dataset, ref, relation, statement


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "activities.db"
    write_reference(activities(), path)
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reference(path)) as opened:
        yield opened


def keys(nodes: tuple[OutlineNode, ...]) -> list[str]:
    return [node.key for node in nodes]


def under(connection: sqlite3.Connection, grouping: Grouping, place: str) -> list[str]:
    return keys(read_children(connection, grouping, place, 0, 100))


def test_groupings_are_offered_by_what_there_is(connection: sqlite3.Connection, tmp_path: Path) -> None:
    assert read_groupings(connection) == (
        Grouping.REGIONS,
        Grouping.SECTORS,
        Grouping.ORGANISATIONS,
        Grouping.STATUS,
    )
    with closing(open_reference(paths.reference_file())) as curated:
        assert read_groupings(curated) == (Grouping.REGIONS, Grouping.COOPERATION, Grouping.PARTNERS)
    write_reference(dataset(statement("project/lone", "Alone")), tmp_path / "lone.db")
    with closing(open_reference(tmp_path / "lone.db")) as lone:
        assert read_groupings(lone)


def test_regions_have_their_countries_and_the_projects_of_both(connection: sqlite3.Connection) -> None:
    regions = Grouping.REGIONS
    assert under(connection, regions, ROOT) == [AFRICA, AMERICAS, SAHARA, ACROSS_REGIONS]
    assert under(connection, regions, AFRICA) == [WEST]
    assert under(connection, regions, WEST) == ["country/BJ"]
    assert under(connection, regions, "country/BJ") == [CLINIC, SCHOOL, WELLS]
    assert under(connection, regions, SAHARA) == [ROADS]
    assert "across/project" not in under(connection, regions, ACROSS_REGIONS)


def test_sectors_have_their_projects_and_those_without_are_named(connection: sqlite3.Connection) -> None:
    sectors = Grouping.SECTORS
    assert under(connection, sectors, ROOT) == [WATER, HEALTH, "sector/none"]
    assert under(connection, sectors, HEALTH) == [CLINIC, WELLS]
    assert under(connection, sectors, "sector/none") == [SCHOOL, ROADS]
    counts = {node.key: node.count for node in read_children(connection, sectors, ROOT, 0, 100)}
    assert counts == {WATER: 1, HEALTH: 2, "sector/none": 2}


def test_organisations_are_under_their_roles(connection: sqlite3.Connection) -> None:
    organisations = Grouping.ORGANISATIONS
    roles = ["role/funding", "role/accountable", "role/extending", "role/implementing", "role/reporting", "role/other"]
    assert under(connection, organisations, ROOT) == roles
    assert under(connection, organisations, "role/funding") == [AGENCY]
    assert under(connection, organisations, "role/accountable") == [MINISTRY]
    assert under(connection, organisations, "role/other") == [BUILDER]
    assert under(connection, organisations, BUILDER) == [ROADS, WELLS]
    assert read_paths(connection, organisations, BUILDER, 9) == (
        ("role/implementing", BUILDER),
        ("role/other", BUILDER),
    )


def test_projects_are_under_each_status_that_is_published(connection: sqlite3.Connection) -> None:
    status = Grouping.STATUS
    assert under(connection, status, ROOT) == ["status/implementation", "status/closed", "status/not-stated"]
    assert under(connection, status, "status/closed") == [CLINIC, ROADS]
    assert under(connection, status, "status/implementation") == [CLINIC, WELLS]
    assert under(connection, status, "status/not-stated") == [SCHOOL]
    assert read_paths(connection, status, CLINIC, 9) == (
        ("status/implementation", CLINIC),
        ("status/closed", CLINIC),
    )


@pytest.mark.parametrize("grouping", [Grouping.REGIONS, Grouping.SECTORS, Grouping.ORGANISATIONS, Grouping.STATUS])
def test_every_path_leads_to_its_entry(connection: sqlite3.Connection, grouping: Grouping) -> None:
    branch = {ref.id for ref in read_branch(connection, grouping, ROOT)}
    assert {WELLS, ROADS, SCHOOL, CLINIC} <= branch or grouping is Grouping.ORGANISATIONS
    for entry_id in branch:
        path = read_path(connection, grouping, entry_id)
        assert path[-1] == entry_id
        for above, key in zip((ROOT, *path), path, strict=False):
            assert key in under(connection, grouping, above)


def in_rows(connection: sqlite3.Connection, grouping: Grouping, key: str) -> Iterator[str]:
    """Yield the entries under a node as the rows of the tree have them, each row expanded."""
    for node in read_children(connection, grouping, key, 0, 1_000):
        if node.ref is not None:
            yield node.ref.id
        if node.expandable:
            yield from in_rows(connection, grouping, node.key)


@pytest.mark.parametrize("grouping", Grouping)
def test_a_branch_has_the_entries_of_its_rows_each_once_and_in_their_order(
    connection: sqlite3.Connection, grouping: Grouping
) -> None:
    with closing(open_reference(paths.reference_file())) as curated:
        for opened in (connection, curated):
            places = [ROOT, *under(opened, grouping, ROOT)[:20]]
            for key in places:
                branch = [ref.id for ref in read_branch(opened, grouping, key)]
                assert branch == list(dict.fromkeys(in_rows(opened, grouping, key)))


def test_an_organisation_under_another_has_no_rows_under_it_where_partners_group(tmp_path: Path) -> None:
    facts = [
        relation("organisation/a", "has-working-arrangement-with", "organisation/b"),
        relation("organisation/b", "leads", "forum/f"),
    ]
    write_reference(dataset(*facts), tmp_path / "two.db")
    with closing(open_reference(tmp_path / "two.db")) as connection:
        assert [ref.id for ref in read_branch(connection, Grouping.PARTNERS, "organisation/a")] == ["organisation/b"]
        both = [ref.id for ref in read_branch(connection, Grouping.PARTNERS, ROOT)]
        assert both == ["organisation/a", "organisation/b", "forum/f"]
        tree = filter_outline(connection, Grouping.PARTNERS, "f")
        assert list(read_branch(connection, Grouping.PARTNERS, "organisation/a", tree)) == []
        filtered = [ref.id for ref in read_branch(connection, Grouping.PARTNERS, ROOT, tree)]
        assert filtered == ["organisation/b", "forum/f"]


@pytest.mark.parametrize("grouping", [Grouping.REGIONS, Grouping.SECTORS, Grouping.ORGANISATIONS, Grouping.STATUS])
@pytest.mark.parametrize("text", ["wells", "agency", "basic", "roads"])
def test_a_filter_shows_the_rows_above_each_match(
    connection: sqlite3.Connection, grouping: Grouping, text: str
) -> None:
    tree = filter_outline(connection, grouping, text)
    for above, below in tree.children.items():
        assert set(below) <= set(under(connection, grouping, above))
    for match in tree.matches:
        assert any(match in below for below in tree.children.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("XX-1-WELLS", {WELLS}),
        ("xx 1 wells", {WELLS}),
        ("XX-1-W", {WELLS}),
        ("XX-1-", set()),  # too short for the beginning of a code
        ("XX-1-C", {CLINIC}),
        ("XX-AG", {AGENCY}),
        ("XX-1-ROADS/2", {ROADS}),
        ("1-WELLS", set()),
    ],
)
def test_identifiers_find_activities_as_a_whole_or_by_their_beginnings(
    connection: sqlite3.Connection, text: str, found: set[str]
) -> None:
    assert filter_outline(connection, Grouping.REGIONS, text).matches == found


def test_the_whole_code_comes_before_names_and_names_before_beginnings_of_codes(tmp_path: Path) -> None:
    named = [ref(f"project/p{number:03}", "Alpha beta") for number in range(MOST_MATCHES)]
    others = [ref("project/whole", "One"), ref("project/begun", "Other")]
    facts = [identifier("project/whole", "alpha"), identifier("project/begun", "alpha-more")]
    write_reference(dataset(*facts, entries=[*named, *others]), tmp_path / "many.db")
    with closing(open_reference(tmp_path / "many.db")) as opened:
        tree = filter_outline(opened, Grouping.REGIONS, "alpha")
    assert ("project/whole" in tree.matches, "project/begun" in tree.matches) == (True, False)
    assert (len(tree.matches), tree.complete) == (MOST_MATCHES, False)


def test_only_entries_of_one_title_have_a_hint(connection: sqlite3.Connection) -> None:
    nodes = read_children(connection, Grouping.REGIONS, "country/BJ", 0, 100)
    assert [node.ref.hint for node in nodes if node.ref is not None] == ["XX-1-CLINIC", "XX-1-SCHOOL", None]


def test_a_sector_named_twice_by_a_project_has_it_once(tmp_path: Path) -> None:
    facts = [relation(WELLS, "in-sector", WATER), relation(WELLS, "in-sector", WATER, id=f"{WELLS}/in-sector/again")]
    write_reference(dataset(*facts), tmp_path / "twice.db")
    with closing(open_reference(tmp_path / "twice.db")) as connection:
        assert under(connection, Grouping.SECTORS, WATER) == [WELLS]
