"""The fields of the note editor and their layout; ``note_editor.py`` fills and reads them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.annotations.page.colour_choice import ColourChoice
from coopviewer.widgets.annotations.pane.note_parts import AddressRow, NoteField, StatusChoice
from coopviewer.widgets.annotations.pane.save_state import SaveState
from coopviewer.widgets.annotations.pane.tag_line import TagLine
from coopviewer.widgets.search.entry_picker import EntryPicker


class NoteForm(QWidget):
    """The widgets of the note editor, from the heading and the note to the line that says whether it is saved.

    Between them are buttons for the addresses in the note, tags, colour, status, *Only mine* and the linked entry.
    """

    target_chosen = Signal(str)
    """An address in the note that the user clicked, as it is written, or the id of the linked entry."""

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
        self.private = QCheckBox(self.tr("Only mine"), self)
        tip = self.tr("Never published to a team. Files that you export have it all the same.")
        self.private.setToolTip(tip)
        self.private.setAccessibleDescription(tip)
        self.entry = EntryPicker(self)
        self.state = SaveState(self)
        self.addresses.chosen.connect(self.target_chosen)
        self.entry.target_chosen.connect(self.target_chosen)
        self.setFocusProxy(self.field)
        self._lay_out()

    def take_focus(self) -> None:
        """Move the keyboard focus to the note."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_tags(self) -> None:
        """Move the keyboard focus to the line for tags."""
        self.tags.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_heading(self, text: str, *, exists: bool) -> None:
        """Set the heading; ``exists``: whether to show the buttons to start another note and to delete this one."""
        self.title.setText(text)
        self.field.setAccessibleDescription(text)
        self.new_button.setVisible(exists)
        self.bin_button.setVisible(exists)

    def set_writable(self, writable: bool) -> None:
        """Enable or disable changing the fields, and the buttons to start another note and to delete this one."""
        self.field.set_writable(writable)
        for widget in (
            self.tags,
            self.colours,
            self.statuses,
            self.private,
            self.entry,
            self.new_button,
            self.bin_button,
        ):
            widget.setEnabled(writable)

    def _tool(self, text: str, hint: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(hint)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        header, choices = QHBoxLayout(), QHBoxLayout()
        for line in (header, choices):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
        header.addWidget(self.title, 1)
        header.addWidget(self.new_button)
        header.addWidget(self.bin_button)
        choices.addWidget(self.colours)
        choices.addWidget(self.statuses, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(header)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.addresses)
        layout.addWidget(self.tags)
        layout.addLayout(choices)
        layout.addWidget(self.private)
        layout.addWidget(self.entry)
        layout.addWidget(self.state)

    # Qt overrides

    @guarded
    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), layout.minimumHeightForWidth(self.width())))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # since a splitter ignores heightForWidth
