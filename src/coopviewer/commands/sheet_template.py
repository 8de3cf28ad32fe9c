"""The template that ``coopviewer import sheet --template`` writes: a table to fill in, as CSV or XLSX."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from coopviewer.authoring.importing.sheet.template import LANGUAGES, make_template
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.language import Translate
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.csv_file import csv_parts
from coopviewer.exchange.tables.table import DataTable, RowCounter, TableField
from coopviewer.exchange.tables.xlsx_file import xlsx_parts
from coopviewer.rendering.words.sheets.sheet_words import sheet_slot_hint, sheet_slot_word

_OTHERWISE = "en"
_XLSX = ".xlsx"


def write_template(path: Path, language: str | None, folders: StandardFolders, tr: Translate) -> None:
    """Write the template in a language, None: that of the interface, else English; XLSX if the name ends so, else CSV.

    Raises EnvironmentFault if the file cannot be written.
    """
    own = tr.code.partition("-")[0]
    save_parts(path, _parts(path, language or (own if own in LANGUAGES else _OTHERWISE), folders, tr))


def _parts(path: Path, language: str, folders: StandardFolders, tr: Translate) -> Iterable[bytes]:
    template = make_template(folders, language)
    if path.suffix.lower() != _XLSX:
        return csv_parts(template.headings, template.rows)
    fields = tuple(
        TableField(slot.value, heading, sheet_slot_hint(slot, tr) or sheet_slot_word(slot, tr))
        for slot, heading in zip(template.slots, template.headings, strict=True)
    )
    table = DataTable("projects", tr("Projects"), fields, template.rows, len(template.rows), key=("identifier",))
    return xlsx_parts(table, RowCounter(table), date.today(), tr)
