"""The page of a source: its passages, a stretch of them at a time, with the facts that cite them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from coopviewer import paths
from coopviewer.authoring.source_tree import read_tree
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.facts import Citation, Relation
from coopviewer.domain.reference.pages import LIST_LIMIT, SourcePage
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.reference.vocabulary import PassageKind
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.store import ReferenceStore
from tests.authoring.trees import BASE_TREE
from tests.faults import raises_fault

MANY = 2 * LIST_LIMIT + 50


def source_page(store: ReferenceStore, fragment: str = "", source: str = "source/frontex-other-partners") -> SourcePage:
    page = store.page(Address(source, fragment))
    assert isinstance(page, SourcePage)
    return page


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceStore]:
    """Yield a reference whose source has many passages, one of them cited by more facts than a page lists."""
    dataset = read_tree(BASE_TREE).dataset
    first = dataset.passages[0]
    passages = [
        first._replace(id=f"leaflet/P{number:03d}", ordinal=number, char_start=number, char_end=number + 1)
        for number in range(1, MANY + 1)
    ]
    cited = [Citation("source/leaflet", "leaflet/P300"), Citation("source/leaflet", "leaflet/P300")]
    names = [fact for fact in dataset.facts if not isinstance(fact, Relation)][:1]
    statement = next(fact for fact in dataset.facts if type(fact).__name__ == "Statement")
    many = [
        replace(statement, id=f"{statement.entry_id}/goal/n{number}", ordinal=number + 100, citations=tuple(cited))
        for number in range(LIST_LIMIT + 7)
    ]
    kept = [replace(fact, citations=(Citation("source/leaflet", "leaflet/P001"),)) for fact in names]
    path = tmp_path_factory.mktemp("large") / "large.db"
    write_reference(replace(dataset, passages=tuple(passages), facts=(*kept, *many)), path)
    opened = ReferenceStore(path)
    yield opened
    opened.close()


def test_every_citation_of_a_passage_is_listed_under_it(store: ReferenceStore) -> None:
    page = source_page(store)
    assert len(page.passages) == page.total == 77
    assert (page.before, page.after) == (None, None)
    for passage in page.passages:
        citing = page.citing.get(passage.id, ())
        assert len(citing) == page.counts.get(passage.id, 0)
        for each in citing:
            assert each.entry.id == each.fact.entry_id
            assert passage.id in {citation.passage_id for citation in each.fact.citations}


def test_the_entries_with_the_most_facts_come_first(store: ReferenceStore) -> None:
    citing = source_page(store).citing["frontex-other-partners/P47"]
    assert citing[0].entry.id == "project/afic"
    entries = [each.entry.id for each in citing]
    runs = [entry for number, entry in enumerate(entries) if entries[number - 1] != entry or number == 0]
    assert len(runs) == len(set(runs))  # what an entry says stands together


@pytest.mark.parametrize(
    ("fragment", "first", "last", "before", "after"),
    [
        ("", 1, LIST_LIMIT, None, LIST_LIMIT + 1),
        ("P001", 1, LIST_LIMIT, None, LIST_LIMIT + 1),
        ("P200", 1, LIST_LIMIT, None, LIST_LIMIT + 1),
        ("P201", LIST_LIMIT + 1, 2 * LIST_LIMIT, 1, 2 * LIST_LIMIT + 1),
        ("P450", 2 * LIST_LIMIT + 1, MANY, LIST_LIMIT + 1, None),
        ("p450", 1, LIST_LIMIT, None, LIST_LIMIT + 1),
        ("passages", 1, LIST_LIMIT, None, LIST_LIMIT + 1),
    ],
)
def test_the_fragment_says_which_stretch_of_many_passages_is_read(
    large: ReferenceStore, fragment: str, first: int, last: int, before: int | None, after: int | None
) -> None:
    page = source_page(large, fragment, "source/leaflet")
    numbers = [int(passage.id.rpartition("P")[2]) for passage in page.passages]
    assert numbers == list(range(first, last + 1))
    assert page.total == MANY
    near = [None if number is None else f"leaflet/P{number:03d}" for number in (before, after)]
    assert [page.before, page.after] == near


def test_of_very_many_facts_some_are_read_and_all_are_counted(large: ReferenceStore) -> None:
    page = source_page(large, "P300", "source/leaflet")
    assert page.counts["leaflet/P300"] == LIST_LIMIT + 7  # each once, though it cites the passage twice
    assert len(page.citing["leaflet/P300"]) == LIST_LIMIT


def test_a_source_without_passages_has_a_page(store: ReferenceStore) -> None:
    page = source_page(store, source="source/iso-3166-1")
    assert (page.passages, page.total, page.citing) == ((), 0, {})


def test_a_source_that_is_not_there_is_told(store: ReferenceStore) -> None:
    with raises_fault("no source source/nothing"):
        store.page(Address("source/nothing"))


def test_sources_are_given_with_all_their_passages(large: ReferenceStore) -> None:
    found = large.sources_with_passages()
    assert [(source.id, len(passages)) for source, passages in found] == [("source/leaflet", MANY)]
    assert all(isinstance(each, Passage) and each.kind is PassageKind.HEADING for each in found[0][1])
