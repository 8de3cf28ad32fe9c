"""The fields of the editor of annotations, arranged; what they mean is the editor's (widgets/note_editor.py)."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from coopviewer.widgets.annotations.page.colour_choice import ColourChoice
from coopviewer.widgets.annotations.pane.entry_picker import EntryPicker
from coopviewer.widgets.annotations.pane.note_parts import AddressRow, NoteField, StatusChoice
from coopviewer.widgets.annotations.pane.save_state import SaveState
from coopviewer.widgets.annotations.pane.tag_line import TagLine


class NoteForm(QWidget):
    """Header, text, addresses, tags, colour, status, link, and whether it is saved."""

    target_chosen = Signal(str)
    """An address in the text, or that of the entry which the link leads to, as it is written."""

    def __init__(self, parent: QWidget) -> None:
        """Arrange empty fields."""
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # a quotation must not become markup
        self.title.setWordWrap(True)
        bold = QFont(self.title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(bold)
        self.new_button = self._tool(self.tr("New"), self.tr("Write another note on this entry"))
        self.bin_button = self._tool(self.tr("Delete"), self.tr("Move this annotation to the bin"))
        self.field = NoteField(self)
        self.addresses = AddressRow(self)
        self.tags = TagLine(self)
        self.colours = ColourChoice(self)
        self.statuses = StatusChoice(self)
        self.entry = EntryPicker(self)
        self.state = SaveState(self)
        self.addresses.chosen.connect(self.target_chosen)
        self.entry.target_chosen.connect(self.target_chosen)
        self.setFocusProxy(self.field)
        self._arrange()

    def take_focus(self) -> None:
        """Give the keyboard to the text."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_tags(self) -> None:
        """Give the keyboard to the line for tags."""
        self.tags.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def name_it(self, words: str, *, begun: bool) -> None:
        """Say what is written; ``begun``: it exists, so that another can be begun and this one thrown away."""
        self.title.setText(words)
        self.field.setAccessibleDescription(words)
        self.new_button.setVisible(begun)
        self.bin_button.setVisible(begun)

    def set_writable(self, writable: bool) -> None:
        """Let the fields be changed, or only be read."""
        self.field.set_writable(writable)
        for part in (self.tags, self.colours, self.statuses, self.entry, self.new_button, self.bin_button):
            part.setEnabled(writable)

    def _tool(self, text: str, hint: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(hint)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _arrange(self) -> None:
        head, choices = QHBoxLayout(), QHBoxLayout()
        for line in (head, choices):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
        head.addWidget(self.title, 1)
        head.addWidget(self.new_button)
        head.addWidget(self.bin_button)
        choices.addWidget(self.colours)
        choices.addWidget(self.statuses, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.addresses)
        layout.addWidget(self.tags)
        layout.addLayout(choices)
        layout.addWidget(self.entry)
        layout.addWidget(self.state)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        wanted = super().minimumSizeHint()
        return QSize(wanted.width(), max(wanted.height(), layout.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # a splitter does not ask how high something is at its width
