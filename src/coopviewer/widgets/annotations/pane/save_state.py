"""Whether what was typed is on the disk, in a few words near the editor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class SaveState(QWidget):
    """Says nothing, "Saving…", "Saved", or what is wrong, with a way to save elsewhere."""

    save_elsewhere_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start with nothing to say; the line is there all the same, so that nothing jumps."""
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
        """Whether it says that something is not saved."""
        return not self.button.isHidden()

    def clear(self) -> None:
        """Say nothing."""
        self._say("")

    def say_saving(self) -> None:
        """Say that it is being written; a fault stays in view until it is over."""
        if not self.is_fault:
            self._say(self.tr("Saving…"))

    def say_saved(self) -> None:
        """Say that it is on the disk."""
        self._say(self.tr("Saved"))

    def say_not_saved(self, message: str) -> None:
        """Say why it is not on the disk."""
        words = self.tr("Not saved: {sentence}").format(sentence=message)
        changed = words != self.label.text()
        self._say(words, fault=True)
        if changed:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _say(self, words: str, *, fault: bool = False) -> None:
        role = QPalette.ColorRole.WindowText if fault else QPalette.ColorRole.PlaceholderText
        self.label.setForegroundRole(role)
        self.label.setText(words)
        self.button.setVisible(fault)
