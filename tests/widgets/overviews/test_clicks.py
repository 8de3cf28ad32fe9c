"""Which clicks and drags on the pictures of the overviews, and on the map's legend, choose something."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from coopviewer.widgets.overviews.map.legend import MapLegend
from coopviewer.widgets.overviews.timeline_canvas import TimelineCanvas
from tests.widgets.overviews.test_timeline_drawing import canvas_of

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
OTHERS = [Qt.MouseButton.RightButton, Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton]


@pytest.fixture
def canvas(qtbot: QtBot) -> TimelineCanvas:
    return canvas_of(qtbot, 700, Qt.LayoutDirection.LeftToRight)


def chosen_by(canvas: TimelineCanvas) -> list[object]:
    """Return a list that all that is chosen is added to: years, and pairs of an item and whether in a new tab."""
    chosen: list[object] = []
    canvas.year_chosen.connect(chosen.append)
    canvas.item_chosen.connect(lambda item, apart: chosen.append((item, apart)))
    return chosen


def heading(canvas: TimelineCanvas) -> QPoint:
    return QPoint(canvas.free_area().center().x(), canvas.pinned.top() // 2)


def first_row(canvas: TimelineCanvas) -> QPoint:
    row = canvas.neighbour(None, 0, 1)
    assert row is not None
    return QPoint(canvas.free_area().center().x(), int(canvas.rect_of(row).center().y()))


def drag(canvas: TimelineCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEY, start)
    for share in (0.5, 1.0):  # QTest.mouseMove presses no button
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        move = QMouseEvent(QEvent.Type.MouseMove, at, canvas.viewport().mapToGlobal(at), LEFT, LEFT, NO_KEY)
        QApplication.sendEvent(canvas.viewport(), move)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, end)


def test_a_click_on_the_heading_chooses_its_year_and_one_on_a_row_its_project(canvas: TimelineCanvas) -> None:
    chosen = chosen_by(canvas)
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, heading(canvas))
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, first_row(canvas))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.MiddleButton, NO_KEY, first_row(canvas))
    assert chosen == [2021, (1, False), (1, True)]


@pytest.mark.no_qt_log  # Qt complains of a double click that nothing takes
def test_a_double_click_on_the_heading_chooses_its_year_once(canvas: TimelineCanvas) -> None:
    chosen = chosen_by(canvas)
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, heading(canvas))
    QTest.mouseDClick(canvas.viewport(), LEFT, NO_KEY, heading(canvas))
    assert chosen == [2021]


@pytest.mark.parametrize("button", OTHERS)
def test_other_buttons_choose_nothing(canvas: TimelineCanvas, button: Qt.MouseButton) -> None:
    chosen, current = chosen_by(canvas), canvas.current
    for point in (heading(canvas), first_row(canvas)):
        QTest.mouseClick(canvas.viewport(), button, NO_KEY, point)
    assert chosen == []
    assert canvas.current == current


def test_a_drag_that_ends_on_the_heading_or_on_a_row_chooses_nothing(canvas: TimelineCanvas) -> None:
    chosen = chosen_by(canvas)
    drag(canvas, first_row(canvas), heading(canvas))
    drag(canvas, heading(canvas), first_row(canvas))
    assert chosen == []


@pytest.fixture
def legend(qtbot: QtBot) -> MapLegend:
    legend = MapLegend(None)  # type: ignore[arg-type]  # a window of its own
    qtbot.addWidget(legend)
    for title in ("The world", "The Sahel"):
        item = QListWidgetItem(title)
        item.setData(int(Qt.ItemDataRole.UserRole), "" if title == "The world" else "region/sahel")
        legend.regions.addItem(item)
    with qtbot.waitExposed(legend):
        legend.show()
    return legend


def test_a_region_of_the_legend_is_chosen_once_by_a_click_a_double_click_and_enter(legend: MapLegend) -> None:
    chosen: list[str] = []
    legend.region_chosen.connect(chosen.append)
    viewport, sahel = legend.regions.viewport(), legend.regions.visualItemRect(legend.regions.item(1)).center()
    QTest.mouseClick(viewport, LEFT, NO_KEY, sahel)
    assert chosen == ["region/sahel"]
    QTest.mouseDClick(viewport, LEFT, NO_KEY, sahel)  # the second half of a double click
    assert chosen == ["region/sahel"]
    QTest.mouseClick(viewport, LEFT, NO_KEY, sahel)  # another one, as after moving the map
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, NO_KEY, sahel)
    assert chosen == ["region/sahel"] * 2
    QTest.keyClick(legend.regions, Qt.Key.Key_Return)
    QTest.keyClick(legend.regions, Qt.Key.Key_Up)
    QTest.keyClick(legend.regions, Qt.Key.Key_Enter)
    assert chosen == ["region/sahel"] * 3 + [""]
