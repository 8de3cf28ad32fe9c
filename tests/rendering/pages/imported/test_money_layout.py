"""The money of an activity: its totals, the folds below them, and the columns of its sums one by one."""

from typing import Any

import pytest

from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import SOFT, Field, Fold, Heading, KeyFacts, Mark, Paragraph, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.money_layout import flow_days, money_blocks
from tests.activity_values import FUNDER, MINISTRY, WELL, cited_at, flow
from tests.reference_values import amount, ref
from tests.rendering.imported_samples import activity, cell, facts_in, lines, rows, titles, total, unread
from tests.rendering.reference_samples import only, texts

TABLE = {"columns": {WELL: {}}}
BUDGET: dict[str, Any] = {
    "kind": FlowKind.BUDGET,
    "type": "1",
    "day": None,
    "period_start": "2019-01-01",
    "period_end": "2019-12-31",
}


def headers(context: Context) -> tuple[str, ...]:
    return only(Table, money_blocks(context)).headers


def days(one: Flow, *fields: Any, **more: Any) -> list[str]:
    return lines(flow_days(activity(one, *fields, **more), one))


def test_an_activity_without_sums_has_no_section_of_money() -> None:
    assert money_blocks(activity()) == []
    assert money_blocks(activity(unread(1, "sector", ("/@code", "x")))) == []


@pytest.mark.parametrize(
    "context",
    [
        activity(flow("t-1", 100)),
        activity(unread(1, "budget", ("/value", "about two"))),
        activity(amount(WELL, 5), cell("grant", "Grant", "much")),
    ],
)
def test_the_section_of_money_has_a_heading_whatever_is_in_it(context: Context) -> None:
    assert money_blocks(context)[0] == Heading(2, (Text("Money"),), "money")


def test_each_kind_of_sum_has_a_heading_in_the_order_of_kinds() -> None:
    flows = [
        flow("l", 5, kind=FlowKind.LOAN, type="interest-received"),
        flow("c", 4, kind=FlowKind.TOTAL, type=None),
        flow("p", 3, kind=FlowKind.PLANNED_DISBURSEMENT, type=None),
        flow("b", 2, **BUDGET),
        flow("t", 1),
    ]
    found = money_blocks(activity(*flows))
    assert titles(found) == [
        "Money",
        "Transactions 1",
        "Budgets 1",
        "Planned disbursements 1",
        "Total cost 1",
        "Loans 1",
    ]
    kinds = ["transaction", "budget", "planned-disbursement", "total", "loan"]
    assert [(block.level, block.anchor) for block in found[1:] if isinstance(block, Heading)] == [
        (3, f"money-{kind}") for kind in kinds
    ]


@pytest.mark.parametrize(("flows", "totals", "is_folded"), [(1, 1, False), (2, 0, False), (2, 1, True), (3, 1, True)])
def test_only_several_sums_whose_totals_are_known_are_folded(flows: int, totals: int, is_folded: bool) -> None:
    known = {"totals": {WELL: (total("2019", 300, flows),)[:totals]}}
    paid = [flow(f"t-{each}", 100, ordinal=each) for each in range(flows)]
    found = money_blocks(activity(*paid, parts=known))
    assert (facts_in(found) != {}) is is_folded
    assert (rows(found) == []) is is_folded
    folds = [part for block in found if isinstance(block, Paragraph) for part in block.line if isinstance(part, Fold)]
    expected = [Fold(f"Transactions: {flows} rows", schemes.FLOWS[0], unfolded=False)]
    assert folds == (expected if is_folded else [])


def test_the_sums_of_an_opened_fold_follow_their_totals() -> None:
    paid = [flow(f"t-{each}", 100, ordinal=each) for each in (1, 2)]
    known = {"totals": {WELL: (total("2019", 200, 2),)}}
    found = money_blocks(activity(*paid, parts=known, unfolded=[schemes.FLOWS[0]]))
    assert [type(block) for block in found] == [Heading, Heading, KeyFacts, Paragraph, Table]
    assert len(rows(found)) == 2
    other = money_blocks(activity(*paid, parts=known, unfolded=[schemes.FLOWS[1]]))
    assert rows(other) == []


