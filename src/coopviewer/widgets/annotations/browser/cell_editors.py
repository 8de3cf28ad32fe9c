"""The editors of the annotation browser's cells: a note, and one of a few values. Imported when used."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.widgets.annotations.pane.note_text import NoteText

DRAFT_AFTER = 500
"""Milliseconds without a key after which what is typed is written."""
_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteCellEditor(NoteText):
    """A note of several lines: Enter is done, Shift+Enter begins a new line, Esc takes back what was typed."""

    typed = Signal()
    """There has been no key for a while."""
    done = Signal()

    def __init__(self, annotation: Annotation, parent: QWidget) -> None:
        """Edit the note of an annotation, given as it is before."""
        super().__init__(parent)
        self.annotation = annotation
        self.is_drafted = False
        """Whether something of it was written already."""
        self.is_placed = False
        """Whether it was brought into view already."""
        self.setAccessibleName(self.tr("Note"))
        self.setAccessibleDescription(self.tr("Enter saves, Shift and Enter begin a new line, Esc takes back."))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_AFTER)
        self._pause.timeout.connect(self._tell)

    def begin(self, text: str) -> None:
        """Show the text that is there, and take keys from now on."""
        self.show_text(text)
        self.selectAll()
        self.document().setModified(text != self.annotation.body)  # one that could not be written is written again
        self.textChanged.connect(self._pause.start)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed, or written already."""
        return self.is_drafted or self.document().isModified()

    def stop(self) -> None:
        """Tell nothing more: the editor is being closed."""
        self._pause.stop()

    @Slot()
    def _tell(self) -> None:
        self.is_drafted = True
        self.typed.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN_KEYS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
            return
        super().keyPressEvent(event)


class Value(NamedTuple):
    """A value to choose, how it is called, and its sign."""

    value: str
    label: str
    icon: QIcon | None = None


class ValueEditor(QComboBox):
    """One of a few values; its list is open at once, and choosing is done."""

    done = Signal()

    def __init__(self, name: str, values: Sequence[Value], parent: QWidget) -> None:
        """Offer these values."""
        super().__init__(parent)
        self.setAccessibleName(name)
        for each in values:
            if each.icon is not None:
                self.addItem(each.icon, each.label, each.value)
            else:
                self.addItem(each.label, each.value)
        self.activated.connect(self.done)
        QTimer.singleShot(0, self, self.showPopup)

    def begin(self, value: str) -> None:
        """Show the value that is there."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def text(self) -> str:
        """Give the value that is chosen."""
        return str(self.currentData())
