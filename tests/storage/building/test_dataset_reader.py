"""Reading a whole reference back, and finding what no build would have written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.authoring.building import check_reference, examine_tree
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.storage.building.comparison import derived_faults
from coopviewer.storage.building.writer import write_reference
from tests.activity_values import flow, imported_dataset
from tests.authoring.trees import BASE_TREE
from tests.datasets import read_dataset
from tests.faults import raises_fault
from tests.reference_values import cited, statement
from tests.reference_values import dataset as made_up

OTHER_WRITER = [
    (
        "UPDATE timeframe SET end_latest = '2024-12-31'",
        (
            'timeframe: project/wells/timeframe: found ("project/wells/timeframe", "2017/2023", "2017-01-01", '
            '"2017-12-31", "2023-01-01", "2024-12-31", "2017-2023"); expected ("project/wells/timeframe", "2017/2023", '
            '"2017-01-01", "2017-12-31", "2023-01-01", "2023-12-31", "2017-2023"), as a build writes'
        ),
    ),
    (
        "UPDATE entry SET sort_key = 'Niger' WHERE id = 'country/NE'",
        (
            'entry: country/NE: found ("country/NE", 7, "country", "Niger", "Niger", "Niger", 1, nothing); '
            'expected ("country/NE", 7, "country", "Niger", "Niger", "niger", 1, nothing), as a build writes'
        ),
    ),
    (
        "INSERT INTO fact VALUES ('country/NE/x', 'country/NE', 'name', 'stated', NULL, NULL)",
        (
            'fact: country/NE/x: found ("country/NE/x", "country/NE", "name", "stated", nothing, nothing); '
            "expected no row, as a build writes"
        ),
    ),
    (
        "UPDATE relation SET subject_id = 'country/NG' WHERE fact_id = 'country/NE/region'",
        (
            'relation: country/NE/region: found ("country/NE/region", "country/NG", "in-region", "region/sahel", 1, '
            'nothing, nothing, 7, 2, nothing, nothing, nothing); expected ("country/NE/region", "country/NE", '
            '"in-region", "region/sahel", 1, '
            "nothing, nothing, 7, 2, nothing, nothing, nothing), as a build writes"
        ),
    ),
    (
        "INSERT INTO search_name (search_name) VALUES ('delete-all')",
        "search_name: index: found words that are not those of the entries; expected an index made from the entries",
    ),
    (
        "UPDATE timeframe SET edtf = '2017/20x3'",
        (
            'timeframe: project/wells/timeframe: edtf: found "2017/20x3"; '
            "expected an EDTF date or interval, such as 2017/2023"
        ),
    ),
    (
        "DELETE FROM citation WHERE fact_id = 'project/wells/quantity/wells'",
        (
            "quantity: project/wells/quantity/wells: citations: found no passage, with basis stated; "
            "expected at least one passage of a source"
        ),
    ),
    (
        "UPDATE country SET alpha3 = 'NIG' WHERE alpha2 = 'NE'",
        'country: country/NE: alpha3 and m49: found "NIG" and "562"; expected "NER" and "562"',
    ),
    (
        "DELETE FROM country WHERE alpha2 = 'NE'",
        "entry: country/NE: found a country without codes; expected a row of codes for it",
    ),
    (
        "INSERT INTO citation VALUES ('country/NX/x', 1, 'source/leaflet', 'leaflet/P01', 'states', NULL, NULL)",
        "citation: foreign_key_check: found 1 row that refers to no row of fact; expected none",
    ),
    ("DROP VIEW v_project", "schema: view v_project: found nothing; expected what the build writes"),
    ("CREATE TABLE more (x)", "schema: table more: found what no build writes; expected nothing of that name"),
    (
        "DROP INDEX entry_by_kind; CREATE INDEX entry_by_kind ON entry (kind)",
        "schema: index entry_by_kind: found a definition of its own; expected the one that the build writes",
    ),
]


@pytest.fixture
def dataset() -> Dataset:
    found = examine_tree(BASE_TREE).dataset
    assert found is not None
    return found


@pytest.fixture
def reference(dataset: Dataset, tmp_path: Path) -> Path:
    path = tmp_path / "coop.db"
    write_reference(dataset, path)
    return path


def lines_of(path: Path) -> list[str]:
    return [str(fault) for fault in check_reference(path, read_codes_of(BASE_TREE)).faults]


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)


def test_what_is_read_back_is_what_was_written(dataset: Dataset, reference: Path) -> None:
    found = read_dataset(reference)
    assert len(found.edition.content_sha256) == 64
    assert found.edition._replace(content_sha256="") == dataset.edition
    for kind in ("sources", "predicates", "entries", "facts"):
        assert getattr(found, kind) == tuple(sorted(getattr(dataset, kind), key=lambda thing: thing.id))
    assert found.passages == dataset.passages
    assert found.redirects == dataset.redirects
    assert found.countries == tuple(sorted(dataset.countries, key=lambda country: country.entry_id))


def test_a_built_reference_is_in_order(reference: Path) -> None:
    assert lines_of(reference) == []


@pytest.mark.parametrize(("statement", "line"), OTHER_WRITER, ids=[statement for statement, _ in OTHER_WRITER])
def test_what_another_program_changed_is_found(statement: str, line: str, reference: Path) -> None:
    change(reference, statement)
    assert line in lines_of(reference)


def test_a_changed_text_is_told_by_the_hash_and_by_the_search_index(reference: Path) -> None:
    change(reference, "UPDATE statement SET text = 'Bring tea.' WHERE fact_id = 'project/wells/goal/water'")
    places = [line.partition(" found ")[0] for line in lines_of(reference)]
    assert places == ["edition: content_sha256:", "search_text: index:"]


ONE_FURTHER = "UPDATE citation SET ordinal = ordinal + 100; UPDATE citation SET ordinal = ordinal - 99"


def derived(path: Path) -> list[str]:
    return [str(fault) for fault in derived_faults(path)]


def test_what_follows_from_the_facts_is_told_as_a_build_writes_it(reference: Path) -> None:
    assert derived(reference) == []
    change(reference, "UPDATE timeframe SET start_latest = '2018-01-01'")
    (line, hash_line, *_) = derived(reference)
    assert line.startswith("timeframe: project/wells/timeframe: found (")
    found, _, expected = line.partition("; expected (")
    assert '"2018-01-01"' in found
    assert '"2017-12-31"' in expected
    assert expected.endswith("), as a build writes")
    assert hash_line.startswith("edition: content_sha256: found ")


def test_citations_are_compared_by_their_places_among_those_of_their_fact(reference: Path) -> None:
    change(reference, ONE_FURTHER)
    with closing(sqlite3.connect(reference)) as connection:
        citations = connection.execute("SELECT fact_id, ordinal FROM citation ORDER BY 1, 2").fetchall()
    lines = [line for line in derived(reference) if line.startswith("citation: ")]
    assert len(lines) == 20  # that is enough to see what is wrong
    fact_id, ordinal = citations[0]
    assert lines[0].startswith(f"citation: {fact_id} {ordinal - 1}: found no row; expected (")
    assert lines[1].startswith(f"citation: {fact_id} {ordinal}: found (")


def test_a_citation_of_another_source_is_one_fault_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "coop.db"
    made = made_up(statement("theme/wells", "dig", citations=(*cited("leaflet/P1"), *cited("book/P1"))))
    write_reference(made, path)
    change(path, "UPDATE citation SET ordinal = ordinal + 100; UPDATE citation SET ordinal = 103 - ordinal")
    places = [line.partition(": found")[0] for line in derived(path) if line.startswith("citation: ")]
    assert places == []  # in this order they were written, for all the file says
    change(path, ONE_FURTHER)
    places = [line.partition(": found")[0] for line in derived(path) if line.startswith("citation: ")]
    assert places == [f"citation: theme/wells/goal/dig {ordinal}" for ordinal in (1, 2, 3)]


def test_another_sum_of_flows_is_one_fault_with_what_was_found_and_expected(tmp_path: Path) -> None:
    path = tmp_path / "coop.db"
    write_reference(imported_dataset([flow("t-1", 500)]), path)
    change(path, "UPDATE flow_total SET minor_units = 501")
    (line,) = (line for line in derived(path) if line.startswith("flow_total: "))
    found, _, expected = line.partition("; expected ")
    assert ", 501, " in found
    assert ", 500, " in expected


def test_a_damaged_page_is_found(reference: Path) -> None:
    content = bytearray(reference.read_bytes())
    with closing(sqlite3.connect(reference)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'fact_by_entry'").fetchone()
    content[(root - 1) * 4096 + 200 : root * 4096] = bytes(3896)
    reference.write_bytes(content)
    assert any(line.startswith("file: quick_check: found ") for line in lines_of(reference))


def test_a_file_that_is_no_reference_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes.", encoding="utf-8")
    with raises_fault("is not a database"):
        read_dataset(path)


def test_checking_changes_nothing(reference: Path) -> None:
    before = reference.read_bytes()
    lines_of(reference)
    assert reference.read_bytes() == before
    assert [path.name for path in reference.parent.iterdir()] == ["coop.db"]
