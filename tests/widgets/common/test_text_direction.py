"""Texts of labels begin at the side of the window, and are drawn in their own direction."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coopviewer.widgets.common.text_direction import at_the_side_of
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.overviews.picture_foot import PictureFoot

LATIN, HEBREW = "Map data: (a)", "מפה: (א)"
WIDTH = 600


def ink_of(image: QImage) -> tuple[int, int]:
    """Return the first and the last column of a picture that is not blank."""
    blank = image.pixel(QPoint(0, 0))
    columns = [x for x in range(image.width()) for y in range(image.height()) if image.pixel(QPoint(x, y)) != blank]
    return min(columns), max(columns)


def test_texts_of_the_windows_direction_are_unchanged() -> None:
    assert at_the_side_of([LATIN, LATIN], right_to_left=False) == f"{LATIN}\n{LATIN}"
    assert at_the_side_of([HEBREW], right_to_left=True) == HEBREW
    assert at_the_side_of([], right_to_left=True) == ""


@pytest.mark.parametrize("texts", [[LATIN], [HEBREW], [LATIN, HEBREW], [HEBREW, LATIN]])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_label_begins_every_paragraph_at_the_side_of_the_window(
    qtbot: QtBot, texts: list[str], right_to_left: bool
) -> None:
    label = QLabel(at_the_side_of(texts, right_to_left=right_to_left))
    qtbot.addWidget(label)
    directions = Qt.LayoutDirection
    label.setLayoutDirection(directions.RightToLeft if right_to_left else directions.LeftToRight)
    label.resize(WIDTH, label.sizeHint().height())
    picture = label.grab().toImage()
    height = picture.height() // len(texts)
    for at in range(len(texts)):
        first, last = ink_of(picture.copy(QRect(0, at * height, WIDTH, height)))
        assert (first > WIDTH // 2) if right_to_left else (last < WIDTH // 2)


@pytest.mark.parametrize("text", [LATIN, HEBREW])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_notes_under_a_saved_picture_begin_at_the_side_of_the_window(
    qapp: object, text: str, right_to_left: bool
) -> None:
    image = QImage(WIDTH, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    PictureFoot([], [text], WIDTH, painter.font(), right_to_left).paint(painter, 0, LIGHT)
    painter.end()
    first, last = ink_of(image)
    assert (first > WIDTH // 2) if right_to_left else (last < WIDTH // 2)
