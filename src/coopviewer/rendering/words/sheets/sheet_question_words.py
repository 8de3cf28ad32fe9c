"""Texts on the columns of a table to import: what is asked about them, and how much of them could be read."""

from collections.abc import Collection

from coopviewer.domain.imports.sheets import (
    NEITHER_SIGN,
    QuestionKind,
    SheetColumn,
    SheetPreview,
    SheetQuestion,
    SheetSlot,
    UnreadCell,
)
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.sheets.sheet_note_words import sheet_kept_sentences, sheet_labels

_SAMPLES = 3


def question_sentence(kind: QuestionKind, tr: Translate) -> str:
    """Return what is asked about a column, such as *Which currency are the sums in?*, without the column's name."""
    return {
        QuestionKind.DECIMAL_SIGN: tr("Which sign is before the decimals?"),
        QuestionKind.DAY_ORDER: tr("Which comes first in a date such as 01/02/2020?"),
        QuestionKind.CENTURY: tr("Which years do two digits mean?"),
        QuestionKind.CURRENCY: tr("Which currency are the sums in?"),
        QuestionKind.SHARE_UNIT: tr("What are numbers up to 1?"),
        QuestionKind.SUM_UNIT: tr("Which unit are the sums in?"),
    }[kind]


def asked_words(question: SheetQuestion, tr: Translate) -> str:
    """Return what is asked about a column of a table, and in a second line why it is asked.

    The second line names the table if the question says which one it is.
    """
    return f"{question_sentence(question.kind, tr)}\n{_reason(question, tr)}"


def _reason(question: SheetQuestion, tr: Translate) -> str:
    samples = " · ".join(question.samples[:_SAMPLES])
    if question.kind is QuestionKind.SUM_UNIT:
        if question.file:
            sentence = tr("The heading, or a note beside the table in {file}, speaks of thousands or the like.")
            return sentence.format(file=question.file)
        return tr("The heading, or a note beside the table, speaks of thousands or the like.")
    if question.file:
        return tr("It is asked because of {samples} in {file}.").format(samples=samples, file=question.file)
    return tr("It is asked because of {samples}.").format(samples=samples)


def missing_question(slot: SheetSlot, tr: Translate) -> str:
    """Return the question which column has the projects' titles (``slot`` TITLE) or countries (any other slot).

    It is asked if no column was recognised as that.
    """
    if slot is SheetSlot.TITLE:
        return tr(
            "Which column has the titles of the projects? No heading was recognised as that; without titles, projects "
            "are called by their identifiers."
        )
    return tr("Which column has the countries of the projects? No heading was recognised as that.")


def answer_word(kind: QuestionKind, answer: str, tr: Translate) -> str:
    """Return the text of a possible answer to a question on a column, such as *2000 to 2099* for ``2000``.

    An answer without a text of its own, such as a currency, is returned as it is.
    """
    return {
        (QuestionKind.DECIMAL_SIGN, ","): tr("The comma: 1.200,50 is one thousand two hundred and a half"),
        (QuestionKind.DECIMAL_SIGN, "."): tr("The point: 1,200.50 is one thousand two hundred and a half"),
        (QuestionKind.DECIMAL_SIGN, NEITHER_SIGN): tr("Neither: 1.200 and 1,200 are both one thousand two hundred"),
        (QuestionKind.DAY_ORDER, "day-first"): tr("The day: 01/02/2020 is 1 February"),
        (QuestionKind.DAY_ORDER, "month-first"): tr("The month: 01/02/2020 is 2 January"),
        (QuestionKind.CENTURY, "2000"): tr("2000 to 2099"),
        (QuestionKind.CENTURY, "1900"): tr("1900 to 1999"),
        (QuestionKind.CENTURY, "1950"): tr("1950 to 2049"),
        (QuestionKind.SHARE_UNIT, "percent"): tr("Percentages: 0.5 is half a percent"),
        (QuestionKind.SHARE_UNIT, "fraction"): tr("Parts of one: 0.5 is 50 percent"),
        (QuestionKind.SUM_UNIT, "one"): tr("As written: 5 is five"),
        (QuestionKind.SUM_UNIT, "thousand"): tr("Thousands: 5 is five thousand"),
        (QuestionKind.SUM_UNIT, "million"): tr("Millions: 5 is five million"),
    }.get((kind, answer), answer)


def column_counts(column: SheetColumn, tr: Translate) -> str:
    """Return how many cells of a column were read, not read and are empty, as in ``9 cells read, 0 not read, …``."""
    return tr("{read} read, {unread} not read, {empty} empty.").format(
        read=tr.plural("{n} cell", "{n} cells", column.read),
        unread=tr.number(column.unread),
        empty=tr.number(column.empty),
    )


