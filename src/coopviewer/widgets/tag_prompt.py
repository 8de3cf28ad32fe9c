"""Asks for tags to be added to annotations, or taken off them. Imported when used."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from coopviewer.widgets.tags_text import TagsText


class TagPrompt(QDialog):
    """A line for tags, at least one; it deletes itself when it is closed."""

    chosen = Signal(str)
    """The tags, with commas between them."""

    def __init__(self, title: str, label: str, tags: Sequence[str], parent: QWidget) -> None:
        """Offer these tags; shown by ``open``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = TagsText(self)
        self.line.offer_tags(tags)
        name = QLabel(label, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setBuddy(self.line)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (name, self.line, self.buttons):
            layout.addWidget(part)
        self.line.textChanged.connect(self._look)
        self._look()
        self.setMinimumWidth(44 * self.fontMetrics().averageCharWidth())

    @Slot()
    def _look(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.line.tags))

    @Slot()
    def _accept(self) -> None:
        if self.line.tags:
            self.chosen.emit(", ".join(self.line.tags))
            self.accept()
