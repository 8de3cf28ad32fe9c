"""Lists of entries and of relations as tables: their columns, and the words of their cells."""

from collections.abc import Mapping
from datetime import date

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListCell, ListColumn, ListRow, RelationColumn, RelationRow
from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.tables.entry_table import (
    about_reference,
    entry_table,
    entry_texts,
    relation_table,
    table_name,
)
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField
from tests.reference_values import EDITION, ref

C, R = ListColumn, RelationColumn


def texts(entry_id: str, cells: Mapping[ListColumn, ListCell]) -> list[str]:
    row = ListRow(ref(entry_id), tuple(cells.values()))
    (found,) = entry_texts([row], tuple(cells), ENGLISH)
    return list(found)


def field(table: DataTable, name: str) -> TableField:
    (found,) = [each for each in table.fields if each.name == name]
    return found


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (EntryKind.COUNTRY, "countries"),
        (EntryKind.FORUM, "fora"),
        (EntryKind.FUNDING_INSTRUMENT, "funding-instruments"),
        (EntryKind.PROJECT, "projects"),
    ],
)
def test_a_table_of_all_entries_of_a_kind_is_named_in_the_plural(kind: EntryKind, name: str) -> None:
    assert table_name(kind) == name


def test_a_table_says_which_edition_it_is_of_and_what_marked_names_mean() -> None:
    about = about_reference(EDITION, ("Kosovo*: a note", "another"), date(2026, 11, 29), ENGLISH)
    assert about == (
        ("Reference", "Wells"),
        ("Edition", "wells.1"),
        ("As of", "one day between 1 February 2019 and 31 December 2021"),
        ("Publisher", "A publisher"),
        ("Licence", "Free."),
        ("Disclaimer", "Made up."),
        ("Legal note", "Kosovo*: a note"),
        ("Legal note", "another"),
        ("Made on", "29 November 2026"),
    )


def test_a_list_of_entries_has_a_field_for_each_column_and_a_row_for_each_entry() -> None:
    rows = [ListRow(ref("country/NE", "Niger"), (ListCell(("country/NE",)), ListCell(("Niger",))))]
    table = entry_table("a", "A", (C.ID, C.TITLE), rows, ENGLISH, total=1, about=(("Edition", "e"),))
    assert [(each.name, each.title) for each in table.fields] == [("id", "Id"), ("title", "Title")]
    assert all(each.meaning for each in table.fields)
    assert list(table.rows) == [("country/NE", "Niger")]
    assert table[:2] + table[4:] == ("a", "A", 1, (("Edition", "e"),), ("id",))


def test_only_a_list_with_ids_has_a_key() -> None:
    assert entry_table("a", "A", (C.TITLE,), [], ENGLISH).key == ()
    assert entry_table("a", "A", (C.TITLE, C.ID), [], ENGLISH).key == ("id",)
    assert relation_table("r", "R", [], ENGLISH).key == ("id",)


NUMBERS = {"project-count": "integer", "country-count": "integer", "grant-amount": "number"}
DAYS = ("start", "end", "start-planned", "start-actual", "end-planned", "end-actual")


def test_counts_are_whole_numbers_grants_decimal_ones_and_dates_are_days() -> None:
    table = entry_table("a", "A", tuple(ListColumn), [], ENGLISH)
    found = {each.name: str(each.kind) for each in table.fields if each.kind is not FieldKind.TEXT}
    assert found == NUMBERS | dict.fromkeys(DAYS, "date")
    related = relation_table("r", "R", [], ENGLISH)
    found = {each.name: str(each.kind) for each in related.fields if each.kind is not FieldKind.TEXT}
    assert found == {"ordinal": "integer", "start": "date", "end": "date"}


@pytest.mark.parametrize(
    ("column", "first", "last", "number"),
    [
        (C.KIND, ("region", "Region"), ("theme", "Theme"), None),
        (C.GRANT_BASIS, ("stated", "stated"), ("reference", "from a reference work"), 4),
        (C.START_PRECISION, ("year", "year"), ("open", "open end"), 4),
        (C.END_PRECISION, ("year", "year"), ("open", "open end"), 4),
        (C.ARRANGEMENT, ("listed", "listed"), ("not-looked-at", "not looked at"), 4),
        (C.CELL, ("listed", "listed"), ("not-looked-at", "not looked at"), 4),
        (C.CODE_STATUS, ("official", "official"), ("user-assigned", "user-assigned"), 2),
    ],
)
def test_the_dictionary_of_a_column_with_keys_has_a_word_for_each(
    column: ListColumn, first: tuple[str, str], last: tuple[str, str], number: int | None
) -> None:
    values = field(entry_table("a", "A", (column,), [], ENGLISH), str(column)).values
    assert first in values
    assert last in values
    assert len(values) == (number or len(EntryKind))


