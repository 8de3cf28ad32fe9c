"""The annotations of the open page as a list: on its own entry in the order of its text, then on related entries."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.text.measures import shorten
from coopviewer.models.annotations.page_rows import HEADING, PageRows, RowKey, whole_text_tip
from coopviewer.models.guard import guarded
from coopviewer.models.roles import LONGEST_TIP, Role

BATCH_SIZE = 8  # rows that a view fetches at once
_MOST_SINGLY = 200  # changes announced to views row by row; with more of them the model is reset
_Index = QModelIndex | QPersistentModelIndex


class AnnotationList(QAbstractListModel):
    """The annotations of a page as a list: those on its own entry, then a heading and those on related entries.

    A view gets more rows with ``fetchMore``. The row of the heading has no annotation; what is folded under it has no
    rows. A position is where an annotation begins in the page's text (UTF-16 units); None: it is on no passage of it.
    """

    grown = Signal()
    """The end of the list is longer or other than before, after unfolding or an update: a view should fetch rows."""

    def __init__(
        self,
        describe: Callable[[Annotation], str],
        parent: QObject | None = None,
        describe_related: Callable[[int, bool | None], str] = lambda count, _folded: str(count),
    ) -> None:
        """Start empty; ``describe`` returns the description of an annotation for screen readers.

        ``describe_related`` returns the heading over a number of annotations of related entries. Its second argument is
        whether they are folded, for screen readers; None for the text that is shown.
        """
        super().__init__(parent)
        self._describe, self._describe_related = describe, describe_related
        self._rows = PageRows()
        self._fetched = 0  # the number of rows, from the first on, that views know of
        self._changing = False  # while it is True, nothing may be fetched

    @property
    def count(self) -> int:
        """The number of annotations, including those that are folded or that no view has fetched yet."""
        return len(self._rows.by_uuid)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations in the order of the rows, including those that have no row while they are folded."""
        return tuple(self._rows.by_uuid[key.uuid] for key in sorted(self._rows.keys.values()))

    @property
    def is_folded(self) -> bool:
        """Whether the annotations of related entries are folded, or would be if there were any."""
        return self._rows.folded

    def at(self, row: int) -> Annotation | None:
        """Return the annotation of a row, fetched or not, None for the heading; raises IndexError beyond the last."""
        return self._rows.by_uuid.get(self._rows.order[row].uuid)

    def get(self, uuid: str) -> Annotation | None:
        """Return the annotation with this uuid, None if it is not in the list."""
        return self._rows.by_uuid.get(uuid)

    def set_own(self, entry_ids: Collection[str]) -> None:
        """Set all ids of the page's entry, former ones too; rows follow with ``update``, ``reorder`` or ``put``."""
        self._rows.own = frozenset(entry_ids)

    def restart(
        self, annotations: Iterable[Annotation] = (), positions: Mapping[str, int] | None = None, *, folded: bool = True
    ) -> None:
        """Show the annotations of another page; ``folded``: those of related entries get no rows.

        Those in the bin are left out. ``positions`` maps uuids to positions in the page's text; others have none.
        """
        self._changing = True
        self.beginResetModel()
        self._rows.folded = folded
        self._rows.replace_all({each.uuid: each for each in annotations if not each.is_deleted}, positions or {})
        self._fetched = min(BATCH_SIZE, len(self._rows.order))
        self.endResetModel()
        self._changing = False

    def set_folded(self, folded: bool) -> None:
        """Fold or unfold the annotations of related entries, if there are any; unfolding emits ``grown``."""
        if folded == self._rows.folded or not self._rows.related:
            return
        self._rows.folded = folded
        first = self._rows.row("") + 1
        if not folded:
            self._rows.order = self._rows.order_of(self._rows.keys)
            self._show_heading()
            self.grown.emit()
            self.fetchMore(QModelIndex())
            return
        last, self._changing = self._fetched - 1, True
        if last >= first:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._fetched = first
        del self._rows.order[first:]
        if last >= first:
            self.endRemoveRows()
        self._changing = False
        self._show_heading()

    def update(self, annotations: Iterable[Annotation], positions: Mapping[str, int]) -> None:
        """Show the annotations that the page has now, with ``positions`` as for ``restart``; the model may be reset."""
        now = {each.uuid: each for each in annotations if not each.is_deleted}
        gone = [uuid for uuid in self._rows.by_uuid if uuid not in now]
        changed = [each for uuid, each in now.items() if self._rows.by_uuid.get(uuid) != each]
        if not self._rows.by_uuid or len(gone) + len(changed) > _MOST_SINGLY:
            if not self._rows.by_uuid or not self._replace_unfetched(now, positions):
                self.restart(now.values(), positions, folded=self._rows.folded)
            return
        for uuid in gone:
            self.remove(uuid)
        for each in changed:
            self.put(each, positions.get(each.uuid))
        self.reorder(positions)

    def _replace_unfetched(self, now: Mapping[str, Annotation], positions: Mapping[str, int]) -> bool:
        """Replace the rows not fetched yet and emit ``grown``; return False, unchanged, if a fetched one differs."""
        keys = {uuid: self._rows.key(each, positions.get(uuid)) for uuid, each in now.items()}
        order = self._rows.order_of(keys)
        fetched = [key.uuid for key in self._rows.order[: self._fetched]]
        is_changed = any(now.get(uuid) != self._rows.by_uuid.get(uuid) for uuid in fetched)
        if is_changed or [key.uuid for key in order[: self._fetched]] != fetched:
            return False
        same = {uuid: each for uuid, each in self._rows.by_uuid.items() if now.get(uuid) == each}
        self._rows.replace_all({**now, **same}, positions)
        self._show_heading()
        self.grown.emit()
        return True

    def put(self, annotation: Annotation, position: int | None) -> None:
        """Add or update an annotation that begins at ``position`` (None: on no passage); remove it if in the bin."""
        if annotation.is_deleted:
            self.remove(annotation.uuid)
            return
        key = self._rows.key(annotation, position)
        before = self._rows.keys.get(annotation.uuid)
        if before is None or before.section != key.section:  # it is new, or on another entry now
            self.remove(annotation.uuid)
            self._add(annotation, key)
            return
        self._rows.by_uuid[annotation.uuid], self._rows.keys[annotation.uuid] = annotation, key
        if self._rows.is_row(key):
            self._move(before, key)
            self._tell_changed(self._rows.row(annotation.uuid))

    def remove(self, uuid: str) -> None:
        """Remove one annotation, if it is in the list."""
        key = self._rows.keys.get(uuid)
        if key is None:
            return
        if self._rows.is_row(key):
            self._remove_row(self._rows.row(uuid), uuid)
        else:
            del self._rows.by_uuid[uuid], self._rows.keys[uuid]
        if key.is_related:
            self._rows.related -= 1
            self._show_heading() if self._rows.related else self._remove_row(self._rows.row(""), "")

    def reorder(self, positions: Mapping[str, int]) -> None:
        """Sort each section's rows by ``positions`` (where annotations begin, by uuid); those without one come last."""
        misplaced = self._rows.misplaced()
        if len(misplaced) > _MOST_SINGLY:
            self.restart(self._rows.by_uuid.values(), positions, folded=self._rows.folded)
            return
        for each in misplaced:
            self.put(each, positions.get(each.uuid))
        keys = self._rows.keys_at(positions)
        order = self._rows.order_of(keys)
        if [key.uuid for key in order] == [key.uuid for key in self._rows.order]:
            self._rows.keys, self._rows.order = keys, order
            return
        self._changing = True
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        uuids = [self._rows.order[index.row()].uuid for index in persistent]
        self._rows.keys, self._rows.order = keys, order
        rows = [self._rows.row(uuid) for uuid in uuids]
        moved = [self.index(row) if row < self._fetched else QModelIndex() for row in rows]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()
        self._changing = False

    def index_of(self, uuid: str) -> QModelIndex:
        """Return an annotation's index, unfolding related ones and fetching rows if needed; invalid if not listed."""
        if uuid not in self._rows.by_uuid:
            return QModelIndex()
        if not self._rows.is_row(self._rows.keys[uuid]):
            self.set_folded(False)
        row = self._rows.row(uuid)
        while row >= self._fetched:
            self.fetchMore(QModelIndex())
        return self.index(row)

    def _tell_changed(self, row: int) -> None:
        if row < self._fetched:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _show_heading(self) -> None:
        """Have views redraw the heading, whose count, or whether it is folded, has changed."""
        if self._rows.related:
            self._tell_changed(self._rows.row(""))

    def _add(self, annotation: Annotation, key: RowKey) -> None:
        self._rows.by_uuid[annotation.uuid], self._rows.keys[annotation.uuid] = annotation, key
        if key.is_related:
            self._rows.related += 1
            self._insert_row(HEADING) if self._rows.related == 1 else self._show_heading()
        if self._rows.is_row(key):
            self._insert_row(key)

    def _insert_row(self, key: RowKey) -> None:
        row = bisect_left(self._rows.order, key)
        is_fetched = row < self._fetched or self._fetched == len(self._rows.order)
        if is_fetched:
            self._changing = True
            self.beginInsertRows(QModelIndex(), row, row)
            self._fetched += 1
        self._rows.order.insert(row, key)
        if is_fetched:
            self.endInsertRows()
            self._changing = False

    def _remove_row(self, row: int, uuid: str) -> None:
        is_fetched = row < self._fetched
        if is_fetched:
            self._changing = True
            self.beginRemoveRows(QModelIndex(), row, row)
            self._fetched -= 1
        del self._rows.order[row]
        self._rows.by_uuid.pop(uuid, None)
        self._rows.keys.pop(uuid, None)
        if is_fetched:
            self.endRemoveRows()
            self._changing = False

    def _move(self, old: RowKey, key: RowKey) -> None:
        """Move the row of an annotation from its old key to where its new one belongs."""
        before, after = bisect_left(self._rows.order, old), bisect_left(self._rows.order, key)
        if after in (before, before + 1):
            self._rows.order[before] = key
        elif before < self._fetched and after <= self._fetched:
            self._changing = True
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), after)
            del self._rows.order[before]
            self._rows.order.insert(after - (after > before), key)
            self.endMoveRows()
            self._changing = False
        else:
            annotation = self._rows.by_uuid[key.uuid]
            self._remove_row(before, key.uuid)
            self._rows.by_uuid[key.uuid], self._rows.keys[key.uuid] = annotation, key
            self._insert_row(key)

    # Qt overrides

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._fetched

    @guarded
    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._changing and self._fetched < len(self._rows.order)

    @guarded
    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._changing = True
            more = min(BATCH_SIZE, len(self._rows.order) - self._fetched)
            self.beginInsertRows(QModelIndex(), self._fetched, self._fetched + more - 1)
            self._fetched += more
            self.endInsertRows()
            self._changing = False

    @guarded
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        annotation, roles = self.at(index.row()), Qt.ItemDataRole
        if role == Role.VALUE:
            return annotation
        if annotation is None:
            is_text = role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole)
            folded = self._rows.folded if role == roles.AccessibleTextRole else None
            return self._describe_related(self._rows.related, folded) if is_text else None
        if role == roles.DisplayRole:
            return shorten(annotation.body or annotation.quotation, LONGEST_TIP)
        if role == roles.ToolTipRole:
            return whole_text_tip(annotation)
        return self._describe(annotation) if role == roles.AccessibleTextRole else None
