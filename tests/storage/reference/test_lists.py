"""Long lists are read a part at a time, by walking an index."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.pages import EntryPage, ListKey
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import pages
from coopviewer.storage.reference.store import ReferenceStore


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def test_every_list_holds_what_its_page_holds_in_the_same_order(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = store.page(Address(ref.id))
            assert isinstance(page, EntryPage)
            for group in page.record.groups:
                key = ListKey(ref.id, group.predicate.id, group.outgoing)
                listed = [row.ref.id for row in store.listed(key, 0, 200)]
                assert listed == [group.other_end(relation) for relation in group.relations]


def test_parts_follow_each_other_without_gap_or_overlap(store: ReferenceStore) -> None:
    key = ListKey("project/afic", "has-beneficiary", True)
    whole = store.listed(key, 0, 200)
    assert len(whole) == 33
    assert sum((store.listed(key, offset, 10) for offset in range(0, 40, 10)), ()) == whole
    assert store.listed(key, 33, 10) == ()


def test_projects_carry_timeframe_and_grant_as_given(store: ReferenceStore) -> None:
    (afic,) = store.listed(ListKey("country/NE", "has-beneficiary", False), 0, 10)
    assert (afic.ref.id, afic.timeframe, afic.grant) == ("project/afic", "2017- 2023", "4 million euros")
    (first, *_) = store.listed(ListKey("project/afic", "has-beneficiary", True), 0, 1)
    assert (first.timeframe, first.grant) == (None, None)


@pytest.mark.parametrize("outgoing", [True, False])
def test_a_part_is_found_by_an_index_whatever_the_length_of_the_list(tmp_path: Path, outgoing: bool) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))
    plans: list[str] = []

    class Explained:
        """A connection that notes how SQLite goes about each query."""

        def execute(self, query: str, values: tuple[object, ...]) -> sqlite3.Cursor:
            plans.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values))
            return connection.execute(query, values)

    with closing(sqlite3.connect(copied)) as connection:
        pages.read_list(Explained(), ListKey("project/afic", "has-beneficiary", outgoing), 0, 200)  # type: ignore[arg-type]
    index = "relation_by_subject" if outgoing else "relation_by_object"
    assert any(f"SEARCH relation USING COVERING INDEX {index}" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN ") and step != "SCAN part"]
