"""A line under the page while an annotation waits for the words that it is to stand on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class AttachBar(QWidget):
    """Says what is to be selected, takes the selection, or gives it up; Esc gives up too."""

    attach_chosen = Signal()
    """What is selected in the page now is where the annotation stands."""
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to ask for."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.attach = QPushButton(self.tr("&Attach here"), self)
        self.attach.setToolTip(self.tr("The annotation stands on the selected words from now on"))
        self.attach.clicked.connect(self.attach_chosen)
        give_up = QPushButton(self.tr("&Cancel"), self)
        give_up.clicked.connect(self.given_up)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.attach)
        layout.addWidget(give_up)
        self.hide()

    def ask(self, message: str) -> None:
        """Say what is to be selected."""
        self.label.setText(message)
        self.setAccessibleName(message)
        self.allow(selected=False)
        self.show()

    def allow(self, *, selected: bool) -> None:
        """Say whether words of a fact are selected."""
        self.attach.setEnabled(selected)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
