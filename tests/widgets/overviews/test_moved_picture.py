"""What is kept of the coverage while it is scrolled is the same, pixel by pixel, as what is painted anew."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from coopviewer.domain.overviews.coverage import ColumnChoice
from coopviewer.widgets.common.theme import DARK, LIGHT
from coopviewer.widgets.overviews.coverage_canvas import CoverageCanvas
from coopviewer.widgets.overviews.coverage_drawing import CoverageDrawing
from coopviewer.widgets.overviews.coverage_geometry import Cell
from coopviewer.widgets.overviews.moved_picture import MovedPicture
from tests.widgets.overviews.test_coverage_drawing import canvas_of

WAY = (
    (0, 17),
    (0, 40),
    (23, 40),
    (46, 61),
    (46, 30),
    (11, 0),
    (400, 300),
    (377, 323),
    (0, 0),
    (31, 5),
    (10_000, 10_000),
)


def painted_anew(canvas: CoverageCanvas) -> QImage:
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(QColor(canvas.theme.page))
    painter = QPainter(image)
    CoverageDrawing(painter, canvas.grid, canvas, canvas.theme).paint(image.rect())
    painter.end()
    return image


def seen(canvas: CoverageCanvas) -> QImage:
    return canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("choice", [ColumnChoice.PROJECT, ColumnChoice.SECTOR])
def test_a_scrolled_grid_looks_as_if_painted_anew(
    qtbot: QtBot, choice: ColumnChoice, direction: Qt.LayoutDirection
) -> None:
    canvas = canvas_of(qtbot, choice, QSize(580, 380), 1.0, direction)
    for x, y in WAY:
        canvas.horizontalScrollBar().setValue(x)
        canvas.verticalScrollBar().setValue(y)
        assert seen(canvas) == painted_anew(canvas), (x, y)


def test_what_is_kept_follows_theme_size_font_and_folded_groups(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, ColumnChoice.PROJECT, QSize(580, 380), 1.0, Qt.LayoutDirection.LeftToRight)
    before = seen(canvas)
    canvas.set_theme(DARK)
    assert seen(canvas) == painted_anew(canvas) != before
    canvas.activate(Cell(0, -1))
    canvas.set_current(None)
    assert seen(canvas) == painted_anew(canvas)
    canvas.resize(700, 500)
    assert seen(canvas) == painted_anew(canvas)
    font = canvas.font()
    font.setItalic(True)
    canvas.setFont(font)
    assert seen(canvas) == painted_anew(canvas)
    canvas.hide()
    canvas.show()
    assert seen(canvas) == painted_anew(canvas)


class Painted:
    """Takes what is painted: the parts, each filled with a colour that depends on the place in the content."""

    def __init__(self) -> None:
        self.parts: list[QRect] = []
        self.offset = QPoint()

    def __call__(self, painter: QPainter, part: QRect) -> None:
        self.parts.append(part)
        for y in range(part.top(), part.bottom() + 1, 1):
            row = y + self.offset.y()
            painter.fillRect(part.left(), y, part.width(), 1, QColor(row * 7 % 256, row % 256, 40))


def step(kept: MovedPicture, painted: Painted, offset: QPoint, ratio: float) -> list[QRect]:
    painted.parts, painted.offset = [], offset
    kept.shown(QRect(10, 20, 100, 60), offset, ("look", LIGHT, ratio), painted)
    return painted.parts


def test_only_what_comes_into_view_is_painted() -> None:
    kept, painted = MovedPicture(), Painted()
    whole = QRect(10, 20, 100, 60)
    assert step(kept, painted, QPoint(0, 0), 1.0) == [whole]
    assert step(kept, painted, QPoint(0, 0), 1.0) == []
    assert step(kept, painted, QPoint(0, 8), 1.0) == [QRect(10, 72, 100, 8)]
    assert step(kept, painted, QPoint(5, 8), 1.0) == [QRect(105, 20, 5, 60)]
    assert step(kept, painted, QPoint(0, 0), 1.0) == [QRect(10, 20, 5, 60), QRect(10, 20, 100, 8)]
    assert step(kept, painted, QPoint(0, 60), 1.0) == [whole], "nothing of it is left"
    kept.forget()
    assert step(kept, painted, QPoint(0, 60), 1.0) == [whole]


def test_a_step_of_no_whole_pixels_of_the_screen_is_painted_anew() -> None:
    kept, painted = MovedPicture(), Painted()
    step(kept, painted, QPoint(0, 0), 1.5)
    assert step(kept, painted, QPoint(0, 2), 1.5) == [QRect(10, 78, 100, 2)]
    assert step(kept, painted, QPoint(0, 5), 1.5) == [QRect(10, 20, 100, 60)]
