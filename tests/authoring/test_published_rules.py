"""Checking a reference of published facts: what another program changed in it is found."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.domain.reference.facts import Citation, DocumentFact, Fact, Relation
from coopviewer.domain.reference.imports import CodeLabel, ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    Mention,
    Milestone,
    MilestoneKind,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.storage.building import dataset_reader
from coopviewer.storage.building.reference_file import ReferenceFile
from coopviewer.storage.building.writer import add_things
from tests.authoring.trees import BASE_TREE
from tests.faults import raises_fault
from tests.reference_values import amount, cited, dataset, timeframe

WELL, ZINC, FUND = "project/wells", "project/zinc", "organisation/fund"
PREDICATES = tuple(
    Predicate(each, each, each, ("project",), ("organisation", "project")) for each in ("funded-by", "sibling-of")
)


def stated(key: str, entry: str = WELL, **more: Any) -> dict[str, Any]:
    cites = (Citation("source/leaflet", "leaflet/P1", line=12, place="iati-activity"),)
    return {"id": f"{entry}/{key}", "entry_id": entry, "basis": Basis.STATED, "citations": cites, **more}


def milestone(key: str, edtf: str, **more: Any) -> Milestone:
    return Milestone(**stated(f"milestone/{key}", **more), kind=MilestoneKind.END_PLANNED, edtf=edtf, as_given=edtf)


FACTS: tuple[Fact, ...] = (
    Identifier(**stated("identifier/iati"), scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM-1", owner_id=FUND),
    milestone("end-planned", "2021"),
    milestone("end-planned@2", "2020-06", citations=cited("book/P1"), preferred="The book is the later one."),
    Classification(**stated("status/2"), scheme="ActivityStatus", code="2", ordinal=1, as_given="2"),
    Flow(
        **stated("flow/t-1"),
        kind=FlowKind.TRANSACTION,
        minor_units=-12050,
        decimals=2,
        currency="EUR",
        as_given="-120.50 EUR",
        ordinal=1,
        day="2020-05-06",
        from_id=FUND,
    ),
    Relation(
        **stated("funded-by/fund"), predicate_id="funded-by", object_id=FUND, ordinal=1, share=600_000, as_given="Fund"
    ),
    Relation(
        **stated("funded-by/fund@2", citations=cited("book/P1")),
        predicate_id="funded-by",
        object_id=FUND,
        ordinal=1,
        share=500_000,
    ),
    Result(**stated("result/water"), title="Water", ordinal=1, language="und"),
    Indicator(
        **stated("indicator/wells"),
        result_fact_id=f"{WELL}/result/water",
        title="Wells",
        ordinal=1,
        periods=(IndicatorPeriod("2020-01-01", "2020-12", "3", "a few"),),
    ),
    Result(**stated("result/untitled"), title="", ordinal=2, language="und"),
    DocumentFact(**stated("document/untitled"), about="", url="https://example.org"),
    Classification(**stated("tag/odd"), scheme="Tag/99", code="a\x85b", ordinal=1, as_given="a\x85b"),
    Mention(**stated("sibling-of/xm-2"), predicate_id="sibling-of", ref="XM-2", ordinal=1),
    PublishedField(
        **stated("published/x"), label="x", ordinal=1, values=(PublishedValue("x/@y", ""), PublishedValue("x", " a\t"))
    ),
    timeframe(WELL, "2017/2023"),
    timeframe(WELL, "2017/2024", citations=cited("book/P1")),
    amount(WELL, 12, preferred="It is the one that was paid."),
    amount(WELL, 13, citations=cited("book/P1")),
    Classification(**stated("status/3", ZINC), scheme="ActivityStatus", code="3", ordinal=1, as_given="3"),
)
CHANGED = [
    (
        "UPDATE flow SET decimals = 1",
        f"flow: {WELL}/flow/t-1: decimals: found 1; expected 2 to 9 for EUR",
    ),
    (
        "UPDATE flow SET day = '2020-02-30'",
        f'flow: {WELL}/flow/t-1: day: found "2020-02-30"; expected a date such as 2019, 2019-02 or 2019-02-01',
    ),
    (
        "UPDATE flow SET from_id = 'organisation/none'",
        f'flow: {WELL}/flow/t-1: from_id: found "organisation/none"; expected the id of an entry',
    ),
    (
        "UPDATE relation SET share_as_given = '-1', share = -1",
        f"relation: {WELL}/funded-by/fund: share: found -1; expected 0 or more",
    ),
    (
        "UPDATE result SET ordinal = -1",
        'file: quick_check: found "CHECK constraint failed in result"; expected a file without damage',
    ),
    (
        "UPDATE identifier SET owner_id = 'organisation/none'",
        f'identifier: {WELL}/identifier/iati: owner_id: found "organisation/none"; expected the id of an entry',
    ),
    (
        f"UPDATE milestone SET latest = '2022-01-01' WHERE fact_id = '{WELL}/milestone/end-planned'",
        (
            f'milestone: {WELL}/milestone/end-planned: found ("{WELL}/milestone/end-planned", "end-planned", "2021", '
            f'"2021-01-01", "2022-01-01", "2021"); expected ("{WELL}/milestone/end-planned", "end-planned", "2021", '
            '"2021-01-01", "2021-12-31", "2021"), as a build writes'
        ),
    ),
    (
        "UPDATE milestone SET edtf = '2020-06', earliest = '2020-06-01', latest = '2020-06-30'",
        (
            f"milestone: {WELL}/milestone/end-planned@2: preferred: found a fact that no other source contradicts; "
            "expected no such key"
        ),
    ),
    (
        f"UPDATE fact SET preferred = 'So.' WHERE id = '{WELL}/amount/13'",
        (
            f"amount: {WELL}/amount/13: preferred: found a second preferred fact; "
            f"expected one preferred fact, which is {WELL}/amount/12 already"
        ),
    ),
    (
        "UPDATE indicator SET result_fact_id = 'project/zinc/result/x'",
        (
            f'indicator: {WELL}/indicator/wells: result_fact_id: found "project/zinc/result/x"; '
            "expected the id of a result of the entry"
        ),
    ),
    (
        "UPDATE indicator_period SET period_end = 'soon'",
        (
            f'indicator: {WELL}/indicator/wells: period_end: found "soon"; '
            "expected a date such as 2019, 2019-02 or 2019-02-01"
        ),
    ),
    (
        "UPDATE mention SET predicate_id = 'none'",
        f'mention: {WELL}/sibling-of/xm-2: predicate_id: found "none"; expected the id of a predicate',
    ),
    (
        f"UPDATE relation SET share = 600000 WHERE fact_id = '{WELL}/funded-by/fund@2'",
        (
            f"relation: {WELL}/funded-by/fund@2: found the same relation as {WELL}/funded-by/fund; "
            "expected each relation once"
        ),
    ),
    (
        f"UPDATE citation SET place = ' ' WHERE fact_id = '{WELL}/status/2'",
        f'classification: {WELL}/status/2: citations: found " "; expected a text that is not empty',
    ),
    (
        (
            f"UPDATE fact SET id = '{WELL}/status/2@' WHERE id = '{WELL}/status/2';"
            f"UPDATE classification SET fact_id = '{WELL}/status/2@' WHERE fact_id = '{WELL}/status/2';"
            f"UPDATE citation SET fact_id = '{WELL}/status/2@' WHERE fact_id = '{WELL}/status/2'"
        ),
        (
            f'classification: {WELL}/status/2@: key: found "status/2@"; '
            "expected words of letters, digits and hyphens, such as goal/training"
        ),
    ),
    (
        "UPDATE citation SET line = NULL, place = NULL",
        f'result: {WELL}/result/untitled: title: found ""; expected a text that is not empty',
    ),
    (
        "UPDATE result SET language = ''",
        f'result: {WELL}/result/untitled: language: found ""; expected a text that is not empty',
    ),
    (
        "UPDATE flow_total SET flows = 2",
        (
            f'flow_total: {WELL} transaction  EUR 2020: found ("{WELL}", "transaction", "", "EUR", "2020", -12050, '
            f'2, 2); expected ("{WELL}", "transaction", "", "EUR", "2020", -12050, 2, 1), as a build writes'
        ),
    ),
    (
        "DELETE FROM slot WHERE slot = 'indicator'",
        'slot: project indicator: found no row; expected ("project", "indicator", 1), as a build writes',
    ),
    (
        "UPDATE import_note SET line = 4",
        "edition: content_sha256: found ",
    ),
    (
        "UPDATE import SET source_id = 'source/none'",
        "import: foreign_key_check: found 1 row that refers to no row of source; expected none",
    ),
    (
        "DELETE FROM search_key WHERE key = 'xm 1'",
        (
            "search_key: rows: found some that do not follow from the entries, or too few; "
            "expected those that a build makes"
        ),
    ),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("written") / "my.db"
    made = replace(dataset(*FACTS, entries=(FUND,)), predicates=PREDICATES)
    with ReferenceFile(path) as file:
        add_things(made, file)
        for fact in FACTS:
            file.add_fact(fact)
        file.add_import(ImportedFile(1, "source/leaflet", "a.xml", 12, "0" * 64, "iati", "2.03", None, "1.0", "{}"))
        file.add_note(ImportNote(1, ImportSeverity.KEPT, "a.xml", 3, None, "odd", "found", "kept"))
        file.add_label(CodeLabel("ActivityStatus", "2", "en", "Implementation"))
        file.finish(made.edition)
    return path.read_bytes()


@pytest.fixture(params=[1, 100], ids=["one by one", "together"])
def reference(written: bytes, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dataset_reader, "_TOGETHER", request.param)
    path = tmp_path / "my.db"
    path.write_bytes(written)
    return path


def lines_of(path: Path) -> list[str]:
    return [str(fault) for fault in check_reference(path, read_codes_of(BASE_TREE)).faults]


def test_published_facts_and_sources_that_disagree_are_in_order(reference: Path) -> None:
    assert lines_of(reference) == []


@pytest.mark.parametrize(("statement", "line"), CHANGED, ids=[statement for statement, _ in CHANGED])
def test_a_changed_published_fact_is_found(statement: str, line: str, reference: Path) -> None:
    with closing(sqlite3.connect(reference)) as connection:
        connection.executescript(f"PRAGMA ignore_check_constraints = ON; {statement}")
    assert any(each.startswith(line) for each in lines_of(reference)), lines_of(reference)


def test_a_milestone_without_a_date_ends_the_check_with_a_sentence(reference: Path) -> None:
    with closing(sqlite3.connect(reference)) as connection:
        connection.executescript("UPDATE milestone SET edtf = '2021/..'")
    with raises_fault("not a date: '2021/..'"):
        lines_of(reference)
