"""A person asks which countries have what, and reads the answer off a grid."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.overviews.coverage_controller import CoverageController
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.rendering.overviews.coverage_rows import GridRow
from coopviewer.widgets.overviews.coverage_canvas import ALL_PROJECTS
from coopviewer.widgets.overviews.coverage_geometry import HEADING, LISTED_SIGN, NAME, NOT_LISTED_SIGN, Cell
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens


def show(composition: Composition, qtbot: QtBot) -> CoverageController:
    composition.window.actions_by_id[ActionId.COVERAGE].trigger()
    controller = composition.menu.overviews.controller("coverage")
    assert isinstance(controller, CoverageController)
    qtbot.waitUntil(lambda: controller.pane.count.text() != "")
    return controller


def click(controller: CoverageController, qtbot: QtBot, cell: Cell) -> None:
    canvas = controller.canvas
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.rect_of(cell).center().toPoint())


def countries(controller: CoverageController) -> list[str]:
    view = controller.canvas.grid.view
    assert view is not None
    return [line.ref.title for line in view.lines if isinstance(line, GridRow)]


def test_arrangement_but_no_project_is_two_clicks(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot)
    assert len(countries(controller)) == 49
    click(controller, qtbot, Cell(LISTED_SIGN, 0))
    qtbot.waitUntil(lambda: len(countries(controller)) == 18)
    click(controller, qtbot, Cell(NOT_LISTED_SIGN, ALL_PROJECTS))
    qtbot.waitUntil(lambda: countries(controller) == ["Canada", "Russian Federation", "United States"])
    assert "EU4BorderSecurity" in controller.pane.notes.text()
    assert len(controller.pane.chips.buttons) == 2
    composition.reading.step(-1)
    qtbot.waitUntil(lambda: len(countries(controller)) == 18)


def test_a_chip_takes_its_filter_back(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot)
    click(controller, qtbot, Cell(LISTED_SIGN, 0))
    qtbot.waitUntil(lambda: len(countries(controller)) == 18)
    qtbot.mouseClick(controller.pane.chips.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(countries(controller)) == 49)


def test_a_region_is_folded_and_a_column_sorts(opens: Opens, qtbot: QtBot) -> None:
    controller = show(opens(), qtbot)
    shown = len(controller.canvas.grid.shown)
    click(controller, qtbot, Cell(0, NAME))
    assert len(controller.canvas.grid.shown) == shown - 33
    click(controller, qtbot, Cell(0, NAME))
    click(controller, qtbot, Cell(HEADING, 0))
    qtbot.waitUntil(lambda: countries(controller)[:2] == ["Cape Verde", "Nigeria"])


def test_the_grid_is_used_by_the_keyboard(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot)
    canvas = controller.canvas
    qtbot.waitUntil(canvas.hasFocus)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(canvas, key)
    qtbot.waitUntil(lambda: len(countries(controller)) == 18)
    canvas.set_current(Cell(1, NAME))
    assert canvas.accessibleDescription() == countries(controller)[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert composition.page.title == "Cape Verde"


def test_the_table_says_the_same_as_the_grid(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot)
    composition.reading.open(parse_address("coop:coverage?where=arrangement:listed&view=table"))
    qtbot.waitUntil(lambda: controller.pane.model.rowCount() == 18)
    model = controller.pane.model
    assert {model.index(row, 2).data() for row in range(18)} == {"listed"}
    assert controller.pane.table.isVisible()