def test_totals_are_of_the_kind_under_whose_heading_they_are() -> None:
    flows = [flow("t-1", 100), flow("t-2", 100), flow("b-1", 500, **BUDGET), flow("b-2", 500, **BUDGET)]
    totals = (total("2019", 200, 2), total("2019", 1000, 2, kind=FlowKind.BUDGET, type="1"))
    assert facts_in(money_blocks(activity(*flows, parts={"totals": {WELL: totals}}))) == {
        "Disbursement, EUR": ["2019: EUR 2 · 2 rows"],
        "Original, EUR": ["2019: EUR 10 · 2 rows"],
    }


def test_totals_have_a_label_for_each_type_and_currency_and_a_line_for_each_year() -> None:
    totals = (
        total("", 100, 1),
        total("2019", 300, 2),
        total("2020", 500, 1),
        total("2020", 700, 1, currency="USD"),
        total("2020", 900, 1, type="2"),
    )
    flows = [flow(f"t-{each}", 100, ordinal=each) for each in range(2)]
    assert facts_in(money_blocks(activity(*flows, parts={"totals": {WELL: totals}}))) == {
        "Disbursement, EUR": [
            "without a year: EUR 1 · 1 row",
            "2019: EUR 3 · 2 rows",
            "2020: EUR 5 · 1 row",
        ],
        "Disbursement, USD": ["2020: USD 7 · 1 row"],
        "Outgoing commitment, EUR": ["2020: EUR 9 · 1 row"],
    }


def test_the_totals_of_another_activity_are_not_shown() -> None:
    flows = [flow(f"t-{each}", 100, ordinal=each) for each in range(2)]
    assert facts_in(money_blocks(activity(*flows, parts={"totals": {"project/other": (total("2019", 200),)}}))) == {}


def test_sums_are_in_the_order_of_their_days_those_without_one_first() -> None:
    flows = [
        flow("t-1", 100, ordinal=1, day="2020-03-01"),
        flow("t-2", 200, ordinal=2, day=None, period_start="2020-02-01", period_end="2020-02-29"),
        flow("t-3", 300, ordinal=3, day=None, value_date="2020-01-01"),
        flow("t-4", 500, ordinal=5, day=None),
        flow("t-5", 400, ordinal=4, day=None),
        flow("t-6", 600, ordinal=6, day="2020-01-01", value_date="2021-01-01"),
    ]
    sums = [row[2][1] for row in rows(money_blocks(activity(*flows)))]
    assert sums == ["EUR 4", "EUR 5", "EUR 3", "EUR 6", "EUR 2", "EUR 1"]


@pytest.mark.parametrize(
    ("most", "shown", "said"),
    [
        (None, 4, []),
        (5, 4, []),
        (4, 4, []),
        (3, 3, ["and 1 more row on its page"]),
        (2, 2, ["and 2 more rows on its page"]),
    ],
)
def test_a_brief_shows_its_most_sums_and_counts_the_others(most: int | None, shown: int, said: list[str]) -> None:
    context = activity(*(flow(f"t-{each}", each * 100, ordinal=each) for each in range(1, 5)))
    context.most_rows = most
    found = money_blocks(context)
    assert [row[2][1] for row in rows(found)] == [f"EUR {each}" for each in range(1, shown + 1)]
    assert texts(block for block in found if isinstance(block, Paragraph)) == said


def test_a_sum_has_the_words_of_the_source_first() -> None:
    one = flow("t-1", 120_050, text="First part", reference="R-17", from_id=FUNDER, to_id=MINISTRY)
    context = activity(one, refs=[ref(FUNDER, "The Funder"), ref(MINISTRY, "The Ministry")])
    (row,) = only(Table, money_blocks(context)).rows
    assert [lines(each) for each in row.cells] == [
        ["1 May 2019"],
        ["Disbursement"],
        ["1200.5 EUR", "EUR 1,200.50"],
        ["from The Funder", "to The Ministry"],
        ["First part", "Reference R-17"],
    ]
    assert row.cells[2][0] == (Field(one.id, "1200.5 EUR"), Mark(1, one.id))
    assert row.cells[4][0] == (Field(one.id, "First part"),)
    assert row.cells[4][1] == (Text("Reference R-17", SOFT),)


