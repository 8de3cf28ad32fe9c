"""A list of annotations as a table: it knows which there are, and asks for those that are looked at.

The list is what it was when it was asked for: an annotation that is changed stays where it stands, so that nothing
jumps under the hand, and what is chosen is what is meant.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QModelRoleDataSpan,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QBrush, QIcon, QPixmap

from coopviewer.domain.annotations.annotation import Annotation, Colour
from coopviewer.domain.annotations.edits import AnnotationEdit
from coopviewer.models.annotations.cells import (
    EDITS,
    ELLIPSIS,
    AnnotationCells,
    AnnotationColumn,
    ShownCell,
    TableWords,
)
from coopviewer.models.annotations.listed_rows import ListedRows
from coopviewer.models.roles import Role
from coopviewer.models.row_runs import runs_of, runs_to_replace

_Index = QModelIndex | QPersistentModelIndex
STRETCH = 100
"""Rows that are asked for at once."""
# spelt out as numbers: making members of Qt's enumerations takes most of the time in which cells are drawn
_DISPLAY, _DECORATION, _EDIT, _TOOL_TIP, _FOREGROUND = 0, 1, 2, 3, 9
_ANSWERED = frozenset((_DISPLAY, _DECORATION, _EDIT, _TOOL_TIP, _FOREGROUND, int(Role.VALUE)))
_COLUMNS = len(AnnotationColumn)
_SOFT = (AnnotationColumn.AUTHOR, AnnotationColumn.CHANGED)
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_WRITTEN = _READ | Qt.ItemFlag.ItemIsEditable


class AnnotationTableModel(QAbstractTableModel):
    """Rows are annotations in the order of a list; those not read yet are empty until they are."""

    rows_wanted = Signal(object)
    """Annotations that are looked at, and not known or not sure to be so any more: a tuple of uuids."""
    edit_wanted = Signal(object, object)
    """An AnnotationEdit of one row, and its uuid in a tuple."""

    def __init__(self, words: TableWords, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.cells = AnnotationCells(words)
        """What is written in cells."""
        self.rows = ListedRows()
        """Which annotations stand in which rows; changed by the model alone."""
        self._wanted: set[int] = set()  # stretches looked at since the last time around
        self.editable = False
        """Whether the file can be written, and the rows are not those of the bin."""
        self.soft = QBrush()
        """In what is drawn what explains; the view knows."""
        self.samples: Mapping[Colour, QPixmap] = {}
        """What is drawn beside the words of colours; the view knows."""
        self._asking = QTimer(self)  # without an interval: once the view has drawn all that it shows
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)

    def show_list(self, uuids: Sequence[str]) -> None:
        """Show another list, or the same one anew; what is known of its annotations is asked for again."""
        self._become(list(uuids))
        self._doubt()

    def keep_to(self, uuids: Sequence[str]) -> bool:
        """Keep of the rows those that another list has, each where it stands, and ask for them anew as they are seen.

        False: that list has others too, and nothing was done.
        """
        there = set(uuids)
        if not there.issubset(self.rows.all):
            return False
        self.remove([uuid for uuid in self.rows.all if uuid not in there])
        self._doubt()
        return True

    def extend(self, uuids: Sequence[str]) -> bool:
        """Show the whole of a list whose head is shown; False: what is shown is not its head."""
        shown = len(self.rows.all)
        if self.rows.all != list(uuids[:shown]):
            return False
        if len(uuids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(uuids) - 1)
            self.rows.become(list(uuids))
            self.endInsertRows()
        return True

    def show_rows(self, asked: Sequence[str], annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Show what was asked for; one that is not there any more leaves the list. ``titles`` are those of entries."""
        self.rows.answered(asked)
        self._learn(annotations, titles)
        found = {annotation.uuid for annotation in annotations}
        self.remove([uuid for uuid in asked if uuid not in found])

    def update(self, annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Show annotations of the list as they are now; others than those of the list are passed over."""
        self._learn([each for each in annotations if self.rows.row_of(each.uuid) is not None], titles)

    def remove(self, uuids: Sequence[str]) -> None:
        """Take annotations out of the list."""
        gone = {uuid for uuid in uuids if self.rows.row_of(uuid) is not None}
        if gone:
            self._become([uuid for uuid in self.rows.all if uuid not in gone])

    def keep_unsaved(self, annotation: Annotation) -> None:
        """Keep the text of a note that could not be written in its row, for its editor to begin with."""
        self.cells.unsaved[annotation.uuid] = annotation.body
        self._tell_of([annotation.uuid])

    def _doubt(self) -> None:
        """Have all rows drawn, and what is known of them asked for, anew."""
        self.rows.doubt()
        if self.rows.all:
            self._tell(0, len(self.rows.all) - 1)

    def _become(self, uuids: list[str]) -> None:
        """Make the rows those of another list, run by run where few change, so that a view keeps its place."""
        rows = self.rows
        runs = runs_to_replace(rows.all, uuids)
        if runs is None:
            self.beginResetModel()
            rows.become(uuids)
            self.endResetModel()
            return
        for first, last in runs.removed:
            self.beginRemoveRows(QModelIndex(), first, last)
            rows.become(rows.all[:first] + rows.all[last + 1 :])
            self.endRemoveRows()
        for first, last in runs.added:
            self.beginInsertRows(QModelIndex(), first, last)
            rows.become([*rows.all[:first], *uuids[first : last + 1], *rows.all[first:]])
            self.endInsertRows()

    def _learn(self, annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        self.cells.titles.update(titles)
        self.rows.learn(annotations)
        unsaved = self.cells.unsaved
        for annotation in annotations:
            if unsaved.get(annotation.uuid) == annotation.body:
                del unsaved[annotation.uuid]
        self._tell_of([annotation.uuid for annotation in annotations])

    def _tell_of(self, uuids: Sequence[str]) -> None:
        places = (self.rows.row_of(uuid) for uuid in uuids)
        for first, last in runs_of(place for place in places if place is not None):
            self._tell(first, last)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(AnnotationColumn) - 1))

    def _look_at(self, row: int) -> Annotation | None:
        """Give the annotation of a row that is looked at; one that is not known, or not surely, is asked for."""
        if self.rows.is_missing(self.rows.all[row]):
            self._wanted.add(row // STRETCH)
            if not self._asking.isActive():
                self._asking.start()
        return self.rows.annotation(row)

    def shown_row(self, row: int) -> tuple[ShownCell, ...]:
        """Give what is drawn of a row, in the order of the columns; one that is not known is asked for."""
        annotation = self._look_at(row)
        if annotation is None:
            return tuple(ShownCell(self._value(None, each, _DISPLAY) or "", None, False) for each in range(_COLUMNS))
        shown, picture, is_soft = self.cells.shown, self._decoration, self._is_soft
        return tuple(
            ShownCell(shown(annotation, each), picture(annotation, each), is_soft(annotation, each))
            for each in range(_COLUMNS)
        )

    @Slot()
    def _ask(self) -> None:
        for stretch in sorted(self._wanted):
            missing = self.rows.ask(range(stretch * STRETCH, (stretch + 1) * STRETCH))
            if missing:
                self.rows_wanted.emit(missing)
        self._wanted.clear()

    # Qt's names

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows.all)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self.cells.words.headers[section] if 0 <= section < len(AnnotationColumn) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self.editable and index.column() in EDITS and self.rows.annotation(index.row()) is not None
        return _WRITTEN if editable else _READ

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        return self._value(self._look_at(index.row()), index.column(), role)

    def multiData(  # type: ignore[override]  # whatever the stubs say, several roles come in a span
        self,
        index: _Index,
        roleDataSpan: QModelRoleDataSpan,
    ) -> None:
        """Answer what a cell is drawn by in one call: calls from Qt take longer than what they ask for."""
        annotation, column = self._look_at(index.row()), index.column()
        for place in range(roleDataSpan.size()):
            asked = roleDataSpan[place]  # type: ignore[index]  # the stubs leave it out
            role = asked.role()
            value = self._value(annotation, column, role) if role in _ANSWERED else None
            if value is None:
                asked.clearData()  # it still holds what the cell before said
            else:
                asked.setData(value)

    def _value(self, annotation: Annotation | None, column: int, role: int) -> Any:
        if annotation is None:
            return ELLIPSIS if role == _DISPLAY and column == AnnotationColumn.ENTRY else None
        if role == _DISPLAY:
            return self.cells.shown(annotation, column)
        if role == _FOREGROUND:
            return self.soft if self._is_soft(annotation, column) else None
        if role == _DECORATION:
            return self._decoration(annotation, column)
        if role == _EDIT:
            return self.cells.edited(annotation, column)
        return self.cells.tip(annotation, column) if role == _TOOL_TIP else annotation

    def _is_soft(self, annotation: Annotation, column: int) -> bool:
        return column in _SOFT or self.cells.is_unsaid(annotation, column)

    def _decoration(self, annotation: Annotation, column: int) -> QIcon | QPixmap | None:
        if column == AnnotationColumn.ENTRY:
            return self.cells.icon(annotation)
        return self.samples.get(annotation.colour) if column == AnnotationColumn.COLOUR and annotation.colour else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        annotation, column = (self.rows.annotation(index.row()), index.column()) if index.isValid() else (None, -1)
        if annotation is None or role != Qt.ItemDataRole.EditRole or column not in EDITS:
            return False
        if str(value) != self.cells.edited(annotation, column):
            self.edit_wanted.emit(AnnotationEdit(EDITS[column], str(value) or None), (annotation.uuid,))
        return True
