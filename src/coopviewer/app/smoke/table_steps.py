"""The steps of ``--smoke`` that save the list on the screen as a table."""

import json
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex

from coopviewer.app.smoke.stage import Stage, StepFailed
from coopviewer.app.smoke.steps import Found, Step
from coopviewer.exchange.tables.csv_file import read_csv
from coopviewer.exchange.tables.table import TableForm


def table_steps() -> Iterator[tuple[str, Step]]:
    """Yield the name of a step, such as ``list saved: csv``, and the step, for each file format of a table."""
    for form in TableForm:
        yield f"list saved: {form}", partial(save_list, form)


def save_list(form: TableForm, stage: Stage) -> Found:
    """Save all entries of the navigator as a table; raises StepFailed if the file has no rows."""
    composition = stage.composition
    composition.navigator.tree.setCurrentIndex(QModelIndex())
    export, path = composition.menu.exports.list_export, stage.folder / f"list.{form}"
    shown = export.shown_list()  # without the dialog, since Qt keeps the folders of those in a file of the user
    if shown is None:
        raise StepFailed("No list is shown.")
    stage.wait(export.saving.saved, partial(export.save, path, form, shown), export.saving.failed)
    rows = _rows(form, path)
    if not rows:
        raise StepFailed(f"The file {path} has no rows.")
    return f"{rows} rows, {path.stat().st_size} bytes", None


def _rows(form: TableForm, path: Path) -> int:
    if form is TableForm.CSV:
        return len(list(read_csv(path.read_bytes()))) - 1
    if form is TableForm.JSON:
        return len(json.loads(path.read_text(encoding="utf-8")))
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1
