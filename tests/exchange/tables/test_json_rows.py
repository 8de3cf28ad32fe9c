"""Lists as JSON: which values an entry's record has, and how records become one array."""

import json

import pytest

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListCell, ListColumn, ListRow
from coopviewer.exchange.tables.json_rows import json_parts, row_record, table_records
from coopviewer.exchange.tables.table import DataTable, TableField
from tests.reference_values import ref

C = ListColumn


def test_a_record_has_id_kind_and_title_first_and_untranslated_values() -> None:
    columns = (C.ALPHA2, C.TITLE, C.ARRANGEMENT, C.PROJECT_COUNT, C.REGIONS, C.ID, C.KIND)
    cells = (
        *(ListCell(("NE",)), ListCell(("other",)), ListCell(state=CellState.NOT_LISTED), ListCell(number=0)),
        *(ListCell(), ListCell(("x",)), ListCell(("y",))),
    )
    record = row_record(ListRow(ref("country/NE", "Niger"), cells), columns)
    assert list(record.items()) == [
        ("id", "country/NE"),
        ("kind", "country"),
        ("title", "Niger"),
        ("alpha2", ["NE"]),
        ("arrangement", "not-listed"),
        ("project-count", 0),
        ("regions", []),
    ]


def test_columns_that_a_kind_lacks_are_left_out_of_its_record() -> None:
    columns, cells = (C.ALPHA2, C.GRANT), (ListCell(("NE",)), ListCell(("1 euro",)))
    of_kind = {id_: row_record(ListRow(ref(id_), cells), columns) for id_ in ("country/NE", "project/p", "theme/t")}
    assert [set(record) - {"id", "kind", "title"} for record in of_kind.values()] == [{"alpha2"}, {"grant"}, set()]


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ([], "[]\n"),
        ([{"a": "é\n"}], '[\n  {\n    "a": "é\\n"\n  }\n]\n'),
        ([{"a": 1}, {}], '[\n  {\n    "a": 1\n  },\n  {}\n]\n'),
    ],
)
def test_records_are_one_indented_array(records: list[dict[str, object]], text: str) -> None:
    parts = list(json_parts(records))
    assert b"".join(parts).decode() == text
    assert json.loads(text) == records
    assert len(parts) == len(records) + 1


def test_half_of_a_sign_is_replaced_rather_than_refused() -> None:
    assert b"".join(json_parts(["a\ud800"])) == b'[\n  "a?"\n]\n'


def test_rows_of_a_table_are_records_by_the_names_of_its_columns() -> None:
    fields = (TableField("id", "Id", ""), TableField("text", "Text", ""))
    assert list(table_records(DataTable("t", "T", fields, [("1", "x"), ("2", "")]))) == [
        *({"id": "1", "text": "x"}, {"id": "2", "text": ""}),
    ]
    with pytest.raises(ValueError):
        list(table_records(DataTable("t", "T", fields, [("1",)])))
