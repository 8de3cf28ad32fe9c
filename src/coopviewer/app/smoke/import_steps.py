"""The steps of ``--smoke`` that import small files and a table by the dialog, and compare two editions."""

from functools import partial
from pathlib import Path

from coopviewer.app.smoke.stage import Stage, StepFailed
from coopviewer.app.smoke.steps import Found

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2024-05-01T00:00:00Z">
  <iati-activity default-currency="EUR" xml:lang="en">
    <iati-identifier>XM-SMOKE-1-A</iati-identifier>
    <reporting-org ref="XM-SMOKE-1" type="10"><narrative>Smoke</narrative></reporting-org>
    <title><narrative>A well</narrative></title>
    <description><narrative>One well.</narrative></description>
    <participating-org ref="XM-SMOKE-1" role="1"/>
    <activity-status code="2"/>
    <activity-date type="2" iso-date="2020-01-01"/>
    <recipient-country code="NE"/>
    <transaction><transaction-type code="3"/><transaction-date iso-date="2021-05-01"/>
      <value value-date="2021-05-01">1000</value></transaction>
  </iati-activity>
</iati-activities>
"""


_TABLE = (
    "Ref;Title;Country;Amount (EUR);Start;End\nA1;A well;Niger;1200,50;2020;2022\nA2;A road;Mali;7000,00;2021;2023\n"
)


def import_table(stage: Stage) -> Found:
    """Preview a workbook, then import a CSV file with two projects, and open the former reference again.

    Raises StepFailed if the imported reference or the former one is not opened.
    """
    composition, file, target = stage.composition, stage.own / "table.csv", stage.own / "table.db"
    file.write_text(_TABLE, encoding="utf-8")
    controller, before = composition.references.importing, composition.reference.path
    tables, dialog = controller.tables.service, controller.dialog
    book = stage.own / "template.xlsx"  # written and read by the parts for workbooks
    stage.wait(tables.saved, partial(tables.save_template, book), tables.not_saved)
    stage.wait(tables.previewed, partial(controller.open, (book,)), tables.not_previewed)
    dialog.files.clear_files()
    stage.wait(tables.previewed, partial(dialog.files.add, (file,)), tables.not_previewed)
    picture = stage.draw("table", dialog)
    dialog.target.setText(str(target))
    stage.wait(controller.service.imported, dialog.import_button.click, controller.service.failed)
    if composition.reference.path != target or controller.report is None:
        raise StepFailed(f"The imported reference {target} is not open.")
    controller.report.close()
    composition.reading.open_reference(str(before))
    if composition.reference.path != Path(before):
        raise StepFailed("The reference before the import is not open again.")
    return f"{target.stat().st_size} bytes", picture


def import_file(stage: Stage) -> Found:
    """Import a file with one activity by the dialog, then open the reference before it again.

    Raises StepFailed if the imported reference or the one before is not opened.
    """
    composition, file, target = stage.composition, stage.own / "iati.xml", stage.own / "imported.db"
    file.write_text(_FILE, encoding="utf-8")
    controller, before = composition.references.importing, composition.reference.path
    service, dialog = controller.service, controller.dialog
    stage.wait(service.previewed, partial(controller.open, (file,)), service.not_previewed)
    picture = stage.draw("import", dialog)
    dialog.target.setText(str(target))
    stage.wait(service.imported, dialog.import_button.click, service.failed)
    if composition.reference.path != target or controller.report is None:
        raise StepFailed(f"The imported reference {target} is not open.")
    controller.report.close()
    rows = composition.outline.rowCount()
    composition.reading.open_reference(str(before))
    if composition.reference.path != Path(before):
        raise StepFailed("The reference before the import is not open again.")
    return f"{target.stat().st_size} bytes, {rows} rows", picture


def compare_editions(stage: Stage) -> Found:
    """Import the file of ``import_file`` with another text, and show what changed since that import.

    ``import_file`` must have run before. The former reference is opened again. Raises StepFailed if the change is not
    shown.
    """
    composition, file, target = stage.composition, stage.own / "iati-2.xml", stage.own / "imported-2.db"
    file.write_text(_FILE.replace("One well.", "Two deep wells.").replace("2024-05", "2025-05"), encoding="utf-8")
    importing, before = composition.references.importing, composition.reference.path
    stage.wait(importing.service.previewed, partial(importing.open, (file,)), importing.service.not_previewed)
    importing.dialog.target.setText(str(target))
    stage.wait(importing.service.imported, importing.dialog.import_button.click, importing.service.failed)
    if importing.report is not None:
        importing.report.close()
    editions = composition.menu.overviews.editions
    stage.wait(editions.changes.shown, partial(editions.open, stage.own / "imported.db"))
    text = editions.changes.pane.text.toPlainText()
    if "Two deep wells." not in text:
        raise StepFailed(f"The changes do not show the new text: {text[:400]}")
    picture = stage.draw("changes", composition.window)
    composition.reading.open_reference(str(before))
    return f"{len(text)} characters", picture
