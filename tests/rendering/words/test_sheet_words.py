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
    SheetRead,
    SheetSlot,
    UnreadCell,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.sheets.sheet_question_words import (
    answer_word,
    asked_words,
    assumed_sentence,
    column_counts,
    known_sentence,
    may_be_another_table,
    missing_question,
    open_sentence,
    question_sentence,
    table_state,
    unread_reason,
)
from coopviewer.rendering.words.sheets.sheet_words import confidence_word, sheet_slot_word, sheet_step_words

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


def test_sums_in_thousands_are_asked_for_by_the_heading_or_a_note() -> None:
    question = QUESTION._replace(kind=QuestionKind.SUM_UNIT, samples=("5",))
    reason = asked_words(question, ENGLISH).splitlines()[1]
    assert reason == "The heading, or a note beside the table, speaks of thousands or the like."
    named = asked_words(question._replace(file="b.csv"), ENGLISH).splitlines()[1]
    assert named == "The heading, or a note beside the table in b.csv, speaks of thousands or the like."


def test_a_missing_column_is_asked_for_by_what_it_has() -> None:
    assert missing_question(SheetSlot.TITLE, ENGLISH).startswith("Which column has the titles of the projects?")
    assert missing_question(SheetSlot.COUNTRY, ENGLISH).startswith("Which column has the countries of the projects?")


def known(kept: int, new: int, missing: int) -> SheetPreview:
    columns = [column() for _ in range(kept + new)]
    names = tuple("ABCDEFGH")
    return preview(*columns, is_known=True, new_columns=names[:new], missing_columns=names[:missing])


@pytest.mark.parametrize(
    ("kept", "missing", "is_other"),
    [(2, 2, False), (2, 3, True), (0, 1, True), (0, 0, False), (3, 2, False)],
)
def test_a_table_with_fewer_than_half_of_the_columns_may_be_another_one(
    kept: int, missing: int, *, is_other: bool
) -> None:
    for new in (0, 2):
        found = known(kept, new, missing)
        assert may_be_another_table(found) is is_other
        assert not may_be_another_table(found._replace(is_known=False))
        warning = f"This does not look like the same table: it has {kept} of the {kept + missing} column"
        assert known_sentence(found, ENGLISH).startswith(warning) is is_other


def test_a_row_that_was_only_assumed_to_be_headings_is_named() -> None:
    read = SheetRead("a.csv", 9, "csv", "utf-8", ",", "", (), (3, 4), (), 5, (), 1, ())
    assert assumed_sentence(preview(column(), read=read), ENGLISH) == ""
    said = assumed_sentence(preview(column(), read=read, is_heading_assumed=True), ENGLISH)
    assert said.startswith("No row was recognised as headings, so row 3 is taken for them.")


def test_how_tables_were_imported_is_said_step_by_step() -> None:
    mapping = {
        "column": [
            {"heading": "Name", "slot": "title"},
            {"heading": "Sum", "slot": "grant", "currency": "EUR", "sum_unit": "thousand", "decimal_sign": ","},
        ]
    }
    first, dataset, *columns = sheet_step_words(None, "urn:x", mapping, 2, ENGLISH)
    assert first == "The title is formed from the names of the files."
    assert dataset == "The reference is an edition of the dataset urn:x."
    assert [each.split(": ")[0] for each in columns] == ["Column “Name”", "Column “Sum”"]
    assert not columns[0].endswith(").")
    assert columns[1].endswith(" (EUR, ,, thousand).")
    alone, _, grouped, *rest = sheet_step_words(None, "urn:x", {**mapping, "group_by": "Name"}, 1, ENGLISH)
    assert alone == "The title is formed from the name of the file."
    assert grouped == "Rows with the same text under “Name” are one project."
    assert rest == columns
    assert sheet_step_words("Wells", "urn:x", mapping, 2, ENGLISH)[0] == "The title is “Wells”."


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("cell-long-number", "“12” in C17 (Amount) is a number with more digits than spreadsheets keep;"),
        ("row-doubtful", "The row “12” may be a heading or a total;"),
        ("cell-one-name", "Names that may be several"),
    ],
)
def test_why_a_cell_was_not_read_is_said_in_a_sentence_or_by_a_label(reason: str, said: str) -> None:
    assert unread_reason(UnreadCell("C17", "12", reason), "Amount", ENGLISH).startswith(said)


def test_a_reason_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        unread_reason(UnreadCell("C17", "12", "unheard-of"), "Amount", ENGLISH)


def test_each_kind_of_column_and_each_certainty_has_a_word_of_its_own() -> None:
    assert len({sheet_slot_word(slot, ENGLISH) for slot in SheetSlot}) == len(SheetSlot)
    assert len({confidence_word(confidence, ENGLISH) for confidence in Confidence}) == len(Confidence)
    assert len({question_sentence(kind, ENGLISH) for kind in QuestionKind}) == len(QuestionKind)
