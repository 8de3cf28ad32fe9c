"""The choice of how the navigator groups the entries."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from coopviewer.domain.reference.outline import Grouping


class GroupingBar(QWidget):
    """One button for each grouping, one of them down; arrows walk them."""

    chosen = Signal(object)
    """The Grouping that the person chose."""

    def __init__(self, grouping: Grouping, parent: QWidget) -> None:
        """Show which grouping is in force."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Grouping"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        words = {
            Grouping.REGIONS: (self.tr("Regions"), self.tr("By region, then country")),
            Grouping.COOPERATION: (self.tr("Cooperation"), self.tr("By working arrangement, network, project, forum")),
            Grouping.PARTNERS: (self.tr("Partners"), self.tr("By organisation and what it takes part in")),
        }
        self.buttons: dict[Grouping, QToolButton] = {}
        for each, (text, explained) in words.items():
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(explained)
            button.setAccessibleDescription(explained)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoRaise(True)
            button.clicked.connect(self._choose)
            layout.addWidget(button)
            self.buttons[each] = button
        layout.addStretch(1)
        self.check(grouping)

    def check(self, grouping: Grouping) -> None:
        """Show another grouping as the one in force; silent."""
        self.buttons[grouping].setChecked(True)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(next(each for each, button in self.buttons.items() if button.isChecked()))
