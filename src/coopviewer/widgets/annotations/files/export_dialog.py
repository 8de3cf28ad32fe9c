"""Asks which annotations are to leave, and in which format; where to is asked after. Imported when used."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection
from coopviewer.domain.annotations.lists import TagCount
from coopviewer.domain.annotations.query import AnnotationQuery
from coopviewer.rendering.words.annotation_file_words import format_hint, format_word
from coopviewer.widgets.common.focus_frame import FocusFrame

_SPAN = timedelta(days=30)  # that the days begin with
_MOST_SHOWN = 12  # tags in the list that folds down
_LETTERS = 34  # that a list of choices is wide at least


class Scope(Enum):
    """Which annotations leave."""

    ALL = auto()
    SELECTED = auto()
    TAG = auto()
    DAYS = auto()


class ExportDialog(QDialog):
    """All, those selected, those with a tag or those of some days; it deletes itself when it is closed."""

    export_wanted = Signal(object, object)
    """The annotations (ExportSelection) are to be written in a format (ExportFormat)."""

    def __init__(
        self, dataset: str, tags: Sequence[TagCount], selected: frozenset[str], today: date, parent: QWidget
    ) -> None:
        """Offer the tags of ``dataset``, the open reference, and the annotations selected in a list, by uuid.

        Where some are selected the dialog begins with those. Shown by ``open``.
        """
        super().__init__(parent)
        self._dataset = dataset
        self._selected = selected
        self.setWindowTitle(self.tr("Export annotations"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.scope = self._list(self._scopes(tags))
        self.tag = self._list([(f"{tag.name} ({tag.count:,})", tag.name) for tag in tags])
        self.from_day = self._day(self.tr("First day"), today - _SPAN if today.toordinal() > _SPAN.days else today)
        self.to_day = self._day(self.tr("Last day"), today)
        self.bin = QCheckBox(self.tr("Those in the &bin too"), self)
        self.form = self._list([(format_word(form, self.tr), form) for form in ExportFormat])
        self.scope_hint, self.form_hint = self._hint(1), self._hint(2)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = self.buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._frame = FocusFrame(self)
        self._arrange()
        self._connect()
        self.scope.setCurrentIndex(self.scope.findData(Scope.SELECTED if selected else Scope.ALL))
        self._look()

    def _scopes(self, tags: Sequence[TagCount]) -> list[tuple[str, object]]:
        offered: list[tuple[str, object]] = [(self.tr("All in the file"), Scope.ALL)]
        if self._selected:
            offered.append((self.tr("Those selected ({0})").format(f"{len(self._selected):,}"), Scope.SELECTED))
        if tags:
            offered.append((self.tr("Those with a tag"), Scope.TAG))
        return [*offered, (self.tr("Those changed last between two days"), Scope.DAYS)]

    def _list(self, choices: Sequence[tuple[str, object]]) -> QComboBox:
        made = QComboBox(self)
        made.setMaxVisibleItems(_MOST_SHOWN)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(_LETTERS)
        for words, value in choices:
            made.addItem(words, value)
        return made

    def _day(self, name: str, day: date) -> QDateEdit:
        edit = QDateEdit(QDate(day.year, day.month, day.day), self)
        edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # before the format, which turns round otherwise
        edit.setDisplayFormat("yyyy-MM-dd")  # the same for everybody, and the order in which one sorts
        edit.setCalendarPopup(True)
        edit.setAccessibleName(name)
        return edit

    def _hint(self, lines: int) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        label.setMinimumHeight(lines * self.fontMetrics().lineSpacing())
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label

    def _selection(self) -> ExportSelection:
        with_bin = self.bin.isChecked()
        match self.scope.currentData():
            case Scope.SELECTED:
                return ExportSelection(uuids=self._selected, with_bin=True)
            case Scope.TAG:
                tags = frozenset({str(self.tag.currentData())})
                return ExportSelection(dataset=self._dataset, tags=tags, with_bin=with_bin)
            case Scope.DAYS:
                days = AnnotationQuery().changed_between(*self._days()).to_filter(self._dataset)
                return ExportSelection(dataset=self._dataset, since=days.since, until=days.until, with_bin=with_bin)
        return ExportSelection(with_bin=with_bin)

    def _days(self) -> tuple[date, date]:
        return date(*self.from_day.date().getDate()), date(*self.to_day.date().getDate())

    @Slot()
    def _look(self) -> None:
        """Show what belongs to the choice, and say what it comes to."""
        scope = self.scope.currentData()
        self.rows.setRowVisible(self.tag, scope is Scope.TAG)
        self.rows.setRowVisible(self.days, scope is Scope.DAYS)
        self.rows.setRowVisible(self.bin, scope is not Scope.SELECTED)
        first, last = self._days()
        wrong = scope is Scope.DAYS and last < first
        self.export.setEnabled(not wrong)
        self.scope_hint.setText(self.tr("The last day is before the first one.") if wrong else self._words(scope))
        self.form_hint.setText(format_hint(ExportFormat(self.form.currentData()), self.tr))

    def _words(self, scope: Scope) -> str:
        return {
            Scope.ALL: self.tr("Those of all references are exported together."),
            Scope.SELECTED: self.tr("Those that are chosen in the list are exported."),
        }.get(scope, self.tr("Those of the open reference are exported."))

    @Slot()
    def _accept(self) -> None:
        self.export_wanted.emit(self._selection(), ExportFormat(self.form.currentData()))
        self.accept()

    def _connect(self) -> None:
        for choice in (self.scope, self.form):
            choice.currentIndexChanged.connect(self._look)
        for edit in (self.from_day, self.to_day):
            edit.dateChanged.connect(self._look)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _arrange(self) -> None:
        self.days = QWidget(self)
        self.days.setFocusProxy(self.from_day)
        line = QHBoxLayout(self.days)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.from_day, QLabel(self.tr("to"), self.days), self.to_day):
            line.addWidget(part)
        line.addStretch(1)
        self.rows = QFormLayout()
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.addRow(self.tr("&Annotations"), self.scope)
        self.rows.addRow(self.tr("&Tag"), self.tag)
        self.rows.addRow(self.tr("&Days"), self.days)
        self.rows.addRow("", self.bin)
        self.rows.addRow("", self.scope_hint)
        self.rows.addRow(self.tr("&Format"), self.form)
        self.rows.addRow("", self.form_hint)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # it grows with the rows that are shown
        layout.addLayout(self.rows)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
