"""Editors of cells of the annotation browser: for a note, and for a choice of values; ``TagsText`` edits tags."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.models.guard import guarded
from coopviewer.widgets.annotations.pane.note_editor import LIMIT, PAUSE
from coopviewer.widgets.annotations.pane.note_text import NoteText
from coopviewer.widgets.common.pause_timer import PauseTimer
from coopviewer.widgets.common.quiet_wheel import QuietComboBox

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteCellEditor(NoteText):
    """Edits a note of several lines in a cell of the table; Shift+Enter starts a new line.

    The editor saves nothing itself. The table's delegate takes the text on Enter, or when the user leaves the cell, and
    restores the former text on Esc. While the user types, the signal ``typed`` asks for the text to be saved as a
    draft.
    """

    typed = Signal()
    """The text is to be saved as a draft: 500 ms (PAUSE) after the last key, or 1 s (LIMIT) after the first unsaved."""
    done = Signal()
    """The user pressed Enter; the editor itself neither saves nor closes."""

    def __init__(self, annotation: Annotation, parent: QWidget) -> None:
        """Edit the note of ``annotation``, which is the state that Esc restores."""
        super().__init__(parent)
        self.annotation = annotation
        self.is_drafted = False
        """Whether ``typed`` was emitted, so that a draft is being saved."""
        self.was_scrolled_to = False
        """Whether the table has been scrolled to show the editor."""
        self.setAccessibleName(self.tr("Note"))
        self.setAccessibleDescription(self.tr("Enter saves, Shift+Enter starts a new line, Esc cancels."))
        self._pause_timer = PauseTimer(PAUSE, LIMIT, self)
        self._pause_timer.due.connect(self._emit_typed)

    def start_editing(self, text: str) -> None:
        """Show a text, and select it unless it is shown in parts: if it has more than 20,000 characters (LONGEST_TEXT).

        From now on ``typed`` is emitted after changes.
        """
        self.show_text(text)
        if not self.is_in_parts:  # of a long text, one key would replace a part that the user has not seen to its end
            self.selectAll()
        self.edited.connect(self._pause_timer.start)

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the annotation's, or ``typed`` was emitted, so that a draft may be stored."""
        return self.is_drafted or self.text() != self.annotation.body

    def stop(self) -> None:
        """Stop asking for drafts: no ``typed`` follows for what was typed until now, as the editor is being closed."""
        self._pause_timer.stop()

    @Slot()
    def _emit_typed(self) -> None:
        self.is_drafted = True
        self.typed.emit()

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
            return
        super().keyPressEvent(event)


class ValueOption(NamedTuple):
    """A value that can be chosen, with its label and its icon, if it has one."""

    value: str
    label: str
    icon: QIcon | None = None


class ValueEditor(QuietComboBox):
    """A box to choose the value of a cell, a colour or a status.

    Its list opens by itself once control returns to the event loop after the box was created.
    """

    done = Signal()
    """The user chose a value, perhaps the same as before."""

    def __init__(self, name: str, values: Sequence[ValueOption], parent: QWidget) -> None:
        """Offer these values; ``name`` is for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        for each in values:
            if each.icon is not None:
                self.addItem(each.icon, each.label, each.value)
            else:
                self.addItem(each.label, each.value)
        self.activated.connect(self.done)
        QTimer.singleShot(0, self, self.showPopup)

    def start_editing(self, value: str) -> None:
        """Show the current value (a ``ValueOption.value``), or the first option if the value is not offered."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def text(self) -> str:
        """Return the chosen value (``ValueOption.value``), which is empty for the option of no value."""
        return str(self.currentData())
