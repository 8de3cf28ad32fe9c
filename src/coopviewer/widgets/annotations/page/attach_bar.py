"""A bar under the page for attaching an annotation whose passage is lost: the user selects a new passage meanwhile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from coopviewer.models.guard import guarded


class AttachBar(QWidget):
    """Says what to select, with buttons to attach the annotation to the selection, or to cancel.

    Esc cancels too, while the bar has the keyboard focus.
    """

    attach_chosen = Signal()
    """The user wants to attach the annotation to the selection of the page; the bar is still shown."""
    cancelled = Signal()
    """The user cancelled; the bar is still shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.attach_button = QPushButton(self.tr("&Attach here"), self)
        self.attach_button.setToolTip(self.tr("Attach the annotation to the selected text"))
        self.attach_button.clicked.connect(self.attach_chosen)
        cancel = QPushButton(self.tr("&Cancel"), self)
        cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.attach_button)
        layout.addWidget(cancel)
        self.hide()

    def show_request(self, message: str) -> None:
        """Show the bar with a message on what to select; ``set_attach_enabled`` later enables *Attach here*."""
        self.label.setText(message)
        self.setAccessibleName(message)
        self.set_attach_enabled(selected=False)
        self.show()

    def set_attach_enabled(self, *, selected: bool) -> None:
        """Enable the button *Attach here* if text of a fact is ``selected`` in the page; otherwise disable it."""
        self.attach_button.setEnabled(selected)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
