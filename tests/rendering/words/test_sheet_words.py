"""What is asked and said of a table before it is imported."""

import pytest

from coopviewer.domain.imports.sheets import (
    ColumnMapping,
    Confidence,
    QuestionKind,
    SheetColumn,
    SheetMapping,
    SheetPreview,
    SheetQuestion,
    SheetSlot,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.sheets.sheet_question_words import (
    answer_word,
    asked_words,
    column_counts,
    known_sentence,
    open_sentence,
    table_state,
)

QUESTION = SheetQuestion(0, "Day", QuestionKind.DAY_ORDER, ("01/02/2020", "03/04/2020", "05/06/2020", "07/08/2020"), ())


def column(slot: SheetSlot = SheetSlot.TITLE, read: int = 5, unread: int = 0, empty: int = 2) -> SheetColumn:
    mapping = ColumnMapping("Heading", slot=slot)
    given = {
        "letter": "A",
        "mapping": mapping,
        "guess": slot,
        "confidence": next(iter(Confidence)),
        "samples": (),
        "unread_cells": (),
    }
    return SheetColumn(**given, read=read, unread=unread, empty=empty)  # type: ignore[arg-type]


def preview(*columns: SheetColumn, **fields: object) -> SheetPreview:
    mapping = SheetMapping(tuple(each.mapping for each in columns))
    values = {"read": None, "questions": (), "samples": (), "projects": 1, "title": "T", "dataset": "d", **fields}
    return SheetPreview(mapping=mapping, columns=columns, **values)  # type: ignore[arg-type]


def test_a_question_shows_some_of_the_texts_that_leave_it_open() -> None:
    question, reason = asked_words(QUESTION, ENGLISH).splitlines()
    assert question == "Which comes first in a date such as 01/02/2020?"
    assert reason == "It is asked because of 01/02/2020 · 03/04/2020 · 05/06/2020."
    named = asked_words(QUESTION._replace(file="b.csv", samples=("1/2/20",)), ENGLISH).splitlines()[1]
    assert named == "It is asked because of 1/2/20 in b.csv."


@pytest.mark.parametrize(
    ("kind", "answer", "words"),
    [
        (QuestionKind.CENTURY, "1950", "1950 to 2049"),
        (QuestionKind.SUM_UNIT, "thousand", "Thousands: 5 is five thousand"),
        (QuestionKind.CURRENCY, "EUR", "EUR"),
    ],
)
def test_answers_are_in_words_where_they_have_some(kind: QuestionKind, answer: str, words: str) -> None:
    assert answer_word(kind, answer, ENGLISH) == words


def test_cells_of_a_column_are_counted() -> None:
    assert column_counts(column(read=1, unread=2, empty=1_000), ENGLISH) == "1 cell read, 2 not read, 1,000 empty."


def test_what_is_open_is_said_in_one_or_two_sentences() -> None:
    clear = "Every cell could be read, and nothing needs to be asked."
    question = "1 question must be answered before the import."
    unread = "3 cells could not be read; they are kept as given, and named in the report."
    columns = column(unread=1), column(unread=2)
    assert open_sentence(preview(column()), ENGLISH) == clear
    assert open_sentence(preview(column(), questions=(QUESTION,)), ENGLISH) == question
    assert open_sentence(preview(*columns), ENGLISH) == unread
    assert open_sentence(preview(*columns, questions=(QUESTION,)), ENGLISH) == f"{question} {unread}"


def test_columns_that_are_known_from_an_earlier_import_are_said_to_be() -> None:
    known = "The columns are read as in an earlier import."
    assert known_sentence(preview(column()), ENGLISH) == ""
    assert known_sentence(preview(column(), is_known=True), ENGLISH) == known
    assert (
        known_sentence(preview(column(), is_known=True, new_columns=("A", "B")), ENGLISH) == f"{known} New are: A, B."
    )
    missing = {"is_known": True, "missing_columns": ("C",)}
    assert known_sentence(preview(column(), **missing), ENGLISH) == f"{known} No longer there are: C."
    other = known_sentence(preview(column(), new_columns=("Heading",), **missing), ENGLISH)
    assert other.startswith("This does not look like the same table: it has 0 of the 1 column of the earlier import.")


@pytest.mark.parametrize(
    ("slot", "questions", "begin"),
    [
        (SheetSlot.TITLE, (), ""),
        (SheetSlot.IDENTIFIER, (), ""),
        (SheetSlot.OTHER, (), "Choose which column has the titles"),
        (SheetSlot.OTHER, (QUESTION,), "Answer what is asked about the columns"),
    ],
)
def test_why_a_table_cannot_be_imported_yet(slot: SheetSlot, questions: tuple[SheetQuestion, ...], begin: str) -> None:
    found = table_state(preview(column(slot), questions=questions), ENGLISH)
    assert found.startswith(begin)
    assert bool(found) is bool(begin)


def test_titles_and_countries_are_missing_if_no_column_has_them_and_regions_do_instead_of_countries() -> None:
    assert preview(column(SheetSlot.OTHER)).missing == (SheetSlot.TITLE, SheetSlot.COUNTRY)
    assert preview(column(SheetSlot.REGION)).missing == (SheetSlot.TITLE,)
    assert preview(column(SheetSlot.TITLE), column(SheetSlot.COUNTRY)).missing == ()


@pytest.mark.parametrize(
    ("missing", "begin"),
    [
        ((SheetSlot.TITLE, SheetSlot.COUNTRY), "No column was recognised as the titles of the projects, and none"),
        ((SheetSlot.TITLE,), "No column was recognised as the titles of the projects."),
        ((SheetSlot.COUNTRY,), "No column was recognised as the countries of the projects."),
    ],
)
def test_columns_that_were_not_recognised_are_said(missing: tuple[SheetSlot, ...], begin: str) -> None:
    assert table_state(preview(column(SheetSlot.IDENTIFIER)), ENGLISH, missing).startswith(begin)
    assert str(len(missing)) in open_sentence(preview(column()), ENGLISH, missing)
