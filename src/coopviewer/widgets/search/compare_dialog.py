"""A dialog to choose the entry that the open one is compared with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.search.entry_picker import EntryPicker

_WIDTH = 52  # average characters


class CompareDialog(QDialog):
    """Asks for the name of an entry; its ``picker`` emits the picked one, and whoever uses the dialog closes it.

    If the picked entry cannot be compared, ``refuse`` shows why, and the dialog stays open.
    """

    def __init__(self, question: str, parent: QWidget) -> None:
        """Ask ``question``. Call ``begin`` to show the dialog, which is deleted when it is closed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare"))
        label = QLabel(question, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.picker = EntryPicker(self)
        self.picker.field.setAccessibleName(question)
        self.picker.field.closed.connect(self.reject)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.picker.field.textEdited.connect(self.message.clear)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (label, self.picker, self.message, buttons):
            layout.addWidget(part)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().averageCharWidth())
        # Enter picks the first offered entry
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)

    def refuse(self, sentence: str) -> None:
        """Show why the picked entry cannot be compared, until the user types; empty and focus the line for an entry."""
        self.picker.show_target("", "")
        self.picker.start_typing()
        self.message.setText(sentence)
        announce(self, sentence)

    def begin(self) -> None:
        """Show the dialog with the keyboard focus in its line, and return at once."""
        self.open()
        self.picker.start_typing()
