"""The context menu of the cards of annotations."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class CardMenu(QMenu):
    """Offers what can be done with the selected cards; only emits what the user wants.

    Showing, editing and the history are about one annotation, all else about every selected one.
    """

    show_wanted = Signal()
    """The user wants to see the passage of the annotation in the page."""
    copy_wanted = Signal()
    """The user wants to copy the quotations and notes."""
    history_wanted = Signal()
    """The user wants to see the former versions of the annotation."""
    only_mine_wanted = Signal(bool)
    """The user wants to keep the annotations out of what is published to a team (True), or no longer (False)."""
    edit_wanted = Signal()
    """The user wants to edit the annotation."""
    bin_wanted = Signal()
    """The user wants to move the annotations to the bin."""

    def __init__(self, parent: QWidget, *, can_write: bool, is_private: bool) -> None:
        """Offer the commands that only read; with ``can_write`` also those that change annotations.

        ``is_private``: all selected annotations are kept out of what is published to a team, so that *Only mine* is
        ticked.
        """
        super().__init__(parent)
        self._add(self.tr("&Show in the page"), self.show_wanted)
        self._add(self.tr("&Copy the text"), self.copy_wanted)
        self._add(self.tr("&History…"), self.history_wanted)
        self.private: QAction | None = None
        """The choice to keep the annotations private; None if nothing can be written."""
        if not can_write:
            return
        self.addSeparator()
        self._add(self.tr("&Edit"), self.edit_wanted)
        self.private = QAction(self.tr("Only &mine"), self)
        self.private.setCheckable(True)
        self.private.setChecked(is_private)
        self.private.triggered.connect(self.only_mine_wanted)
        self.addAction(self.private)
        self._add(self.tr("Move to the &bin"), self.bin_wanted)

    def _add(self, text: str, wanted: SignalInstance) -> None:
        action = QAction(text, self)
        action.triggered.connect(wanted)
        self.addAction(action)
