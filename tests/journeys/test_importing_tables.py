"""A table of projects becomes a reference in the window: read, mapped, asked about, imported, and imported again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from coopviewer.app.importing.import_controller import ImportController
from coopviewer.authoring.importing.sheet.files.workbooks import OLE
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.imports.requests import ImportOutcome
from coopviewer.domain.imports.sheets import QuestionKind, SheetSlot
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.editions.order import read_placed
from coopviewer.widgets.importing.import_dialog import ImportDialog
from coopviewer.widgets.importing.sheets.reading_pane import ReadingPane
from coopviewer.widgets.importing.sheets.sheet_tabs import SheetTabs
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.keys import keys_of
from tests.journeys.test_importing import WAIT, drop

HEAD = "Ref;Title;Country;Amount;Start;End\n"
ROWS = "A1;Wells;Niger;1.200;01/02/2020;2022\nA2;Roads;Mali;500.000;03/04/2020;2023\nA3;Posts;Sahelia;7.000;;n/a\n"


class Tables:
    """A window in which tables are imported."""

    def __init__(self, opens: Opens, qtbot: QtBot) -> None:
        self.composition, self.qtbot = opens(), qtbot
        self.composition.settle()
        self.composition.window.actions_by_id[ActionId.IMPORT_DATA].trigger()
        self.controller: ImportController = self.composition.references.importing
        self.dialog: ImportDialog = self.controller.dialog
        self.sheets: SheetTabs = self.dialog.sheets
        self.service = self.controller.tables.service

    def add(self, *files: Path) -> None:
        """Add files, and wait until the table is shown."""
        with self.qtbot.waitSignal(self.service.previewed, timeout=WAIT):
            self.dialog.files.add(files)

    def answer(self, kind: QuestionKind, answer: str) -> None:
        """Answer a question about the current column."""
        combo = self.sheets.columns.form.answers[kind]
        assert combo.isVisible()
        with self.qtbot.waitSignal(self.service.previewed, timeout=WAIT):
            combo.setCurrentIndex(combo.findData(answer))
            combo.activated.emit(combo.currentIndex())

    def take_as(self, row: int, slot: SheetSlot) -> None:
        """Choose what the column of a row is."""
        self.sheets.columns.table.select_row(row)
        combo = self.sheets.columns.form.slot
        with self.qtbot.waitSignal(self.service.previewed, timeout=WAIT):
            combo.setCurrentIndex(combo.findData(slot))
            combo.activated.emit(combo.currentIndex())

    def cells(self, row: int) -> tuple[str, ...]:
        model = self.sheets.columns.model
        return tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))

    def deny(self, slot: SheetSlot) -> None:
        """Say that no column has what is asked for."""
        field = self.sheets.columns.missing.fields[slot]
        with self.qtbot.waitSignal(self.service.previewed, timeout=WAIT):
            field.setCurrentIndex(field.count() - 1)
            field.activated.emit(field.currentIndex())

    def run(self, target: Path) -> ImportOutcome:
        """Import the table; if it is asked which column has the countries, there is none."""
        for slot in self.sheets.missing:
            self.deny(slot)
        self.dialog.target.setText(str(target))
        assert self.dialog.import_button.isEnabled(), self.dialog.state.text()
        with self.qtbot.waitSignal(self.controller.service.imported, timeout=WAIT) as done:
            QTest.mouseClick(self.dialog.import_button, Qt.MouseButton.LeftButton)
        outcome = done.args[0]
        assert isinstance(outcome, ImportOutcome)
        if self.controller.report is not None:
            self.controller.report.close()
        return outcome


@pytest.fixture
def tables(opens: Opens, qtbot: QtBot) -> Tables:
    return Tables(opens, qtbot)


def write(path: Path, rows: str = ROWS, head: str = HEAD) -> Path:
    path.write_text(head + rows, encoding="utf-8")
    return path


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def rows_of(reading: ReadingPane) -> str:
    """Return the first rows that are shown, as text."""
    model = reading.rows.model()
    return "\n".join(
        " ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    )


def answer_all(tables: Tables) -> None:
    tables.sheets.columns.table.select_row(3)
    tables.answer(QuestionKind.DECIMAL_SIGN, ",")
    tables.answer(QuestionKind.CURRENCY, "EUR")
    tables.sheets.columns.table.select_row(4)
    tables.answer(QuestionKind.DAY_ORDER, "day-first")


def test_a_table_is_asked_about_imported_and_needs_no_answer_next_month(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "march.csv"))
    assert tables.sheets.isVisible()
    assert not tables.dialog.tabs.isVisible()
    assert not tables.dialog.import_button.isEnabled()
    assert "3 questions" in tables.sheets.tabText(1)
    assert tables.sheets.columns.table.currentIndex().row() == 3
    assert tables.sheets.columns.table.columnWidth(1) > 100
    answer_all(tables)
    assert tables.dialog.state.text() == ""
    assert "not read" in tables.sheets.columns.form.counts.text()
    assert tables.cells(2)[4:] == ("2", "1", "0")
    tables.sheets.setCurrentIndex(2)
    assert "Wells" in tables.sheets.projects.toPlainText()
    assert "1.200" in tables.sheets.projects.toPlainText()
    outcome = tables.run(tmp_path / "mine.db")
    assert outcome.activities == 3
    assert tables.composition.reference.path == tmp_path / "mine.db"
    tables.controller.open()
    tables.add(write(tmp_path / "april.csv", ROWS + "A4;Ports;Kenya;9.000;05/06/2020;2024\n"))
    assert "earlier import" in tables.sheets.columns.known.text()
    assert tables.run(tmp_path / "april.db").activities == 4


def test_columns_of_titles_and_countries_that_are_not_recognised_are_asked_for(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_text("Ref;Grant name;Where;Remarks\nB1;Wells;Niger;Late\nB2;Roads;Mali;\n", encoding="utf-8")
    tables.add(path)
    dialog, columns = tables.dialog, tables.sheets.columns
    assert dialog.state.text().startswith("No column was recognised as the titles of the projects, and none")
    assert "2 questions" in tables.sheets.tabText(1)
    assert columns.open.text().startswith("2 questions must be answered")
    assert not dialog.import_button.isEnabled()
    fields = columns.missing.fields
    assert "B: Grant name" in [
        fields[SheetSlot.TITLE].itemText(place) for place in range(fields[SheetSlot.TITLE].count())
    ]
    for slot, place in ((SheetSlot.TITLE, 1), (SheetSlot.COUNTRY, 2)):
        assert fields[slot].isVisible()
        with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
            choose(fields[slot], place)
    assert not columns.missing.isVisible()
    assert dialog.state.text() == ""
    text = tables.sheets.projects.toPlainText()
    assert "Wells" in text
    assert "Remarks: Late" in text
    tables.run(tmp_path / "grants.db")
    assert tables.composition.reading.reference.store.counts()[EntryKind.COUNTRY] == 2


def test_the_tabs_stay_where_they_are_once_all_is_answered(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv"))
    bar = tables.sheets.tabBar()
    before = bar.mapTo(tables.dialog, bar.rect().topLeft())
    answer_all(tables)
    assert tables.dialog.state.text() == ""
    QApplication.processEvents()
    assert bar.mapTo(tables.dialog, bar.rect().topLeft()) == before


def test_files_are_added_from_the_folder_used_last(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv"))
    tables.dialog.clear()
    tables.dialog.files.choose()
    (dialog,) = tables.dialog.files.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.reject()


def test_a_table_without_countries_is_imported_once_the_user_says_so(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_text("Ref;Title;Remarks\nB1;Wells;Late\nB2;Roads;\n", encoding="utf-8")
    tables.add(path)
    columns = tables.sheets.columns
    assert "countries" in tables.dialog.state.text()
    QTest.mouseClick(columns.next_question, Qt.MouseButton.LeftButton)
    field = columns.missing.fields[SheetSlot.COUNTRY]
    assert field.hasFocus() or not tables.dialog.isActiveWindow()
    tables.deny(SheetSlot.COUNTRY)
    assert tables.dialog.import_button.isEnabled() or not tables.dialog.target.text()
    assert tables.run(tmp_path / "grants.db").activities == 2
    tables.controller.open()
    tables.add(path)
    assert tables.sheets.missing == (), "the columns are known from the import before"


def test_cells_that_were_not_read_are_led_to_and_named(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv"))
    columns = tables.sheets.columns
    QTest.mouseClick(columns.next_unread, Qt.MouseButton.LeftButton)
    assert columns.table.currentIndex().row() == 2
    assert "C4" in columns.form.model.index(0, 0).data()
    assert "Sahelia" in columns.form.model.index(0, 1).data()
    QTest.mouseClick(columns.next_question, Qt.MouseButton.LeftButton)
    assert columns.table.currentIndex().row() == 3
    assert columns.form.answers[QuestionKind.DECIMAL_SIGN].hasFocus() or not tables.dialog.isActiveWindow()


def test_how_a_table_is_read_can_be_changed(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("Projets;;\nRéf;Titre;Pays\nX;Études;Niger\n".encode("cp1252"))
    tables.add(path)
    reading = tables.sheets.reading
    assert reading.encoding.currentText() == "windows-1252"
    assert reading.first.value() == 2
    assert "left out" in rows_of(reading)
    for combo in (reading.encoding, reading.separator):
        assert combo.width() >= combo.sizeHint().width() >= combo.fontMetrics().horizontalAdvance(combo.currentText())
    with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
        reading.first.setValue(1)
    assert tables.sheets.choice.heading_rows == (1, 1)
    with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
        choose(reading.separator, ",")
    assert "row 1 is taken" in tables.sheets.columns.known.text()
    with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
        choose(reading.separator, ";")
    assert tables.sheets.columns.known.text() == ""  # headings are recognised now
    with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
        choose(reading.encoding, "windows-1251")
    assert "Réf" not in rows_of(reading)


def test_a_table_without_titles_says_what_to_choose(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv", "Wells;Niger\nRoads;Mali\n", "Something;Country\n"))
    assert "titles" in tables.dialog.state.text()
    assert not tables.dialog.import_button.isEnabled()
    tables.take_as(0, SheetSlot.TITLE)
    assert tables.run(tmp_path / "a.db").activities == 2


def test_import_again_asks_only_what_is_new(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "march.csv"))
    answer_all(tables)
    tables.run(tmp_path / "mine.db")
    for kept in tables.composition.files.mappings.glob("*.toml"):
        kept.unlink()  # the reference alone knows
    with tables.qtbot.waitSignal(tables.dialog.files.files_changed, timeout=WAIT, raising=False):
        tables.controller.open_again()
        tables.qtbot.waitUntil(lambda: tables.dialog.windowTitle() == "Import again", timeout=WAIT)
        rows = "A1;Wells;Niger;1.200;01/02/2020;2022;12.000\n"
        tables.add(write(tmp_path / "april.csv", rows, HEAD[:-1] + ";Budget\n"))
    assert "New are: Budget" in tables.sheets.columns.known.text()
    assert [each.column for each in tables.sheets.columns._preview.questions] == [6, 6]
    tables.sheets.columns.table.select_row(6)
    tables.answer(QuestionKind.DECIMAL_SIGN, ",")
    tables.answer(QuestionKind.CURRENCY, "EUR")
    before = tables.composition.reference.edition.id
    outcome = tables.run(tmp_path / "april.db")
    assert outcome.dataset == tables.composition.reference.edition.dataset
    assert read_placed(tmp_path / "april.db").after == (before,)


def test_only_a_table_that_was_imported_before_is_said_to_be_read_as_then(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "march.csv"))
    answer_all(tables)
    assert not tables.sheets.columns.known.isVisible()
    assert tables.sheets.columns.known.text() == ""


def test_a_table_without_headings_is_read_all_the_same_and_says_so(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv", "Wells near Niamey\nRoads near Zinder\n", ""))
    known = tables.sheets.columns.known
    assert "row 1 is taken" in known.text()
    assert tables.dialog.state.text().startswith("No column was recognised as the titles")
    tables.take_as(0, SheetSlot.TITLE)
    assert "row 1 is taken" in known.text()
    assert tables.run(tmp_path / "mine.db").activities == 1


WRONG = {
    "empty.xlsx": "is empty",
    "protected.xlsx": "protected by a password",
    "cut.xlsx": "incomplete",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_table_says_why_where_the_user_looks(tables: Tables, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with Workbook(path) as book:
        book.add_worksheet()
    if name == "cut.xlsx":
        path.write_bytes(path.read_bytes()[:-500])
    if name == "protected.xlsx":
        path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    with tables.qtbot.waitSignal(tables.service.not_previewed, timeout=WAIT):
        tables.dialog.files.add([path])
    state = tables.dialog.state
    assert WRONG[name] in state.text()
    assert state.font().bold()
    assert not tables.dialog.tabs.isVisible()
    assert not tables.sheets.isVisible()
    assert state.mapTo(tables.dialog, state.rect().topLeft()).y() < tables.dialog.height() / 2
    tables.dialog.files.clear_files()
    tables.add(write(tmp_path / "b.csv", "A1;Wells;Niger\n", "Ref;Title;Country\n"))
    assert tables.sheets.isVisible()
    assert not state.isVisible()


def test_a_column_without_a_heading_is_said_to_have_none(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv", "A1;Wells;x\nA2;Roads;y\n", "Ref;Title;\n"))
    assert tables.cells(2)[:2] == ("C", "no heading")
    tables.sheets.columns.table.select_row(2)
    form = tables.sheets.columns.form
    assert (form.heading.text(), form.certainty.text()) == ("Column C, without a heading", "It has no heading.")


def test_after_an_import_its_file_is_named_and_the_former_reference_is_opened_again(
    tables: Tables, tmp_path: Path
) -> None:
    before = tables.composition.reference.path
    tables.add(write(tmp_path / "a.csv", "A1;Wells;Niger\n", "Ref;Title;Country\n"))
    tables.dialog.target.setText(str(tmp_path / "mine.db"))
    with tables.qtbot.waitSignal(tables.controller.service.imported, timeout=WAIT):
        QTest.mouseClick(tables.dialog.import_button, Qt.MouseButton.LeftButton)
    report = tables.controller.report
    assert report is not None
    assert f"It is the file {tmp_path / 'mine.db'}." in report.message.text()
    assert tables.composition.reference.path == tmp_path / "mine.db"
    QTest.mouseClick(report.former, Qt.MouseButton.LeftButton)
    assert tables.composition.reference.path == before
    assert tables.controller.report is None


def test_no_key_of_the_dialog_serves_two_things(tables: Tables, tmp_path: Path) -> None:
    assert len(keys_of(tables.dialog)) == len(set(keys_of(tables.dialog))) > 6
    tables.add(write(tmp_path / "march.csv"))
    tables.sheets.columns.table.select_row(2)
    for place in range(3):
        tables.sheets.setCurrentIndex(place)
        keys = keys_of(tables.dialog)
        assert len(keys) > 8
        assert sorted(keys) == sorted(set(keys)), place
    tables.sheets.setCurrentIndex(1)
    answer_all(tables)
    tables.dialog.target.setText(str(tmp_path / "mine.db"))
    with tables.qtbot.waitSignal(tables.controller.service.imported, timeout=WAIT):
        QTest.mouseClick(tables.dialog.import_button, Qt.MouseButton.LeftButton)
    report = tables.controller.report
    assert report is not None
    assert len(keys_of(report)) == len(set(keys_of(report))) >= 4
    report.close()


def test_large_text_leaves_rows_of_the_columns_in_view(tables: Tables, tmp_path: Path) -> None:
    font = tables.dialog.font()
    font.setPointSizeF(2 * font.pointSizeF())
    tables.dialog.setFont(font)
    tables.add(write(tmp_path / "march.csv"))
    table = tables.sheets.columns.table
    assert table.viewport().height() >= 3 * table.rowHeight(0)


def open_again(tables: Tables) -> None:
    """Open the dialog for a newer file of the open reference."""
    tables.dialog.setWindowTitle("before")
    tables.controller.open_again()
    tables.qtbot.waitUntil(lambda: tables.dialog.windowTitle() == "Import again", timeout=WAIT)


def test_import_again_names_what_is_missing_and_doubts_another_table(tables: Tables, tmp_path: Path) -> None:
    head = "Ref;Title;Country;Executing agency\n"
    tables.add(write(tmp_path / "march.csv", "A1;Wells;Niger;GIZ\n", head))
    tables.run(tmp_path / "mine.db")
    open_again(tables)
    tables.add(write(tmp_path / "april.csv", "A1;Wells;Niger;GIZ\n", head.replace("Executing", "Implementing")))
    known = tables.sheets.columns.known
    assert known.text().endswith("New are: Implementing agency. No longer there are: Executing agency.")
    assert "same table" not in known.text()
    tables.dialog.files.clear_files()
    tables.add(write(tmp_path / "other.csv", "Brunnen;Niger;x\n", "Titel;Land;Ref\n"))
    assert known.text().startswith("This does not look like the same table: it has 1 of the 4 columns")
    tables.take_as(2, SheetSlot.OTHER)
    assert "same table" in known.text()


def test_import_again_says_what_becomes_of_the_title(tables: Tables, tmp_path: Path) -> None:
    head = "Ref;Title\n"
    tables.add(write(tmp_path / "march.csv", "A1;Wells\n", head))
    tables.run(tmp_path / "mine.db")
    open_again(tables)
    assert "title is formed from the new files" in tables.dialog.hint.text()
    assert "publishers" not in tables.dialog.hint.text()
    tables.add(write(tmp_path / "april.csv", "A1;Wells\n", head))
    assert tables.dialog.title.text() == "april"
    tables.dialog.title.setText("Portfolio")
    tables.run(tmp_path / "april.db")
    open_again(tables)
    assert "title is kept" in tables.dialog.hint.text()
    assert tables.dialog.title.text() == "Portfolio"


def test_the_columns_of_two_tables_are_shown_counted_and_mapped(tables: Tables, tmp_path: Path) -> None:
    head = "Ref;Title;Country\n"
    tables.add(write(tmp_path / "a.csv", "A1;Wells;Niger\n", head))
    tables.add(
        write(tmp_path / "b.csv", "B1;Roads;Sahelia;GIZ;1.200\n", head[:-1] + ";Executing agency;Budget (EUR)\n")
    )
    assert tables.sheets.columns.model.rowCount() == 5
    assert tables.cells(2)[4:6] == ("1", "1")
    assert tables.sheets.columns._preview.columns[2].unread_cells[0].place == "b.csv C2"
    assert tables.cells(3)[:3] == ("D · b.csv", "Executing agency", "Implemented by")
    assert tables.dialog.title.text() == "a, b"
    assert "b.csv: CSV" in tables.sheets.reading.about.text()
    assert [(each.column, each.file) for each in tables.sheets.columns._preview.questions] == [(4, "b.csv")]
    tables.sheets.columns.table.select_row(4)
    tables.answer(QuestionKind.DECIMAL_SIGN, ",")
    outcome = tables.run(tmp_path / "both.db")
    assert outcome.title == "a, b"
    assert not [what for _, what in outcome.kinds if what.startswith("column-")]
    assert tables.composition.reference.store.known({"organisation/giz"})
    open_again(tables)
    tables.add(tmp_path / "a.csv", tmp_path / "b.csv")
    assert "earlier import" in tables.sheets.columns.known.text()
    assert "New are" not in tables.sheets.columns.known.text()
    assert not tables.sheets.columns._preview.questions


def test_a_question_names_what_leaves_it_open_and_the_table_it_is_in(tables: Tables, tmp_path: Path) -> None:
    head = "ID;Title;Budget (EUR);Start\n"
    tables.add(write(tmp_path / "may.csv", "A1;Wells;1,5;2019\n", head))
    form = tables.sheets.columns.form
    assert not tables.sheets.columns._preview.questions
    tables.add(write(tmp_path / "june.csv", "A2;Roads;2,5;01/02/2020\n", head))
    tables.sheets.columns.table.select_row(3)
    label = form._asked[QuestionKind.DAY_ORDER]
    assert label.isVisibleTo(form)
    assert label.text().endswith("It is asked because of 01/02/2020 in june.csv.")
    tables.answer(QuestionKind.DAY_ORDER, "day-first")
    assert tables.run(tmp_path / "mine.db").activities == 2


def test_a_mapping_is_saved_and_loaded_and_a_template_needs_no_answer(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv"))
    answer_all(tables)
    controller = tables.controller.tables
    QTest.mouseClick(tables.sheets.columns.save, Qt.MouseButton.LeftButton)
    with tables.qtbot.waitSignal(controller.service.saved, timeout=WAIT):
        controller.save_dialog.chosen.emit(str(tmp_path / "columns.toml"), 0)
    tables.dialog.files.clear_files()
    tables.add(tmp_path / "a.csv")
    assert tables.sheets.columns._preview.questions
    with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
        controller.service.read_mapping(tmp_path / "columns.toml")
    assert not tables.sheets.columns._preview.questions
    QTest.mouseClick(tables.dialog.template, Qt.MouseButton.LeftButton)
    with tables.qtbot.waitSignal(controller.service.saved, timeout=WAIT):
        controller.save_dialog.chosen.emit(str(tmp_path / "projects.xlsx"), 0)
    tables.dialog.files.clear_files()
    tables.add(tmp_path / "projects.xlsx")
    assert tables.dialog.import_button.isEnabled()


def test_a_table_is_dropped_and_offered_by_open(tables: Tables, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv")
    with tables.qtbot.waitSignal(tables.service.previewed, timeout=WAIT):
        assert drop(tables.dialog, path)
    tables.dialog.close()
    tables.composition.reading.open_reference(str(path))
    question = tables.controller.question
    assert question is not None
    assert "CSV" in question.text()
    question.close()


def test_tables_and_activities_are_not_mixed(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<iati-activities/>", encoding="utf-8")
    with tables.qtbot.waitSignal(tables.service.not_previewed, timeout=WAIT):
        tables.dialog.files.add([write(tmp_path / "a.csv"), tmp_path / "a.xml"])
    assert "one after the other" in tables.dialog.state.text()


def test_an_import_is_cancelled_at_once_while_a_workbook_is_read(tables: Tables, tmp_path: Path) -> None:
    folder, path = tmp_path / "target", tmp_path / "many.xlsx"
    folder.mkdir()
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Ref", "Title", "Country"))
        for number in range(1, 5_000):
            sheet.write_row(number, 0, (f"P{number}", f"Well {number}", "Niger"))
    tables.add(path)
    tables.dialog.target.setText(str(folder / "mine.db"))
    service, cancel = tables.controller.service, tables.dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    QTest.mouseClick(tables.dialog.import_button, Qt.MouseButton.LeftButton)
    with tables.qtbot.waitSignal(service.cancelled, timeout=WAIT):
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert "nothing was written" in tables.dialog.state.text()
    assert not service.is_busy
    service._imports.finish()
    assert list(folder.iterdir()) == []
    assert tables.dialog.import_button.isEnabled()


def test_an_import_that_is_done_when_cancelling_takes_effect_is_not_said_to_be_cancelled(
    tables: Tables, tmp_path: Path
) -> None:
    tables.add(write(tmp_path / "march.csv"))
    answer_all(tables)
    tables.dialog.target.setText(str(tmp_path / "mine.db"))
    service, told = tables.controller.service, list[str]()
    service.cancelled.connect(lambda: told.append("cancelled"))
    service.imported.connect(lambda _outcome: told.append("imported"))
    QTest.mouseClick(tables.dialog.import_button, Qt.MouseButton.LeftButton)
    assert service._imports.finish()  # it is done, and this thread does not know yet
    assert service._run is not None
    service._give_up_reading(service._run)
    tables.qtbot.waitUntil(lambda: bool(told))
    assert (told, service.is_busy) == (["imported"], False)
    assert tables.composition.reference.path == tmp_path / "mine.db"


def test_only_the_notes_that_were_asked_for_last_are_handed_over(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "march.csv"))
    answer_all(tables)
    tables.run(tmp_path / "mine.db")
    service, told = tables.controller.service, list[str]()
    service.ask_notes(tmp_path / "mine.db", None, lambda _notes: told.append("first"))
    assert service._notes.finish()  # they are read, and this thread does not know yet
    service.ask_notes(tmp_path / "mine.db", None, lambda _notes: told.append("second"))
    tables.qtbot.waitUntil(lambda: "second" in told)
    assert told == ["second"]


def test_the_words_of_a_table_for_a_status_are_said_to_be_stated(tables: Tables, tmp_path: Path) -> None:
    tables.add(write(tmp_path / "a.csv", "A1;Puits;En cours\n", "N°;Titre;Statut\n"))
    tables.run(tmp_path / "mine.db")
    tables.composition.reading.open(Address("project/a1"))
    assert "En cours, as stated" in tables.composition.window.page.toPlainText()
