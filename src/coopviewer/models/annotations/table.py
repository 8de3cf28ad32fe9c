"""A list of annotations as a table: it knows the uuids of the list, and requests the annotations of the shown rows.

The order of the list stays as it was when it was read: a changed annotation keeps its row, so that no row moves while
the user works on it.
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
from coopviewer.domain.annotations.edits import AnnotationEdit, join_tags
from coopviewer.models.annotations.cells import (
    EDITS,
    ELLIPSIS,
    AnnotationCells,
    AnnotationColumn,
    ShownCell,
    TableLabels,
)
from coopviewer.models.annotations.listed_rows import ListedRows
from coopviewer.models.guard import guarded
from coopviewer.models.roles import Role
from coopviewer.models.row_runs import runs_of, runs_to_replace

_Index = QModelIndex | QPersistentModelIndex
BATCH_SIZE = 100
"""Rows that are requested at once."""
# Qt's roles as numbers, since making members of Qt's enumerations takes most of the time in which cells are drawn
_DISPLAY, _DECORATION, _EDIT, _TOOL_TIP, _FOREGROUND = 0, 1, 2, 3, 9
_ANSWERED = frozenset((_DISPLAY, _DECORATION, _EDIT, _TOOL_TIP, _FOREGROUND, int(Role.VALUE)))
_COLUMNS = len(AnnotationColumn)
_SOFT = (AnnotationColumn.AUTHOR, AnnotationColumn.CHANGED)
_READ_ONLY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _READ_ONLY | Qt.ItemFlag.ItemIsEditable


class AnnotationTableModel(QAbstractTableModel):
    """Rows are annotations in the order of a list; rows that have not been read yet show an ellipsis."""

    rows_wanted = Signal(object)
    """Annotations to be read for rows that are shown, a tuple of at most BATCH_SIZE uuids; ``show_rows`` answers."""
    edit_wanted = Signal(object, object)
    """The user edited a cell: an AnnotationEdit, and a tuple with the uuid of the one annotation that it is for."""

    def __init__(self, labels: TableLabels, parent: QObject | None = None) -> None:
        """Start empty; ``labels`` are the headers, and functions that name values in the cells."""
        super().__init__(parent)
        self.cells = AnnotationCells(labels)
        """The texts of the cells."""
        self.rows = ListedRows()
        """The annotations of the rows; only the model changes them."""
        self._wanted_batches: set[int] = set()  # numbers of the batches with rows shown since the last request
        self.editable = False
        """Whether cells can be edited: the file is writable, and the list does not show the bin."""
        self.soft = QBrush()
        """The brush for secondary text; set by the view."""
        self.samples: Mapping[Colour, QPixmap] = {}
        """Pictures shown beside the names of colours; set by the view."""
        self._request_timer = QTimer(self)  # no interval: it fires once the view has drawn all its visible rows
        self._request_timer.setSingleShot(True)
        self._request_timer.timeout.connect(self._request_rows)

    def show_list(self, uuids: Sequence[str]) -> None:
        """Show another list, or the same one again; its annotations are read again as their rows are shown.

        If the two lists differ in few places only, rows are inserted and removed there, so that a view keeps its scroll
        position and selection; otherwise the model is reset.
        """
        self._replace_rows(list(uuids))
        self._refresh_all()

    def restrict_to(self, uuids: Sequence[str]) -> bool:
        """Remove the rows that are not in ``uuids``; the others keep their order, and are read again when shown.

        Return False, and change nothing, if ``uuids`` has annotations that are not in the list.
        """
        wanted = set(uuids)
        if not wanted.issubset(self.rows.all):
            return False
        self.remove([uuid for uuid in self.rows.all if uuid not in wanted])
        self._refresh_all()
        return True

    def extend(self, uuids: Sequence[str]) -> bool:
        """Append the rest of the list ``uuids``, of which the beginning is shown.

        Return False, and change nothing, if the rows are not its beginning.
        """
        shown = len(self.rows.all)
        if self.rows.all != list(uuids[:shown]):
            return False
        if len(uuids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(uuids) - 1)
            self.rows.replace(list(uuids))
            self.endInsertRows()
        return True

    def show_rows(self, requested: Sequence[str], annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Show the answer to ``rows_wanted``: ``requested`` are the uuids asked for, ``annotations`` those found.

        A requested annotation that was not found is removed from the list. ``titles`` maps the ids of entries to their
        titles.
        """
        self.rows.mark_answered(requested)
        self._update_rows(annotations, titles)
        found = {annotation.uuid for annotation in annotations}
        self.remove([uuid for uuid in requested if uuid not in found])

    def update(self, annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Update the titles of entries, by id, and those of ``annotations`` that are in the list; ignore all others."""
        self._update_rows([each for each in annotations if self.rows.row_of(each.uuid) is not None], titles)

    def remove(self, uuids: Sequence[str]) -> None:
        """Remove annotations from the list; those that are not in it are ignored."""
        gone = {uuid for uuid in uuids if self.rows.row_of(uuid) is not None}
        if gone:
            self._replace_rows([uuid for uuid in self.rows.all if uuid not in gone])

    def set_unsaved(self, annotation: Annotation) -> AnnotationColumn:
        """Show that the note or the tags of an annotation could not be saved; return the column to be edited.

        ``annotation`` has the unsaved note and tags. The column is NOTE unless only its tags differ from those in the
        list, then TAGS. Editing starts with the unsaved text, which is marked as such until the annotation is read with
        the same text.
        """
        row = self.rows.row_of(annotation.uuid)
        listed = self.rows.annotation(row) if row is not None else None
        has_tags = listed is not None and listed.tags != annotation.tags
        has_note = listed is None or listed.body != annotation.body or not has_tags
        if has_tags:
            self.cells.unsaved_tags[annotation.uuid] = join_tags(annotation.tags)
        if has_note:
            self.cells.unsaved[annotation.uuid] = annotation.body
        self._emit_rows_changed([annotation.uuid])
        return AnnotationColumn.NOTE if has_note else AnnotationColumn.TAGS

    def _refresh_all(self) -> None:
        """Redraw all rows, and have their annotations read again as they are shown."""
        self.rows.mark_stale()
        if self.rows.all:
            self._emit_changed(0, len(self.rows.all) - 1)

    def _replace_rows(self, uuids: list[str]) -> None:
        """Replace the list, by inserting and removing rows if few change, so that a view keeps its scroll position."""
        rows = self.rows
        runs = runs_to_replace(rows.all, uuids)
        if runs is None:
            self.beginResetModel()
            rows.replace(uuids)
            self.endResetModel()
            return
        for first, last in runs.removed:
            self.beginRemoveRows(QModelIndex(), first, last)
            rows.replace(rows.all[:first] + rows.all[last + 1 :])
            self.endRemoveRows()
        for first, last in runs.added:
            self.beginInsertRows(QModelIndex(), first, last)
            rows.replace([*rows.all[:first], *uuids[first : last + 1], *rows.all[first:]])
            self.endInsertRows()

    def _update_rows(self, annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        self.cells.titles.update(titles)
        self.rows.cache(annotations)
        unsaved, tags = self.cells.unsaved, self.cells.unsaved_tags
        for annotation in annotations:
            if unsaved.get(annotation.uuid) == annotation.body:
                del unsaved[annotation.uuid]
            if tags.get(annotation.uuid) == join_tags(annotation.tags):
                del tags[annotation.uuid]
        self._emit_rows_changed([annotation.uuid for annotation in annotations])

    def _emit_rows_changed(self, uuids: Sequence[str]) -> None:
        rows = (self.rows.row_of(uuid) for uuid in uuids)
        for first, last in runs_of(row for row in rows if row is not None):
            self._emit_changed(first, last)

    def _emit_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(AnnotationColumn) - 1))

    def _annotation_to_show(self, row: int) -> Annotation | None:
        """Return the annotation of a row that is shown, None if it has not been read; request it if necessary."""
        if self.rows.needs_reading(self.rows.all[row]):
            self._wanted_batches.add(row // BATCH_SIZE)
            if not self._request_timer.isActive():
                self._request_timer.start()
        return self.rows.annotation(row)

    def row_cells(self, row: int) -> tuple[ShownCell, ...]:
        """Return the cells of a row in the order of the columns; of a row not read yet, an ellipsis and empty ones.

        An annotation that has to be read (anew) is requested with ``rows_wanted``, in a later turn of the event loop.
        """
        annotation = self._annotation_to_show(row)
        if annotation is None:
            return tuple(ShownCell(self._value(None, each, _DISPLAY) or "", None, False) for each in range(_COLUMNS))
        shown, picture, is_soft = self.cells.display_text, self._decoration, self._is_soft
        return tuple(
            ShownCell(shown(annotation, each), picture(annotation, each), is_soft(annotation, each))
            for each in range(_COLUMNS)
        )

    @Slot()
    def _request_rows(self) -> None:
        for batch in sorted(self._wanted_batches):
            missing = self.rows.take_unread(range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE))
            if missing:
                self.rows_wanted.emit(missing)
        self._wanted_batches.clear()

    # Qt overrides

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows.all)

    @guarded
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _COLUMNS

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self.cells.labels.headers[section] if 0 <= section < len(AnnotationColumn) else None

    @guarded
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self.editable and index.column() in EDITS and self.rows.annotation(index.row()) is not None
        return _EDITABLE if editable else _READ_ONLY

    @guarded
    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        return self._value(self._annotation_to_show(index.row()), index.column(), role)

    @guarded
    def multiData(  # type: ignore[override]  # the stubs are wrong: several roles come in a span
        self,
        index: _Index,
        roleDataSpan: QModelRoleDataSpan,
    ) -> None:
        """Fill in all data by which a cell is drawn: one call from Qt for all roles is faster than one for each."""
        annotation, column = self._annotation_to_show(index.row()), index.column()
        for number in range(roleDataSpan.size()):
            role_data = roleDataSpan[number]  # type: ignore[index]  # the stubs leave it out
            role = role_data.role()
            value = self._value(annotation, column, role) if role in _ANSWERED else None
            if value is None:
                role_data.clearData()  # it still holds the value of the previous cell
            else:
                role_data.setData(value)

    def _value(self, annotation: Annotation | None, column: int, role: int) -> Any:
        if annotation is None:
            return ELLIPSIS if role == _DISPLAY and column == AnnotationColumn.ENTRY else None
        if role == _DISPLAY:
            return self.cells.display_text(annotation, column)
        if role == _FOREGROUND:
            return self.soft if self._is_soft(annotation, column) else None
        if role == _DECORATION:
            return self._decoration(annotation, column)
        if role == _EDIT:
            return self.cells.editor_text(annotation, column)
        return self.cells.tip(annotation, column) if role == _TOOL_TIP else annotation

    def _is_soft(self, annotation: Annotation, column: int) -> bool:
        return column in _SOFT or self.cells.is_placeholder(annotation, column)

    def _decoration(self, annotation: Annotation, column: int) -> QIcon | QPixmap | None:
        if column == AnnotationColumn.ENTRY:
            return self.cells.icon(annotation)
        return self.samples.get(annotation.colour) if column == AnnotationColumn.COLOUR and annotation.colour else None

    @guarded
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        annotation, column = (self.rows.annotation(index.row()), index.column()) if index.isValid() else (None, -1)
        if annotation is None or role != Qt.ItemDataRole.EditRole or column not in EDITS:
            return False
        if column == AnnotationColumn.TAGS and self.cells.unsaved_tags.pop(annotation.uuid, None) is not None:
            self._emit_rows_changed([annotation.uuid])  # if saving fails again, they come back
        if str(value) != self.cells.editor_text(annotation, column):
            self.edit_wanted.emit(AnnotationEdit(EDITS[column], str(value) or None), (annotation.uuid,))
        return True
