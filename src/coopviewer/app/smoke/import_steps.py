"""The step of ``--smoke`` that imports a small file by the dialog, and opens the reference before it again."""

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


def import_file(stage: Stage) -> Found:
    """Import a file with one activity by the dialog, then open the reference before it again.

    Raises StepFailed if the imported reference or the one before is not opened.
    """
    composition, file, target = stage.composition, stage.own / "iati.xml", stage.own / "imported.db"
    file.write_text(_FILE, encoding="utf-8")
    controller, before = composition.references.importing, composition.reading.path
    service, dialog = controller.service, controller.dialog
    stage.wait(service.previewed, partial(controller.open, (file,)), service.not_previewed)
    picture = stage.draw("import", dialog)
    dialog.target.setText(str(target))
    stage.wait(service.imported, dialog.import_button.click, service.failed)
    if composition.reading.path != target or controller.report is None:
        raise StepFailed(f"The imported reference {target} is not open.")
    controller.report.close()
    rows = composition.outline.rowCount()
    composition.reading.open_reference(str(before))
    if composition.reading.path != Path(before):
        raise StepFailed("The reference before the import is not open again.")
    return f"{target.stat().st_size} bytes, {rows} rows", picture
