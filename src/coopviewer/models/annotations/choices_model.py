"""The choices by which a list can be filtered, as a tree of two levels: fields, and their values with check boxes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel

from coopviewer.domain.annotations.lists import Choice, ChoiceGroup
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import plain_tip
from coopviewer.models.row_runs import Runs, runs_to_replace

_HEADING = Qt.ItemFlag.ItemIsEnabled
_VALUE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class ChoicesModel(QStandardItemModel):
    """Headings of groups, such as *Colour*, and under each the values by which a list can be filtered, as check boxes.

    A click on a box only emits ``choice_toggled``: the box changes when the new state comes back with ``show_groups``.
    The rows are Qt's own items, since a tree view asks for so much about each row that answering in Python would take
    longer than drawing.
    """

    choice_toggled = Signal(str, str)
    """The user clicked the box of a value: the key of its group, such as ``colour``, and the value."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._groups: list[ChoiceGroup] = []

    def show_groups(self, groups: Sequence[ChoiceGroup]) -> None:
        """Show these groups in place of the previous ones; groups without values are left out.

        Rows that stay are kept, so that a view keeps its position. If ``runs_to_replace`` returns None for the values
        of a group, as for a new order or more than 8 runs of changed rows, all rows of the group are replaced; if it
        does for the groups, all groups are.
        """
        before = {group.key: group for group in self._groups}
        self._groups = [group for group in groups if group.choices]
        keys = [group.key for group in self._groups]
        _replace_rows(self.invisibleRootItem(), list(before), keys, lambda row: _heading_item(self._groups[row]))
        for row, group in enumerate(self._groups):
            old = before.get(group.key, group)
            if old != group:
                _update_group(self.item(row), old, group)

    # Qt overrides

    @guarded
    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.parent().isValid():
            return False
        group = self._groups[index.parent().row()]
        self.choice_toggled.emit(group.key, group.choices[index.row()].value)
        return True


def _heading_item(group: ChoiceGroup) -> QStandardItem:
    """Return a new row for a group, with the rows of its values under it."""
    item = QStandardItem(group.label)
    item.setFlags(_HEADING)
    bold = QFont()
    bold.setBold(True)
    item.setFont(bold)
    for choice in group.choices:
        item.appendRow(_value_item(choice))
    return item


def _value_item(choice: Choice) -> QStandardItem:
    item = QStandardItem()
    item.setFlags(_VALUE)
    _update_value(item, choice)
    return item


def _update_value(item: QStandardItem, choice: Choice) -> None:
    """Update a row to a value's label, count and state; Qt emits a change only for what differs."""
    total = "" if choice.total is None else f"  {language().number(choice.total)}"
    item.setText(f"{choice.label}{total}")
    item.setToolTip(plain_tip(choice.label))
    item.setCheckState(Qt.CheckState.Checked if choice.chosen else Qt.CheckState.Unchecked)


def _update_group(heading: QStandardItem, old: ChoiceGroup, new: ChoiceGroup) -> None:
    """Update the heading and the rows of a group."""
    heading.setText(new.label)
    before, after = {choice.value: choice for choice in old.choices}, [choice.value for choice in new.choices]
    _replace_rows(heading, list(before), after, lambda row: _value_item(new.choices[row]))
    for row, choice in enumerate(new.choices):
        if before.get(choice.value, choice) != choice:
            _update_value(heading.child(row), choice)


def _replace_rows(
    parent: QStandardItem, before: list[str], after: list[str], make_item: Callable[[int], QStandardItem]
) -> None:
    """Remove and insert rows under ``parent`` until they match the list ``after`` instead of ``before``.

    ``make_item`` returns a new item for a row of ``after``. With too many separate changes all rows are replaced.
    """
    whole = Runs(((0, len(before) - 1),) if before else (), ((0, len(after) - 1),) if after else ())
    runs = runs_to_replace(before, after) or whole
    for first, last in runs.removed:
        parent.removeRows(first, last - first + 1)
    for first, last in runs.added:
        for row in range(first, last + 1):  # one by one: when several are inserted at once, Qt inserts a column too
            parent.insertRow(row, [make_item(row)])  # in a list: PySide6 6.11 destroys an item passed by itself
