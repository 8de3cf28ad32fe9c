"""The state of saving, shown near the editor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from coopviewer.widgets.common.interaction import announce


class SaveState(QWidget):
    """Shows nothing, "Saving…", "Saved", or why a draft is not saved, with a button to save to another file."""

    save_elsewhere_wanted = Signal()
    """The user wants to save all annotations to another file."""

    def __init__(self, parent: QWidget) -> None:
        """Start without text; the height of a line is kept for it, so that nothing moves when text is shown."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # a file's name must not become markup
        self.label.setWordWrap(True)
        self.button = QPushButton(self.tr("Save &elsewhere…"), self)
        self.button.setToolTip(self.tr("Choose another file for your annotations"))
        self.button.clicked.connect(self.save_elsewhere_wanted)
        self.button.hide()
        self.label.setMinimumHeight(self.label.fontMetrics().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(self.button)

    @property
    def is_fault(self) -> bool:
        """Whether this widget shows why a draft is not saved."""
        return not self.button.isHidden()

    def clear(self) -> None:
        """Show nothing; a message that a draft is not saved is removed too."""
        self._show("")

    def show_saving(self) -> None:
        """Show *Saving…*, unless it says that a draft is not saved: that message stays until a draft has been saved."""
        if not self.is_fault:
            self._show(self.tr("Saving…"))

    def show_saved(self) -> None:
        """Show that the last draft is saved, also in place of a message that it is not."""
        self._show(self.tr("Saved"))

    def show_not_saved(self, message: str) -> None:
        """Show why a draft is not saved, with the button to save to another file.

        Screen readers read the message out unless it is shown already.
        """
        text = self.tr("Not saved: {sentence}").format(sentence=message)
        changed = text != self.label.text()
        self._show(text, fault=True)
        if changed:
            announce(self, text)

    def _show(self, text: str, *, fault: bool = False) -> None:
        role = QPalette.ColorRole.WindowText if fault else QPalette.ColorRole.PlaceholderText
        self.label.setForegroundRole(role)
        self.label.setText(text)
        self.button.setVisible(fault)
