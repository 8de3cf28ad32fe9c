"""Which cells and columns of a table are numbers, as programs read them."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.listing import RelationColumn, RelationRow
from coopviewer.exchange.tables.entry_table import relation_table
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, TableField, is_number, number_places


@pytest.mark.parametrize("text", ["0", "4000000.00", "-1500.00", "0.5", "12"])
def test_a_plain_decimal_number_is_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", [".5", "5.", ".", "-", "", "1.2.3", "1,000", "1e3", "+1", "--1", "\u0661", "NaN", " 1"]
)
def test_anything_else_is_a_text(text: str) -> None:
    assert not is_number(text)


def test_rows_are_counted_and_columns_of_numbers_with_other_texts_are_named() -> None:
    fields = (
        TableField("title", "Title", "…"),
        TableField("year", "Year", "…", FieldKind.INTEGER),
        TableField("sum", "Sum", "…", FieldKind.NUMBER),
    )
    rows = [("one", "2019", ""), ("two", "soon", "1.5"), ("three", "", "-2")]
    counter = RowCounter(DataTable("t", "T", fields, rows))
    assert list(counter.count(rows)) == rows
    assert (counter.rows, counter.cut, counter.unlike) == (3, 0, {"year"})
    assert number_places(DataTable("t", "T", fields, rows)) == {1, 2}


def test_kinds_and_bases_of_relations_are_words_and_other_texts_stay() -> None:
    cells = {
        RelationColumn.SUBJECT_KIND: "project",
        RelationColumn.OBJECT_KIND: "country",
        RelationColumn.AS_GIVEN: "project",
        RelationColumn.ID: "a/b/c",
    }
    row = RelationRow(tuple(cells.get(column, "") for column in RelationColumn))
    table = relation_table("relations", "Relations", [row], ENGLISH, total=1)
    (found,) = table.rows
    by_name = {field.name: text for field, text in zip(table.fields, found, strict=True) if text}
    assert by_name == {"id": "a/b/c", "subject-kind": "Project", "object-kind": "Country", "as-given": "project"}
    assert table.total == 1