def open_sentence(preview: SheetPreview, tr: Translate, missing: Collection[SheetSlot] = ()) -> str:
    """Return how many questions must be answered, and how many cells could not be read, each as a sentence.

    ``missing`` are slots that no column seems to hold, such as TITLE; each counts as one more question. Never empty: if
    there is no question and no such cell, one sentence says so.
    """
    said = []
    if questions := len(preview.questions) + len(missing):
        said.append(
            tr.plural(
                "{n} question must be answered before the import.",
                "{n} questions must be answered before the import.",
                questions,
            )
        )
    if unread := sum(column.unread for column in preview.columns):
        said.append(
            tr.plural(
                "{n} cell could not be read; it is kept as given, and named in the report.",
                "{n} cells could not be read; they are kept as given, and named in the report.",
                unread,
            )
        )
    return " ".join(said) or tr("Every cell could be read, and nothing needs to be asked.")


def known_sentence(preview: SheetPreview, tr: Translate) -> str:
    """Return the sentences that columns are read as in an earlier import, and which columns are new or missing now.

    If most columns of the earlier import are missing, a warning comes first. Empty if no earlier import is known.
    """
    if not preview.is_known:
        return ""
    said = []
    if may_be_another_table(preview):
        kept = len(preview.mapping.columns) - len(preview.new_columns)
        said.append(
            tr.plural(
                "This does not look like the same table: it has {kept} of the {n} column of the earlier import. Check "
                "that it is the right file.",
                "This does not look like the same table: it has {kept} of the {n} columns of the earlier import. Check "
                "that it is the right file.",
                kept + len(preview.missing_columns),
                kept=tr.number(kept),
            )
        )
    said.append(tr("The columns are read as in an earlier import."))
    if preview.new_columns:
        said.append(tr("New are: {columns}.").format(columns=tr.listed(preview.new_columns)))
    if preview.missing_columns:
        said.append(tr("No longer there are: {columns}.").format(columns=tr.listed(preview.missing_columns)))
    return " ".join(said)


def assumed_sentence(preview: SheetPreview, tr: Translate) -> str:
    """Return the sentence that a row was only assumed to be the headings, and how to choose another row.

    Empty if a row was recognised as headings.
    """
    if not preview.is_heading_assumed:
        return ""
    sentence = tr(
        "No row was recognised as headings, so row {row} is taken for them. If it is a project, put headings above it; "
        "if the headings are in another row, choose it under “What was read”."
    )
    return sentence.format(row=tr.number(preview.read.heading_rows[0]))


def may_be_another_table(preview: SheetPreview) -> bool:
    """Return whether a table has fewer than half of the columns that it had in an earlier import.

    False if no earlier import is known.
    """
    kept = max(len(preview.mapping.columns) - len(preview.new_columns), 0)
    return preview.is_known and kept < len(preview.missing_columns)


def unread_reason(cell: UnreadCell, heading: str, tr: Translate) -> str:
    """Return why a cell was not read, in the words of the import's report; ``heading`` is the heading of its column.

    If the report has no sentence for the reason, the result is the label of the reason, such as *Names that may be
    several*. Raises KeyError for a reason without either.
    """
    sentence = sheet_kept_sentences(tr).get(cell.reason)
    if sentence is None:
        return sheet_labels(tr)[cell.reason]
    return sentence.format(found=cell.text, done=f"{cell.place} ({heading})")


def table_state(preview: SheetPreview, tr: Translate, missing: Collection[SheetSlot] = ()) -> str:
    """Return why a table cannot be imported yet, and what to do; empty if it can.

    The reason is the first of these that holds:
    1. A slot is in ``missing`` (TITLE, COUNTRY or both): the user has neither chosen its column nor said that there is
    none.
    2. The preview has questions that are not answered.
    3. No column holds the projects' titles or identifiers.
    """
    if len(missing) > 1:
        return tr(
            "No column was recognised as the titles of the projects, and none as their countries. Choose both under "
            "“What each column is”, or say there that there are none."
        )
    if SheetSlot.TITLE in missing:
        return tr(
            "No column was recognised as the titles of the projects. Choose it under “What each column is”, or say "
            "there that there is none."
        )
    if missing:
        return tr(
            "No column was recognised as the countries of the projects. Choose it under “What each column is”, or say "
            "there that there is none."
        )
    if preview.questions:
        return tr("Answer what is asked about the columns; then the table can be imported.")
    if not any(column.slot in (SheetSlot.TITLE, SheetSlot.IDENTIFIER) for column in preview.mapping.columns):
        return tr("Choose which column has the titles or the identifiers of the projects.")
    return ""
