"""The pane with all columns of a table: what each is taken for, and the fields to change that of the current one."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.imports.sheets import ColumnMapping, SheetMapping, SheetPreview, SheetRead, SheetSlot
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.sheets.sheet_question_words import assumed_sentence, known_sentence, open_sentence
from coopviewer.rendering.words.sheets.sheet_words import confidence_word, sheet_slot_word
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.quiet_table import QuietTable
from coopviewer.widgets.common.quiet_wheel import QuietComboBox
from coopviewer.widgets.importing.sheets.column_form import ColumnForm
from coopviewer.widgets.importing.sheets.missing_columns import MissingColumns

_SHARES = (2, 6, 6, 7, 3, 3, 3)  # how the columns share the width
_GAP = 8  # pixels
_LEAST_ROWS, _LEAST_LINES = 5, 8  # of the table and of the form, in view however small the pane: then all of it scrolls


class VerticalScrollArea(QScrollArea):
    """Scrolls one widget up and down, which is as wide as the area; the area has no frame."""

    def __init__(self, part: QWidget, parent: QWidget) -> None:
        """Show ``part`` as the widget that is scrolled."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(part)


class CompactSplitter(QSplitter):
    """A splitter that prefers its least size, so that the area around it scrolls only if there is less space."""

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class ColumnsTable(QuietTable):
    """Lists the columns of an imported table, one in each row; at each resize its own columns share its width anew."""

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width(_SHARES)


