"""A person keeps a folder of Markdown pages up to date from the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.settings import SettingsFile
from coopviewer.widgets.export.folder_dialog import FolderDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.desk import Sits


def asked(composition: Composition) -> FolderDialog:
    composition.window.actions_by_id[ActionId.EXPORT_MARKDOWN].trigger()
    dialog = composition.menu.exports.markdown.dialog
    assert dialog is not None
    return dialog


def export(composition: Composition, qtbot: QtBot, folder: Path) -> None:
    dialog = asked(composition)
    dialog.folder.setText(str(folder))
    with qtbot.waitSignal(composition.menu.exports.markdown.service.renewed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def status(composition: Composition) -> str:
    return composition.window.statusBar().currentMessage()


def test_all_entries_are_written_and_the_folder_is_remembered(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition, folder = opens(), tmp_path / "vault"
    assert not asked(composition).export.isEnabled()
    composition.menu.exports.markdown.dialog.reject()
    export(composition, qtbot, folder)
    assert status(composition) == f"93 pages were written into {folder}."
    assert (folder / "Countries" / "Niger.md").is_file()
    assert SettingsFile(composition.files.settings).current.markdown_folder == str(folder)
    again = asked(composition)
    assert again.folder.text() == str(folder)
    again.reject()


def test_a_note_is_a_callout_and_a_changed_page_is_named_in_a_report(sits: Sits, tmp_path: Path) -> None:
    desk, folder = sits(), tmp_path / "vault"
    desk.write("Ask Ana about this.")
    composition = desk.composition
    dialog = asked(composition)
    dialog.folder.setText(str(folder))
    dialog.notes.setChecked(True)
    controller = composition.menu.exports.markdown
    with desk.qtbot.waitSignal(controller.service.renewed):
        dialog.export.click()
    (page,) = [path for path in folder.rglob("*.md") if "> Ask Ana about this." in path.read_text(encoding="utf-8")]
    assert page.name == "Strengthening the Africa-Frontex Intelligence Community (AFIC).md"
    assert controller.report is None
    page.write_text(page.read_text(encoding="utf-8").replace("Ask Ana", "Asked Ana"), encoding="utf-8")
    with desk.qtbot.waitSignal(controller.service.renewed):
        controller.renew(str(folder), True)
    assert controller.report is not None
    assert "1 page was left as it is" in controller.report.text.toPlainText()
    assert page.name in controller.report.text.toPlainText()
    controller.report.close()
    assert "Asked Ana" in page.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition, told = opens(), []
    composition.window.show_error = told.append  # type: ignore[method-assign]
    file = tmp_path / "file"
    file.touch()
    controller = composition.menu.exports.markdown
    with qtbot.waitSignal(controller.service.failed):
        controller.renew(str(file), False)
    assert told == [f"{file} is not a folder. Give the name of a folder; it is created if it is missing."]
    assert not controller.service.is_busy


def test_a_cancelled_export_can_be_begun_again(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition, folder = opens(), tmp_path / "vault"
    controller = composition.menu.exports.markdown
    with qtbot.waitSignal(controller.service.cancelled):
        controller.renew(str(folder), False)
        controller.service.cancel()
    assert status(composition).startswith("Cancelled. ")
    export(composition, qtbot, folder)
    assert len(list(folder.rglob("*.md"))) == 93
