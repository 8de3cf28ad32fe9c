"""A widget to edit the tags of an annotation: a chip for each tag, and a line with completion to add others."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import LONGEST_TAG, sorted_tags
from coopviewer.domain.annotations.edits import has_cut_tag, is_open_tag, quoted_tag, with_tags
from coopviewer.models.guard import guarded
from coopviewer.widgets.common.chip_scroll import ChipScroll
from coopviewer.widgets.common.chips import Chips
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.text_direction import in_its_direction

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagField(QLineEdit):
    """The line in which a tag is typed; Enter, a comma, or a choice in the list of completions enters it."""

    tag_entered = Signal(str)
    """The text that the user entered: a tag, or several separated by commas; a tag that has a comma is in quotes."""
    remove_last_wanted = Signal()
    """The user pressed Backspace in the empty line, to remove the last tag."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty, without tags for completion."""
        super().__init__(parent)
        self.setMaxLength(LONGEST_TAG * 10)  # since several tags, separated by commas, can be pasted
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        # queued, since the completer writes into the line after it has emitted the signal
        completer.activated.connect(self._enter_tag, Qt.ConnectionType.QueuedConnection)
        self.textEdited.connect(self._enter_at_comma)

    def set_names(self, names: Sequence[str]) -> None:
        """Set the tags offered for completion, in this order."""
        if list(names) != self._names.stringList():
            self._names.setStringList(list(names))

    @Slot()
    def finish(self) -> None:
        """Emit ``tag_entered`` for what is typed, if anything is, and empty the line."""
        if self.text().strip():
            self._enter_tag()
        self.clear()

    @Slot()
    def _enter_tag(self) -> None:
        text = self.text()
        self.setText("")  # not clear(), which Ctrl+Z would take back in the line
        self._hide_names()
        if text in self._names.stringList():  # a picked tag may hold a comma
            text = quoted_tag(text)
        if text.strip():
            self.tag_entered.emit(text)

    def _hide_names(self) -> None:
        """Hide the list of known tags, which stays open after a key that the line accepts.

        Asking for the list creates it, as a window of its own that the completer deletes; so that is only done here.
        """
        completer = self.completer()
        names = completer.popup() if completer is not None else None
        if names is not None:
            names.hide()

    @Slot(str)
    def _enter_at_comma(self, text: str) -> None:
        if "," in text and not is_open_tag(text):
            self._enter_tag()

    # Qt overrides

    @guarded
    def event(self, event: QEvent) -> bool:
        # without own changes to undo, Ctrl+Z is the window's, which undoes the last change to annotations
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not self.isUndoAvailable()
            redo = event.matches(keys.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS:
            self._enter_tag()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.remove_last_wanted.emit()
        else:
            super().keyPressEvent(event)


class TagLine(QWidget):
    """Shows the tags of an annotation as chips, and lets the user add and remove them."""

    edited = Signal()
    """The user added or removed a tag, so that ``tags`` are others now."""

    def __init__(self, parent: QWidget) -> None:
        """Start without tags."""
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self.chips = Chips(self)
        self._scroll = ChipScroll(self.chips, self)
        self.field = TagField(self)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._scroll)
        layout.addWidget(self.field)
        layout.addWidget(self.message)
        self.chips.removed.connect(self._remove)
        self.field.tag_entered.connect(self._add)
        self.field.remove_last_wanted.connect(self._remove_last)
        self.field.textEdited.connect(self._clear_message)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags as they are stored (without ``#``, white space single), in alphabetical order regardless of case."""
        return self._tags

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these tags, without ``#`` and without duplicates (regardless of case); ``edited`` is not emitted."""
        self._show_message("")
        self._tags = sorted_tags(tuple(tags))
        right_to_left = self.isRightToLeft()
        self.chips.show_labels([in_its_direction(f"#{tag}", right_to_left=right_to_left) for tag in self._tags])
        self._scroll.fit()

    def _change(self, tags: Sequence[str]) -> None:
        previous = self._tags
        self.set_tags(tags)
        if self._tags != previous:
            self.edited.emit()

    @Slot(str)
    def _add(self, text: str) -> None:
        previous = self._tags
        self._change(with_tags(previous, text))
        for index in [index for index, tag in enumerate(self._tags) if tag not in previous][:1]:
            self._scroll.reveal(index)
        if has_cut_tag(text):
            self._show_message(
                self.tr("A tag can have at most {0} characters. The rest was left out.").format(LONGEST_TAG)
            )

    @Slot()
    def _clear_message(self) -> None:
        self._show_message("")

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        if text:
            announce(self.field, text)

    @Slot(int)
    def _remove(self, index: int) -> None:
        self._change([tag for number, tag in enumerate(self._tags) if number != index])
        self.field.setFocus()

    @Slot()
    def _remove_last(self) -> None:
        self._change(self._tags[:-1])
