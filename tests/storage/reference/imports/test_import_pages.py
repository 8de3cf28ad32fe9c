"""Reading imported references: texts in which annotations are anchored, lists in parts, notes in parts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.fact_texts import texts_of
from coopviewer.domain.reference.imported.imported_pages import ImportPage
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.domain.reference.pages import LIST_LIMIT, EntryPage, HomePage, ListKey, find_fact
from coopviewer.domain.reference.vocabulary import StatementKind
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out, lay_out_whole
from coopviewer.storage.reference.imports.import_page import COUNTED_AT_HOME
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import (
    ENTRIES,
    LATER,
    MINISTRY,
    OTHER,
    WELL,
    cited_at,
    everything,
    flow,
    related,
    write_imported,
)
from tests.faults import raises_fault
from tests.reference_values import ref, statement


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ReferenceStore]:
    with closing(ReferenceStore(write_imported(tmp_path / "wells.db"))) as opened:
        yield opened


def entry(store: ReferenceStore, address: str) -> EntryPage:
    page = store.page(parse_address(address))
    assert isinstance(page, EntryPage)
    return page


def test_the_texts_of_each_published_fact_are_those_that_annotations_find_in_the_file(store: ReferenceStore) -> None:
    for fact in entry(store, WELL).record.facts:
        found = store.fact_texts(fact_ids=[fact.id]).texts
        assert {each.field: each.text for each in found} == texts_of(fact)


def test_values_of_published_fields_and_periods_are_texts_with_their_number(store: ReferenceStore) -> None:
    page = entry(store, WELL)
    field, indicator = find_fact(page, f"{WELL}/published/crs-add"), find_fact(page, f"{WELL}/indicator/1")
    assert field is not None
    assert indicator is not None
    assert texts_of(field) == {"value.1": "1", "value.2": "n/a"}
    assert texts_of(indicator)["comment.2"] == "Late"


def test_a_list_of_many_projects_is_read_in_parts(tmp_path: Path) -> None:
    many = [ref(f"project/p{number}") for number in range(LIST_LIMIT + 50)]
    facts = [related("has-beneficiary", "country/NE", subject=each.id) for each in many]
    facts += [related("implemented-by", MINISTRY, subject=each.id) for each in many]
    facts += [related("funded-by", MINISTRY, subject=each.id) for each in many]
    file = write_imported(tmp_path / "many.db", (*everything(), *facts), (*ENTRIES, *many))
    with closing(ReferenceStore(file)) as store:
        (group,) = entry(store, "country/NE").record.groups
        roles = [group for group in entry(store, MINISTRY).record.groups if not group.outgoing]
    assert (len(group.relations), group.total) == (LIST_LIMIT, LIST_LIMIT + 52)
    assert sum(len(group.relations) for group in roles) <= LIST_LIMIT + 2
    assert max(group.total for group in roles) == LIST_LIMIT + 52


def test_notes_are_shown_in_parts(tmp_path: Path) -> None:
    total = 2 * LIST_LIMIT + 10
    kept = ImportSeverity.KEPT
    notes = [ImportNote(n, kept, "wells-2020.xml", n, None, "currency", f"X{n}", "") for n in range(1, total + 1)]
    with closing(ReferenceStore(write_imported(tmp_path / "many.db", notes=notes))) as store:
        first = store.page(parse_address("coop:import"))
        assert isinstance(first, ImportPage)
        second = store.page(parse_address(f"coop:import#n{first.after}"))
    assert (len(first.notes), first.total, first.before, first.after) == (LIST_LIMIT, total, None, LIST_LIMIT + 1)
    assert isinstance(second, ImportPage)
    assert (second.notes[0].ordinal, second.before) == (LIST_LIMIT + 1, 1)


def test_home_reads_a_bounded_number_of_data_notes(tmp_path: Path) -> None:
    notes = [
        statement(WELL, f"Note {n}", StatementKind.DATA_NOTE, n + 1, citations=cited_at(30, ""))
        for n in range(LIST_LIMIT + 5)
    ]
    store = ReferenceStore(write_imported(tmp_path / "many.db", (*everything(), *notes)))
    with closing(store):
        home = store.page(parse_address("coop:home"))
    assert isinstance(home, HomePage)
    assert len(home.notes) == LIST_LIMIT
    assert home.imported is not None
    assert home.imported.file_total == 2


def test_a_curated_reference_has_no_page_about_an_import(bundled: ReferenceStore) -> None:
    with raises_fault("was not imported"):
        bundled.page(parse_address("coop:import"))
    home = bundled.page(parse_address("coop:home"))
    assert isinstance(home, HomePage)
    assert home.imported is None


@pytest.fixture
def bundled() -> Iterator[ReferenceStore]:
    with closing(ReferenceStore(paths.reference_file())) as opened:
        yield opened


def test_a_list_of_projects_has_their_dates(store: ReferenceStore) -> None:
    listed = store.listed(ListKey("country/NE", "has-beneficiary", False), 0, 10)
    assert [(each.ref.hint, each.timeframe, each.grant) for each in listed] == [
        ("XM-1", "2019-03-15 – 2020-12-31", None),
        ("XM-2", "2015-01-01 – 2017-12-31", None),
    ]


def test_what_a_list_says_of_a_project_has_the_sources_of_its_page(store: ReferenceStore) -> None:
    related = entry(store, "country/NE").related
    assert set(related) == {WELL, OTHER}
    for entry_id, record in related.items():
        stated = {fact.id: fact.citations for fact in entry(store, entry_id).record.facts}
        assert {fact.id: fact.citations for fact in record.facts}.items() <= stated.items()
        assert all(fact.citations for fact in record.facts)


def test_what_two_files_say_differently_counts_once(tmp_path: Path) -> None:
    other = flow("t-1", 999_900, reference="R-17", id=f"{WELL}/flow/t-1@2", citations=LATER)
    again = related("has-beneficiary", "country/NE", share=5, share_as_given="5", id=f"{WELL}/b/ne@2", citations=LATER)
    with closing(ReferenceStore(write_imported(tmp_path / "differ.db", (*everything(), other, again)))) as store:
        parts = entry(store, WELL).imported
        assert parts is not None
        sums = {(total.currency, total.year): total.minor_units for total in parts.totals[WELL] if total.type == "3"}
        assert sums == {("EUR", "2019"): 120_050, ("EUR", "2020"): -12_050, ("XDR", "2020"): 1_500}
        (group,) = entry(store, "country/NE").record.groups
        assert (group.total, len(group.relations)) == (2, 2)
        assert len(store.listed(ListKey("country/NE", "has-beneficiary", False), 0, 10)) == 2
        shares = {each.predicate.id: each for each in entry(store, WELL).record.groups}["has-beneficiary"]
        assert [fact.share_as_given for fact in shares.relations if fact.object_id == "country/NE"] == ["5", "60"]


def test_of_very_many_notes_home_counts_the_first_by_kind(tmp_path: Path) -> None:
    total = COUNTED_AT_HOME + 5
    kept = ImportSeverity.KEPT
    notes = (ImportNote(n, kept, "wells-2020.xml", n, None, "currency", "X", "") for n in range(1, total + 1))
    with closing(ReferenceStore(write_imported(tmp_path / "many.db", notes=notes))) as store:
        home = store.page(parse_address("coop:home"))
        assert isinstance(home, HomePage)
        assert home.imported is not None
        assert [count.notes for count in home.imported.counts] == [COUNTED_AT_HOME]
        assert home.imported.total == total
        said = write_text(lay_out(home, date(2022, 1, 1), frozenset(), ENGLISH))
        assert "The first 20,000 of 20,005 notes are counted by kind." in said


HOSTILE = {
    "a date that is none": "UPDATE milestone SET edtf = 'soon'",
    "totals of an unknown kind": "UPDATE flow_total SET kind = 'gift' WHERE kind = 'transaction'",
    "a mention without its kind of relation": "UPDATE mention SET predicate_id = 'none'",
    "an owner that is not there": "UPDATE identifier SET owner_id = 'organisation/none'",
    "a payer that is not there": "UPDATE flow SET from_id = 'organisation/none'",
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_import_is_a_fault_and_no_defect(tmp_path: Path, change: str) -> None:
    path = write_imported(tmp_path / "damaged.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    store = ReferenceStore(path)
    with raises_fault():
        for address in (WELL, MINISTRY):
            page = store.page(parse_address(address))
            lay_out_whole(page, store.edition, date(2022, 1, 1), ENGLISH)
    store.close()


def test_the_page_of_a_damaged_file_is_a_fault_too(tmp_path: Path) -> None:
    path = write_imported(tmp_path / "damaged.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(HOSTILE["a mention without its kind of relation"])
    store = ReferenceStore(path)
    with raises_fault():
        store.page(parse_address("source/wells-2020"))
    store.close()
