"""Lists of sums as tables: keys become words, and all other texts stay."""

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.published_facts import FlowKind
from coopviewer.exchange.tables.sum_table import sum_table
from coopviewer.exchange.tables.table import FieldKind

NAMES = (
    *("id", "project-id", "project", "kind", "type-code", "type", "year", "day", "period-start", "period-end"),
    *("amount", "currency", "value-date", "as-given", "from-id", "from", "to-id", "to", "description", "reference"),
    *("counted", "sources", "places"),
)


def test_a_sum_has_a_text_for_each_column_and_words_for_its_kind_and_whether_it_counts() -> None:
    row = tuple({"kind": "loan", "counted": "no", "type": "budget", "description": "yes"}.get(n, n) for n in NAMES)
    table = sum_table("Sums of money", [row, ("",) * len(NAMES)], ENGLISH, about=(("Edition", "e"),))
    assert tuple(field.name for field in table.fields) == NAMES
    first, empty = table.rows
    assert dict(zip(NAMES, first, strict=True)) == {
        **dict(zip(NAMES, NAMES, strict=True)),
        "kind": "Loan",
        "counted": "no",
        "type": "budget",
        "description": "yes",
    }
    assert set(empty) == {""}
    assert (table.name, table.title, table.total, table.key) == ("sums", "Sums of money", None, ("id",))
    assert table.about == (("Edition", "e"),)


def test_amounts_are_numbers_dates_are_days_and_two_columns_have_keys() -> None:
    fields = sum_table("Sums", [], ENGLISH).fields
    assert {field.name: field.kind for field in fields if field.kind is not FieldKind.TEXT} == {
        **dict.fromkeys(("day", "period-start", "period-end", "value-date"), FieldKind.DATE),
        "amount": FieldKind.NUMBER,
    }
    values = {field.name: [key for key, _ in field.values] for field in fields if field.values}
    assert values == {"kind": list(map(str, FlowKind)), "counted": ["yes", "no"]}
