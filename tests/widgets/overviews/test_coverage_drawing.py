"""The headings of the coverage never overlap, and its signs are told apart by everybody."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState, ColumnChoice
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.rendering.overviews.coverage_rows import lay_out_coverage
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme
from coopviewer.widgets.overviews.coverage_canvas import CoverageCanvas
from coopviewer.widgets.overviews.coverage_drawing import CoverageDrawing, Label
from coopviewer.widgets.overviews.signs import sign

SIZES = [QSize(1100, 640), QSize(580, 380), QSize(560, 240)]
# Machado, Oliveira and Fernandes 2009, severity 1
DEFICIENCIES = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "no colour": ((0.2126, 0.7152, 0.0722),) * 3,
}
LEAST = 0.06  # of the whole range, the mean difference of two signs over their pixels
VISIBLE = 3.0  # the contrast that a sign needs at least


def canvas_of(
    qtbot: QtBot, choice: ColumnChoice, size: QSize, scale: float, direction: Qt.LayoutDirection
) -> CoverageCanvas:
    reader = OverviewReader(paths.reference_file())
    coverage = reader.coverage(choice=choice)
    reader.close()
    canvas = CoverageCanvas()
    qtbot.addWidget(canvas)
    font = QFont(canvas.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    canvas.setFont(font)
    canvas.setLayoutDirection(direction)
    canvas.resize(size)
    canvas.show()
    query = OverviewQuery(kind=OverviewKind.COVERAGE, sort="arrangement")
    canvas.show_view(lay_out_coverage(coverage, query, None, ENGLISH))
    return canvas


def labels_of(canvas: CoverageCanvas) -> list[Label]:
    """Return the headings and totals as they are painted, those of columns that are cut by the edge left out."""
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing = CoverageDrawing(painter, canvas.grid, canvas, LIGHT)
    drawing.paint(QRect(0, 0, image.width(), image.height()))
    painter.end()
    return [label for label in drawing.labels if label.text]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("choice", [ColumnChoice.PROJECT, ColumnChoice.SECTOR])
def test_no_heading_overlaps_another_and_none_is_cut(
    qtbot: QtBot, choice: ColumnChoice, size: QSize, scale: float, direction: Qt.LayoutDirection
) -> None:
    canvas = canvas_of(qtbot, choice, size, scale, direction)
    for across in (0, canvas.horizontalScrollBar().maximum() // 2):
        canvas.horizontalScrollBar().setValue(across)
        labels = labels_of(canvas)
        assert len(labels) > 4
        metrics = canvas.fontMetrics()
        for label in labels:
            assert metrics.horizontalAdvance(label.text) <= label.rect.width() + 1, label
            assert label.rect.height() >= metrics.height() - 1
        for one, other in combinations(labels, 2):
            shared = one.seen.intersected(other.seen)
            assert shared.width() < 1 or shared.height() < 1, (one, other)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", DEFICIENCIES)
def test_signs_are_told_apart_with_every_kind_of_sight(qtbot: QtBot, theme: Theme, name: str) -> None:
    seen = {state: seen_as(sign(state, 13, 2.0, theme).toImage(), theme, DEFICIENCIES[name]) for state in CellState}
    for one, other in combinations(CellState, 2):
        distance = sum(abs(a - b) for a, b in zip(seen[one], seen[other], strict=True)) / len(seen[one])
        assert distance >= (LEAST if CellState.NOT_LOOKED_AT not in (one, other) else LEAST / 3), (one, other, distance)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", CellState)
def test_every_sign_has_contrast(qtbot: QtBot, theme: Theme, state: CellState) -> None:
    image = sign(state, 13, 2.0, theme).toImage()
    background = luminance(QColor(theme.page))
    found = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    strongest = max(contrast(luminance(colour), background) for colour in found if colour.alpha() > 250)
    assert strongest >= VISIBLE


def seen_as(image: QImage, theme: Theme, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    """Return the channels of all pixels on the page's colour, as somebody sees them, from 0 to 1."""
    page = QImage(image.size(), QImage.Format.Format_RGB32)
    page.fill(QColor(theme.page))
    page.setDevicePixelRatio(image.devicePixelRatio())
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    seen: list[float] = []
    for x in range(page.width()):
        for y in range(page.height()):
            colour = page.pixelColor(x, y)
            linear = [to_linear(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF())]
            mixed = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in matrix)
            seen += [from_linear(min(max(each, 0.0), 1.0)) for each in mixed]
    return seen


def to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def from_linear(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def luminance(colour: QColor) -> float:
    red, green, blue = (to_linear(each) for each in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)
