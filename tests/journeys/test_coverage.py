"""A person looks at what the source lists for each country."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.overviews.coverage_controller import CoverageController
from coopviewer.domain.browsing.addresses import OVERVIEWS, parse_address
from coopviewer.domain.overviews.coverage import CellState, ColumnChoice, ColumnKind
from coopviewer.rendering.overviews.coverage_grid import GridGroup, GridNote, GridRow
from coopviewer.widgets.overviews.coverage_columns import NAME
from coopviewer.widgets.overviews.coverage_geometry import LISTED_SIGN, NOT_LISTED_SIGN, Cell
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.desk import Sits

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


def test_the_note_of_a_marked_country_is_under_the_grid_that_shows_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot)
    assert "* This designation is without prejudice" in controller.pane.notes.text()
    with qtbot.waitSignal(controller.shown):
        composition.reading.open(parse_address("coop:coverage?q=region:africa"))
    assert "designation" not in controller.pane.notes.text()


def test_a_card_does_not_outlast_its_overview(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot)
    click(controller, qtbot, cell_of(controller, "Canada", "arrangement"))
    card_text(controller, qtbot)
    composition.reading.open(parse_address("coop:timeline"))
    assert not controller.cards.is_shown


def titles(controller: CoverageController) -> list[str]:
    model = controller.pane.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def click_sign(controller: CoverageController, qtbot: QtBot, key: str, sign: int) -> None:
    view = controller.canvas.grid.view
    assert view is not None
    place = next(index for index, column in enumerate(view.columns) if column.key == key)
    at = controller.canvas.rect_of(Cell(sign, place)).center().toPoint()
    qtbot.mouseClick(controller.canvas.viewport(), LEFT, pos=at)
    qtbot.waitUntil(lambda: controller.canvas.grid.view is not view)


def test_an_arrangement_without_a_project_is_two_clicks(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.window.actions_by_id[ActionId.COVERAGE].trigger()
    controller = show_coverage(composition, qtbot)
    click_sign(controller, qtbot, "arrangement", LISTED_SIGN)
    click_sign(controller, qtbot, "projects", NOT_LISTED_SIGN)
    assert titles(controller) == ["Canada", "Russian Federation", "United States"]
    assert controller.pane.count.text() == "3 of 49 countries"
    assert "EU4BorderSecurity no country is named" in controller.pane.notes.text()
    assert "where=arrangement:listed,projects:not-listed" in str(composition.reading.address)
    qtbot.mouseClick(controller.pane.chips.buttons[1], LEFT)
    qtbot.waitUntil(lambda: controller.pane.count.text() == "18 of 49 countries")
    composition.reading.step(-1)
    qtbot.waitUntil(lambda: controller.pane.count.text() == "3 of 49 countries")


def test_the_parts_of_a_filter_are_chips_that_remove_them(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot, "q=region:africa%20guinea&where=arrangement:not-listed")
    qtbot.waitUntil(lambda: titles(controller) == ["Guinea", "Guinea-Bissau"])
    labels = [button.text() for button in controller.pane.chips.buttons]
    assert [label.replace("  ✕", "") for label in labels] == ["Region: africa", "Working arrangement: not listed"]
    qtbot.mouseClick(controller.pane.chips.buttons[0], LEFT)
    assert controller.query is not None
    assert (controller.query.filter, controller.query.where) == ("guinea", "arrangement:not-listed")
    assert controller.pane.filter.text() == "guinea"


def test_a_region_without_countries_says_so(opens: Opens, qtbot: QtBot) -> None:
    controller = show_coverage(opens(), qtbot)
    view = controller.canvas.grid.view
    assert view is not None
    (place,) = (at for at, line in enumerate(view.lines) if isinstance(line, GridNote))
    group = view.lines[place - 1]
    assert isinstance(group, GridGroup)
    assert (group.title, group.rows) == ("Southern Neighbourhood", 0)
    assert view.lines[place] == GridNote("The source names no country of this group.")
    column = next(index for index, each in enumerate(view.columns) if each.key == "project/eu4bordersecurity")
    assert group.cells[column] is CellState.LISTED
    click(controller, qtbot, Cell(place - 1, column))
    assert "lists Southern Neighbourhood as a beneficiary" in card_text(controller, qtbot)
    rows = {title: controller.pane.model.index(row, 1).data() for row, title in enumerate(titles(controller))}
    assert rows["Southern Neighbourhood"] == "The source names no country of this group."


def test_the_heading_of_a_group_stays_in_view_while_its_rows_scroll(opens: Opens, qtbot: QtBot) -> None:
    controller = show_coverage(opens(), qtbot)
    canvas = controller.canvas
    assert canvas.grid.sticky() is None
    canvas.verticalScrollBar().setValue(canvas.grid.row_height * 5)
    sticky = canvas.grid.sticky()
    assert sticky is not None
    group = canvas.row(Cell(sticky[1], NAME))
    assert isinstance(group, GridGroup)
    assert group.title == "Africa"
    top = canvas.free_area().topLeft() + QPoint(5 - canvas.grid.columns.names, 5)
    assert canvas.item_at(QPointF(top)) == Cell(sticky[1], NAME)
    canvas.set_current(Cell(sticky[1] + 5, NAME))  # the row right under it
    rect = canvas.rect_of(Cell(sticky[1] + 5, NAME))
    assert rect.top() >= canvas.free_area().top() + canvas.grid.row_height
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.rect_of(canvas.current).top() >= canvas.free_area().top() + canvas.grid.row_height
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=top)  # folds the group
    assert group.title in canvas.grid.folded


@pytest.mark.parametrize("choice", ["year", "role", "sector", "status"])
def test_projects_are_counted_by_what_is_chosen(opens: Opens, qtbot: QtBot, choice: str) -> None:
    composition = opens()
    controller = show_coverage(composition, qtbot)
    first = controller.canvas.grid.view
    place = list(controller.canvas.grid.view.choices).index(ColumnChoice(choice)) if first else 0
    controller.columns.setCurrentIndex(place)
    controller.columns.activated.emit(place)
    qtbot.waitUntil(lambda: controller.canvas.grid.view is not first)
    assert str(composition.reading.address) == f"coop:coverage?columns={choice}"
    view = controller.canvas.grid.view
    assert view is not None
    counted = [index for index, column in enumerate(view.columns) if column.has_counts and column.key != "projects"]
    assert counted
    assert all(column.kind is not ColumnKind.PROJECT for column in view.columns)
    kenya = cell_of(controller, "Kenya", view.columns[counted[0]].key)
    number = view.columns[counted[0]].count("country/KE")
    click(controller, qtbot, kenya)
    assert f"{number} project" in card_text(controller, qtbot)


def test_my_notes_are_a_column_that_lists_them(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(parse_address("coop:country/TN"))
    composition = desk.composition
    controller = show_coverage(composition, qtbot)
    assert controller.canvas.grid.view is not None
    assert "notes" not in [column.key for column in controller.canvas.grid.view.columns]
    composition.reading.open(parse_address("coop:country/TN"))
    desk.write("Ask about the border posts")
    composition.reading.open(parse_address("coop:coverage"))
    model = controller.pane.model
    heading = "My notes on the country"
    qtbot.waitUntil(lambda: model.headerData(model.columnCount() - 1, Qt.Orientation.Horizontal) == heading)
    view = controller.canvas.grid.view
    assert view.totals[-1] == ("1", "note")
    click(controller, qtbot, cell_of(controller, "Tunisia", "notes"))
    assert str(composition.reading.address) == "coop:annotations?entry=country/TN"
    browser = desk.feature.browser.browser
    qtbot.waitUntil(lambda: browser.isVisible() and browser.message.text().startswith("1 annotation,"))


def test_a_note_on_a_project_is_said_not_to_count_for_its_countries(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(parse_address("coop:project/afic"))
    composition = desk.composition
    desk.write("Ask which cell reports first")
    controller = show_coverage(composition, qtbot)
    view = controller.canvas.grid.view
    assert view is not None
    heading = "My notes on the country"
    assert view.columns[-1].title == view.columns[-1].whole == heading
    assert view.columns[-1].count("country/GH") == 0  # a beneficiary of it
    model = controller.pane.model
    assert model.headerData(model.columnCount() - 1, Qt.Orientation.Horizontal) == heading
    assert "Those on its projects" in controller.pane.notes.text()
    composition.reading.open(parse_address("coop:map?colour=notes"))
    drawn = composition.menu.overviews.controller("map")
    qtbot.waitUntil(lambda: "Those on its projects" in drawn.pane.notes.text())


@pytest.mark.parametrize("name", OVERVIEWS)
@pytest.mark.parametrize("step", [0, 9])
def test_the_picture_keeps_half_of_a_low_window(opens: Opens, qtbot: QtBot, name: str, step: int) -> None:
    composition = opens()
    composition.appearance.set_text_step(step)
    composition.window.resize(900, 600)
    controller = composition.menu.overviews.controller(name)
    with qtbot.waitSignal(controller.shown):
        composition.reading.open(parse_address(f"coop:{name}"))
    pane = controller.pane
    line = pane.fontMetrics().height()

    def is_laid_out() -> bool:
        """Return whether picture and notes have their share, and nothing is under anything else."""
        notes = pane.notes.visibleRegion().boundingRect().height() if pane.notes.text() else line
        picture = pane.canvas.mapTo(pane, QPoint(0, 0)).y() + pane.canvas.height()
        return pane.canvas.height() * 2 >= pane.height() and notes >= line - 1 and picture <= pane.height()

    qtbot.waitUntil(is_laid_out)
    assert pane.filter.contentsRect().width() > pane.filter.fontMetrics().horizontalAdvance(
        pane.filter.placeholderText()
    )
