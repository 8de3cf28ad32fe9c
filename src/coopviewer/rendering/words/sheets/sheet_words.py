"""Words on tables: what each column holds, how certain the program is of that guess, and how a table was imported."""

from collections.abc import Mapping
from typing import Any

from coopviewer.domain.imports.sheets import Confidence, SheetSlot
from coopviewer.domain.language import Translate


def sheet_slot_word(slot: SheetSlot, tr: Translate) -> str:
    """Return what a column of a table holds, as a label such as *Budget*; for OTHER *Kept as another field*."""
    return {
        SheetSlot.IDENTIFIER: tr("Identifier"),
        SheetSlot.TITLE: tr("Title"),
        SheetSlot.DESCRIPTION: tr("Description"),
        SheetSlot.GOALS: tr("Goals"),
        SheetSlot.TARGET_GROUP: tr("Target group"),
        SheetSlot.COUNTRY: tr("Countries"),
        SheetSlot.REGION: tr("Regions"),
        SheetSlot.SHARE: tr("Percentage of the country"),
        SheetSlot.PLACE: tr("Places"),
        SheetSlot.SECTOR: tr("Sectors"),
        SheetSlot.STATUS: tr("Status"),
        SheetSlot.REPORTER: tr("Reported by"),
        SheetSlot.FUNDER: tr("Funded by"),
        SheetSlot.ACCOUNTABLE: tr("Accountable to"),
        SheetSlot.EXTENDING: tr("Managed by"),
        SheetSlot.IMPLEMENTER: tr("Implemented by"),
        SheetSlot.PARTNER: tr("Partners"),
        SheetSlot.GRANT: tr("Grant or amount"),
        SheetSlot.BUDGET: tr("Budget"),
        SheetSlot.TOTAL: tr("Total cost"),
        SheetSlot.DISBURSED: tr("Disbursed"),
        SheetSlot.CURRENCY: tr("Currency"),
        SheetSlot.START: tr("Start, planned or actual"),
        SheetSlot.END: tr("End, planned or actual"),
        SheetSlot.START_PLANNED: tr("Planned start"),
        SheetSlot.START_ACTUAL: tr("Actual start"),
        SheetSlot.END_PLANNED: tr("Planned end"),
        SheetSlot.END_ACTUAL: tr("Actual end"),
        SheetSlot.PERIOD: tr("Start and end in one cell"),
        SheetSlot.WEBSITE: tr("Web addresses"),
        SheetSlot.OTHER: tr("Kept as another field"),
    }[slot]


def sheet_slot_hint(slot: SheetSlot, tr: Translate) -> str:
    """Return how to fill in a column of the empty table offered to users; empty if the column's label says enough."""
    return {
        SheetSlot.IDENTIFIER: tr("A number or code that no other project has, and that stays the same."),
        SheetSlot.COUNTRY: tr(
            "Names or two-letter codes, several with semicolons between them, such as NE 60 %; ML 40 %."
        ),
        SheetSlot.SECTOR: tr("Names, or codes of the DAC of five digits; several with semicolons between them."),
        SheetSlot.FUNDER: tr("Several with semicolons between them."),
        SheetSlot.IMPLEMENTER: tr("Several with semicolons between them."),
        SheetSlot.START: tr("A day, a month or a year, such as 2024-03-31, 2024-03 or 2024."),
        SheetSlot.END: tr("A day, a month or a year, such as 2024-03-31, 2024-03 or 2024."),
        SheetSlot.BUDGET: tr("A number, without a currency if there is a column for it."),
        SheetSlot.CURRENCY: tr("A code of ISO 4217, such as EUR."),
    }.get(slot, "")


def confidence_word(confidence: Confidence, tr: Translate) -> str:
    """Return by what a column was recognised, such as *by its heading and values*; or *not recognised*."""
    return {
        Confidence.SURE: tr("by its heading and values"),
        Confidence.LIKELY: tr("by a heading that is alike, and values"),
        Confidence.DOUBTED: tr("the heading says so, but the values do not"),
        Confidence.NONE: tr("not recognised"),
    }[confidence]


def formed_of_files(files: int, tr: Translate) -> str:
    """Return the sentence that a reference's title is formed from the name of its file, or the names of its files.

    ``files`` is the number of files.
    """
    if files == 1:
        return tr("The title is formed from the name of the file.")
    return tr("The title is formed from the names of the files.")


def sheet_step_words(
    title: str | None, dataset: str, mapping: Mapping[str, Any], files: int, tr: Translate
) -> list[str]:
    """Return the choices with which tables were imported, as sentences: title, dataset, and what each column holds.

    ``title``: the title chosen for the reference; None: it was formed from the names of the files.
    ``dataset``: the URN of the reference's dataset.
    ``mapping``: the stored choices for the columns, as read from JSON.
    ``files``: the number of files.
    Raises ValueError, LookupError, TypeError or AttributeError if ``mapping``, or its content, has another form.
    """
    said = [
        formed_of_files(files, tr) if title is None else tr("The title is “{title}”.").format(title=title),
        tr("The reference is an edition of the dataset {dataset}.").format(dataset=dataset),
    ]
    if (group_by := mapping.get("group_by")) is not None:
        said.append(tr("Rows with the same text under “{heading}” are one project.").format(heading=group_by))
    for column in mapping["column"]:
        word = sheet_slot_word(SheetSlot(column["slot"]), tr)
        answers = ", ".join(str(column[name]) for name in _ANSWERS if name in column)
        form = tr("Column “{heading}”: {slot} ({answers}).") if answers else tr("Column “{heading}”: {slot}.")
        said.append(form.format(heading=column["heading"], slot=word, answers=answers))
    return said


_ANSWERS = ("currency", "decimal_sign", "day_order", "century", "share_unit", "sum_unit")
