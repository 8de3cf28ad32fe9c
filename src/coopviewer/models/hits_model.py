"""What a search found, as a list: the hits under the names of their kinds, best first."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import SearchHit
from coopviewer.models.outline_model import Badges
from coopviewer.models.roles import Role

_Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """Rows are headings (a kind, which cannot be chosen) and hits; kinds stand in the order of their best hit.

    What was found in a person's own annotations stands under a heading of its own, after the first kind.
    """

    def __init__(
        self,
        kinds_word: Callable[[EntryKind | None], str],
        where_words: Callable[[SearchHit], str],
        icons: Callable[[EntryKind | None], QIcon],
        parent: QObject | None = None,
    ) -> None:
        """Start empty; ``kinds_word`` names several entries of a kind, None: one's own annotations.

        ``where_words`` says where a hit matched.
        """
        super().__init__(parent)
        self._kinds_word = kinds_word
        self._where_words = where_words
        self._icons = icons
        self._rows: list[EntryKind | SearchHit | None] = []
        self._hits: tuple[SearchHit, ...] = ()
        self._badges = Badges(self._redraw_badges)

    def set_badges(self, counts: Mapping[str, int]) -> None:
        """Say how many annotations each entry has, by its id; only rows whose badge differs are drawn again."""
        self._badges.set_all(counts)

    def set_badge(self, entry_id: str, count: int) -> None:
        """Say how many annotations one entry has."""
        self._badges.set_one(entry_id, count)

    def _redraw_badges(self, entry_ids: Set[str]) -> None:
        for place, row in enumerate(self._rows):
            if isinstance(row, SearchHit) and row.ref.id in entry_ids:
                self.dataChanged.emit(self.index(place), self.index(place), [Role.BADGE])

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show these hits, the best first, in place of those before."""
        by_kind: dict[EntryKind | None, list[SearchHit]] = {}
        for hit in hits:
            by_kind.setdefault(_group(hit), []).append(hit)
        own = by_kind.pop(None, [])
        groups: list[tuple[EntryKind | None, list[SearchHit]]] = list(by_kind.items())
        if own:
            groups.insert(1, (None, own))
        self.beginResetModel()
        self._hits = tuple(hits)
        self._rows = []
        for kind, found in groups:
            self._rows += [kind, *found]
        self.endResetModel()

    def extend(self, hits: Sequence[SearchHit]) -> bool:
        """Add what follows the hits that are shown, which stay where they are; False, and none is added, for others."""
        known = len(self._hits)
        if not known or tuple(hit.ref.id for hit in hits[:known]) != tuple(hit.ref.id for hit in self._hits):
            return False
        for hit in hits[known:]:
            self._add(hit)
        self._hits = tuple(hits)
        return True

    def _add(self, hit: SearchHit) -> None:
        kind = _group(hit)
        if kind not in self._rows:
            self._insert(self._after_hits(1) if kind is None else len(self._rows), kind)
        self._insert(self._after_hits(self._rows.index(kind) + 1), hit)

    def _after_hits(self, place: int) -> int:
        """Give the place of the next heading from a place on, or the end."""
        while place < len(self._rows) and isinstance(self._rows[place], SearchHit):
            place += 1
        return place

    def _insert(self, place: int, row: EntryKind | SearchHit | None) -> None:
        self.beginInsertRows(QModelIndex(), place, place)
        self._rows.insert(place, row)
        self.endInsertRows()

    def _badge_words(self, hit: SearchHit) -> str:
        count = self._badges.of(hit.ref.id)
        if not count:
            return ""
        return self.tr("1 annotation") if count == 1 else self.tr("{count:,} annotations").format(count=count)

    def hit_of(self, entry_id: str) -> QModelIndex:
        """Give the index of an entry's hit, else of the best one; invalid where there is none."""
        hits = [(place, row) for place, row in enumerate(self._rows) if isinstance(row, SearchHit)]
        wanted = (place for place, hit in hits if hit.ref.id == entry_id)
        best = (place for place, hit in hits if not hit.is_own)
        place = next(wanted, next(best, hits[0][0] if hits else -1))
        return self.index(place) if place >= 0 else QModelIndex()

    def where(self, index: _Index) -> str:
        """Say where the hit of a row matched; empty for a heading."""
        row = self._rows[index.row()]
        return self._where_words(row) if isinstance(row, SearchHit) else ""

    # Qt's names

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], SearchHit):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.VALUE:
            return row if isinstance(row, SearchHit) else None
        if role == Role.BADGE:
            return self._badges.of(row.ref.id) if isinstance(row, SearchHit) else 0
        if isinstance(row, SearchHit):
            return self._shown(row, role)
        return self._kinds_word(row) if role == Qt.ItemDataRole.DisplayRole else None

    def _shown(self, hit: SearchHit, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.ref.title
            case Qt.ItemDataRole.DecorationRole:
                return self._icons(hit.ref.kind)
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (hit.ref.title, self._badge_words(hit), self._where_words(hit), hit.snippet.text)
                return ". ".join(filter(None, parts))
            case Qt.ItemDataRole.ToolTipRole:
                return hit.ref.title
        return None


def _group(hit: SearchHit) -> EntryKind | None:
    return None if hit.is_own else hit.ref.kind
