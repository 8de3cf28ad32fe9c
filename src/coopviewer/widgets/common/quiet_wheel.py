"""Combo boxes, day fields and number fields whose value the wheel changes only while they have the keyboard focus.

By default Qt gives them the focus, and changes their value, when the wheel is turned over them: scrolling past a form
would then change what is stored. Without the focus the wheel scrolls what they are in.
"""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QWidget

from coopviewer.models.guard import guarded


class QuietComboBox(QComboBox):
    """A combo box whose value the wheel changes only while it has the keyboard focus; use it in place of Qt's."""

    def __init__(self, parent: QWidget) -> None:
        """Start without items; the wheel does not give it the focus."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Qt overrides

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DayEdit(QDateEdit):
    """A field for a day with a calendar, written as 2026-11-25 in every language.

    The wheel changes the day only while the field has the keyboard focus.
    """

    def __init__(self, name: str, day: date, parent: QWidget) -> None:
        """Show a day; ``name`` is for screen readers."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # before the format, or Qt reverses it
        self.setDisplayFormat("yyyy-MM-dd")  # the same in every locale, and sortable
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        self.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """The chosen day."""
        return date(*self.date().getDate())

    # Qt overrides

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class QuietSpinBox(QSpinBox):
    """A field for a whole number; ``valueChanged`` tells what is typed once the user leaves it or presses Enter."""

    def __init__(self, least: int, most: int, parent: QWidget) -> None:
        """Allow the numbers from ``least`` to ``most``; the wheel steps only while the field has the focus."""
        super().__init__(parent)
        self.setRange(least, most)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Qt overrides

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
