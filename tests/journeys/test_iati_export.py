"""A user writes projects as IATI activities from the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address, search_address
from coopviewer.widgets.export.iati_dialog import IatiAnswers, IatiDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.exchange.iati.iati_schema import schema_faults
from tests.journeys.conftest import Opens

ANSWERS = IatiAnswers(0, "XM-EXAMPLE-1", "90", "Example", True, "none", False)


def asked(composition: Composition) -> IatiDialog:
    composition.window.actions_by_id[ActionId.EXPORT_IATI].trigger()
    dialog = composition.menu.exports.iati.dialog
    assert dialog is not None
    return dialog


def scopes(dialog: IatiDialog) -> list[str]:
    return [dialog.scope.itemText(place) for place in range(dialog.scope.count())]


def written(composition: Composition, qtbot: QtBot, path: Path, answers: IatiAnswers) -> str:
    controller = composition.menu.exports.iati
    with qtbot.waitSignal(controller.service.written):
        controller.write(path, answers)
    return composition.window.statusBar().currentMessage()


def test_all_projects_are_written_and_what_is_left_out_is_shown(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition, path = opens(), tmp_path / "all.xml"
    dialog = asked(composition)
    assert scopes(dialog) == ["All 4 projects"]
    dialog.reporter.setText("XM-EXAMPLE-1")
    answers: list[IatiAnswers] = []
    dialog.export_wanted.connect(answers.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert written(composition, qtbot, path, answers[0]) == f"4 activities were written to {path}."
    assert schema_faults(path.read_bytes()) == []
    report = composition.menu.exports.iati.report
    assert report is not None
    assert "The source states no sector, and none is guessed." in report.text.toPlainText()
    report.close()
    again = asked(composition)
    assert again.reporter.text() == "XM-EXAMPLE-1"
    again.reject()


def test_the_project_shown_and_the_search_shown_are_offered(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition, path = opens(), tmp_path / "one.xml"
    composition.reading.open(Address("project/afic"))
    dialog = asked(composition)
    assert scopes(dialog) == ["This project", "All 4 projects"]
    dialog.reject()
    assert written(composition, qtbot, path, ANSWERS) == f"1 activity was written to {path}."
    assert "AFIC" in path.read_text(encoding="utf-8")
    composition.reading.open(search_address("partner:IOM"))
    dialog = asked(composition)
    assert scopes(dialog)[0] == "The projects found by “partner:IOM”"
    dialog.reject()
    assert written(composition, qtbot, path, ANSWERS) == f"2 activities were written to {path}."


def test_without_a_reporter_a_sentence_asks_for_one_and_nothing_is_written(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition, told = opens(), []
    composition.window.show_error = told.append  # type: ignore[method-assign]
    asked(composition).reject()
    controller = composition.menu.exports.iati
    with qtbot.waitSignal(controller.service.failed):
        controller.write(tmp_path / "none.xml", ANSWERS._replace(reporter=""))
    assert len(told) == 1
    assert "names no reporting organisation" in told[0]
    assert list(tmp_path.glob("none*")) == []
