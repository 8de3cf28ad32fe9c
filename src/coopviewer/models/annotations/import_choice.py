"""What a file of annotations would bring, as groups with items, of which the user chooses what is imported."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from coopviewer.domain.annotations.import_choice import ImportChoice
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.models.guard import guarded
from coopviewer.models.roles import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


class OutcomeGroup(NamedTuple):
    """A group of annotations in a file to be imported, such as those that are new, with the text of its heading.

    ``items`` has the uuid and the text of each annotation that is listed; the uuid of one that cannot be read is empty.
    ``is_chosen``: the user can choose which of them are imported. If such a group is long, only its first annotations
    are listed: then ``unlisted`` is the outcome of the group, such as *new* or *older*; else it is None.
    """

    heading: str
    items: tuple[tuple[str, str], ...]
    is_chosen: bool
    unlisted: VersionOutcome | None = None


class ImportChoiceModel(QAbstractItemModel):
    """Groups of annotations that an import would bring, as a tree with check boxes; at first all boxes are ticked.

    A group of which the user cannot choose (``is_chosen`` False) has no boxes. Ticking or unticking a group does the
    same with all annotations listed under it; its box is half ticked if only some of them are ticked.
    """

    choice_changed = Signal()
    """The user chose, or no longer chooses, something."""

    def __init__(self, groups: Sequence[OutcomeGroup], parent: QObject | None = None) -> None:
        """Show these groups, in their order."""
        super().__init__(parent)
        self._groups = tuple(groups)
        self._gone: set[str] = set()  # the uuids that are not chosen
        self._gone_rows: set[int] = set()  # the groups without items that are not chosen

    @property
    def choice(self) -> ImportChoice:
        """What the user does not want to be imported: each annotation that is unticked, and some outcomes as a whole.

        The latter are the ``unlisted`` outcomes, such as *new*, of groups in which no box is ticked: annotations that
        these groups do not list are left out too. Another group may list annotations with such an outcome: to import
        those that are ticked, ``kept`` has all ticked annotations of all groups. It is empty if no outcome is left out.
        """
        rows = [(row, each.unlisted) for row, each in enumerate(self._groups) if each.unlisted is not None]
        outcomes = frozenset(outcome for row, outcome in rows if self._state(row) is Qt.CheckState.Unchecked)
        listed = (uuid for each in self._groups if each.is_chosen for uuid, _ in each.items)
        kept = frozenset(listed) - self._gone if outcomes else frozenset()
        return ImportChoice(frozenset(self._gone), outcomes, kept)

    @property
    def has_chosen(self) -> bool:
        """Whether any box is ticked; False if no group has boxes."""
        rows = [row for row, each in enumerate(self._groups) if each.is_chosen]
        return any(self._state(row) is not Qt.CheckState.Unchecked for row in rows)

    def _state(self, row: int) -> Qt.CheckState:
        group = self._groups[row]
        if row in self._gone_rows:
            return Qt.CheckState.Unchecked
        gone = sum(uuid in self._gone for uuid, _ in group.items)
        if not gone:
            return Qt.CheckState.Checked
        return Qt.CheckState.Unchecked if gone == len(group.items) else Qt.CheckState.PartiallyChecked

    def _place(self, index: _Index) -> tuple[OutcomeGroup, tuple[str, str] | None]:
        """Return the group of an index, and its item; None for the heading."""
        if not index.internalId():
            return self._groups[index.row()], None
        group = self._groups[index.internalId() - 1]
        return group, group.items[index.row()]

    # Qt overrides

    @guarded
    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @guarded
    def parent(self, index: _Index = QModelIndex()) -> Any:  # noqa: B008
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].items)

    @guarded
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @guarded
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._place(index)[0].is_chosen:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @guarded
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group, item = self._place(index)
        text = group.heading if item is None else item[1]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.FontRole and item is None:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == _CHECK and group.is_chosen:
            if item is None:
                return self._state(index.row())
            return Qt.CheckState.Unchecked if item[0] in self._gone else Qt.CheckState.Checked
        return None

    @guarded
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not index.isValid():
            return False
        group, item = self._place(index)
        uuids = {uuid for uuid, _ in group.items} if item is None else {item[0]}
        rows = {index.row()} if item is None and not group.items else set()
        if Qt.CheckState(value) is Qt.CheckState.Unchecked:
            self._gone |= uuids
            self._gone_rows |= rows
        else:
            self._gone -= uuids
            self._gone_rows -= rows
        heading = self.index(index.row(), 0) if item is None else self.parent(index)
        self.dataChanged.emit(heading, heading, [_CHECK])
        if group.items:
            last = self.index(len(group.items) - 1, 0, heading)
            self.dataChanged.emit(self.index(0, 0, heading), last, [_CHECK])
        self.choice_changed.emit()
        return True