class ColumnsPane(QWidget):
    """Lists the columns of a table, with a button to the next open question, above the form of the current column."""

    mapping_changed = Signal(object)
    """The user changed what a column is, or which rows are one project (SheetMapping)."""
    load_wanted = Signal()
    """The user wants to load a mapping from a file."""
    save_wanted = Signal()
    """The user wants to save the mapping in a file."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a table."""
        super().__init__(parent)
        self._preview: SheetPreview | None = None
        self._known = self._assumed = ""
        self._assumed_read: SheetRead | None = None
        self.known, self.open = QLabel(self), QLabel(self)
        for label in (self.known, self.open):
            label.setTextFormat(Qt.TextFormat.PlainText)  # a heading must not become markup
            label.setWordWrap(True)
        headers = (self.tr("Column"), self.tr("Heading"), self.tr("It is"), self.tr("How certain"))
        counts = (self.tr("Read"), self.tr("Not read"), self.tr("Empty"))
        self.model = TextTableModel((*headers, *counts), parent=self)
        self.missing = MissingColumns(self)
        self.missing.chosen.connect(self._choose_missing)
        self.missing.denied.connect(self._deny_missing)
        self.denied: frozenset[SheetSlot] = frozenset()
        """What no column of the table has, as the user says."""
        self.table = ColumnsTable(self.model, self.tr("Columns of the table"), self)
        self.table.selectionModel().currentRowChanged.connect(self._show_column)
        self.form = ColumnForm(self)
        self.form.changed.connect(self._change_column)
        self.next_question = self._button(self.tr("Next open &question"))
        self.next_unread = self._button(self.tr("Next column with cells not rea&d"))
        self.group = QuietComboBox(self)
        self.load, self.save = self._button(self.tr("L&oad columns…")), self._button(self.tr("Save &columns…"))
        self.next_question.clicked.connect(self._go_to_question)
        self.next_unread.clicked.connect(self._go_to_unread)
        self.group.activated.connect(self._change_group)
        self.load.clicked.connect(self.load_wanted)
        self.save.clicked.connect(self.save_wanted)
        self._lay_out()

    def show_preview(self, preview: SheetPreview, missing: Collection[SheetSlot] = ()) -> None:
        """Show the columns of a table; the row that was current stays current.

        If a row was only assumed to be the headings, or else if columns are read as in an earlier import, a sentence
        above them says so; it stays while the user changes what columns are. For what ``missing`` has (TITLE, COUNTRY
        or both) no column was recognised: the user is asked which one it is.
        """
        before, tr = max(self.table.currentIndex().row(), 0), language()
        self._preview = preview
        self._known = self._known or known_sentence(preview, tr)
        if preview.is_heading_assumed or preview.read != self._assumed_read:  # else its headings are the same as before
            self._assumed, self._assumed_read = assumed_sentence(preview, tr), preview.read
        self.known.setText(self._assumed or self._known)
        self.known.setVisible(bool(self.known.text()))
        self.open.setText(open_sentence(preview, tr, missing))
        self.missing.ask(preview, missing)
        self.next_question.setVisible(bool(preview.questions or missing))
        self.next_unread.setVisible(any(column.unread for column in preview.columns))
        self.model.set_rows([self._row(preview, place) for place in range(len(preview.columns))])
        self._fill_groups(preview)
        line = self.fontMetrics().height()
        self.table.setMinimumHeight(_LEAST_ROWS * (line + _GAP))
        self.form_area.setMinimumHeight(_LEAST_LINES * line)
        if preview.columns:
            self.table.select_row(min(before, len(preview.columns) - 1))

    def clear_preview(self) -> None:
        """Remove the rows, before another table is shown.

        If the user answered that no column has titles, or countries, that is forgotten. The form keeps the column that
        it shows, but changes in it have no effect until ``show_preview``.
        """
        self._preview = self._assumed_read = None
        self._known = self._assumed = ""
        self.denied = frozenset()
        self.missing.hide()
        self.model.set_rows([])

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        leads = QWidget(self)
        flow = FlowLayout(leads, _GAP)
        for part in (self.next_question, self.next_unread, self.load, self.save):
            flow.addWidget(part)
        scroll = self.form_area = VerticalScrollArea(self.form, self)
        self.splitter = CompactSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(scroll)
        self.splitter.setChildrenCollapsible(False)
        label = QLabel(self.tr("Rows are one project if the&y agree in"), self)
        label.setBuddy(self.group)
        self.group.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        grouping = QWidget(self)
        beside = FlowLayout(grouping, _GAP)
        beside.addWidget(label)
        beside.addWidget(self.group)
        self.group.setMinimumContentsLength(24)
        column = QVBoxLayout(self)
        for above in (self.known, self.open, self.missing, leads):
            column.addWidget(above)
        column.addWidget(self.splitter, 1)
        column.addWidget(grouping)

    def _row(self, preview: SheetPreview, place: int) -> TextRow:
        tr, column, mapping = language(), preview.columns[place], preview.mapping.columns[place]
        word = sheet_slot_word(mapping.slot, tr)
        if any(question.column == place for question in preview.questions):
            word = self.tr("Open question: {slot}").format(slot=word)
        counts = (tr.number(column.read), tr.number(column.unread), tr.number(column.empty))
        certain = confidence_word(column.confidence, tr) if mapping.slot is column.guess else self.tr("chosen")
        letter = f"{column.letter} · {column.file}" if column.file else column.letter
        heading = self.tr("no heading") if mapping.heading == column.letter else mapping.heading
        return TextRow((letter, heading, word, certain, *counts), mapping)

    def _fill_groups(self, preview: SheetPreview) -> None:
        self.group.clear()
        self.group.addItem(self.tr("nothing: each row is one"), None)
        for heading in dict.fromkeys(column.heading for column in preview.mapping.columns):
            self.group.addItem(heading, heading)
        self.group.setCurrentIndex(max(self.group.findData(preview.mapping.group_by), 0))

    @Slot(QModelIndex)
    def _show_column(self, index: QModelIndex) -> None:
        if self._preview is not None and index.isValid():
            self.form.show_column(self._preview, index.row())

    @Slot(object)
    def _change_column(self, column: ColumnMapping) -> None:
        if self._preview is not None:
            self.mapping_changed.emit(self._preview.mapping.with_column(column))

    @Slot(object, int)
    def _choose_missing(self, slot: SheetSlot, place: int) -> None:
        if self._preview is not None:
            self._change_column(self._preview.mapping.columns[place]._replace(slot=slot))

    @Slot(object)
    def _deny_missing(self, slot: SheetSlot) -> None:
        if self._preview is not None:
            self.denied |= {slot}
            self.mapping_changed.emit(self._preview.mapping)

    @Slot(int)
    def _change_group(self, place: int) -> None:
        if self._preview is not None:
            mapping: SheetMapping = self._preview.mapping
            self.mapping_changed.emit(mapping._replace(group_by=self.group.itemData(place)))

    @Slot()
    def _go_to_question(self) -> None:
        if not self.missing.isHidden():
            self.missing.focus_first()
        elif self._preview is not None:
            self._go_to([question.column for question in self._preview.questions])
            self.form.focus_question()

    @Slot()
    def _go_to_unread(self) -> None:
        if self._preview is not None:
            self._go_to([place for place, column in enumerate(self._preview.columns) if column.unread])
            self.form_area.ensureWidgetVisible(self.form.unread)
            self.form.unread.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.form.unread.select_row(0)

    def _go_to(self, places: list[int]) -> None:
        """Select the next of some columns after the current one, the first of them after the last one."""
        current = self.table.currentIndex().row()
        following = [place for place in sorted(places) if place > current]
        if places:
            self.table.select_row(following[0] if following else min(places))
