"""The head of the navigator: the line that filters its rows, and the choice of how entries are grouped."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from coopviewer.domain.reference.outline import Grouping
from coopviewer.widgets.common.clearable_line import ClearableLine

# Qt.Key's Escape, Return, Enter and Down; see models/roles.py for why as numbers
_ESCAPE, _RETURN_KEYS, _DOWN = 0x01000000, (0x01000004, 0x01000005), 0x01000015
LONGEST = 500


class FilterField(ClearableLine):
    """Esc clears it, then leaves; the down arrow goes to the rows; Enter takes the first that matches."""

    cleared = Signal()
    leave_wanted = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Filter the navigator"))
        self.setToolTip(self.tr("Shows the rows with these words in one of their names"))
        self.setMaxLength(LONGEST)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _ESCAPE:
            (self.cleared if self.text() else self.leave_wanted).emit()
        elif key == _DOWN:
            self.leave_wanted.emit()
        elif key in _RETURN_KEYS:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


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
