"""A dialog that asks for tags to add to annotations or to remove from them, or for the new name of one or more tags."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import LONGEST_TAG, tag_key
from coopviewer.domain.annotations.edits import has_cut_tag, join_tags, quoted_tag
from coopviewer.widgets.annotations.browser.tags_text import TagsText
from coopviewer.widgets.common.dialogs import ButtonBox


class TagPrompt(QDialog):
    """Asks for one or more tags, or for the one new name of tags that are renamed or merged; emits ``chosen`` on *OK*.

    The dialog is deleted when it is closed.
    """

    chosen = Signal(str)
    """The tags in one text, separated by commas; if the dialog was created with a ``name``, the one tag as it is."""

    def __init__(self, title: str, label: str, tags: Sequence[str], parent: QWidget, *, name: str = "") -> None:
        """Offer the names ``tags`` for completion; call ``open`` to show the dialog.

        ``name`` is for renaming or merging tags: a name that one of them has now. The line then starts with it and must
        have exactly one tag; *OK* also accepts the name unchanged. Without ``name``, the line starts empty and takes
        one or more tags.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tags, self._name = {tag_key(tag) for tag in tags}, name
        self.line = TagsText(self)
        self.line.offer_tags(tags)
        self.line.setText(quoted_tag(name))
        self.line.selectAll()
        if name:
            self.line.setPlaceholderText("")
            self.line.setAccessibleName(self.tr("Name of the tag"))
        caption = QLabel(label, self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setWordWrap(True)
        caption.setBuddy(self.line)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.message.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = ButtonBox(standard.Ok | standard.Cancel, self)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (caption, self.line, self.message, self.buttons):
            layout.addWidget(widget)
        self.line.textChanged.connect(self._validate)
        self.setMinimumWidth(56 * self.fontMetrics().averageCharWidth())
        self._validate()

    @property
    def _is_valid(self) -> bool:
        return not self._is_too_long and (len(self.line.tags) == 1 if self._name else bool(self.line.tags))

    @property
    def _is_too_long(self) -> bool:
        return has_cut_tag(self.line.text())

    @Slot()
    def _validate(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._is_valid)
        typed = {tag_key(tag) for tag in self.line.tags}
        if self._is_too_long:
            self.message.setText(self.tr("A tag can have at most {0} characters.").format(LONGEST_TAG))
        elif self._name and len(self.line.tags) > 1:
            self.message.setText(self.tr("Put a tag that contains a comma in quotation marks."))
        elif self._name and typed - {tag_key(self._name)} and typed <= self._tags:
            self.message.setText(self.tr("There is already a tag with this name. The two will be merged."))
        else:
            self.message.setText("")
        self.message.setVisible(bool(self._name or self.message.text()))
        layout = self.layout()
        if layout is not None:  # since a dialog does not grow by itself when a label wraps
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @Slot()
    def _accept(self) -> None:
        if self._is_valid:
            self.chosen.emit(self.line.tags[0] if self._name else join_tags(self.line.tags))
            self.accept()