def test_columns_in_which_no_sum_has_anything_are_left_out() -> None:
    assert headers(activity(flow("t-1", 100))) == ("Date", "Type", "Sum")
    assert headers(activity(flow("t-1", 100, text="x"))) == ("Date", "Type", "Sum", "Description")
    assert headers(activity(flow("t-1", 100, to_activity="x"))) == ("Date", "Type", "Sum", "From and to")


def test_a_sum_that_a_curator_prefers_says_why() -> None:
    (row,) = rows(money_blocks(activity(flow("t-1", 100, preferred="The later file corrects it."))))
    assert row[2][0] == "1.0 EUR (preferred: The later file corrects it.)"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ["Disbursement"]),
        ({"type": None}, ["Transaction"]),
        ({"type": "77"}, ["77"]),
        ({**BUDGET, "status": "2"}, ["Original", "2"]),
        ({**BUDGET, "type": None}, ["Budget"]),
    ],
)
def test_the_type_of_a_sum_is_said_or_else_its_kind(more: dict[str, Any], said: list[str]) -> None:
    (row,) = rows(money_blocks(activity(flow("t-1", 100, **more))))
    assert row[1] == said


def test_a_sum_of_a_table_repeats_neither_its_kind_nor_that_it_has_no_day() -> None:
    plain = {"kind": FlowKind.BUDGET, "type": None, "day": None}
    assert headers(activity(flow("b-1", 100, **plain), parts=TABLE)) == ("Sum",)
    assert headers(activity(flow("b-1", 100, **plain))) == ("Date", "Type", "Sum")
    assert headers(activity(flow("b-1", 100, kind=FlowKind.BUDGET, day=None), parts=TABLE)) == ("Type", "Sum")


def test_a_table_has_no_gap_for_the_day_of_a_sum() -> None:
    assert days(flow("t-1", 100, day=None), parts=TABLE) == []
    assert days(flow("t-1", 100), parts=TABLE) == ["1 May 2019"]


def test_a_day_that_could_not_be_read_is_quoted_in_place_of_one() -> None:
    given = unread(1, "transaction", ("/transaction-date/@iso-date", "soon"))
    assert days(flow("t-1", 100, day=None), given) == ["not read: “soon”"]
    assert days(flow("t-1", 100, day=None, value_date="2019-05-02"), given) == [
        "not read: “soon”",
        "value of 2 May 2019",
    ]


def test_both_ends_of_a_period_are_quoted_in_another_form_each_text_once() -> None:
    one = flow("b-1", 100, **{**BUDGET, "period_start": None, "period_end": None}, citations=cited_at(40, "budget 1"))
    given = unread(1, "budget", ("/period-start/@iso-date", "spring"), ("/period-end/@iso-date", "autumn"))
    assert days(one, given) == ["not read: “spring”", "not read: “autumn”"]
    twice = unread(1, "budget", ("/period-start/@iso-date", "2019"), ("/period-end/@iso-date", "2019"))
    assert days(one, twice) == ["not read: “2019”"]
    ends = unread(1, "budget", ("/period-start/@iso-date", "1 January 2019"), ("/period-end/@iso-date", "end of 2019"))
    assert days(flow("b-1", 100, **BUDGET, citations=cited_at(40, "budget 1")), ends) == [
        "1 January 2019 to 31 December 2019",
        "as given: “end of 2019”",
    ]


def test_a_day_of_another_sum_is_not_quoted() -> None:
    elsewhere = unread(2, "transaction", ("/transaction-date/@iso-date", "soon"))
    assert days(flow("t-1", 100, day=None), elsewhere) == ["not stated in the source"]
    other_file = cited_at(40, "transaction 1", "source/wells-2021")
    same_place = unread(1, "transaction", ("/transaction-date/@iso-date", "soon"), citations=other_file)
    assert days(flow("t-1", 100, day=None), same_place) == ["not stated in the source"]
