"""Asks for tags to be added to annotations or taken off them, or for the name of one. Imported when used."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import LONGEST_TAG, is_cut_tag
from coopviewer.widgets.annotations.browser.tags_text import TagsText


class TagPrompt(QDialog):
    """A line for tags, at least one; it deletes itself when it is closed."""

    chosen = Signal(str)
    """The tags, with commas between them."""

    def __init__(self, title: str, label: str, tags: Sequence[str], parent: QWidget, *, name: str = "") -> None:
        """Offer these tags; shown by ``open``. With a ``name`` exactly one tag is asked for, in its place."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tags, self._name = tuple(tags), name
        self.line = TagsText(self)
        self.line.offer_tags(tags)
        self.line.setText(name)
        self.line.selectAll()
        if name:
            self.line.setPlaceholderText("")
            self.line.setAccessibleName(self.tr("Name of the tag"))
        said = QLabel(label, self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setBuddy(self.line)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.message.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (said, self.line, self.message, self.buttons):
            layout.addWidget(part)
        self.line.textChanged.connect(self._look)
        self.setMinimumWidth(56 * self.fontMetrics().averageCharWidth())
        self._look()

    @property
    def _is_good(self) -> bool:
        return not self._is_too_long and (len(self.line.tags) == 1 if self._name else bool(self.line.tags))

    @property
    def _is_too_long(self) -> bool:
        return any(map(is_cut_tag, self.line.text().split(",")))

    @Slot()
    def _look(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._is_good)
        typed = self.line.text().strip()
        if self._is_too_long:
            self.message.setText(self.tr("A tag has at most {0} characters.").format(LONGEST_TAG))
        elif self._name and len(self.line.tags) > 1:
            self.message.setText(self.tr("A tag has no comma in it."))
        elif self._name and typed != self._name and typed in self._tags:
            self.message.setText(self.tr("There is a tag of this name: the two become one."))
        else:
            self.message.setText("")
        self.message.setVisible(bool(self._name or self.message.text()))
        layout = self.layout()
        if layout is not None:  # a dialog does not grow by itself where a line of its words wraps
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @Slot()
    def _accept(self) -> None:
        if self._is_good:
            self.chosen.emit(", ".join(self.line.tags))
            self.accept()
