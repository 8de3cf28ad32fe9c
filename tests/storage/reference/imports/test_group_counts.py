"""An organisation's relations are counted once where files differ, along an index instead of looking at each id."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference import facts
from coopviewer.storage.reference.facts import read_groups, read_predicates
from coopviewer.storage.reference.opening import open_reference
from tests.imported_values import AGENCY, BUILDER, CLINIC, ROADS, SCHOOL, WELLS, facts_of_activities
from tests.reference_values import dataset, relation

_ONCE = """SELECT predicate_id, count(*) FROM relation WHERE object_id = ? AND instr(fact_id, '@') = 0
    GROUP BY predicate_id ORDER BY 1"""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    again = (
        relation(WELLS, "funded-by", AGENCY, id=f"{WELLS}/funded-by/{AGENCY}@2", share=1, share_as_given="1"),
        relation(WELLS, "funded-by", AGENCY, id=f"{WELLS}/funded-by/{AGENCY}@3", share=2, share_as_given="2"),
        relation(SCHOOL, "reported-by", AGENCY, id=f"{SCHOOL}/reported-by/{AGENCY}@2", role_as_given="before"),
        relation(ROADS, "managed-by", BUILDER, id=f"{ROADS}/managed-by/1@2"),  # named by the earlier file alone
        relation(ROADS, "managed-by", AGENCY, id=f"{ROADS}/managed-by/1"),
    )
    path = tmp_path_factory.mktemp("again") / "again.db"
    write_reference(dataset(*facts_of_activities(), *again), path)
    with closing(open_reference(path)) as opened:
        yield opened


@pytest.mark.parametrize("entry_id", [AGENCY, BUILDER, "country/BJ", CLINIC])
def test_each_group_counts_what_is_there_once(connection: sqlite3.Connection, entry_id: str) -> None:
    groups = read_groups(connection, read_predicates(connection), entry_id, is_shared=True)
    counted = [(each.predicate.id, each.total) for each in groups if not each.outgoing]
    assert counted == connection.execute(_ONCE, (entry_id,)).fetchall()
    assert all(len(each.relations) == each.total for each in groups)


def test_what_files_say_again_is_found_along_its_index(connection: sqlite3.Connection) -> None:
    query = f"EXPLAIN QUERY PLAN {facts._AGAIN}"
    assert "relation_again" in str(connection.execute(query, (AGENCY,)).fetchall())
    assert connection.execute(facts._AGAIN, (AGENCY,)).fetchall() == [("funded-by", 2), ("reported-by", 1)]
