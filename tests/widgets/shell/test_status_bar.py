"""The status bar cuts nothing without an ellipsis, and has the whole text within reach."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.shell.status_bar import StatusBar, elided

LONG = "Frontex and non-EU countries · as of a day between 1 February 2019 and 31 December 2021 · no network"


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[StatusBar]:
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = StatusBar(parent)
    bar.resize(400, 24)
    bar.add_at_end(QPushButton("Cancel", bar))
    with qtbot.waitExposed(parent):
        parent.show()
    bar.label.set_whole_text(LONG)
    yield bar
    parent.hide()  # and is alive until here


def test_a_text_that_is_too_long_ends_in_an_ellipsis(bar: StatusBar, qapp: QApplication) -> None:
    qapp.sendPostedEvents()
    assert bar.label.text().endswith("…")
    assert bar.label.toolTip() == bar.label.accessibleName() == bar.label.whole_text == LONG
    bar.resize(2000, 24)
    qapp.sendPostedEvents()
    assert bar.label.text() == LONG
    font = bar.font()
    font.setPointSizeF(40)
    bar.setFont(font)
    qapp.sendPostedEvents()
    assert bar.label.text().endswith("…")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_long_message_is_not_drawn_beyond_its_area(bar: StatusBar, direction: Qt.LayoutDirection) -> None:
    bar.setLayoutDirection(direction)
    bar.showMessage(LONG)
    bar.grab()  # once more, since the direction moves the button
    first = pixels(bar)
    bar.showMessage(LONG + " and more of it")
    assert pixels(bar) == first  # what follows the ellipsis is not seen
    assert bar.toolTip() == LONG + " and more of it"
    bar.showMessage("Highlighted")
    assert pixels(bar) != first


def test_a_widget_added_beside_a_message_leaves_the_permanent_text_hidden(bar: StatusBar, qapp: QApplication) -> None:
    bar.showMessage("Highlighted")
    bar.add_at_end(QPushButton("Stop", bar))
    qapp.sendPostedEvents()
    assert not bar.label.isVisible()
    bar.clearMessage()
    assert bar.label.isVisible()


def test_a_widget_that_is_shown_beside_a_message_leaves_the_permanent_text_hidden(
    bar: StatusBar, qapp: QApplication
) -> None:
    button = QPushButton("Stop", bar)
    bar.add_at_end(button)
    button.hide()
    bar.showMessage("Received 1 change from Ben.")
    button.setText("⚠ 1 conflict")
    button.setMinimumHeight(60)
    button.show()
    for _ in range(3):
        qapp.sendPostedEvents()
    assert not bar.label.isVisible()
    bar.clearMessage()
    assert bar.label.isVisible()


def pixels(bar: StatusBar) -> QImage:
    return bar.grab().toImage()


@pytest.mark.parametrize("text", ["", "short", LONG, "مرحبا " * 40])
def test_what_is_elided_fits_and_is_the_longest_that_does(qapp: QApplication, text: str) -> None:
    metrics = QFontMetrics(qapp.font())
    for width in (0, 1, 50, 120, 5000):
        shown = elided(text, metrics, width)
        if shown == text:
            assert not width or not text or metrics.horizontalAdvance(text) <= width
            continue
        assert shown.endswith("…")
        assert metrics.horizontalAdvance(shown) <= max(width, metrics.horizontalAdvance("…"))
        longer = text[: len(shown) + 1] + "…"
        assert metrics.horizontalAdvance(longer) > width
