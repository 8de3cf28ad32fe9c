"""The annotations of the open page, in the order of its text; those on the entry as a whole come after."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.models.roles import Role

PART = 8  # rows given to a view at once
_MOST_SINGLY = 200  # changes told one by one; beyond, the list is begun anew
_BESIDE = 1 << 62  # the place of what stands on no passage of the page: after all that does
_Index = QModelIndex | QPersistentModelIndex


class _Key(NamedTuple):
    """What the rows are ordered by."""

    place: int
    created: datetime
    uuid: str


class AnnotationList(QAbstractListModel):
    """Rows are annotations; a view asks for more of a long list with ``fetchMore``."""

    grown = Signal()
    """There is more to be fetched."""

    def __init__(self, words: Callable[[Annotation], str], parent: QObject | None = None) -> None:
        """Start empty; ``words`` tells an annotation to those who do not see its card."""
        super().__init__(parent)
        self._words = words
        self._known: dict[str, Annotation] = {}
        self._keys: dict[str, _Key] = {}
        self._order: list[_Key] = []
        self._given = 0  # rows that views know of, the first ones
        self._changing = False  # nothing may be fetched meanwhile

    @property
    def count(self) -> int:
        """How many annotations there are, also those that no view has asked for yet."""
        return len(self._order)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All of them, in order."""
        return tuple(self._known[key.uuid] for key in self._order)

    def at(self, row: int) -> Annotation:
        """Give the annotation of a row."""
        return self._known[self._order[row].uuid]

    def get(self, uuid: str) -> Annotation | None:
        """Give an annotation by its uuid; None where it is not in the list."""
        return self._known.get(uuid)

    def restart(self, annotations: Iterable[Annotation] = (), places: Mapping[str, int] | None = None) -> None:
        """Show the annotations of another page; ``places`` says where in its text they stand, by uuid."""
        self._changing = True
        self.beginResetModel()
        self._known = {each.uuid: each for each in annotations if not each.is_deleted}
        self._keys = {uuid: _key(each, (places or {}).get(uuid)) for uuid, each in self._known.items()}
        self._order = sorted(self._keys.values())
        self._given = min(PART, len(self._order))
        self.endResetModel()
        self._changing = False

    def take(self, annotations: Iterable[Annotation], places: Mapping[str, int]) -> None:
        """Show the annotations of the same page as they are now, touching only the rows that differ."""
        now = {each.uuid: each for each in annotations if not each.is_deleted}
        if not self._known:
            self.restart(now.values(), places)
            return
        gone = [uuid for uuid in self._known if uuid not in now]
        changed = [each for uuid, each in now.items() if self._known.get(uuid) != each]
        if len(gone) + len(changed) > _MOST_SINGLY:
            if not self._takes_below(now, places):
                self.restart(now.values(), places)
            return
        for uuid in gone:
            self.remove(uuid)
        for each in changed:
            self.put(each, places.get(each.uuid))
        self.arrange(places)

    def _takes_below(self, now: Mapping[str, Annotation], places: Mapping[str, int]) -> bool:
        """Add what comes after all rows that views know of, without a word to them; tells whether that is all there is.

        Views ask for it with ``fetchMore``; ``grown`` tells those that do so by themselves.
        """
        keys = {uuid: _key(each, places.get(uuid)) for uuid, each in now.items()}
        order = sorted(keys.values())
        seen = [key.uuid for key in self._order[: self._given]]
        if [key.uuid for key in order[: self._given]] != seen or any(now[uuid] != self._known[uuid] for uuid in seen):
            return False
        same = {uuid: each for uuid, each in self._known.items() if now.get(uuid) == each}
        self._known, self._keys, self._order = {**now, **same}, keys, order
        self.grown.emit()
        return True

    def put(self, annotation: Annotation, place: int | None) -> None:
        """Add one annotation or show it as it is now; one in the bin goes. ``place`` None: on no passage here."""
        if annotation.is_deleted:
            self.remove(annotation.uuid)
            return
        key = _key(annotation, place)
        if annotation.uuid not in self._known:
            self._add(annotation, key)
            return
        self._known[annotation.uuid] = annotation
        self._move(key)
        row = self._row(annotation.uuid)
        if row < self._given:
            self.dataChanged.emit(self.index(row), self.index(row))

    def remove(self, uuid: str) -> None:
        """Take one annotation away, if it is there."""
        if uuid not in self._known:
            return
        row = self._row(uuid)
        seen = row < self._given
        if seen:
            self._changing = True
            self.beginRemoveRows(QModelIndex(), row, row)
            self._given -= 1
        key = self._order.pop(row)
        del self._known[key.uuid], self._keys[key.uuid]
        if seen:
            self.endRemoveRows()
            self._changing = False

    def arrange(self, places: Mapping[str, int]) -> None:
        """Order the rows by other places of the same annotations, as when the page is drawn anew."""
        keys = {uuid: _key(each, places.get(uuid)) for uuid, each in self._known.items()}
        order = sorted(keys.values())
        if [key.uuid for key in order] == [key.uuid for key in self._order]:
            self._keys, self._order = keys, order
            return
        self._changing = True
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        uuids = [self._order[index.row()].uuid for index in held]
        self._keys, self._order = keys, order
        rows = [self._row(uuid) for uuid in uuids]
        moved = [self.index(row) if row < self._given else QModelIndex() for row in rows]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
        self._changing = False

    def index_of(self, uuid: str) -> QModelIndex:
        """Find the row of an annotation, giving views the rows up to it; invalid where it is not there."""
        if uuid not in self._known:
            return QModelIndex()
        row = self._row(uuid)
        while row >= self._given:
            self.fetchMore(QModelIndex())
        return self.index(row)

    def _row(self, uuid: str) -> int:
        return bisect_left(self._order, self._keys[uuid])

    def _add(self, annotation: Annotation, key: _Key) -> None:
        row = bisect_left(self._order, key)
        seen = row < self._given or self._given == len(self._order)
        if seen:
            self._changing = True
            self.beginInsertRows(QModelIndex(), row, row)
            self._given += 1
        self._order.insert(row, key)
        self._keys[key.uuid] = key
        self._known[key.uuid] = annotation
        if seen:
            self.endInsertRows()
            self._changing = False

    def _move(self, key: _Key) -> None:
        """Put the row of an annotation where its new key belongs."""
        before = self._row(key.uuid)
        after = bisect_left(self._order, key)
        if after in (before, before + 1):
            self._order[before] = self._keys[key.uuid] = key
        elif before < self._given and after <= self._given:
            self._changing = True
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), after)
            del self._order[before]
            self._order.insert(after - (after > before), key)
            self._keys[key.uuid] = key
            self.endMoveRows()
            self._changing = False
        else:
            annotation = self._known[key.uuid]
            self.remove(key.uuid)
            self._add(annotation, key)

    # Qt's names

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._given

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._changing and self._given < len(self._order)

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._changing = True
            more = min(PART, len(self._order) - self._given)
            self.beginInsertRows(QModelIndex(), self._given, self._given + more - 1)
            self._given += more
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
                return self._words(annotation)
        return None


def _key(annotation: Annotation, place: int | None) -> _Key:
    return _Key(_BESIDE if place is None else place, annotation.created, annotation.uuid)
