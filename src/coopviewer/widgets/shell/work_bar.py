"""How far long work has come, at the end of the status bar, with a way to cancel it. Imported when used."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

_LENGTH = 120  # pixels


class WorkBar(QWidget):
    """A bar and a button; hidden until something takes long."""

    cancelled = Signal()
    """The button was pressed: what is under way is to end, and nothing of it to be left."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_LENGTH)
        self.button = QToolButton(self)
        self.button.setText(self.tr("Cancel"))
        self.button.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(self.bar)
        layout.addWidget(self.button)
        self.bar.setFixedHeight(self.fontMetrics().height() - 2)
        self.button.setFixedHeight(self.fontMetrics().height() + 4)  # no higher than the words beside it
        self.hide()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show how many parts of something are done; all of them: what follows cannot be counted."""
        self.bar.setAccessibleName(what)
        self.button.setAccessibleName(self.tr("Cancel: {what}").format(what=what))
        self.bar.setRange(0, total if done < total else 0)
        self.bar.setValue(done)
        self.show()

    def end(self) -> None:
        """Nothing is under way any more."""
        self.hide()
        self.button.setEnabled(True)

    @Slot()
    def _cancel(self) -> None:
        self.button.setEnabled(False)  # once is enough
        self.cancelled.emit()
