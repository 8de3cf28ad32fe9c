"""What a list can be narrowed to, as a tree of two levels: fields, and their values with boxes to be ticked."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel

from coopviewer.domain.annotations.lists import Choice, ChoiceGroup
from coopviewer.models.roles import plain_tip
from coopviewer.models.row_runs import Runs, runs_to_replace

_HEADING = Qt.ItemFlag.ItemIsEnabled
_VALUE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class ChoicesModel(QStandardItemModel):
    """A value's box says whether it is chosen; ticking it is told, and shown once it is so.

    Its rows are Qt's own items: a tree asks so much about each row that it draws that answering in Python would take
    longer than drawing.
    """

    choice_toggled = Signal(str, str)
    """The key of the group, and the value that was ticked or unticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._groups: list[ChoiceGroup] = []

    def show_groups(self, groups: Sequence[ChoiceGroup]) -> None:
        """Show these groups in place of those before, those without values left out; only rows that differ change."""
        before = {group.key: group for group in self._groups}
        self._groups = [group for group in groups if group.choices]
        keys = [group.key for group in self._groups]
        _follow(self.invisibleRootItem(), list(before), keys, lambda row: _heading(self._groups[row]))
        for row, group in enumerate(self._groups):
            old = before.get(group.key, group)
            if old != group:
                _change(self.item(row), old, group)

    # Qt's names

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.parent().isValid():
            return False
        group = self._groups[index.parent().row()]
        self.choice_toggled.emit(group.key, group.choices[index.row()].value)
        return True


def _heading(group: ChoiceGroup) -> QStandardItem:
    """Make the row of a group, with those of its values."""
    made = QStandardItem(group.label)
    made.setFlags(_HEADING)
    bold = QFont()
    bold.setBold(True)
    made.setFont(bold)
    for choice in group.choices:
        made.appendRow(_value(choice))
    return made


def _value(choice: Choice) -> QStandardItem:
    made = QStandardItem()
    made.setFlags(_VALUE)
    _write(made, choice)
    return made


def _write(item: QStandardItem, choice: Choice) -> None:
    """Have a row say what a value says now; Qt tells of what differs from before."""
    item.setText(choice.label if choice.total is None else f"{choice.label}  {choice.total:,}")
    item.setToolTip(plain_tip(choice.label))
    item.setCheckState(Qt.CheckState.Checked if choice.chosen else Qt.CheckState.Unchecked)


def _change(heading: QStandardItem, old: ChoiceGroup, new: ChoiceGroup) -> None:
    """Make the rows of a group those of what it is now."""
    heading.setText(new.label)
    before, after = {choice.value: choice for choice in old.choices}, [choice.value for choice in new.choices]
    _follow(heading, list(before), after, lambda row: _value(new.choices[row]))
    for row, choice in enumerate(new.choices):
        if before.get(choice.value, choice) != choice:
            _write(heading.child(row), choice)


def _follow(parent: QStandardItem, before: list[str], after: list[str], made: Callable[[int], QStandardItem]) -> None:
    """Take rows away and put rows in until those that stood for one list stand for another, run by run.

    ``made`` gives a row of the list after. Where runs are too many, all rows are put in anew.
    """
    whole = Runs(((0, len(before) - 1),) if before else (), ((0, len(after) - 1),) if after else ())
    runs = runs_to_replace(before, after) or whole
    for first, last in runs.removed:
        parent.removeRows(first, last - first + 1)
    for first, last in runs.added:
        for row in range(first, last + 1):  # one by one: all at once, Qt adds a column while it adds rows
            parent.insertRow(row, [made(row)])  # in a list: by itself, nobody holds it, and it is gone at once
