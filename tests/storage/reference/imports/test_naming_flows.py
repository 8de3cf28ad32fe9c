"""The sums that name an organisation are read along indexes; a reference imported before these says the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.storage.building.comparison import derived_faults, file_faults
from coopviewer.storage.reference.imports import parts
from coopviewer.storage.reference.opening import open_reference
from tests.activity_values import FUNDER, WELL, flow, write_imported

BOTH = [
    flow("own-1", 100, ordinal=1, from_id=FUNDER, to_id=FUNDER),
    flow("own-2", 200, ordinal=2, to_id=FUNDER),
    flow("own-3", 300, ordinal=3, from_id=FUNDER),
]
WITHOUT = "DROP INDEX flow_by_payer; DROP INDEX flow_by_receiver; VACUUM"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_imported(tmp_path / "sums.db", BOTH)


def without_indexes(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT)
    return path


def test_a_sum_that_names_it_twice_is_counted_once(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        naming = parts.read_naming(connection, FUNDER)
    assert [each.minor_units for each in naming.flows] == [100, 200, 300]
    assert (naming.total, naming.activities) == (3, 1)


def test_an_older_reference_without_the_indexes_says_the_same_and_is_in_order(path: Path) -> None:
    with closing(open_reference(path)) as connection:
        found = parts.read_naming(connection, FUNDER)
    with closing(open_reference(without_indexes(path))) as connection:
        assert parts.read_naming(connection, FUNDER) == found
    assert file_faults(path) == []
    assert derived_faults(path) == []


def test_an_index_of_sums_with_another_definition_is_a_fault(path: Path) -> None:
    with closing(sqlite3.connect(without_indexes(path))) as connection:
        connection.execute("CREATE INDEX flow_by_payer ON flow (to_id)")
    assert [str(each) for each in file_faults(path)] == [
        "schema: index flow_by_payer: found a definition of its own; expected the one that the build writes"
    ]


@pytest.mark.parametrize("query", [parts._COUNT_NAMING, parts._NAMING])
def test_no_query_looks_through_all_sums(path: Path, query: str) -> None:
    with closing(open_reference(path)) as connection:
        plan = str(connection.execute(f"EXPLAIN QUERY PLAN {query}", {"id": FUNDER, "limit": 200}).fetchall())
    assert "flow_by_payer" in plan
    assert "flow_by_receiver" in plan
    assert "SCAN flow" not in plan


def test_activities_of_very_many_sums_are_not_counted(path: Path) -> None:
    columns = "kind, type, day, minor_units, decimals, currency, from_id, as_given, ordinal"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            f"""INSERT INTO flow (fact_id, {columns})
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
            SELECT printf('%s/flow/more-%05d', ?, n), {columns} FROM n CROSS JOIN flow WHERE fact_id = ?""",
            (WELL, BOTH[2].id),
        )
        connection.execute(
            "INSERT INTO fact (id, entry_id, kind, basis) "
            "SELECT fact_id, ?, 'flow', 'stated' FROM flow WHERE fact_id GLOB '*/more-*'",
            (WELL,),
        )
        connection.execute("DELETE FROM flow WHERE fact_id IN (?, ?)", (BOTH[1].id, BOTH[2].id))
        connection.commit()
        assert (naming := parts.read_naming(connection, FUNDER)).total == 5001
        assert naming.activities is None
        connection.execute("DELETE FROM flow WHERE fact_id = ?", (BOTH[0].id,))
        assert parts.read_naming(connection, FUNDER)[1:] == (5000, 1)
