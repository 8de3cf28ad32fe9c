"""The flat views on what publishers state, as other tools read them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.imports import CodeLabel
from coopviewer.domain.reference.published_facts import Flow, FlowKind, Milestone, MilestoneKind
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.storage.building.reference_file import ReferenceFile
from coopviewer.storage.building.writer import add_things
from tests.reference_values import cited, dataset

PROJECT = "project/wells"


def stated(key: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{PROJECT}/{key}", "entry_id": PROJECT, "basis": Basis.STATED, "citations": cited(), **more}


def flow(key: str, minor_units: int, decimals: int, **more: Any) -> Flow:
    fields = {"kind": FlowKind.TRANSACTION, "currency": "EUR", "ordinal": 1, **more}
    return Flow(**stated(f"flow/{key}"), minor_units=minor_units, decimals=decimals, as_given=key, **fields)


FACTS: tuple[Fact, ...] = (
    flow("t-1", -12050, 2, type="3", day="2020-05-06", to_id="organisation/fund"),
    flow("t-2", 123456789, 9, currency="XDR"),
    flow("b-1", 7, 0, kind=FlowKind.BUDGET, type="1", period_start="2020-01-01"),
    Milestone(**stated("milestone/a"), kind=MilestoneKind.END_PLANNED, edtf="2021-02", as_given="2/2021"),
    Milestone(
        **stated("milestone/a@2", preferred="Later."), kind=MilestoneKind.END_PLANNED, edtf="2022", as_given="2022"
    ),
    Relation(
        **stated("in-sector/1"),
        predicate_id="in-sector",
        object_id="theme/dac-1",
        ordinal=1,
        share=395_000,
        share_as_given="39.5",
    ),
    Relation(**stated("in-sector/2"), predicate_id="in-sector", object_id="theme/dac-2", ordinal=2),
)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "my.db"
    made = dataset(*FACTS, entries=("organisation/fund",))
    with ReferenceFile(path) as file:
        add_things(made, file)
        for fact in FACTS:
            file.add_fact(fact)
        file.add_label(CodeLabel("TransactionType", "3", "en", "Disbursement"))
        file.add_label(CodeLabel("BudgetType", "1", "en", "Original"))
        file.finish(made.edition)
    return path


def rows(reference: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(reference)) as connection:
        return connection.execute(query).fetchall()


def test_flows_are_in_main_units_whatever_their_decimals(reference: Path) -> None:
    query = "SELECT kind, type_label, day, period_start, value, currency, receiver FROM v_flow ORDER BY fact_id"
    assert rows(reference, query) == [
        ("budget", "Original", None, "2020-01-01", 7.0, "EUR", None),
        ("transaction", "Disbursement", "2020-05-06", None, -120.5, "EUR", "fund"),
        ("transaction", None, None, None, 0.123456789, "XDR", None),
    ]


def test_dates_of_sources_that_disagree_have_a_row_each(reference: Path) -> None:
    query = "SELECT project, kind, latest, preferred FROM v_milestone ORDER BY fact_id"
    assert rows(reference, query) == [
        ("wells", "end-planned", "2021-02-28", None),
        ("wells", "end-planned", "2022-12-31", "Later."),
    ]


def test_sectors_have_the_share_that_is_stated(reference: Path) -> None:
    query = "SELECT sector_id, percentage, percentage_as_given FROM v_sector"
    assert rows(reference, query) == [("theme/dac-1", 39.5, "39.5"), ("theme/dac-2", None, None)]


@pytest.mark.parametrize("view", ["v_flow", "v_milestone", "v_sector"])
def test_a_view_is_read_without_sorting_it(view: str, reference: Path) -> None:
    plan = " ".join(row[3] for row in rows(reference, f"EXPLAIN QUERY PLAN SELECT * FROM {view} LIMIT 10"))
    assert "TEMP B-TREE" not in plan
    assert "AUTOMATIC" not in plan
