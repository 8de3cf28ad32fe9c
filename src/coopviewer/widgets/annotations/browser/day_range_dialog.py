"""Asks between which two days annotations were last changed. Imported when used."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget


class DayRangeDialog(QDialog):
    """Two days, each of which can be left open; it deletes itself when it is closed."""

    chosen = Signal(object, object)
    """The first day and the last one, both included (dates); None: no bound."""

    def __init__(self, since: date | None, until: date | None, today: date, parent: QWidget) -> None:
        """Begin with the days that are chosen, else with today; shown by ``open``."""
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
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        for row, parts in enumerate(((self.since, self.from_day), (self.until, self.to_day))):
            for column, part in enumerate(parts):
                grid.addWidget(part, row, column)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self.tr("Annotations that were last changed:"), self))
        layout.addLayout(grid)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)
        for box, edit in ((self.since, self.from_day), (self.until, self.to_day)):
            box.toggled.connect(self._look)
            edit.dateChanged.connect(self._look)
        self._look()

    def _line(self, label: str, name: str, day: date | None, today: date) -> tuple[QCheckBox, QDateEdit]:
        box, edit = QCheckBox(label, self), QDateEdit(self)
        edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # before the format, which turns round otherwise
        edit.setDisplayFormat("yyyy-MM-dd")  # the same for everybody, and the order in which one sorts
        edit.setCalendarPopup(True)
        edit.setAccessibleName(name)
        shown = day or today
        edit.setDate(QDate(shown.year, shown.month, shown.day))
        box.setChecked(day is not None)
        return box, edit

    def _days(self) -> tuple[date | None, date | None]:
        first, last = (
            date(*edit.date().getDate()) if box.isChecked() else None
            for box, edit in ((self.since, self.from_day), (self.until, self.to_day))
        )
        return first, last

    @Slot()
    def _look(self) -> None:
        self.from_day.setEnabled(self.since.isChecked())
        self.to_day.setEnabled(self.until.isChecked())
        first, last = self._days()
        wrong = first is not None and last is not None and last < first
        self.message.setText(self.tr("The last day is before the first one.") if wrong else "")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not wrong)

    @Slot()
    def _accept(self) -> None:
        self.chosen.emit(*self._days())
        self.accept()
