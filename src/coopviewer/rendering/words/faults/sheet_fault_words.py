"""Sentences for the faults of an import of a table: what is wrong or must be answered, and what to do."""

from coopviewer.domain.language import Translate


def sheet_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of faults of tables to be imported, by code, with placeholders for values: ``{path}``."""
    return {**_file_sentences(tr), **_table_sentences(tr), **_question_sentences(tr), **_option_sentences(tr)}


def _file_sentences(tr: Translate) -> dict[str, str]:
    return {
        "import.mixed-files": tr(
            "{table} is a table, and {path} is none. Import tables and files of activities one after the other."
        ),
        "import.is-sheet": tr("{path} is a table. Import it with: coopviewer import sheet."),
        "import.is-iati": tr("{path} is no table. Import IATI XML with: coopviewer import iati."),
        "import.sheet-encrypted": tr(
            "{path} is protected by a password, and is not read. Open it in a spreadsheet program, save a copy without "
            "a password, and import the copy."
        ),
        "import.sheet-cut-off": tr(
            "{path} is incomplete: its end is missing, as after a download that broke off. Download or copy it again."
        ),
        "import.sheet-damaged": tr(
            "{path} cannot be read as a spreadsheet ({error}). Open it in a spreadsheet program, and save it again."
        ),
        "import.sheet-other-office": tr(
            "{path} is an office document, but no spreadsheet. Choose a table of projects."
        ),
        "import.sheet-doctype": tr(
            "{path} has a document type declaration inside, as no spreadsheet has. It is not read."
        ),
        "import.sheet-not-text": tr("{path} is neither a spreadsheet nor text. Choose CSV, XLSX, XLS or ODS."),
        "import.sheet-open-quote": tr(
            "In {path} a quotation mark in row {row} is never closed, so that all rows after it are inside one cell. "
            "Close it, or save the table again from a spreadsheet program."
        ),
        "import.sheet-encoding": tr("{path} is not in the encoding {encoding}. Leave it out, or give another one."),
        "import.sheet-too-big": tr("{path} has more than {most} MB. Save a part of it as a table of its own."),
        "import.sheet-too-large": tr(
            "{file} has {rows} rows and {columns} columns. At most {most} cells in {most_columns} columns are read. "
            "Save a part of it as a table of its own."
        ),
        "import.sheet-long-cell": tr(
            "{path} has a cell of more than {most} characters (row {row}). Check the quotation marks before it."
        ),
    }


def _table_sentences(tr: Translate) -> dict[str, str]:
    return {
        "import.sheet-none": tr("{path} has no sheet with cells. Choose a table of projects."),
        "import.sheet-unknown": tr("{path} has no sheet {sheet}. It has: {known}."),
        "import.sheet-no-cells": tr("{file} is empty: its sheets have no cells. Choose a table of projects."),
        "import.sheet-no-headings": tr(
            "{file} has no row of headings among its first rows. Put one above the projects; or import the table "
            "alone, and say which row it is (on the command line with --heading-row)."
        ),
        "import.sheet-one-column": tr(
            "{file} has one column, without a heading that is known. If it has more, say what parts its cells (on the "
            "command line with --separator), or save it as XLSX; else put a heading such as Title above the projects."
        ),
        "import.sheet-no-heading-row": tr("{file} has no row {row}. Give the number of the row with the headings."),
        "import.sheet-no-rows": tr("{file} has no rows below its headings. Choose a table with projects."),
        "import.sheet-no-name": tr(
            "No column of {file} has the titles or the identifiers of the projects. Say which one has, as in "
            "--column “{column}=title”."
        ),
    }


def _question_sentences(tr: Translate) -> dict[str, str]:
    return {
        "import.ask-decimal-sign": tr(
            "In the column “{column}” of {file} the sign in {samples} may part thousands or decimals. Say which the "
            "decimal sign is: --decimal-sign comma, --decimal-sign point, or --decimal-sign neither if it "
            "always parts thousands."
        ),
        "import.ask-day-order": tr(
            "In the column “{column}” of {file} the day or the month may come first in {samples}. Say which: "
            "--day-order day-first or --day-order month-first."
        ),
        "import.ask-century": tr(
            "In the column “{column}” of {file} the years have two digits: {samples}. Say which is the first of the "
            "hundred years that they mean, as in --century 2000."
        ),
        "import.ask-currency": tr(
            "The column “{column}” of {file} does not say which currency its sums have: {samples}. Say it, as in "
            "--currency EUR."
        ),
        "import.ask-share-unit": tr(
            "In the column “{column}” of {file} it is not certain whether {samples} are percentages or parts of one. "
            "Say which: --share-unit percent or --share-unit fraction."
        ),
        "import.ask-sum-unit": tr(
            "The heading of the column “{column}” of {file}, or a note beside the table, speaks of thousands, millions "
            "or the like; it is not certain that {samples} are in these. Say it: --sum-unit one, --sum-unit thousand "
            "or --sum-unit million."
        ),
    }


def _option_sentences(tr: Translate) -> dict[str, str]:
    return {
        "import.mapping-wrong": tr(
            "{path} does not say what the columns of a table are ({error}). Write one with --save-mapping."
        ),
        "import.mapping-not-replaced": tr(
            "{path} is no mapping of columns, and is not replaced. Give the mapping another name."
        ),
        "import.wrong-column": tr("{text} does not say what a column is. Write HEADING=SLOT; slots are: {slots}."),
        "import.wrong-heading": tr("The table has no column “{heading}”. It has: {known}."),
        "import.wrong-answer": tr("{answer} is no answer to {option}. See: coopviewer import --help."),
    }
