"""The wheel changes the value of a field only while the field has the keyboard focus."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import coopviewer
from coopviewer.widgets.annotations.browser.cell_editors import ValueEditor, ValueOption
from coopviewer.widgets.annotations.browser.day_range_dialog import DayRangeDialog
from coopviewer.widgets.annotations.files.export_dialog import ExportDialog
from coopviewer.widgets.annotations.pane.note_parts import StatusChoice

TODAY = date(2026, 11, 25)
MAKERS: dict[str, Callable[[QWidget], QWidget]] = {
    "status": StatusChoice,
    "days": lambda parent: DayRangeDialog(None, None, TODAY, parent),
    "export": lambda parent: ExportDialog("urn:x", (), frozenset(), TODAY, parent),
    "cell": lambda parent: ValueEditor("Status", [ValueOption("a", "A"), ValueOption("b", "B")], parent),
}


def turn(widget: QWidget) -> bool:
    """Turn the wheel over a widget; return whether it took the event."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setAccepted(False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def value(field: QWidget) -> object:
    return field.currentIndex() if isinstance(field, QComboBox) else field.property("date")


@pytest.mark.parametrize("name", MAKERS)
def test_the_wheel_changes_no_value_without_the_focus(name: str, qtbot: QtBot) -> None:
    window = QWidget()
    other = QLineEdit(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    made = MAKERS[name](window)
    column.addWidget(made)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    made.show()
    inside = [*made.findChildren(QComboBox), *made.findChildren(QAbstractSpinBox)]
    fields = [made] if isinstance(made, QComboBox) else inside
    assert fields
    for field in fields:
        other.window().activateWindow()
        other.setFocus()
        before = value(field)
        turn(field)
        assert value(field) == before
        assert not field.hasFocus(), "nor does it take the focus, so that the next turn would"


def test_the_wheel_changes_a_field_that_has_the_focus(qtbot: QtBot) -> None:
    window = QWidget()
    status = StatusChoice(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    status.setFocus()
    qtbot.waitUntil(status.hasFocus)
    assert turn(status)
    assert status.currentIndex() == 1


def test_no_module_uses_a_field_that_the_wheel_changes_without_focus() -> None:
    changed = re.compile(
        r"\bQ(ComboBox|FontComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|DateTimeEdit|Slider|Dial)\("
    )
    package = Path(coopviewer.__file__).parent
    found = [
        f"{path.relative_to(package)}: {match[0]}"
        for path in package.rglob("*.py")
        if path.name != "quiet_wheel.py"
        for match in changed.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
