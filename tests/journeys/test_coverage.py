"""A person looks at what the source lists for each country."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.overviews.coverage_controller import CoverageController
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.rendering.overviews.coverage_rows import GridRow
from coopviewer.widgets.overviews.coverage_geometry import NAME, Cell
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens

LEFT = Qt.MouseButton.LeftButton


def show_coverage(composition: Composition, qtbot: QtBot, query: str = "") -> CoverageController:
    composition.reading.open(parse_address(f"coop:coverage{'?' if query else ''}{query}"))
    controller = composition.menu.overviews.controller("coverage")
    assert isinstance(controller, CoverageController)
    qtbot.waitUntil(lambda: controller.canvas.grid.view is not None)
    return controller


def cell_of(controller: CoverageController, country: str, key: str) -> Cell:
    view = controller.canvas.grid.view
    assert view is not None
    lines = [index for index, line in enumerate(view.lines) if isinstance(line, GridRow) and line.ref.title == country]
    columns = [index for index, column in enumerate(view.columns) if column.key == key]
    return Cell(lines[0], columns[0] if key else NAME)


def click(controller: CoverageController, qtbot: QtBot, cell: Cell) -> None:
    controller.canvas.set_current(cell)  # scrolls it into view
    at = controller.canvas.rect_of(cell).center().toPoint()
    qtbot.mouseClick(controller.canvas.viewport(), LEFT, pos=at)


def card_text(controller: CoverageController, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: controller.cards.is_shown)
    return controller.cards.card.text.toPlainText()


@pytest.mark.parametrize(
    ("country", "key", "said"),
    [
        ("Canada", "arrangement", ("● Listed", "among the 18 countries", "Working Arrangements")),
        ("Algeria", "arrangement", ("– Not listed", "lists 18 countries here", "the source counts 18 and lists 18")),
        ("Ghana", "cell:project/afic", ("● Listed", "risk analysis cell of", "in Ghana")),
        ("Tunisia", "project/eu4bordersecurity", ("◌ Not stated", "“Southern Neighbourhood countries”", "P")),
        ("Tunisia", "networks", ("◌ Not stated", "names no country here", "4 networks", "names none of them")),
        ("Kosovo*", "project/ipa-ii-phase-ii", ("● Listed", "* This designation")),
    ],
)
def test_a_click_on_a_cell_shows_what_the_source_says(
    opens: Opens, qtbot: QtBot, country: str, key: str, said: tuple[str, ...]
) -> None:
    controller = show_coverage(opens(), qtbot)
    click(controller, qtbot, cell_of(controller, country, key))
    text = card_text(controller, qtbot)
    assert all(part in text for part in said), text
    assert controller.cards.card.accessibleName()


def test_the_card_of_a_cell_opens_by_key_and_closes_with_the_focus_back(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot)
    controller.canvas.set_current(cell_of(controller, "Canada", "arrangement"))
    qtbot.waitUntil(controller.canvas.hasFocus)
    qtbot.keyClick(controller.canvas, Qt.Key.Key_Return)
    assert "Canada" in card_text(controller, qtbot)
    qtbot.keyClick(controller.cards.card, Qt.Key.Key_Escape)
    qtbot.waitUntil(controller.canvas.hasFocus)
    assert not controller.cards.is_shown
    composition.window.actions_by_id[ActionId.SOURCE_OF_FACT].trigger()  # F4
    assert "Canada" in card_text(controller, qtbot)
    qtbot.keyClick(controller.cards.card.text, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "Russian Federation" in controller.cards.card.text.toPlainText())


def test_a_card_cites_its_fact_and_opens_its_source_and_entry(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot)
    cell = cell_of(controller, "Ghana", "project/afic")
    click(controller, qtbot, cell)
    card = controller.cards.card
    card_text(controller, qtbot)
    qtbot.mouseClick(card.copy_button, LEFT)
    assert "coop:project/afic" in QGuiApplication.clipboard().text()
    assert card.open_button.text().replace("&", "") == "Open project"
    qtbot.mouseClick(card.source_button, LEFT)
    assert str(composition.reading.address).startswith("coop:source/")
    assert not controller.cards.is_shown
    composition.reading.step(-1)
    click(controller, qtbot, cell)
    card_text(controller, qtbot)
    qtbot.mouseClick(card.open_button, LEFT)
    assert str(composition.reading.address) == "coop:project/afic"
    assert not controller.cards.is_shown


def test_a_card_does_not_outlast_its_overview(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot)
    click(controller, qtbot, cell_of(controller, "Canada", "arrangement"))
    card_text(controller, qtbot)
    composition.reading.open(parse_address("coop:timeline"))
    assert not controller.cards.is_shown
