"""Files of a publisher become a reference: files, preview, progress, cancelling, opening, and the report."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition, Start
from coopviewer.app.importing.import_controller import ImportController
from coopviewer.app.window import make_composition
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, IMPORT_ADDRESS, Address
from coopviewer.domain.imports.requests import ImportOutcome
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.widgets.importing.import_dialog import ImportDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import TODAY, Opens
from tests.journeys.iati_files import PUBLISHER, UNUSUAL, activity, iati, write_iati

WAIT = 120_000


class Importing:
    """A window in which files are imported."""

    def __init__(self, composition: Composition, qtbot: QtBot) -> None:
        self.composition, self.qtbot = composition, qtbot
        composition.settle()
        self.controller: ImportController = composition.references.importing
        self.dialog: ImportDialog = self.controller.dialog

    def preview(self, *files: Path) -> None:
        """Add files, and wait until the preview is shown."""
        with self.qtbot.waitSignal(self.controller.service.previewed, timeout=WAIT):
            self.dialog.files.add(files)

    def said(self, tab: int = 0) -> str:
        self.dialog.tabs.setCurrentIndex(tab)
        return self.dialog.tabs.texts[tab].toPlainText()

    def run(self, target: Path) -> ImportOutcome:
        """Import into a file by the button, and wait until it is opened."""
        self.dialog.target.setText(str(target))
        with self.qtbot.waitSignal(self.controller.service.imported, timeout=WAIT) as done:
            QTest.mouseClick(self.dialog.import_button, Qt.MouseButton.LeftButton)
        outcome = done.args[0]
        assert isinstance(outcome, ImportOutcome)
        return outcome

    def cancel(self) -> None:
        button = self.dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def importing(opens: Opens, qtbot: QtBot) -> Importing:
    """Open the dialog by its action."""
    composition = opens()
    found = Importing(composition, qtbot)
    composition.window.actions_by_id[ActionId.IMPORT_DATA].trigger()
    return found


def cut_off(path: Path) -> Path:
    """Write a file that breaks off in the third activity."""
    whole = iati(activity(1), activity(2), activity(3))
    path.write_text(whole[: whole.index("Wells and pipes, part 3")], encoding="utf-8")
    return path


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and drop them; return whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    entering.ignore()
    QApplication.sendEvent(widget, entering)
    if entering.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), action, data, button, none))
    return entering.isAccepted()


def test_files_are_previewed_imported_opened_and_reported(importing: Importing, tmp_path: Path) -> None:
    dialog, reading = importing.dialog, importing.composition.reading
    assert not dialog.import_button.isEnabled()
    importing.preview(write_iati(tmp_path / "a.xml", 3, extra=UNUSUAL))
    contents = importing.said()
    for words in ("Aid & Test", "Niger", "2020 to 2030", "EUR", "2.03", "a.xml"):
        assert words in contents
    assert "Water for village 1" in importing.said(1)
    assert "transaction" in importing.said(2)
    assert "a.xml, line" in importing.said(3)
    assert dialog.import_button.isEnabled()
    assert dialog.title.text()
    assert dialog.target.text().endswith(".db")
    before = reading.reference.path
    outcome = importing.run(tmp_path / "mine.db")
    assert (outcome.activities, reading.reference.path) == (3, tmp_path / "mine.db")
    assert not dialog.isVisible()
    assert before == paths.reference_file()
    report = importing.controller.report
    assert report is not None
    assert "3 activities" in report.message.text()
    importing.qtbot.waitUntil(lambda: report.model.rowCount() == outcome.note_count, timeout=WAIT)
    assert outcome.note_count >= 2
    report.table.selectRow(0)
    assert "a.xml, line" in report.whole.text()
    assert "“" in report.whole.text()
    QTest.keyClick(report.table, Qt.Key.Key_Return)
    assert importing.composition.page.title == "Water for village 1"
    QTest.mouseClick(report.page, Qt.MouseButton.LeftButton)
    assert reading.address == IMPORT_ADDRESS
    assert "a.xml" in importing.composition.page.toPlainText()
    assert not report.isVisible()


def test_the_notes_of_one_kind_are_listed_and_all_are_saved_as_text(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml", 2, extra=UNUSUAL))
    outcome = importing.run(tmp_path / "mine.db")
    report, service = importing.controller.report, importing.controller.service
    assert report is not None
    assert report.kinds.count() == len(outcome.kinds) + 1
    report.kinds.setCurrentIndex(1)
    kind = report._kinds[0]
    importing.qtbot.waitUntil(lambda: report.model.rowCount() == outcome.kinds[kind], timeout=WAIT)
    with importing.qtbot.waitSignal(service.report_saved, timeout=WAIT):
        QTest.mouseClick(report.save, Qt.MouseButton.LeftButton)
        dialog = importing.controller.save_dialog
        assert dialog is not None
        dialog.chosen.emit(str(tmp_path / "report.txt"), 0)
    lines = (tmp_path / "report.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == report.message.text().splitlines()[0]
    assert sum(line.startswith("  a.xml") for line in lines) == outcome.note_count


def test_a_cancelled_import_leaves_nothing_and_the_reference_stays_open(importing: Importing, tmp_path: Path) -> None:
    folder = tmp_path / "target"
    folder.mkdir()
    importing.preview(write_iati(tmp_path / "large.xml", 3000))
    importing.dialog.target.setText(str(folder / "mine.db"))
    service = importing.controller.service
    with importing.qtbot.waitSignal(service.progressed, timeout=WAIT):
        QTest.mouseClick(importing.dialog.import_button, Qt.MouseButton.LeftButton)
    assert importing.dialog.bar.isVisible()
    assert not importing.dialog.title.isVisible()
    assert importing.dialog.height() < 250
    importing.controller.open([tmp_path / "other.xml"])  # such as one that is dropped meanwhile
    assert "An import is running" in importing.composition.window.status_bar.currentMessage()
    assert len(importing.dialog.files.files) == 1
    with importing.qtbot.waitSignal(service.cancelled, timeout=WAIT):
        importing.cancel()
    assert list(folder.iterdir()) == []
    assert importing.composition.reference.path == paths.reference_file()
    assert "nothing was written" in importing.dialog.state.text()
    assert importing.dialog.import_button.isEnabled()
    assert importing.dialog.title.isVisible()
    assert importing.dialog.height() > 250


def test_closing_the_window_ends_an_import_and_leaves_nothing(importing: Importing, tmp_path: Path) -> None:
    folder = tmp_path / "target"
    folder.mkdir()
    importing.preview(write_iati(tmp_path / "large.xml", 3000))
    importing.dialog.target.setText(str(folder / "mine.db"))
    with importing.qtbot.waitSignal(importing.controller.service.progressed, timeout=WAIT):
        QTest.mouseClick(importing.dialog.import_button, Qt.MouseButton.LeftButton)
    importing.composition.window.close()
    assert list(folder.iterdir()) == []  # with the rest of the import, its file would be there


def test_of_a_file_that_breaks_off_the_part_before_can_be_imported(importing: Importing, tmp_path: Path) -> None:
    importing.preview(cut_off(tmp_path / "broken.xml"))
    dialog = importing.dialog
    assert "line" in dialog.state.text()
    assert not dialog.import_button.isEnabled()
    assert dialog.partial.isVisible()
    dialog.target.setText(str(tmp_path / "part.db"))
    with importing.qtbot.waitSignal(importing.controller.service.imported, timeout=WAIT) as done:
        QTest.mouseClick(dialog.partial, Qt.MouseButton.LeftButton)
    assert done.args[0].activities == 2
    report = importing.controller.report
    assert report is not None
    assert "broken.xml breaks off" in report.message.text()


@pytest.mark.parametrize(
    "text", ["no XML", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><iati-activities/>', "<html/>", ""]
)
def test_a_file_that_cannot_be_imported_is_told_and_can_be_taken_out(
    importing: Importing, tmp_path: Path, text: str
) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text(text, encoding="utf-8")
    importing.dialog.files.add([wrong])
    importing.qtbot.waitUntil(lambda: "wrong.xml" in importing.dialog.state.text(), timeout=WAIT)
    assert not importing.dialog.import_button.isEnabled()
    QTest.keyClick(importing.dialog.files, Qt.Key.Key_Delete)
    assert importing.dialog.files.files == ()
    assert importing.dialog.state.text() == ""
    importing.preview(write_iati(tmp_path / "right.xml"))
    assert importing.dialog.import_button.isEnabled()


def test_what_the_user_typed_is_kept_when_files_are_added(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.dialog.title.setText("My own title")
    importing.dialog.target.setText(str(tmp_path / "own"))
    importing.preview(write_iati(tmp_path / "b.xml", 2))
    assert importing.dialog.title.text() == "My own title"
    outcome = importing.run(tmp_path / "own")
    assert (outcome.title, outcome.target) == ("My own title", tmp_path / "own.db")


def test_a_file_that_exists_is_replaced_only_if_the_user_agrees(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.run(tmp_path / "mine.db")
    importing.composition.reading.open_reference(str(paths.reference_file()))
    importing.controller.open([tmp_path / "a.xml"])
    importing.qtbot.waitUntil(importing.dialog.import_button.isEnabled, timeout=WAIT)
    importing.dialog.target.setText(str(tmp_path / "mine.db"))
    stamp = (tmp_path / "mine.db").stat().st_ino
    QTest.mouseClick(importing.dialog.import_button, Qt.MouseButton.LeftButton)
    question = importing.controller.question
    assert question is not None
    assert "mine.db" in question.text()
    question.reject()
    assert (tmp_path / "mine.db").stat().st_ino == stamp
    QTest.mouseClick(importing.dialog.import_button, Qt.MouseButton.LeftButton)
    with importing.qtbot.waitSignal(importing.controller.service.imported, timeout=WAIT):
        importing.controller.question.accept()
    assert importing.composition.reference.path == tmp_path / "mine.db"


def test_the_open_reference_is_not_replaced(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.run(tmp_path / "mine.db")
    importing.controller.open([tmp_path / "a.xml"])
    importing.qtbot.waitUntil(importing.dialog.import_button.isEnabled, timeout=WAIT)
    importing.dialog.target.setText(str(tmp_path / "mine.db"))
    QTest.mouseClick(importing.dialog.import_button, Qt.MouseButton.LeftButton)
    assert "open as the reference" in importing.dialog.state.text()
    assert not importing.dialog.is_running


def test_newer_files_are_imported_again_as_an_edition_of_the_dataset(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.dialog.title.setText("Kept title")
    first = importing.run(tmp_path / "one.db")
    importing.composition.window.actions_by_id[ActionId.IMPORT_AGAIN].trigger()
    importing.qtbot.waitUntil(importing.dialog.isVisible, timeout=WAIT)
    importing.qtbot.waitUntil(lambda: importing.dialog.title.text() == "Kept title", timeout=WAIT)
    importing.preview(write_iati(tmp_path / "b.xml", 5))
    second = importing.run(tmp_path / "two.db")
    assert (second.title, second.dataset, second.activities) == ("Kept title", first.dataset, 5)


def test_importing_again_says_what_it_means_and_keeps_the_open_page(importing: Importing, tmp_path: Path) -> None:
    reading = importing.composition.reading
    importing.preview(write_iati(tmp_path / "a.xml", 5))
    assert "newer edition" not in importing.dialog.hint.text()
    importing.run(tmp_path / "one.db")
    last = Address(reading.reference.store.entries(EntryKind.PROJECT)[-1].id)
    reading.open(last)
    for file, activities, shown in (("b.xml", 5, last), ("c.xml", 3, HOME_ADDRESS)):
        importing.composition.window.actions_by_id[ActionId.IMPORT_AGAIN].trigger()
        importing.qtbot.waitUntil(importing.dialog.isVisible, timeout=WAIT)
        importing.qtbot.waitUntil(lambda: "same dataset" in importing.dialog.hint.text(), timeout=WAIT)
        importing.preview(write_iati(tmp_path / file, activities))
        importing.run(tmp_path / f"{file}.db")
        assert reading.address == shown


def test_only_an_imported_reference_can_be_imported_again(importing: Importing, tmp_path: Path) -> None:
    action = importing.composition.window.actions_by_id[ActionId.IMPORT_AGAIN]
    assert not action.isEnabled()
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.run(tmp_path / "one.db")
    assert action.isEnabled()
    importing.composition.reading.open_reference(str(paths.reference_file()))
    assert not action.isEnabled()


def test_a_file_dropped_on_the_window_is_offered_for_import(importing: Importing, tmp_path: Path) -> None:
    importing.dialog.close()
    file = write_iati(tmp_path / "a.xml")
    assert drop(importing.composition.window, file)
    question = importing.controller.question
    assert question is not None
    assert "XML" in question.text()
    with importing.qtbot.waitSignal(importing.controller.service.previewed, timeout=WAIT):
        question.accept()
    assert importing.dialog.files.files == (file,)


def test_several_dropped_files_are_imported_together(importing: Importing, tmp_path: Path) -> None:
    importing.dialog.close()
    files = [write_iati(tmp_path / f"{name}.xml") for name in "ab"]
    with importing.qtbot.waitSignal(importing.controller.service.previewed, timeout=WAIT):
        assert drop(importing.composition.window, *files)
    assert importing.dialog.files.files == tuple(files)


def test_files_are_dropped_on_the_dialog(importing: Importing, tmp_path: Path) -> None:
    file = write_iati(tmp_path / "a.xml")
    with importing.qtbot.waitSignal(importing.controller.service.previewed, timeout=WAIT):
        assert drop(importing.dialog, file, file)
    assert importing.dialog.files.files == (file,)
    (tmp_path / "empty").mkdir()
    assert not drop(importing.dialog, tmp_path / "empty")


def test_a_reference_dropped_on_the_window_is_opened(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.run(tmp_path / "mine.db")
    assert drop(importing.composition.window, paths.reference_file())
    assert importing.composition.reference.path == paths.reference_file()


@pytest.mark.parametrize("name", ["a.xml", "a.dat"])
def test_a_start_with_a_file_of_data_opens_the_bundled_reference_and_offers_the_import(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    file = write_iati(tmp_path / name)
    start = Start(file, None, False, lambda: TODAY, True, tmp_path)
    composition = make_composition(qapp, start)
    qtbot.addWidget(composition.window)
    composition.window.show()
    composition.show_first_page()
    composition.settle()
    assert composition.reference.path == paths.reference_file()
    question = composition.references.importing.question
    assert question is not None
    assert str(file) in question.text()
    question.reject()
    composition.window.close()
    composition.stop()


def test_an_imported_reference_is_listed_and_its_entries_are_found(importing: Importing, tmp_path: Path) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    importing.run(tmp_path / "mine.db")
    composition = importing.composition
    assert composition.references.service.wait()
    assert composition.references.service.last[0].place == str(tmp_path / "mine.db")
    search = composition.search.controller
    with importing.qtbot.waitSignal(search.search_service.answered, timeout=WAIT):
        search.look_for(f"{PUBLISHER}-1")
    hits = composition.search.hits
    assert hits is not None
    assert "Water for village 1" in [hits.index(row, 0).data() for row in range(hits.rowCount())]


def test_of_a_dropped_folder_the_files_of_data_are_taken(importing: Importing, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    folder.mkdir()
    files = [write_iati(folder / name) for name in ("a.xml", "B.XML")]
    (folder / "notes.txt").write_text("x")
    with importing.qtbot.waitSignal(importing.controller.service.previewed, timeout=WAIT):
        assert drop(importing.dialog, folder)
    assert sorted(importing.dialog.files.files) == sorted(files)


def test_an_import_is_done_by_keyboard_alone(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    importing = Importing(opens(), qtbot)
    window, dialog = importing.composition.window, importing.dialog
    QTest.keySequence(window, window.actions_by_id[ActionId.IMPORT_DATA].shortcut())
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.add
    importing.preview(write_iati(tmp_path / "a.xml"))
    dialog.tabs.tabBar().setFocus()
    QTest.keyClick(dialog.tabs.tabBar(), Qt.Key.Key_Right)
    assert dialog.tabs.currentIndex() == 1
    dialog.target.setFocus()
    dialog.target.selectAll()
    QTest.keyClicks(dialog.target, str(tmp_path / "typed.db"))
    with qtbot.waitSignal(importing.controller.service.imported, timeout=WAIT):
        QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    report = importing.controller.report
    assert report is not None
    QTest.keyClick(report, Qt.Key.Key_Escape)
    assert not report.isVisible()
    assert importing.composition.reference.path == tmp_path / "typed.db"
    assert window.focusWidget() is importing.composition.page
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keySequence(window, window.actions_by_id[ActionId.REFERENCES].shortcut())
    assert importing.composition.references.dialog.isVisible()


@pytest.mark.parametrize("target", ["missing/mine.db", "a.xml"])
def test_an_import_that_fails_is_told_and_can_be_tried_again(importing: Importing, tmp_path: Path, target: str) -> None:
    importing.preview(write_iati(tmp_path / "a.xml"))
    content = (tmp_path / "a.xml").read_bytes()
    importing.dialog.target.setText(str(tmp_path / target))
    with importing.qtbot.waitSignal(importing.controller.service.failed, timeout=WAIT):
        QTest.mouseClick(importing.dialog.import_button, Qt.MouseButton.LeftButton)
        if importing.controller.question is not None:
            importing.controller.question.accept()
    assert Path(target).name in importing.dialog.state.text() or "missing" in importing.dialog.state.text()
    assert (tmp_path / "a.xml").read_bytes() == content
    assert importing.run(tmp_path / "right.db").activities == 3


def test_files_may_be_dropped_on_the_page_too(importing: Importing, tmp_path: Path) -> None:
    importing.dialog.close()
    file = write_iati(tmp_path / "a.xml")
    composition = importing.composition
    assert drop(composition.page.viewport(), file)
    assert drop(composition.navigator.tree.viewport(), file)
