"""The tags of an annotation: a chip for each, and a line that completes and adds."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import LONGEST_TAG, is_cut_tag, sorted_tags
from coopviewer.domain.annotations.edits import with_tags
from coopviewer.widgets.common.chip_scroll import ChipScroll
from coopviewer.widgets.common.chips import Chips

_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagField(QLineEdit):
    """A line in which Enter or a comma ends a tag, and Backspace in an empty one takes the last tag away."""

    ended = Signal(str)
    erased = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start empty, with nothing to complete from."""
        super().__init__(parent)
        self.setMaxLength(LONGEST_TAG * 10)  # several, parted by commas, may be pasted
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self._names = QStringListModel(self)
        finder = QCompleter(self._names, self)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setMaxVisibleItems(8)
        self.setCompleter(finder)
        # queued: the completer writes into the line after it has told
        finder.activated.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.textEdited.connect(self._look_for_comma)

    def set_names(self, names: Sequence[str]) -> None:
        """Complete from these, in this order."""
        if list(names) != self._names.stringList():
            self._names.setStringList(list(names))

    @Slot()
    def finish(self) -> None:
        """End the tag that is being typed, as when one goes on elsewhere."""
        if self.text().strip():
            self._end()
        self.clear()

    @Slot()
    def _end(self) -> None:
        text = self.text()
        self.clear()
        if text.strip():
            self.ended.emit(text)

    @Slot(str)
    def _look_for_comma(self, text: str) -> None:
        if "," in text:
            self._end()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN_KEYS:
            self._end()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)


class TagLine(QWidget):
    """Shows and changes tags; ``edited`` says that the person did."""

    edited = Signal()

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
        self.field.ended.connect(self._add)
        self.field.erased.connect(self._remove_last)
        self.field.textEdited.connect(self._forget)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in alphabetical order."""
        return self._tags

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these, silently."""
        self._say("")
        self._tags = sorted_tags(tuple(tags))
        self.chips.show_labels([f"#{tag}" for tag in self._tags])
        self._scroll.fit()

    def _change(self, tags: Sequence[str]) -> None:
        before = self._tags
        self.set_tags(tags)
        if self._tags != before:
            self.edited.emit()

    @Slot(str)
    def _add(self, text: str) -> None:
        before = self._tags
        self._change(with_tags(before, text))
        for place in [place for place, tag in enumerate(self._tags) if tag not in before][:1]:
            self._scroll.reveal(place)
        if any(map(is_cut_tag, text.split(","))):
            self._say(
                self.tr("A tag has at most {0} characters: what came after them was left out.").format(LONGEST_TAG)
            )

    @Slot()
    def _forget(self) -> None:
        self._say("")

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    @Slot(int)
    def _remove(self, place: int) -> None:
        self._change([tag for at, tag in enumerate(self._tags) if at != place])
        self.field.setFocus()

    @Slot()
    def _remove_last(self) -> None:
        self._change(self._tags[:-1])
