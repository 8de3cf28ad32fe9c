"""What the bundled reference says of itself, read as pages read it."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.reference.facts import Amount, Name, TimeframeFact
from coopviewer.domain.reference.pages import EntryPage, HomePage, ListKey, SourcePage
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind
from coopviewer.storage.reference.store import ReferenceStore
from tests.faults import raises_fault


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def entry_page(store: ReferenceStore, entry_id: str) -> EntryPage:
    page = store.page(Address(entry_id))
    assert isinstance(page, EntryPage)
    return page


def test_a_country_carries_its_projects_facts(store: ReferenceStore) -> None:
    page = entry_page(store, "country/NE")
    project = page.related["project/afic"]
    assert [fact.as_given for fact in project.of_type(TimeframeFact)] == ["2017- 2023"]
    assert [fact.as_given for fact in project.of_type(Amount)] == ["4 million euros"]
    assert len(project.statements(StatementKind.GOAL)) == 3
    codes = page.record.codes
    assert codes is not None
    assert (codes.alpha2, codes.alpha3, codes.m49) == ("NE", "NER", "562")


def test_relations_are_read_from_both_ends(store: ReferenceStore) -> None:
    project, country = entry_page(store, "project/afic"), entry_page(store, "country/NE")
    outgoing = project.record.group("has-beneficiary", outgoing=True)
    incoming = country.record.group("has-beneficiary", outgoing=False)
    assert outgoing is not None
    assert incoming is not None
    assert outgoing.total == 33
    assert {relation.id for relation in incoming.relations} < {relation.id for relation in outgoing.relations}


def test_everything_a_page_names_can_be_looked_up(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = entry_page(store, ref.id)
            for record in (page.record, *page.related.values()):
                relations = [relation for group in record.groups for relation in group.relations]
                for fact in (*record.facts, *relations, *record.paid, *page.extents):
                    for citation in fact.citations:
                        assert citation.source_id in page.lookup.sources
                        assert citation.passage_id is None or citation.passage_id in page.lookup.passages
                for relation in relations:
                    assert {relation.subject_id, relation.object_id} <= page.lookup.refs.keys()


def test_home_counts_each_kind_and_lists_every_data_note(store: ReferenceStore) -> None:
    home = store.page(HOME_ADDRESS)
    assert isinstance(home, HomePage)
    assert home.counts[EntryKind.COUNTRY] == 49
    assert home.counts[EntryKind.NETWORK] == home.counts[EntryKind.PROJECT] == 4
    per_entry = sum(
        len(entry_page(store, ref.id).record.statements(StatementKind.DATA_NOTE))
        for kind in EntryKind
        for ref in store.entries(kind)
    )
    assert len(home.notes) == per_entry


def test_a_source_lists_its_passages_with_the_facts_that_cite_them(store: ReferenceStore) -> None:
    page = store.page(Address("source/frontex-other-partners"))
    assert isinstance(page, SourcePage)
    assert [passage.ordinal for passage in page.passages] == list(range(1, 78))
    uncited = [p for p in page.passages if p.id not in page.citing]
    assert all(passage.kind.may_stay_uncited for passage in uncited)


def test_names_in_seven_languages_are_read(store: ReferenceStore) -> None:
    names = entry_page(store, "country/TR").record.of_type(Name)
    assert {"en", "fr", "de", "es", "ar", "tr", "uk"} == {name.language for name in names}
    assert "Türkiye" in {name.text for name in names}


def test_an_entry_that_does_not_exist_is_told(store: ReferenceStore) -> None:
    for missing in ("country/ZZ", "source/none"):
        with raises_fault(f"has no .* {missing}"):
            store.page(Address(missing))


def test_a_renamed_entry_is_found_under_its_old_id(tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))
    connection = sqlite3.connect(copied)
    connection.execute("INSERT INTO redirect VALUES ('project/old-afic', 'project/afic', 'frontex-2021.1')")
    connection.commit()
    connection.close()
    store = ReferenceStore(copied)
    page = entry_page(store, "project/old-afic")
    assert (page.record.ref.id, page.former_ids) == ("project/afic", ("project/old-afic",))
    assert entry_page(store, "country/NE").former_ids == ()
    assert store.former_ids == {"project/old-afic": "project/afic"}
    titles = store.titles(["project/old-afic", "project/afic", "project/none"])
    assert titles == dict.fromkeys(["project/old-afic", "project/afic"], page.record.ref.title)
    store.close()


def test_a_long_list_is_cut_and_counted(tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))
    connection = sqlite3.connect(copied)
    for number in range(300):
        entry = f"theme/t{number:03}"
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, 'theme', ?, ?, ?, 0, NULL)",
            (entry, 1000 + number, f"T {number:03}", f"T {number:03}", f"t {number:03}"),
        )
        fact = f"project/afic/concerns/t{number:03}"
        of_fact = "(?, 'project/afic', 'relation', 'editorial', 'test', NULL)"
        connection.execute(f"INSERT INTO fact VALUES {of_fact}", (fact,))
        connection.execute(
            "INSERT INTO relation VALUES (?, 'project/afic', 'concerns', ?, ?, NULL, NULL, 1, ?, NULL, NULL, NULL)",
            (fact, entry, number + 9, 1000 + number),
        )
    connection.commit()
    connection.close()
    store = ReferenceStore(copied)
    group = entry_page(store, "project/afic").record.group("concerns", outgoing=True)
    store.close()
    assert group is not None
    assert group.total > 300
    assert len(group.relations) == 200


def test_entries_are_given_in_the_order_asked_for_and_unknown_ones_left_out(store: ReferenceStore) -> None:
    found = store.refs(["country/NE", "nothing/here", "project/afic", "country/NE"])
    assert [ref.id for ref in found] == ["country/NE", "project/afic", "country/NE"]
    assert store.refs([]) == ()


def test_a_list_carries_the_marks_of_its_entries(store: ReferenceStore) -> None:
    rows = store.listed(ListKey("region/western-balkans", "in-region", False), 0, 100)
    assert [(row.ref.title, row.ref.marker) for row in rows if row.ref.marker] == [("Kosovo*", "*")]
