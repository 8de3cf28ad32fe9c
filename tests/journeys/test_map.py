"""A person looks at a map of what is listed."""

import sqlite3
from contextlib import closing
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.app.overviews.map_controller import MapController
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.rendering.overviews.map_rows import CountFill, Fill
from coopviewer.widgets.overviews.map.drawing import DARK_MAP, LIGHT_MAP, MapColours
from coopviewer.widgets.overviews.map.legend import MapLegend
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.desk import Sits


def show(composition: Composition, qtbot: QtBot, query: str = "") -> MapController:
    if query:
        composition.reading.open(parse_address(f"coop:map?{query}"))
    else:
        composition.window.actions_by_id[ActionId.MAP].trigger()
    controller = composition.menu.overviews.controller("map")
    assert isinstance(controller, MapController)
    qtbot.waitUntil(lambda: controller.pane.count.text() != "")
    return controller


def states(controller: MapController) -> dict[str, Fill]:
    assert controller._view is not None
    return {key: country.fill for key, country in controller._view.countries.items()}


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


def sql(query: str) -> list[Any]:
    with closing(sqlite3.connect(paths.reference_file())) as reference:
        return reference.execute(query).fetchall()


def point_of(controller: MapController, key: str) -> QPoint:
    shape = next(shape for shape in controller.canvas.world.shapes if shape.key == key)
    return controller.canvas.camera.transform.map(shape.label).toPoint()


def test_the_mouse_shows_what_the_lists_say_of_a_country_in_a_card_of_its_own(opens: Opens, qtbot: QtBot) -> None:
    controller = show(opens(), qtbot, "region=region/western-balkans")
    canvas, card = controller.canvas, controller.canvas.hover_card
    assert card.isHidden()
    qtbot.mouseMove(canvas.viewport(), point_of(controller, "XKX"))
    assert card.isVisible()
    said = card.label.text()
    for words in ("Kosovo*", "Working arrangement", "● listed", "IPA II, Phase II", "UNSC 1244"):
        assert words in said
    assert card.window().rect().contains(card.geometry())
    qtbot.mouseMove(canvas.viewport(), point_of(controller, "SRB"))
    assert "Serbia" in card.label.text()
    assert "UNSC" not in card.label.text()
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert card.isHidden()
    qtbot.mouseMove(canvas.viewport(), point_of(controller, "XKX"))
    assert card.isVisible()
    controller.context.reading.open(parse_address("coop:country/NE"))
    assert card.isHidden()


def test_the_keyboard_shows_the_same_card_inside_the_picture(opens: Opens, qtbot: QtBot) -> None:
    controller = show(opens(), qtbot)
    canvas = controller.canvas
    qtbot.waitUntil(canvas.hasFocus)
    shown = set()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down) * 4:
        qtbot.keyClick(canvas, key)
        country = canvas.country(canvas.current)
        assert country is not None
        assert canvas.hover_card.country == country
        assert canvas.window().rect().contains(canvas.hover_card.geometry())
        shown.add(country.ref.id)
    assert len(shown) > 2


def test_f4_shows_where_the_source_says_it_and_esc_returns_to_the_map(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot, "region=region/western-balkans")
    controller.canvas.set_current("SRB")
    qtbot.keyClick(controller.canvas, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: controller.cards.is_shown)
    said = controller.cards.card.text.toPlainText()
    assert "Serbia × Working arrangement" in said
    assert "Working Arrangements, paragraph 1" in said
    assert controller.canvas.hover_card.isHidden()
    qtbot.keyClick(controller.cards.card, Qt.Key.Key_Escape)
    assert not controller.cards.is_shown


def test_countries_are_coloured_by_the_number_of_their_instruments(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show(composition, qtbot, "colour=instruments")
    counted = sql("""
        SELECT c.entry_id, count(DISTINCT iif(r.predicate_id = 'has-working-arrangement-with', '', r.subject_id))
        FROM country c JOIN relation r ON r.object_id = c.entry_id
        WHERE r.predicate_id IN ('has-working-arrangement-with', 'has-beneficiary', 'has-member') GROUP BY 1
    """)
    assert controller._view is not None
    countries = controller._view.countries.values()
    assert {each.ref.id: len(each.instruments) for each in countries if each.instruments} == dict(counted)
    assert {each.fill for each in countries} == {CountFill.of(number) for number in dict(counted).values()}
    labels = [controller.legend.states.item(at).text() for at in range(controller.legend.states.count())]
    assert labels[0].startswith(("with none listed: ", "with 1: "))
    assert all(label.endswith((" country", " countries")) for label in labels[:-1])
    nigeria = next(each for each in countries if each.ref.id == "country/NG")
    assert len(nigeria.instruments) == 2  # its cell is part of a project that is counted
    controller.canvas.set_current("NGA")
    qtbot.keyClick(controller.canvas, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: controller.cards.is_shown)
    assert "2 instruments" in controller.cards.card.text.toPlainText()


def test_countries_are_coloured_by_the_users_own_notes(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(parse_address("coop:country/NE"))
    desk.write("Ask again.")
    controller = show(desk.composition, qtbot, "colour=notes")
    found = states(controller)
    assert found["NER"] is CountFill.ONE
    assert set(found.values()) == {CountFill.ONE, CountFill.NONE}
    controller.canvas.set_current("NER")
    qtbot.keyClick(controller.canvas, Qt.Key.Key_F4)
    address = desk.composition.reading.address
    assert address is not None
    assert address.target == "annotations"


@pytest.mark.parametrize("colours", [LIGHT_MAP, DARK_MAP])
def test_the_fills_of_numbers_differ_in_lightness_and_pattern(colours: MapColours) -> None:
    """So they are told apart without colour: each is at least a tenth lighter or darker than all others."""
    fills = [colours.fills[fill] for fill in CountFill]
    lightness = sorted(QColor(colour).lightnessF() for colour, _, _ in fills)
    assert min(after - before for before, after in pairwise(lightness)) >= 0.08
    assert len({style for _, style, _ in fills}) == len(fills)


def test_the_legend_is_as_high_as_its_lines_with_large_text(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.appearance.set_text_step(6)
    show(composition, qtbot)
    (legend,) = composition.window.findChildren(MapLegend)
    last = legend.states.visualItemRect(legend.states.item(legend.states.count() - 1))
    assert last.bottom() < legend.states.viewport().height()
    assert last.height() > 1.5 * legend.states.fontMetrics().height()  # it is wrapped
