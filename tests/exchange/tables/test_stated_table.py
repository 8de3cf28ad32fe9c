"""Columns that the entries of a list state themselves: where they are put, what they are called, what they hold."""

from collections.abc import Sequence

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.stated_columns import FieldColumn, MoneyColumn, StatedColumns
from coopviewer.exchange.tables.stated_table import total_words, with_stated
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField

BUDGET = MoneyColumn("budget", "1", "Original", has_years=True)
PAID = MoneyColumn("transaction", "3", "Disbursement")


def listed(*names: str, rows: int = 2) -> DataTable:
    fields = tuple(TableField(name, name.capitalize(), "…") for name in names)
    return DataTable("rows", "Rows", fields, [tuple(f"{name} {row}" for name in names) for row in range(rows)], rows)


def stated(*labels: str, money: tuple[MoneyColumn, ...] = (), left_out: int = 0) -> StatedColumns:
    def cells(ids: Sequence[str]) -> list[tuple[str, ...]]:
        return [
            (*(f"{part} of {id_}" for _ in money for part in ("sum", "EUR")), *(f"{each} of {id_}" for each in labels))
            for id_ in ids
        ]

    return StatedColumns(money, tuple(map(FieldColumn, labels)), cells, left_out)


def test_money_follows_the_currencies_and_published_fields_come_last() -> None:
    found = with_stated(listed("id", "currencies", "title"), stated("Ward", money=(BUDGET,)), ENGLISH)
    assert [(field.name, field.title) for field in found.fields] == [
        ("id", "Id"),
        ("currencies", "Currencies"),
        ("budget-1-amount", "Budget: Original, amount of all years"),
        ("budget-1-currency", "Budget: Original, currency"),
        ("title", "Title"),
        ("published-ward", "Ward"),
    ]
    assert [field.kind is FieldKind.NUMBER for field in found.fields] == [False, False, True, False, False, False]
    assert list(found.rows) == [
        (f"id {row}", f"currencies {row}", f"sum of id {row}", f"EUR of id {row}", f"title {row}", f"Ward of id {row}")
        for row in range(2)
    ]
    assert found.total == 2


def test_without_a_column_of_currencies_money_follows_all_others() -> None:
    found = with_stated(listed("title", "id"), stated("Ward", money=(PAID,)), ENGLISH)
    assert [field.title for field in found.fields] == [
        *("Title", "Id", "Disbursement, amount", "Disbursement, currency", "Ward"),
    ]
    assert next(iter(found.rows)) == ("title 0", "id 0", "sum of id 0", "EUR of id 0", "Ward of id 0")


@pytest.mark.parametrize(
    ("table", "more"), [(listed("id", "title"), stated()), (listed("title"), stated("Ward", money=(PAID,)))]
)
def test_a_table_without_ids_or_further_columns_stays_as_it_is(table: DataTable, more: StatedColumns) -> None:
    assert with_stated(table, more, ENGLISH) is table


@pytest.mark.parametrize(
    ("labels", "headings", "names"),
    [
        (("Ward",), ["Ward"], ["published-ward"]),
        (("Title",), ["Title, as published"], ["published-title"]),
        (("Title", "title"), ["Title, as published", "title"], ["published-title", "published-title-2"]),
        (("A b", "A-b", "a/B"), ["A b", "A-b", "a/B"], ["published-a-b", "published-a-b-2", "published-a-b-3"]),
        (
            ("Title, as published", "Title"),
            ["Title, as published", "Title, as published 3"],
            ["published-title-as-published", "published-title"],
        ),
        (("Ward", "Ward"), ["Ward", "Ward, as published"], ["published-ward", "published-ward-2"]),
    ],
)
def test_no_two_columns_have_one_heading_or_one_name(
    labels: tuple[str, ...], headings: list[str], names: list[str]
) -> None:
    found = with_stated(listed("id", "title"), stated(*labels), ENGLISH).fields
    assert [field.title for field in found] == ["Id", "Title", *headings]
    assert [field.name for field in found] == ["id", "title", *names]


def test_cells_are_read_for_two_hundred_rows_at_a_time_while_these_are_taken() -> None:
    asked: list[int] = []

    def cells(ids: Sequence[str]) -> list[tuple[str, ...]]:
        asked.append(len(ids))
        return [(id_,) for id_ in ids]

    found = with_stated(listed("id", rows=401), StatedColumns((), (FieldColumn("Ward"),), cells), ENGLISH)
    assert asked == []
    assert list(found.rows) == [(f"id {row}",) * 2 for row in range(401)]
    assert asked == [200, 200, 1]


@pytest.mark.parametrize(
    ("left_out", "said"),
    [(0, ()), (1, ("1 more has no column here.",)), (1_200, ("1,200 more have no column here.",))],
)
def test_how_many_fields_have_no_column_is_said_about_the_table(left_out: int, said: tuple[str, ...]) -> None:
    table = listed("id")._replace(about=(("Edition", "2026"),))
    about = with_stated(table, stated("Ward", left_out=left_out), ENGLISH).about
    assert about == (("Edition", "2026"), *(("Other published fields", each) for each in said))


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        (MoneyColumn("budget"), "Budget, amount"),
        (MoneyColumn("budget", has_years=True), "Budget, amount of all years"),
        (MoneyColumn("budget", "1", "Original"), "Budget: Original, amount"),
        (MoneyColumn("loan", "interest-received"), "Loan: Interest received, amount"),
        (PAID, "Disbursement, amount"),
    ],
)
def test_an_amount_is_headed_by_kind_and_type(column: MoneyColumn, heading: str) -> None:
    _, amount, currency = with_stated(listed("id"), stated(money=(column,)), ENGLISH).fields
    assert amount.title == heading
    assert currency.title == f"{heading.partition(',')[0]}, currency"
    assert ("It is of all years" in amount.meaning) is column.has_years


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("budget: 5.00 EUR", "Budget: 5.00 EUR"),
        ("budget 1: 5.00 EUR", "Budget (1): 5.00 EUR"),
        ("loan interest-received: 5.00 EUR", "Loan (Interest received): 5.00 EUR"),
        ("budget (Original): 5.00 EUR", "Budget (Original): 5.00 EUR"),
        ("savings: 5.00 EUR", "savings: 5.00 EUR"),
        ("Budget: 5.00 EUR", "Budget: 5.00 EUR"),
        ("", ""),
    ],
)
def test_the_kind_of_a_total_is_said_in_words(total: str, words: str) -> None:
    assert total_words(total, ENGLISH) == words
