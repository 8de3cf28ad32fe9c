"""A person looks at a map of what is listed."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.overviews.map_controller import MapController
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens


def show(composition: Composition, qtbot: QtBot, query: str = "") -> MapController:
    if query:
        composition.reading.open(parse_address(f"coop:map?{query}"))
    else:
        composition.window.actions_by_id[ActionId.MAP].trigger()
    controller = composition.menu.overviews.controller("map")
    assert isinstance(controller, MapController)
    qtbot.waitUntil(lambda: controller.pane.count.text() != "")
    return controller


def states(controller: MapController) -> dict[str, CellState]:
    assert controller._view is not None
    return {key: country.state for key, country in controller._view.countries.items()}


def test_eighteen_countries_are_coloured(opens: Opens, qtbot: QtBot) -> None:
    controller = show(opens(), qtbot)
    found = states(controller)
    assert sum(state is CellState.LISTED for state in found.values()) == 18
    assert set(found) <= {shape.key for shape in controller.canvas.world.shapes}
    assert "18" in controller.legend.states.item(0).text()
    assert "UNSC 1244" in controller.pane.notes.text()
    assert found["XKX"] is CellState.LISTED


def test_a_project_without_named_countries_colours_nothing_and_says_why(opens: Opens, qtbot: QtBot) -> None:
    controller = show(opens(), qtbot, "colour=project/eu4bordersecurity")
    assert set(states(controller).values()) == {CellState.NOT_STATED}
    assert "names no country for EU4BorderSecurity" in controller.pane.notes.text()


def test_a_country_is_opened_by_a_click_and_by_the_keyboard(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot, "region=region/western-balkans")
    canvas = controller.canvas
    point = canvas.camera.transform.map(next(shape.label for shape in canvas.world.shapes if shape.key == "SRB"))
    assert canvas.item_at(point) == "SRB"
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert composition.page.title == "Serbia"
    composition.reading.step(-1)
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    canvas.set_current("SRB")
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.current != "SRB"
    country = canvas.country(canvas.current)
    assert country is not None
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert composition.page.title == country.ref.title


def test_no_label_of_the_map_overlaps_another(opens: Opens, qtbot: QtBot) -> None:
    controller = show(opens(), qtbot)
    for region in ("", "region/africa", "region/western-balkans"):
        controller.pane.query_changed.emit(controller.query.having(region=region), True)
        qtbot.waitUntil(lambda region=region: controller._fitted == region)
        controller.canvas.viewport().grab()
        labels = controller.canvas.labels
        assert labels
        assert "Kosovo*" in {label.text for label in labels} or region == "region/africa"
        for index, label in enumerate(labels):
            assert not any(label.rect.intersects(other.rect) for other in labels[index + 1 :])
