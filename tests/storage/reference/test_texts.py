"""The texts of facts are those that the facts of a page have, whatever way they are asked for."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.fact_texts import TITLE_COLUMNS, FactTexts, texts_of
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    with closing(ReferenceStore(paths.reference_file())) as opened:
        yield opened


def by_key(found: FactTexts) -> dict[tuple[str, str], str]:
    assert len({each[:2] for each in found.texts}) == len(found.texts)
    return {(each.fact_id, each.field): each.text for each in found.texts}


def expected(store: ReferenceStore, entry_id: str) -> dict[tuple[str, str], str]:
    page = store.page(Address(entry_id))
    assert isinstance(page, EntryPage)
    own = [*page.record.facts, *(fact for group in page.record.groups for fact in group.relations)]
    own = [fact for fact in own if fact.entry_id == entry_id]
    return {(fact.id, field): text for fact in own for field, text in texts_of(fact).items()}


def test_the_texts_of_an_entry_are_those_of_its_facts(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            found = store.fact_texts(entry_ids=[ref.id])
            assert by_key(found) == expected(store, ref.id)
            assert {each.entry_id for each in found.texts} <= {ref.id}
            assert found.entry_ids == {ref.id}


def test_texts_are_read_by_their_facts_too(store: ReferenceStore) -> None:
    wanted = expected(store, "project/afic")
    found = store.fact_texts(fact_ids=sorted({fact_id for fact_id, _ in wanted}))
    titles = {key: text for key, text in by_key(found).items() if key[1] in TITLE_COLUMNS}
    assert by_key(found) == wanted | titles
    assert by_key(store.fact_texts(fact_ids=["project/afic/none", "'; DROP TABLE fact; --"])) == {}


def test_the_titles_of_both_ends_of_a_relation_are_texts_of_it(store: ReferenceStore) -> None:
    (project,) = store.refs(["project/afic"])
    found = by_key(store.fact_texts(fact_ids=["project/afic/beneficiary/AO", "project/afic/goal/structures"]))
    assert found["project/afic/beneficiary/AO", "subject_id"] == project.title
    assert found["project/afic/beneficiary/AO", "as_given"] == "Angola"
    assert ("project/afic/beneficiary/AO", "object_id") not in found, "the source spells the object's name"
    page = store.page(Address("project/afic"))
    assert isinstance(page, EntryPage)
    relations = [relation for group in page.record.groups for relation in group.relations]
    unspelt = next(each for each in relations if each.as_given is None and each.subject_id == "project/afic")
    (other,) = store.refs([unspelt.object_id])
    assert by_key(store.fact_texts(fact_ids=[unspelt.id])) == {
        (unspelt.id, "subject_id"): project.title,
        (unspelt.id, "object_id"): other.title,
    }


def test_facts_and_entries_are_asked_for_at_once_and_short_texts_left_out(store: ReferenceStore) -> None:
    all_ids = [ref.id for kind in EntryKind for ref in store.entries(kind)]
    everything = {key: text for entry_id in all_ids for key, text in expected(store, entry_id).items()}
    assert by_key(store.fact_texts(entry_ids=all_ids)) == everything
    fact_id, field = next(key for key, text in everything.items() if len(text) < 20)
    found = by_key(store.fact_texts(fact_ids=[fact_id], entry_ids=all_ids, shortest=20))
    assert found == {key: text for key, text in everything.items() if len(text) >= 20 or key == (fact_id, field)}


def test_thousands_of_ids_are_read_in_parts(store: ReferenceStore) -> None:
    ids = [f"project/none-{number}" for number in range(3000)]
    found = store.fact_texts(entry_ids=[*ids, "project/afic"])
    assert by_key(found) == expected(store, "project/afic")
    assert found.entry_ids == {"project/afic"}


def test_a_source_is_there_and_has_no_texts(store: ReferenceStore) -> None:
    found = store.fact_texts(entry_ids=["source/frontex-other-partners", "source/none"])
    assert (found.texts, found.entry_ids) == ((), {"source/frontex-other-partners"})


def test_ids_that_were_given_up_lead_to_what_took_their_place(store: ReferenceStore, tmp_path: Path) -> None:
    wanted = expected(store, "project/afic")
    fact_id = next(iter(wanted))[0]
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))
    with closing(sqlite3.connect(copied)) as connection, connection:
        rows = [("project/old-afic", "project/afic"), (f"{fact_id}-old", fact_id)]
        connection.executemany("INSERT INTO redirect VALUES (?, ?, 'frontex-2021.1')", rows)
    with closing(ReferenceStore(copied)) as other:
        found = other.fact_texts(entry_ids=["project/old-afic"])
        assert by_key(found) == wanted
        assert found.redirects == {"project/old-afic": "project/afic"}
        assert found.entry_ids == {"project/afic"}
        assert {each.fact_id for each in other.fact_texts(fact_ids=[f"{fact_id}-old"]).texts} == {fact_id}


def test_a_query_looks_up_what_it_asks_for_and_scans_no_table(store: ReferenceStore) -> None:
    """Seen by what SQLite does for it: the steps for one entry do not grow with the reference."""
    with closing(sqlite3.connect(f"file:{paths.reference_file()}?mode=ro", uri=True)) as connection:
        steps: list[str] = []
        connection.set_trace_callback(steps.append)
        from coopviewer.storage.reference.texts import read_fact_texts

        read_fact_texts(connection, ["project/afic/goal/x"], ["project/afic"], 0)
        connection.set_trace_callback(None)
        assert len(steps) == 5
        for step in steps:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {step}")]
            assert plan
            assert not [line for line in plan if line.startswith("SCAN") and "asked" not in line], plan
