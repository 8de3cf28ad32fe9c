"""The header of the navigator: the line that filters its rows, and the buttons that choose the grouping."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from coopviewer.domain.reference.outline import Grouping
from coopviewer.models.guard import guarded
from coopviewer.widgets.common.clearable_line import ClearableLine

# Qt.Key's Escape, Return, Enter and Down; see models/roles.py for why as numbers
_ESCAPE, _ENTER_KEYS, _DOWN = 0x01000000, (0x01000004, 0x01000005), 0x01000015
LONGEST = 500


class FilterField(ClearableLine):
    """The line in which the user types a filter; it filters no rows itself.

    Its signals say that the user wants to clear it, to leave it, or to open the first row that matches.
    """

    cleared = Signal()
    """The user pressed Esc while the line had text, which is still there: the owner clears it."""
    leave_wanted = Signal()
    """The user pressed the down arrow, or Esc in an empty line."""
    accepted = Signal()
    """The user pressed Enter to open the first row that matches."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Filter the navigator"))
        self.setToolTip(self.tr("Show only rows with these words in one of their names"))
        self.setMaxLength(LONGEST)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _ESCAPE:
            (self.cleared if self.text() else self.leave_wanted).emit()
        elif key == _DOWN:
            self.leave_wanted.emit()
        elif key in _ENTER_KEYS:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class GroupingBar(QWidget):
    """A row of buttons, one for each offered grouping, one of them checked; the arrow keys choose its neighbours."""

    chosen = Signal(object)
    """The Grouping that the user chose."""

    def __init__(self, grouping: Grouping, groupings: Sequence[Grouping], parent: QWidget) -> None:
        """Offer the ``groupings``, with ``grouping``, one of them, checked."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Grouping"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addStretch(1)
        self._row = layout
        self.buttons: dict[Grouping, QToolButton] = {}
        self.offer(groupings)
        self.check(grouping)

    def offer(self, groupings: Sequence[Grouping]) -> None:
        """Show the buttons of some groupings, in the order of Grouping, and no others.

        The checked button stays checked, even if it is hidden now.
        """
        for each in groupings:
            if each not in self.buttons:
                self.buttons[each] = self._button(each)
        for each, button in self.buttons.items():
            button.setVisible(each in groupings)
        ordered = [self.buttons[each] for each in Grouping if each in self.buttons]
        for place, button in enumerate(ordered):
            self._row.insertWidget(place, button)
        for before, after in pairwise(ordered):
            self.setTabOrder(before, after)

    def _button(self, grouping: Grouping) -> QToolButton:
        text, explanation = {
            Grouping.REGIONS: (self.tr("Regions"), self.tr("By region, then country")),
            Grouping.COOPERATION: (self.tr("Cooperation"), self.tr("By working arrangement, network, project, forum")),
            Grouping.PARTNERS: (self.tr("Partners"), self.tr("By organisation, then the cooperation it takes part in")),
            Grouping.SECTORS: (self.tr("Sectors"), self.tr("By sector, then project")),
            Grouping.ORGANISATIONS: (self.tr("Organisations"), self.tr("By role, then organisation and project")),
            Grouping.STATUS: (self.tr("Status"), self.tr("By the published status of projects")),
        }[grouping]
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(explanation)
        button.setAccessibleDescription(explanation)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setAutoRaise(True)
        button.clicked.connect(self._choose)
        return button

    def check(self, grouping: Grouping) -> None:
        """Check the button of a grouping, even a hidden one, and emit nothing; KeyError if it was never offered."""
        self.buttons[grouping].setChecked(True)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(next(each for each, button in self.buttons.items() if button.isChecked()))
