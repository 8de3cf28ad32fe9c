"""How the timeline draws a start or an end that is not known: without an edge, fading away, and not as a short time."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.rendering.overviews.timeline_view import lay_out_timeline
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.overviews.timeline_canvas import TimelineCanvas
from tests.authoring.importing.imports import imported, titled, written

TODAY = date(2026, 11, 30)
DATES = {
    "end unread": '<activity-date type="2" iso-date="2015-02-01"/><activity-date type="4" iso-date="spring 2019"/>',
    "end alone": '<activity-date type="4" iso-date="2019-02-01"/>',
    "planned start": """<activity-date type="1" iso-date="2015-01-01"/><activity-date type="2" iso-date="2015-02-01"/>
        <activity-date type="4" iso-date="spring 2019"/>""",
    "planned end before the actual one": """<activity-date type="2" iso-date="2016-01-01"/>
        <activity-date type="3" iso-date="2018-12-31"/><activity-date type="4" iso-date="2020-12-31"/>""",
    "planned alone": '<activity-date type="1" iso-date="2015-02-01"/>',
    "whole": '<activity-date type="2" iso-date="2016-01-01"/><activity-date type="4" iso-date="2020-12-31"/>',
}


@pytest.fixture
def canvas(qtbot: QtBot, tmp_path: Path) -> TimelineCanvas:
    country = '<recipient-country code="NE"/>'
    parts = [titled(f"XM-{n}", title, country, dates) for n, (title, dates) in enumerate(DATES.items())]
    imported(tmp_path / "out.db", written(tmp_path / "a.xml", *parts))
    query = OverviewQuery(kind=OverviewKind.TIMELINE, group=TimelineGroup.NONE)
    with closing(OverviewReader(tmp_path / "out.db")) as reader, closing(ReferenceStore(tmp_path / "out.db")) as store:
        timeline = reader.timeline(TimelineGroup.NONE, TODAY)
        view = lay_out_timeline(timeline, query, None, store.edition, TODAY, ENGLISH)
    canvas = TimelineCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(1200, 600)
    canvas.show_view(view)
    canvas.show()
    return canvas


def row_of(canvas: TimelineCanvas, title: str) -> int:
    rows = canvas.geometry_of_rows.rows
    return next(place for place in range(len(rows)) if canvas.row(place).ref.title == title)  # type: ignore[union-attr]


def inks(canvas: TimelineCanvas, title: str, part: float) -> dict[int, float]:
    """Return how much of the bars' colour is in each column of pixels at a height of a bar, from 0 to 1.

    ``part`` 0 is the top line of an outline, 0.5 the middle of the bar.
    """
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(QColor(canvas.theme.page))
    painter = QPainter(image)
    canvas.paint_content(painter, QRect(QPoint(), image.size()))
    painter.end()
    rows, place = canvas.geometry_of_rows, row_of(canvas, title)
    y = round(rows.top_of(place) + rows.sizes.gap + part * rows.sizes.bar)
    accent, page = QColor(canvas.theme.accent).red(), QColor(canvas.theme.page).red()
    area = rows.area
    return {x: (page - image.pixelColor(x, y).red()) / (page - accent) for x in range(area.left(), area.right())}


def x_of(canvas: TimelineCanvas, *day: int) -> int:
    return round(canvas.geometry_of_rows.x(date(*day).toordinal()))


@pytest.mark.parametrize(("title", "day", "step"), [("end unread", (2015, 2, 1), 1), ("end alone", (2019, 2, 2), -1)])
def test_a_date_that_is_not_known_fades_away_without_an_edge(
    canvas: TimelineCanvas, title: str, day: tuple[int, int, int], step: int
) -> None:
    found, at = inks(canvas, title, 0.5), x_of(canvas, *day)
    faded = [found[at + step * pixels] for pixels in (3, 15, 30, 44)]
    assert faded == sorted(faded, reverse=True)
    assert faded[0] > 0.8
    assert 0.2 < faded[2] < 0.5
    assert faded[3] < 0.2


def test_the_outline_of_a_planned_start_does_not_end_at_the_actual_one(canvas: TimelineCanvas) -> None:
    found, start = inks(canvas, "planned start", 0), x_of(canvas, 2015, 2, 1)
    assert found[start + 10] > 0.4
    faded = [found[x_of(canvas, 2015, 1, 1) + pixels] for pixels in (2, 20, 40)]
    assert faded == sorted(faded, reverse=True)
    assert faded[2] < 0.4


def test_a_planned_end_is_drawn_where_it_is_though_the_actual_one_came_later(canvas: TimelineCanvas) -> None:
    title = "planned end before the actual one"
    outline, bar = inks(canvas, title, 0), inks(canvas, title, 0.5)
    assert outline[x_of(canvas, 2018, 12, 20)] > 0.8
    assert outline[x_of(canvas, 2019, 6, 1)] < 0.3
    assert bar[x_of(canvas, 2020, 6, 1)] > 0.8


def test_what_is_only_planned_is_an_outline_that_fades_too(canvas: TimelineCanvas) -> None:
    line, inside, start = (*(inks(canvas, "planned alone", part) for part in (0, 0.5)), x_of(canvas, 2015, 2, 1))
    assert line[start + 2] > 0.8 > 0.5 > line[start + 40]
    assert inside[start + 10] < 0.1


def test_a_whole_time_has_both_edges(canvas: TimelineCanvas) -> None:
    found = inks(canvas, "whole", 0.5)
    assert found[x_of(canvas, 2016, 1, 3)] > 0.9
    assert found[x_of(canvas, 2020, 12, 20)] > 0.9
    assert found[x_of(canvas, 2021, 1, 10)] < 0.3


def test_the_legend_explains_it_and_a_click_on_the_fade_finds_the_project(canvas: TimelineCanvas) -> None:
    view = canvas.geometry_of_rows.view
    assert view is not None
    assert "one that is not known fades away without an edge" in view.frame.notes[0][1]
    place = row_of(canvas, "end unread")
    assert QRectF(canvas.geometry_of_rows.area).contains(canvas.bar_of(place))
