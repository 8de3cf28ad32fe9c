"""Writes an example table, as CSV or XLSX, that users fill in and then import."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from coopviewer.domain.imports.sheets import SheetTemplate
from coopviewer.domain.language import Translate
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.csv_file import csv_parts
from coopviewer.exchange.tables.table import DataTable, RowCounter, TableField
from coopviewer.exchange.tables.xlsx_file import xlsx_parts
from coopviewer.rendering.words.sheets.sheet_words import sheet_slot_hint, sheet_slot_word

_XLSX = ".xlsx"


def save_template(path: Path, template: SheetTemplate, tr: Translate) -> None:
    """Save an example table: as XLSX if the path ends in ``.xlsx``, else as CSV with a byte order mark.

    An existing file is replaced. Raises EnvironmentFault if the file cannot be written.
    """
    save_parts(path, _parts(path, template, tr))


def _parts(path: Path, template: SheetTemplate, tr: Translate) -> Iterable[bytes]:
    if path.suffix.lower() != _XLSX:
        return csv_parts(template.headings, template.rows)
    fields = tuple(
        TableField(slot.value, heading, sheet_slot_hint(slot, tr) or sheet_slot_word(slot, tr))
        for slot, heading in zip(template.slots, template.headings, strict=True)
    )
    table = DataTable("projects", tr("Projects"), fields, template.rows, len(template.rows), key=("identifier",))
    return xlsx_parts(table, RowCounter(table), date.today(), tr)
