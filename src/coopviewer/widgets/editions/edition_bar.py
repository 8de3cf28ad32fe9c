"""A line under the page that offers something about editions, such as *See what changed*, with a button."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.interaction import announce


class EditionBar(QWidget):
    """A line under the page about editions: a sentence, a button for what it offers, and one that closes the line.

    It is hidden until it has something to say, and never takes the keyboard focus by itself.
    """

    wanted = Signal()
    """The user pressed the button."""
    dismissed = Signal()
    """The user closed the line, which is hidden now."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # a title must not become markup
        self.label.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Close this line"))
        self.close_button.setAccessibleName(self.tr("Close this line"))
        self.close_button.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.close_button)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self.wanted)
        self.close_button.clicked.connect(self._close)
        self.hide()

    def show_words(self, text: str, button: str, *, is_said: bool = True) -> None:
        """Show a sentence with a button; ``is_said``: screen readers read it out.

        An empty sentence shows the button alone.
        """
        self.label.setText(text)
        self.label.setVisible(bool(text))
        self.button.setText(button)
        self.button.setAccessibleDescription(text)
        self.show()
        if is_said and text:
            announce(self, text)

    @Slot()
    def _close(self) -> None:
        self.hide()
        self.dismissed.emit()

    # Qt overrides

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
