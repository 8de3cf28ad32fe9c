"""What a list can be narrowed to, as a tree of two levels: fields, and their values with boxes to be ticked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont

from coopviewer.domain.choices import Choice, ChoiceGroup
from coopviewer.models.plain_tips import plain_tip
from coopviewer.models.roles import Role
from coopviewer.models.row_runs import Runs, runs_to_replace
from coopviewer.models.two_levels import Index, TwoLevels


class ChoicesModel(TwoLevels):
    """A value's box says whether it is chosen; ticking it is told, and shown once it is so."""

    choice_toggled = Signal(str, str)
    """The key of the group, and the value that was ticked or unticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._groups: list[ChoiceGroup] = []
        self._bold = QFont()
        self._bold.setBold(True)

    def show_groups(self, groups: Sequence[ChoiceGroup]) -> None:
        """Show these groups in place of those before; where they are the same ones, only rows that differ change."""
        shown = [group for group in groups if group.choices]
        if [group.key for group in shown] != [group.key for group in self._groups]:
            self.beginResetModel()
            self._groups = shown
            self.endResetModel()
            return
        for row, group in enumerate(shown):
            if group != self._groups[row]:
                self._take_values(row, group)
                self._tell_of(row, group)

    def _take_values(self, row: int, new: ChoiceGroup) -> None:
        """Make the values of a group those of another one, run by run."""
        parent, before, after = self.index(row, 0), _values(self._groups[row]), _values(new)
        whole = Runs(((0, len(before) - 1),), ((0, len(after) - 1),))
        runs = runs_to_replace(before, after) or whole
        for first, last in runs.removed:
            self.beginRemoveRows(parent, first, last)
            choices = self._groups[row].choices
            self._groups[row] = new._replace(choices=choices[:first] + choices[last + 1 :])
            self.endRemoveRows()
        for first, last in runs.added:
            self.beginInsertRows(parent, first, last)
            choices = self._groups[row].choices
            added = new.choices[first : last + 1]
            self._groups[row] = new._replace(choices=choices[:first] + added + choices[first:])
            self.endInsertRows()

    def _tell_of(self, row: int, new: ChoiceGroup) -> None:
        """Tell of each value that has changed by itself: a view draws a single row anew, else all of them."""
        parent, old = self.index(row, 0), self._groups[row]
        self._groups[row] = new
        for place, (before, after) in enumerate(zip(old.choices, new.choices, strict=True)):
            if before != after:
                index = self.index(place, 0, parent)
                self.dataChanged.emit(index, index)

    def tops(self) -> int:
        """Count the groups."""
        return len(self._groups)

    def children_of(self, row: int) -> int:
        """Count the values of a group."""
        return len(self._groups[row].choices)

    def _choice(self, index: Index) -> tuple[ChoiceGroup, Choice] | None:
        place = self.place(index)
        if place is None:
            return None
        group = self._groups[place[0]]
        return group, group.choices[place[1]]

    # Qt's names

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._choice(index) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._choice(index)
        if found is None:
            if role == Qt.ItemDataRole.FontRole:
                return self._bold
            return self._groups[index.row()].label if role == Qt.ItemDataRole.DisplayRole else None
        _, choice = found
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.label if choice.total is None else f"{choice.label}  {choice.total:,}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(choice.label)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if choice.chosen else Qt.CheckState.Unchecked
            case Role.VALUE:
                return choice
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        found = self._choice(index)
        if found is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        group, choice = found
        self.choice_toggled.emit(group.key, choice.value)
        return True


def _values(group: ChoiceGroup) -> list[str]:
    return [choice.value for choice in group.choices]
