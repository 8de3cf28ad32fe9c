"""A button in the status bar to undo what was just deleted, shown for ten seconds like the message on the deletion."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from coopviewer.models.roles import plain_tip

_DURATION = 10_000  # milliseconds, as long as a status message is shown


class UndoOffer(QToolButton):
    """A button that is shown for ten seconds after something is deleted, and offers to undo that.

    It is hidden earlier if the user clicks it, or if its owner calls ``withdraw`` because something else was changed.
    """

    undo_wanted = Signal()
    """The user wants what was deleted back."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setText(self.tr("Undo"))
        self.setFixedHeight(self.fontMetrics().height() + 4)  # no higher than the text beside it
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DURATION)
        self._timer.timeout.connect(self.hide)
        self.clicked.connect(self._undo)
        self.hide()

    def offer(self, what: str) -> None:
        """Show the button for ten seconds from now; ``what`` names the operation for screen readers and in the tip."""
        text = self.tr("Undo: {operation}").format(operation=what)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.show()
        self._timer.start()

    @Slot()
    def withdraw(self) -> None:
        """Hide the button, since undoing would now undo another operation."""
        self._timer.stop()
        self.hide()

    @Slot()
    def _undo(self) -> None:
        self.withdraw()
        self.undo_wanted.emit()
