"""Asks which columns of a table have the titles of projects and their countries, if none was recognised as such."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coopviewer.domain.imports.sheets import SheetPreview, SheetSlot
from coopviewer.models.language import language
from coopviewer.rendering.words.sheets.sheet_question_words import missing_question
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_NONE = -1


class MissingColumns(QWidget):
    """Asks which column holds the titles, and which the countries, as ``ask`` wants; hidden while nothing is asked."""

    chosen = Signal(object, int)
    """The user chose which column holds the titles or the countries: the SheetSlot, and the index of the column."""
    denied = Signal(object)
    """The user says that no column holds the titles, or the countries: the SheetSlot."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.fields: dict[SheetSlot, QuietComboBox] = {}
        """The fields of the questions; those that are not asked are hidden."""
        self._labels: dict[SheetSlot, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for slot in (SheetSlot.TITLE, SheetSlot.COUNTRY):
            label, field = QLabel(missing_question(slot, language()), self), QuietComboBox(self)
            label.setWordWrap(True)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            field.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(24)
            field.activated.connect(partial(self._answer, slot))
            column.addWidget(label)
            column.addWidget(field)
            self._labels[slot], self.fields[slot] = label, field
        self.hide()

    def ask(self, preview: SheetPreview, missing: Collection[SheetSlot]) -> None:
        """Ask which column each of ``missing`` (``TITLE``, ``COUNTRY``) is; without any, hide.

        The answer is emitted as ``chosen``, or as ``denied`` if the user answers that no column is.
        """
        for slot, field in self.fields.items():
            field.clear()
            field.addItem(self.tr("Please choose"), None)
            for place, column in enumerate(preview.columns):
                heading = preview.mapping.columns[place].heading
                words = self.tr("{letter}: {heading}").format(letter=column.letter, heading=heading)
                field.addItem(words if heading != column.letter else heading, place)
            field.addItem(self.tr("None of them"), _NONE)
            for part in (self._labels[slot], field):
                part.setVisible(slot in missing)
        self.setVisible(bool(missing))

    def focus_first(self) -> None:
        """Move the keyboard focus to the first field that is shown; nothing happens without one."""
        shown = (field for field in self.fields.values() if field.isVisible())
        if (field := next(shown, None)) is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer(self, slot: SheetSlot, item: int) -> None:
        place = self.fields[slot].itemData(item)
        if place == _NONE:
            self.denied.emit(slot)
        elif place is not None:
            self.chosen.emit(slot, place)
