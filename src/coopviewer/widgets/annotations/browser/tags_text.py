"""A line edit for several tags, separated by commas, with completion for the tag being typed."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from coopviewer.domain.annotations.edits import quoted_tag, split_tags, tag_ranges

_MOST_OFFERED = 12


class TagsText(QLineEdit):
    """Edits tags in one line, separated by commas; completes the tag at the cursor from those of ``offer_tags``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, without tags for completion."""
        super().__init__(parent)
        self._completions = QStringListModel(self)
        self._completer = QCompleter(self._completions, self)
        self._completer.setWidget(self)  # not setCompleter, which would complete the whole line
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(_MOST_OFFERED)
        self._completer.activated.connect(self._insert_completion)
        self.textEdited.connect(self._update_completions)
        self.setAccessibleName(self.tr("Tags"))
        self.setPlaceholderText(self.tr("Tags, separated by commas"))

    @property
    def tags(self) -> tuple[str, ...]:
        """The typed tags in order, each as ``clean_tag`` returns it; of tags that differ only in case, the first."""
        return split_tags(self.text())

    @property
    def offered_tags(self) -> tuple[str, ...]:
        """The tags in the open list of completions; empty if it is closed."""
        popup = self._completer.popup()
        if popup is None or not popup.isVisible():
            return ()
        model = self._completer.completionModel()
        return tuple(str(model.index(row, 0).data()) for row in range(model.rowCount()))

    def offer_tags(self, names: Iterable[str]) -> None:
        """Set the tags offered for completion in place of the previous ones; they are offered in this order.

        While the user types a tag, those that contain the typed text are offered: ``bor`` finds *Border* and *sea
        border*. Once the first of the offered tags is the typed text, letter for letter, the list is closed.
        """
        self._completions.setStringList(list(names))

    def _tag_range(self) -> tuple[int, int]:
        """Return the start and end (excluded) of the tag at the cursor, in characters of the line."""
        cursor = self.cursorPosition()
        return next(found for found in tag_ranges(self.text()) if found[0] <= cursor <= found[1])

    @Slot(str)
    def _update_completions(self, text: str) -> None:
        start, end = self._tag_range()
        typed = text[start:end].strip().lstrip("#").strip('"')
        popup = self._completer.popup()
        self._completer.setCompletionPrefix(typed)
        if not typed or not self._completer.completionCount() or self._completer.currentCompletion() == typed:
            if popup is not None:
                popup.hide()
            return
        self._completer.complete()

    @Slot(str)
    def _insert_completion(self, tag: str) -> None:
        start, end = self._tag_range()
        text = self.text()
        before = f"{text[:start].rstrip()} " if start else ""
        written = quoted_tag(tag)
        self.setText(f"{before}{written}{text[end:]}")
        self.setCursorPosition(len(before) + len(written))
