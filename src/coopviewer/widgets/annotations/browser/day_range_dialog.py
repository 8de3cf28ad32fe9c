"""A dialog that asks for two days between which annotations were last changed."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.quiet_wheel import DayEdit


class DayRangeDialog(QDialog):
    """Asks for a first and a last day, each of which can be left open; deleted when it is closed."""

    chosen = Signal(object, object)
    """The first and the last day (dates), both included; None for a day that is left open, which both may be."""

    def __init__(self, since: date | None, until: date | None, today: date, parent: QWidget) -> None:
        """Start with the days of the current filter; None: the day is left open, and its box is not ticked.

        If both are None, both boxes are ticked, with ``today``. Call ``open`` to show the dialog.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Between two days"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.since, self.from_day = self._line(self.tr("&From"), self.tr("First day"), since, today)
        self.until, self.to_day = self._line(self.tr("&To"), self.tr("Last day"), until, today)
        if not (since or until):
            self.since.setChecked(True)
            self.until.setChecked(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = ButtonBox(standard.Ok | standard.Cancel, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        for row, widgets in enumerate(((self.since, self.from_day), (self.until, self.to_day))):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, row, column)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self.tr("Annotations that were last changed:"), self))
        layout.addLayout(grid)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)
        for box, edit in ((self.since, self.from_day), (self.until, self.to_day)):
            box.toggled.connect(self._validate)
            edit.dateChanged.connect(self._validate)
        self._validate()

    def _line(self, label: str, name: str, day: date | None, today: date) -> tuple[QCheckBox, DayEdit]:
        box, edit = QCheckBox(label, self), DayEdit(name, day or today, self)
        box.setChecked(day is not None)
        return box, edit

    def _days(self) -> tuple[date | None, date | None]:
        first, last = (
            edit.day if box.isChecked() else None
            for box, edit in ((self.since, self.from_day), (self.until, self.to_day))
        )
        return first, last

    @Slot()
    def _validate(self) -> None:
        self.from_day.setEnabled(self.since.isChecked())
        self.to_day.setEnabled(self.until.isChecked())
        first, last = self._days()
        is_reversed = first is not None and last is not None and last < first
        self.message.setText(self.tr("The last day is before the first day.") if is_reversed else "")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not is_reversed)

    @Slot()
    def _accept(self) -> None:
        self.chosen.emit(*self._days())
        self.accept()
