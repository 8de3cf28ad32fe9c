"""Timeline and map are not mirrored in a window from right to left: keys, mouse and scroll bar go by what is drawn."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.entries import EntryKind, EntryRef
from coopviewer.rendering.overviews.map_rows import MapCountry, MapView
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable
from coopviewer.widgets.overviews.map.canvas import MapCanvas
from coopviewer.widgets.overviews.map.world import World
from tests.widgets.overviews.test_timeline_drawing import canvas_of

DIRECTIONS = [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_keys_mouse_and_scroll_bar_move_through_time_as_it_is_drawn(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    canvas = canvas_of(qtbot, 900, direction)
    canvas.zoom(6)
    day = canvas.geometry_of_rows.day_at(450)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    later = canvas.geometry_of_rows.day_at(450)
    assert later > day
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.geometry_of_rows.day_at(450) == day
    x = canvas.geometry_of_rows.x(day)
    viewport, start = canvas.viewport(), QPoint(450, canvas.free_area().bottom())
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(60, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert canvas.geometry_of_rows.x(day) == x + 60
    assert not canvas.horizontalScrollBar().isRightToLeft()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_keys_go_to_the_country_that_is_drawn_at_that_side(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    canvas = MapCanvas(World(paths.world_map()))
    qtbot.addWidget(canvas)
    canvas.setLayoutDirection(direction)
    canvas.resize(600, 400)
    countries = {
        key: MapCountry(
            EntryRef(f"country/{key}", EntryKind.COUNTRY, key, key), key, CellState.LISTED, (), "", False, (), ""
        )
        for key in ("MLI", "NER", "TCD")
    }
    frame, table = OverviewFrame("", "", ""), OverviewTable((), ())
    canvas.show_view(MapView(countries, (), (), "", None, (), frame, table))
    canvas.set_current("NER")
    east = canvas.rect_of("TCD").center().x() > canvas.rect_of("NER").center().x()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert (east, canvas.current) == (True, "TCD")
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.current == "MLI"
    assert canvas.copy_for_file().layoutDirection() == direction  # by which the legend below it is laid out
