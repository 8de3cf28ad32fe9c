"""The progress of a long operation in the status bar, with a button that cancels it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

_LENGTH = 120  # pixels


class WorkBar(QWidget):
    """A progress bar and a button that cancels, hidden until ``show_progress`` is called."""

    cancelled = Signal()
    """The user pressed the button, to end the operation; the bar is shown until ``end``."""

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
        self.button.setFixedHeight(self.fontMetrics().height() + 4)  # no higher than the text beside it
        self.hide()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` parts of an operation are done.

        ``what`` names the operation for screen readers. Once all are done, a busy bar is shown for the rest, which is
        not counted.
        """
        self.bar.setAccessibleName(what)
        self.button.setAccessibleName(self.tr("Cancel: {what}").format(what=what))
        self.bar.setRange(0, total if done < total else 0)
        self.bar.setValue(done)
        self.show()

    def end(self) -> None:
        """Hide the bar, since the operation has ended, and enable the button, which is disabled once it was pressed."""
        self.hide()
        self.button.setEnabled(True)

    @Slot()
    def _cancel(self) -> None:
        self.button.setEnabled(False)  # so that it is pressed only once
        self.cancelled.emit()