@pytest.mark.parametrize("column", [C.ID, C.TITLE, C.TIMEFRAME, C.GRANT_SOURCE, C.TOTALS, C.PROJECTS])
def test_a_column_of_free_texts_has_no_keys(column: ListColumn) -> None:
    assert field(entry_table("a", "A", (column,), [], ENGLISH), str(column)).values == ()


def test_a_status_has_words_for_what_is_known_and_for_what_could_not_be_read() -> None:
    values = field(entry_table("a", "A", (C.STATUS,), [], ENGLISH), "status").values
    assert len(values) == len(set(values))
    assert [word for key, word in values if key == "under-way"] == ["under way"]
    assert ("begun", "begun, end not known") in values
    assert values[-3:] == (("not-stated", "not stated"), ("not-looked-at", "not looked at"), ("not-read", "not read"))
    published = field(entry_table("a", "A", (C.PUBLISHED_STATUS,), [], ENGLISH), "published-status").values
    assert published[-1] == ("not-read", "not read")
    assert ("suspended", "Suspended, published") in published


def test_keys_become_words_numbers_digits_and_several_texts_one() -> None:
    assert texts(
        "country/NE",
        {
            C.KIND: ListCell(("country",)),
            C.CODE_STATUS: ListCell(("user-assigned",)),
            C.ARRANGEMENT: ListCell(state=CellState.NOT_LISTED),
            C.ARRANGEMENT_BASIS: ListCell(("inferred", "stated")),
            C.NETWORKS: ListCell(("AFIC", "EFCA")),
            C.REGIONS: ListCell(("Africa",)),
            C.ALPHA2: ListCell(),
            C.PROJECT_COUNT: ListCell(number=0),
            C.PROJECTS: ListCell(),
        },
    ) == [
        *("Country", "user-assigned", "not listed", "inferred; stated", "AFIC; EFCA", "Africa", "", "0", "none listed"),
    ]


def test_a_status_and_what_could_not_be_read_are_words() -> None:
    assert texts(
        "project/p",
        {
            C.STATUS: ListCell(status=DatesStatus.BEGUN, is_unread=True),
            C.TIMEFRAME: ListCell(is_unread=True),
            C.GRANT: ListCell(state=CellState.NOT_STATED),
            C.TOTALS: ListCell(("budget 1: 5.00 EUR", "loan: 2.00 EUR")),
            C.IDENTIFIERS: ListCell(("budget: x",)),
        },
    ) == ["begun, end not known", "not read", "not stated", "Budget (1): 5.00 EUR; Loan: 2.00 EUR", "budget: x"]


def test_cells_of_columns_that_a_kind_lacks_are_empty() -> None:
    cell = {C.TITLE: ListCell(("x",)), C.ALPHA2: ListCell(("y",)), C.GRANT: ListCell(("z",))}
    assert texts("country/NE", cell) == ["x", "y", ""]
    assert texts("project/p", cell) == ["x", "", "z"]
    assert texts("theme/t", cell) == ["x", "", ""]


def test_each_row_has_its_own_numbers_and_the_same_words() -> None:
    cells = [(ListCell(number=number), ListCell(state=state)) for number, state in enumerate([*CellState, None])]
    rows = [ListRow(ref("country/NE"), each) for each in cells]
    assert list(entry_texts(rows, (C.PROJECT_COUNT, C.ARRANGEMENT), ENGLISH)) == [
        *(("0", "listed"), ("1", "not listed"), ("2", "not stated"), ("3", "not looked at"), ("4", "")),
    ]


def test_a_list_of_relations_has_all_columns_and_words_for_their_keys() -> None:
    cells = {
        R.ID: "a",
        R.SUBJECT_KIND: "funding-instrument",
        R.OBJECT_KIND: "",
        R.START_PRECISION: "month",
        R.END_PRECISION: "open",
        R.ORDINAL: "7",
        R.BASIS: "reference",
        R.NOTE: "stated",
    }
    row = RelationRow(tuple(cells.get(column, "") for column in R))
    table = relation_table("relations", "Relations", [row], ENGLISH, about=(("Edition", "e"),))
    assert [each.name for each in table.fields] == list(map(str, R))
    (found,) = table.rows
    assert {column: text for column, text in zip(R, found, strict=True) if text} == {
        R.ID: "a",
        R.SUBJECT_KIND: "Funding instrument",
        R.START_PRECISION: "month",
        R.END_PRECISION: "open end",
        R.ORDINAL: "7",
        R.BASIS: "from a reference work",
        R.NOTE: "stated",
    }
    assert (table.total, table.about) == (None, (("Edition", "e"),))
