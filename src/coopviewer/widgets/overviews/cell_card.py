"""The card of a cell of the coverage: what the cell says, its sources, and buttons to open its entry and source."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coopviewer.widgets.page.fact_card import FactCard


class CellCard(FactCard):
    """Shows what one cell of the coverage says, with a button to open its entry.

    If a fact says it, there are also buttons to see the source of the fact and to copy its citation.
    """

    open_wanted = Signal()
    """The user wants to open the entry of the card."""
    source_wanted = Signal()
    """The user wants to see the source of the fact."""

    def __init__(self, window: QWidget) -> None:
        """Create a card in a window, hidden."""
        super().__init__(window)
        self.open_button = QPushButton(self)
        self.source_button = QPushButton(self.tr("Show &source"), self)
        for place, (button, wanted) in enumerate(
            ((self.open_button, self.open_wanted), (self.source_button, self.source_wanted))
        ):
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            self.buttons.insertWidget(place, button)
        self.copy_button.setText(self.tr("&Cite"))
        self.copy_button.setToolTip(self.tr("Copy the citation of this fact"))
        self.setTabOrder(self.text, self.open_button)
        self.setTabOrder(self.open_button, self.source_button)
        self.setTabOrder(self.source_button, self.copy_button)

    def offer(self, opening: str, *, has_fact: bool) -> None:
        """Set the label of the button that opens the entry, such as ``&Open country``.

        ``has_fact``: whether the buttons for the source and the citation of a fact are shown too.
        """
        self.open_button.setText(opening)
        self.source_button.setVisible(has_fact)
        self.copy_button.setVisible(has_fact)
