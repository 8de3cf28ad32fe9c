"""Notes on a table as a whole, and on its columns, when it is imported."""

from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.authoring.importing.sheet.opened import OpenedSheet
from coopviewer.domain.imports.sheets import SheetMapping, SheetSlot
from coopviewer.domain.reference.imports import ImportSeverity

_Keys = set[tuple[str, int]]  # headings of columns, each with its number


def note_table(sheet: OpenedSheet, wanted: SheetMapping | None, everywhere: _Keys, report: ImportReporter) -> None:
    """Note what concerns a table as a whole, and its columns.

    Noted are a guessed encoding; sheets that are not read; rows that are left out; of every XLS file, that its errors
    are not read; rows kept as projects that may be headings or totals; and columns that are new or missing. A column is
    new if ``wanted``, the mapping of the import, lacks it; it is missing if ``wanted`` has it and no table of the
    import does (``everywhere`` has the columns of all of them). ``wanted`` None: there is no mapping to compare
    columns with.
    """
    table = sheet.table
    if table.is_guessed_encoding:
        report.note(ImportSeverity.MENDED, "sheet-encoding", sheet.name, table.encoding or "", line=None)
    for each in table.sheets:
        if each.name != table.sheet:
            what = "sheet-hidden" if each.is_hidden else "sheet-other"
            report.note(ImportSeverity.REFUSED, what, each.name, table.sheet, line=None)
    for number, text in sheet.left_out_texts():
        report.note(ImportSeverity.REFUSED, "row-left-out", text, "", line=number)
    if table.format == "xls":
        report.note(ImportSeverity.REFUSED, "sheet-xls-errors", sheet.name, "", line=None)
    for number, text in sheet.doubtful_texts():
        report.note(ImportSeverity.KEPT, "row-doubtful", text, "", line=number)
    if wanted is not None:
        _note_columns(sheet, wanted, everywhere, report)


def _note_columns(sheet: OpenedSheet, wanted: SheetMapping, everywhere: _Keys, report: ImportReporter) -> None:
    """Note columns that a mapping lacks, and those that no table has."""
    here = {(each.heading, each.number) for each in sheet.columns.mapping.columns}
    known = {(each.heading, each.number) for each in wanted.columns}
    slots = {(each.heading, each.number): each.slot for each in sheet.columns.mapping.columns}
    for key in sorted(here - known):
        if slots[key] is SheetSlot.OTHER:
            report.note(ImportSeverity.KEPT, "column-new", key[0], "", line=None)
        else:
            report.note(ImportSeverity.MENDED, "column-recognised", key[0], slots[key], line=None)
    if wanted.group_by is not None:
        known.add((wanted.group_by, 1))
    for heading, _ in sorted(known - everywhere):
        report.note(ImportSeverity.KEPT, "column-missing", heading, "", line=None)
