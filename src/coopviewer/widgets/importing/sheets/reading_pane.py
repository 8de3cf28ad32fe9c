"""The pane that shows the first rows of a table to import and how it is read, which the user can change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coopviewer.domain.imports.sheets import SheetChoice, SheetRead
from coopviewer.models.language import language
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.imports.sheet_layout import first_rows, read_sentences
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.quiet_table import QuietTable
from coopviewer.widgets.common.quiet_wheel import QuietComboBox, QuietSpinBox

_ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "windows-1250", "windows-1251", "utf-16", "cp850")
_SEPARATORS = (",", ";", "\t", "|")
_MOST_HEADING = 1000  # the last row in which headings may be
_GAP = 12  # pixels
_CELL = 18  # characters


class ReadingPane(QWidget):
    """Shows the first rows of a table, and fields for how it is read: sheet, encoding, separator, rows of headings."""

    choice_changed = Signal(object)
    """The user wants the table to be read in another way (SheetChoice)."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a table."""
        super().__init__(parent)
        self._choice = SheetChoice()
        self._text = self._is_filling = False
        self.sheet, self.encoding, self.separator = (QuietComboBox(self) for _ in range(3))
        self.first, self.last = QuietSpinBox(1, _MOST_HEADING, self), QuietSpinBox(1, _MOST_HEADING, self)
        self._fields = (
            self._field(self.tr("S&heet"), self.sheet),
            self._field(self.tr("E&ncoding"), self.encoding),
            self._field(self.tr("Part ce&lls at"), self.separator),
            self._field(self.tr("Headin&gs from row"), self.first),
            self._field(self.tr("t&o row"), self.last),
        )
        self.about = QLabel(self)
        self.about.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        self.about.setWordWrap(True)
        self.rows = self._table((), ())
        line = QWidget(self)
        flow = FlowLayout(line, _GAP)
        for field in self._fields:
            flow.addWidget(field)
        self._column = QVBoxLayout(self)
        self._column.addWidget(line)
        self._column.addWidget(self.about)
        self._column.addWidget(self.rows, 1)
        for combo in (self.sheet, self.encoding, self.separator):
            combo.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)  # filled after it was shown
            combo.activated.connect(self._change)
        for spin in (self.first, self.last):
            spin.valueChanged.connect(self._change_headings)

    def show_read(self, read: SheetRead, choice: SheetChoice, others: Sequence[SheetRead] = ()) -> None:
        """Show what was read of a table; ``choice`` says how it was read.

        For a workbook the field for the sheet is shown, for a text file those for encoding and separator.
        What the user changes afterwards starts from ``choice``: another separator keeps its encoding, for example.
        ``others`` are further tables of the same import; only sentences on what was read of them are shown.
        """
        self._choice, self._text = choice, read.encoding is not None
        if not self.encoding.count():
            self._fill()
        names = [sheet.name for sheet in read.sheets]
        self.sheet.clear()
        for sheet in read.sheets:
            hidden = self.tr("{sheet} (hidden)").format(sheet=sheet.name)
            self.sheet.addItem(hidden if sheet.is_hidden else sheet.name, sheet.name)
        if read.sheet in names:
            self.sheet.setCurrentIndex(names.index(read.sheet))
        if read.encoding is not None:
            self._select(self.encoding, read.encoding.removesuffix("-sig"))
        if read.separator is not None:
            self._select(self.separator, read.separator)
        self._is_filling = True  # the table says it, not the user
        for spin, number in zip((self.first, self.last), read.heading_rows, strict=True):
            spin.setValue(number)
        self._is_filling = False
        for field, is_text in zip(self._fields, (False, True, True), strict=False):
            field.setVisible(is_text is self._text)
        self.about.setText("\n".join(read_sentences(each, language()) for each in (read, *others)))
        self._show_rows(*first_rows(read, language()))

    def clear_read(self) -> None:
        """Remove the rows and the sentences about a table, and forget the chosen way to read it."""
        self._choice = SheetChoice()
        self.about.clear()
        self._show_rows((), ())

    def _show_rows(self, headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """Show rows in a table of their own, since the headers of a model do not change."""
        before, self.rows = self.rows, self._table(headers, rows)
        self._column.replaceWidget(before, self.rows)
        before.hide()
        before.deleteLater()

    def _table(self, headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> QuietTable:
        model = TextTableModel(headers, [TextRow(cells) for cells in rows])
        table = QuietTable(model, self.tr("The first rows of the table"), self)
        model.setParent(table)
        table.let_select_rows()
        table.horizontalHeader().setStretchLastSection(False)
        width = _CELL * table.fontMetrics().averageCharWidth()
        for column in range(len(headers)):
            table.setColumnWidth(column, width)
        return table

    def _field(self, text: str, part: QWidget) -> QWidget:
        field = QWidget(self)
        label = QLabel(text, field)
        label.setBuddy(part)
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        line.addWidget(part)
        return field

    def _fill(self) -> None:
        for name in _ENCODINGS:
            self.encoding.addItem(name, name)
        words = (self.tr("commas"), self.tr("semicolons"), self.tr("tabs"), self.tr("vertical bars"))
        for separator, word in zip(_SEPARATORS, words, strict=True):
            self.separator.addItem(word, separator)

    def _select(self, combo: QuietComboBox, value: str) -> None:
        if combo.findData(value) < 0:
            combo.addItem(value, value)
        combo.setCurrentIndex(combo.findData(value))

    @Slot()
    def _change(self) -> None:
        """Ask for another sheet, encoding or separator; headings are looked for anew then."""
        sender = self.sender()
        if sender is self.sheet:
            self._choice = SheetChoice(sheet=str(self.sheet.currentData()))
        else:
            self._choice = self._choice._replace(
                heading_rows=None,
                encoding=str(self.encoding.currentData()) if sender is self.encoding else self._choice.encoding,
                separator=str(self.separator.currentData()) if sender is self.separator else self._choice.separator,
            )
        self.choice_changed.emit(self._choice)

    @Slot()
    def _change_headings(self) -> None:
        if self._is_filling:
            return
        first = self.first.value()
        last = max(first, self.last.value()) if self.sender() is self.last else first
        self._choice = self._choice._replace(heading_rows=(first, last))
        self.choice_changed.emit(self._choice)
