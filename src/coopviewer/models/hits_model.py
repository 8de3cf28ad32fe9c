"""The results of a search: hits, best first, under a heading for each kind; the kind of the best hit comes first."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import SearchHit
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.outline_model import Badges
from coopviewer.models.roles import Role, plain_tip

_LONGEST_TITLE = 300  # characters in a row; no longer one fits on a screen, and drawing would take seconds

_Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """Rows are hits, below a heading for each kind, which cannot be selected; the kind of the best hit comes first.

    Hits in the user's annotations are under a heading of their own, below the hits of the first kind.
    """

    def __init__(
        self,
        group_label: Callable[[EntryKind | None], str],
        match_label: Callable[[SearchHit], str],
        icons: Callable[[EntryKind | None], QIcon],
        parent: QObject | None = None,
    ) -> None:
        """Start empty.

        ``group_label`` returns the heading of a kind, in the plural, or of the user's annotations for None;
        ``match_label`` the line under a hit's title, which says where it matched; ``icons`` the icon of a kind.
        """
        super().__init__(parent)
        self._group_label = group_label
        self._match_label = match_label
        self._icons = icons
        self._rows: list[EntryKind | SearchHit | None] = []
        self._hits: tuple[SearchHit, ...] = ()
        self._badges = Badges(self._redraw_badges)

    def set_badges(self, counts: Mapping[str, int]) -> None:
        """Set the numbers of annotations by the ids of their entries; only rows whose badge differs are redrawn.

        An entry that is left out has none.
        """
        self._badges.set_all(counts)

    def set_badge(self, entry_id: str, count: int) -> None:
        """Set the number of annotations of one entry; 0 removes its badge."""
        self._badges.set_one(entry_id, count)

    def _redraw_badges(self, entry_ids: Set[str]) -> None:
        for row, item in enumerate(self._rows):
            if isinstance(item, SearchHit) and item.ref.id in entry_ids:
                self.dataChanged.emit(self.index(row), self.index(row), [Role.BADGE])

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show these hits, the best first, in place of the previous ones."""
        by_kind: dict[EntryKind | None, list[SearchHit]] = {}
        for hit in hits:
            by_kind.setdefault(_group(hit), []).append(hit)
        own_hits = by_kind.pop(None, [])
        groups: list[tuple[EntryKind | None, list[SearchHit]]] = list(by_kind.items())
        if own_hits:
            groups.insert(1, (None, own_hits))
        self.beginResetModel()
        self._hits = tuple(hits)
        self._rows = []
        for kind, group in groups:
            self._rows += [kind, *group]
        self.endResetModel()

    def extend(self, hits: Sequence[SearchHit]) -> bool:
        """Add the further hits of a search, each at the end of its group; return whether that was possible.

        ``hits`` are all hits, including those shown. If they do not begin with those shown, or none is shown, nothing
        changes.
        """
        shown = len(self._hits)
        if not shown or tuple(hit.ref.id for hit in hits[:shown]) != tuple(hit.ref.id for hit in self._hits):
            return False
        for hit in hits[shown:]:
            self._add(hit)
        self._hits = tuple(hits)
        return True

    def _add(self, hit: SearchHit) -> None:
        kind = _group(hit)
        if kind not in self._rows:
            self._insert(self._after_hits(1) if kind is None else len(self._rows), kind)
        self._insert(self._after_hits(self._rows.index(kind) + 1), hit)

    def _after_hits(self, row: int) -> int:
        """Return the next row from ``row`` on that is not a hit, or the number of rows if there is none."""
        while row < len(self._rows) and isinstance(self._rows[row], SearchHit):
            row += 1
        return row

    def _insert(self, row: int, item: EntryKind | SearchHit | None) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, item)
        self.endInsertRows()

    def _badge_text(self, hit: SearchHit) -> str:
        count = self._badges.of(hit.ref.id)
        if not count:
            return ""
        return language().plural("{n} annotation", "{n} annotations", count)

    def index_of_hit(self, entry_id: str) -> QModelIndex:
        """Return the index of an entry's hit, or else of the best hit; invalid if there are no hits.

        The best hit is one in the user's annotations only if there are no others.
        """
        hits = [(row, item) for row, item in enumerate(self._rows) if isinstance(item, SearchHit)]
        wanted = (row for row, hit in hits if hit.ref.id == entry_id)
        best = (row for row, hit in hits if not hit.is_own)
        row = next(wanted, next(best, hits[0][0] if hits else -1))
        return self.index(row) if row >= 0 else QModelIndex()

    def match_text(self, index: _Index) -> str:
        """Return the line under the title of a hit, such as *Country · title*, which says where it matched.

        Empty for a heading. The index must be valid.
        """
        item = self._rows[index.row()]
        return self._match_label(item) if isinstance(item, SearchHit) else ""

    # Qt overrides

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @guarded
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], SearchHit):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @guarded
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        if role == Role.VALUE:
            return item if isinstance(item, SearchHit) else None
        if role == Role.BADGE:
            return self._badges.of(item.ref.id) if isinstance(item, SearchHit) else 0
        if isinstance(item, SearchHit):
            return self._hit_data(item, role)
        return self._group_label(item) if role == Qt.ItemDataRole.DisplayRole else None

    def _hit_data(self, hit: SearchHit, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shorten(hit.ref.title, _LONGEST_TITLE)
            case Qt.ItemDataRole.DecorationRole:
                return self._icons(hit.ref.kind)
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (
                    shorten(hit.ref.title, _LONGEST_TITLE),
                    self._badge_text(hit),
                    self._match_label(hit),
                    hit.snippet.text,
                )
                return ". ".join(filter(None, parts))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(shorten(hit.ref.title, _LONGEST_TITLE))
        return None


def _group(hit: SearchHit) -> EntryKind | None:
    return None if hit.is_own else hit.ref.kind
