"""The dialogs of imports and references in the pseudo-language, and their names for screen readers."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.widgets.shell.actions import ActionId
from tests.accessibility.test_names_and_roles import unnamed_controls
from tests.journeys.conftest import Opens
from tests.journeys.iati_files import UNUSUAL, write_iati
from tests.journeys.test_importing import WAIT, Importing, cut_off
from tests.journeys.test_importing_tables import HEAD, ROWS, Tables, answer_all, write
from tests.journeys.translated import close_dialogs, english
from tests.journeys.translated import language as language

DATA = (
    *("Aid", "Test", "village", "Wells", "pipes", "Ministry", "Niger", "Drinking", "a.xml", "XM-TEST", "soon", "about"),
    *("EUR", "mine.db", "iati", "activity-", "-org", "recipient-", "transaction", "sector", "description", "title"),
    *("utf", "windows", "iso", "cp", "chf", "cad", "usd", "gbp", "dkk", "jpy", "nok", "sek", "xof", "eur"),
    *("element found", "broken.xml", "Implementation"),
)


@pytest.mark.usefixtures("language")
def test_the_list_of_references_can_be_translated(opens: Opens, tmp_path: Path) -> None:
    gone = tmp_path / "gone.db"
    gone.write_bytes(paths.reference_file().read_bytes())
    composition = opens(reference=gone)
    composition.settle()
    composition.reading.open_reference(str(paths.reference_file()))
    gone.unlink()
    composition.window.actions_by_id[ActionId.REFERENCES].trigger()
    assert composition.references.service.wait()
    dialog = composition.references.dialog
    for row in range(dialog.model.rowCount()):
        dialog.table.selectRow(row)
        assert [text for text in english() if "Frontex" not in text and str(gone) not in text] == []
    dialog.field.setText("zzz")
    assert english("zzz") == []
    assert unnamed_controls(dialog) == []
    composition.references.recent.aboutToShow.emit()
    texts = [action.text() for action in composition.references.recent.actions() if not action.isSeparator()]
    assert all("[" in text for text in texts)
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_an_import_can_be_translated(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    importing = Importing(opens(), qtbot)
    importing.controller.open()
    assert english() == []
    importing.preview(write_iati(tmp_path / "a.xml", 2, extra=UNUSUAL))
    for tab in range(4):
        importing.said(tab)
        assert [text for text in english() if not is_data(text)] == []
        assert unnamed_controls(importing.dialog) == []
    importing.dialog.begin()
    for done in (0, 50, 100):
        importing.dialog.bar.show_progress(done, 100)
        assert [text for text in english() if not is_data(text)] == []
    importing.dialog.end("")
    outcome = importing.run(tmp_path / "mine.db")
    report = importing.controller.report
    assert report is not None
    qtbot.waitUntil(lambda: report.model.rowCount() == outcome.note_count, timeout=WAIT)
    report.table.selectRow(0)
    assert unnamed_controls(report) == []
    importing.composition.reading.open_reference(str(paths.reference_file()))  # the page is another's matter
    assert [text for text in english() if not is_data(text)] == []
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_the_import_of_a_table_can_be_translated(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    tables = Tables(opens, qtbot)
    tables.add(write(tmp_path / "table.csv"))
    columns = tables.sheets.columns
    for tab in range(3):
        tables.sheets.setCurrentIndex(tab)
        assert [text for text in english() if not is_table_data(text)] == []
        assert unnamed_controls(tables.dialog) == []
    tables.sheets.setCurrentIndex(1)
    for row in range(columns.model.rowCount()):
        columns.table.select_row(row)
        assert [text for text in english() if not is_table_data(text)] == []
    answer_all(tables)
    tables.take_as(1, SheetSlot.DESCRIPTION)
    tables.take_as(0, SheetSlot.OTHER)
    assert [text for text in english() if not is_table_data(text)] == []
    close_dialogs()


def is_table_data(text: str) -> bool:
    cells = f"{HEAD};{ROWS}".replace("\n", ";").split(";")
    return is_data(text) or any(
        len(cell) > 1 and cell.casefold() in text.casefold() for cell in (*cells, "table", "row")
    )


@pytest.mark.usefixtures("language")
def test_what_is_wrong_with_files_can_be_translated(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    importing = Importing(opens(), qtbot)
    importing.controller.open()
    importing.preview(cut_off(tmp_path / "broken.xml"))
    assert importing.dialog.partial.isVisible()
    assert [text for text in english("broken", "XML") if not is_data(text)] == []
    importing.dialog.close()
    importing.composition.reading.open_reference(str(tmp_path / "broken.xml"))
    assert [text for text in english("broken", "XML") if not is_data(text)] == []
    close_dialogs()


def is_data(text: str) -> bool:
    return any(word.casefold() in text.casefold() for word in DATA)
