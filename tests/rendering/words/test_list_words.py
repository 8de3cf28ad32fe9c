"""What the columns and cells of lists say, in words for readers and as values for other programs."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListCell, ListColumn, RelationColumn, RowsOf
from coopviewer.domain.reference.timeframes import DatesStatus, TimeframeStatus
from coopviewer.rendering.words.list_words import (
    column_word,
    form_words,
    key_words,
    list_cell_value,
    list_cell_words,
    relation_column_word,
)

BASES = (
    *(ListColumn.TIMEFRAME_BASIS, ListColumn.GRANT_BASIS, ListColumn.ARRANGEMENT_BASIS, ListColumn.CELL_BASIS),
    RelationColumn.BASIS,
)
KINDS = (ListColumn.KIND, RelationColumn.SUBJECT_KIND, RelationColumn.OBJECT_KIND)
PRECISIONS = (
    *(ListColumn.START_PRECISION, ListColumn.END_PRECISION),
    *(RelationColumn.START_PRECISION, RelationColumn.END_PRECISION),
)


@pytest.mark.parametrize(("word", "columns"), [(column_word, ListColumn), (relation_column_word, RelationColumn)])
def test_each_column_has_a_heading_of_its_own(word: Callable[..., str], columns: type[StrEnum]) -> None:
    headings = [word(column, ENGLISH) for column in columns]
    assert all(headings)
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("cell", "words", "value"),
    [
        (ListCell(), "", []),
        (ListCell(("Niger",)), "Niger", ["Niger"]),
        (ListCell(("Niger", "Mali")), "Niger; Mali", ["Niger", "Mali"]),
        (ListCell(number=0), "0", 0),
        (ListCell(number=1_234), "1234", 1_234),  # a program of tables reads it as a number
        (ListCell(state=CellState.LISTED), "listed", "listed"),
        (ListCell(state=CellState.NOT_LISTED), "not listed", "not-listed"),
        (ListCell(state=CellState.NOT_LOOKED_AT), "not looked at", "not-looked-at"),
        (ListCell(is_unread=True), "not read", "not-read"),
        (ListCell(state=CellState.NOT_STATED, is_unread=True), "not read", "not-read"),
        (ListCell(status=TimeframeStatus.ENDED), "ended", "ended"),
        (ListCell(status=DatesStatus.BEGUN), "begun, no end stated", "begun"),
        (ListCell(status=DatesStatus.BEGUN, is_unread=True), "begun, end not known", "begun"),
    ],
)
def test_a_cell_says_the_same_to_readers_and_to_programs(
    cell: ListCell, words: str, value: str | int | list[str]
) -> None:
    assert list_cell_words(ListColumn.COUNTRIES, cell, ENGLISH) == words
    assert list_cell_value(cell) == value


def test_an_entry_without_projects_lists_none_and_other_empty_cells_stay_empty() -> None:
    for column in ListColumn:
        said = list_cell_words(column, ListCell(), ENGLISH)
        assert said == ("none listed" if column is ListColumn.PROJECTS else "")
    assert list_cell_words(ListColumn.PROJECTS, ListCell(("Wells",)), ENGLISH) == "Wells"


@pytest.mark.parametrize(
    ("columns", "key", "word"),
    [
        (BASES, "reference", "from a reference work"),
        (KINDS, "funding-instrument", "Funding instrument"),
        (PRECISIONS, "open", "open end"),
        ((ListColumn.CODE_STATUS,), "user-assigned", "user-assigned"),
        ((ListColumn.PUBLISHED_STATUS,), "pipeline", "Pipeline or identification, published"),
    ],
)
def test_a_key_of_a_vocabulary_is_a_word_in_its_columns_alone(
    columns: tuple[ListColumn | RelationColumn, ...], key: str, word: str
) -> None:
    for column in columns:
        assert key_words(column, key, ENGLISH) == word
        assert key_words(column, "", ENGLISH) == ""
    for column in (*ListColumn, *RelationColumn):
        if column not in (*BASES, *KINDS, *PRECISIONS, ListColumn.CODE_STATUS, ListColumn.PUBLISHED_STATUS):
            assert key_words(column, key, ENGLISH) == key


@pytest.mark.parametrize("column", [ListColumn.GRANT_BASIS, ListColumn.KIND, ListColumn.END_PRECISION])
def test_a_key_that_a_vocabulary_lacks_is_refused(column: ListColumn) -> None:
    with pytest.raises((ValueError, KeyError)):
        key_words(column, "unheard-of", ENGLISH)


def test_a_published_status_that_is_not_known_stays_as_it_is() -> None:
    assert key_words(ListColumn.PUBLISHED_STATUS, "9", ENGLISH) == "9"


def test_each_format_of_a_table_is_told_from_the_others_and_has_its_ending() -> None:
    forms = [("xlsx", None), ("csv", None), ("json", None), ("json", RowsOf.ENTRIES)]
    forms += [(form, rows) for form in ("xlsx", "csv") for rows in RowsOf]
    said = [form_words(form, ENGLISH, rows) for form, rows in forms]
    assert len(set(said)) == len(said)
    assert all(each.endswith(f" (*.{form})") for each, (form, _) in zip(said, forms, strict=True))
    for form, rows in (("ods", None), ("json", RowsOf.RELATIONS)):
        with pytest.raises(KeyError):
            form_words(form, ENGLISH, rows)
