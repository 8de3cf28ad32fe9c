"""What the timeline writes: years that fit, and texts in their own direction; and which row a key reaches."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from coopviewer.widgets.overviews.timeline_canvas import TimelineCanvas
from coopviewer.widgets.overviews.timeline_drawing import TimelineDrawing
from tests.widgets.overviews.test_timeline_geometry import placed


def canvas_of(qtbot: QtBot, width: int, direction: Qt.LayoutDirection) -> TimelineCanvas:
    """Show a timeline of three projects in a window of a width."""
    canvas = TimelineCanvas()
    qtbot.addWidget(canvas)
    canvas.setLayoutDirection(direction)
    canvas.resize(width, 400)
    view = placed((2, 2), (1, 1)).view
    assert view is not None
    canvas.show_view(view)
    canvas.show()
    return canvas


@pytest.mark.parametrize("width", [320, 480, 700, 1100])
def test_labels_of_years_do_not_overlap(qtbot: QtBot, width: int) -> None:
    canvas = canvas_of(qtbot, width, Qt.LayoutDirection.LeftToRight)
    image = QImage(QSize(width, 400), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing = TimelineDrawing(painter, canvas.geometry_of_rows, canvas, canvas.theme)
    boxes = [box for _, box in drawing.year_boxes()]
    painter.end()
    assert boxes
    wide = canvas.fontMetrics().horizontalAdvance("2019")
    centres = [box.center().x() for box in boxes]
    assert all(after - before > wide for before, after in pairwise(centres))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_the_source_says_is_drawn_in_its_own_direction(
    qtbot: QtBot, tmp_path: Path, direction: Qt.LayoutDirection
) -> None:
    canvas = canvas_of(qtbot, 900, direction)
    generator = QSvgGenerator()
    generator.setFileName(str(tmp_path / "timeline.svg"))
    generator.setSize(canvas.size())
    painter = QPainter(generator)
    canvas.paint_content(painter, QRect(0, 0, 900, 400))
    painter.end()
    written = re.findall(r"<text[^>]*>([^<]*)<", (tmp_path / "timeline.svg").read_text(encoding="utf-8"))
    assert "2017- 2019 · known to the year" in [text.strip() for text in written]  # in one piece, not turned round


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_the_first_project_is_reached_if_none_is_current(qtbot: QtBot, key: Qt.Key) -> None:
    canvas = canvas_of(qtbot, 900, Qt.LayoutDirection.LeftToRight)
    canvas.set_current(None)
    qtbot.keyClick(canvas, key)
    assert canvas.current == 1  # row 0 is the heading of a group
