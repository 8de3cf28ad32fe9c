"""The annotations of the open page in the order of its text, followed by those on the entry as a whole."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.models.roles import Role

BATCH_SIZE = 8  # rows that a view fetches at once
_MOST_SINGLY = 200  # changes announced to views row by row; with more of them the model is reset
_NO_POSITION = 1 << 62  # of annotations on no passage of the page: sorts them after all others
_Index = QModelIndex | QPersistentModelIndex


class _Key(NamedTuple):
    """The sort key of a row."""

    position: int
    created: datetime
    uuid: str


class AnnotationList(QAbstractListModel):
    """Rows are annotations; a view gets more rows of a long list with ``fetchMore``.

    The position of an annotation is an offset in the text of the page, None if it is on no passage of it.
    """

    grown = Signal()
    """There are more rows to be fetched."""

    def __init__(self, describe: Callable[[Annotation], str], parent: QObject | None = None) -> None:
        """Start empty; ``describe`` returns the description of an annotation for screen readers."""
        super().__init__(parent)
        self._describe = describe
        self._by_uuid: dict[str, Annotation] = {}
        self._keys: dict[str, _Key] = {}
        self._order: list[_Key] = []
        self._fetched = 0  # the number of rows, from the first on, that views know of
        self._changing = False  # while it is True, nothing may be fetched

    @property
    def count(self) -> int:
        """The number of annotations, including those that no view has fetched yet."""
        return len(self._order)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations, in the order of the rows."""
        return tuple(self._by_uuid[key.uuid] for key in self._order)

    def at(self, row: int) -> Annotation:
        """Return the annotation of a row."""
        return self._by_uuid[self._order[row].uuid]

    def get(self, uuid: str) -> Annotation | None:
        """Return the annotation with this uuid, None if it is not in the list."""
        return self._by_uuid.get(uuid)

    def restart(self, annotations: Iterable[Annotation] = (), positions: Mapping[str, int] | None = None) -> None:
        """Show the annotations of another page; ``positions`` maps their uuids to positions in its text."""
        self._changing = True
        self.beginResetModel()
        self._by_uuid = {each.uuid: each for each in annotations if not each.is_deleted}
        self._keys = {uuid: _key(each, (positions or {}).get(uuid)) for uuid, each in self._by_uuid.items()}
        self._order = sorted(self._keys.values())
        self._fetched = min(BATCH_SIZE, len(self._order))
        self.endResetModel()
        self._changing = False

    def update(self, annotations: Iterable[Annotation], positions: Mapping[str, int]) -> None:
        """Show the current annotations of the same page, changing only the rows that differ."""
        now = {each.uuid: each for each in annotations if not each.is_deleted}
        if not self._by_uuid:
            self.restart(now.values(), positions)
            return
        gone = [uuid for uuid in self._by_uuid if uuid not in now]
        changed = [each for uuid, each in now.items() if self._by_uuid.get(uuid) != each]
        if len(gone) + len(changed) > _MOST_SINGLY:
            if not self._replace_unfetched(now, positions):
                self.restart(now.values(), positions)
            return
        for uuid in gone:
            self.remove(uuid)
        for each in changed:
            self.put(each, positions.get(each.uuid))
        self.reorder(positions)

    def _replace_unfetched(self, now: Mapping[str, Annotation], positions: Mapping[str, int]) -> bool:
        """Replace the rows that no view has fetched yet, and emit ``grown``.

        Return False, and change nothing, if a fetched row would change too.
        """
        keys = {uuid: _key(each, positions.get(uuid)) for uuid, each in now.items()}
        order = sorted(keys.values())
        fetched = [key.uuid for key in self._order[: self._fetched]]
        if [key.uuid for key in order[: self._fetched]] != fetched:
            return False
        if any(now[uuid] != self._by_uuid[uuid] for uuid in fetched):
            return False
        same = {uuid: each for uuid, each in self._by_uuid.items() if now.get(uuid) == each}
        self._by_uuid, self._keys, self._order = {**now, **same}, keys, order
        self.grown.emit()
        return True

    def put(self, annotation: Annotation, position: int | None) -> None:
        """Add or update one annotation; remove it if it is in the bin. ``position`` is None if it is on no passage."""
        if annotation.is_deleted:
            self.remove(annotation.uuid)
            return
        key = _key(annotation, position)
        if annotation.uuid not in self._by_uuid:
            self._add(annotation, key)
            return
        self._by_uuid[annotation.uuid] = annotation
        self._move(key)
        row = self._row(annotation.uuid)
        if row < self._fetched:
            self.dataChanged.emit(self.index(row), self.index(row))

    def remove(self, uuid: str) -> None:
        """Remove one annotation, if it is in the list."""
        if uuid not in self._by_uuid:
            return
        row = self._row(uuid)
        is_fetched = row < self._fetched
        if is_fetched:
            self._changing = True
            self.beginRemoveRows(QModelIndex(), row, row)
            self._fetched -= 1
        key = self._order.pop(row)
        del self._by_uuid[key.uuid], self._keys[key.uuid]
        if is_fetched:
            self.endRemoveRows()
            self._changing = False

    def reorder(self, positions: Mapping[str, int]) -> None:
        """Order the rows by new positions of the same annotations, as after the page was laid out again."""
        keys = {uuid: _key(each, positions.get(uuid)) for uuid, each in self._by_uuid.items()}
        order = sorted(keys.values())
        if [key.uuid for key in order] == [key.uuid for key in self._order]:
            self._keys, self._order = keys, order
            return
        self._changing = True
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        uuids = [self._order[index.row()].uuid for index in persistent]
        self._keys, self._order = keys, order
        rows = [self._row(uuid) for uuid in uuids]
        moved = [self.index(row) if row < self._fetched else QModelIndex() for row in rows]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()
        self._changing = False

    def index_of(self, uuid: str) -> QModelIndex:
        """Return the index of an annotation, fetching rows up to it; invalid if it is not in the list."""
        if uuid not in self._by_uuid:
            return QModelIndex()
        row = self._row(uuid)
        while row >= self._fetched:
            self.fetchMore(QModelIndex())
        return self.index(row)

    def _row(self, uuid: str) -> int:
        return bisect_left(self._order, self._keys[uuid])

    def _add(self, annotation: Annotation, key: _Key) -> None:
        row = bisect_left(self._order, key)
        is_fetched = row < self._fetched or self._fetched == len(self._order)
        if is_fetched:
            self._changing = True
            self.beginInsertRows(QModelIndex(), row, row)
            self._fetched += 1
        self._order.insert(row, key)
        self._keys[key.uuid] = key
        self._by_uuid[key.uuid] = annotation
        if is_fetched:
            self.endInsertRows()
            self._changing = False

    def _move(self, key: _Key) -> None:
        """Move the row of an annotation to where its new key belongs."""
        before = self._row(key.uuid)
        after = bisect_left(self._order, key)
        if after in (before, before + 1):
            self._order[before] = self._keys[key.uuid] = key
        elif before < self._fetched and after <= self._fetched:
            self._changing = True
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), after)
            del self._order[before]
            self._order.insert(after - (after > before), key)
            self._keys[key.uuid] = key
            self.endMoveRows()
            self._changing = False
        else:
            annotation = self._by_uuid[key.uuid]
            self.remove(key.uuid)
            self._add(annotation, key)

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._fetched

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._changing and self._fetched < len(self._order)

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._changing = True
            more = min(BATCH_SIZE, len(self._order) - self._fetched)
            self.beginInsertRows(QModelIndex(), self._fetched, self._fetched + more - 1)
            self._fetched += more
            self.endInsertRows()
            self._changing = False

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        annotation = self.at(index.row())
        match role:
            case Role.VALUE:
                return annotation
            case Qt.ItemDataRole.DisplayRole:
                return annotation.body or annotation.quotation
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._describe(annotation)
        return None


def _key(annotation: Annotation, position: int | None) -> _Key:
    return _Key(_NO_POSITION if position is None else position, annotation.created, annotation.uuid)
