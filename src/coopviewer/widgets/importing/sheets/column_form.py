"""The form of one column of a table: what it is, questions about it, its samples, and cells that could not be read."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coopviewer.domain.imports.sheets import (
    CHOICES,
    ColumnMapping,
    Confidence,
    QuestionKind,
    SheetColumn,
    SheetPreview,
    SheetSlot,
)
from coopviewer.domain.reference.money import is_currency
from coopviewer.models.language import language
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.sheets.sheet_question_words import (
    answer_word,
    asked_words,
    column_counts,
    question_sentence,
    unread_reason,
)
from coopviewer.rendering.words.sheets.sheet_words import confidence_word, sheet_slot_word
from coopviewer.widgets.common.quiet_table import QuietTable
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "DKK", "JPY", "NOK", "SEK", "XOF")
_UNREAD_ROWS = 5  # shown without scrolling


class ColumnForm(QWidget):
    """Shows one column, whose slot (what the column is) and answers to questions can be changed."""

    changed = Signal(object)
    """The user changed what the column is, or answered a question: its new ColumnMapping."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a column."""
        super().__init__(parent)
        self._mapping: ColumnMapping | None = None
        self.heading, self.certainty, self.samples, self.counts = (self._label() for _ in range(4))
        self.slot = QuietComboBox(self)
        self.answers: dict[QuestionKind, QuietComboBox] = {}
        """The fields for answers, by question; those of questions that are neither asked nor answered are hidden."""
        self._asked: dict[QuestionKind, QLabel] = {}
        self.model = TextTableModel((self.tr("Cell"), self.tr("Why it was not read")), parent=self)
        self.unread = QuietTable(self.model, self.tr("Cells that were not read"), self)
        self.unread.let_select_rows()
        self._fill()
        self._lay_out()

    def show_column(self, preview: SheetPreview, place: int) -> None:
        """Show the column at the index ``place`` of the preview: its slot, samples, questions, and unread cells."""
        tr, column = language(), preview.columns[place]
        currency = self.answers[QuestionKind.CURRENCY]
        if currency.count() == 1:
            for code in _CURRENCIES:
                currency.addItem(code, code)
        self._mapping = mapping = preview.mapping.columns[place]
        title = self.tr("Column {letter}: {heading}").format(letter=column.letter, heading=mapping.heading)
        if mapping.heading == column.letter:  # which stands in for a heading
            title = self.tr("Column {letter}, without a heading").format(letter=column.letter)
        self.heading.setText(title)
        self.slot.setCurrentIndex(self.slot.findData(mapping.slot))
        self.certainty.setText(_certainty(column, preview.is_known))
        self.samples.setText(self.tr("Samples: {samples}").format(samples=" · ".join(column.samples)))
        self.samples.setVisible(bool(column.samples))
        self.counts.setText(column_counts(column, tr))
        asked = {each.kind: each for each in preview.questions if each.column == place}
        for kind, combo in self.answers.items():
            question = asked.get(kind)
            self._asked[kind].setText(question_sentence(kind, tr) if question is None else asked_words(question, tr))
            self._show_answer(kind, combo, mapping.answer(kind), is_asked=question is not None)
        rows = [TextRow((each.place, unread_reason(each, mapping.heading, tr)), each) for each in column.unread_cells]
        self.model.set_rows(rows)
        self.unread.setVisible(bool(rows))

    def focus_question(self) -> None:
        """Move the keyboard focus to the first open question, or else to the field for what the column is."""
        open_ones = (each for each in self.answers.values() if each.isVisible() and each.currentData() is None)
        next(open_ones, self.slot).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # a heading must not become markup
        label.setWordWrap(True)
        return label

    def _fill(self) -> None:
        tr = language()
        for slot in SheetSlot:
            self.slot.addItem(sheet_slot_word(slot, tr), slot)
        self.slot.activated.connect(self._change_slot)
        for kind in QuestionKind:
            combo = self.answers[kind] = QuietComboBox(self)
            combo.addItem(self.tr("Please choose"), None)
            for answer in CHOICES.get(kind, ()):
                combo.addItem(answer_word(kind, answer, tr), answer)
            combo.activated.connect(partial(self._answer, kind))
            label = self._asked[kind] = self._label()
            label.setText(question_sentence(kind, tr))
            label.setBuddy(combo)
            combo.setAccessibleName(label.text())
        currency = self.answers[QuestionKind.CURRENCY]
        currency.setEditable(True)
        field = currency.lineEdit()
        assert field is not None  # since it can be edited
        field.setAccessibleName(self._asked[QuestionKind.CURRENCY].text())
        field.editingFinished.connect(self._type_currency)

    def _lay_out(self) -> None:
        self.setMinimumWidth(1)
        bold = self.heading.font()
        bold.setBold(True)
        self.heading.setFont(bold)
        label = QLabel(self.tr("This colu&mn is"), self)
        label.setBuddy(self.slot)
        column = QVBoxLayout(self)
        above: tuple[QWidget, ...] = (self.heading, label, self.slot, self.certainty)
        below: tuple[QWidget, ...] = (self.samples, self.counts, self.unread)
        for part in above:
            column.addWidget(part)
        for kind in QuestionKind:
            column.addWidget(self._asked[kind])
            column.addWidget(self.answers[kind])
        for part in below:
            column.addWidget(part)
        column.addStretch(1)
        self.unread.setMinimumHeight((_UNREAD_ROWS + 1) * (self.fontMetrics().height() + 10))
        for combo in (self.slot, *self.answers.values()):
            combo.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)

    def _show_answer(self, kind: QuestionKind, combo: QuietComboBox, answer: str | None, *, is_asked: bool) -> None:
        shown = is_asked or answer is not None
        self._asked[kind].setVisible(shown)
        combo.setVisible(shown)
        if answer is not None and combo.findData(answer) < 0:
            combo.addItem(answer_word(kind, answer, language()), answer)
        combo.setCurrentIndex(max(combo.findData(answer), 0))

    def _change_slot(self) -> None:
        if self._mapping is not None:
            self.changed.emit(self._mapping._replace(slot=SheetSlot(self.slot.currentData())))

    def _answer(self, kind: QuestionKind, place: int) -> None:
        answer = self.answers[kind].itemData(place)
        if self._mapping is not None and answer != self._mapping.answer(kind):
            self.changed.emit(self._mapping.answered(kind, answer))

    def _type_currency(self) -> None:
        text = self.answers[QuestionKind.CURRENCY].currentText().strip().upper()
        kind = QuestionKind.CURRENCY
        if self._mapping is not None and is_currency(text) and text != self._mapping.answer(kind):
            self.changed.emit(self._mapping.answered(kind, text))


def _certainty(column: SheetColumn, is_known: bool) -> str:
    tr = language()
    if column.mapping.heading == column.letter:
        return tr("It has no heading.")
    if column.confidence is Confidence.NONE:
        return tr("Its heading is not one that is known.")
    guess = sheet_slot_word(column.guess, tr)
    if is_known or column.mapping.slot is not column.guess:
        return tr("Its heading says: {guess} ({certainty}).").format(
            guess=guess, certainty=confidence_word(column.confidence, tr)
        )
    return tr("Recognised {certainty}.").format(certainty=confidence_word(column.confidence, tr))
