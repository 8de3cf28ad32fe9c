"""What a list can be narrowed to, as a tree of two levels: fields, and their values with boxes to be ticked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from coopviewer.domain.choices import Choice, ChoiceGroup
from coopviewer.models.roles import Role

_Index = QModelIndex | QPersistentModelIndex
_TOP = 0  # the internal id of a group's row; a value's is its group's row, from 1


class ChoicesModel(QAbstractItemModel):
    """A value's box says whether it is chosen; ticking it is told, and shown once it is so."""

    choice_toggled = Signal(str, str)
    """The key of the group, and the value that was ticked or unticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._groups: tuple[ChoiceGroup, ...] = ()
        self._bold = QFont()
        self._bold.setBold(True)

    def show_groups(self, groups: Sequence[ChoiceGroup]) -> None:
        """Show these groups in place of those before; where the values are the same ones, only their rows change."""
        shown = tuple(group for group in groups if group.choices)
        if [_names(group) for group in shown] != [_names(group) for group in self._groups]:
            self.beginResetModel()
            self._groups = shown
            self.endResetModel()
            return
        before, self._groups = self._groups, shown
        for row, (old, new) in enumerate(zip(before, shown, strict=True)):
            if old != new:
                parent = self.index(row, 0)
                self.dataChanged.emit(self.index(0, 0, parent), self.index(len(new.choices) - 1, 0, parent))

    def _choice(self, index: _Index) -> tuple[ChoiceGroup, Choice] | None:
        if not index.isValid() or index.internalId() == _TOP:
            return None
        group = self._groups[index.internalId() - 1]
        return group, group.choices[index.row()]

    # Qt's names

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].choices) if parent.internalId() == _TOP else 0

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self._choice(index) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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
                return choice.label
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if choice.chosen else Qt.CheckState.Unchecked
            case Role.VALUE:
                return choice
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        found = self._choice(index)
        if found is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        group, choice = found
        self.choice_toggled.emit(group.key, choice.value)
        return True


def _names(group: ChoiceGroup) -> tuple[str, tuple[str, ...]]:
    return group.key, tuple(choice.value for choice in group.choices)
