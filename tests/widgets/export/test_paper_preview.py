"""The preview of sheets: they are shown as they arrive, and its buttons point in the direction of reading."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.widgets.export.paper_preview import PaperPreview

LEFT, RIGHT = Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def sheet() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(21, 30, QImage.Format.Format_RGB32).save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.mark.parametrize(
    ("direction", "arrows"),
    [(Qt.LayoutDirection.LeftToRight, (LEFT, RIGHT)), (Qt.LayoutDirection.RightToLeft, (RIGHT, LEFT))],
)
def test_the_arrows_point_to_the_sheets_before_and_after(
    window: QWidget, direction: Qt.LayoutDirection, arrows: tuple[Qt.ArrowType, Qt.ArrowType]
) -> None:
    window.setLayoutDirection(direction)
    preview = PaperPreview(window)
    assert (preview.before.arrowType(), preview.after.arrowType()) == arrows


def test_the_shown_sheet_is_kept_while_the_sheets_are_drawn_again(window: QWidget) -> None:
    preview = PaperPreview(window)
    for number in (1, 2, 3):
        preview.add(number, 3, sheet())
    preview.show_sheet(2)
    preview.clear("The brief is being laid out.")
    assert (preview.number, preview.total, preview.place.text()) == (2, 0, "The brief is being laid out.")
    preview.add(1, 3, sheet())
    assert preview.place.text() == "page 1 of 3"
    preview.add(2, 3, sheet())
    assert preview.place.text() == "page 2 of 3"
    preview.add(1, 1, sheet())
    assert (preview.number, preview.place.text()) == (1, "page 1 of 1")
