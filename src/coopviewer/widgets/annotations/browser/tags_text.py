"""A line in which tags are typed, parted by commas, with the tags that are there offered for the one being typed."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from coopviewer.domain.annotations.edits import split_tags

_MOST_OFFERED = 12


class TagsText(QLineEdit):
    """Completes the tag at the cursor; the keys of the list that is offered are those of every completer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, and offer nothing."""
        super().__init__(parent)
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setWidget(self)  # not setCompleter: that would complete the whole line
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(_MOST_OFFERED)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)
        self.setAccessibleName(self.tr("Tags"))
        self.setPlaceholderText(self.tr("Tags, with commas between them"))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that are typed, once each, in their order."""
        return split_tags(self.text())

    @property
    def offered(self) -> tuple[str, ...]:
        """The tags that are offered now, none where the list is closed."""
        popup = self._completer.popup()
        if popup is None or not popup.isVisible():
            return ()
        model = self._completer.completionModel()
        return tuple(str(model.index(row, 0).data()) for row in range(model.rowCount()))

    def offer_tags(self, names: Iterable[str]) -> None:
        """Offer these from now on, the most used first."""
        self._known.setStringList(list(names))

    def _part(self) -> tuple[int, int]:
        """Give where the tag at the cursor begins and ends."""
        text, cursor = self.text(), self.cursorPosition()
        start = text.rfind(",", 0, cursor) + 1
        end = text.find(",", cursor)
        return start, len(text) if end < 0 else end

    @Slot(str)
    def _offer(self, text: str) -> None:
        start, end = self._part()
        typed = text[start:end].strip().lstrip("#")
        popup = self._completer.popup()
        self._completer.setCompletionPrefix(typed)
        if not typed or not self._completer.completionCount() or self._completer.currentCompletion() == typed:
            if popup is not None:
                popup.hide()
            return
        self._completer.complete()

    @Slot(str)
    def _take(self, tag: str) -> None:
        start, end = self._part()
        text = self.text()
        before = f"{text[:start].rstrip()} " if start else ""
        self.setText(f"{before}{tag}{text[end:]}")
        self.setCursorPosition(len(before) + len(tag))
