"""The data dictionary of tables: a row for each column, then what the tables are about, then notes."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.tables.dictionary import dictionary_of
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, TableField

SEVERAL = "Several values in one cell are separated by a semicolon and a blank. An empty cell: nothing is said."


def table(name: str, *fields: TableField, about: tuple[tuple[str, str], ...] = ()) -> DataTable:
    return DataTable(name, name.capitalize(), fields, (), about=about)


def rows(
    *tables: DataTable, notes: tuple[str, ...] = (), tallies: tuple[RowCounter, ...] = ()
) -> list[tuple[str, ...]]:
    return list(map(tuple, dictionary_of(tables, ENGLISH, notes=notes, tallies=tallies).rows))


def test_each_column_of_each_table_is_explained_in_its_order() -> None:
    wells = table(
        "wells",
        TableField("id", "Id", "An id."),
        TableField("kind", "Kind", "A kind.", values=(("deep", "Deep well"), ("dry", "dry"), ("old", "Old one"))),
    )
    pumps = table("pumps", TableField("id", "Id", ""))
    assert rows(wells, pumps) == [
        ("wells", "id", "Id", "text", "An id.", ""),
        ("wells", "kind", "Kind", "text", "A kind.", "Deep well (deep); dry; Old one (old)"),
        ("pumps", "id", "Id", "text", "", ""),
        ("", "", "Note", "", SEVERAL, ""),
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FieldKind.TEXT, "text"),
        (FieldKind.INTEGER, "whole number"),
        (FieldKind.NUMBER, "decimal number"),
        (FieldKind.DATE, "day, or a less exact date as text"),
    ],
)
def test_what_the_cells_of_a_column_hold_is_said_in_words(kind: FieldKind, words: str) -> None:
    assert rows(table("wells", TableField("x", "X", "", kind)))[0][3] == words


def test_what_several_tables_are_about_is_said_once_in_the_order_of_its_first_mention() -> None:
    first = table("a", about=(("Edition", "1"), ("Licence", "free")))
    second = table("b", about=(("Edition", "1"), ("Edition", "2")))
    assert rows(first, second, notes=("Look.",)) == [
        ("", "", "Edition", "", "1", ""),
        ("", "", "Licence", "", "free", ""),
        ("", "", "Edition", "", "2", ""),
        ("", "", "Note", "", SEVERAL, ""),
        ("", "", "Note", "", "Look.", ""),
    ]


@pytest.mark.parametrize(
    ("cuts", "said"),
    [
        ((), []),
        ((0, 0), []),
        ((1, 0), ["1 cell is longer than a spreadsheet allows. It was cut, and ends with an ellipsis."]),
        ((1, 2), ["3 cells are longer than a spreadsheet allows. They were cut, and end with an ellipsis."]),
    ],
)
def test_how_many_cells_were_cut_in_all_tables_is_said_last(cuts: tuple[int, ...], said: list[str]) -> None:
    tallies = tuple(RowCounter(table("a")) for _ in cuts)
    for tally, cut in zip(tallies, cuts, strict=True):
        tally.cut = cut
    assert [row[4] for row in rows(table("a"), tallies=tallies)] == [SEVERAL, *said]
