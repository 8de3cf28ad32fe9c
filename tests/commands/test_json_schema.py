"""What show and list write as JSON follows the published JSON Schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, comparison_address
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListColumn, RelationColumn
from coopviewer.domain.reference.pages import LIST_LIMIT
from coopviewer.domain.reference.published_facts import FlowKind, IdentifierScheme, MilestoneKind
from coopviewer.domain.reference.timeframes import TimeframeStatus
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CitationRole,
    CodeStatus,
    Comparator,
    EntryKind,
    ExtentValue,
    NameKind,
    PassageKind,
    StatementKind,
)
from coopviewer.exchange.pages.page_record import page_record
from coopviewer.exchange.tables.entry_table import table_name
from coopviewer.rendering.words.list_words import NOT_READ
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import FUNDER, MINISTRY, WELL, flow, write_imported
from tests.reference_values import amount, dataset, extent, name, ref, relation, statement, timeframe

Capture = pytest.CaptureFixture[str]
SCHEMA: dict[str, Any] = json.loads(paths.schema_file().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def faults(validator: Draft202012Validator, record: object, kind: str) -> list[str]:
    """Return what is wrong with a record of a kind; the whole schema says only that none of its kinds fits."""
    part = validator.evolve(schema={"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]})
    return [f"{error.json_path}: {error.message}" for error in part.iter_errors(record)]


def addresses(store: ReferenceStore) -> Iterator[tuple[Address, str]]:
    yield HOME_ADDRESS, "home"
    for kind in EntryKind:
        refs = store.entries(kind)
        yield from ((Address(each.id), "entry") for each in refs)
        yield comparison_address([each.id for each in refs[:2]]), "comparison"
    for source in store.titles([each for each, _ in sources(store)]):
        yield Address(source), "source_page"


def sources(store: ReferenceStore) -> Iterator[tuple[str, object]]:
    page = store.page(Address("country/NE"))
    yield from page.lookup.sources.items()


def test_every_page_follows_the_schema(validator: Draft202012Validator) -> None:
    store = ReferenceStore(paths.reference_file())
    try:
        kinds = set()
        for address, kind in addresses(store):
            record = json.loads(json.dumps(page_record(store.page(address), store.edition)))
            assert faults(validator, record, kind) == [], str(address)
            kinds.add(kind)
        assert kinds == {"home", "entry", "comparison", "source_page"}
    finally:
        store.close()


@pytest.mark.parametrize("kind", [*map(table_name, EntryKind), "all", "relations"])
def test_every_list_follows_the_schema(kind: str, validator: Draft202012Validator, capsys: Capture) -> None:
    columns = () if kind == "relations" else ("--columns", "all")
    assert main(["list", kind, *columns, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert faults(validator, rows, "relation_rows" if kind == "relations" else "entry_rows") == []
    assert validator.is_valid(rows)


def test_facts_of_every_kind_follow_the_schema(
    validator: Draft202012Validator, tmp_path: Path, capsys: Capture
) -> None:
    entries = (ref("project/p"), ref("country/NE", "Niger"), ref("organisation/o"))
    facts = (
        *(name("project/p", "P"), statement("project/p", "A goal"), timeframe("project/p", "../2020")),
        *(amount("project/p", 5), extent("project/p", "has-beneficiary")),
        relation("project/p", "has-beneficiary", "country/NE", as_given="N", edtf="2018"),
    )
    reference = tmp_path / "reference.db"
    write_reference(dataset(*facts, entries=entries), reference)
    for words, kind in (
        (("show", "project/p"), "entry"),
        (("show", "country/NE"), "entry"),
        (("list", "all", "--columns", "all"), "entry_rows"),
    ):
        assert main([*words, "--format", "json", "--reference", str(reference)]) == 0
        assert faults(validator, json.loads(capsys.readouterr().out), kind) == []


def test_the_full_length_of_a_long_list_is_in_the_record(
    validator: Draft202012Validator, tmp_path: Path, capsys: Capture
) -> None:
    projects, regions = (
        [f"{kind}/{n:03}" for n in range(LIST_LIMIT + count)] for kind, count in (("project", 3), ("region", 2))
    )
    facts = [relation(project, "has-beneficiary", "country/NE") for project in projects]
    reference = tmp_path / "long.db"
    write_reference(dataset(*facts, entries=map(ref, [*projects, *regions, "country/NE"])), reference)
    assert main(["show", "country/NE", "--format", "json", "--reference", str(reference)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert faults(validator, record, "entry") == []
    (group,) = record["relations_by_predicate"]
    assert (group["predicate_id"], group["outgoing"], group["total"]) == ("has-beneficiary", False, len(projects))
    assert len(record["relations"]) == LIST_LIMIT
    assert main(["show", "home", "--format", "json", "--reference", str(reference)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert faults(validator, record, "home") == []
    assert (record["regions_in_all"], len(record["regions"])) == (len(regions), LIST_LIMIT)


def test_pages_of_an_imported_reference_follow_the_schema(
    validator: Draft202012Validator, tmp_path: Path, capsys: Capture
) -> None:
    reference = write_imported(tmp_path / "imported.db")
    for address, kind in (
        *((WELL, "entry"), (MINISTRY, "entry"), ("home", "home"), ("import", "import")),
        ("source/wells-2020", "source_page"),
    ):
        assert main(["show", address, "--format", "json", "--reference", str(reference)]) == 0
        record = json.loads(capsys.readouterr().out)
        assert faults(validator, record, kind) == []
        assert address != WELL or (record["differing"] and record["totals"])


def test_lists_and_pages_of_a_table_with_odd_cells_follow_the_schema(
    validator: Draft202012Validator, tmp_path: Path, capsys: Capture
) -> None:
    lines = ("No,Title,Country,Funder,Start,Status,Budget (EUR)", "1,Wells,Mali,EU,soon,lost,much", "2,Dams,X,,,,7")
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    reference = str(tmp_path / "a.db")
    assert main(["import", "sheet", str(tmp_path / "a.csv"), "-o", reference, "--quiet"]) == 0
    assert main(["list", "projects", "--columns", "all", "--format", "json", "--reference", reference]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert "not-read" in str(rows)
    assert faults(validator, rows, "entry_rows") == []


def test_the_sums_that_name_an_organisation_are_in_its_record(
    validator: Draft202012Validator, tmp_path: Path, capsys: Capture
) -> None:
    paid = [flow("own-1", 100, from_id=FUNDER), flow("own-2", 200, ordinal=2, from_id=FUNDER)]
    reference = write_imported(tmp_path / "sums.db", paid)
    assert main(["show", FUNDER, "--format", "json", "--reference", str(reference)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert faults(validator, record, "entry") == []
    assert (record["naming"]["sums_in_all"], record["naming"]["activities"]) == (2, 1)
    assert [(each["entry_id"], each["minor_units"]) for each in record["naming"]["sums"]] == [(WELL, 100), (WELL, 200)]


def test_the_schema_refuses_what_is_none(validator: Draft202012Validator, capsys: Capture) -> None:
    assert main(["show", "country/NE", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert validator.is_valid(record)
    fact = record["facts"][0]
    for broken in (
        {**record, "kind": "city"},
        {**record, "more": 1},
        {key: value for key, value in record.items() if key != "facts"},
        {**record, "facts": [{**fact, "basis": "guessed"}]},
        {**record, "facts": [{key: value for key, value in fact.items() if key != "citations"}]},
        [{"id": "country/NE", "kind": "country", "title": "Niger", "capital": "Niamey"}],
        [{"id": "Niger", "kind": "country", "title": "Niger"}],
    ):
        assert not validator.is_valid(broken)


def test_the_vocabularies_of_the_schema_are_those_of_the_reference() -> None:
    known = {
        frozenset(map(str, each))
        for each in (
            *(AmountKind, Basis, CitationRole, CodeStatus, Comparator, EntryKind, ExtentValue, NameKind, PassageKind),
            *(StatementKind, (*CellState, NOT_READ), TimeframeStatus, IdentifierScheme, MilestoneKind, FlowKind),
        )
    }
    found = {frozenset(filter(None, each)) for each in enumerations(SCHEMA)}
    assert found == known
    assert set(SCHEMA["$defs"]["entry_row"]["properties"]) == {*map(str, ListColumn), "shown"}
    assert set(SCHEMA["$defs"]["relation_row"]["properties"]) == set(map(str, RelationColumn))


def enumerations(part: Any) -> Iterator[list[str]]:
    if isinstance(part, dict):
        if isinstance(part.get("enum"), list):
            yield part["enum"]
        for each in part.values():
            yield from enumerations(each)
    elif isinstance(part, list):
        for each in part:
            yield from enumerations(each)


def test_the_schema_is_printed(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        main(["show", "--schema"])
    assert end.value.code == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA
