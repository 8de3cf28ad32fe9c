"""The dialog that asks which annotations to export, and in which format; the file is asked for afterwards."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection
from coopviewer.domain.annotations.lists import TagCount
from coopviewer.domain.annotations.query import AnnotationQuery
from coopviewer.models.language import language
from coopviewer.models.roles import plain_tip
from coopviewer.rendering.words.annotation_file_words import format_hint, format_word
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.quiet_wheel import DayEdit, QuietComboBox

_SPAN = timedelta(days=30)  # between the two days at first
_MOST_VISIBLE = 12  # choices shown at once in an open list
_LIST_CHARACTERS = 34  # the minimum width of a list in characters


class Scope(Enum):
    """Which annotations are exported.

    ``ALL``: those in the file, whatever reference they are on.
    ``SELECTED``: those selected in the list.
    ``TAG``: those on the open reference with a certain tag.
    ``DAYS``: those on the open reference last changed from one day to another, both included.
    """

    ALL = auto()
    SELECTED = auto()
    TAG = auto()
    DAYS = auto()


class ExportDialog(QDialog):
    """Asks which annotations to export, in which format, and under which name of the user.

    The choices are those of ``Scope``. Annotations in the bin are exported only if the user ticks a box; for
    SELECTED there is no box, and those in the bin are exported too. The dialog writes nothing itself, and is deleted
    when it is closed.
    """

    export_wanted = Signal(object, object)
    """The ExportSelection and the ExportFormat that the user chose."""
    name_chosen = Signal(str)
    """The new name of the user, if it was edited; emitted before ``export_wanted``."""

    def __init__(
        self, dataset: str, tags: Sequence[TagCount], selected: frozenset[str], today: date, parent: QWidget
    ) -> None:
        """Fill the dialog; call ``set_name`` with the user's name, then ``open`` to show it.

        ``dataset``: the URN of the open reference.
        ``tags``: the tags used on the open reference, of which the user may choose one.
        ``selected``: the uuids of the annotations selected in the list. If there are some, they are chosen at
            first.
        ``today``: what the field *Last day* shows at first.
        """
        super().__init__(parent)
        self._dataset = dataset
        self._selected = selected
        self.setWindowTitle(self.tr("Export annotations"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.scope = self._list(self._scopes(tags))
        self.tag = self._list([(f"{tag.name} ({language().number(tag.count)})", tag.name) for tag in tags])
        first = today - _SPAN if today.toordinal() > _SPAN.days else today
        self.from_day = DayEdit(self.tr("First day"), first, self)
        self.to_day = DayEdit(self.tr("Last day"), today, self)
        self._name = ""
        self.name = QLineEdit(self)
        self.bin = QCheckBox(self.tr("Include annotations in the &bin"), self)
        self.format_list = self._list([(format_word(each, language()), each) for each in ExportFormat])
        self.scope_hint_label, self.format_hint_label, self.name_hint_label = (self._hint(2) for _ in range(3))
        self.buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = self.buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._frame = FocusFrame(self)
        self._lay_out()
        self._connect()
        self.scope.setCurrentIndex(self.scope.findData(Scope.SELECTED if selected else Scope.ALL))
        self._update_fields()

    def set_name(self, name: str, *, can_rename: bool = True) -> None:
        """Fill in the user's name, under which annotations are exported; ``can_rename``: the user may change it."""
        self._name = name
        self.name.setText(name)
        self.name.setReadOnly(not can_rename)
        self.name_hint_label.setText(
            self.tr("Colleagues see this name on all that you wrote.")
            if can_rename
            else self.tr("Colleagues see this name on all that you wrote. The annotations file cannot be written now.")
        )

    def _scopes(self, tags: Sequence[TagCount]) -> list[tuple[str, object]]:
        scopes: list[tuple[str, object]] = [(self.tr("All in the file"), Scope.ALL)]
        if self._selected:
            scopes.append((self.tr("Selected ({0})").format(language().number(len(self._selected))), Scope.SELECTED))
        if tags:
            scopes.append((self.tr("With a tag"), Scope.TAG))
        return [*scopes, (self.tr("Last changed between two days"), Scope.DAYS)]

    def _list(self, choices: Sequence[tuple[str, object]]) -> QuietComboBox:
        combo_box = QuietComboBox(self)
        combo_box.setMaxVisibleItems(_MOST_VISIBLE)
        combo_box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo_box.setMinimumContentsLength(_LIST_CHARACTERS)
        for label, value in choices:
            combo_box.addItem(label, value)
            combo_box.setItemData(combo_box.count() - 1, plain_tip(label), Qt.ItemDataRole.ToolTipRole)
        return combo_box

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
        return self.from_day.day, self.to_day.day

    @Slot()
    def _update_fields(self) -> None:
        """Show the fields and the hints of the current choice."""
        scope = self.scope.currentData()
        self.rows.setRowVisible(self.tag, scope is Scope.TAG)
        self.rows.setRowVisible(self.days, scope is Scope.DAYS)
        self.rows.setRowVisible(self.bin, scope is not Scope.SELECTED)
        first, last = self._days()
        is_reversed = scope is Scope.DAYS and last < first
        self.export.setEnabled(not is_reversed and bool(self.name.text().strip()))
        self.scope_hint_label.setText(
            self.tr("The last day is before the first day.") if is_reversed else self._scope_text(scope)
        )
        self.format_hint_label.setText(format_hint(ExportFormat(self.format_list.currentData()), language()))

    def _scope_text(self, scope: Scope) -> str:
        if scope is Scope.ALL and self.format_list.currentData() is ExportFormat.JSONLD and not self.bin.isChecked():
            return self.tr(
                "The annotations of all references are exported together, with the deletions of those that you sent or "
                "received before. The file has the texts of these too."
            )
        return {
            Scope.ALL: self.tr("The annotations of all references are exported together."),
            Scope.SELECTED: self.tr("The annotations selected in the list are exported."),
        }.get(scope, self.tr("Only annotations of the open reference are exported."))

    @Slot()
    def _accept(self) -> None:
        name = self.name.text().strip()
        if name != self._name:
            self.name_chosen.emit(name)
        self.export_wanted.emit(self._selection(), ExportFormat(self.format_list.currentData()))
        self.accept()

    def _connect(self) -> None:
        for choice in (self.scope, self.format_list):
            choice.currentIndexChanged.connect(self._update_fields)
        self.bin.toggled.connect(self._update_fields)
        self.name.textChanged.connect(self._update_fields)
        for edit in (self.from_day, self.to_day):
            edit.dateChanged.connect(self._update_fields)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        self.days = QWidget(self)
        self.days.setFocusProxy(self.from_day)
        line = QHBoxLayout(self.days)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.from_day, QLabel(self.tr("to"), self.days), self.to_day):
            line.addWidget(widget)
        line.addStretch(1)
        self.rows = QFormLayout()
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.addRow(self.tr("&Annotations"), self.scope)
        self.rows.addRow(self.tr("&Tag"), self.tag)
        self.rows.addRow(self.tr("&Days"), self.days)
        self.rows.addRow("", self.bin)
        self.rows.addRow("", self.scope_hint_label)
        self.rows.addRow(self.tr("&Format"), self.format_list)
        self.rows.addRow("", self.format_hint_label)
        self.rows.addRow(self.tr("Your &name"), self.name)
        self.rows.addRow("", self.name_hint_label)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # so that it grows with the shown rows
        layout.addLayout(self.rows)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
